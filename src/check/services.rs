//! Every service has its facts, its complaint rule, its payment text and its own texts.

use super::Check;
use super::citations::cite;
use crate::language::Maalform;
use crate::sak::line::Utfall;
use crate::suggest::closest;
use crate::texts::avsender::{FIELDS, OPTIONAL_FIELDS};
use crate::texts::tjeneste::{Rettskilde, Tjeneste, Tjenestefakta, Tjenesteklasse};
use jiff::civil::Date;

/// Checks the services and the complaint rules.
pub(super) fn check(check: &mut Check<'_>) {
    for id in check.library.tjeneste_ids() {
        let Some(tjeneste) = check.library.tjeneste(&id) else { continue };
        if tjeneste.fakta.is_empty() {
            check.file_error("TEKST-022", &tjeneste.path, "Tjenesten har ingen fakta", "skriv «fakta:» med «fra:»");
        }
        for fakta in &tjeneste.fakta {
            facts(check, &tjeneste, fakta);
        }
    }
    for id in check.library.folders_below("legal-texts/klageordninger") {
        let Some(ordning) = check.library.klageordning(&id) else { continue };
        let days: Vec<Date> = ordning.fakta.iter().map(|fakta| fakta.fra).collect();
        for fakta in &ordning.fakta {
            once(check, &ordning.path, fakta.line, &days, fakta.fra);
            for hjemmel in &fakta.hjemmel {
                cite(check, &ordning.path, fakta.line, hjemmel, fakta.fra, last_day(&days, fakta.fra));
            }
        }
    }
}

fn last_day(days: &[Date], fra: Date) -> Option<Date> {
    days.iter().filter(|day| **day > fra).min()?.yesterday().ok()
}

fn once(check: &mut Check<'_>, path: &str, line: u32, days: &[Date], fra: Date) {
    if days.iter().filter(|day| **day == fra).count() > 1 {
        check.error("TEKST-024", path, line, format!("To sett fakta gjelder fra {fra}"), "gi dem hver sin første dag");
    }
}

fn facts(check: &mut Check<'_>, tjeneste: &Tjeneste, fakta: &Tjenestefakta) {
    let days: Vec<Date> = tjeneste.fakta.iter().map(|fakta| fakta.fra).collect();
    once(check, &tjeneste.path, fakta.line, &days, fakta.fra);
    if fakta.klasser.is_empty() || fakta.utfall.is_empty() {
        check.error(
            "TEKST-022",
            &tjeneste.path,
            fakta.line,
            "Tjenesten mangler «klasser» eller «utfall»",
            "skriv minst en av hver",
        );
    }
    for limit in [&fakta.alder.fra, &fakta.alder.under].into_iter().flatten() {
        let grenser = check.library.grenser();
        if grenser.verdi(limit, check.from(fakta.fra)).is_none() {
            let near = closest(limit, grenser.grenser.keys().map(String::as_str));
            let hint =
                near.map_or("legg den inn i legal-texts/grenser".to_owned(), |near| format!("mente du «{near}»?"));
            check.error("TEKST-032", &tjeneste.path, fakta.line, format!("Grensen «{limit}» finnes ikke"), hint);
        }
    }
    for klasse in fakta.klasser.values() {
        class(check, tjeneste, klasse, fakta.fra, last_day(&days, fakta.fra));
    }
    let granted = fakta.utfall.iter().any(|utfall| matches!(utfall, Utfall::Innvilget | Utfall::DelvisInnvilget));
    let refused = fakta.utfall.contains(&Utfall::Avslag);
    let needed = [("", true), ("/innvilget", granted), ("/avslag", refused)];
    for (ending, _) in needed.into_iter().filter(|(_, needed)| *needed) {
        let id = format!("tjenester/{}{ending}", tjeneste.id);
        text_in_both(check, &tjeneste.path, fakta.line, &id, fakta.fra);
    }
}

/// Notes a text that does not exist in both languages from a day on.
fn text_in_both(check: &mut Check<'_>, path: &str, line: u32, id: &str, fra: Date) {
    let day = check.from(fra);
    for maalform in Maalform::ALL {
        if check.library.text(id, day, maalform).is_none() {
            let message = format!("Teksten «{id}» finnes ikke på {} for {day}", maalform.name());
            let hint =
                format!("lag {}", check.library.place(&format!("legal-texts/{id}/{day}.{}.md", maalform.tag())).file);
            check.error("TEKST-032", path, line, message, hint);
        }
    }
}

fn class(check: &mut Check<'_>, tjeneste: &Tjeneste, klasse: &Tjenesteklasse, fra: Date, last_day: Option<Date>) {
    let (path, line) = (tjeneste.path.as_str(), klasse.line);
    for kilde in klasse.hjemler.iter().chain(klasse.hjemler_ved.values().flatten()) {
        match kilde {
            Rettskilde::Lov(hjemmel) => cite(check, path, line, hjemmel, fra, last_day),
            Rettskilde::Avsender(felt) if FIELDS.iter().chain(&OPTIONAL_FIELDS).any(|known| known == felt) => {}
            Rettskilde::Avsender(felt) => {
                let near = closest(felt, FIELDS.into_iter().chain(OPTIONAL_FIELDS));
                let hint = near
                    .map_or("bruk et felt i avsender.yaml".to_owned(), |near| format!("mente du «avsender/{near}»?"));
                check.error("TEKST-032", path, line, format!("Avsendere har ikke feltet «{felt}»"), hint);
            }
        }
    }
    let day = check.from(fra);
    if check.library.klageordning(&klasse.klageordning).is_none_or(|ordning| ordning.fakta(day).is_none()) {
        let known = check.library.folders_below("legal-texts/klageordninger");
        let near = closest(&klasse.klageordning, known.iter().map(String::as_str));
        let hint =
            near.map_or_else(|| format!("bruk en av: {}", known.join(", ")), |near| format!("mente du «{near}»?"));
        check.error(
            "TEKST-032",
            path,
            line,
            format!("Klageordningen «{}» finnes ikke for {day}", klasse.klageordning),
            hint,
        );
    }
    if let Some(egenandel) = &klasse.egenandel {
        text_in_both(check, path, line, &format!("egenandel/{egenandel}"), fra);
    }
}
