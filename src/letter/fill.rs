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
use std::sync::{PoisonError, RwLock};

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

/// Every file that has been asked for, compiled once and filled for many letters, by any number of threads.
///
/// Compiling the files of a letter anew costs 44 million instructions, filling them 3 million (callgrind, a mixed year).
pub struct Shelf {
    registry: RwLock<Handlebars<'static>>,
}

/// The files of one letter, ready to be filled.
pub struct Filler<'s> {
    shelf: &'s Shelf,
    main: String,
    texts: Value,
    pieces: Value,
}

/// The hidden fields that say which file a text or a piece is in this letter.
const TEXTS: &str = "\u{1}tekst";
const PIECES: &str = "\u{1}del";

impl Default for Shelf {
    fn default() -> Self {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        registry.register_escape_fn(escape);
        registry.register_helper("tekst", Box::new(Place { among: TEXTS, inline: false }));
        registry.register_helper("setning", Box::new(Place { among: TEXTS, inline: true }));
        registry.register_helper("del", Box::new(Place { among: PIECES, inline: false }));
        registry.register_helper("delsetning", Box::new(Place { among: PIECES, inline: true }));
        registry.register_helper("fritekst", Box::new(FreeText::Blocks));
        registry.register_helper("fritekst-videre", Box::new(FreeText::Onwards));
        registry.register_helper("fritekst-linje", Box::new(FreeText::OneLine));
        registry.register_helper("underdel", Box::new(OneLevelDown));
        registry.register_helper("each", Box::new(Each { one: false }));
        registry.register_helper("with", Box::new(Each { one: true }));
        Self { registry: RwLock::new(registry) }
    }
}

impl Shelf {
    /// Takes out a letter template, its pieces and the texts that they may place; all of the same library.
    ///
    /// # Errors
    /// `FillError::Syntax` for each file that is not valid Handlebars.
    pub fn filler<'a>(
        &self,
        template: Source<'a>,
        pieces: impl IntoIterator<Item = Source<'a>>,
        texts: impl IntoIterator<Item = Source<'a>>,
    ) -> Result<Filler<'_>, Vec<FillError>> {
        let (pieces, texts): (Vec<_>, Vec<_>) = (pieces.into_iter().collect(), texts.into_iter().collect());
        self.compile(std::iter::once(&template).chain(&pieces).chain(&texts))?;
        let paths = |sources: &[Source<'_>]| {
            Value::Object(sources.iter().map(|source| (source.id.to_owned(), Value::from(source.path))).collect())
        };
        Ok(Filler { shelf: self, main: template.path.to_owned(), texts: paths(&texts), pieces: paths(&pieces) })
    }

    /// Compiles the files that have not been asked for before.
    fn compile<'a>(&self, sources: impl Iterator<Item = &'a Source<'a>>) -> Result<(), Vec<FillError>> {
        let missing: Vec<&Source<'_>> = {
            let registry = self.registry.read().unwrap_or_else(PoisonError::into_inner);
            sources.filter(|source| registry.get_template(source.path).is_none()).collect()
        };
        if missing.is_empty() {
            return Ok(());
        }
        let mut errors = Vec::new();
        let mut registry = self.registry.write().unwrap_or_else(PoisonError::into_inner);
        for source in missing {
            match Template::compile_with_name(source.body, source.path.to_owned()) {
                Ok(compiled) => registry.register_template(source.path, compiled),
                Err(_) => errors.push(FillError::Syntax { path: source.path.to_owned() }),
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

impl Filler<'_> {
    /// Fills the letter template; the fields are as they were afterwards.
    ///
    /// # Errors
    /// `FillError::Gap` for the first gap without a value.
    pub fn fill(self, fields: &mut Value) -> Result<String, FillError> {
        let path = &self.main;
        let mut context = Context::from(fields.take());
        if let Some(root) = context.data_mut().as_object_mut() {
            root.insert(TEXTS.to_owned(), self.texts);
            root.insert(PIECES.to_owned(), self.pieces);
        }
        let registry = self.shelf.registry.read().unwrap_or_else(PoisonError::into_inner);
        let filled = registry.render_with_context(path, &context);
        *fields = context.data_mut().take();
        if let Some(root) = fields.as_object_mut() {
            // The last two, so the others stay in their order.
            root.swap_remove(PIECES);
            root.swap_remove(TEXTS);
        }
        let body = filled.map_err(|error| gap_error(&error, path))?;
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
