//! Slips in the shipped files that would change letters in silence: `kontroller` says what and where.

use vedtaksbrev::check::check_library;
use vedtaksbrev::letter::known;
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

const RATES: &str = "legal-texts/satser/egenandel.yaml";
const PRICES: &str = "letter-templates/avsendere/eksempel/satser.yaml";
const RULE: &str = "legal-texts/klageordninger/pbrl/ordning.yaml";

/// What is said of a file that is not said of it as shipped, after a word in it is written another way.
fn said(path: &str, from: &str, to: &str) -> Vec<String> {
    said_of(&[path], from, to)
}

/// The same of several files.
fn said_of(edited: &[&str], from: &str, to: &str) -> Vec<String> {
    let library = Library::embedded();
    let changed = library.paths().map(|file| {
        let bytes = library.bytes(file).unwrap().to_vec();
        let text = String::from_utf8(bytes.clone());
        let bytes = if edited.contains(&file) {
            let text = text.unwrap();
            assert!(text.contains(from), "{file} has no «{from}»");
            text.replacen(from, to, 1).into_bytes()
        } else {
            bytes
        };
        (file.to_owned(), bytes)
    });
    let changed = Library::from_files(changed.collect::<Vec<_>>());
    let before = check_library(&library, &known::names());
    let is_new = |problem: &Problem| !before.contains(problem);
    let problems = check_library(&changed, &known::names()).into_iter().filter(is_new);
    problems
        .map(|it| format!("{} {} {}", it.code, it.message, it.hint.unwrap_or_default()).replace('\u{a0}', " "))
        .collect()
}

fn one(path: &str, from: &str, to: &str, code: &str, words: &str) {
    let said = said(path, from, to);
    assert!(said.len() == 1 && said[0].starts_with(code) && said[0].contains(words), "{said:#?}");
}

#[test]
fn a_ceiling_and_a_price_name_a_service_that_exists() {
    one(RATES, "tak_for: [korttidsopphold,", "tak_for: [kortidsopphold,", "TEKST-032", "mente du «korttidsopphold»?");
    one(PRICES, "trygghetsalarm:", "trygghetsalram:", "TEKST-032", "mente du «trygghetsalarm»?");
}

#[test]
fn what_a_text_meets_stands_in_a_list_and_is_met_on_every_day() {
    let twins = ["legal-texts/klage/slik/2024-06-01.nb.md", "legal-texts/klage/slik/2024-06-01.nn.md"];
    let found = said_of(&twins, "oppfyller: [fremgangsmaate]", "oppfyller: [framgang]");
    assert!(found.len() == 2, "{found:#?}");
    assert!(found[0].starts_with("TEKST-032 Kravet «framgang» finnes ikke"), "{found:#?}");
    let twins = ["legal-texts/klage/hjelp/2024-06-01.nb.md", "legal-texts/klage/hjelp/2024-06-01.nn.md"];
    let found = said_of(&twins, "oppfyller: [klagehjelp]\n", "");
    assert!(
        found.iter().any(|it| it.contains("TEKST-044 Ingen tekst oppfyller «klagehjelp» for 2024-06-01")),
        "{found:#?}"
    );
}

#[test]
fn words_of_a_closed_list_are_those() {
    let found = said("legal-texts/grenser/alder.yaml", "status: V}", "status: X}");
    assert!(found.iter().any(|it| it.starts_with("TEKST-023 «X» kan ikke stå her")), "{found:#?}");
    let found = said("legal-texts/kanaler.yaml", "krever: [myndig,", "krever: [myndigg,");
    assert!(found.iter().any(|it| it.starts_with("TEKST-023 «myndigg» kan ikke stå her")), "{found:#?}");
}

#[test]
fn a_law_that_cannot_be_read_is_told_once_and_no_name_is_suggested_for_itself() {
    let found = said("legal-texts/lover/hol.yaml", "paragrafer:", "paragrafer: [");
    assert!(found.iter().any(|it| it.starts_with("FIL-004")), "{found:#?}");
    assert!(!found.iter().any(|it| it.contains("«hol» står ikke")), "{found:#?}");
    let found = said(RULE, "frist_uker: 4", "frist_uker: fire");
    assert!(!found.iter().any(|it| it.contains("mente du «pbrl»")), "{found:#?}");
}

#[test]
fn a_year_that_was_taken_out_of_the_middle_is_told() {
    one(RATES, "      - {aar: 2025, beloep: 200}\n", "", "TEKST-058", "«korttid_per_doegn» mangler 2025");
}

#[test]
fn a_deadline_is_possible_and_the_one_the_register_says() {
    for weeks in ["0", "53", "255"] {
        let found = said(RULE, "frist_uker: 4", &format!("frist_uker: {weeks}"));
        assert!(found.iter().any(|it| it.starts_with("TEKST-023 Fristen må være fra 1 til 52 uker")), "{found:#?}");
    }
    one(RULE, "frist_uker: 4", "frist_uker: 3", "TEKST-057", "«frist_uker» er ikke den fristen");
    one("legal-texts/klageordninger/kommunal/ordning.yaml", "frist_uker: 3", "frist_uker: 4", "TEKST-057", "«sier»");
}
