//! Rates and prices name what exists, and no year between the first and the last is missing.
//!
//! A misspelt name here would silently take a price, or the ceiling over it, out of every letter.

use super::Check;
use crate::problem::Problem;
use crate::suggest::closest;
use std::collections::{BTreeMap, BTreeSet};

/// Where the services are.
const SERVICES: &str = "bruk navnet på en mappe i legal-texts/tjenester/";

/// Checks `legal-texts/satser/` and every sender's `satser.yaml`.
pub(super) fn check(check: &mut Check<'_>) {
    let satser = check.library.satser().satser.clone();
    let gaps = check.texts.iter().flat_map(|text| text.gaps());
    let printed = gaps.filter_map(|gap| gap.navn.strip_prefix("pris.").map(str::to_owned));
    // A price goes with a service or a rate, or is printed by a text of the municipality's own.
    let known: BTreeSet<String> =
        check.library.tjeneste_ids().into_iter().chain(satser.keys().cloned()).chain(printed).collect();
    for (id, sats) in &satser {
        for price in sats.tak_for.iter().filter(|price| !known.contains(*price)) {
            let line = line_after(check, &sats.path, sats.line, price);
            let hint = hint(price, &known);
            check.error("TEKST-032", &sats.path, line, format!("Det finnes ingen pris som heter «{price}»"), hint);
        }
        years(check, &sats.path, sats.line, &format!("Satsen «{id}»"), &sats.beloep_oere);
    }
    for id in check.library.avsender_ids() {
        let Some(sender) = check.library.avsender(&id) else { continue };
        let Some(path) = &sender.priser_path else { continue };
        for (price, facts) in &sender.priser {
            let line = check.line_with(path, &format!("{price}:"));
            if !known.contains(price) {
                let hint = hint(price, &known);
                check.error("TEKST-032", path, line, format!("Prisen «{price}» hører ikke til noen tjeneste"), hint);
            }
            years(check, path, line, &format!("Prisen «{price}»"), &facts.beloep_oere);
        }
    }
}

fn hint(price: &str, known: &BTreeSet<String>) -> String {
    let near = closest(price, known.iter().map(String::as_str));
    near.map_or_else(|| SERVICES.to_owned(), |near| format!("mente du «{near}»?"))
}

/// The first line from `line` on that names something, or `line` itself.
fn line_after(check: &Check<'_>, path: &str, line: u32, name: &str) -> u32 {
    let content = check.library.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let mut lines = (1..).zip(content.lines()).skip_while(|(number, _)| *number < line);
    lines.find(|(_, text)| text.contains(name)).map_or(line, |(number, _)| number)
}

/// A year without an amount between two that have one is a line that somebody has taken out.
fn years<T>(check: &mut Check<'_>, path: &str, line: u32, what: &str, amounts: &BTreeMap<i16, T>) {
    let (Some((first, _)), Some((last, _))) = (amounts.first_key_value(), amounts.last_key_value()) else { return };
    for year in (*first..*last).filter(|year| !amounts.contains_key(year)) {
        let place = check.library.place_at(path, line);
        let hint = "legg inn året. Uten det står det «ikke fastsatt ennå» i brevet";
        check.problems.push(Problem::warning("TEKST-058", place, format!("{what} mangler {year}")).hint(hint));
    }
}
