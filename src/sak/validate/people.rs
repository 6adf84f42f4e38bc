//! Who the case is about, and whether a letter can reach them.
//!
//! Comes in: a case. Goes out: SAK-090 to SAK-098 and SAK-107 to SAK-109.
//! Does not look up postal codes, and never says who has a graded address.

use super::Checker;
use crate::sak::sak::{Adresse, Adressegradering, Innsender, Part, Partsrolle};
use crate::sak::values::Dato;

pub(super) fn check(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    if sak.parter.is_empty() {
        checker.error(
            "SAK-090",
            "parter",
            "Saken har ingen part",
            "skriv hvem brevet er til, med rolle, navn, foedselsdato og adresse",
        );
    }
    for (index, part) in sak.parter.iter().enumerate() {
        party(checker, index, part);
    }
    if !sak.parter.is_empty() && sak.mottakere().is_empty() {
        let hint = "skriv foreldrene som parter med rolle foresatt, eller vergen under representanter";
        checker.error("SAK-109", "parter", "Ingen får brevet", hint);
    }
    for (index, other) in sak.representanter.iter().enumerate() {
        address(checker, &format!("representanter[{index}].adresse"), &other.adresse);
    }
    let carer = sak.parter.iter().any(|part| part.rolle == Partsrolle::Paaroerende);
    if carer && sak.gjelder_person.is_none() {
        let hint = "legg til for eksempel gjelder_person: {navn: Kari, omtale: moren din}";
        checker.error(
            "SAK-095",
            "gjelder_person",
            "En pårørende er part, men det står ikke hvem omsorgen gjelder",
            hint,
        );
    }
    senders(checker);
}

/// Whoever applied or complained for the party stands in the case.
fn senders(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    let applied = sak.soeknad.iter().enumerate();
    let applied = applied.map(|(index, soeknad)| (format!("soeknad[{index}].innsender"), soeknad.innsender));
    let complained = sak.klagesak.iter().map(|klage| ("klagesak.innsender".to_owned(), klage.innsender));
    for (path, innsender) in applied.chain(complained) {
        let Some(innsender) = innsender.filter(|it| *it != Innsender::Parten && sak.sent_by(*it).is_none()) else {
            continue;
        };
        let (message, hint) = match innsender {
            Innsender::Foresatt => (
                "Dette er sendt av en forelder, men saken har ingen",
                "legg til forelderen under parter, med rolle: foresatt, eller ta bort innsender",
            ),
            _ => (
                "Dette er sendt av en representant, men saken har ingen slik",
                "legg til representanter med rolle, navn og adresse, eller ta bort innsender",
            ),
        };
        checker.error("SAK-098", &path, message, hint);
    }
}

/// The fewest digits that make a name a telephone number or a fødselsnummer.
const TELEPHONE: usize = 5;

/// A name with what no name has; a number or an address in its place would be printed as it stands.
fn name(checker: &mut Checker<'_>, path: &str, name: &str) {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    if name.contains('@') || digits >= TELEPHONE {
        let hint = "skriv bare fornavn og etternavn. Telefon og e-post skal ikke stå her";
        checker.warning("SAK-107", path, "Navnet ser ut som et nummer eller en e-postadresse", hint);
    }
}

fn party(checker: &mut Checker<'_>, index: usize, part: &Part) {
    let path = format!("parter[{index}]");
    name(checker, &format!("{path}.navn"), part.navn.text());
    let withheld = part.adressegradering == Some(Adressegradering::StrengtFortrolig);
    match &part.adresse {
        Some(_) if withheld => {
            // Worded so that a log does not tell which grading it is.
            let hint = "ta bort adressen hvis den ikke skal stå i saksfila, ellers rett graderingen";
            checker.error(
                "SAK-091",
                &format!("{path}.adresse"),
                "Adressen og adressegraderingen passer ikke sammen",
                hint,
            );
        }
        Some(adresse) => address(checker, &format!("{path}.adresse"), adresse),
        None if !withheld && checker.sak.party_gets_letter(index) => {
            let message = "Parten skal ha brev, men har ingen adresse";
            checker.error(
                "SAK-092",
                &format!("{path}.adresse"),
                message,
                "skriv adresse med linjer, postnummer og poststed",
            );
        }
        None => {}
    }
    if part.faar_brev == Some(false) && part.rolle != Partsrolle::Barn {
        let hint =
            "ta bort faar_brev. Skal en representant få brevet i stedet, skriv parten_faar_eget_brev: false på den";
        checker.error("SAK-109", &format!("{path}.faar_brev"), "Bare et barn kan være part uten å få brevet", hint);
    }
    // Only the first party's date of birth is printed.
    if index == 0 && part.foedselsdato.is_none() {
        let hint = "skriv foedselsdato, for eksempel foedselsdato: 1942-01-31";
        checker.error("SAK-093", &path, "Parten har ingen fødselsdato", hint);
    }
    if !checker.knows(&[&format!("{path}.foedselsdato")]) {
        return;
    }
    let held = part.foedselsnummer.as_ref().and_then(|number| number.foedselsdato()).and_then(Dato::new);
    if held.is_some() && held != part.foedselsdato {
        let message = "Fødselsdatoen og fødselsnummeret stemmer ikke med hverandre";
        checker.error("SAK-094", &format!("{path}.foedselsdato"), message, "sjekk begge, eller ta bort foedselsdato");
    }
}

fn address(checker: &mut Checker<'_>, path: &str, adresse: &Adresse) {
    if adresse.linjer.len() > 3 {
        checker.error(
            "SAK-096",
            &format!("{path}.linjer"),
            "Adressen har mer enn tre linjer",
            "slå sammen til tre. Postnummer og poststed har egne felt",
        );
    }
    if adresse.land.is_none() && adresse.poststed.text().starts_with(|letter: char| letter.is_ascii_digit()) {
        let hint = "skriv bare navnet på stedet. Postnummeret har sitt eget felt";
        checker.error("SAK-108", &format!("{path}.poststed"), "Poststedet begynner med sifre", hint);
    }
    if adresse.land.is_none() && !adresse.postnummer.is_norwegian() {
        let hint =
            "skriv fire sifre i anførselstegn, for eksempel \"0150\". Er adressen utenfor Norge, skriv også land";
        checker.error("SAK-097", &format!("{path}.postnummer"), "Postnummeret har ikke fire sifre", hint);
    }
}
