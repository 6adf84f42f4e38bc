//! Who may get a letter: children by age, and people whose address is graded.
//!
//! Comes in: a case, the library's age limits and channel rules. Goes out: TEKST-050 to TEKST-053.
//! Never says which grading an address has, and never a name or an age.

use super::select::Selection;
use crate::problem::Problem;
use crate::sak::sak::{Partsrolle, Sak};

/// The limits, by id: below the first a child gets nothing confidential, from the second it gets its own letter.
const TOO_YOUNG: &str = "barn_taushet";
const OWN_LETTER: &str = "barn_eget_vedtak";

/// Notes recipients that the case may not have, or lacks.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak) {
    children(selection, sak);
    gradings(selection, sak);
}

fn children(selection: &mut Selection<'_>, sak: &Sak) {
    let grenser = selection.library.grenser();
    let limit = |id: &str| grenser.verdi(id, selection.brevdato).map(|grense| grense.verdi);
    let (Some(too_young), Some(own)) = (limit(TOO_YOUNG), limit(OWN_LETTER)) else { return };
    let mut found = Vec::new();
    for (index, part) in sak.parter.iter().enumerate() {
        let unread = selection.tree.spoiled().covers(&format!("parter[{index}].foedselsdato"));
        let Some(born) = part.foedselsdato.filter(|born| !unread && born.date() <= sak.brevdato()) else { continue };
        let age = crate::sak::age::years(born.date(), sak.brevdato());
        let (path, gets) = (format!("parter[{index}]"), sak.party_gets_letter(index));
        if age < too_young && gets {
            let message = "Barnet er for ungt til å få et brev med taushetsbelagte opplysninger";
            let hint = "la vergen eller foreldrene få brevet: skriv dem under representanter, med parten_faar_eget_brev: false";
            found.push(Problem::error("TEKST-050", selection.tree.place(&path), message).hint(hint));
        }
        let represented = sak.representanter.iter().any(|other| other.parten_faar_eget_brev == Some(false));
        let minor = limit("myndig").is_some_and(|adult| age < adult);
        if minor && age >= own && !gets && represented {
            let message = "Barnet er gammelt nok til å få sitt eget brev";
            let hint = "skriv parten_faar_eget_brev: true på representanten";
            found.push(Problem::error("TEKST-051", selection.tree.place(&path), message).hint(hint));
        }
        let guarded =
            !sak.representanter.is_empty() || sak.parter.iter().any(|other| other.rolle == Partsrolle::Foresatt);
        if minor && !guarded {
            let message = "Parten er under 18 år, men ingen foresatt eller verge får brevet";
            let hint = "skriv foreldrene som parter med rolle foresatt, eller vergen under representanter";
            found.push(Problem::warning("TEKST-052", selection.tree.place(&path), message).hint(hint));
        }
    }
    selection.problems.extend(found);
}

/// Worded so that a log does not tell which grading it is.
fn gradings(selection: &mut Selection<'_>, sak: &Sak) {
    let Some(kanaler) = selection.library.kanaler() else { return };
    let by_hand = |part: &crate::sak::sak::Part| {
        kanaler.for_grading(part.adressegradering).is_some_and(|gradering| !gradering.automatisk_kanal)
    };
    for (index, _) in sak.parter.iter().enumerate().filter(|(_, part)| by_hand(part)) {
        let place = selection.tree.place(&format!("parter[{index}]"));
        let message = "Dette brevet må sendes for hånd, og adressen står ikke i det";
        let hint = "følg kommunens egen rutine, se legal-texts/kanaler.yaml. Send ingen kopi til andre";
        selection.problems.push(Problem::warning("TEKST-053", place, message).hint(hint));
    }
}
