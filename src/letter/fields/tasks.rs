//! The tables behind the hours: tasks with their sums, and the care work of a carer.

use super::{Fields, Source};
use crate::language::Maalform;
use crate::letter::format;
use crate::sak::extent::Mengde;
use crate::sak::line::{HvorOfte, Omsorgsarbeid, Oppgave, Tjenestelinje};
use serde_json::{Value, json};

/// Weeks in a month for the table, from the library's limits.
fn weeks_in_month(source: Source<'_>) -> u32 {
    source.selected.grense("uker_i_maaned").map_or(1, |grense| grense.verdi)
}

fn sum(oppgaver: &[Oppgave], mengde: Mengde, month: u32) -> u64 {
    oppgaver.iter().filter_map(|oppgave| oppgave.weekly_quarter_minutes(mengde, month)).sum()
}

/// `linje.oppgaver`, when the line has tasks.
pub fn tasks(source: Source<'_>, line: &Tjenestelinje) -> Option<Value> {
    table(source, &line.oppgaver)
}

/// The table of tasks with their sums, when there are any.
pub fn table(source: Source<'_>, oppgaver: &[Oppgave]) -> Option<Value> {
    if oppgaver.is_empty() {
        return None;
    }
    let (maalform, month) = (source.maalform(), weeks_in_month(source));
    let any = |mengde| oppgaver.iter().any(|oppgave| oppgave.minutes(mengde).is_some());
    let (applied, changed) = (any(Mengde::Soekt), any(Mengde::Foer));
    let hours = |quarters: u64| format::hours(quarters, maalform);
    let row = |oppgave: &Oppgave| {
        let faar = oppgave.weekly_quarter_minutes(Mengde::Innvilget, month).unwrap_or(0);
        let soekt = oppgave.weekly_quarter_minutes(Mengde::Soekt, month).unwrap_or(faar);
        let mut fields = Fields::default();
        fields
            .put("hva", oppgave.hva.text())
            .put("hver_gang", hours(u64::from(oppgave.minutter) * 4))
            .put("hvor_ofte", how_often(oppgave.hvor_ofte, maalform))
            .put("per_uke", hours(faar))
            .put("faar", hours(faar))
            .put("soekt", hours(soekt))
            .put("forskjell", hours(soekt.saturating_sub(faar)))
            .put("foer", hours(oppgave.weekly_quarter_minutes(Mengde::Foer, month).unwrap_or(faar)))
            .put("varslet", hours(oppgave.weekly_quarter_minutes(Mengde::Varslet, month).unwrap_or(faar)));
        fields.done()
    };
    let (faar, soekt) = (sum(oppgaver, Mengde::Innvilget, month), sum(oppgaver, Mengde::Soekt, month));
    Some(json!({
        "rader": oppgaver.iter().map(row).collect::<Vec<_>>(),
        "sum": {
            "faar": hours(faar),
            "soekt": hours(soekt),
            "forskjell": hours(soekt.saturating_sub(faar)),
            "foer": hours(sum(oppgaver, Mengde::Foer, month)),
            "varslet": hours(sum(oppgaver, Mengde::Varslet, month)),
        },
        "forskjeller": oppgaver.iter().filter_map(|oppgave| difference(oppgave, maalform, month)).collect::<Vec<_>>(),
        "vis_soekt": applied && !changed,
        "vis_endring": changed,
        "har_varslet": any(Mengde::Varslet),
        "vis_utregning": !applied && !changed,
    }))
}

/// Why one task gives less than applied for, or than before.
fn difference(oppgave: &Oppgave, maalform: Maalform, month: u32) -> Option<Value> {
    let why = oppgave.hvorfor_mindre.as_ref()?;
    let faar = oppgave.weekly_quarter_minutes(Mengde::Innvilget, month)?;
    let was = oppgave
        .weekly_quarter_minutes(Mengde::Foer, month)
        .or_else(|| oppgave.weekly_quarter_minutes(Mengde::Soekt, month))?;
    let less = match was.saturating_sub(faar) {
        0 => "som før".to_owned(),
        less => format!("{} mindre", format::hours(less, maalform)),
    };
    Some(json!({"hva": oppgave.hva.text(), "mindre": less, "hvorfor": why.text()}))
}

fn how_often(hvor_ofte: HvorOfte, maalform: Maalform) -> &'static str {
    match hvor_ofte {
        HvorOfte::Daglig => maalform.choose("Hver dag", "Kvar dag"),
        HvorOfte::HverUke => maalform.choose("Hver uke", "Kvar veke"),
        HvorOfte::AnnenhverUke => maalform.choose("Annenhver uke", "Annakvar veke"),
        HvorOfte::HverFjerdeUke => maalform.choose("Hver fjerde uke", "Kvar fjerde veke"),
        HvorOfte::HverMaaned => maalform.choose("Hver måned", "Kvar månad"),
    }
}

/// `linje.omsorgsarbeid`, when the line has care work.
pub fn care_work(source: Source<'_>, line: &Tjenestelinje) -> Option<Value> {
    if line.omsorgsarbeid.is_empty() {
        return None;
    }
    let hours = |minutes: u32| format::hours(u64::from(minutes) * 4, source.maalform());
    let row = |arbeid: &Omsorgsarbeid| {
        json!({
            "hva": arbeid.hva.text(),
            "hvor_ofte": arbeid.hvor_ofte.text(),
            "opplyst": hours(arbeid.opplyst_minutter_per_uke),
            "regnet": hours(arbeid.regnet_minutter_per_uke),
        })
    };
    let total = |minutes: fn(&Omsorgsarbeid) -> u32| hours(line.omsorgsarbeid.iter().map(minutes).sum());
    // What «særlig tyngende» means is said once in a letter.
    let first = source.sak.tjenester.iter().find(|it| !it.omsorgsarbeid.is_empty());
    Some(json!({
        "foerste": first.is_some_and(|first| std::ptr::eq(first, line)),
        "rader": line.omsorgsarbeid.iter().map(row).collect::<Vec<_>>(),
        "sum_opplyst": total(|arbeid| arbeid.opplyst_minutter_per_uke),
        "sum_regnet": total(|arbeid| arbeid.regnet_minutter_per_uke),
    }))
}
