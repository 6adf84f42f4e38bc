//! The impact as lines for a terminal.
//!
//! Comes in: `Impact`. Goes out: lines. Judges nothing.

use super::cases::{Tried, named};
use super::{Change, Impact};

/// How the marks are read.
const KEY: &str = "Slik leses endringene: [-tatt ut-] {+nytt+}";

/// The impact as lines.
pub fn lines(impact: &Impact) -> Vec<String> {
    if impact.files.is_empty() && impact.changes.is_empty() && impact.drafts.is_empty() {
        return vec!["Tekstsamlingene er like.".to_owned()];
    }
    let mut lines = vec!["Endrede filer:".to_owned()];
    lines.extend(impact.files.iter().map(|(path, what)| format!("  {path} ({})", what.word())));
    lines.push(String::new());
    lines.extend(summary(impact));
    let words = impact.changes.iter().any(|(change, _)| matches!(change, Change::Words(_)));
    lines.extend(words.then(|| KEY.to_owned()));
    for (number, (change, cases)) in (1..).zip(&impact.changes) {
        lines.push(String::new());
        lines.push(format!("Endring {number}, i {}:", cases_count(cases.len())));
        lines.extend(said(change).into_iter().map(|line| format!("  {line}")));
        lines.extend(reach(impact, cases));
    }
    if !impact.drafts.is_empty() {
        lines.push(String::new());
        lines.push(format!("Brevet blir merket UTKAST i {}:", cases_count(impact.drafts.len())));
        lines.extend(reach(impact, &impact.drafts));
    }
    lines
}

/// How many cases, changed and not.
pub(super) fn summary(impact: &Impact) -> Vec<String> {
    let all = impact.cases.len();
    let same = all - impact.different;
    let verb = |count: usize| if count == 1 { "er uendret" } else { "er uendrede" };
    let mut lines =
        vec![format!("{} av {} blir annerledes. {same} {}.", impact.different, cases_count(all), verb(same))];
    let count = |fails: fn(&Change) -> bool| {
        let found = impact.changes.iter().filter(|(change, _)| fails(change));
        found.flat_map(|(_, cases)| cases).collect::<std::collections::BTreeSet<_>>().len()
    };
    let failing = count(|change| matches!(change, Change::Fails(_)));
    if failing > 0 {
        lines.push(format!("{} kan ikke lenger bli brev.", cases_count(failing)));
    }
    if !impact.drafts.is_empty() {
        let message = "får brev merket UTKAST, fordi endrede tekster ikke er godkjent";
        lines.push(format!("{} {message}.", cases_count(impact.drafts.len())));
    }
    lines.extend(untried(impact));
    lines
}

/// How many files that no case uses are named.
const NAMED: usize = 5;

/// What no case shows: a change that nobody sees here is not one that no letter gets.
fn untried(impact: &Impact) -> Vec<String> {
    let waits = |(id, count): (&String, &usize)| {
        let files = if *count == 1 { "1 endret fil".to_owned() } else { format!("{count} endrede filer") };
        format!(
            "Ikke prøvd: {files} gjelder «{id}», som ikke har noen dag ennå. Sett foerste_dag i en kopi for å prøve."
        )
    };
    let mut lines: Vec<String> = impact.waiting.iter().map(waits).collect();
    if !impact.unused.is_empty() {
        let named: Vec<&str> = impact.unused.iter().take(NAMED).map(String::as_str).collect();
        let more = impact.unused.len() - named.len();
        let more = if more > 0 { format!(" og {more} til") } else { String::new() };
        lines.push(format!("Ikke prøvd: Ingen av sakene bruker {}{more}.", named.join(", ")));
    }
    lines
}

fn said(change: &Change) -> Vec<String> {
    match change {
        Change::Words(hunk) => hunk.lines(),
        other => vec![sentence(other)],
    }
}

/// A change that is not of words, as a sentence.
pub(super) fn sentence(change: &Change) -> String {
    match change {
        Change::Fails(why) => format!("Saken kan ikke lenger bli brev: {why}"),
        Change::FailsOtherwise(why) => format!("Saken kan fortsatt ikke bli brev, men av andre grunner: {why}"),
        Change::Works => "Saken kan nå bli brev.".to_owned(),
        Change::Number => "Saken får et annet antall brev.".to_owned(),
        Change::Words(_) => "Ordene er endret.".to_owned(),
    }
}

fn reach(impact: &Impact, cases: &[usize]) -> Vec<String> {
    let lines = named(&chosen(impact, cases)).into_iter().map(|line| format!("    {line}"));
    std::iter::once("  Gjelder:".to_owned()).chain(lines).collect()
}

/// The cases at these places.
pub(super) fn chosen<'i>(impact: &'i Impact, cases: &[usize]) -> Vec<&'i Tried> {
    cases.iter().filter_map(|at| impact.cases.get(*at)).collect()
}

/// «1 sak», «3 saker».
pub(super) fn cases_count(count: usize) -> String {
    format!("{count} {}", if count == 1 { "sak" } else { "saker" })
}
