//! What a change of the library does to letters: which cases get another letter, and word by word how.
//!
//! Comes in: the library in use, the changed one, and cases, or none for every service and outcome.
//! Goes out: lines for a person. Typesets nothing and writes nothing.

mod cases;
pub(super) mod difference;

pub use cases::{Case, every_outcome};

use crate::letter::review;
use crate::pipeline::{self, House};
use crate::problem::Problem;
use crate::texts::library::Library;
use difference::{Hunk, hunks};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a case gives with one library.
type Letters = Result<Vec<String>, BTreeSet<String>>;

/// The impact as lines.
pub fn impact(before: &House, after: &House, cases: &[Case]) -> Vec<String> {
    let changed = changed_files(&before.library, &after.library);
    if changed.is_empty() {
        return vec!["Tekstsamlingene er like.".to_owned()];
    }
    let mut lines = vec!["Endrede filer:".to_owned()];
    lines.extend(changed.iter().map(|(path, what)| format!("  {path} ({what})")));
    let compared: Vec<(Letters, Letters)> =
        cases.par_iter().map(|case| (letters(before, case), letters(after, case))).collect();
    let mut by_hunk: BTreeMap<Hunk, Vec<&str>> = BTreeMap::new();
    let mut other: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut different = 0;
    for (case, (old, new)) in cases.iter().zip(&compared) {
        let found = compare(old, new);
        different += usize::from(!found.0.is_empty() || !found.1.is_empty());
        found.0.into_iter().for_each(|hunk| by_hunk.entry(hunk).or_default().push(&case.name));
        found.1.into_iter().for_each(|what| other.entry(what).or_default().push(&case.name));
    }
    lines.push(String::new());
    lines.push(format!("{different} av {} saker får et annet brev.", cases.len()));
    let hunks = by_hunk.iter().map(|(hunk, cases)| (hunk.lines(), cases));
    let others = other.iter().map(|(what, cases)| (vec![what.clone()], cases));
    for (number, (said, cases)) in (1..).zip(hunks.chain(others)) {
        lines.push(String::new());
        lines.push(format!("Endring {number}, i {} {}:", cases.len(), if cases.len() == 1 { "sak" } else { "saker" }));
        lines.extend(said.into_iter().map(|line| format!("  {line}")));
        lines.push(format!("  Gjelder: {}", cases.join("; ")));
    }
    lines
}

/// The differences between two outcomes of a case: in words, or in whether there is a letter at all.
fn compare(old: &Letters, new: &Letters) -> (BTreeSet<Hunk>, Vec<String>) {
    let said = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join(", ");
    match (old, new) {
        (Ok(old), Ok(new)) if old.len() == new.len() => {
            (old.iter().zip(new).flat_map(|(old, new)| hunks(old, new)).collect(), Vec::new())
        }
        (Ok(_), Ok(_)) => (BTreeSet::new(), vec!["Saken får et annet antall brev.".to_owned()]),
        (Ok(_), Err(codes)) => (BTreeSet::new(), vec![format!("Saken kan ikke lenger bli brev: {}", said(codes))]),
        (Err(_), Ok(_)) => (BTreeSet::new(), vec!["Saken kan nå bli brev.".to_owned()]),
        (Err(old), Err(new)) if old != new => {
            (BTreeSet::new(), vec![format!("Saken kan fortsatt ikke bli brev, men av andre grunner: {}", said(new))])
        }
        (Err(_), Err(_)) => (BTreeSet::new(), Vec::new()),
    }
}

/// The words of a case's letters, or the errors that stop it as code and message.
fn letters(house: &House, case: &Case) -> Letters {
    let (prepared, problems) = pipeline::prepare(house, &case.name, &case.bytes);
    let errors = |problems: &[Problem]| {
        let errors = problems.iter().filter(|problem| problem.is_error());
        errors.map(|problem| format!("{} {}", problem.code, problem.message)).collect()
    };
    let Some(prepared) = prepared else { return Err(errors(&problems)) };
    let composed = pipeline::compose(&prepared).map_err(|problems| errors(&problems))?;
    Ok(composed.iter().map(|(_, composed)| words(&review::markdown(&composed.letter))).collect())
}

/// A letter's words without the margin that names its sources, and without the mark of a draft.
fn words(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.is_empty() && !line.starts_with("<!--"));
    lines.map(|line| line.trim_end_matches(" · UTKAST")).collect::<Vec<_>>().join("\n")
}

/// The files that differ, with what happened to them.
pub fn changed_files(before: &Library, after: &Library) -> BTreeMap<String, &'static str> {
    let paths: BTreeSet<&str> = before.paths().chain(after.paths()).collect();
    let mut changed = BTreeMap::new();
    for path in paths.into_iter().filter(|path| *path != crate::texts::approval::LOCK) {
        match (before.sha256(path), after.sha256(path)) {
            (Some(_), None) => _ = changed.insert(path.to_owned(), "borte"),
            (None, Some(_)) => _ = changed.insert(path.to_owned(), "ny"),
            (old, new) if old != new => _ = changed.insert(path.to_owned(), "endret"),
            _ => {}
        }
    }
    changed
}

/// The days that a change speaks of: those that only one of the two libraries names, and the day itself.
pub fn days(before: &Library, after: &Library, today: Date) -> BTreeSet<Date> {
    let first = after.grenser().foerste_brevdato.unwrap_or(today);
    let mut days = BTreeSet::from([today]);
    for path in changed_files(before, after).keys() {
        let named = |library: &Library| -> BTreeSet<Date> {
            let content = String::from_utf8_lossy(library.bytes(path).unwrap_or_default()).into_owned();
            // A file that only one of them has speaks of the day in its name.
            let name = library.bytes(path).map_or("", |_| path.as_str());
            let words = content.split(|c: char| !c.is_ascii_digit() && c != '-').map(str::to_owned);
            let name = name.split(['/', '.']).map(str::to_owned);
            words.chain(name).filter_map(|word| crate::yaml::date(&word)).collect()
        };
        days.extend(named(before).symmetric_difference(&named(after)).copied());
    }
    days.retain(|day| *day >= first);
    days
}
