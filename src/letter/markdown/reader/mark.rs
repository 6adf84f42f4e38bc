//! The private characters that `fill.rs` puts between words to tell the reader of Markdown what they are.
//!
//! Comes in and goes out: nothing, these are names. None of them can come from a case or a text: both are cleaned of
//! private characters before they are filled in.

/// Opens the reach of a file: `MARK_OPEN path MARK_END`, as a paragraph of its own or within one.
pub const MARK_OPEN: char = '\u{E000}';
/// Closes the reach of the file opened last.
pub const MARK_CLOSE: char = '\u{E001}';
/// Ends a mark.
pub const MARK_END: char = '\u{E002}';
/// Parts the path of a file from what the template asked for: an id, or the field that holds it.
pub const MARK_ASKED: char = '\u{E008}';
/// Opens the name of a field of free text, which follows; without a name it ends there.
pub const MARK_FIELD: char = '\u{E009}';
/// Opens the name of a sender's field that is not confirmed; its value follows `MARK_END`.
pub const MARK_UNCONFIRMED: char = '\u{E007}';
/// Stands between a mark and text, so that `**` beside it keeps its meaning; never printed.
pub const MARK_SPACE: char = '\u{205F}';
/// Moves headings one level down from here.
pub const LEVEL_DOWN: char = '\u{E003}';
/// Moves headings one level up again from here.
pub const LEVEL_UP: char = '\u{E004}';

/// Opens bold in case data; a private mark, so that no neighbour can undo it.
pub const BOLD_OPEN: char = '\u{E005}';
/// Closes bold in case data.
pub const BOLD_CLOSE: char = '\u{E006}';

/// Whether a character is one of these, so that the words between them can be taken whole.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, MARK_OPEN..=MARK_FIELD | MARK_SPACE)
}
