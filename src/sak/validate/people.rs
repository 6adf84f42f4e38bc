//! Who the case is about, and whether a letter can reach them.
//!
//! Comes in: a case. Goes out: SAK-090 to SAK-098.
//! Does not look up postal codes, and never says who has a graded address.

use super::Checker;
use crate::sak::sak::{Adresse, Adressegradering, Innsender, Part, Partsrolle};
use crate::sak::values::Dato;

pub(super) fn check(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    if sak.parter.is_empty() {
        checker.error("SAK-090", "parter", "Saken har ingen part", "skriv minst én part. Den første er «du» i brevet");
    }
    for (index, part) in sak.parter.iter().enumerate() {
        party(checker, index, part);
    }
    for (index, other) in sak.representanter.iter().enumerate() {
        address(checker, &format!("representanter[{index}].adresse"), &other.adresse);
    }
    let carer = sak.parter.iter().any(|part| part.rolle == Partsrolle::Paaroerende);
    if carer && sak.gjelder_person.is_none() {
        let hint = "skriv hvem omsorgen gjelder, med navn og omtale";
        checker.error(
            "SAK-095",
            "gjelder_person",
            "En pårørende er part, men det står ikke hvem omsorgen gjelder",
            hint,
        );
    }
    for (index, soeknad) in sak.soeknad.iter().enumerate() {
        if soeknad.innsender == Some(Innsender::Representanten) && sak.representanter.is_empty() {
            let message = "Søknaden er sendt av en representant, men saken har ingen";
            checker.error(
                "SAK-098",
                &format!("soeknad[{index}].innsender"),
                message,
                "skriv representanten under representanter",
            );
        }
    }
}

fn party(checker: &mut Checker<'_>, index: usize, part: &Part) {
    let path = format!("parter[{index}]");
    let withheld = part.adressegradering == Some(Adressegradering::StrengtFortrolig);
    match &part.adresse {
        Some(_) if withheld => {
            // Worded so that a log does not tell which grading it is.
            let hint = "ta bort adressen hvis den ikke skal stå i saksfila, ellers rett graderingen";
            checker.error("SAK-091", &format!("{path}.adresse"), "Adressen og adressegraderingen stemmer ikke", hint);
        }
        Some(adresse) => address(checker, &format!("{path}.adresse"), adresse),
        None if !withheld && checker.sak.party_gets_letter(index) => {
            let message = "Parten skal ha brev, men har ingen adresse";
            checker.error("SAK-092", &format!("{path}.adresse"), message, "skriv adressen til parten");
        }
        None => {}
    }
    // Only the first party's date of birth is printed.
    if index == 0 && part.foedselsdato.is_none() {
        let hint = "skriv foedselsdato, eller foedselsnummer som har den i seg";
        checker.error("SAK-093", &path, "Parten har ingen fødselsdato", hint);
    }
    let held = part.foedselsnummer.as_ref().and_then(|number| number.foedselsdato()).and_then(Dato::new);
    if held.is_some() && held != part.foedselsdato {
        let message = "Fødselsdatoen og fødselsnummeret stemmer ikke";
        checker.error("SAK-094", &format!("{path}.foedselsdato"), message, "sjekk begge, eller ta bort fødselsdatoen");
    }
}

fn address(checker: &mut Checker<'_>, path: &str, adresse: &Adresse) {
    if adresse.linjer.len() > 3 {
        checker.error("SAK-096", &format!("{path}.linjer"), "Adressen har mer enn tre linjer", "slå sammen linjer");
    }
    if adresse.land.is_none() && !adresse.postnummer.is_norwegian() {
        let hint = "skriv fire sifre i anførselstegn, eller skriv land når adressen er utenfor Norge";
        checker.error("SAK-097", &format!("{path}.postnummer"), "Postnummeret er ikke norsk", hint);
    }
}
