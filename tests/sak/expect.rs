//! Spoils a good case and expects one problem, at one place.

use crate::cases::edit;
use vedtaksbrev::problem::{Problem, Severity};
use vedtaksbrev::sak::read;

/// Spoils a case and expects exactly one problem; `at` is the text that stands where it points.
pub fn expect(case: &str, edits: &[(&str, &str)], code: &str, path: &str, at: &str) -> Problem {
    let text = edit(case, edits);
    let reading = read(text.as_bytes(), "sak.yaml");
    let all: String = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(reading.problems.len(), 1, "expected {code} alone:\n{all}");
    let problem = &reading.problems[0];
    assert_eq!(problem.code, code, "{all}");
    assert_eq!(problem.place.field.as_deref().unwrap_or_default(), path, "{all}");
    assert_eq!(text.matches(at).count(), 1, "«{at}» must stand once");
    let before = &text[..text.find(at).unwrap()];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!((problem.place.line, problem.place.column), (Some(line as u32), Some(column as u32)), "{all}");
    assert!(problem.hint.is_some(), "{all}");
    problem.clone()
}

pub fn error(case: &str, edits: &[(&str, &str)], code: &str, path: &str, at: &str) {
    assert_eq!(expect(case, edits, code, path, at).severity, Severity::Error, "{code}");
}

pub fn warning(case: &str, edits: &[(&str, &str)], code: &str, path: &str, at: &str) {
    assert_eq!(expect(case, edits, code, path, at).severity, Severity::Warning, "{code}");
}
