//! The invented towns are what they say they are.

use crate::municipality::{self, BODOE_2019, FAERDER_2024};
use std::collections::BTreeSet;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

#[test]
fn a_town_has_the_published_numbers_and_is_the_same_every_time() {
    for town in [FAERDER_2024, BODOE_2019] {
        let cases = municipality::year(&town, 1);
        let decisions: usize = cases.iter().map(|case| case["tjenester"].as_array().unwrap().len()).sum();
        assert_eq!(decisions as u64, town.decisions());
        let person = |case: &serde_json::Value| {
            (case["parter"][0]["navn"].to_string(), case["parter"][0]["foedselsdato"].to_string())
        };
        assert_eq!(cases.iter().map(person).collect::<BTreeSet<_>>().len() as u64, town.persons);
        let again = municipality::year(&town, 1);
        assert!(cases.iter().zip(&again).all(|(one, other)| one == other));
        assert!(cases.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len() == cases.len());
    }
}

#[test]
fn every_case_of_a_town_is_in_order() {
    let house = House::new(Library::embedded()).unwrap();
    let years = [FAERDER_2024, BODOE_2019.scaled(1_500)].map(|town| municipality::year(&town, 1));
    for (number, case) in years.iter().flatten().enumerate() {
        let (prepared, problems) = pipeline::prepare(&house, &number.to_string(), case.to_string().as_bytes());
        let text: String = problems.iter().filter(|it| it.is_error()).map(Problem::to_string).collect();
        let Some(prepared) = prepared else { panic!("{text}{case:#}") };
        if let Err(problems) = pipeline::compose(&prepared) {
            panic!("{problems:?}{case:#}");
        }
    }
}
