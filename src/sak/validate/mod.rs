//! Checks what the fields of a case mean together.
//!
//! Comes in: a case and the tree it was read from. Goes out: every problem that can be seen without the library.
//! Does not know what a service needs, and never says a value: only which field, and what to write.

mod answers;
mod around;
mod change;
mod dates;
mod extent;
mod kinds;
mod langtid;
mod people;
mod reasons;
mod tasks;

use super::Tree;
use super::line::{Tjenestelinje, Utfall};
use super::sak::Sak;
use crate::problem::Problem;

/// All problems of the case, idea by idea.
pub(super) fn validate(sak: &Sak, tree: &Tree) -> Vec<Problem> {
    let mut checker = Checker::new(sak, tree);
    dates::check(&mut checker);
    people::check(&mut checker);
    kinds::check(&mut checker);
    around::check(&mut checker);
    change::check(&mut checker);
    if !sak.brevtype.has_lines() {
        return checker.problems;
    }
    answers::check(&mut checker);
    extent::check(&mut checker);
    tasks::check(&mut checker);
    reasons::check(&mut checker);
    langtid::check(&mut checker);
    checker.problems
}

/// The sums of the tasks, and the direction of a change, that are counted by the month.
pub(super) fn monthly_tasks(sak: &Sak, tree: &Tree, uker_per_maaned: u32) -> Vec<Problem> {
    let mut checker = Checker::new(sak, tree);
    tasks::check_monthly(&mut checker, uker_per_maaned);
    change::check_monthly(&mut checker, uker_per_maaned);
    checker.problems
}

/// Collects problems at paths of the case.
struct Checker<'a> {
    sak: &'a Sak,
    tree: &'a Tree,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn new(sak: &'a Sak, tree: &'a Tree) -> Self {
        Self { sak, tree, problems: Vec::new() }
    }

    fn error(&mut self, code: &'static str, path: &str, message: impl Into<String>, hint: &str) {
        self.problems.push(Problem::error(code, self.tree.place(path), message).hint(hint));
    }

    fn warning(&mut self, code: &'static str, path: &str, message: impl Into<String>, hint: &str) {
        self.problems.push(Problem::warning(code, self.tree.place(path), message).hint(hint));
    }

    /// Tells whether all these fields could be read; what follows from a value that only stands in is not said.
    fn knows(&self, paths: &[&str]) -> bool {
        !paths.iter().any(|path| self.tree.spoiled().covers(path))
    }

    /// The lines with their paths, where the outcome could be read.
    fn decided(&self) -> impl Iterator<Item = (String, &'a Tjenestelinje)> + use<'a> {
        let spoiled = self.tree.spoiled();
        self.lines().filter(|(path, _)| !spoiled.covers(&format!("{path}.utfall")))
    }

    /// The lines with their paths.
    fn lines(&self) -> impl Iterator<Item = (String, &'a Tjenestelinje)> + use<'a> {
        self.sak.tjenester.iter().enumerate().map(|(index, line)| (format!("tjenester[{index}]"), line))
    }
}

fn is_granted(line: &Tjenestelinje) -> bool {
    matches!(line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget)
}
