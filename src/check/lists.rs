//! The lists of required elements, failures and holidays rest on rules in force, and name what exists.

use super::Check;
use super::citations::cite;
use crate::language::Maalform;
use crate::sak::sak::Brevtype;
use crate::suggest::closest;
use crate::texts::failures;
use crate::texts::krav::{Krav, Moetes};
use crate::texts::law_data::{HOLIDAYS, feil_path, krav_path};
use jiff::civil::Date;
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
    elements(check);
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
            let Moetes::Tekst(id) = means else { continue };
            if let (true, Some(day)) = (met.contains(id), unmet(check, id, krav)) {
                let message = format!("Ingen tekst oppfyller «{id}» for {}", check.library.lovskifter().print_day(day));
                let hint = format!("skriv «oppfyller: [{id}]» i versjonen som gjelder da");
                check.error("TEKST-044", &path, krav.line, message, hint);
            } else if !met.contains(id) {
                let message = format!("Ingen tekst oppfyller «{id}»");
                check.error("TEKST-044", &path, krav.line, message, format!("skriv «oppfyller: [{id}]» i en tekst"));
            }
        }
    }
}

/// The first of the days on which versions begin that an element is required, and no text that meets it holds.
fn unmet(check: &Check<'_>, id: &str, krav: &Krav) -> Option<Date> {
    let meets = |oppfyller: &[String]| oppfyller.iter().any(|it| it == id);
    let texts = check.texts.iter().map(|it| (&it.id, it.version, it.front.opphevet, meets(&it.front.oppfyller)));
    let templates = check.templates.iter().map(|it| (&it.id, it.version, None, meets(&it.front.oppfyller)));
    let all: Vec<_> = texts.chain(templates).collect();
    let ids: BTreeSet<&String> = all.iter().filter(|(.., meets)| *meets).map(|(id, ..)| *id).collect();
    let versions: Vec<_> = all.iter().filter(|(id, ..)| ids.contains(id)).collect();
    let days: BTreeSet<Date> = versions.iter().map(|(_, version, ..)| check.from(version.fra)).collect();
    let met_on = |day: Date, maalform: Maalform| {
        ids.iter().any(|id| {
            let begun = versions
                .iter()
                .filter(|(other, version, ..)| other == id && version.maalform == maalform && version.fra <= day);
            let newest = begun.max_by_key(|(_, version, ..)| version.fra);
            newest.is_some_and(|(_, _, ended, meets)| *meets && ended.is_none_or(|ended| day < ended))
        })
    };
    let lacks = |day: &Date| krav.holds_on(*day) && Maalform::ALL.into_iter().any(|maalform| !met_on(*day, maalform));
    days.into_iter().find(lacks)
}

/// What texts and templates say they meet stands in a list; a misspelt name would stop every letter.
fn elements(check: &mut Check<'_>) {
    let lists: Vec<_> = Brevtype::WORDS.iter().filter_map(|brevtype| check.library.krav(brevtype)).collect();
    let broken = Brevtype::WORDS.iter().any(|it| check.library.bytes(&krav_path(it)).is_some())
        && lists.len() < Brevtype::WORDS.len();
    if broken || lists.is_empty() {
        return;
    }
    let of_krav = |krav: &Krav| {
        let named = krav.krever.iter().flatten().filter_map(|means| match means {
            Moetes::Tekst(id) => Some(id.clone()),
            Moetes::Felt(_) => None,
        });
        named.chain([krav.id.clone()]).collect::<Vec<_>>()
    };
    let known: BTreeSet<String> = lists.iter().flat_map(|list| list.krav.iter().flat_map(of_krav)).collect();
    let texts = check.texts.iter().map(|text| (text.path.clone(), text.front.oppfyller.clone()));
    let templates = check.templates.iter().map(|it| (it.path.clone(), it.front.oppfyller.clone()));
    for (path, oppfyller) in texts.chain(templates).collect::<Vec<_>>() {
        for id in oppfyller.iter().filter(|id| !known.contains(*id)) {
            let near = closest(id, known.iter().map(String::as_str));
            let hint = near.map_or_else(|| "bruk et navn fra krav/".to_owned(), |near| format!("mente du «{near}»?"));
            let line = check.line_with(&path, "oppfyller:");
            check.error("TEKST-032", &path, line, format!("Kravet «{id}» finnes ikke"), hint);
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
