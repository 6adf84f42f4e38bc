//! Tests of the room as a whole: the model cases read without a problem.

use super::*;

const CASES: [(&str, &str); 2] = [
    ("praktisk-bistand-og-alarm", include_str!("../../tests/cases/good/praktisk-bistand-og-alarm/sak.yaml")),
    ("bpa-delvis", include_str!("../../tests/cases/good/bpa-delvis/sak.yaml")),
];

#[test]
fn the_model_cases_read_without_a_problem() {
    for (name, text) in CASES {
        let reading = read(text.as_bytes(), name);
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.concat());
        assert!(reading.sak.is_some());
    }
}
