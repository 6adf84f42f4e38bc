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

mod helpers;

use super::markdown::escape;
use super::markdown::reader::{MARK_END, MARK_OPEN};
use handlebars::{Context, Handlebars, RenderError, RenderErrorReason, Template};
use helpers::{Each, FreeText, OneLevelDown, Place};
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

#[cfg(test)]
mod tests;
