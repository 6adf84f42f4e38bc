//! The helpers that templates may use, besides Handlebars' own conditions.
//!
//! Comes in: what a template asks for where it stands. Goes out: Markdown with marks.
//! Does not choose texts; it places those that room 2 selected.

use crate::letter::markdown::free_text;
use crate::letter::markdown::reader::{
    LEVEL_DOWN, LEVEL_UP, MARK_ASKED, MARK_CLOSE, MARK_END, MARK_FIELD, MARK_OPEN, MARK_SPACE,
};
use handlebars::{
    BlockContext, BlockParams, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext,
    RenderErrorReason, Renderable, StringOutput,
};
use serde_json::Value;

/// Places a text or a piece of a template, with the fields that are in scope where it stands.
pub(super) struct Place {
    /// The hidden field that says which file each id is.
    pub(super) among: &'static str,
    pub(super) inline: bool,
}

impl HelperDef for Place {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let id = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        let path = context.data().get(self.among).and_then(|paths| paths.get(id)?.as_str());
        let Some(template) = path.and_then(|path| registry.get_template(path)) else {
            return Err(RenderErrorReason::Other(format!("{} «{id}»", helper.name())).into());
        };
        let path = template.name.as_deref().unwrap_or_default();
        let mut filled = StringOutput::new();
        template.render(registry, context, render, &mut filled).map_err(|mut error| {
            error.template_name.get_or_insert_with(|| path.to_owned());
            error
        })?;
        let filled = filled.into_string()?;
        let body = filled.trim();
        let asked = helper.param(0).and_then(|param| param.relative_path()).map_or(id, String::as_str);
        out.write(&if self.inline {
            format!(
                "{MARK_OPEN}{path}{MARK_ASKED}{asked}{MARK_END}{MARK_SPACE}{body}{MARK_SPACE}{MARK_CLOSE}{MARK_END}"
            )
        } else {
            format!("\n\n{MARK_OPEN}{path}{MARK_ASKED}{asked}{MARK_END}\n\n{body}\n\n{MARK_CLOSE}{MARK_END}\n\n")
        })?;
        Ok(())
    }
}

/// Places a caseworker's free text: as blocks, onwards from the sentence before it, or on one line.
pub(super) enum FreeText {
    Blocks,
    Onwards,
    OneLine,
}

impl HelperDef for FreeText {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let text = helper.param(0).and_then(|param| param.value().as_str());
        let Some(text) = text else {
            return Err(RenderErrorReason::MissingVariable(
                helper.param(0).and_then(|param| param.relative_path().cloned()),
            )
            .into());
        };
        let field = helper.param(0).and_then(|param| param.relative_path()).map_or("", String::as_str);
        // A paragraph that holds only marks is not printed, so a list that follows stays a list.
        let (open, close) = (format!("{MARK_FIELD}{field}{MARK_END}"), format!("{MARK_FIELD}{MARK_END}"));
        let blocks = |text: &str| format!("\n\n{open}\n\n{}\n\n{close}\n\n", free_text(text));
        out.write(&match self {
            Self::Blocks => blocks(text),
            Self::Onwards if text.trim_start().starts_with("- ") => blocks(text),
            Self::Onwards => format!("{}\n\n", free_text(text)),
            Self::OneLine => free_text(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        })?;
        Ok(())
    }
}

/// `{{#each list as |name|}}` and `{{#with value as |name|}}`: like Handlebars' own, but every other
/// name keeps its meaning inside, so that a text says `{{avsender.navn}}` wherever it is placed.
pub(super) struct Each {
    pub(super) one: bool,
}

impl HelperDef for Each {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0);
        let missing = || RenderErrorReason::MissingVariable(value.and_then(|it| it.relative_path().cloned()));
        let (Some(value), Some(name), Some(template)) = (value, helper.block_param(), helper.template()) else {
            return Err(missing().into());
        };
        if value.is_value_missing() {
            return Err(missing().into());
        }
        let items = match (self.one, value.value()) {
            (true, item) => vec![(None, item)],
            (false, Value::Array(items)) => items.iter().enumerate().map(|(i, item)| (Some(i), item)).collect(),
            (false, _) => return Err(missing().into()),
        };
        for (index, item) in items {
            let mut params = BlockParams::new();
            match value.context_path() {
                Some(path) => {
                    params.add_path(name, path.iter().cloned().chain(index.map(|i| i.to_string())).collect())?
                }
                None => params.add_value(name, item.clone())?,
            }
            let mut block = BlockContext::new();
            block.set_block_params(params);
            render.push_block(block);
            let rendered = template.render(registry, context, render, out);
            render.pop_block();
            rendered?;
        }
        Ok(())
    }
}

/// Moves the headings of its block one level down.
pub(super) struct OneLevelDown;

impl HelperDef for OneLevelDown {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(&format!("\n\n{LEVEL_DOWN}\n\n"))?;
        if let Some(template) = helper.template() {
            template.render(registry, context, render, out)?;
        }
        out.write(&format!("\n\n{LEVEL_UP}\n\n"))?;
        Ok(())
    }
}
