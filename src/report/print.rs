//! The report as text for people, as JSON and as CSV.
//!
//! Comes in: what is shown of a report. Goes out: lines. Does not count anything. A hidden number is `:` as in official
//! statistics, and `null` in JSON.

use super::shown::{Number, Numbers, Shown};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The headings of the numbers, in their order.
const HEADINGS: [&str; 7] =
    ["vedtak", "innvilget", "delvis_innvilget", "avslag", "venteliste", "annet_uspesifisert", "personer"];
/// The same for people.
const TITLES: [&str; 7] = ["Vedtak", "Innvilget", "Delvis", "Avslag", "Venteliste", "Annet", "Personer"];
/// Stands for a number that is hidden.
pub const HIDDEN: &str = ":";

fn plain(number: Number) -> String {
    number.map_or_else(|| HIDDEN.to_owned(), |count| count.to_string())
}

/// The table for people.
pub fn table(shown: &Shown) -> Vec<String> {
    let mut lines = vec![span(shown), String::new()];
    let wide = shown.tjenester.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(8);
    let head = TITLES.iter().fold(format!("{:wide$}", ""), |line, title| format!("{line}  {title:>10}"));
    let row = |name: &str, row: &Numbers| {
        row.iter().fold(format!("{name:wide$}"), |line, number| format!("{line}  {:>10}", plain(*number)))
    };
    lines.extend([head.clone(), row("I alt", &shown.i_alt), String::new(), head.clone()]);
    lines.extend(shown.tjenester.iter().map(|(name, numbers)| row(name, numbers)));
    lines.extend([String::new(), head]);
    lines.extend(shown.maaneder.iter().map(|(name, numbers)| row(name, numbers)));
    lines.push(String::new());
    lines.push(format!("Brev: {}", plain(shown.brev)));
    let mut complaints = format!("Klager: {}", plain(shown.klager));
    for (utfall, count) in &shown.klageutfall {
        let utfall = if utfall.is_empty() { "ikke avgjort" } else { utfall };
        let _ = write!(complaints, "  {utfall} {}", plain(*count));
    }
    lines.push(complaints);
    if !shown.svar.is_empty() {
        let counts: Vec<String> = shown.svar.iter().map(|(name, count)| format!("{name} {}", plain(*count))).collect();
        lines.push(format!("Svar: {}", counts.join(", ")));
    }
    if let Some(under) = shown.under {
        lines.push(format!("Tall under {under} er skjult ({HIDDEN}), sammen med tall de kunne vært regnet ut fra."));
    }
    lines
}

fn span(shown: &Shown) -> String {
    match (shown.fra, shown.til) {
        (None, None) => "Alle vedtak".to_owned(),
        (Some(fra), None) => format!("Vedtak fra {fra}"),
        (None, Some(til)) => format!("Vedtak til {til}"),
        (Some(fra), Some(til)) => format!("Vedtak fra {fra} til {til}"),
    }
}

/// The report as one JSON object.
pub fn json(shown: &Shown) -> String {
    let row =
        |row: &Numbers| Value::Object(HEADINGS.into_iter().map(str::to_owned).zip(row.map(Value::from)).collect());
    let rows = |rows: &[(String, Numbers)]| {
        Value::Object(rows.iter().map(|(name, numbers)| (name.clone(), row(numbers))).collect::<Map<_, _>>())
    };
    let complaints = shown.klageutfall.iter().map(|(utfall, count)| {
        (if utfall.is_empty() { "ikke_avgjort".to_owned() } else { utfall.clone() }, Value::from(*count))
    });
    let svar: Map<_, _> = shown.svar.iter().map(|(name, count)| (name.clone(), Value::from(*count))).collect();
    let value = json!({
        "fra": shown.fra.map(|day| day.to_string()),
        "til": shown.til.map(|day| day.to_string()),
        "skjult_under": shown.under,
        "i_alt": row(&shown.i_alt),
        "brev": shown.brev,
        "klager_i_alt": shown.klager,
        "klager": Value::Object(complaints.collect()),
        "svar": svar,
        "tjenester": rows(&shown.tjenester),
        "maaneder": rows(&shown.maaneder),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// The report as CSV with semicolons, which a Norwegian spreadsheet opens as it is.
pub fn csv(shown: &Shown) -> Vec<String> {
    let mut lines = vec![format!("gruppe;navn;{}", HEADINGS.join(";"))];
    let line = |group: &str, name: &str, row: &Numbers| format!("{group};{name};{}", row.map(plain).join(";"));
    lines.push(line("i_alt", "", &shown.i_alt));
    lines.extend(shown.tjenester.iter().map(|(name, row)| line("tjeneste", name, row)));
    lines.extend(shown.maaneder.iter().map(|(name, row)| line("maaned", name, row)));
    lines.push(format!("brev;;{};;;;;;", plain(shown.brev)));
    for (utfall, count) in &shown.klageutfall {
        let utfall = if utfall.is_empty() { "ikke_avgjort" } else { utfall };
        lines.push(format!("klage;{utfall};{};;;;;;", plain(*count)));
    }
    lines.extend(shown.svar.iter().map(|(name, count)| format!("svar;{name};{};;;;;;", plain(*count))));
    lines
}
