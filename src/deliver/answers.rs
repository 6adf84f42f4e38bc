//! What a dispatch system or an archive answered about letters.
//!
//! Comes in: a file of answers: SvarUt's JSON (statuses, events, the reply to a dispatch), the archive's XML (receipt or
//! error), or JSON that says which letter an answer is about. Goes out: answers, or why the file cannot be read.
//! The file comes from outside: its size and depth are bounded, and none of its words is repeated in a message or kept,
//! except known statuses, keys of letters and ids. Does not know the letters; the journal does.

mod archive;
mod status;
mod svarut;

pub use status::{Kanal, Outcome, Status};

use crate::problem::{Place, Problem};
use jiff::Timestamp;

/// The largest file of answers.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// The longest key or id; SvarUt's own limit is the same.
const LONGEST: usize = 100;

/// Which letter an answer is about, as far as the answer says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Our own key.
    pub key: Option<String>,
    /// The id that the other system gave the letter.
    pub id: Option<String>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which letter.
    pub about: About,
    /// What became of it.
    pub status: Status,
    /// When, if the answer says.
    pub tid: Option<Timestamp>,
}

/// The answers of a file, and how many of its entries have a status that this program does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The answers, in the order of the file.
    pub answers: Vec<Answer>,
    /// Entries with an unknown status.
    pub unknown: usize,
}

/// Reads a file of answers.
///
/// # Errors
/// UT-090 when the file is none of the forms.
pub fn read(bytes: &[u8], place: &Place) -> Result<Answers, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable(place))?.trim_start_matches('\u{feff}').trim();
    let mut found = Answers::default();
    let read = if text.starts_with('<') {
        archive::read(text, &About::default(), &mut found)
    } else {
        svarut::read(text, &mut found)
    };
    read.filter(|()| found.unknown > 0 || !found.answers.is_empty()).ok_or_else(|| unreadable(place))?;
    Ok(found)
}

fn unreadable(place: &Place) -> Problem {
    Problem::error("UT-090", place.clone(), "Fila er ikke et svar fra SvarUt eller arkivet")
        .hint("gi statusene fra SvarUt som JSON, eller kvitteringen fra arkivet som XML, slik systemet ga dem")
}

/// A key or an id that can be one: short and printable.
fn word(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| text.to_owned())
}

fn moment(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests;
