//! `vedtaksbrev kontroller`: everything that is wrong with case files or with the library; writes nothing.

use super::{Outcome, lag};
use crate::check;
use crate::clock;
use crate::disk::Disk;
use crate::letter::known;
use crate::pipeline::{self, House};
use crate::problem::{Problem, Severity};
use crate::texts::library::Library;
use crate::workbench::approvals;
use crate::workbench::plain::{self, Which};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Checks case files as `lag` would, the page included.
pub(super) fn cases(house: &House, disk: &dyn Disk, files: &[PathBuf]) -> Outcome {
    let mut outcome = Outcome::default();
    let prepared = lag::prepare(house, disk, files, &mut outcome.problems);
    let mut wrong = files.len() - prepared.len();
    for case in &prepared {
        match pipeline::make(house, case) {
            Ok(letters) => {
                let composed: Vec<_> = letters.into_iter().map(|(_, composed)| composed).collect();
                outcome.problems.extend(pipeline::draft_warnings(case, &composed));
            }
            Err(problems) => {
                wrong += 1;
                outcome.problems.extend(problems);
            }
        }
    }
    outcome.output.push(summary(files.len(), wrong, "saksfil", "saksfiler", &outcome.problems));
    outcome
}

/// Checks the whole library: texts, templates, register and senders.
///
/// `every` shows each warning; otherwise there is a line for each kind of them, unless `kinds` is off.
pub(super) fn library(library: &Library, every: bool, kinds: bool) -> Outcome {
    let mut problems = check::check_library(library, &known::names());
    problems.extend(heavy(library));
    problems.sort();
    let files = library.paths().count();
    let mut output = vec![summary(files, 0, "fil", "filer", &problems)];
    if !every {
        let counted = by_kind(&problems);
        problems.retain(Problem::is_error);
        if kinds && !counted.is_empty() {
            output.extend(counted);
            output.push("Se alle advarslene med «vedtaksbrev kontroller --alt».".to_owned());
        }
    }
    if kinds {
        output.extend(approvals::summary(library, clock::today()));
    }
    Outcome { output, problems }
}

/// Heavy language as warnings: no rule of it stops a letter. The words of the lists are told by `check` already.
fn heavy(library: &Library) -> Vec<Problem> {
    let found = plain::plain(library, Which { folders: &[], maalform: None }, &[None, None]).problems;
    let warning = |problem: Problem| Problem { severity: Severity::Warning, ..problem };
    found.into_iter().filter(|problem| problem.code != "TEKST-043").map(warning).collect()
}

/// What a kind of warning is about, by its code.
const KINDS: [(&str, &str, &str); 4] = [
    ("TEKST-036", "fil har noe som ikke er avklart", "filer har noe som ikke er avklart (usikkert)"),
    ("TEKST-037", "fil har noe kommunen må bekrefte", "filer har noe kommunen må bekrefte (ubekreftet)"),
    ("TEKST-043", "ord leseren ikke trenger", "ord leseren ikke trenger"),
    ("TEKST-07", "setning eller tekst er tung", "setninger og tekster er tunge (se «tekster klarspraak»)"),
];

/// One line for each kind of warning, the commonest first.
fn by_kind(problems: &[Problem]) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, &Problem)> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.is_error()) {
        let kind = KINDS.iter().map(|(code, ..)| *code).find(|code| problem.code.starts_with(code));
        counts.entry(kind.unwrap_or(problem.code)).or_insert((0, problem)).0 += 1;
    }
    let mut kinds: Vec<_> = counts.into_iter().collect();
    kinds.sort_by_key(|(code, (count, _))| (std::cmp::Reverse(*count), *code));
    let line = |(code, (count, first)): (&str, (usize, &Problem))| {
        let words = KINDS.iter().find(|(known, ..)| *known == code);
        let words = words.map(|(_, one, many)| if count == 1 { *one } else { *many });
        // A kind without words of its own is told by its first warning.
        let words = words.map_or_else(|| format!("advarsler som denne: {}", first.message), str::to_owned);
        format!("  {count:>4} {words}")
    };
    kinds.into_iter().map(line).collect()
}

fn summary(files: usize, stopped: usize, one: &str, many: &str, problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let noun = if files == 1 { one } else { many };
    let stopped = if stopped > 0 { format!(", {stopped} kan ikke bli brev") } else { String::new() };
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let warnings = plural(problems.len() - errors, "advarsel", "advarsler");
    format!("Kontrollerte {files} {noun}: {errors} feil og {warnings}{stopped}.")
}
