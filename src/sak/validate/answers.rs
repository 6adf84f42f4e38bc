//! Everything applied for gets an answer, and every answer has a question.
//!
//! Comes in: a case. Goes out: SAK-030 to SAK-038.
//! Does not know whether a service exists, nor how long an answer may take.

use super::{Checker, is_granted};
use crate::sak::line::{Tjenestelinje, Utfall};
use crate::sak::sak::Brevtype;

pub(super) fn check(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    if sak.nummer == Some(0) {
        checker.error("SAK-035", "nummer", "Nummeret på brevet skal være 1 eller mer", "ta bort feltet, eller skriv 1");
    }
    if sak.tjenester.is_empty() {
        checker.error(
            "SAK-034",
            "tjenester",
            "Saken har ingen tjenester",
            "skriv hver tjeneste dere har bestemt noe om, med tjeneste og utfall",
        );
    }
    crowded(checker);
    let services_known = known_services(checker);
    for (index, soeknad) in sak.soeknad.iter().enumerate() {
        let path = format!("soeknad[{index}].tjenester");
        if soeknad.tjenester.is_empty() {
            checker.error(
                "SAK-032",
                &path,
                "Det står ikke hva det er søkt om",
                "skriv tjenestene, for eksempel tjenester: [trygghetsalarm]",
            );
        }
        for (at, tjeneste) in soeknad.tjenester.iter().enumerate() {
            if services_known
                && !tjeneste.text().is_empty()
                && !sak.tjenester.iter().any(|line| line.tjeneste == *tjeneste)
            {
                let message = "Det er søkt om denne tjenesten, men den har ikke fått svar";
                checker.error(
                    "SAK-031",
                    &format!("{path}[{at}]"),
                    message,
                    "legg den til under tjenester (lengre ned), med utfall",
                );
            }
        }
    }
    two_answers(checker);
    if sak.brevtype == Brevtype::Vedtak && sak.endring.is_none() && checker.knows(&["brevtype", "soeknad"]) {
        unasked(checker);
    }
}

/// The most services of one letter; more of them is a list pasted by mistake, and nobody could read the letter.
const MOST_LINES: usize = 30;

/// Too many services, or one that stands twice for the same time.
fn crowded(checker: &mut Checker<'_>) {
    let count = checker.sak.tjenester.len();
    if count > MOST_LINES {
        let message = format!("Saken har {count} tjenester, og et brev kan ha høyst {MOST_LINES}");
        checker.error(
            "SAK-036",
            "tjenester",
            message,
            "ta bort det som ikke skal være med, eller del saken i flere brev",
        );
        return;
    }
    let all: Vec<(String, &Tjenestelinje)> = checker.decided().collect();
    for (at, (path, line)) in all.iter().enumerate() {
        let begins = |line: &Tjenestelinje| line.periode.as_ref().map(|periode| periode.fra);
        let same = |other: &Tjenestelinje| {
            (&other.tjeneste, other.utfall, begins(other)) == (&line.tjeneste, line.utfall, begins(line))
        };
        if !line.tjeneste.text().is_empty() && all[..at].iter().any(|(_, other)| same(other)) {
            let message = "Den samme tjenesten står to ganger med samme utfall og første dag";
            checker.warning("SAK-037", &format!("{path}.tjeneste"), message, "slå dem sammen, eller ta bort den ene");
        }
    }
}

/// A service that is both granted and refused is granted in part, so that the letter does not say yes and no.
fn two_answers(checker: &mut Checker<'_>) {
    let answers = |line: &Tjenestelinje| !is_beside(line);
    let granted: Vec<_> = checker.decided().filter(|(_, line)| answers(line) && is_granted(line)).collect();
    let refused = checker.decided().filter(|(_, line)| line.utfall == Utfall::Avslag);
    let both = refused.filter(|(_, line)| granted.iter().any(|(_, other)| other.tjeneste == line.tjeneste));
    for (path, _) in both.collect::<Vec<_>>() {
        let message = "Den samme tjenesten er både innvilget og avslått";
        let hint = "skriv én linje med utfall: delvis-innvilget, med soekt og omfang";
        checker.error("SAK-038", &format!("{path}.utfall"), message, hint);
    }
}

/// Tells whether the service of every line, and every service applied for, could be read.
fn known_services(checker: &Checker<'_>) -> bool {
    if !checker.knows(&["tjenester"]) {
        return false;
    }
    let lines = checker.lines().map(|(path, _)| format!("{path}.tjeneste"));
    let asked = (0..checker.sak.soeknad.len()).map(|index| format!("soeknad[{index}].tjenester"));
    lines.chain(asked).all(|path| checker.knows(&[&path]))
}

fn unasked(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    if sak.soeknad.is_empty() && sak.tjenester.iter().any(|line| line.avtalt.is_none()) {
        checker.error(
            "SAK-030",
            "soeknad",
            "Det står ikke hvilken søknad vedtaket svarer på",
            "legg til soeknad, for eksempel soeknad: [{mottatt: 2026-11-02, tjenester: [trygghetsalarm]}]",
        );
        return;
    }
    if !known_services(checker) {
        return;
    }
    for (path, line) in checker.lines() {
        if !has_question(checker, line) {
            let message = "Det er ikke søkt om denne tjenesten";
            let hint = "rett tjenester under soeknad. Er det ikke søkt, skriv avtalt (dagen parten sa ja), i_ventetid: true eller fra_foer: true";
            checker.warning("SAK-033", &format!("{path}.tjeneste"), message, hint);
        }
    }
}

fn has_question(checker: &Checker<'_>, line: &Tjenestelinje) -> bool {
    let applied = checker.sak.soeknad.iter().any(|soeknad| soeknad.tjenester.contains(&line.tjeneste));
    applied || is_beside(line)
}

/// Tells whether the line is given beside the answer, or kept from before.
fn is_beside(line: &Tjenestelinje) -> bool {
    line.avtalt.is_some() || line.i_ventetid == Some(true) || line.fra_foer == Some(true)
}
