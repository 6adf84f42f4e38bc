//! A change of a running decision: what it builds on, and the order of notice, answer and change.
//!
//! Comes in: a case. Goes out: SAK-080 to SAK-085.
//! Does not know which rules allow a change, nor how long a notice must be.

use super::Checker;
use crate::sak::reasons::{Endring, Retning, Varsel};
use crate::sak::sak::Brevtype;

pub(super) fn check(checker: &mut Checker<'_>) {
    if !checker.knows(&["brevtype", "endring"]) {
        return;
    }
    match (checker.sak.brevtype, &checker.sak.endring) {
        (Brevtype::Endringsvedtak, Some(endring)) => {
            if let Some(varsel) = &endring.varsel {
                order(checker, endring, varsel);
            }
            changes_ahead(checker);
            direction(checker, endring);
        }
        (Brevtype::Endringsvedtak, None) => {
            let message = "Et endringsvedtak må si hva som endres";
            checker.error(
                "SAK-080",
                "endring",
                message,
                "legg til endring med tidligere_vedtak, grunnlag, foer, varsel, situasjon_foer og situasjon_naa",
            );
        }
        (_, Some(_)) => {
            let message = "Bare et endringsvedtak kan ha «endring»";
            checker.error("SAK-081", "endring", message, "skriv brevtype: endringsvedtak, eller ta bort endring");
        }
        (_, None) => {}
    }
}

/// More is more and less is less: where both extents are hours, the direction is that of the hours.
fn direction(checker: &mut Checker<'_>, endring: &Endring) {
    let changed: Vec<_> = checker.decided().filter(|(_, line)| line.fra_foer != Some(true)).collect();
    let [(path, line)] = &changed[..] else { return };
    let after = line.omfang.as_ref().and_then(|omfang| omfang.weekly_minutes());
    let Some((before, after)) = endring.foer.weekly_minutes().zip(after) else { return };
    let wrong = match endring.retning.unwrap_or(Retning::Mindre) {
        Retning::Mindre => after > before,
        Retning::Mer => after < before,
        Retning::Opphoer => false,
    };
    if wrong {
        let hint = "rett retning under endring, eller omfanget før eller etter. Får parten mindre, må hun være varslet";
        checker.error(
            "SAK-085",
            &format!("{path}.omfang"),
            "Omfanget endrer seg den andre veien enn «retning» sier",
            hint,
        );
    }
}

fn order(checker: &mut Checker<'_>, endring: &Endring, varsel: &Varsel) {
    let reversed = [
        (
            "endring.varsel.sendt",
            varsel.sendt <= endring.tidligere_vedtak,
            "Varselet er ikke sendt etter det gamle vedtaket",
        ),
        ("endring.varsel.frist", varsel.frist <= varsel.sendt, "Fristen er ikke etter at varselet ble sendt"),
        (
            "endring.uttalelse",
            endring.uttalelse.is_some_and(|day| day < varsel.sendt),
            "Svaret kom før varselet ble sendt",
        ),
    ];
    for (path, _, message) in reversed.into_iter().filter(|(_, wrong, _)| *wrong) {
        checker.error(
            "SAK-082",
            path,
            message,
            "rett datoene under endring: først tidligere_vedtak, så varsel.sendt, så varsel.frist",
        );
    }
    if endring.uttalelse.is_none()
        && checker.sak.vedtaksdato <= varsel.frist
        && checker.knows(&["vedtaksdato", "endring.uttalelse"])
    {
        let message = "Parten har ikke svart, og fristen for å uttale seg er ikke gått ut";
        checker.error(
            "SAK-084",
            "endring.varsel.frist",
            message,
            "vent til fristen er gått ut. Har parten svart, skriv dagen i uttalelse",
        );
    }
}

fn changes_ahead(checker: &mut Checker<'_>) {
    if !checker.knows(&["vedtaksdato"]) {
        return;
    }
    let ended = checker.sak.endring.as_ref().and_then(|endring| endring.siste_dag);
    if ended.is_some_and(|day| day < checker.sak.vedtaksdato) {
        let hint = "skriv vedtaksdatoen eller en senere dag";
        checker.error("SAK-083", "endring.siste_dag", "Hjelpen slutter før vedtaksdatoen", hint);
    }
    for (path, line) in checker.lines() {
        let early = line.periode.as_ref().is_some_and(|periode| periode.fra < checker.sak.vedtaksdato);
        if early && line.fra_foer != Some(true) {
            let hint = "skriv vedtaksdatoen eller en senere dag. Er tjenesten uendret, skriv fra_foer: true";
            checker.error("SAK-083", &format!("{path}.periode.fra"), "Endringen begynner før vedtaksdatoen", hint);
        }
    }
}
