//! Every citation exists in the law register and is in force as long as it is used.

use super::Check;
use crate::suggest::closest;
use crate::texts::avsender::{FIELDS, OPTIONAL_FIELDS};
use crate::texts::felles::FellesRegler;
use crate::texts::hjemmel::Hjemmel;
use crate::texts::pakker::PATH as PACKAGES;
use crate::texts::rules::refuse;
use crate::texts::statute::{Lov, Standing};
use jiff::civil::Date;

/// Checks the citations of texts, rates and limits, and the register against itself.
pub(super) fn check(check: &mut Check<'_>) {
    for text in check.texts.clone() {
        let line = check.line_with(&text.path, "hjemmel:");
        let last_day = check.last_day(&text.path);
        for hjemmel in &text.front.hjemmel {
            cite(check, &text.path, line, hjemmel, text.version.fra, last_day);
        }
    }
    for path in check.library.yaml_in("satser").map(str::to_owned).collect::<Vec<_>>() {
        let line = check.line_with(&path, "hjemmel:");
        for hjemmel in check.library.load_satser(&path).value.iter().flat_map(|file| file.hjemmel.clone()) {
            cite(check, &path, line, &hjemmel, check.first_day, None);
        }
    }
    for (_, sats) in check.library.satser().satser.clone() {
        for hjemmel in &sats.hjemmel {
            cite(check, &sats.path, sats.line, hjemmel, check.first_day, None);
        }
    }
    for (_, entries) in check.library.grenser().grenser.clone() {
        let last_days: Vec<Option<Date>> = entries.iter().map(|entry| next_day(&entries, entry.fra)).collect();
        for (entry, last_day) in entries.iter().zip(last_days) {
            if let Some(hjemmel) = &entry.hjemmel {
                cite(check, &entry.path, entry.line, hjemmel, entry.fra, last_day);
            }
        }
    }
    if let Some(felles) = check.library.load_felles().value.clone() {
        shared(check, &felles);
    }
    if let Some(pakker) = check.library.pakker() {
        for entry in &pakker.skjerming {
            let later = pakker.skjerming.iter().map(|other| other.fra).filter(|fra| *fra > entry.fra).min();
            let last_day = later.and_then(|day| day.yesterday().ok());
            for hjemmel in &entry.hjemmel {
                cite(check, PACKAGES, entry.line, hjemmel, entry.fra, last_day);
            }
        }
    }
    if let Some(kanaler) = check.library.kanaler() {
        let gradings = kanaler.gradering.values().map(|it| (it.line, &it.hjemmel));
        for (line, hjemler) in gradings.chain(kanaler.kanaler.values().map(|it| (it.line, &it.hjemmel))) {
            for hjemmel in hjemler {
                cite(check, "legal-texts/kanaler.yaml", line, hjemmel, check.first_day, None);
            }
        }
    }
    for id in check.library.lov_ids() {
        if let Some(lov) = check.library.lov(&id) {
            register(check, &lov);
        }
    }
}

fn shared(check: &mut Check<'_>, felles: &FellesRegler) {
    let line = check.line_with(&felles.path, "- fra:");
    for fakta in &felles.fakta {
        let later = felles.fakta.iter().map(|other| other.fra).filter(|fra| *fra > fakta.fra).min();
        let last_day = later.and_then(|day| day.yesterday().ok());
        for hjemmel in fakta
            .klasser
            .values()
            .flatten()
            .chain(&fakta.uten_stor_vekt)
            .chain(&fakta.barn)
            .chain(&fakta.endring)
            .chain(&fakta.endring_enkeltvedtak)
        {
            cite(check, &felles.path, line, hjemmel, fakta.fra, last_day);
        }
        for felt in fakta.avsender.keys() {
            if !FIELDS.iter().chain(&OPTIONAL_FIELDS).any(|known| known == felt) {
                let near = closest(felt, FIELDS.into_iter().chain(OPTIONAL_FIELDS));
                let hint = near.map_or("bruk et felt i avsender.yaml".to_owned(), |near| format!("mente du «{near}»?"));
                check.error("TEKST-032", &felles.path, line, format!("Avsendere har ikke feltet «{felt}»"), hint);
            }
        }
    }
}

fn next_day(entries: &[crate::texts::grense::Grense], fra: Date) -> Option<Date> {
    entries.iter().map(|entry| entry.fra).filter(|other| *other > fra).min()?.yesterday().ok()
}

/// Notes a citation that cannot be used on a version's first day, or that ends while the version holds.
pub(super) fn cite(check: &mut Check<'_>, path: &str, line: u32, hjemmel: &Hjemmel, fra: Date, last_day: Option<Date>) {
    let first = check.from(fra);
    // Where no first day is known, that is what is told, and not every rule that did not hold at the beginning of time.
    if first == Date::MIN || last_day.is_some_and(|last| last < first) {
        return;
    }
    if let Some(refusal) = refuse(check.library, hjemmel, first) {
        check.error(refusal.code, path, line, refusal.message, refusal.hint);
        return;
    }
    let Some(lov) = check.library.lov(&hjemmel.lov) else { return };
    if let Standing::InForce(section) = lov.standing(hjemmel, first)
        && let Some(til) = section.til
        && last_day.is_none_or(|last| til < last)
        && let Ok(after) = til.tomorrow()
        && let Some(refusal) = refuse(check.library, hjemmel, after)
    {
        check.error(
            refusal.code,
            path,
            line,
            refusal.message,
            format!("{}. Lag en ny versjon fra {}", refusal.hint, check.library.lovskifter().print_day(after)),
        );
    }
}

fn register(check: &mut Check<'_>, lov: &Lov) {
    let path = format!("legal-texts/lover/{}.yaml", lov.id);
    for (index, section) in lov.paragrafer.iter().enumerate() {
        let overlaps = lov.paragrafer[..index].iter().any(|other| {
            other.paragraf == section.paragraf
                && other.holds_on(section.fra.max(other.fra))
                && section.holds_on(section.fra.max(other.fra))
        });
        if overlaps {
            check.error(
                "TEKST-024",
                &path,
                section.line,
                "Paragrafen står to ganger for samme tid",
                "skriv «til» på den som sluttet å gjelde",
            );
        }
        if Hjemmel::parse(&format!("{}/{}", lov.id, section.paragraf)).is_none() {
            check.error(
                "TEKST-030",
                &path,
                section.line,
                "Paragrafen er ikke skrevet riktig",
                "skriv nummeret med bokstaven inntil, for eksempel \"2-1e\"",
            );
        }
        for sier in &section.sier {
            let known = section.deler.iter().map(String::as_str);
            let is_ledd = sier.del.parse::<u8>().is_ok_and(|ledd| ledd > 0 && ledd <= section.ledd);
            if !sier.del.is_empty() && !is_ledd && !section.deler.contains(&sier.del) {
                let hint = closest(&sier.del, known)
                    .map_or("legg delen til i «deler»".to_owned(), |near| format!("mente du «{near}»?"));
                check.error(
                    "TEKST-024",
                    &path,
                    section.line,
                    format!("«sier» har delen «{}», som ikke står i «deler»", sier.del),
                    hint,
                );
            }
        }
        for waiting in section.ikke_i_kraft.iter().filter(|it| section.deler.contains(it)) {
            let message = format!("Delen «{waiting}» står både i «deler» og i «ikke_i_kraft»");
            let hint = "ta den bort fra «deler», eller lag en ny periode fra dagen den trer i kraft";
            check.error("TEKST-024", &path, section.line, message, hint);
        }
        if let (Some(successor), Some(after)) = (&section.avloest_av, section.til.and_then(|til| til.tomorrow().ok()))
            && let Some(refusal) = refuse(check.library, successor, after)
        {
            check.error(refusal.code, &path, section.line, format!("«avloest_av»: {}", refusal.message), refusal.hint);
        }
    }
}
