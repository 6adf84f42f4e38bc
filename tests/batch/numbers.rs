//! The yearly table has exactly the numbers that the municipalities publish, also when shards are added together.

use crate::municipality::{self, BODOE_2019, FAERDER_2024, Town};
use crate::office::{LIBRARY, Office};
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use vedtaksbrev::batch::Settings;
use vedtaksbrev::batch::shard::Shard;
use vedtaksbrev::deliver::answers::Status;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::deliver::journal::records::{CaseFacts, CaseRecord, LetterRecord, RunFacts, Tilstand};
use vedtaksbrev::disk::RealDisk;
use vedtaksbrev::problem::exit_code;
use vedtaksbrev::report;

fn record(case: &Value, key: &OfficeKey) -> CaseRecord {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let part = &case["parter"][0];
    let person = key.hash("person", &format!("{}{}", part["navn"], part["foedselsdato"]));
    let lines = case["tjenester"].as_array().unwrap().iter();
    let number = word(&case["saksnummer"]);
    CaseRecord {
        kilde: number.clone(),
        sak_sha256: number.clone(),
        tilstand: Tilstand::Ferdig,
        problemer: "[]".into(),
        saksnummer: None,
        facts: Some(CaseFacts {
            saksnummer: number.clone(),
            brevtype: word(&case["brevtype"]),
            brevdato: word(&case["vedtaksdato"]),
            maalform: word(&case["maalform"]),
            avsender: word(&case["avsender"]),
            person: Some(person),
            begrunnelse: None,
            lines: lines.map(|line| (word(&line["tjeneste"]), word(&line["utfall"]))).collect(),
        }),
        sakskopi: None,
        pakker: Vec::new(),
        letters: vec![LetterRecord {
            identitet: number.clone(),
            versjon: 1,
            fil: format!("{number}.pdf"),
            pdf_sha256: String::new(),
            sider: 2,
            utkast: false,
            tekster: Vec::new(),
        }],
    }
}

fn facts(del: u32) -> RunFacts {
    let empty = String::new;
    RunFacts {
        tekster: empty(),
        program: empty(),
        typst: empty(),
        skrifter: empty(),
        del,
        av: 2,
        sakskopi: false,
        utkast: false,
    }
}

/// The folders of a town's year in two shards, with as many letters as it has cases; nothing is typeset.
pub fn folders(town: &Town, office: &Office) -> (Vec<PathBuf>, u64) {
    let key = OfficeKey::new([1; 32]);
    let cases = municipality::year(town, 1);
    let shards = cases.chunks(cases.len() / 2 + 1).enumerate().map(|(del, part)| {
        let folder = office.path(&del.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let mut journal = Journal::open(&RealDisk, &folder).unwrap();
        journal.bind_key(&key.id()).unwrap();
        let run = journal.begin(&facts(del as u32 + 1), None, Timestamp::UNIX_EPOCH).unwrap();
        let records: Vec<CaseRecord> = part.iter().map(|case| record(case, &key)).collect();
        journal.note(run, &records, 0, Timestamp::UNIX_EPOCH).unwrap();
        folder
    });
    (shards.collect(), cases.len() as u64)
}

#[test]
fn the_published_tables_come_out_exactly() {
    for town in [FAERDER_2024, BODOE_2019] {
        let office = Office::new();
        let (folders, letters) = folders(&town, &office);
        let days = (date(2025, 1, 1), date(2026, 12, 31));
        let (report, problems) = report::report(&RealDisk, &folders, Some(days.0), Some(days.1), false).unwrap();
        let Town { granted, refused, waiting, other, persons, .. } = town;
        let all = &report.i_alt;
        assert!(problems.is_empty());
        assert_eq!((all.vedtak(), all.personer(), report.brev), (town.decisions(), persons, letters));
        assert_eq!((all.innvilget + all.delvis_innvilget, all.avslag), (granted, refused));
        assert_eq!((all.venteliste, all.annet), (waiting, other));
        let sum = |rows: &std::collections::BTreeMap<String, report::Row>| {
            rows.values().map(report::Row::vedtak).sum::<u64>()
        };
        assert_eq!((sum(&report.tjenester), sum(&report.maaneder)), (all.vedtak(), all.vedtak()));
    }
    let published = |town: Town| (town.decisions(), town.granted, town.refused);
    assert_eq!(published(FAERDER_2024), (3_548, 3_463, 62));
    assert_eq!(published(BODOE_2019), (6_415, 6_329, 52));
}

#[test]
fn a_folder_that_is_named_twice_or_copied_counts_once() {
    let office = Office::new();
    let (folders, _) = folders(&FAERDER_2024.scaled(60), &office);
    let copy = office.path("kopi");
    std::fs::create_dir_all(&copy).unwrap();
    std::fs::copy(folders[0].join("journal.sqlite"), copy.join("journal.sqlite")).unwrap();
    let (once, _) = report::report(&RealDisk, &folders, None, None, false).unwrap();
    let again = [folders.as_slice(), &[copy, folders[1].join(".")]].concat();
    let (twice, problems) = report::report(&RealDisk, &again, None, None, false).unwrap();
    assert_eq!(once, twice);
    assert_eq!(problems.iter().map(|it| it.code).collect::<Vec<_>>(), ["UT-062"]);
}

#[test]
fn an_answer_about_a_letter_that_lies_in_several_folders_counts_once_and_the_newest_does() {
    let office = Office::new();
    let (folders, _) = folders(&FAERDER_2024.scaled(60), &office);
    let [copy, later] = ["kopi", "nyere-kopi"].map(|name| office.path(name));
    let answer = |folder: &Path, letter: &str, word: &str, second: i64| {
        let (status, tid) = (Status::from_word(word).unwrap(), Timestamp::from_second(second).unwrap());
        let journal = Journal::open_existing(&RealDisk, folder).unwrap();
        assert!(journal.record_answer(&(letter.to_owned(), 1), (status, None), tid, tid).unwrap());
    };
    answer(&folders[0], "2026/00001", "LEST", 10);
    answer(&folders[0], "2026/00002", "SENDT_DIGITALT", 10);
    for copy in [&copy, &later] {
        std::fs::create_dir_all(copy).unwrap();
        std::fs::copy(folders[0].join("journal.sqlite"), copy.join("journal.sqlite")).unwrap();
    }
    // What was answered since is read into one of the copies only, and it is not the first.
    answer(&later, "2026/00002", "LEST", 20);
    answer(&later, "2026/00003", "LEST", 20);
    let counted = |folders: &[PathBuf]| report::report(&RealDisk, folders, None, None, false).unwrap().0.svar;
    let count = |pairs: &[(&str, u64)]| pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
    let first: BTreeMap<String, u64> = count(&[("svarut LEST", 1), ("svarut SENDT_DIGITALT", 1)]);
    assert_eq!(counted(&folders), first);
    assert_eq!(counted(&[folders[0].clone(), copy.clone()]), first);
    assert_eq!(counted(&[folders[0].clone(), copy, later]), count(&[("svarut LEST", 3)]));
}

#[test]
fn shards_are_reported_confirmed_and_missed_and_a_complaint_is_counted() {
    let office = Office::new();
    let input = office.cases(24);
    for del in [1, 2] {
        office.run(&Settings { shard: Shard { del, av: 3 }, ..office.settings(&input, &format!("del{del}")) });
    }
    let (one, two) = (office.path("del1"), office.path("del2"));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
        command.arg("--tekster").arg(LIBRARY.path()).args(arguments);
        let output = command.output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap(), output.status.code())
    };
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let (status, _, _) = run(&["status", one, two]);
    assert!(status.contains("Mangler del 3/3") && status.contains("del 1/3"), "{status}");
    let (confirmed, errors, code) = run(&["bekreft", one, two]);
    assert!(confirmed.contains(" 0 er ulike, 0 mangler, 0 er endret") && code == Some(0), "{confirmed}{errors}");
    let journal = Journal::open_existing(&RealDisk, std::path::Path::new(one)).unwrap();
    let decision = journal.decisions(date(2024, 1, 1), date(2027, 1, 1), false).unwrap().remove(0);
    let (saksnummer, day) = (decision.saksnummer.as_str(), decision.brevdato.as_str());
    let (_, errors, code) = run(&["klage", saksnummer, "--mottatt", day, "--mappe", one]);
    assert_eq!(code, Some(0), "{errors}");
    run(&["klage", saksnummer, "--mottatt", day, "--utfall", "stadfestet", "--mappe", one]);
    // An unknown case, a day before the letter, and a day that has not come.
    for (saksnummer, day, wrong) in
        [("1999/1", day, "UT-061"), (saksnummer, "2020-12-20", "UT-065"), (saksnummer, "9999-01-01", "UT-066")]
    {
        let (_, errors, code) = run(&["klage", saksnummer, "--mottatt", day, "--mappe", one]);
        assert!(code == Some(2) && errors.contains(wrong), "{errors}");
    }
    let (table, _, _) = run(&["rapport", one, two]);
    assert!(table.contains("Klager: 1  stadfestet 1"), "{table}");
    let (json, _, _) = run(&["rapport", one, two, "--format", "json"]);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert!(value["i_alt"]["vedtak"].as_u64().unwrap() > 0);
    let (csv, _, _) = run(&["rapport", one, two, "--format", "csv"]);
    assert!(csv.lines().all(|line| line.matches(';').count() == 8), "{csv}");
    let pdf = std::fs::read_dir(one).unwrap().map(|it| it.unwrap().path());
    let pdf: Vec<_> = pdf.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    std::fs::remove_file(&pdf[0]).unwrap();
    std::fs::write(&pdf[1], b"endret").unwrap();
    let (confirmed, errors, code) = run(&["bekreft", one]);
    assert!(confirmed.contains("1 mangler, 1 er endret") && code == Some(1), "{confirmed}{errors}");
}

#[test]
fn letters_without_copies_are_confirmed_from_the_cases() {
    let office = Office::new();
    let input = office.cases(8);
    let settings = Settings { copies: false, ..office.settings(&input, "ut") };
    let letters = office.run(&settings).counts.brev;
    let folders = [settings.folder];
    let (without, problems) = vedtaksbrev::confirm::confirm(&RealDisk, &folders, None, 2);
    assert_eq!((without.uten_sak, without.like), (letters, 0));
    assert!(exit_code(&problems) == 1 && problems[0].code == "UT-055", "nothing was confirmed: {problems:?}");
    let (with, problems) = vedtaksbrev::confirm::confirm(&RealDisk, &folders, Some(&input), 2);
    assert_eq!((with.uten_sak, with.like, problems.len()), (0, letters, 0), "{problems:?}");
    // A copy that was altered is not a copy that is not there, and a library that is gone is told once.
    let kept = office.settings(&input, "med");
    office.run(&kept);
    let copy = std::fs::read_dir(kept.folder.join("saker")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&copy, std::fs::read_to_string(&copy).unwrap() + "\n").unwrap();
    let confirm = || vedtaksbrev::confirm::confirm(&RealDisk, std::slice::from_ref(&kept.folder), None, 2);
    let (altered, problems) = confirm();
    assert!(altered.uten_sak > 0 && altered.like > 0 && problems[0].message.contains("kopien av saken er endret"));
    std::fs::remove_dir_all(kept.folder.join("tekster")).unwrap();
    let (without, problems) = confirm();
    assert_eq!((without.uten_sak, problems.len(), problems[0].code), (letters, 1, "UT-050"), "{problems:?}");
    assert_eq!(exit_code(&problems), 1);
    // Without a case it is still seen whether a letter lies there as it was made.
    let made: Vec<_> = crate::faults::journaled(&folders[0]).into_iter().collect();
    std::fs::remove_file(folders[0].join(&made[0])).unwrap();
    std::fs::write(folders[0].join(&made[1]), b"endret").unwrap();
    let (without, _) = vedtaksbrev::confirm::confirm(&RealDisk, &folders, None, 2);
    assert_eq!((without.uten_sak, without.mangler, without.endret), (letters - 2, 1, 1));
}
