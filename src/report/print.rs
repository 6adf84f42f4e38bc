//! The report as text for people, as JSON and as CSV.
//!
//! Comes in: a `Report`. Goes out: lines. Does not count anything.

use super::{Report, Row};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The headings of the numbers, in the order of `numbers`.
const HEADINGS: [&str; 7] =
    ["vedtak", "innvilget", "delvis_innvilget", "avslag", "venteliste", "annet_uspesifisert", "personer"];
/// The same for people.
const TITLES: [&str; 7] = ["Vedtak", "Innvilget", "Delvis", "Avslag", "Venteliste", "Annet", "Personer"];

fn numbers(row: &Row) -> [u64; 7] {
    let Row { innvilget, delvis_innvilget, avslag, venteliste, annet, .. } = row;
    [row.vedtak(), *innvilget, *delvis_innvilget, *avslag, *venteliste, *annet, row.personer()]
}

/// The table for people.
pub fn table(report: &Report) -> Vec<String> {
    let mut lines = vec![format!("Vedtak fra {} til {}", report.fra, report.til), String::new()];
    let wide = report.tjenester.keys().map(|name| name.chars().count()).max().unwrap_or(0).max(8);
    let head = TITLES.iter().fold(format!("{:wide$}", ""), |line, title| format!("{line}  {title:>10}"));
    let row = |name: &str, row: &Row| {
        numbers(row).iter().fold(format!("{name:wide$}"), |line, number| format!("{line}  {number:>10}"))
    };
    lines.extend([head.clone(), row("I alt", &report.i_alt), String::new(), head.clone()]);
    lines.extend(report.tjenester.iter().map(|(name, counts)| row(name, counts)));
    lines.extend([String::new(), head]);
    lines.extend(report.maaneder.iter().map(|(name, counts)| row(name, counts)));
    lines.push(String::new());
    lines.push(format!("Brev: {}", report.brev));
    let all: u64 = report.klager.values().sum();
    let mut complaints = format!("Klager: {all}");
    for (utfall, count) in &report.klager {
        let utfall = if utfall.is_empty() { "ikke avgjort" } else { utfall };
        let _ = write!(complaints, "  {utfall} {count}");
    }
    lines.push(complaints);
    if !report.svar.is_empty() {
        let counts: Vec<String> = report.svar.iter().map(|(name, count)| format!("{name} {count}")).collect();
        lines.push(format!("Svar: {}", counts.join(", ")));
    }
    lines
}

/// The report as one JSON object.
pub fn json(report: &Report) -> String {
    let row =
        |row: &Row| Value::Object(HEADINGS.into_iter().map(str::to_owned).zip(numbers(row).map(Value::from)).collect());
    let rows = |rows: &std::collections::BTreeMap<String, Row>| {
        Value::Object(rows.iter().map(|(name, counts)| (name.clone(), row(counts))).collect::<Map<_, _>>())
    };
    let complaints = report.klager.iter().map(|(utfall, count)| {
        (if utfall.is_empty() { "ikke_avgjort".to_owned() } else { utfall.clone() }, Value::from(*count))
    });
    let value = json!({
        "fra": report.fra.to_string(),
        "til": report.til.to_string(),
        "i_alt": row(&report.i_alt),
        "brev": report.brev,
        "klager": Value::Object(complaints.collect()),
        "svar": report.svar,
        "tjenester": rows(&report.tjenester),
        "maaneder": rows(&report.maaneder),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// The report as CSV with semicolons, which a Norwegian spreadsheet opens as it is.
pub fn csv(report: &Report) -> Vec<String> {
    let mut lines = vec![format!("gruppe;navn;{}", HEADINGS.join(";"))];
    let line = |group: &str, name: &str, row: &Row| {
        format!("{group};{name};{}", numbers(row).map(|number| number.to_string()).join(";"))
    };
    lines.push(line("i_alt", "", &report.i_alt));
    lines.extend(report.tjenester.iter().map(|(name, row)| line("tjeneste", name, row)));
    lines.extend(report.maaneder.iter().map(|(name, row)| line("maaned", name, row)));
    lines.push(format!("brev;;{};;;;;;", report.brev));
    for (utfall, count) in &report.klager {
        let utfall = if utfall.is_empty() { "ikke_avgjort" } else { utfall };
        lines.push(format!("klage;{utfall};{count};;;;;;"));
    }
    lines.extend(report.svar.iter().map(|(name, count)| format!("svar;{name};{count};;;;;;")));
    lines
}
