//! Who may get the letter at all, by the limits of the library.
//!
//! Comes in: the case. Goes out: an error for each recipient who may not read it.
//! Does not choose a channel and does not know addresses.

use super::select::Selection;
use crate::sak::sak::{Partsrolle, Sak};
use jiff::ToSpan;

/// The limit under which a child gets no confidential letter of its own (forvaltningsloven § 18).
const CHILD: &str = "barn_taushet";

/// Notes a child who is too young to get the letter.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak) {
    let Some(limit) = selection.library.grenser().verdi(CHILD, selection.brevdato).cloned() else { return };
    for (index, part) in sak.parter.iter().enumerate().filter(|(_, part)| part.rolle == Partsrolle::Barn) {
        let Some(born) = part.foedselsdato else { continue };
        let old_enough = born.date().checked_add(i64::from(limit.verdi).years());
        if old_enough.is_ok_and(|day| day > selection.brevdato) {
            let message = format!("Et barn under {} år skal ikke få dette brevet selv", limit.verdi);
            let hint = "ta barnet ut av parter. La foresatte eller verge være part, og skriv om barnet i husstand eller gjelder_person";
            selection.error("TEKST-019", &format!("parter[{index}].rolle"), message).hint = Some(hint.into());
        }
    }
}
