//! One thing is changed at a time in a copy of the library, and checking or composing must notice.
//!
//! `cargo test --test mutation -- --ignored --nocapture` takes minutes and prints how many of how many. No PDF is made.

#[path = "mutation/changes.rs"]
mod changes;
#[path = "mutation/goldens.rs"]
mod goldens;
#[path = "support/new_law.rs"]
mod new_law;

use changes::{Law, Mutation, changes, citations, text, wrong_citations};
use goldens::{Golden, at_holidays, cases, typed};
use rayon::prelude::*;
use std::collections::BTreeSet;
use vedtaksbrev::check::check_library;
use vedtaksbrev::letter::known;
use vedtaksbrev::pipeline::House;
use vedtaksbrev::problem::Problem;
use vedtaksbrev::sak::sak::Brevtype;
use vedtaksbrev::texts::law_data::{feil_path, krav_path};
use vedtaksbrev::texts::library::Library;

/// Files that are read for every case, whatever its letters print.
const READ_ALWAYS: [&str; 3] =
    ["legal-texts/kanaler.yaml", "legal-texts/klagesetninger.yaml", "legal-texts/lovskifter.yaml"];
/// Files and folders that no letter reads: e-mail, packages, workbench, approval, publishing and reports have tests of
/// their own.
const NO_LETTER: [&str; 8] = [
    "legal-texts/epost/",
    "legal-texts/ord/epost.yaml",
    "legal-texts/pakker.yaml",
    "legal-texts/godkjenning.yaml",
    "legal-texts/maalform.yaml",
    "legal-texts/ord/ordliste.yaml",
    "legal-texts/publisering.yaml",
    "legal-texts/rapport.yaml",
];

/// What the cases rest on: the files behind their letters, the lists that judge them, and the laws that those cite.
fn used_files(house: &House, goldens: &[Golden]) -> BTreeSet<String> {
    let library = &house.library;
    let mut used: BTreeSet<String> = goldens.iter().flat_map(|golden| golden.used.iter().cloned()).collect();
    used.extend(goldens.iter().filter(|golden| !golden.brevtype.is_empty()).map(|golden| krav_path(&golden.brevtype)));
    used.extend(READ_ALWAYS.iter().map(|path| (*path).to_owned()));
    used.insert(feil_path());
    used.extend(library.ord().iter().map(|word| word.path.clone()));
    used.retain(|path| library.bytes(path).is_some());
    let cited: BTreeSet<String> = used.iter().flat_map(|path| citations(&text(library, path))).collect();
    let laws = cited.iter().filter_map(|citation| citation.split_once('/'));
    used.extend(laws.map(|(lov, _)| format!("legal-texts/lover/{lov}.yaml")));
    // The others are there so that what caseworkers cite can be looked up: taken away one at a time, each must be missed.
    used.extend(library.lov_ids().iter().map(|lov| format!("legal-texts/lover/{lov}.yaml")));
    used
}

/// Whether a file is one that a case should use, and not a reader's guide.
fn should_be_used(path: &str) -> bool {
    let content = [".md", ".yaml", ".svg"].iter().any(|ending| path.ends_with(ending));
    content
        && !path.ends_with("README.md")
        && !path.contains("/layout/")
        && !NO_LETTER.iter().any(|it| path.starts_with(it))
}

/// Whether checking the changed library, or composing a case, tells of the change.
fn is_noticed(house: &House, goldens: &[Golden], mutation: &Mutation) -> bool {
    let changed = house.with_file(&mutation.path, mutation.bytes.clone());
    let tells = |golden: &&Golden| golden.again(&changed) != golden.answer;
    if let Some(first) = goldens.iter().find(|golden| mutation.first.as_ref() == Some(&golden.name))
        && tells(&first)
    {
        return true;
    }
    let concerned = |golden: &&Golden| {
        golden.used.contains(&mutation.path)
            || krav_path(&golden.brevtype) == mutation.path
            || is_for_all(&mutation.path)
    };
    let mut concerned = goldens.iter().filter(concerned);
    // A text and a list of demands are most often noticed by the first letters that have them, data by the check.
    let soon = if mutation.path.ends_with(".md") { 2 } else { usize::MAX };
    let letters_first = mutation.path.ends_with(".md") || mutation.path.starts_with("legal-texts/krav/");
    if letters_first && concerned.by_ref().take(soon).any(|golden| tells(&golden)) {
        return true;
    }
    let wrong = check_library(&changed.library, &known::names()).iter().any(Problem::is_error);
    wrong || concerned.any(|golden| tells(&golden))
}

fn is_for_all(path: &str) -> bool {
    let lists = ["legal-texts/ord/", "legal-texts/lover/"];
    READ_ALWAYS.contains(&path) || path == feil_path() || lists.iter().any(|list| path.starts_with(list))
}

fn made(house: &House, all: Vec<(String, Vec<u8>)>) -> Vec<Golden> {
    all.into_par_iter().map(|(name, case)| Golden::of(house, name, case)).collect()
}

/// The good cases as they are written when the new forvaltningslov holds from before them all.
fn under_the_new_law() -> (House, Vec<Golden>) {
    let house = House::new(new_law::with_day(jiff::civil::date(2024, 6, 1))).unwrap();
    let anew = |case: Vec<u8>| new_law::written_anew(&String::from_utf8(case).unwrap()).into_bytes();
    let mut all: Vec<(String, Vec<u8>)> = cases("good").into_iter().map(|(name, case)| (name, anew(case))).collect();
    // Two grounds for changing a decision are new with the act.
    let invalid: Vec<_> = all.iter().filter(|(name, _)| name.starts_with("endring-ugyldig")).cloned().collect();
    for ((name, case), ground) in invalid.iter().flat_map(|it| ["brutt-vilkaar", "tungtveiende"].map(|to| (it, to))) {
        let case = String::from_utf8_lossy(case).replacen("grunnlag: ugyldig", &format!("grunnlag: {ground}"), 1);
        all.push((format!("{name} {ground}"), case.into_bytes()));
    }
    let goldens = made(&house, all);
    (house, goldens)
}

/// Tries every change, and gives how many there were, and those that nothing noticed.
fn tried(house: &House, good: Vec<Golden>, others: Vec<Golden>, law: Law) -> (usize, Vec<String>) {
    let used = used_files(house, &good);
    let changes = changes(&house.library, &good, &used, law);
    let goldens: Vec<Golden> = good.into_iter().chain(others).collect();
    let own: BTreeSet<String> = used.iter().filter(|path| law.has(path)).cloned().collect();
    let (wrong, cited) = wrong_citations(&house.library, &own);
    let found: Vec<String> = check_library(&wrong, &known::names()).into_iter().map(|it| it.message).collect();
    let mut missed: Vec<String> = cited
        .iter()
        .filter(|(fake, _)| !found.iter().any(|message| message.contains(fake)))
        .map(|(_, what)| what.clone())
        .collect();
    let tried = changes.par_iter().filter(|mutation| !is_noticed(house, &goldens, mutation));
    missed.extend(tried.map(|it| format!("{}: {}", it.path, it.what)).collect::<Vec<_>>());
    let all = cited.len() + changes.len();
    println!("{} of {all} changes were noticed", all - missed.len());
    let idle = house.library.paths().filter(|path| law.has(path) && should_be_used(path) && !used.contains(*path));
    missed.extend(idle.map(|path| format!("{path}: used by no golden case")));
    (all, missed)
}

#[test]
#[ignore = "takes minutes"]
fn every_change_to_what_golden_cases_use_is_noticed() {
    let started = std::time::Instant::now();
    let now = House::new(Library::embedded()).unwrap();
    let others = made(&now, [cases("bad"), typed(&now), at_holidays(&now)].concat());
    let (mut all, mut missed) = tried(&now, made(&now, cases("good")), others, Law::Now);
    let (new, good) = under_the_new_law();
    let (more, also_missed) = tried(&new, good, Vec::new(), Law::New);
    all += more;
    missed.extend(also_missed);
    println!("{all} changes in all ({:.0} s)", started.elapsed().as_secs_f32());
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

/// Files whose use shows in a letter.
fn shows_in_letters(path: &str) -> bool {
    let data = ["/tjeneste.yaml", "/ordning.yaml", "/avsender.yaml"].iter().any(|name| path.ends_with(name));
    should_be_used(path) && (data || path.ends_with(".md"))
}

#[test]
fn every_text_template_service_complaint_rule_and_sender_is_used_by_a_golden_case() {
    let house = House::new(Library::embedded()).unwrap();
    let goldens = made(&house, cases("good"));
    let (new, anew) = under_the_new_law();
    for (house, goldens, law) in [(&house, &goldens, Law::Now), (&new, &anew, Law::New)] {
        let used: BTreeSet<&str> = goldens.iter().flat_map(|golden| &golden.used).map(String::as_str).collect();
        let own = house.library.paths().filter(|path| law.has(path));
        let idle: Vec<&str> = own.filter(|path| shows_in_letters(path) && !used.contains(path)).collect();
        assert!(idle.is_empty(), "used by no golden case:\n{idle:#?}");
    }
    let years: BTreeSet<i16> = goldens.iter().flat_map(|golden| golden.years.0.iter().copied()).collect();
    assert_eq!(years, (2024..=2028).collect(), "every year of rates that letters are shipped for, and one with none");
}

#[test]
fn every_kind_of_letter_has_a_golden_case_in_both_languages() {
    let mut seen = BTreeSet::new();
    for (_, case) in cases("good") {
        let text = String::from_utf8_lossy(&case).into_owned();
        let value = |key: &str| text.lines().find_map(|line| line.trim().strip_prefix(key)).map(str::to_owned);
        seen.extend(value("brevtype: ").zip(value("maalform: ")));
    }
    for brevtype in Brevtype::WORDS {
        for maalform in ["nb", "nn"] {
            assert!(seen.contains(&((*brevtype).to_owned(), maalform.to_owned())), "{brevtype} {maalform}");
        }
    }
}
