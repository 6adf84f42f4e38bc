//! The two questions of an application for a long-term stay, and the outcome that follows from the answers.
//!
//! Comes in: a case. Goes out: SAK-070 to SAK-074.
//! Does not know the criteria; they are the municipality's.

use super::{Checker, is_granted};
use crate::sak::line::{Tjenestelinje, Utfall};
use crate::sak::reasons::Langtid;

pub(super) fn check(checker: &mut Checker<'_>) {
    for (path, line) in checker.decided() {
        let path_of = |field: &str| format!("{path}.langtid.{field}");
        match &line.langtid {
            Some(langtid) => {
                outcome(checker, &path, line, langtid);
                criteria(checker, &path, line, langtid);
                if line.utfall == Utfall::Venteliste {
                    waiting(checker, path_of, langtid);
                }
            }
            None if line.utfall == Utfall::Venteliste => {
                let message = "Parten settes på venteliste uten vurderingene det bygger på";
                checker.error(
                    "SAK-071",
                    &format!("{path}.langtid"),
                    message,
                    "skriv langtid under tjenesten, med plass_straks og kriterier_oppfylt",
                );
            }
            None => {}
        }
    }
}

/// A place now is granted; without it, met criteria give the list (or a place that is free), and others a refusal.
fn outcome(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje, langtid: &Langtid) {
    let [now, met] = ["plass_straks", "kriterier_oppfylt"].map(|field| format!("{path}.langtid.{field}"));
    if !checker.knows(&[&now, &met]) {
        return;
    }
    let (fits, message, hint) = match (langtid.plass_straks, langtid.kriterier_oppfylt) {
        (true, _) => (
            is_granted(line),
            "Parten må ha plass nå, men utfallet er et annet",
            "skriv utfall: innvilget, eller rett plass_straks",
        ),
        (false, true) => (
            line.utfall == Utfall::Venteliste || is_granted(line),
            "Kriteriene er oppfylt, men utfallet er avslag",
            "skriv utfall: venteliste, eller rett kriterier_oppfylt",
        ),
        (false, false) => (
            line.utfall == Utfall::Avslag,
            "Verken plass nå eller kriteriene er oppfylt, men utfallet er ikke avslag",
            "skriv utfall: avslag, eller rett plass_straks og kriterier_oppfylt",
        ),
    };
    if !fits {
        checker.error("SAK-070", &format!("{path}.utfall"), message, hint);
    }
}

fn criteria(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje, langtid: &Langtid) {
    // A place given at once is not given for the criteria.
    let asked = !is_granted(line) || (!langtid.plass_straks && langtid.kriterier_oppfylt);
    if asked && langtid.kriterier.is_empty() && langtid.kriterier_vurdering.is_none() {
        let message = "Det står ikke hvordan kriteriene er vurdert";
        checker.error(
            "SAK-072",
            &format!("{path}.langtid.kriterier"),
            message,
            "skriv kriterier eller kriterier_vurdering under langtid",
        );
    }
    let met = langtid.kriterier.iter().filter(|kriterium| kriterium.oppfylt).count();
    let contradicted = if langtid.kriterier_oppfylt { met == 0 } else { met == langtid.kriterier.len() };
    if contradicted && !langtid.kriterier.is_empty() {
        let message = "Svaret på om kriteriene er oppfylt, stemmer ikke med kriteriene";
        checker.warning(
            "SAK-073",
            &format!("{path}.langtid.kriterier_oppfylt"),
            message,
            "sjekk oppfylt på hvert kriterium",
        );
    }
}

fn waiting(checker: &mut Checker<'_>, path_of: impl Fn(&str) -> String, langtid: &Langtid) {
    let needed = [
        (
            "venteliste_fra",
            langtid.venteliste_fra.is_some(),
            "Det står ikke når parten kom på ventelista",
            "2026-11-24",
        ),
        (
            "ventetid_vurdering",
            langtid.ventetid_vurdering.is_some(),
            "Det står ikke hvorfor hjelpen er god nok i ventetida",
            "vurderingen av hjelpen parten får",
        ),
        (
            "oppfoelging",
            langtid.oppfoelging.is_some(),
            "Det står ikke hvordan parten blir fulgt opp i ventetida",
            "hva dere gjør, og hvor ofte",
        ),
        (
            "kontaktperson",
            langtid.kontaktperson.is_some(),
            "Det står ikke hvem som er kontakt i ventetida",
            "stilling og navn",
        ),
    ];
    for (field, there, message, example) in needed {
        if !there {
            checker.error("SAK-074", &path_of(field), message, &format!("skriv under langtid {field}: {example}"));
        }
    }
}
