//! What may have been sent, or belongs to someone, is never written over.

use crate::approved;
use crate::golden::golden;
use crate::run::{Desk, FIRST, Run};
use std::fs;

const LETTER: &str = "brev/2026-00100_vedtak_2026-11-23_1_soeker.pdf";

/// A desk with the first case and an approved library in `t`.
fn office() -> Desk {
    let desk = Desk::with_first_case();
    approved::write(&desk.path("t"));
    desk
}

fn lag(desk: &Desk, arguments: &[&str]) -> Run {
    desk.run(&[&["lag", "sak.yaml", "--ut", "brev", "--stille"], arguments].concat())
}

/// The case as a caseworker corrects it: another extent.
fn corrected() -> String {
    let case = FIRST.replace("Vedtaket varer", "Dette vedtaket varer").replace("hjelp", "bistand");
    assert_ne!(case, FIRST);
    case
}

/// Everything in the letters' folder.
fn folder(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let names = desk.files().into_iter().filter(|file| file.starts_with("brev/"));
    names.map(|name| (name.clone(), desk.read(&name))).collect()
}

#[test]
fn a_draft_is_made_again_while_the_case_is_corrected() {
    let desk = Desk::with_first_case();
    assert_eq!(lag(&desk, &[]).code, 0);
    let first = desk.read(LETTER);
    desk.write("sak.yaml", corrected());
    let run = lag(&desk, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_ne!(desk.read(LETTER), first);
    // The approved texts make it final, and a final letter may take a draft's place.
    approved::write(&desk.path("t"));
    assert_eq!(lag(&desk, &["--tekster", "t"]).code, 0);
}

#[test]
fn a_final_letter_keeps_its_place_and_the_same_one_may_be_made_again() {
    let desk = office();
    assert_eq!(lag(&desk, &["--tekster", "t"]).code, 0);
    assert_eq!(lag(&desk, &["--tekster", "t", "--hvorfor"]).code, 0);
    let before = folder(&desk);
    desk.write("sak.yaml", corrected());
    golden("lag-ferdig-brev", &lag(&desk, &["--tekster", "t"]));
    // Not for a draft either.
    assert_eq!(lag(&desk, &[]).code, 2);
    assert_eq!(folder(&desk), before);
    desk.write("sak.yaml", corrected().replace("brevtype: vedtak", "brevtype: vedtak\nnummer: 2"));
    let run = lag(&desk, &["--tekster", "t"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // A letter whose receipt is gone may be anything.
    fs::remove_file(desk.path(&LETTER.replace(".pdf", ".kvittering.json"))).unwrap();
    desk.write("sak.yaml", corrected());
    assert_eq!(lag(&desk, &["--tekster", "t"]).code, 2);
}

#[test]
fn a_letter_that_a_journal_knows_is_not_changed_by_lag_even_when_it_is_a_draft_or_gone() {
    for draft in [false, true] {
        let desk = office();
        fs::create_dir(desk.path("inn")).unwrap();
        desk.write("inn/sak.yaml", FIRST);
        let library: &[&str] = if draft { &["--utkast"] } else { &["--tekster", "t"] };
        let run = ["bunke", "inn", "--ut", "brev", "--pakke", "arkiv", "--noekkel", "noekkel"];
        let run = if draft {
            run.iter().filter(|it| !["--pakke", "arkiv"].contains(*it)).copied().collect()
        } else {
            run.to_vec()
        };
        let run = desk.run(&[&run, library].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let library = &library[usize::from(draft)..];
        let before = folder(&desk);
        // The same letter, and what it was packed in, stay.
        let run = lag(&desk, library);
        assert_eq!((run.code, folder(&desk) == before), (0, true), "{}", run.stderr);
        desk.write("sak.yaml", corrected());
        let run = lag(&desk, library);
        if !draft {
            golden("lag-i-journal", &run);
        }
        assert_eq!((run.code, folder(&desk) == before), (2, true), "{}", run.stderr);
        fs::remove_file(desk.path(LETTER)).unwrap();
        assert_eq!((lag(&desk, library).code, desk.path(LETTER).exists()), (2, false));
        desk.write("sak.yaml", FIRST);
        assert_eq!((lag(&desk, library).code, folder(&desk) == before), (0, true));
        assert_eq!(desk.run(&["bekreft", "brev"]).code, 0);
    }
}

#[test]
fn a_file_that_is_asked_for_by_name_takes_the_place_of_no_other() {
    let desk = office();
    fs::create_dir(desk.path("inn")).unwrap();
    desk.write("inn/sak.yaml", FIRST);
    let run = desk.run(&["bunke", "inn", "--ut", "brev", "--noekkel", "noekkel", "--tekster", "t"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let before = folder(&desk);
    let report = |file: &str, arguments: &[&str]| {
        desk.run(&[&["rapport", "brev", "--format", "csv", "--til-fil", file, "--stille"], arguments].concat())
    };
    golden("rapport-over-journal", &report("brev/journal.sqlite", &["--overskriv"]));
    golden("rapport-over-fil", &report("sak.yaml", &[]));
    assert_eq!(report(LETTER, &["--overskriv"]).code, 2);
    assert_eq!((report("tall.csv", &[]).code, report("tall.csv", &[]).code), (0, 2));
    assert_eq!(report("tall.csv", &["--overskriv"]).code, 0);
    let impact = |file: &str| desk.run(&["tekster", "virkning", "--mot", "t", "--saker", "inn", "--pdf", file]);
    golden("virkning-over-fil", &impact("inn/sak.yaml"));
    assert_eq!((impact(LETTER).code, impact("virkning.pdf").code), (2, 0));
    assert_eq!(folder(&desk), before);
    assert_eq!(desk.read("sak.yaml"), FIRST.as_bytes());
    assert_eq!(desk.read("inn/sak.yaml"), FIRST.as_bytes());
}

#[test]
fn an_outcome_of_a_complaint_that_is_replaced_is_told() {
    let desk = office();
    fs::create_dir(desk.path("inn")).unwrap();
    desk.write("inn/sak.yaml", FIRST);
    let run = desk.run(&["bunke", "inn", "--ut", "brev", "--noekkel", "noekkel", "--tekster", "t"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let complain = |outcome: &str| {
        let run = ["klage", "2026/00100", "--mottatt", "2026-11-23", "--utfall", outcome, "--mappe", "brev"];
        desk.run(&run).stdout
    };
    assert_eq!(complain("stadfestet"), "Klagen er ført på 2026/00100.\n");
    assert_eq!(complain("stadfestet"), "Klagen er ført på 2026/00100.\n");
    assert!(complain("omgjort").contains("endret fra stadfestet til omgjort"));
}
