//! The jurist's workbench: orchestrators that look at the whole library.
//!
//! Comes in: the library, and sometimes cases. Goes out: lines for a person to read, or new files' content.
//! Writes no file and decides nothing about a letter.

pub mod approvals;
pub mod impact;
pub mod next_version;
pub mod overview;
pub mod parity;
pub mod places;
pub mod plain;
pub mod preview;
pub mod publish;
pub mod show;
pub mod users;

use crate::problem::{Cause, Place, Problem};
use crate::suggest::closest;
use crate::texts::library::Library;

/// A folder of prose: the text or template that a name means, or the problem of a name that means nothing.
///
/// # Errors
/// TEKST-041 with the nearest name.
pub(crate) fn folder_of(library: &Library, name: &str) -> Result<String, Problem> {
    use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES};
    let name = name.trim_end_matches('/');
    let candidates = [format!("{LEGAL_TEXTS}/{name}"), format!("{LETTER_TEMPLATES}/{name}"), name.to_owned()];
    let found = candidates.into_iter().find(|folder| library.versions(folder).next().is_some());
    found.ok_or_else(|| unknown_text(library, name))
}

fn unknown_text(library: &Library, name: &str) -> Problem {
    let ids = library.text_ids();
    let near = closest(name, ids.iter().map(String::as_str));
    let hint =
        near.map_or("se navnene med «vedtaksbrev tekster liste»".to_owned(), |near| format!("mente du «{near}»?"));
    Problem::error("TEKST-041", Place::default(), format!("Det finnes ingen tekst som heter «{name}»"))
        .hint(hint)
        .caused_by(Cause::Usage)
}
