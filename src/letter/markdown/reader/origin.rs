//! How a block came into the letter: file by file, from the letter's template to the text.
//!
//! Comes in: what the marks said. Goes out: `Origin`. Does not know conditions; the templates do.

use super::MARK_ASKED;

/// What a mark says.
pub(super) enum Mark {
    Open,
    Close,
    Field,
    Unconfirmed,
}

/// How a block came there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The files whose reach it stands in, outermost first, and those within the block.
    pub steps: Vec<Step>,
    /// The fields of free text within it, as the template names them.
    pub fields: Vec<String>,
}

/// A file, and the one that asked for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// The file.
    pub file: String,
    /// The file that placed it; empty for the letter's template.
    pub by: String,
    /// What that file asked for: an id, or the field that holds one.
    pub asked: String,
}

impl Step {
    /// Reads a mark's content.
    pub(super) fn read(mark: &str, outer: Option<&Step>) -> Self {
        let (file, asked) = mark.split_once(MARK_ASKED).unwrap_or((mark, ""));
        let by = outer.map(|outer| outer.file.clone()).unwrap_or_default();
        Self { file: file.to_owned(), by, asked: asked.to_owned() }
    }
}
