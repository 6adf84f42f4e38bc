//! What a change of the library does to letters: which cases get another letter, and word by word how.
//!
//! Comes in: the library before, the one after, and cases, or none for every service and outcome.
//! Goes out: `Impact`, as lines for a terminal or as a sheet to sign. Typesets nothing and writes nothing.
//! Cases that no changed file can reach are not composed, so that it can be run on every save.

mod cases;
mod changed;
pub(super) mod difference;
mod print;
mod sheet;

pub use cases::{Case, Facts, Tried, every_outcome};
pub use changed::{What, changed_files, days};
pub use difference::{Fate, Hunk};
pub use print::lines;
pub use sheet::sheet;

use crate::letter::review;
use crate::pipeline::{self, House, Prepared};
use crate::problem::Problem;
use changed::Touch;
use difference::hunks;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a change does.
#[derive(Debug)]
pub struct Impact {
    /// The files that differ.
    pub files: BTreeMap<String, What>,
    /// The cases that were tried, in order.
    pub cases: Vec<Tried>,
    /// What became different, and in which cases by their place in `cases`; the same change stands once.
    pub changes: Vec<(Change, Vec<usize>)>,
    /// The cases whose letter was final and is now a draft.
    pub drafts: Vec<usize>,
    /// The cases that get another letter, or none where there was one, or one where there was none.
    pub different: usize,
    /// How many changed texts wait for a change of law that has no day yet, by its name; no case can show them.
    pub waiting: BTreeMap<String, usize>,
    /// The other changed texts that no case uses, before or after.
    pub unused: BTreeSet<String>,
    /// How many times a case was composed; a case that no changed file can reach is not.
    pub composed: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// There is no letter any more; the problems.
    Fails(String),
    /// There still is no letter, but for other reasons.
    FailsOtherwise(String),
    /// There is a letter now.
    Works,
    /// The case gives another number of letters.
    Number,
    /// Words.
    Words(Hunk),
}

/// What a case gives with one library.
type Letters = Result<Made, BTreeSet<String>>;

/// The letters of a case.
struct Made {
    words: Vec<String>,
    draft: bool,
}

/// Tries the cases with both libraries.
pub fn impact(before: &House, after: &House, cases: &[Case]) -> Impact {
    let files = changed_files(&before.library, &after.library);
    let (waiting, mut unused) = changed::prose(&after.library, &files);
    let touch = Touch::of(&before.library, &after.library, &files);
    let count = AtomicUsize::new(0);
    let tried: Vec<(Tried, Outcome)> =
        cases.par_iter().map(|case| try_case(before, after, &touch, case, &count)).collect();
    let mut by_change: BTreeMap<Change, Vec<usize>> = BTreeMap::new();
    let (mut all, mut drafts, mut different) = (Vec::with_capacity(tried.len()), Vec::new(), 0);
    for (index, (case, outcome)) in tried.into_iter().enumerate() {
        different += usize::from(!outcome.changes.is_empty());
        outcome.changes.into_iter().for_each(|change| by_change.entry(change).or_default().push(index));
        outcome.used.iter().for_each(|path| _ = unused.remove(path));
        drafts.extend(outcome.became_draft.then_some(index));
        all.push(case);
    }
    let composed = count.into_inner();
    let changes = by_change.into_iter().collect();
    Impact { files, cases: all, changes, drafts, different, waiting, unused, composed }
}

/// What became different for one case.
#[derive(Default)]
struct Outcome {
    changes: BTreeSet<Change>,
    became_draft: bool,
    used: BTreeSet<String>,
}

fn try_case(before: &House, after: &House, touch: &Touch, case: &Case, count: &AtomicUsize) -> (Tried, Outcome) {
    let (old, problems) = pipeline::prepare(before, &case.name, &case.bytes);
    let facts = |prepared: &Option<Prepared>| prepared.as_ref().map(Facts::of);
    let known = case.made_up.clone().or_else(|| facts(&old));
    let tried = |facts| Tried { name: case.name.clone(), facts, made_up: case.made_up.is_some() };
    let mut used = paths(old.as_ref());
    if old.as_ref().is_some_and(|old| !touch.reaches(old)) {
        return (tried(known), Outcome { used, ..Outcome::default() });
    }
    let (new, new_problems) = pipeline::prepare(after, &case.name, &case.bytes);
    let known = known.or_else(|| facts(&new));
    used.extend(paths(new.as_ref()));
    let (old, new) = (letters(old, &problems, count), letters(new, &new_problems, count));
    let became_draft = matches!((&old, &new), (Ok(old), Ok(new)) if !old.draft && new.draft);
    (tried(known), Outcome { changes: compare(&old, &new), became_draft, used })
}

/// The texts and templates that a case may print from.
fn paths(case: Option<&Prepared>) -> BTreeSet<String> {
    case.into_iter().flat_map(|case| changed::used(&case.selected)).map(str::to_owned).collect()
}

/// The differences between two outcomes of a case: in words, or in whether there is a letter at all.
fn compare(old: &Letters, new: &Letters) -> BTreeSet<Change> {
    let said = |problems: &BTreeSet<String>| problems.iter().cloned().collect::<Vec<_>>().join("; ");
    match (old, new) {
        (Ok(old), Ok(new)) if old.words.len() == new.words.len() => {
            old.words.iter().zip(&new.words).flat_map(|(old, new)| hunks(old, new)).map(Change::Words).collect()
        }
        (Ok(_), Ok(_)) => BTreeSet::from([Change::Number]),
        (Ok(_), Err(problems)) => BTreeSet::from([Change::Fails(said(problems))]),
        (Err(_), Ok(_)) => BTreeSet::from([Change::Works]),
        (Err(old), Err(new)) if old != new => BTreeSet::from([Change::FailsOtherwise(said(new))]),
        (Err(_), Err(_)) => BTreeSet::new(),
    }
}

/// The words of a case's letters, or the errors that stop it as code and message.
fn letters(prepared: Option<Prepared>, problems: &[Problem], count: &AtomicUsize) -> Letters {
    let errors = |problems: &[Problem]| {
        let errors = problems.iter().filter(|problem| problem.is_error());
        errors.map(|problem| format!("{} {}", problem.code, problem.message)).collect()
    };
    let Some(prepared) = prepared else { return Err(errors(problems)) };
    count.fetch_add(1, Ordering::Relaxed);
    let composed = pipeline::compose(&prepared).map_err(|problems| errors(&problems))?;
    let draft = composed.iter().any(|(_, composed)| composed.letter.frame.draft.is_some());
    let words = composed.iter().map(|(_, composed)| words(&review::markdown(&composed.letter))).collect();
    Ok(Made { words, draft })
}

/// A letter's words without the margin that names its sources, and without the mark of a draft.
fn words(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.is_empty() && !line.starts_with("<!--"));
    lines.map(|line| line.trim_end_matches(" · UTKAST")).collect::<Vec<_>>().join("\n")
}
