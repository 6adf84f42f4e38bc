//! Dates that cannot be: before the application, after the decision, the wrong way round.
//!
//! Comes in: a case. Goes out: SAK-020 to SAK-026, and SAK-183.
//! Does not know the clock, nor how long anything may take.

use super::Checker;
use crate::sak::line::Slutt;
use crate::sak::reasons::NyVurdering;
use crate::sak::values::Dato;

pub(super) fn check(checker: &mut Checker<'_>) {
    applications(checker);
    periods(checker);
    if !checker.knows(&["vedtaksdato"]) {
        return;
    }
    nothing_after_the_decision(checker);
    received(checker);
    backwards(checker);
    let sak = checker.sak;
    look_again(checker, "ny_vurdering", sak.ny_vurdering.as_ref());
    for (path, line) in checker.lines() {
        look_again(checker, &format!("{path}.ny_vurdering"), line.ny_vurdering.as_ref());
    }
}

fn applications(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    if sak.soeknad.iter().any(|soeknad| soeknad.mottatt > sak.vedtaksdato) {
        let message = "Vedtaksdatoen er før søknaden ble mottatt";
        checker.error("SAK-020", "vedtaksdato", message, "sjekk årstallene i vedtaksdato og i mottatt under soeknad");
    }
    let first = sak.soeknad.iter().map(|soeknad| soeknad.mottatt).min();
    if let (Some(svar), Some(first)) = (sak.foreloepig_svar, first)
        && svar < first
    {
        let message = "Det foreløpige svaret er sendt før søknaden ble mottatt";
        checker.error("SAK-023", "foreloepig_svar", message, "sjekk foreloepig_svar, og mottatt under soeknad");
    }
}

/// A letter that states its own receipt is made anew after it was received.
fn received(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    if sak.mottatt_av_parten.is_some_and(|day| day < sak.vedtaksdato) {
        let message = "Parten kan ikke ha fått brevet før vedtaksdatoen";
        checker.error("SAK-025", "mottatt_av_parten", message, "rett mottatt_av_parten eller vedtaksdato");
    } else if sak.mottatt_av_parten.is_some() && !sak.party_gets_letter(0) {
        let message = "Siste dag for å klage kommer ikke med, fordi parten ikke får brevet selv";
        checker.warning("SAK-150", "mottatt_av_parten", message, "skriv mottatt på representanten i stedet");
    }
    let parties = sak.parter.iter().enumerate().map(|(at, part)| (format!("parter[{at}].mottatt"), part.mottatt));
    let others = sak.representanter.iter().enumerate();
    let others = others.map(|(at, person)| (format!("representanter[{at}].mottatt"), person.mottatt));
    for (path, _) in parties.chain(others).filter(|(_, day)| day.is_some_and(|day| day < sak.vedtaksdato)) {
        let message = "Brevet kan ikke ha kommet fram før vedtaksdatoen";
        checker.error("SAK-025", &path, message, "rett mottatt eller vedtaksdato");
    }
    let first = sak.parter.first().and_then(|part| part.mottatt);
    if sak.mottatt_av_parten.and(first).is_some() {
        let hint = "ta bort mottatt_av_parten, eller mottatt på parten";
        checker.error("SAK-183", "mottatt_av_parten", "Dagen parten fikk brevet, står to steder", hint);
    }
}

/// A service that begins before it was decided is most often a wrong year; a change has a check of its own.
fn backwards(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    for (path, line) in checker.lines().filter(|(_, line)| line.fra_foer != Some(true) && !sak.brevtype.changes()) {
        let path = format!("{path}.periode.fra");
        if line.periode.as_ref().is_some_and(|periode| periode.fra < sak.vedtaksdato) && checker.knows(&[&path]) {
            let hint = "sjekk årstallet. Har parten tjenesten fra før, skriv fra_foer: true";
            checker.warning("SAK-026", &path, "Tjenesten begynner før vedtaksdatoen", hint);
        }
    }
}

fn nothing_after_the_decision(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    let mut days: Vec<(String, Option<Dato>)> = vec![("foreloepig_svar".into(), sak.foreloepig_svar)];
    days.extend(sak.moeter.iter().enumerate().map(|(at, moete)| (format!("moeter[{at}].dato"), Some(moete.dato))));
    days.extend(
        sak.parter.iter().enumerate().map(|(at, part)| (format!("parter[{at}].foedselsdato"), part.foedselsdato)),
    );
    let gjelder = sak.gjelder_person.as_ref().and_then(|person| person.foedselsdato);
    days.push(("gjelder_person.foedselsdato".into(), gjelder));
    let barn = sak.husstand.iter().flat_map(|husstand| &husstand.barn).enumerate();
    days.extend(barn.map(|(at, barn)| (format!("husstand.barn[{at}].foedselsdato"), Some(barn.foedselsdato))));
    days.extend(checker.lines().map(|(path, line)| (format!("{path}.avtalt"), line.avtalt)));
    if let Some(endring) = &sak.endring {
        days.push(("endring.tidligere_vedtak".into(), Some(endring.tidligere_vedtak)));
        days.push(("endring.varsel.sendt".into(), endring.varsel.as_ref().map(|varsel| varsel.sendt)));
        days.push(("endring.uttalelse".into(), endring.uttalelse));
    }
    for (path, day) in days {
        if day.is_some_and(|day| day > sak.vedtaksdato) {
            checker.error("SAK-021", &path, "Datoen er etter vedtaksdatoen", "rett denne datoen eller vedtaksdato");
        }
    }
}

fn periods(checker: &mut Checker<'_>) {
    for (path, line) in checker.lines() {
        if let Some(periode) = &line.periode
            && let Slutt::Dato(til) = periode.til
            && til < periode.fra
        {
            checker.error(
                "SAK-022",
                &format!("{path}.periode.til"),
                "Perioden slutter før den begynner",
                "bytt om fra og til, eller rett årstallet",
            );
        }
    }
}

fn look_again(checker: &mut Checker<'_>, path: &str, ny_vurdering: Option<&NyVurdering>) {
    if ny_vurdering.and_then(|again| again.senest).is_some_and(|senest| senest < checker.sak.vedtaksdato) {
        let message = "Den nye vurderingen er før vedtaksdatoen";
        checker.error("SAK-024", &format!("{path}.senest"), message, "skriv en senere dag. Sjekk årstallet");
    }
}
