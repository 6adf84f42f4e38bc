//! Fills templates and texts with fields: the only place where Handlebars runs.
//!
//! Comes in: the selected templates and texts, and the fields of one letter.
//! Goes out: Markdown with marks that say which file said what, or the gap that had no value.
//! Does not choose texts or versions (room 2 did) and does not read Markdown (`markdown.rs`).
//!
//! Every value is escaped on its way in. The helpers that write Markdown of their own are
//! `tekst` and `setning` (the jurist's texts, as blocks or within a paragraph), `del` and
//! `delsetning` (a piece of a template, likewise), `fritekst`, `fritekst-videre` and
//! `fritekst-linje` (the caseworker's free text) and `underdel` (headings one level down).

use super::markdown::{LEVEL_DOWN, LEVEL_UP, MARK_CLOSE, MARK_END, MARK_OPEN, MARK_SPACE, escape, free_text};
use handlebars::{
    BlockContext, BlockParams, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext,
    RenderError, RenderErrorReason, Renderable, StringOutput, Template,
};
use serde_json::Value;

/// A file that can be placed in a letter: its id in templates, its path in the library and its body.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// What `{{tekst "…"}}` or `{{del "…"}}` calls it.
    pub id: &'a str,
    /// The file in the library, for the receipt and the margin.
    pub path: &'a str,
    /// Handlebars and Markdown.
    pub body: &'a str,
}

/// What went wrong while filling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FillError {
    /// A file is not valid Handlebars.
    Syntax {
        /// The file.
        path: String,
    },
    /// A gap has no value in this letter, or a text is not among the selected ones.
    Gap {
        /// The file whose gap it is.
        path: String,
        /// The gap or text as the file writes it; empty when it cannot be told.
        gap: String,
    },
}

/// The filled templates of one language and date: compiled once, filled for many letters.
pub struct Filler {
    registry: Handlebars<'static>,
}

/// The prefix under which texts are registered, apart from pieces of templates.
const TEXT: &str = "tekst:";
const PIECE: &str = "del:";
const MAIN: &str = "brev";

impl Filler {
    /// Compiles a letter template, its pieces and the texts that they may place.
    ///
    /// # Errors
    /// `FillError::Syntax` for each file that is not valid Handlebars.
    pub fn new<'a>(
        template: Source<'a>,
        pieces: impl IntoIterator<Item = Source<'a>>,
        texts: impl IntoIterator<Item = Source<'a>>,
    ) -> Result<Self, Vec<FillError>> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        registry.register_escape_fn(escape);
        registry.register_helper("tekst", Box::new(Place { prefix: TEXT, inline: false }));
        registry.register_helper("setning", Box::new(Place { prefix: TEXT, inline: true }));
        registry.register_helper("del", Box::new(Place { prefix: PIECE, inline: false }));
        registry.register_helper("delsetning", Box::new(Place { prefix: PIECE, inline: true }));
        registry.register_helper("fritekst", Box::new(FreeText::Blocks));
        registry.register_helper("fritekst-videre", Box::new(FreeText::Onwards));
        registry.register_helper("fritekst-linje", Box::new(FreeText::OneLine));
        registry.register_helper("underdel", Box::new(OneLevelDown));
        registry.register_helper("each", Box::new(Each { one: false }));
        registry.register_helper("with", Box::new(Each { one: true }));
        let mut errors = Vec::new();
        let named = std::iter::once((MAIN.to_owned(), template))
            .chain(pieces.into_iter().map(|piece| (format!("{PIECE}{}", piece.id), piece)))
            .chain(texts.into_iter().map(|text| (format!("{TEXT}{}", text.id), text)));
        for (name, source) in named {
            match Template::compile_with_name(source.body, source.path.to_owned()) {
                Ok(compiled) => registry.register_template(&name, compiled),
                Err(_) => errors.push(FillError::Syntax { path: source.path.to_owned() }),
            }
        }
        if errors.is_empty() { Ok(Self { registry }) } else { Err(errors) }
    }

    /// Fills the letter template.
    ///
    /// # Errors
    /// `FillError::Gap` for the first gap without a value.
    pub fn fill(&self, fields: Value) -> Result<String, FillError> {
        let template = self.registry.get_template(MAIN);
        let path = template.and_then(|template| template.name.clone()).unwrap_or_default();
        let context = Context::from(fields);
        let filled = self.registry.render_with_context(MAIN, &context);
        let body = filled.map_err(|error| gap_error(&error, &path))?;
        Ok(format!("{MARK_OPEN}{path}{MARK_END}\n\n{body}\n"))
    }
}

fn gap_error(error: &RenderError, main: &str) -> FillError {
    let path = error.template_name.clone().unwrap_or_else(|| main.to_owned());
    let gap = match error.reason() {
        RenderErrorReason::MissingVariable(Some(name)) => name.clone(),
        RenderErrorReason::Other(name) => name.clone(),
        _ => String::new(),
    };
    FillError::Gap { path, gap }
}

/// Places a text or a piece of a template, with the fields that are in scope where it stands.
struct Place {
    prefix: &'static str,
    inline: bool,
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
        let Some(template) = registry.get_template(&format!("{}{id}", self.prefix)) else {
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
        out.write(&if self.inline {
            format!("{MARK_OPEN}{path}{MARK_END}{MARK_SPACE}{body}{MARK_SPACE}{MARK_CLOSE}{MARK_END}")
        } else {
            format!("\n\n{MARK_OPEN}{path}{MARK_END}\n\n{body}\n\n{MARK_CLOSE}{MARK_END}\n\n")
        })?;
        Ok(())
    }
}

/// Places a caseworker's free text: as blocks, onwards from the sentence before it, or on one line.
enum FreeText {
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
        out.write(&match self {
            Self::Blocks => format!("\n\n{}\n\n", free_text(text)),
            Self::Onwards if text.trim_start().starts_with("- ") => format!("\n\n{}\n\n", free_text(text)),
            Self::Onwards => format!("{}\n\n", free_text(text)),
            Self::OneLine => free_text(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        })?;
        Ok(())
    }
}

/// `{{#each list as |name|}}` and `{{#with value as |name|}}`: like Handlebars' own, but every other
/// name keeps its meaning inside, so that a text says `{{avsender.navn}}` wherever it is placed.
struct Each {
    one: bool,
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
struct OneLevelDown;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::letter::{Block, plain};
    use crate::letter::markdown::read;
    use serde_json::json;

    fn source<'a>(id: &'a str, body: &'a str) -> Source<'a> {
        Source { id, path: id, body }
    }

    fn texts_of(markdown: &str) -> Vec<String> {
        read(markdown)
            .unwrap()
            .blocks
            .into_iter()
            .map(|placed| match placed.block {
                Block::Heading { level, runs } => format!("h{level} {}", plain(&runs)),
                Block::Paragraph { runs } => plain(&runs),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_text_sees_the_line_it_stands_in_and_the_root() {
        let template = source("brev", "# {{a.b}}\n\n{{#each linjer as |linje|}}\n{{del \"linje\"}}\n{{/each}}\n");
        let piece = source("linje", "{{setning \"om\"}} Slutt.\n");
        let text = source("om", "{{linje.navn}} hos {{avsender.navn}}.\n");
        let filler = Filler::new(template, [piece], [text]).unwrap();
        let fields = json!({"a": {"b": "T"}, "avsender": {"navn": "K"}, "linjer": [{"navn": "x"}, {"navn": "*y*"}]});
        let filled = filler.fill(fields).unwrap();
        assert_eq!(texts_of(&filled), ["h1 T", "x hos K. Slutt.", "*y* hos K. Slutt."]);
    }

    #[test]
    fn a_gap_without_value_names_the_file_and_the_gap() {
        let template = source("brev", "{{tekst \"om\"}}\n");
        let filler = Filler::new(template, [], [source("om", "{{linje.navn}}\n")]).unwrap();
        let error = filler.fill(json!({"linje": {}})).unwrap_err();
        assert_eq!(error, FillError::Gap { path: "om".into(), gap: "linje.navn".into() });
    }

    #[test]
    fn an_unknown_text_is_an_error() {
        let filler = Filler::new(source("brev", "{{tekst \"borte\"}}\n"), [], []).unwrap();
        assert!(matches!(filler.fill(json!({})), Err(FillError::Gap { gap, .. }) if gap.contains("borte")));
    }

    #[test]
    fn headings_in_a_part_stand_one_level_down() {
        let template = source("brev", "# A\n\n{{#underdel}}\n## B\n{{/underdel}}\n\n## C\n");
        let filler = Filler::new(template, [], []).unwrap();
        assert_eq!(texts_of(&filler.fill(json!({})).unwrap()), ["h1 A", "h3 B", "h2 C"]);
    }

    #[test]
    fn case_data_never_becomes_markup() {
        let template = source("brev", "{{x}}\n\n| a | b |\n|---|---|\n| {{x}} | c |\n\n- {{x}}\n");
        let filler = Filler::new(template, [], []).unwrap();
        for hostile in
            ["# x", "1. september", "- x", "<b>x</b>", "[a](b)", "a|b", "\\|", "{{y}}", "**x**", "&amp;", "`x`", "a\\"]
        {
            let filled = filler.fill(json!({"x": hostile})).unwrap();
            let placed = read(&filled).unwrap().blocks;
            assert_eq!(placed.len(), 3, "{hostile}");
            assert!(matches!(&placed[0].block, Block::Paragraph { runs } if plain(runs) == hostile), "{hostile}");
            assert!(
                matches!(&placed[1].block, Block::Table { rows, .. } if plain(&rows[0][0]) == hostile),
                "{hostile}"
            );
        }
    }

    #[test]
    fn a_sentence_keeps_its_bold_beside_another() {
        let template = source("brev", "Kort. {{setning \"frist\"}} Slutt.\n");
        let filler = Filler::new(template, [], [source("frist", "**Fristen er {{x}}.**\n")]).unwrap();
        let placed = read(&filler.fill(json!({"x": "fire uker"})).unwrap()).unwrap().blocks;
        let Block::Paragraph { runs } = &placed[0].block else { panic!() };
        assert_eq!(plain(runs), "Kort. Fristen er fire uker. Slutt.");
        assert_eq!(
            runs.iter().filter(|run| run.strong).map(|run| run.text.as_str()).collect::<Vec<_>>(),
            ["Fristen er fire uker."]
        );
    }

    #[test]
    fn free_text_has_paragraphs_lists_and_bold_only() {
        let filler = Filler::new(source("brev", "{{fritekst x}}\n"), [], []).unwrap();
        let text = "Første linje\nfortsetter **her**.\n\n- a\n- **b** c\n\n1. september *ikke* ** slutt";
        let placed = read(&filler.fill(json!({"x": text})).unwrap()).unwrap().blocks;
        assert!(matches!(&placed[0].block, Block::Paragraph { runs } if runs.len() == 3 && runs[1].strong));
        assert!(matches!(&placed[1].block, Block::List { ordered: false, items } if items.len() == 2));
        assert!(matches!(&placed[2].block, Block::Paragraph { runs } if plain(runs) == "1. september *ikke* ** slutt"));
    }
}
