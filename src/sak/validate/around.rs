//! The days of the letters around the decision: what has happened lies before the letter, a deadline after it.
//!
//! Comes in: a case. Goes out: SAK-105, SAK-106, SAK-182 for the order of them, and SAK-121 for who complained.
//! Does not know how long a deadline must be.

use super::Checker;
use crate::sak::values::Dato;

pub(super) fn check(checker: &mut Checker<'_>) {
    if !checker.knows(&["vedtaksdato", "brevdato"]) {
        return;
    }
    let day = checker.sak.vedtaksdato;
    for (path, _) in past(checker).into_iter().filter(|(_, past)| *past > day) {
        checker.error("SAK-105", path, "Datoen er etter brevet", "rett denne datoen, eller dagen brevet er datert");
    }
    disorder(checker);
    complainant(checker);
    for (path, _) in ahead(checker).into_iter().filter(|(_, ahead)| *ahead <= day) {
        checker.error("SAK-106", path, "Dagen er ikke etter brevet", "skriv en senere dag. Sjekk årstallet");
    }
}

/// A decision is made, then received; a complaint is sent, then received.
fn disorder(checker: &mut Checker<'_>) {
    let (forwarded, upheld) = (forwarded(checker), upheld(checker));
    let forwarded = forwarded.into_iter().map(|found| (found, FORWARDED));
    for ((path, message), hint) in forwarded.chain(upheld.into_iter().map(|found| (found, UPHELD))) {
        checker.error("SAK-182", &path, message, hint);
    }
}

const FORWARDED: &str =
    "rett datoene under oversendelse: først tidligere_vedtak, så vedtak_mottatt, klage_sendt og klage_mottatt";
const UPHELD: &str = "rett datoene: først mottatt under soeknad, så tidligere_vedtak, klage_mottatt og vedtaksdato";
const COMPLAINT_FIRST: &str = "Klagen kom før vedtaket";

fn forwarded(checker: &Checker<'_>) -> Vec<(String, &'static str)> {
    let Some(it) = &checker.sak.oversendelse else { return Vec::new() };
    let wrong = [
        ("klage_mottatt", it.klage_mottatt < it.tidligere_vedtak, COMPLAINT_FIRST),
        (
            "vedtak_mottatt",
            it.vedtak_mottatt.is_some_and(|day| day < it.tidligere_vedtak),
            "Parten kan ikke ha fått vedtaket før det ble gjort",
        ),
        ("klage_sendt", it.klage_sendt.is_some_and(|day| day > it.klage_mottatt), "Klagen er sendt etter at den kom"),
        ("klage_sendt", it.klage_sendt.is_some_and(|day| day < it.tidligere_vedtak), "Klagen er sendt før vedtaket"),
    ];
    let wrong = wrong.into_iter().filter(|(_, wrong, _)| *wrong);
    wrong.map(|(field, _, message)| (format!("oversendelse.{field}"), message)).collect()
}

/// What was applied for is decided, then complained of.
fn upheld(checker: &Checker<'_>) -> Vec<(String, &'static str)> {
    let Some(it) = checker.sak.klagesak.as_ref().filter(|_| checker.knows(&["klagesak.tidligere_vedtak"])) else {
        return Vec::new();
    };
    let late = checker.sak.soeknad.iter().enumerate().filter(|(_, soeknad)| soeknad.mottatt > it.tidligere_vedtak);
    let late = late.map(|(at, _)| (format!("soeknad[{at}].mottatt"), "Søknaden kom etter vedtaket det er klaget på"));
    let early =
        (it.klage_mottatt < it.tidligere_vedtak).then(|| ("klagesak.klage_mottatt".to_owned(), COMPLAINT_FIRST));
    late.chain(early).collect()
}

/// A child that is told nothing has not complained, and one of several parties may have.
fn complainant(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    let silent = sak.parter.first().is_some_and(|part| part.faar_brev == Some(false));
    let unclear = sak.parter.len() > 1 || silent;
    if sak.oversendelse.as_ref().is_some_and(|it| it.klage_fra.is_none()) && unclear {
        let hint = "skriv klage_fra med navnet på den som klaget";
        checker.error("SAK-121", "oversendelse.klage_fra", "Det står ikke hvem som har klaget", hint);
    }
}

fn past(checker: &Checker<'_>) -> Vec<(&'static str, Dato)> {
    let sak = checker.sak;
    let mut days = Vec::new();
    if let Some(it) = &sak.varsel {
        days.push(("varsel.tidligere_vedtak", it.tidligere_vedtak));
    }
    if let Some(it) = &sak.klagesak {
        days.push(("klagesak.klage_mottatt", it.klage_mottatt));
        days.push(("klagesak.tidligere_vedtak", it.tidligere_vedtak));
    }
    if let Some(it) = &sak.avvisning {
        days.push(("avvisning.mottatt", it.mottatt));
    }
    if let Some(it) = &sak.retting {
        days.push(("retting.tidligere_vedtak", it.tidligere_vedtak));
    }
    if let Some(it) = &sak.oversendelse {
        days.push(("oversendelse.klage_mottatt", it.klage_mottatt));
        days.push(("oversendelse.tidligere_vedtak", it.tidligere_vedtak));
        days.extend(it.vedtak_mottatt.map(|day| ("oversendelse.vedtak_mottatt", day)));
        days.extend(it.klage_sendt.map(|day| ("oversendelse.klage_sendt", day)));
    }
    if let Some(it) = &sak.innsyn {
        days.push(("innsyn.krav_mottatt", it.krav_mottatt));
    }
    if let Some(it) = &sak.utsettelse {
        days.push(("utsettelse.mottatt", it.mottatt));
        days.push(("utsettelse.tidligere_vedtak", it.tidligere_vedtak));
    }
    days
}

fn ahead(checker: &Checker<'_>) -> Vec<(&'static str, Dato)> {
    let sak = checker.sak;
    let delay = sak.forsinkelse.iter().map(|it| ("forsinkelse.svar_innen", it.svar_innen));
    let notice = sak.varsel.iter().map(|it| ("varsel.svarfrist", it.svarfrist));
    let request = sak.innhenting.iter().map(|it| ("innhenting.svarfrist", it.svarfrist));
    let authority = sak.fullmakt.iter().filter_map(|it| Some(("fullmakt.til", it.til?)));
    delay.chain(notice).chain(request).chain(authority).collect()
}
