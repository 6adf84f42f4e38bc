//! One thing is changed at a time in a copy of the library, and checking or composing must notice.
//!
//! `cargo test --test mutation -- --ignored --nocapture` takes minutes and prints how many of how many. No PDF is made.

use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use vedtaksbrev::check::check_library;
use vedtaksbrev::letter::{known, review};
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::sak::sak::Brevtype;
use vedtaksbrev::texts::library::Library;

type Files = BTreeMap<String, Vec<u8>>;

struct Golden {
    file: PathBuf,
    letters: Vec<String>,
    used: BTreeSet<String>,
    gaps: BTreeSet<String>,
    years: BTreeSet<i16>,
}

struct Mutation {
    what: String,
    path: String,
    bytes: Option<Vec<u8>>,
}

fn files() -> Files {
    let library = Library::embedded();
    library.paths().map(|path| (path.to_owned(), library.bytes(path).unwrap().to_vec())).collect()
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good");
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    let file = |it: &PathBuf| ["sak.yaml", "sak.json"].map(|name| it.join(name)).into_iter().find(|it| it.exists());
    all.iter().filter_map(file).collect()
}

/// The letters of a case and what they were made of; nothing when the case is refused.
fn golden(house: &House, file: &Path) -> Option<Golden> {
    let (prepared, _) = pipeline::prepare(house, "sak.yaml", &fs::read(file).unwrap());
    let prepared = prepared?;
    let composed = pipeline::compose(&prepared).ok()?;
    let used: BTreeSet<String> = composed.iter().flat_map(|(_, it)| it.used.iter().cloned()).collect();
    let texts = prepared.selected.texts.values().filter(|text| used.contains(&text.path));
    let gaps = texts.flat_map(|text| text.gaps()).map(|gap| gap.navn).collect();
    let years = prepared.selected.lines.iter().flat_map(|line| line.aar.first().copied()).collect();
    let letters = composed.iter().map(|(_, it)| review::markdown(&it.letter)).collect();
    Some(Golden { file: file.to_owned(), letters, used, gaps, years })
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap_or_default()
}

/// Every change to try, of what the golden cases use.
fn mutations(files: &Files, goldens: &[Golden]) -> Vec<Mutation> {
    let used: BTreeSet<&String> = goldens.iter().flat_map(|golden| &golden.used).collect();
    let mut all = Vec::new();
    for path in used.iter().filter(|path| path.starts_with("legal-texts/") && files.contains_key(path.as_str())) {
        let whole = text(files, path);
        let changed =
            |what: String, text: String| Mutation { what, path: (*path).clone(), bytes: Some(text.into_bytes()) };
        if path.ends_with(".md") {
            all.push(Mutation { what: "slettet".into(), path: (*path).clone(), bytes: None });
            if let Some(line) = whole.lines().find(|line| line.starts_with("oppfyller:")) {
                all.push(changed("uten oppfyller".into(), whole.replacen(&format!("{line}\n"), "", 1)));
            }
        }
        for citation in citations(&whole) {
            let (lov, _) = citation.split_once('/').unwrap_or_default();
            let wrong = whole.replacen(&citation, &format!("{lov}/99-99"), 1);
            all.push(changed(format!("hjemmel {citation}"), wrong));
        }
        if path.ends_with("ordning.yaml") {
            let line = whole.lines().find(|line| line.trim_start().starts_with("frist_uker:")).unwrap().to_owned();
            all.push(changed("frist".into(), whole.replacen(&line, &format!("{line}0"), 1)));
        }
    }
    all.extend(numbers(files, goldens));
    all
}

/// The citations of a file's `hjemmel` and `hjemler` lists.
fn citations(text: &str) -> BTreeSet<String> {
    let lists = text.lines().filter(|line| {
        let line = line.trim_start();
        ["hjemmel: [", "hjemler: ["].iter().any(|key| line.starts_with(key))
    });
    let items = lists.flat_map(|line| line.split(['[', ']', ',']).skip(1)).map(str::trim);
    items.filter(|item| item.contains('/') && !item.starts_with("avsender/")).map(str::to_owned).collect()
}

/// The amounts and limits that some golden letter prints, one more than they are.
fn numbers(files: &Files, goldens: &[Golden]) -> Vec<Mutation> {
    let mut all = BTreeMap::new();
    for golden in goldens {
        for gap in &golden.gaps {
            match gap.split_once('.') {
                Some(("sats", id)) => {
                    let path = "legal-texts/satser/egenandel.yaml";
                    for year in &golden.years {
                        let found = after(&text(files, path), &format!("  {id}:\n"), &format!("aar: {year}, beloep: "));
                        all.extend(found.map(|bytes| ((path.to_owned(), format!("{gap} {year}")), bytes)));
                    }
                }
                Some(("grense", id)) => {
                    for path in files.keys().filter(|path| path.starts_with("legal-texts/grenser/")) {
                        let found = after(&text(files, path), &format!("  {id}:\n"), "verdi: ");
                        all.extend(found.map(|bytes| ((path.clone(), gap.clone()), bytes)));
                    }
                }
                _ => {}
            }
        }
    }
    all.into_iter().map(|((path, what), bytes)| Mutation { what, path, bytes: Some(bytes) }).collect()
}

/// The text with a digit before the number that follows both marks.
fn after(text: &str, first: &str, second: &str) -> Option<Vec<u8>> {
    let start = text.find(first)? + first.len();
    let end = text[start..]
        .match_indices("\n  ")
        .map(|(at, _)| start + at)
        .find(|at| !text[at + 3..].starts_with([' ', '#', '-']));
    let block = &text[start..end.unwrap_or(text.len())];
    let at = start + block.find(second)? + second.len();
    Some(format!("{}1{}", &text[..at], &text[at..]).into_bytes())
}

/// Whether checking the changed library, or composing a case that uses the file, tells of the change.
fn is_noticed(files: &Files, goldens: &[Golden], mutation: &Mutation) -> bool {
    let mut copy = files.clone();
    match &mutation.bytes {
        Some(bytes) => copy.insert(mutation.path.clone(), bytes.clone()),
        None => copy.remove(&mutation.path),
    };
    let library = Library::from_files(copy);
    if check_library(&library, &known::names()).iter().any(Problem::is_error) {
        return true;
    }
    let house = House::new(library).unwrap();
    let users = goldens.iter().filter(|golden| golden.used.contains(&mutation.path));
    users.into_iter().any(|before| golden(&house, &before.file).is_none_or(|after| after.letters != before.letters))
}

#[test]
#[ignore = "takes minutes"]
fn every_change_to_what_golden_cases_use_is_noticed() {
    let files = files();
    let house = House::new(Library::embedded()).unwrap();
    let goldens: Vec<Golden> = case_files().iter().map(|file| golden(&house, file).unwrap()).collect();
    let mutations = mutations(&files, &goldens);
    let missed: Vec<String> = mutations
        .par_iter()
        .filter(|mutation| !is_noticed(&files, &goldens, mutation))
        .map(|mutation| format!("{}: {}", mutation.path, mutation.what))
        .collect();
    println!("{} of {} changes were noticed", mutations.len() - missed.len(), mutations.len());
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

/// Files whose use shows in a letter, apart from those of the law that is not in force yet.
fn shows_in_letters(path: &str) -> bool {
    let data = ["/tjeneste.yaml", "/ordning.yaml", "/avsender.yaml"].iter().any(|name| path.ends_with(name));
    let prose = path.ends_with(".md") && !path.ends_with("README.md") && !path.contains("forvaltningslov-2025");
    data || prose
}

#[test]
fn every_text_service_complaint_rule_and_sender_is_used_by_a_golden_case() {
    let house = House::new(Library::embedded()).unwrap();
    let goldens: Vec<Golden> = case_files().par_iter().map(|file| golden(&house, file).unwrap()).collect();
    let used: BTreeSet<&String> = goldens.iter().flat_map(|golden| &golden.used).collect();
    let files = files();
    let idle: Vec<&String> = files.keys().filter(|path| shows_in_letters(path) && !used.contains(path)).collect();
    assert!(idle.is_empty(), "used by no golden case:\n{idle:#?}");
    let years: BTreeSet<i16> = goldens.iter().flat_map(|golden| golden.years.iter().copied()).collect();
    assert_eq!(years, (2024..=2027).collect(), "every year of rates that letters are shipped for");
}

#[test]
fn every_kind_of_letter_has_a_golden_case_in_both_languages() {
    let mut seen = BTreeSet::new();
    for file in case_files() {
        let text = fs::read_to_string(file).unwrap();
        let value = |key: &str| text.lines().find_map(|line| line.trim().strip_prefix(key)).map(str::to_owned);
        seen.extend(value("brevtype: ").zip(value("maalform: ")));
    }
    for brevtype in Brevtype::WORDS {
        for maalform in ["nb", "nn"] {
            assert!(seen.contains(&((*brevtype).to_owned(), maalform.to_owned())), "{brevtype} {maalform}");
        }
    }
}
