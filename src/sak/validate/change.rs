//! A change of a running decision: what it builds on, and the order of notice, answer and change.
//!
//! Comes in: a case. Goes out: SAK-080 to SAK-086, and SAK-181.
//! Does not know which rules allow a change, nor how long a notice must be.

use super::{Checker, is_granted};
use crate::sak::line::{Omfang, Slutt, Utfall};
use crate::sak::reasons::{Endring, Retning, Varsel};
use crate::sak::sak::Brevtype;

pub(super) fn check(checker: &mut Checker<'_>) {
    if !checker.knows(&["brevtype", "endring"]) {
        return;
    }
    notice(checker);
    match (checker.sak.brevtype, &checker.sak.endring) {
        (Brevtype::Endringsvedtak, Some(endring)) => {
            if let Some(varsel) = &endring.varsel {
                order(checker, endring, varsel);
            }
            changes_ahead(checker);
            ending(checker, endring);
            afterwards(checker, endring);
            direction(checker, endring, Omfang::beside);
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

/// The direction of a change between hours by the month and by the week.
pub(super) fn check_monthly(checker: &mut Checker<'_>, uker_per_maaned: u32) {
    let Some(endring) = checker.sak.endring.as_ref().filter(|_| checker.sak.brevtype.changes()) else { return };
    direction(checker, endring, |now, before| {
        let weekly = |omfang: &Omfang| omfang.weekly_quarter_minutes(uker_per_maaned);
        let mixed = weekly(now).zip(weekly(before)).filter(|_| now.beside(before).is_empty());
        mixed.into_iter().collect()
    });
}

/// A change gives less unless the case says so, and then needs no notice; so what it says must be what the extents show.
fn direction(checker: &mut Checker<'_>, endring: &Endring, pairs: impl Fn(&Omfang, &Omfang) -> Vec<(u64, u64)>) {
    let Some(omfang) = checker.sak.tjenester.first().and_then(|line| line.omfang.as_ref()) else { return };
    if !checker.knows(&["tjenester[0].omfang", "endring.foer", "endring.retning"]) {
        return;
    }
    let pairs = pairs(omfang, &endring.foer);
    let (more, less) = (pairs.iter().any(|(now, before)| now > before), pairs.iter().any(|(now, before)| now < before));
    // With the same amounts, the days or the place may still be what changes.
    let same = !more && !less && !pairs.is_empty() && omfang.utdyping == endring.foer.utdyping;
    let (message, hint) = match endring.retning.unwrap_or(Retning::Mindre) {
        Retning::Mer if less => (
            "Det står at parten får mer, men omfanget er mindre enn før",
            "rett omfang på tjenesten, eller foer under endring. Får parten mindre, skriv retning: mindre, og varsel",
        ),
        Retning::Mindre if more && !less => (
            "Det står at parten får mindre, men omfanget er større enn før",
            "rett omfang på tjenesten, eller foer under endring. Får parten mer, skriv retning: mer",
        ),
        Retning::Mer | Retning::Mindre if same => (
            "Omfanget er det samme før og etter endringen",
            "rett omfang på tjenesten, eller foer under endring. Er det noe annet som endres, skriv det i utdyping",
        ),
        _ => return,
    };
    let path = if endring.retning.is_some() { "endring.retning" } else { "endring.foer" };
    checker.error("SAK-085", path, message, hint);
}

/// A notice tells that the party may get less.
fn notice(checker: &mut Checker<'_>) {
    let varsel = checker.sak.varsel.as_ref();
    let Some((varsel, vurderer)) = varsel.and_then(|varsel| Some((varsel, varsel.vurderer.as_ref()?))) else { return };
    let pairs = vurderer.beside(&varsel.foer);
    let more = pairs.iter().any(|(then, now)| then > now);
    if more && pairs.iter().all(|(then, now)| then >= now) && checker.knows(&["varsel.foer", "varsel.vurderer"]) {
        let message = "Det dere vurderer, er mer enn parten har nå";
        let hint = "rett foer eller vurderer. Får parten mer, lag et endringsvedtak med retning: mer";
        checker.error("SAK-085", "varsel.vurderer", message, hint);
    }
}

/// Help that ends is refused on its line, and help that is refused has ended.
fn ending(checker: &mut Checker<'_>, endring: &Endring) {
    let Some(line) = checker.sak.tjenester.first() else { return };
    if !checker.knows(&["tjenester[0].utfall", "endring.retning"]) {
        return;
    }
    let (message, hint) = match (endring.retning == Some(Retning::Opphoer), line.utfall) {
        (true, _) if is_granted(line) => (
            "Det står at hjelpen slutter, men tjenesten er innvilget",
            "skriv utfall: avslag, eller rett retning under endring",
        ),
        (false, Utfall::Avslag) => (
            "Tjenesten er avslått, men det står ikke at hjelpen slutter",
            "skriv retning: opphoer og siste_dag under endring, eller rett utfall",
        ),
        _ => return,
    };
    checker.error("SAK-181", "tjenester[0].utfall", message, hint);
}

/// A change that ends on a day says what holds from the next one, and no other change does.
fn afterwards(checker: &mut Checker<'_>, endring: &Endring) {
    let Some(periode) = checker.sak.tjenester.first().and_then(|line| line.periode.as_ref()) else { return };
    if !checker.knows(&["tjenester[0].periode", "endring.etterpaa"]) {
        return;
    }
    let (message, hint) = match (periode.til, endring.etterpaa) {
        (Slutt::Dato(_), None) => (
            "Endringen har en sluttdato, men det står ikke hva som skjer etterpå",
            "skriv etterpaa: tidligere-vedtak, slutter eller samme-siste-dag under endring",
        ),
        (Slutt::NaarPlass | Slutt::UtenSluttdato, Some(_)) => (
            "Det står hva som skjer etterpå, men endringen har ingen sluttdato",
            "ta bort etterpaa under endring, eller skriv siste dag i perioden",
        ),
        _ => return,
    };
    checker.error("SAK-086", "endring.etterpaa", message, hint);
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
