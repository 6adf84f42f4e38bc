//! The new forvaltningslov: one day set in a copy of the library moves every letter from that day, and none before it.

use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vedtaksbrev::check::check_library;
use vedtaksbrev::letter::known;
use vedtaksbrev::letter::review;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

#[path = "support/new_law.rs"]
mod new_law;
use new_law::{with_day, with_rule, written_anew};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good");
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    let file =
        |folder: &PathBuf| ["sak.yaml", "sak.json"].map(|name| folder.join(name)).into_iter().find(|it| it.exists());
    all.iter().filter_map(file).collect()
}

/// The letters of a case as Markdown, with the day they are dated.
fn letters(house: &House, case: &Path) -> (Date, Vec<String>) {
    letters_of(house, case, &fs::read(case).unwrap())
}

fn letters_of(house: &House, case: &Path, bytes: &[u8]) -> (Date, Vec<String>) {
    let (prepared, problems) = pipeline::prepare(house, "sak.yaml", bytes);
    let told = || problems.iter().map(Problem::to_string).collect::<String>();
    let prepared = prepared.unwrap_or_else(|| panic!("{}\n{}", case.display(), told()));
    let composed = pipeline::compose(&prepared);
    let composed = composed.unwrap_or_else(|found| {
        panic!("{}\n{}", case.display(), found.iter().map(Problem::to_string).collect::<String>())
    });
    let texts = composed.iter().map(|(_, composed)| review::markdown(&composed.letter)).collect();
    (prepared.sak.brevdato(), texts)
}

#[test]
fn setting_the_day_moves_every_letter_from_that_day_and_none_before() {
    let now = House::new(Library::embedded()).unwrap();
    let cases = cases();
    let dated: Vec<(&PathBuf, Date, Vec<String>)> = cases
        .iter()
        .map(|case| {
            let (day, texts) = letters(&now, case);
            (case, day, texts)
        })
        .collect();
    let days: BTreeSet<Date> = dated.iter().map(|(_, day, _)| *day).collect();
    let (mut moved, mut kept, mut lines) = (0, 0, 0);
    for day in days {
        let on_the_day = House::new(with_day(day)).unwrap();
        let day_after = House::new(with_day(day.checked_add(1.day()).unwrap())).unwrap();
        for (case, _, before) in dated.iter().filter(|(_, dated, _)| *dated == day) {
            let anew = String::from_utf8(fs::read(case).unwrap()).map(|text| written_anew(&text)).unwrap();
            let (_, after) = letters_of(&on_the_day, case, anew.as_bytes());
            let (_, untouched) = letters(&day_after, case);
            assert_eq!(&untouched, before, "{} moved before the day", case.display());
            for (old, new) in before.iter().zip(&after) {
                assert_ne!(old, new, "{} did not move", case.display());
                assert!(new.contains("forvaltningslov-2025"), "{} uses nothing of the new law", case.display());
                lines += new.lines().filter(|line| !old.contains(line)).count();
                moved += 1;
            }
            kept += untouched.len();
        }
    }
    println!("{moved} letters move on the day ({lines} lines of Markdown differ), {kept} stay the day before");
    assert!(moved > 30);
}

#[test]
fn the_library_is_sound_on_both_sides_of_the_day() {
    let day: Date = "2028-01-01".parse().unwrap();
    let names = known::names();
    let errors = |library: &Library| {
        let found = check_library(library, &names).into_iter().filter(Problem::is_error);
        found.map(|problem| problem.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(errors(&with_day(day)), Vec::<String>::new());
    assert_eq!(errors(&Library::embedded()), Vec::<String>::new());
}

fn good(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good").join(name).join("sak.yaml")
}

/// Whether the letters of a case follow the new law when it has this first day and the rule chooses by that day.
fn follows_the_new_law(name: &str, first: Date, chooses: &str) -> bool {
    let (_, letters) = letters(&House::new(with_rule(first, chooses)).unwrap(), &good(name));
    letters.iter().all(|letter| letter.contains("forvaltningslov-2025"))
}

#[test]
fn a_transitional_rule_may_let_the_decision_the_application_or_the_complaint_choose() {
    for (name, chooses, day) in [
        ("omgjoering", "brevdato", "2026-11-23"),
        ("omgjoering", "soeknad", "2026-10-01"),
        ("omgjoering", "klage", "2026-11-10"),
        ("orientering-nn", "klage", "2026-11-02"),
        // A complaint that is dismissed.
        ("avvisning", "klage", "2026-11-10"),
    ] {
        let day: Date = day.parse().unwrap();
        assert!(follows_the_new_law(name, day, chooses), "{name} {chooses}");
        assert!(!follows_the_new_law(name, day.tomorrow().unwrap(), chooses), "{name} {chooses}");
    }
}

#[test]
fn applications_on_each_side_of_the_day_follow_the_first_and_are_told_of() {
    let case = fs::read_to_string(good("foerste-brev")).unwrap();
    let first = case.lines().find(|line| line.trim_start().starts_with("- mottatt:")).unwrap().to_owned();
    let day = "2026-11-05".parse().unwrap();
    let two = case.replace(
        &first,
        &format!("  - mottatt: 2026-11-06\n    tjenester: [trygghetsalarm]\n    gjelder: trygghetsalarm\n{first}"),
    );
    let house = House::new(with_rule(day, "soeknad")).unwrap();
    let codes = |text: &str| {
        pipeline::prepare(&house, "sak.yaml", text.as_bytes()).1.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert!(!codes(&case).contains(&"TEKST-066"));
    assert!(codes(&two).contains(&"TEKST-066"), "{:?}", codes(&two));
}
