//! `tekster virkning`: exactly which letters a change reaches.

use crate::golden::golden;
use crate::run::{Desk, Run, good_cases};
use std::fs;

/// A desk with the library in `foer` and in `etter`, and some of the good cases in `saker`.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["tekster", "hent-ut", "foer"]);
    desk.run(&["tekster", "hent-ut", "etter"]);
    fs::create_dir(desk.path("saker")).unwrap();
    let chosen = ["foerste-brev", "praktisk-bistand-avslag", "korttidsopphold-delvis", "stoettekontakt-avslag-nn"];
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
fn a_new_version_is_tried_from_its_first_day_on() {
    let desk = desk();
    let new = desk.run(&["--tekster", "etter", "tekster", "ny", "innsyn", "--fra", "2028-01-01"]);
    assert_eq!(new.code, 0);
    change(&desk, "legal-texts/innsyn/2028-01-01.nn.md", "Du", "Frå no av: Du");
    let run = impact(&desk, &["--dato", "2026-11-22"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let cases = run.stdout.lines().find(|line| line.contains("Gjelder:")).unwrap();
    assert!(!cases.contains("2026-11-22") && !cases.contains(" nb ") && cases.contains("bpa avslag nn 2028-01-01"));
    assert!(run.stdout.contains("{+Frå no av:"), "{}", run.stdout);
}

#[test]
fn equal_libraries_have_no_impact() {
    golden("virkning-lik", &impact(&desk(), &[]));
}
