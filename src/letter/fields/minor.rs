//! Who acts for «du» when «du» is a child, or has a guardian.
//!
//! Comes in: the case and the age limits of its day. Goes out: `foreldreansvar`, `barn_uten_samtykke` and `har_verge`.
//! Names nobody, and does not know what a guardian's mandate covers.

use super::{Fields, Source};
use crate::sak::sak::{Partsrolle, Representantrolle};

/// Puts what templates ask of a child's age and of a guardian.
pub(super) fn put(source: Source<'_>, root: &mut Fields) {
    let sak = source.sak;
    let parents = sak.representanter.is_empty() || sak.parter.iter().any(|part| part.rolle == Partsrolle::Foresatt);
    root.put("foreldreansvar", younger_than(source, "myndig") && parents)
        .put("barn_uten_samtykke", younger_than(source, "samtykke_selv"))
        .put("har_verge", sak.representanter.iter().any(|other| other.rolle == Representantrolle::Verge));
}

/// Whether «du» is below a limit of `grenser/` on the day of the letter; a child without a date of birth is.
fn younger_than(source: Source<'_>, limit: &str) -> bool {
    let Some(du) = source.sak.parter.first() else { return false };
    let limit = source.selected.grense(limit).map(|grense| grense.verdi);
    match du.foedselsdato {
        Some(born) => limit.is_some_and(|years| crate::sak::age::years(born.date(), source.sak.brevdato()) < years),
        None => du.rolle == Partsrolle::Barn,
    }
}
