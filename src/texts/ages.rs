//! Whether the person is of the age that a service is for.
//!
//! Comes in: a case and its selected lines. Goes out: TEKST-057, a warning: the law may leave room for others.
//! The ages are limits of the library's, named by each service's facts. No message tells anyone's age.

use super::select::Selection;
use super::selected::SelectedLine;
use crate::problem::Problem;
use crate::sak::line::Utfall;
use crate::sak::sak::{Partsrolle, Sak};
use jiff::civil::Date;

/// Notes services that are granted to someone of another age.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, lines: &[Option<SelectedLine>]) {
    let Some(born) = born(sak).filter(|born| *born <= sak.brevdato()) else { return };
    let age = crate::sak::age::years(born, sak.brevdato());
    let grenser = selection.library.grenser();
    let limit = |id: &Option<String>| Some(grenser.verdi(id.as_deref()?, selection.brevdato)?.verdi);
    let mut found = Vec::new();
    for (index, (line, selected)) in sak.tjenester.iter().zip(lines).enumerate() {
        let granted = matches!(line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget);
        let Some(selected) = selected.as_ref().filter(|_| granted) else { continue };
        let young = limit(&selected.alder.fra).filter(|from| age < *from);
        let young = young.map(|from| format!("Tjenesten er for den som har fylt {from} år"));
        let old = limit(&selected.alder.under).filter(|under| age >= *under);
        let message = young.or_else(|| old.map(|under| format!("Tjenesten er for den som er under {under} år")));
        let place = selection.tree.place(&format!("tjenester[{index}].tjeneste"));
        let hint = "sjekk fødselsdatoen. Gir loven rett til tjenesten likevel, skriv det under vurdering";
        found.extend(message.map(|message| Problem::warning("TEKST-057", place, message).hint(hint)));
    }
    selection.problems.extend(found);
}

/// The day of birth of whoever gets the service: the person cared for, the child, or the party.
fn born(sak: &Sak) -> Option<Date> {
    let child = sak.parter.iter().find(|part| part.rolle == Partsrolle::Barn);
    let person = match &sak.gjelder_person {
        Some(person) => person.foedselsdato,
        None => child.or_else(|| sak.parter.first()).and_then(|part| part.foedselsdato),
    };
    person.map(|day| day.date())
}
