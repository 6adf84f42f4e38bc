//! A run's folder in an archive where nobody can write: all that only reads it works, and nothing is left there.

use crate::office::{LIBRARY, Office};
use jiff::civil::Date;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::disk::RealDisk;

/// Someone who is not root, whom root becomes: a folder without write access stops everybody but root.
const NOBODY: u32 = 65_534;

/// Every file below a folder, as the owner may see it, with its content.
fn whole(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(whole(&path)),
            false => all.push((path.display().to_string(), fs::read(&path).unwrap())),
        }
    }
    all.sort();
    all
}

fn is_root() -> bool {
    fs::metadata(LIBRARY.path()).unwrap().uid() == 0
}

/// What the program says and its exit code, run by someone who is not root.
fn said(office: &Office, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    command.args(arguments).arg("--tekster").arg(LIBRARY.path()).current_dir(office.folder.path());
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// Lets the one who runs the program have the folder, with these modes for everything below it.
fn hand_over(office: &Office, folder: &Path, mode: &str) {
    if is_root() {
        for path in [office.folder.path(), LIBRARY.path()] {
            assert!(Command::new("chmod").args(["-R", "a+rX"]).arg(path).status().unwrap().success());
        }
        let owner = Command::new("chown").args(["-R", &NOBODY.to_string()]).arg(folder).status();
        assert!(owner.unwrap().success());
        chown(office.folder.path(), Some(NOBODY), None).unwrap();
    }
    assert!(Command::new("chmod").args(["-R", mode]).arg(folder).status().unwrap().success());
}

#[test]
fn what_only_reads_a_runs_folder_works_where_nobody_can_write_and_leaves_nothing() {
    let office = Office::new();
    let settings = office.settings(&office.cases(12), "ut");
    let made = office.run(&settings).counts.brev;
    let ut = office.path("ut");
    fs::write(office.path("noekkel"), "07".repeat(32)).unwrap();
    let commands: [&[&str]; 5] = [
        &["status", "ut"],
        &["rapport", "ut"],
        &["rapport", "ut", "--format", "json"],
        &["bekreft", "ut"],
        &["send", "ut", "--proevekjoering", "--noekkel", "noekkel"],
    ];
    hand_over(&office, &ut, "u=rwX,go=");
    let writable: Vec<_> = commands.iter().map(|arguments| said(&office, arguments)).collect();
    assert!(writable[3].0.starts_with(&format!("{made} brev er like, 0 er laget med")), "{writable:?}");
    fs::remove_file(ut.join(".vedtaksbrev.laas")).unwrap();
    let before = whole(&ut);
    hand_over(&office, &ut, "u=rX,go=");
    let decision =
        Journal::open_to_read(&RealDisk, &ut).unwrap().decisions(Date::MIN, Date::MAX, false).unwrap().remove(0);
    let (number, day) = (decision.saksnummer.as_str(), decision.brevdato.as_str());
    let (_, errors, code) = said(&office, &["klage", number, "--mottatt", day, "--mappe", "ut"]);
    assert!(code == 3 && errors.contains("FIL-026"), "the folder can be written: {errors}");
    for (arguments, expected) in commands.iter().zip(writable) {
        assert_eq!(said(&office, arguments), expected, "{arguments:?}");
    }
    assert!(whole(&ut) == before);
    // The folder must be removed again.
    hand_over(&office, &ut, "u=rwX,go=");
}

#[test]
fn input_that_may_not_be_read_is_told_and_the_rest_is_made() {
    let office = Office::new();
    let input = office.cases(8);
    let whole = office.run(&office.settings(&input, "helt")).counts.ferdig;
    hand_over(&office, &input, "u=rwX,go=");
    assert!(Command::new("chmod").arg("000").arg(input.join("0002.json")).status().unwrap().success());
    let (_, errors, code) = said(&office, &["bunke", "inn", "--ut", "ut", "--noekkel", "noekkel", "--stille"]);
    assert!(code == 3 && errors.contains("feil[FIL-021]") && errors.contains("0002.json"), "{errors}");
    let letters = crate::faults::journaled(&office.path("ut")).len();
    assert!(letters >= whole - 1 && errors.matches("feil[").count() == 1, "{letters} letters: {errors}");
    assert!(!office.path("ut").join("2026-00002_vedtak.pdf").exists());
}
