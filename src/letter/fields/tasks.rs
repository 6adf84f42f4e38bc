//! The tables behind the hours: tasks with their sums, and the care work of a carer.

use super::{Fields, Source};
use crate::language::Maalform;
use crate::letter::format;
use crate::sak::line::{HvorOfte, Omsorgsarbeid, Oppgave, Tjenestelinje};
use serde_json::{Value, json};

/// Which of a task's amounts is meant.
type Amount = fn(&Oppgave) -> Option<u32>;
const GRANTED: Amount = |oppgave| Some(oppgave.minutter);
const APPLIED: Amount = |oppgave| oppgave.soekt_minutter;
const BEFORE: Amount = |oppgave| oppgave.foer_minutter;
const NOTIFIED: Amount = |oppgave| oppgave.varslet_minutter;

/// Weeks in a month for the table, from the library's limits.
fn weeks_in_month(source: Source<'_>) -> u32 {
    source.selected.grense("uker_i_maaned").map_or(1, |grense| grense.verdi)
}

/// Minutes a week that an amount comes to; whole minutes, as validation has seen to.
fn weekly(oppgave: &Oppgave, amount: Amount, month: u32) -> Option<u32> {
    amount(oppgave).map(|minutes| oppgave.hvor_ofte.weekly(minutes, month))
}

fn sum(line: &Tjenestelinje, amount: Amount, month: u32) -> u32 {
    line.oppgaver.iter().filter_map(|oppgave| weekly(oppgave, amount, month)).sum()
}

/// `linje.oppgaver`, when the line has tasks.
pub fn tasks(source: Source<'_>, line: &Tjenestelinje) -> Option<Value> {
    if line.oppgaver.is_empty() {
        return None;
    }
    let (maalform, month) = (source.maalform(), weeks_in_month(source));
    let any = |amount: Amount| line.oppgaver.iter().any(|oppgave| amount(oppgave).is_some());
    let (applied, changed) = (any(APPLIED), any(BEFORE));
    let hours = |minutes: u32| format::hours(minutes, maalform);
    let row = |oppgave: &Oppgave| {
        let faar = weekly(oppgave, GRANTED, month).unwrap_or(0);
        let soekt = weekly(oppgave, APPLIED, month).unwrap_or(faar);
        let mut fields = Fields::default();
        fields
            .put("hva", oppgave.hva.text())
            .put("hver_gang", hours(oppgave.minutter))
            .put("hvor_ofte", how_often(oppgave.hvor_ofte, maalform))
            .put("per_uke", hours(faar))
            .put("faar", hours(faar))
            .put("soekt", hours(soekt))
            .put("forskjell", hours(soekt.saturating_sub(faar)))
            .put("foer", hours(weekly(oppgave, BEFORE, month).unwrap_or(faar)))
            .put("varslet", hours(weekly(oppgave, NOTIFIED, month).unwrap_or(faar)));
        fields.done()
    };
    let (faar, soekt) = (sum(line, GRANTED, month), sum(line, APPLIED, month));
    Some(json!({
        "rader": line.oppgaver.iter().map(row).collect::<Vec<_>>(),
        "sum": {
            "faar": hours(faar),
            "soekt": hours(soekt),
            "forskjell": hours(soekt.saturating_sub(faar)),
            "foer": hours(sum(line, BEFORE, month)),
            "varslet": hours(sum(line, NOTIFIED, month)),
        },
        "forskjeller": line.oppgaver.iter().filter_map(|oppgave| difference(oppgave, maalform, month)).collect::<Vec<_>>(),
        "vis_soekt": applied && !changed,
        "vis_endring": changed,
        "har_varslet": any(NOTIFIED),
        "vis_utregning": !applied && !changed,
    }))
}

/// Why one task gives less than applied for, or than before.
fn difference(oppgave: &Oppgave, maalform: Maalform, month: u32) -> Option<Value> {
    let why = oppgave.hvorfor_mindre.as_ref()?;
    let faar = weekly(oppgave, GRANTED, month)?;
    let was = weekly(oppgave, BEFORE, month).or_else(|| weekly(oppgave, APPLIED, month))?;
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
    let hours = |minutes: u32| format::hours(minutes, source.maalform());
    let row = |arbeid: &Omsorgsarbeid| {
        json!({
            "hva": arbeid.hva.text(),
            "hvor_ofte": arbeid.hvor_ofte.text(),
            "opplyst": hours(arbeid.opplyst_minutter_per_uke),
            "regnet": hours(arbeid.regnet_minutter_per_uke),
        })
    };
    let total = |minutes: fn(&Omsorgsarbeid) -> u32| hours(line.omsorgsarbeid.iter().map(minutes).sum());
    Some(json!({
        "rader": line.omsorgsarbeid.iter().map(row).collect::<Vec<_>>(),
        "sum_opplyst": total(|arbeid| arbeid.opplyst_minutter_per_uke),
        "sum_regnet": total(|arbeid| arbeid.regnet_minutter_per_uke),
    }))
}
