//! The cases that a change is tried on.
//!
//! Comes in: a library and days. Goes out: made-up cases for every service, outcome and language.
//! Reads no file; the command brings real cases.

use crate::language::Maalform;
use crate::new_case::{self, Wish};
use crate::texts::library::Library;
use jiff::civil::Date;

/// A case to try.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the reader knows it by.
    pub name: String,
    /// The case file.
    pub bytes: Vec<u8>,
}

/// Every service and outcome in both languages on these days, with the examples of `ny` filled in.
pub fn every_outcome(library: &Library, days: impl IntoIterator<Item = Date>) -> Vec<Case> {
    let Some(avsender) = library.avsender_ids().into_iter().next() else { return Vec::new() };
    let mut cases = Vec::new();
    for day in days {
        for id in library.tjeneste_ids() {
            for utfall in new_case::outcomes(library, &id, day).unwrap_or_default() {
                for maalform in Maalform::ALL {
                    let tjenester = vec![(id.clone(), utfall)];
                    let wish = Wish { tjenester, avsender: avsender.clone(), maalform, vedtaksdato: day };
                    let Ok(file) = new_case::new_case(library, &wish) else { continue };
                    let name = format!("{id} {} {} {day}", utfall.word(), maalform.tag());
                    cases.push(Case { name, bytes: new_case::filled_in(&file).into_bytes() });
                }
            }
        }
    }
    cases
}
