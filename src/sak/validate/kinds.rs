//! Each kind of letter has its own section of the case file, and no other kind's.
//!
//! Comes in: a case. Goes out: SAK-100 to SAK-104.
//! Does not know what a section must say; the types and the library's `krav` do.

use super::Checker;
use crate::sak::sak::Brevtype;

pub(super) fn check(checker: &mut Checker<'_>) {
    if !checker.knows(&["brevtype"]) {
        return;
    }
    let sak = checker.sak;
    let sections = [
        ("forsinkelse", sak.forsinkelse.is_some(), [Brevtype::ForeloepigSvar].as_slice()),
        ("varsel", sak.varsel.is_some(), &[Brevtype::Forhaandsvarsel]),
        ("klagesak", sak.klagesak.is_some(), &[Brevtype::Omgjoering]),
        ("avvisning", sak.avvisning.is_some(), &[Brevtype::Avvisning]),
        ("retting", sak.retting.is_some(), &[Brevtype::Retting]),
        ("oversendelse", sak.oversendelse.is_some(), &[Brevtype::Oversendelse, Brevtype::Orientering]),
        ("innhenting", sak.innhenting.is_some(), &[Brevtype::Innhenting]),
        ("egenandel", sak.egenandel.is_some(), &[Brevtype::Egenandelsvedtak]),
        ("innsyn", sak.innsyn.is_some(), &[Brevtype::Innsynssvar]),
        ("utsettelse", sak.utsettelse.is_some(), &[Brevtype::AvslagUtsattIverksetting]),
        ("fullmakt", sak.fullmakt.is_some(), &[Brevtype::Fullmakt, Brevtype::Innhenting]),
    ];
    let kind = sak.brevtype.word();
    for (section, there, kinds) in sections {
        let belongs = kinds.contains(&sak.brevtype);
        // A request for information may have the form for an authority in it.
        let may = section == "fullmakt" && sak.brevtype == Brevtype::Innhenting;
        if belongs && !may && !there && checker.knows(&[section]) {
            let message = format!("Et brev av typen «{kind}» må ha «{section}»");
            checker.error("SAK-100", section, message, &format!("legg til «{section}» med feltene sine"));
        } else if !belongs && there {
            let message = format!("«{section}» hører ikke til i et brev av typen «{kind}»");
            checker.error("SAK-101", section, message, &format!("ta bort «{section}», eller rett brevtype"));
        }
    }
    if !sak.brevtype.has_lines() && !sak.tjenester.is_empty() {
        let message = format!("Et brev av typen «{kind}» bestemmer ikke noe om tjenester");
        checker.error("SAK-102", "tjenester", message, "ta bort «tjenester», eller rett brevtype");
    }
    day(checker);
}

/// A decision has its day as `vedtaksdato`, every other letter as `brevdato`.
fn day(checker: &mut Checker<'_>) {
    let sak = checker.sak;
    match (sak.brevtype.is_decision(), sak.brevdato.is_some()) {
        (true, true) => {
            let message = "Et vedtak dateres med «vedtaksdato», ikke «brevdato»";
            checker.error("SAK-103", "brevdato", message, "skriv vedtaksdato i stedet for brevdato");
        }
        (false, false) => {
            let message = "Brevet er ikke et vedtak, og dateres med «brevdato»";
            checker.error("SAK-104", "vedtaksdato", message, "skriv brevdato i stedet for vedtaksdato");
        }
        _ => {}
    }
}
