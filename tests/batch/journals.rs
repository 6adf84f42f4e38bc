//! Journals that are older, newer, busy, moved, lost or made up, and a clock that jumps.

use crate::faults::journaled;
use crate::office::{HOUSE, Office, codes, letters};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use vedtaksbrev::batch::{self, Settings};
use vedtaksbrev::confirm::confirm;
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::deliver::journal::{Journal, VERSION};
use vedtaksbrev::deliver::receipt::sha256;
use vedtaksbrev::disk::RealDisk;
use vedtaksbrev::problem::exit_code;

fn sql(folder: &Path, statements: &str) {
    Connection::open(folder.join("journal.sqlite")).unwrap().execute_batch(statements).unwrap();
}

/// Begins a run and stops it at once.
fn stopped(settings: &Settings) {
    let stop = AtomicBool::new(true);
    let outcome = batch::run(&HOUSE, &RealDisk, &OfficeKey::new([7; 32]), settings, &stop).unwrap();
    assert!(!outcome.finished);
}

#[test]
fn a_clock_that_jumps_changes_neither_what_is_done_nor_what_comes_next() {
    for year in ["2099", "1970"] {
        let office = Office::new();
        let input = office.cases(10);
        let settings = office.settings(&input, "ut");
        let made = office.run(&settings).counts.ferdig;
        let moment = format!("{year}-01-01T00:00:00Z");
        let jump = format!(
            "UPDATE kjoering SET startet = '{moment}', avsluttet = '{moment}'; UPDATE sak SET tid = '{moment}';"
        );
        sql(&settings.folder, &jump);
        let again = office.run(&settings);
        assert_eq!((again.counts.uendret, again.counts.ferdig), (made, 0), "{year}");
        let case = fs::read_to_string(input.join("0002.json")).unwrap();
        fs::write(input.join("0002.json"), case.replacen("Eksempel", "Ekstra", 1).replacen("Prøve", "Ekstra", 1))
            .unwrap();
        stopped(&settings);
        sql(&settings.folder, &format!("UPDATE kjoering SET startet = '{moment}'"));
        let third = office.run(&Settings { resume: true, ..settings.clone() });
        assert_eq!((third.counts.uendret, third.counts.ferdig), (made - 1, 1), "{year}: {:?}", third.problems);
        let journal = Journal::open_existing(&RealDisk, &settings.folder).unwrap();
        let newest = journal.newest_run().unwrap().unwrap();
        assert!(newest.id == 3 && newest.avsluttet.is_some());
        let newer = letters(&settings.folder).into_keys().filter(|name| name.contains("_v2.")).count();
        assert!(newer >= 2, "{year}: the change is the second version");
    }
}

#[test]
fn an_older_journal_is_brought_up_to_date_and_a_newer_one_is_left_alone() {
    let office = Office::new();
    let settings = office.settings(&office.cases(10), "ut");
    let made = office.run(&settings).counts.ferdig;
    let later = "DROP TABLE klage; ALTER TABLE kjoering DROP COLUMN andre; DROP TABLE utboks; DROP TABLE svar; DROP TABLE svar_id; DROP TABLE pakke; DROP INDEX brev_likt;";
    sql(&settings.folder, &format!("{later} PRAGMA user_version = 1;"));
    let again = office.run(&settings);
    assert_eq!((again.counts.uendret, again.finished), (made, true), "{:?}", again.problems);
    let journal = Journal::open_existing(&RealDisk, &settings.folder).unwrap();
    assert_eq!(journal.complaints(jiff::civil::Date::MIN, jiff::civil::Date::MAX).unwrap(), []);
    drop(journal);
    sql(&settings.folder, &format!("PRAGMA user_version = {}", VERSION + 1));
    let before = fs::read(settings.folder.join("journal.sqlite")).unwrap();
    let problem = office.try_run(&RealDisk, &settings).err().unwrap();
    assert_eq!((problem.code, exit_code(&[problem])), ("UT-021", 2));
    assert!(before == fs::read(settings.folder.join("journal.sqlite")).unwrap());
}

#[test]
fn a_journal_that_another_program_holds_is_told_after_a_while() {
    let office = Office::new();
    let settings = office.settings(&office.cases(4), "ut");
    office.run(&settings);
    let other = Connection::open(settings.folder.join("journal.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let problem = office.try_run(&RealDisk, &settings).err().unwrap();
    assert_eq!((problem.code, exit_code(&[problem])), ("UT-024", 3));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(office.run(&settings).finished);
}

#[test]
fn a_folder_that_is_moved_is_completed_and_confirmed_where_it_is() {
    let office = Office::new();
    let input = office.cases(10);
    let settings = office.settings(&input, "ut");
    stopped(&settings);
    let moved = Settings { resume: true, ..office.settings(&input, "flyttet") };
    fs::rename(&settings.folder, &moved.folder).unwrap();
    let made = office.run(&moved).counts.brev;
    let again = office.path("og-igjen");
    fs::rename(&moved.folder, &again).unwrap();
    let (confirmed, problems) = confirm(&RealDisk, &[again], None, 2);
    assert_eq!((confirmed.like, problems.len()), (made, 0), "{problems:?}");
}

#[test]
fn letters_without_a_journal_are_not_written_over() {
    let office = Office::new();
    let settings = office.settings(&office.cases(4), "ut");
    office.run(&settings);
    let before = letters(&settings.folder);
    fs::remove_file(settings.folder.join("journal.sqlite")).unwrap();
    let problem = office.try_run(&RealDisk, &settings).err().unwrap();
    assert_eq!((problem.code, exit_code(&[problem])), ("UT-033", 2));
    assert!(before == letters(&settings.folder));
}

#[test]
fn a_journal_that_is_made_up_reaches_nothing_outside_its_folder() {
    let office = Office::new();
    let settings = office.settings(&office.cases(4), "ut");
    office.run(&settings);
    fs::write(office.path("utenfor.pdf"), b"urelatert").unwrap();
    sql(&settings.folder, "UPDATE brev SET tilstand = 'trukket', fil = '../utenfor.pdf'");
    office.run(&settings);
    assert!(office.path("utenfor.pdf").exists());
}

#[test]
fn a_letter_that_is_gone_when_a_stopped_run_goes_on_is_made_again_and_keeps_its_row() {
    let office = Office::new();
    let input = office.cases(10);
    let settings = office.settings(&input, "ut");
    office.run(&settings);
    let (before, rows) = (letters(&settings.folder), journaled(&settings.folder));
    sql(&settings.folder, "UPDATE kjoering SET avsluttet = NULL");
    for gone in [".pdf", ".kvittering.json"] {
        let name = before.keys().find(|name| name.ends_with(gone)).unwrap();
        fs::remove_file(settings.folder.join(name)).unwrap();
        let outcome = office.run(&Settings { resume: true, ..settings.clone() });
        assert!(outcome.finished && letters(&settings.folder) == before, "{gone}");
        assert_eq!(journaled(&settings.folder), rows, "{gone}");
        sql(&settings.folder, "UPDATE kjoering SET avsluttet = NULL");
    }
}

#[test]
fn another_version_of_the_program_and_files_from_elsewhere_are_told_apart() {
    let office = Office::new();
    let settings = office.settings(&office.cases(6), "ut");
    let made = office.run(&settings).counts.brev;
    let name = journaled(&settings.folder).into_iter().next().unwrap();
    let other = b"%PDF-1.7 slik en eldre versjon skrev det";
    fs::write(settings.folder.join(&name), other).unwrap();
    let hash = sha256(other);
    sql(
        &settings.folder,
        &format!("UPDATE kjoering SET program = '0.0.9'; UPDATE brev SET pdf_sha256 = '{hash}' WHERE fil = '{name}'"),
    );
    fs::write(settings.folder.join("fremmed.pdf"), b"").unwrap();
    fs::write(settings.folder.join("fremmed.kvittering.json"), b"").unwrap();
    let (confirmed, problems) = confirm(&RealDisk, std::slice::from_ref(&settings.folder), None, 2);
    assert_eq!((confirmed.like, confirmed.annen_programversjon, confirmed.ulike), (made - 1, 1, 0), "{problems:?}");
    let told: Vec<(&str, bool)> = problems.iter().map(|it| (it.code, it.is_error())).collect();
    assert_eq!(told, [("UT-053", false), ("UT-056", false)], "{problems:?}");
    assert!(problems[0].message.starts_with("Annen programversjon: brevet ble laget med 0.0.9"));
    assert!(problems[1].message.starts_with("2 filer") && problems[1].place.file.ends_with("fremmed.pdf"));
    sql(&settings.folder, "UPDATE kjoering SET program = '0.1.0'");
    let (confirmed, problems) = confirm(&RealDisk, &[settings.folder], None, 2);
    assert_eq!((confirmed.ulike, codes_of(&problems)[0]), (1, "UT-054"), "the same program must give the same bytes");
}

fn codes_of(problems: &[vedtaksbrev::problem::Problem]) -> Vec<&'static str> {
    problems.iter().map(|it| it.code).collect()
}

#[test]
fn case_numbers_that_differ_only_in_capitals_are_refused_together_and_long_ones_fit() {
    let office = Office::new();
    let input = office.cases(4);
    let one = fs::read_to_string(input.join("0000.json")).unwrap();
    for (file, number) in
        [("7001.json", "2026/ab1"), ("7002.json", "2026/AB1"), ("7003.json", "A-B-C-D-E-F-G-H-I-J-K-L-M-N-O-P-Q-R-S-T")]
    {
        fs::write(input.join(file), one.replace("2026/00000", number)).unwrap();
    }
    let outcome = office.run(&office.settings(&input, "ut"));
    assert_eq!(outcome.counts.feilet, 2, "{:?}", outcome.problems);
    assert!(codes(&outcome).contains(&"SAK-099"));
    assert!(letters(&office.path("ut")).keys().any(|name| name.starts_with("A--B--C--D")));
}

#[test]
fn case_numbers_that_differ_only_in_capitals_are_refused_also_when_the_first_is_from_an_earlier_run() {
    let office = Office::new();
    let case = fs::read_to_string(office.cases(4).join("0000.json")).unwrap();
    let run = |number: &str, others: &[(&str, &str)]| {
        let input = office.path("en");
        fs::create_dir_all(&input).unwrap();
        let case = case.replace("2026/00000", number);
        fs::write(input.join("sak.json"), others.iter().fold(case, |case, (old, new)| case.replacen(old, new, 1)))
            .unwrap();
        office.run(&office.settings(&input, "ut"))
    };
    assert_eq!(run("2026/ab1", &[]).counts.ferdig, 1);
    let before = letters(&office.path("ut"));
    let twin = run("2026/AB1", &[]);
    assert_eq!((twin.counts.feilet, twin.counts.ferdig), (1, 0), "{:?}", twin.problems);
    let told = twin.problems.iter().find(|problem| problem.code == "SAK-110").unwrap();
    assert!(told.message.contains(": 2026/ab1/vedtak/"), "{told}");
    assert!(letters(&office.path("ut")) == before, "the letter that may have been sent is as it was");
    // Spelt as the first time it is the same case, and with a number of its own it is another letter.
    assert_eq!(run("2026/ab1", &[("Eksempel", "Ekstra")]).counts.ferdig, 1);
    assert_eq!(run("2026/AB1", &[("{", "{\"nummer\": 2, ")]).counts.ferdig, 1);
}

#[test]
fn whoever_looks_on_while_a_run_begins_is_in_nobodys_way() {
    let office = Office::new();
    let input = office.cases(4);
    for round in 0..3 {
        let settings = office.settings(&input, &format!("ut{round}"));
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !over.load(std::sync::atomic::Ordering::Relaxed) {
                    if let Err(problem) = Journal::open_existing(&RealDisk, &settings.folder) {
                        assert_eq!(problem.code, "UT-023");
                    }
                }
            });
            let outcome = office.try_run(&RealDisk, &settings);
            over.store(true, std::sync::atomic::Ordering::Relaxed);
            assert!(outcome.as_ref().is_ok_and(|it| it.finished), "{:?}", outcome.map(|it| it.problems));
        });
    }
}
