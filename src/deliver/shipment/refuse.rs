//! What a letter may not be packed for, and why.
//!
//! Comes in: the letter and what was asked for. Goes out: errors that stop the packing, or the kinds that are open and
//! warnings about what a person must do by hand. Never says which grading an address has.

use super::{Addressee, SVARUT, Source, at};
use crate::deliver::package::{Ask, Pakkeslag};
use crate::problem::{Place, Problem};
use crate::sak::recipients::MottakerKind;
use crate::texts::pakker::{PATH, Pakkefakta};
use crate::texts::selected::SelectedTexts;
use crate::texts::utsending::{self, Utsending};
use crate::texts::utsendingsvalg::Sikkerhetsnivaa;

/// What `legal-texts/kanaler.yaml` calls someone who has not refused digital post.
const NOT_RESERVED: &str = "ikke-reservert";

/// Gives what stands on packages, unless nothing of this letter may be packed.
pub(super) fn refuse(source: Source<'_>, ask: &Ask) -> Result<Pakkefakta, Vec<Problem>> {
    let Source { sak, selected, letter, .. } = source;
    let mut problems = Vec::new();
    if letter.frame.draft.is_some() {
        problems.push(
            Problem::error("UT-070", Place::default(), "Brevet er merket UTKAST, og utkast blir aldri pakket")
                .hint("få tekstene godkjent og feltene bekreftet først, eller lag brevet uten --pakke"),
        );
        return Err(problems);
    }
    let pakker = selected.library().pakker();
    let fakta = pakker.as_ref().and_then(|pakker| pakker.fakta(sak.brevdato())).cloned();
    if fakta.is_none() || !selected.unapproved([PATH]).is_empty() {
        problems.push(unworded(selected));
    }
    let avsender = &selected.avsender;
    if ask.wants(Pakkeslag::Svarut) && avsender.svarut.sikkerhetsnivaa == Sikkerhetsnivaa::Hoyeste {
        let place = selected.library().place(&avsender.path);
        let message = "SvarUt tar bare imot krypterte filer på nivå HOYESTE, og brevene blir ikke kryptert for SvarUt";
        let hint = "skriv sikkerhetsnivaa: BETYDELIG, eller la fagsystemet kryptere og sende brevet selv";
        problems.push(Problem::error("UT-072", place, message).hint(hint));
    }
    let asked = ask.slag.iter().map(|slag| format!("{}.", slag.word())).collect::<Vec<_>>();
    let concerns = |field: &str| asked.iter().any(|block| field.starts_with(block));
    let unconfirmed = avsender.unconfirmed().into_iter().filter(|(field, _)| concerns(field));
    problems.extend(unconfirmed.map(|(field, _)| setting(selected, &field)));
    match fakta {
        Some(fakta) if problems.is_empty() => Ok(fakta),
        _ => Err(problems),
    }
}

/// The kinds of packages that may be made, with warnings about the others.
pub(super) fn open_channels(source: Source<'_>, ask: &Ask, mottaker: &Addressee) -> (Vec<Pakkeslag>, Vec<Problem>) {
    let mut warnings = Vec::new();
    let mut open = Vec::new();
    for slag in &ask.slag {
        match closed(source, *slag, mottaker) {
            None => open.push(*slag),
            Some(warning) => warnings.push(warning),
        }
    }
    // What SvarUt prints is not printed here too.
    if open.contains(&Pakkeslag::Svarut) {
        open.retain(|slag| *slag != Pakkeslag::Utskrift);
    }
    warnings.dedup();
    let party = matches!(source.mottaker.kind, MottakerKind::Part(_));
    if party && open.contains(&Pakkeslag::Svarut) && mottaker.foedselsnummer.is_none() {
        let message = "Brevet går på papir fra SvarUt, fordi mottakeren ikke har fødselsnummer i saken";
        let hint = "skriv foedselsnummer på parten hvis brevet skal i digital postkasse";
        warnings.push(Problem::warning("UT-076", at(&field_of(source)), message).hint(hint));
    }
    if !source.sak.vedlegg.is_empty() && !open.is_empty() {
        let message = "Vedleggene som brevet nevner, er ikke med i pakken";
        let hint = "legg dem ved der brevet blir sendt og arkivert";
        warnings.push(Problem::warning("UT-078", at("vedlegg"), message).hint(hint));
    }
    (open, warnings)
}

fn closed(source: Source<'_>, slag: Pakkeslag, mottaker: &Addressee) -> Option<Problem> {
    // The archive keeps every letter, also those that a person carries.
    if slag == Pakkeslag::Arkiv {
        return None;
    }
    let place = || at(&field_of(source));
    if mottaker.skjermet {
        let message = "Brevet går ikke automatisk og er ikke med i noen pakke til utsending eller utskrift";
        let hint = "gjør det «vedtaksbrev kontroller» sier om saken";
        return Some(Problem::warning("UT-074", place(), message).hint(hint));
    }
    if slag == Pakkeslag::Utskrift {
        return None;
    }
    if !mottaker.person {
        let message = "Brevet til klageinstansen er ikke pakket for SvarUt, fordi organisasjonsnummeret mangler";
        let hint = "send det fra sak- og arkivsystemet";
        return Some(Problem::warning("UT-079", place(), message).hint(hint));
    }
    if !may_use(source) {
        let message = "Brevet er ikke pakket for SvarUt, fordi kanalen ikke er åpen for mottakeren";
        let hint = "send det på papir, se legal-texts/kanaler.yaml";
        return Some(Problem::warning("UT-075", place(), message).hint(hint));
    }
    if mottaker.adresse.is_none() {
        let message = "Brevet er ikke pakket for SvarUt, fordi adressen mangler";
        let hint = "SvarUt må kunne sende brevet på papir. Skriv adressen i saken";
        return Some(Problem::warning("UT-077", place(), message).hint(hint));
    }
    None
}

/// Whether the letter must be handled by a person.
pub(super) fn screened(source: Source<'_>) -> bool {
    let Source { sak, selected, mottaker, .. } = source;
    utsending::utsending(selected.library(), sak, mottaker) == Utsending::Manuell
}

/// Whether SvarUt may be used for the recipient: the channel is open, and what it demands is so.
fn may_use(source: Source<'_>) -> bool {
    let Source { sak, selected, mottaker, .. } = source;
    let reserved = sak.part(mottaker).and_then(|part| part.kontakt.as_ref()?.reservert) == Some(true);
    let holds = |demand: &String| demand == NOT_RESERVED && !reserved;
    utsending::may_use(selected.library(), sak, mottaker, SVARUT).is_ok_and(|demands| demands.iter().all(holds))
}

fn field_of(source: Source<'_>) -> String {
    match source.mottaker.kind {
        MottakerKind::Part(index) => format!("parter[{index}]"),
        MottakerKind::Representant(index) => format!("representanter[{index}]"),
        MottakerKind::Klageinstans => String::new(),
    }
}

/// A setting of the sender that is missing or not confirmed.
pub(super) fn setting(selected: &SelectedTexts, field: &str) -> Problem {
    let message = format!("Brevet kan ikke pakkes før kommunen har skrevet eller bekreftet «{field}»");
    Problem::error("UT-073", selected.library().place(&selected.avsender.path), message)
        .hint("skriv verdien i fila, uten «ubekreftet»")
}

/// The library has no approved words for the outside of packages.
pub(super) fn unworded(selected: &SelectedTexts) -> Problem {
    let place = selected.library().place(PATH);
    Problem::error("UT-071", place, "Det som skal stå utenpå pakken, mangler eller er ikke godkjent")
        .hint("kommunens jurist godkjenner fila med «vedtaksbrev tekster godkjenn»")
}
