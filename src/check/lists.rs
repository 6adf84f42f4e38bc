//! The lists of required elements, failures and holidays rest on rules in force, and name what exists.

use super::Check;
use super::citations::cite;
use crate::sak::sak::Brevtype;
use crate::texts::failures;
use crate::texts::krav::Moetes;
use crate::texts::law_data::{HOLIDAYS, feil_path, krav_path};
use std::collections::BTreeSet;

/// Where the first day that letters are made for stands.
const LIMITS: &str = "legal-texts/grenser";

/// Checks the lists.
pub(super) fn check(check: &mut Check<'_>) {
    let texts = check.texts.iter().flat_map(|text| &text.front.oppfyller);
    let templates = check.templates.iter().flat_map(|template| &template.front.oppfyller);
    let met: BTreeSet<String> = texts.chain(templates).cloned().collect();
    for brevtype in Brevtype::WORDS {
        demands(check, brevtype, &met);
    }
    failures(check);
    holidays(check);
    if check.library.grenser().foerste_brevdato.is_none() {
        let hint = "skriv «foerste_brevdato: ÅÅÅÅ-MM-DD» i en av filene der";
        check.file_error("TEKST-044", LIMITS, "Det står ikke hva som er den første dagen det lages brev for", hint);
    }
}

fn demands(check: &mut Check<'_>, brevtype: &str, met: &BTreeSet<String>) {
    let path = krav_path(brevtype);
    let Some(list) = check.library.krav(brevtype) else {
        if check.library.bytes(&path).is_none() {
            let hint = "lag fila. En annen liste kan være mønster";
            check.file_error("TEKST-044", &path, format!("«{brevtype}» har ingen liste over krav"), hint);
        }
        return;
    };
    for krav in &list.krav {
        for hjemmel in &krav.hjemmel {
            cite(check, &path, krav.line, hjemmel, krav.fra.unwrap_or(check.first_day), krav.til);
        }
        for means in krav.krever.iter().flatten() {
            if let Moetes::Tekst(id) = means
                && !met.contains(id)
            {
                let message = format!("Ingen tekst oppfyller «{id}»");
                check.error("TEKST-044", &path, krav.line, message, format!("skriv «oppfyller: [{id}]» i en tekst"));
            }
        }
    }
}

fn failures(check: &mut Check<'_>) {
    let path = feil_path();
    let Some(list) = check.library.feil() else { return };
    let known: BTreeSet<String> = Brevtype::WORDS
        .iter()
        .filter_map(|brevtype| check.library.krav(brevtype))
        .flat_map(|list| list.krav.iter().map(|krav| krav.id.clone()).collect::<Vec<_>>())
        .collect();
    let words = check.library.ord();
    let word_files: BTreeSet<&str> =
        words.iter().filter_map(|word| word.path.rsplit('/').next()?.strip_suffix(".yaml")).collect();
    for feil in &list.feil {
        for hjemmel in &feil.hjemmel {
            cite(check, &path, feil.line, hjemmel, feil.fra.unwrap_or(check.first_day), feil.til);
        }
        let exists = match feil.kontroll.split_once(':') {
            Some(("krav", id)) => known.contains(id),
            Some(("ord", id)) => word_files.contains(id) || words.iter().any(|word| word.id == id),
            _ => failures::is_check(&feil.kontroll),
        };
        if !exists {
            let hint =
                format!("bruk krav:<id>, ord:<id> eller en av {}", failures::checks().collect::<Vec<_>>().join(", "));
            check.error("TEKST-044", &path, feil.line, format!("Kontrollen «{}» finnes ikke", feil.kontroll), hint);
        }
    }
}

fn holidays(check: &mut Check<'_>) {
    let path = HOLIDAYS;
    let Some(list) = check.library.helligdager() else {
        if check.library.bytes(path).is_none() {
            check.file_error("TEKST-044", path, "Lista over helligdager mangler", "lag fila");
        }
        return;
    };
    let line = check.line_with(path, "helligdager:");
    let cited = list.hjemmel.iter().map(|hjemmel| (hjemmel, check.first_day));
    let cited: Vec<_> =
        cited.chain(list.dager.iter().flat_map(|dag| dag.hjemmel.iter().map(|it| (it, dag.fra)))).collect();
    for (hjemmel, fra) in cited {
        cite(check, path, line, hjemmel, fra, None);
    }
}
