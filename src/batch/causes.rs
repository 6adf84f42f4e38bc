//! Many problems, few causes: the same cause is said once, with how many cases and where.
//!
//! Comes in: the problems of one case after the other. Goes out: one problem for each cause.
//! Holds at most a bounded number of causes and of places for each, however many cases there are.

use crate::problem::{Place, Problem, Severity};
use std::collections::BTreeMap;

/// How many places are named for a cause.
const PLACES: usize = 3;
/// How many causes are kept apart.
const CAUSES: usize = 500;

/// What has been found so far.
#[derive(Debug, Default)]
pub struct Causes {
    found: BTreeMap<(Severity, &'static str, String), Cause>,
    beyond: usize,
}

#[derive(Debug)]
struct Cause {
    first: Problem,
    more: Vec<Place>,
    count: usize,
}

impl Causes {
    /// Adds what is wrong with one case; the same cause twice in a case counts once.
    pub fn add(&mut self, problems: &[Problem]) {
        let mut seen = Vec::new();
        for problem in problems {
            let key = (problem.severity, problem.code, same(&problem.message));
            if seen.contains(&key) {
                continue;
            }
            seen.push(key.clone());
            let full = self.found.len() >= CAUSES;
            match self.found.get_mut(&key) {
                Some(cause) => {
                    cause.count += 1;
                    let named = cause.first.place == problem.place || cause.more.contains(&problem.place);
                    if !named && cause.more.len() + 1 < PLACES {
                        cause.more.push(problem.place.clone());
                    }
                }
                None if full => self.beyond += 1,
                None => {
                    self.found.insert(key, Cause { first: problem.clone(), more: Vec::new(), count: 1 });
                }
            }
        }
    }

    /// One problem for each cause, errors first.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.found.into_values().map(Cause::into_problem).collect();
        if self.beyond > 0 {
            let message = format!("Det er {} meldinger til av andre slag", self.beyond);
            let hint = "hele lista står i resultat.jsonl";
            problems.push(Problem::warning("UT-049", Place::default(), message).hint(hint));
        }
        problems
    }
}

impl Cause {
    fn into_problem(self) -> Problem {
        let Self { first, more, count } = self;
        if count == 1 {
            return first;
        }
        let places: Vec<String> = more.iter().map(Place::to_string).collect();
        let rest = count - 1 - places.len();
        let also = match (places.is_empty(), rest) {
            (true, _) => String::new(),
            (false, 0) => format!("; også {}", places.join(", ")),
            (false, rest) => format!("; også {} og {rest} til", places.join(", ")),
        };
        let message = format!("{} ({count} saker{also})", first.message);
        Problem { message, ..first }
    }
}

/// Messages that differ only in numbers and days have the same cause.
fn same(message: &str) -> String {
    let mut kind = String::with_capacity(message.len());
    for letter in message.chars() {
        match letter {
            '0'..='9' if kind.ends_with('0') => {}
            '0'..='9' => kind.push('0'),
            other => kind.push(other),
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(file: &str, message: &str) -> Problem {
        Problem::error("SAK-001", Place::file(file), message)
    }

    #[test]
    fn a_cause_is_said_once_with_how_many_and_where() {
        let mut causes = Causes::default();
        for number in 1..=5 {
            let file = format!("{number}.yaml");
            causes.add(&[problem(&file, &format!("Mangler {number} dager")), problem(&file, "Mangler 9 dager")]);
        }
        causes.add(&[problem("6.yaml", "Noe annet")]);
        let problems = causes.into_problems();
        assert_eq!(problems.len(), 2);
        assert_eq!(problems[0].message, "Mangler 1 dager (5 saker; også 2.yaml, 3.yaml og 2 til)");
        assert_eq!(problems[1].message, "Noe annet");
    }

    #[test]
    fn memory_does_not_grow_with_the_causes() {
        let mut causes = Causes::default();
        for number in 0..2 * CAUSES {
            causes.add(&[problem("a", &"x".repeat(number))]);
        }
        assert_eq!(causes.into_problems().len(), CAUSES + 1);
    }
}
