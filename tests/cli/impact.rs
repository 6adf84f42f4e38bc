//! `tekster virkning`: exactly which letters a change reaches.

use crate::approved;
use crate::golden::golden;
use crate::run::{Desk, Run, good_cases};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use vedtaksbrev::letter::review;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::workbench::impact::{Case, impact as try_cases};

/// A desk with the library in `foer` and in `etter`, and some of the good cases in `saker`.
fn desk() -> Desk {
    desk_with(&["foerste-brev", "praktisk-bistand-avslag", "korttidsopphold-delvis", "stoettekontakt-avslag-nn"])
}

fn desk_with(chosen: &[&str]) -> Desk {
    let desk = Desk::new();
    desk.run(&["tekster", "hent-ut", "foer"]);
    desk.run(&["tekster", "hent-ut", "etter"]);
    fs::create_dir(desk.path("saker")).unwrap();
    for (name, bytes) in good_cases() {
        if chosen.iter().any(|chosen| name == format!("{chosen}.yaml")) {
            desk.write(&format!("saker/{name}"), bytes);
        }
    }
    desk
}

fn change(desk: &Desk, path: &str, from: &str, to: &str) {
    let path = format!("etter/{path}");
    let content = String::from_utf8(desk.read(&path)).unwrap();
    assert!(content.contains(from), "{path}: {from}");
    desk.write(&path, content.replacen(from, to, 1));
}

fn impact(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["--tekster", "foer", "tekster", "virkning", "--mot", "etter"], more].concat())
}

#[test]
fn one_sentence_reaches_the_letters_that_have_it_and_no_other() {
    let desk = desk();
    change(&desk, "legal-texts/klage/slik/2024-06-01.nb.md", "Skriv under.", "Skriv under for hånd.");
    golden("virkning-setning", &impact(&desk, &["--saker", "saker"]));
}

#[test]
fn one_citation_reaches_the_table_of_rules() {
    let desk = desk();
    let service = "legal-texts/tjenester/praktisk-bistand/tjeneste.yaml";
    change(&desk, service, "[pbrl/2-1/2, hol/3-2/1/6/b]", "[pbrl/2-1/2]");
    golden("virkning-hjemmel", &impact(&desk, &["--saker", "saker"]));
}

#[test]
fn one_rate_reaches_the_services_that_cost_it_in_that_year() {
    let desk = desk();
    change(&desk, "legal-texts/satser/egenandel.yaml", "{aar: 2026, beloep: 205", "{aar: 2026, beloep: 215");
    golden("virkning-sats", &impact(&desk, &["--saker", "saker"]));
}

#[test]
fn the_first_day_of_the_new_act_reaches_the_letters_dated_from_that_day_on() {
    // Two that cite the old act, dated before and after the day, and one that does not.
    let dated = ["alarm-servicetjeneste-innvilget", "alarm-servicetjeneste-delvis", "korttidsopphold-delvis"];
    let desk = desk_with(&dated);
    let id = "  - id: forvaltningslov-2025\n    foerste_dag:";
    change(&desk, "legal-texts/lovskifter.yaml", &format!("{id} null"), &format!("{id} 2026-11-28"));
    let run = impact(&desk, &["--saker", "saker"]);
    golden("virkning-ny-lov", &run);
    for (name, reached) in dated.iter().zip([false, true, false]) {
        assert_eq!(run.stdout.contains(&format!("    {name}.yaml:")), reached, "{name}");
    }
}

#[test]
fn a_text_that_is_gone_stops_the_letters_that_need_it() {
    let desk = desk();
    fs::remove_dir_all(desk.path("etter/legal-texts/innsyn")).unwrap();
    golden("virkning-borte", &impact(&desk, &["--saker", "saker"]));
}

#[test]
fn a_version_that_begins_later_is_tried_on_its_first_day() {
    let desk = desk();
    for folder in ["foer", "etter"] {
        let run = desk.run(&["--tekster", folder, "tekster", "ny", "klage/slik", "--fra", "2031-01-01"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    change(&desk, "legal-texts/klage/slik/2031-01-01.nb.md", "Skriv under.", "Skriv under for hånd.");
    let run = impact(&desk, &["--dato", "2026-11-22"]);
    let summary = run.stdout.lines().find(|line| line.contains(" blir annerledes.")).unwrap();
    assert!(!summary.starts_with("0 av"), "{summary}");
    assert!(run.stdout.contains("bokmål 2031-01-01:") && !run.stdout.contains("Ikke prøvd"), "{}", run.stdout);
}

#[test]
fn what_no_case_can_show_is_said() {
    let desk = desk();
    change(&desk, "legal-texts/klage/slik/forvaltningslov-2025.nb.md", "Skriv under.", "Skriv under for hånd.");
    change(&desk, "legal-texts/tjenester/bpa/2024-06-01.nb.md", "BPA", "Ordningen BPA");
    golden("virkning-ikke-proevd", &impact(&desk, &["--saker", "saker"]));
}

#[test]
fn an_approved_library_with_a_changed_text_gives_drafts() {
    let desk = desk();
    for folder in ["foer", "etter"] {
        fs::remove_dir_all(desk.path(folder)).unwrap();
        approved::write(&desk.path(folder));
    }
    change(&desk, "legal-texts/klage/slik/2024-06-01.nn.md", "Skriv under.", "Skriv under for hand.");
    let run = impact(&desk, &["--saker", "saker"]);
    golden("virkning-utkast", &run);
}

#[test]
fn the_review_sheet_is_the_same_bytes_twice_and_has_room_for_a_signature() {
    let desk = desk();
    change(&desk, "legal-texts/klage/slik/2024-06-01.nb.md", "Skriv under.", "Skriv under for hånd.");
    let make = |name: &str| {
        let run = impact(&desk, &["--saker", "saker", "--dato", "2026-11-22", "--pdf", name]);
        assert_eq!((run.code, run.stdout.ends_with(&format!("\n\nSkrev {name}\n"))), (0, true), "{}", run.stdout);
        desk.read(name)
    };
    let (first, second) = (make("a.pdf"), make("b.pdf"));
    assert!(first.starts_with(b"%PDF-1.7") && first == second);
    // The checks of PDF/A-2a, PDF/UA-1 and of the words look at this one.
    let kept = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("ark");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("virkning.pdf"), first).unwrap();
}

#[test]
fn a_revision_of_the_folder_in_use_is_the_before() {
    let desk = desk();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(desk.path("etter")).args(["-c", "user.name=x", "-c", "user.email=x@example.com"]);
        assert!(command.args(arguments).output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "første"]);
    change(&desk, "legal-texts/klage/slik/2024-06-01.nb.md", "Skriv under.", "Skriv under for hånd.");
    let since = |revision: &str| {
        let mot = format!("git:{revision}");
        desk.run(&["--tekster", "etter", "tekster", "virkning", "--mot", &mot, "--saker", "saker"])
    };
    golden("virkning-git", &since("HEAD"));
    golden("virkning-git-ukjent", &since("finnes-ikke"));
    for hostile in ["--output=x", "-h", "", "HEAD:legal-texts", "HEAD\n--output=x", "$(touch x)", "HEAD --output=x"] {
        let run = since(hostile);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{hostile}");
        assert!(run.stderr.contains("FIL-041") && !run.stderr.contains("output"), "{}", run.stderr);
    }
    assert!(!desk.path("x").exists() && !desk.path("etter/x").exists());
    golden("virkning-git-innebygd", &desk.run(&["tekster", "virkning", "--mot", "git:HEAD"]));
}

/// The library, with words added at the end of a file.
fn with_words(changed: &str) -> Library {
    let library = Library::embedded();
    let bytes = |path: &str| {
        let mut bytes = library.bytes(path).unwrap().to_vec();
        if path == changed {
            bytes.extend(b"\nEt nytt avsnitt.\n");
        }
        (path.to_owned(), bytes)
    };
    Library::from_files(library.paths().map(bytes).collect::<Vec<_>>())
}

fn said(house: &House, case: &Case) -> Option<Vec<String>> {
    let (prepared, _) = pipeline::prepare(house, &case.name, &case.bytes);
    let composed = pipeline::compose(&prepared?).ok()?;
    Some(composed.iter().map(|(_, composed)| review::markdown(&composed.letter)).collect())
}

#[test]
fn the_cases_that_are_not_composed_are_those_that_cannot_change() {
    let before = House::new(Library::embedded()).unwrap();
    let cases: Vec<Case> = good_cases().into_iter().map(|(name, bytes)| Case { name, bytes, made_up: None }).collect();
    let old: Vec<_> = cases.iter().map(|case| said(&before, case)).collect();
    let library = Library::embedded();
    let prose = |path: &&str| path.ends_with(".md") && !path.ends_with("README.md");
    let paths: Vec<&str> = library.paths().filter(prose).step_by(61).collect();
    let mut spared = 0;
    for path in paths {
        let after = House::new(with_words(path)).unwrap();
        let found = try_cases(&before, &after, &cases);
        let reached: BTreeSet<usize> = found.changes.iter().flat_map(|(_, cases)| cases.iter().copied()).collect();
        let differs = |index: &usize| said(&after, &cases[*index]) != old[*index];
        let expected: BTreeSet<usize> = (0..cases.len()).filter(differs).collect();
        assert_eq!(reached, expected, "{path}");
        assert!(found.composed <= 2 * cases.len());
        spared += 2 * cases.len() - found.composed;
    }
    // One changed sentence composes the letters that could have it, before and after: less than half of all.
    let after = House::new(with_words("legal-texts/klage/venteliste/2024-06-01.nb.md")).unwrap();
    let found = try_cases(&before, &after, &cases);
    assert!((1..5).contains(&found.different), "{}", found.different);
    assert!(found.composed < cases.len(), "{} of {}", found.composed, cases.len());
    assert!(spared > 500, "{spared}");
}

#[test]
fn a_new_version_is_tried_from_its_first_day_on() {
    let desk = desk();
    let new = desk.run(&["--tekster", "etter", "tekster", "ny", "innsyn", "--fra", "2028-01-01"]);
    assert_eq!(new.code, 0);
    change(&desk, "legal-texts/innsyn/2028-01-01.nn.md", "Du", "Frå no av: Du");
    let run = impact(&desk, &["--dato", "2026-11-22"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let cases = run.stdout.lines().skip_while(|line| !line.contains("Gjelder:")).nth(1).unwrap();
    assert!(cases.starts_with("    nynorsk 2028-01-01: ") && cases.contains("bpa (innvilget, "), "{cases}");
    assert!(run.stdout.contains("{+Frå no av:"), "{}", run.stdout);
}

#[test]
fn a_rate_of_next_year_is_tried_in_that_year() {
    let desk = desk();
    let path = "legal-texts/satser/egenandel.yaml";
    change(&desk, path, "{aar: 2026, beloep: 205}", "{aar: 2026, beloep: 205}\n      - {aar: 2027, beloep: 212}");
    let run = impact(&desk, &["--dato", "2026-11-22"]);
    let said = |words: &str| run.stdout.contains(words);
    assert!(said("{+212 kroner per døgn i 2027") || said("212"), "{}", run.stdout);
    assert!(said("bokmål 2027-01-01: korttidsopphold (innvilget, delvis-innvilget)"), "{}", run.stdout);
    assert!(!said("bpa"), "{}", run.stdout);
}

#[test]
fn a_folder_without_cases_is_said() {
    let desk = desk();
    fs::create_dir(desk.path("tom")).unwrap();
    golden("virkning-uten-saker", &impact(&desk, &["--saker", "tom"]));
}

#[test]
fn equal_libraries_have_no_impact() {
    golden("virkning-lik", &impact(&desk(), &[]));
}
