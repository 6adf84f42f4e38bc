//! `vedtaksbrev kontroller`: everything that is wrong with case files or with the library; writes nothing.

use super::{Outcome, lag};
use crate::check;
use crate::disk::Disk;
use crate::letter::known;
use crate::pipeline::{self, House};
use crate::problem::Problem;
use crate::texts::library::Library;
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
pub(super) fn library(library: &Library) -> Outcome {
    let problems = check::check_library(library, &known::names());
    let files = library.paths().count();
    let output = vec![summary(files, 0, "fil", "filer", &problems)];
    Outcome { output, problems }
}

fn summary(files: usize, stopped: usize, one: &str, many: &str, problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let noun = if files == 1 { one } else { many };
    let stopped = if stopped > 0 { format!(", {stopped} kan ikke bli brev") } else { String::new() };
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let warnings = plural(problems.len() - errors, "advarsel", "advarsler");
    format!("Kontrollerte {files} {noun}: {errors} feil og {warnings}{stopped}.")
}
