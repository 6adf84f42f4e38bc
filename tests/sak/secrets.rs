//! Nothing that is written in a case comes out in a problem or in debug output.

use crate::cases::*;
use vedtaksbrev::sak::read;
use vedtaksbrev::yaml::{self, Kind, Node};

const SECRET: &str = "HEMMELIG HEMMELIGSEN";

/// Line, column and length in characters of every key and every value on one line.
fn spots(node: &Node, found: &mut Vec<(u32, u32, usize)>) {
    match &node.kind {
        Kind::Scalar(scalar) => found.push((node.line, node.column, scalar.text.chars().count())),
        Kind::Sequence(items) => items.iter().for_each(|item| spots(item, found)),
        Kind::Mapping(entries) => {
            for entry in entries {
                found.push((entry.key_line, entry.key_column, entry.key.chars().count()));
                spots(&entry.value, found);
            }
        }
    }
}

fn put_secret(text: &str, line: u32, column: u32, length: usize) -> String {
    let lines = text.split('\n').enumerate().map(|(at, old)| {
        if at + 1 != line as usize {
            return old.to_owned();
        }
        let letters: Vec<char> = old.chars().collect();
        let from = column as usize - 1;
        let to = (from + length).min(letters.len());
        format!("{}{SECRET}{}", String::from_iter(&letters[..from]), String::from_iter(&letters[to..]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_problem_and_no_debug_output_repeats_what_is_written_anywhere_in_the_case() {
    let mut problems = 0;
    for (name, text) in ALL {
        let mut found = Vec::new();
        spots(&yaml::parse(text.as_bytes(), name).into_result().unwrap(), &mut found);
        for (line, column, length) in found {
            let reading = read(put_secret(text, line, column, length).as_bytes(), name);
            let said: String =
                reading.problems.iter().map(|problem| format!("{problem}{}", problem.to_json())).collect();
            assert!(!said.contains("HEMMELIG"), "{name}:{line}:{column}\n{said}");
            assert!(!format!("{reading:?}").contains("HEMMELIG"), "{name}:{line}:{column}");
            problems += reading.problems.len();
        }
    }
    assert!(problems > 300, "{problems}");
}

#[test]
fn debug_output_of_a_case_has_no_name_number_address_birth_date_or_text() {
    for (name, text) in ALL {
        let shown = format!("{:?}", read(text.as_bytes(), name));
        for secret in [
            "Eksempelsen",
            "Prøve",
            "Mønster",
            "Eirik",
            "Test",
            "EKSEMPELSTAD",
            "0000\"",
            "19",
            "0181",
            "2017",
            "du",
            "deg",
        ] {
            let shown = shown.replace("‹personopplysning›", "").replace("parten_faar_eget_brev", "");
            assert!(!shown.contains(secret), "{name}: {secret}");
        }
    }
}
