//! Who may get a letter: children by age, and people whose address is graded.
//!
//! Comes in: a case, the library's age limits and channel rules. Goes out: TEKST-060 to TEKST-065, TEKST-165, TEKST-166 and TEKST-170.
//! Never says which grading an address has, and never a name or an age.

use super::select::Selection;
use super::selected::SelectedLine;
use super::tjeneste::Krav;
use crate::problem::Problem;
use crate::sak::recipients::MottakerKind;
use crate::sak::sak::{Brevtype, Part, Partsrolle, Representantrolle, Sak};

/// The limits, by id: below the first a child gets nothing confidential, from the second it gets its own letter.
const TOO_YOUNG: &str = "barn_taushet";
const OWN_LETTER: &str = "barn_eget_vedtak";

/// From the first of these ages a child may keep something from its parents, and from the second they no longer get
/// what a younger child's parents get; from the third a child may itself be party.
const MAY_KEEP: &str = "barn_informasjon";
const OWN_CHOICE: &str = "helserettslig_myndig";
const OWN_PARTY: &str = "barn_som_part";

/// Notes recipients that the case may not have, or lacks.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, lines: &[Option<SelectedLine>]) {
    children(selection, sak);
    parents(selection, sak);
    own_party(selection, sak, lines);
    carer(selection, sak, lines);
    super::thresholds::check(selection, sak, lines);
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
            let hint =
                "skriv faar_brev: false på barnet, og la foreldrene (parter med rolle foresatt) eller vergen få brevet";
            found.push(Problem::error("TEKST-060", selection.tree.place(&path), message).hint(hint));
        }
        let minor = limit("myndig").is_some_and(|adult| age < adult);
        if minor && age >= own && !gets {
            let message = "Barnet er gammelt nok til å få sitt eget brev";
            let hint = "ta bort faar_brev: false, og skriv parten_faar_eget_brev: true på representanten";
            found.push(Problem::error("TEKST-061", selection.tree.place(&path), message).hint(hint));
        }
        let guarded =
            !sak.representanter.is_empty() || sak.parter.iter().any(|other| other.rolle == Partsrolle::Foresatt);
        if minor && !guarded {
            let message = "Parten er under 18 år, men ingen foresatt eller verge får brevet";
            let hint = "skriv foreldrene som parter med rolle foresatt, eller vergen under representanter";
            found.push(Problem::warning("TEKST-062", selection.tree.place(&path), message).hint(hint));
        }
    }
    selection.problems.extend(found);
    mandates(selection, sak, limit("myndig"));
}

/// Whether parents may get what stands in the letter depends on the child's age and on what it has said.
fn parents(selection: &mut Selection<'_>, sak: &Sak) {
    let parent = |(index, part): (usize, &Part)| part.rolle == Partsrolle::Foresatt && sak.party_gets_letter(index);
    if !sak.parter.iter().enumerate().any(parent) {
        return;
    }
    let grenser = selection.library.grenser();
    let limit = |id: &str| grenser.verdi(id, selection.brevdato).cloned();
    let (Some(keep), Some(choice), Some(adult)) = (limit(MAY_KEEP), limit(OWN_CHOICE), limit("myndig")) else { return };
    let children = sak.parter.iter().enumerate().filter(|(_, part)| part.rolle != Partsrolle::Foresatt);
    for (index, part) in children {
        let field = format!("parter[{index}]");
        let unread = selection.tree.spoiled().covers(&format!("{field}.foedselsdato"));
        let Some(born) = part.foedselsdato.filter(|born| !unread && born.date() <= sak.brevdato()) else { continue };
        let age = crate::sak::age::years(born.date(), sak.brevdato());
        let (limit, hint) = match age {
            _ if age >= adult.verdi || age < keep.verdi => continue,
            _ if age >= choice.verdi => (&choice, "sjekk at ungdommen har sagt ja til at foreldrene får opplysningene"),
            _ => (&keep, "spør om barnet vil at foreldrene ikke skal få vite alt"),
        };
        let message = format!("Parten er {} eller eldre, og foreldrene får brevet", limit.print());
        let hint = format!("{hint}. Regelen er {}", selection.print(limit.hjemmel.as_slice()));
        let place = selection.tree.place(&field);
        selection.problems.push(Problem::warning("TEKST-165", place, message).hint(hint));
    }
}

/// A child whom the case concerns may itself be party from an age on; what a carer gets is the carer's own case.
fn own_party(selection: &mut Selection<'_>, sak: &Sak, lines: &[Option<SelectedLine>]) {
    let field = "gjelder_person.foedselsdato";
    let born = sak.gjelder_person.as_ref().and_then(|person| person.foedselsdato);
    let Some(born) = born.filter(|_| !selection.tree.spoiled().covers(field)) else { return };
    let carers = |line: &SelectedLine| line.krever.contains(&Krav::Omsorgsarbeid);
    let party = sak.parter.iter().any(|part| part.rolle == Partsrolle::Barn);
    if party || lines.iter().flatten().all(carers) {
        return;
    }
    let grenser = selection.library.grenser();
    let limit = |id: &str| grenser.verdi(id, selection.brevdato).cloned();
    let (Some(own), Some(adult)) = (limit(OWN_PARTY), limit("myndig")) else { return };
    let age = crate::sak::age::years(born.date(), sak.brevdato());
    if (own.verdi..adult.verdi).contains(&age) {
        let message = format!("Barnet saken gjelder, er {} eller eldre og kan selv være part", own.print());
        let hint = format!(
            "skriv barnet under parter med rolle barn hvis det forstår saken. Regelen er {}",
            selection.print(own.hjemmel.as_slice())
        );
        let place = selection.tree.place(field);
        selection.problems.push(Problem::warning("TEKST-166", place, message).hint(hint));
    }
}

/// Relief is the carer's own right, and its texts speak to her: she is the first party, not whom she cares for.
fn carer(selection: &mut Selection<'_>, sak: &Sak, lines: &[Option<SelectedLine>]) {
    let field = "parter[0].rolle";
    let noticed = sak.varsel.as_ref().and_then(|varsel| selection.library.tjeneste(varsel.tjeneste.text()));
    let noticed = noticed.and_then(|tjeneste| tjeneste.fakta(selection.brevdato).map(|fakta| fakta.krever.clone()));
    let mut all = lines.iter().flatten().flat_map(|line| &line.krever).chain(noticed.iter().flatten());
    let relief = all.any(|krav| *krav == Krav::Omsorgsarbeid);
    let other = sak.parter.first().is_some_and(|du| du.rolle != Partsrolle::Paaroerende);
    if relief && other && !selection.tree.spoiled().covers(field) {
        let message = "Tjenesten er til den pårørende, men den første parten er ikke pårørende";
        let hint =
            "skriv den pårørende først under parter med rolle paaroerende, og den som får omsorgen, i gjelder_person";
        selection.error("TEKST-170", field, message).hint = Some(hint.into());
    }
}

/// What a guardian of an adult may receive depends on the mandate, which someone must have read.
fn mandates(selection: &mut Selection<'_>, sak: &Sak, adult: Option<u32>) {
    let born = sak.parter.first().and_then(|part| part.foedselsdato);
    let age = born.map(|born| crate::sak::age::years(born.date(), sak.brevdato()));
    if age.zip(adult).is_some_and(|(age, adult)| age < adult) {
        return;
    }
    let guardians = sak.representanter.iter().enumerate().filter(|(_, other)| other.rolle == Representantrolle::Verge);
    for (index, _) in guardians.filter(|(_, other)| other.mandat.is_none()) {
        let place = selection.tree.place(&format!("representanter[{index}]"));
        let message = "Det står ikke hva vergens mandat gjelder";
        let hint =
            "sjekk at mandatet dekker saken, og skriv for eksempel mandat: søknader om helse- og omsorgstjenester";
        selection.problems.push(Problem::warning("TEKST-065", place, message).hint(hint));
    }
}

/// Worded so that a log does not tell which grading it is.
fn gradings(selection: &mut Selection<'_>, sak: &Sak) {
    let Some(kanaler) = selection.library.kanaler() else { return };
    // What is passed on names those who get a copy, and they are told by a letter of their own.
    let told = if sak.brevtype == Brevtype::Oversendelse { sak.personer() } else { Vec::new() };
    let copies = told.len();
    for (index, mottaker) in told.into_iter().chain(sak.mottakere()).enumerate() {
        let place = selection.tree.place(&match mottaker.kind {
            MottakerKind::Part(index) => format!("parter[{index}]"),
            MottakerKind::Representant(index) => format!("representanter[{index}]"),
            MottakerKind::Klageinstans => "parter".to_owned(),
        });
        if let Some(grading) = kanaler.no_copy(sak, &mottaker) {
            let message = "Denne mottakeren kan ikke få kopi av brevet";
            let instead = "ta bort mottakeren, eller skriv parten_faar_eget_brev: false";
            let hint = match mottaker.kind {
                MottakerKind::Representant(_) => instead,
                _ => "ta bort mottakeren",
            };
            let rule = selection.print(&grading.hjemmel);
            let hint = format!("{hint}, og følg kommunens rutine, se {rule}");
            selection.problems.push(Problem::error("TEKST-064", place, message).hint(hint));
        } else if let Some(grading) = kanaler.by_hand(sak, &mottaker).filter(|_| index >= copies) {
            // The instruction is part of the message: in a run, letters with another one are another cause.
            let message = match kanaler.gjoer(sak, &mottaker) {
                Some(gjoer) if kanaler.prints_address(sak, &mottaker) => format!("Brevet går ikke automatisk. {gjoer}"),
                Some(gjoer) => format!("Brevet går ikke automatisk, og adressen står ikke i det. {gjoer}"),
                None => "Brevet går ikke automatisk. Følg kommunens rutine, og send ingen kopi til andre".to_owned(),
            };
            let hint = format!("regelen står i {}", selection.print(&grading.hjemmel));
            let message = message.trim_end_matches('.');
            selection.problems.push(Problem::warning("TEKST-063", place, message).hint(hint));
        }
    }
    let graded = sak.parter.first().and_then(|part| kanaler.for_grading(part.adressegradering));
    let copied = sak.oversendelse.as_ref().is_some_and(|oversendelse| !oversendelse.kopi_til.is_empty());
    if let Some(grading) = graded.filter(|grading| copied && !grading.kopi_til_andre) {
        let hint = format!("ta bort kopi_til. Regelen står i {}", selection.print(&grading.hjemmel));
        let message = "Ingen andre kan få kopi av dette brevet";
        selection.error("TEKST-064", "oversendelse.kopi_til", message).hint = Some(hint);
    }
}
