//! The tasks that the hours are made of: sums that must hold, and a reason for each that became less.
//!
//! Comes in: a case, and how many weeks the library counts as a month for tasks counted by the month.
//! Goes out: SAK-050 to SAK-054. Does not judge whether a task is needed.

use super::{Checker, is_granted};
use crate::sak::extent::Mengde;
use crate::sak::line::{HvorOfte, Omfang, Tjenestelinje, Utfall};

pub(super) fn check(checker: &mut Checker<'_>) {
    for (path, line) in checker.lines() {
        if !needs_month(checker, &path, line) {
            // No amount by the month is left, so the divisor is not used.
            sums(checker, &path, line, 1);
        }
        missing_reasons(checker, &path, line);
        care_work(checker, &path, line);
    }
}

pub(super) fn check_monthly(checker: &mut Checker<'_>, uker_per_maaned: u32) {
    for (path, line) in checker.lines() {
        if needs_month(checker, &path, line) {
            sums(checker, &path, line, uker_per_maaned);
        }
    }
}

/// The extents that the columns of the tasks must add up to.
fn columns<'a>(checker: &Checker<'a>, path: &str, line: &'a Tjenestelinje) -> [(Mengde, Option<&'a Omfang>); 4] {
    let endring = checker.sak.endring.as_ref();
    [
        (
            Mengde::Innvilget,
            line.omfang.as_ref().filter(|_| is_granted(line) && checker.knows(&[&format!("{path}.omfang")])),
        ),
        (Mengde::Soekt, line.soekt.as_ref()),
        (Mengde::Foer, endring.map(|endring| &endring.foer)),
        (Mengde::Varslet, endring.and_then(|endring| endring.varslet.as_ref())),
    ]
}

fn needs_month(checker: &Checker<'_>, path: &str, line: &Tjenestelinje) -> bool {
    let monthly = |omfang: &Omfang| omfang.weekly_minutes().is_none() && omfang.timer_per_maaned.is_some();
    line.oppgaver.iter().any(|oppgave| oppgave.hvor_ofte == HvorOfte::HverMaaned)
        || columns(checker, path, line).iter().filter_map(|(_, omfang)| *omfang).any(monthly)
}

fn sums(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje, uker_per_maaned: u32) {
    let columns = columns(checker, path, line);
    let path = format!("{path}.oppgaver");
    for (mengde, omfang) in columns {
        let amounts: Vec<u64> = line
            .oppgaver
            .iter()
            .filter_map(|oppgave| oppgave.weekly_quarter_minutes(mengde, uker_per_maaned))
            .collect();
        let stated = omfang.and_then(|omfang| omfang.weekly_quarter_minutes(uker_per_maaned));
        let (Some(stated), false) = (stated, amounts.is_empty()) else { continue };
        let sum: u64 = amounts.iter().sum();
        if sum != stated {
            let (code, what, hint) = names(mengde);
            let difference = minutes(sum.abs_diff(stated));
            let direction = if sum > stated { "mer" } else { "mindre" };
            checker.error(code, &path, format!("Oppgavene blir {difference} {direction} per uke enn {what}"), hint);
        }
    }
    let refused_task = line.utfall == Utfall::Avslag && line.oppgaver.iter().any(|oppgave| oppgave.minutter > 0);
    if refused_task {
        checker.error(
            "SAK-050",
            &path,
            "Tjenesten er avslått, men en oppgave har minutter",
            "skriv minutter: 0 på alle oppgavene",
        );
    }
}

fn names(mengde: Mengde) -> (&'static str, &'static str, &'static str) {
    match mengde {
        Mengde::Innvilget => ("SAK-050", "omfanget", "rett minutter eller hvor_ofte på oppgavene, eller rett omfang"),
        Mengde::Soekt => ("SAK-051", "det er søkt om", "rett soekt_minutter på oppgavene, eller rett soekt"),
        Mengde::Foer => {
            ("SAK-052", "omfanget før endringen", "rett foer_minutter på oppgavene, eller foer under endring")
        }
        Mengde::Varslet => {
            ("SAK-052", "omfanget i varselet", "rett varslet_minutter på oppgavene, eller varslet under endring")
        }
    }
}

/// A difference between two sums, such as «15 minutter», «18,75 minutter» or «2 timer og 30 minutter».
fn minutes(quarters: u64) -> String {
    if quarters >= 480 && quarters.is_multiple_of(4) {
        let rest =
            if quarters.is_multiple_of(240) { String::new() } else { format!(" og {}", minutes(quarters % 240)) };
        return format!("{} timer{rest}", quarters / 240);
    }
    let fraction = ["", ",25", ",5", ",75"].get((quarters % 4) as usize).copied().unwrap_or_default();
    let unit = if quarters == 4 { "minutt" } else { "minutter" };
    format!("{}{fraction} {unit}", quarters / 4)
}

fn missing_reasons(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje) {
    if line.utfall == Utfall::Avslag || !checker.knows(&[&format!("{path}.utfall")]) {
        return;
    }
    for (index, oppgave) in line.oppgaver.iter().enumerate() {
        let path = format!("{path}.oppgaver[{index}]");
        if oppgave.is_less() && oppgave.hvorfor_mindre.is_none() && checker.knows(&[&format!("{path}.minutter")]) {
            let path = format!("{path}.hvorfor_mindre");
            let message = "Oppgaven får mindre tid enn søkt om, eller enn før, men grunnen mangler";
            checker.error("SAK-053", &path, message, "skriv hvorfor_mindre på oppgaven");
        }
    }
}

/// A warning only: hours of relief are applied for in hours per week too, and need not equal the care work.
fn care_work(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje) {
    let stated = line.soekt.as_ref().and_then(|soekt| soekt.timer_per_uke).map(|timer| u64::from(timer.minutter));
    let (Some(stated), false) = (stated, line.omsorgsarbeid.is_empty()) else { return };
    let sum: u64 = line.omsorgsarbeid.iter().map(|arbeid| u64::from(arbeid.opplyst_minutter_per_uke)).sum();
    if sum != stated {
        let difference = minutes(sum.abs_diff(stated) * 4);
        let direction = if sum > stated { "mer" } else { "mindre" };
        let message = format!("Omsorgsarbeidet blir {difference} {direction} per uke enn det er søkt om");
        checker.warning(
            "SAK-054",
            &format!("{path}.omsorgsarbeid"),
            message,
            "sjekk opplyst_minutter_per_uke og soekt.timer_per_uke",
        );
    }
}
