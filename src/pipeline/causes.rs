//! One cause, said once: what only follows from another problem is left out.
//!
//! Comes in: the problems that the case and the library gave, each without knowing of the other.
//! Goes out: those that a person must act on. Never leaves out the only error.

use crate::problem::Problem;
use crate::sak::line::Klassifisering;
use crate::texts::failures::SOURCE;
use crate::texts::selected::{SelectedLine, SelectedTexts};
use std::collections::BTreeSet;

/// What an outcome asks for, which is not asked for when the service cannot have that outcome.
const OUTCOME_ASKS: [&str; 7] = ["SAK-041", "SAK-042", "SAK-043", "SAK-044", "SAK-045", "SAK-070", "SAK-071"];
/// The service cannot have the outcome.
const WRONG_OUTCOME: [&str; 2] = ["TEKST-003", "TEKST-011"];

/// What is found where the case is read or its services are looked up, and is a known failure too.
const FINER: [&str; 5] = ["SAK-042", "SAK-061", "SAK-062", "SAK-098", "TEKST-007"];

/// Leaves out the problems that follow from others.
pub(super) fn keep(problems: &mut Vec<Problem>) {
    let of = |codes: &[&str], problems: &[Problem]| -> BTreeSet<String> {
        let found = problems.iter().filter(|problem| codes.contains(&problem.code));
        found.filter_map(|problem| problem.place.field.clone()).collect()
    };
    let lines_of =
        |fields: BTreeSet<String>| -> BTreeSet<String> { fields.iter().filter_map(|field| line_of(field)).collect() };
    let library: BTreeSet<String> = {
        let errors = problems.iter().filter(|problem| problem.is_error() && problem.code.starts_with("TEKST-"));
        errors.filter_map(|problem| problem.place.field.clone()).collect()
    };
    let wrong_outcome = lines_of(of(&WRONG_OUTCOME, problems));
    let unweighed = lines_of(of(&["TEKST-008"], problems));
    let impossible = lines_of(of(&["SAK-040"], problems));
    let unknown_service = !of(&["TEKST-002"], problems).is_empty();
    problems.retain(|problem| {
        let field = problem.place.field.as_deref().unwrap_or_default();
        let line = line_of(field).unwrap_or_default();
        // Where both object to a field, the library says it with the fields that the service has.
        let follows = problem.code.starts_with("SAK-") && library.contains(field)
            || OUTCOME_ASKS.contains(&problem.code) && wrong_outcome.contains(&line)
            // A service that has no part to be weighed in has no reasons to be judged either.
            || problem.code == "SAK-060" && unweighed.contains(&line)
            || problem.code.starts_with("SAK-05") && impossible.contains(&line)
            // A misspelled service seems to be another one, unanswered or not applied for.
            || matches!(problem.code, "SAK-031" | "SAK-033") && unknown_service;
        !follows
    });
    judge(problems);
}

/// What a decision lacks is only judged in a case that could be read and understood; where another part of the program
/// found the same, the known failure says it with its source, and with the finer advice of the other.
fn judge(problems: &mut Vec<Problem>) {
    let advises =
        ["TEKST-016", "TEKST-017", "TEKST-018", "TEKST-062", "TEKST-063", "TEKST-064", "TEKST-065", "TEKST-057"];
    let judges = |problem: &Problem| problem.code.starts_with("BREV-") || advises.contains(&problem.code);
    let failures: BTreeSet<String> = problems
        .iter()
        .filter(|problem| problem.is_error() && problem.code.starts_with("BREV-2"))
        .filter_map(|problem| problem.place.field.clone())
        .collect();
    let finer = |problem: &Problem| {
        FINER.contains(&problem.code) && problem.place.field.as_ref().is_some_and(|field| failures.contains(field))
    };
    let unclear = problems.iter().any(|problem| problem.is_error() && !judges(problem) && !finer(problem));
    if !unclear {
        let (fine, mut rest): (Vec<Problem>, Vec<Problem>) = problems.drain(..).partition(finer);
        for failure in rest.iter_mut().filter(|problem| problem.is_error() && problem.code.starts_with("BREV-2")) {
            let advice = fine.iter().find(|it| it.place.field == failure.place.field).and_then(|it| it.hint.as_ref());
            let source = failure.hint.as_ref().and_then(|hint| hint.split_once(SOURCE));
            if let Some((advice, (_, source))) = advice.zip(source) {
                failure.hint = Some(format!("{advice}{SOURCE}{source}"));
            }
        }
        *problems = rest;
    }
    // A warning about a field says no more than the error that stands there.
    let judged: BTreeSet<String> =
        problems.iter().filter(|problem| judges(problem)).filter_map(|problem| problem.place.field.clone()).collect();
    problems.retain(|problem| {
        let twice = !problem.is_error() && problem.code.starts_with("SAK-06");
        !(unclear && judges(problem) || twice && judged.contains(problem.place.field.as_deref().unwrap_or_default()))
    });
}

/// Drops what only the library can judge: a municipal service, also by the sender's own choice, is no health service
/// whose soundness must be reasoned.
pub(super) fn settle(problems: &mut Vec<Problem>, selected: Option<&SelectedTexts>) {
    let municipal = |line: &SelectedLine| line.klassifisering == Klassifisering::Servicetjeneste;
    if selected.is_some_and(|it| !it.lines.is_empty() && it.lines.iter().all(municipal)) {
        problems.retain(|problem| problem.code != "SAK-062");
    }
}

/// The line of the decision that a field belongs to, such as `tjenester[0]`.
fn line_of(field: &str) -> Option<String> {
    let end = field.strip_prefix("tjenester[")?.find(']')?;
    Some(field[..end + "tjenester[]".len()].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;

    fn problem(code: &'static str, field: &str) -> Problem {
        Problem::error(code, Place { field: Some(field.into()), ..Place::file("sak.yaml") }, "x")
    }

    fn kept(mut problems: Vec<Problem>) -> Vec<&'static str> {
        keep(&mut problems);
        problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn the_library_speaks_where_both_object_to_a_field() {
        let both = vec![problem("SAK-042", "tjenester[0].omfang"), problem("TEKST-007", "tjenester[0].omfang")];
        assert_eq!(kept(both), ["TEKST-007"]);
    }

    #[test]
    fn what_an_impossible_outcome_asks_for_is_not_asked_for_on_that_line_only() {
        let lines = vec![
            problem("TEKST-003", "tjenester[0].utfall"),
            problem("SAK-044", "tjenester[0].soekt"),
            problem("SAK-044", "tjenester[10].soekt"),
        ];
        assert_eq!(kept(lines), ["TEKST-003", "SAK-044"]);
        assert_eq!(line_of("tjenester[10].soekt").as_deref(), Some("tjenester[10]"));
    }

    #[test]
    fn a_known_failure_says_what_others_found_too_unless_the_case_is_unclear() {
        let failure = problem("BREV-206", "tjenester[0].omfang").hint(format!("Skriv omfang{SOURCE}Sivilombudet"));
        let finer = problem("TEKST-007", "tjenester[0].omfang").hint("skriv omfang: {timer_per_uke: 2.5}");
        let mut both = vec![failure.clone(), finer.clone()];
        keep(&mut both);
        let hints: Vec<_> = both.iter().map(|it| (it.code, it.hint.clone().unwrap_or_default())).collect();
        assert_eq!(hints, [("BREV-206", format!("skriv omfang: {{timer_per_uke: 2.5}}{SOURCE}Sivilombudet"))]);
        assert_eq!(kept(vec![failure, finer, problem("SAK-001", "part")]), ["TEKST-007", "SAK-001"]);
    }

    #[test]
    fn a_misspelled_service_is_not_unanswered_too() {
        let problems =
            vec![problem("SAK-031", "soeknad[0].tjenester[0]"), problem("TEKST-002", "tjenester[0].tjeneste")];
        assert_eq!(kept(problems), ["TEKST-002"]);
        assert_eq!(kept(vec![problem("SAK-031", "soeknad[0].tjenester[0]")]), ["SAK-031"]);
    }
}
