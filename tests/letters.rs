//! Every good case becomes the letter that a jurist has read, and every bad case the messages a caseworker gets.
//!
//! `OPPDATER=1 cargo test --test letters` writes the snapshots anew; read the difference before committing it.

use std::fs;
use std::path::{Path, PathBuf};
use vedtaksbrev::letter::review;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

fn house() -> House {
    House::new(Library::embedded()).unwrap()
}

fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(kind);
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn case_file(folder: &Path) -> PathBuf {
    let names = ["sak.yaml", "sak.json"].map(|name| folder.join(name));
    names.into_iter().find(|path| path.exists()).unwrap_or_else(|| panic!("{} has no case file", folder.display()))
}

/// Compares with the snapshot, or writes it when asked to; returns what differs.
fn compare(path: &Path, actual: &str) -> Option<String> {
    if std::env::var_os("OPPDATER").is_some() {
        fs::write(path, actual).unwrap();
        return None;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let first = expected.lines().zip(actual.lines()).position(|(a, b)| a != b);
    (expected != actual).then(|| {
        let line = first.unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(slutt)").to_owned();
        format!("{}:{}\n  was: {}\n  is:  {}", path.display(), line + 1, at(&expected), at(actual))
    })
}

fn text_of(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_good_case_becomes_the_letter_that_was_read() {
    let house = house();
    let mut differences = Vec::new();
    for folder in cases("good") {
        let file = case_file(&folder);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (prepared, problems) = pipeline::prepare(&house, &name, &fs::read(&file).unwrap());
        let Some(prepared) = prepared else {
            differences.push(format!("{}\n{}", folder.display(), text_of(&problems)));
            continue;
        };
        let mut warnings = problems;
        match pipeline::compose(&prepared) {
            Ok(letters) => {
                warnings.extend(letters.iter().flat_map(|(_, composed)| composed.warnings.iter().cloned()));
                warnings.dedup();
                differences.extend(compare_optional(&folder.join("warnings.txt"), &text_of(&warnings)));
                for (index, (mottaker, composed)) in letters.iter().enumerate() {
                    let name =
                        if index == 0 { "letter.md".to_owned() } else { format!("letter-{}.md", mottaker.rolle) };
                    differences.extend(compare(&folder.join(name), &review::markdown(&composed.letter)));
                }
            }
            Err(problems) => differences.push(format!("{}\n{}", folder.display(), text_of(&problems))),
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// A case without warnings has no file for them.
fn compare_optional(path: &Path, actual: &str) -> Option<String> {
    if actual.is_empty() && std::env::var_os("OPPDATER").is_some() {
        let _ = fs::remove_file(path);
        return None;
    }
    if actual.is_empty() && !path.exists() { None } else { compare(path, actual) }
}

#[test]
fn every_bad_case_is_refused_with_the_whole_message() {
    let house = house();
    let mut differences = Vec::new();
    for folder in cases("bad") {
        let file = case_file(&folder);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (prepared, mut problems) = pipeline::prepare(&house, &name, &fs::read(&file).unwrap());
        if let Some(Err(found)) = prepared.map(|prepared| pipeline::make(&house, &prepared)) {
            problems.extend(found);
        }
        if !problems.iter().any(Problem::is_error) {
            differences.push(format!("{} was accepted", folder.display()));
        }
        differences.extend(compare(&folder.join("problems.txt"), &text_of(&problems)));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn there_are_enough_cases_to_mean_something() {
    assert!(cases("good").len() >= 30);
    assert!(cases("bad").len() >= 40);
}
