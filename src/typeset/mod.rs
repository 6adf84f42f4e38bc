//! ROOM 4: the letter as a value becomes a PDF.
//!
//! Comes in: a `Letter` and the `Layout` (Typst files, fonts and logos as bytes). Goes out: a `Pdf` that is
//! PDF/A-2a and PDF/UA-1, the same bytes every time, or the problems that stopped it. A `Sheet` becomes one likewise.
//! Says no word of the letter, reads no file and no clock, and writes no Typst: the letter is data beside a constant layout.

mod explain;
mod glyphs;
mod layout;
pub mod overview;
mod page;
mod pdf;
mod pool;
mod settle;
pub mod sheet;
mod world;

pub use layout::Layout;
pub use pool::at_home;

use crate::letter::letter::Letter;
use crate::problem::{Place, Problem};
use overview::Overview;
use sheet::Sheet;

/// A finished letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file, PDF/A-2a and PDF/UA-1.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// The problem of a field whose text has characters that no font has (`PDF-003`); nothing when all can be printed.
pub fn unprintable(text: &str, layout: &Layout, place: &Place) -> Option<Problem> {
    glyphs::unprintable(text, layout, place)
}

/// Typesets one letter; the same letter and layout always give the same bytes.
///
/// May be called from any number of plain threads. Must not be called from a rayon worker such as `par_iter`:
/// a worker that waits here would start another letter on the same stack.
///
/// # Errors
/// `PDF-003` for each character that no font has, `PDF-004` when the sender has no logo,
/// `PDF-005` and `PDF-006` when the layout fails or breaks the standards, `PDF-007` when no thread could be started.
pub fn typeset(letter: &Letter, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    let missing = glyphs::check(letter, layout);
    if !missing.is_empty() {
        return Err(missing);
    }
    pool::alone(layout.cache_age(), || pdf::make(letter, layout))
}

/// Draws the pages of one letter as SVG, for a screen; `typeset` makes what is sent.
///
/// # Errors
/// As `typeset`, but for what only the standards of the PDF ask.
pub fn draw(letter: &Letter, layout: &Layout) -> Result<Vec<String>, Vec<Problem>> {
    let missing = glyphs::check(letter, layout);
    if !missing.is_empty() {
        return Err(missing);
    }
    pool::alone(layout.cache_age(), || pdf::draw(letter, layout))
}

/// Typesets one sheet with the fonts and colours of the letters; the same sheet and layout always give the same bytes.
///
/// # Errors
/// `PDF-005` and `PDF-006` when the layout fails or breaks the standards, `PDF-007` when no thread could be started.
pub fn typeset_sheet(sheet: &Sheet, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    pool::alone(layout.cache_age(), || pdf::make_sheet(sheet, layout))
}

/// Typesets the yearly table as one accessible document; the same overview and layout always give the same bytes.
///
/// # Errors
/// `PDF-001` when the library has no `rapport/main.typ`, otherwise as `typeset_sheet`.
pub fn typeset_overview(overview: &Overview, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    pool::alone(layout.cache_age(), || overview::make(overview, layout))
}
