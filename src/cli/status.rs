//! `vedtaksbrev status`: what is done, what failed, and what is left.

use super::Outcome;
use crate::batch::shelf;
use crate::batch::status::{Failed, Left, Status, together};
use crate::deliver::journal::answers::NewestAnswer;
use crate::deliver::journal::records::Run;
use crate::deliver::{answers, package};
use crate::disk::RealDisk;
use crate::letter::format::list;
use crate::report;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many failed cases, and groups of like reasons, are named.
const NAMED: usize = 20;

/// Tells what each folder's newest run has done, and which shards are missing.
pub(super) fn run(folders: &[PathBuf]) -> Outcome {
    let mut outcome = Outcome::default();
    let mut found = Vec::new();
    for folder in folders {
        match Status::of(&RealDisk, folder) {
            Err(problem) => outcome.problems.push(problem),
            Ok(None) => outcome.output.push(format!("{}: ingen kjøring ennå", folder.display())),
            Ok(Some(status)) => {
                outcome.output.extend(lines(&status));
                outcome.output.extend(answered(&status.svar));
                found.push(status);
            }
        }
    }
    for division in together(&found) {
        if found.len() > 1 {
            let [made, same, failed] = division.counts;
            let left = left(division.left);
            outcome.output.push(format!("Til sammen: {made} laget, {same} uendret, {failed} feilet, {left} gjenstår"));
        }
        let missing: Vec<String> = division.missing.iter().map(|del| format!("{del}/{}", division.av)).collect();
        if !missing.is_empty() {
            outcome.output.push(format!("Mangler del {}", missing.join(", ")));
        }
    }
    outcome
}

fn left(left: Left) -> String {
    match left {
        Left::Exactly(count) => count.to_string(),
        Left::About(count) => format!("om lag {count}"),
        Left::Unknown => "ukjent antall".to_owned(),
    }
}

fn lines(status: &Status) -> Vec<String> {
    let run = &status.run;
    let end = |run: &Run| if run.avsluttet.is_some() { "ferdig" } else { "ikke ferdig, fullfør med --fortsett" };
    let started = run.startet.get(..16).unwrap_or_default().replace('T', " ");
    let (del, av) = (run.facts.del, run.facts.av);
    let mut lines = vec![
        format!("{}: kjøring {}, del {del}/{av}, startet {started} UTC: {}", status.folder.display(), run.id, end(run)),
        format!(
            "  {} laget, {} uendret, {} feilet, {} gjenstår",
            status.ferdig,
            status.uendret,
            status.feilet.len(),
            left(status.left())
        ),
    ];
    let others = status.andre_deler.iter();
    lines.extend(
        others.map(|run| format!("  I samme mappe, kjøring {}: del {}/{av}, {}", run.id, run.facts.del, end(run))),
    );
    let codes: Vec<String> = status.codes().iter().map(|(code, count)| format!("{code} i {}", cases(*count))).collect();
    if !codes.is_empty() {
        lines.push(format!("  Feil: {}", codes.join(", ")));
    }
    lines.extend(status.feilet.iter().take(NAMED).map(failed));
    if status.feilet.len() > NAMED {
        lines.push(format!("    og {} til; alle står i {}", cases(status.feilet.len() - NAMED), shelf::RESULT));
    }
    if let (all @ 1.., open) = status.klager {
        lines.push(format!("  Klager: {all}, {open} ikke avgjort"));
    }
    let same = status.same_reasons.iter().take(NAMED);
    lines.extend(same.map(|group| format!("  Samme begrunnelse, ord for ord: {}", list(group))));
    lines
}

/// What SvarUt and the archive have said, and the letters that a person must look at.
fn answered(answers: &[NewestAnswer]) -> Vec<String> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    answers.iter().for_each(|it| *counts.entry(report::answer_name(it.status)).or_default() += 1);
    if counts.is_empty() {
        return Vec::new();
    }
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let mut lines = vec![format!("  Svar: {}", counts.join(", "))];
    let stopped: Vec<_> = answers.iter().filter(|it| it.status.outcome == answers::Outcome::Stanset).collect();
    lines.extend(stopped.iter().take(NAMED).map(|it| {
        let key = package::key(&it.identitet, it.versjon);
        format!("  Må følges opp: {key} ({})", report::answer_name(it.status))
    }));
    if stopped.len() > NAMED {
        lines.push(format!("  … og {} til", stopped.len() - NAMED));
    }
    lines
}

fn cases(count: usize) -> String {
    format!("{count} {}", if count == 1 { "sak" } else { "saker" })
}

fn failed(case: &Failed) -> String {
    let name = match (&case.saksnummer, case.linje) {
        (Some(saksnummer), _) => saksnummer.clone(),
        (None, Some(linje)) => format!("linje {linje}"),
        (None, None) => format!("uten saksnummer, se {}", shelf::RESULT),
    };
    format!("    {name}: {}", case.koder.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
}
