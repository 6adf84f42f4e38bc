//! What a run does with cases that are new, known, changed, wrong or twins.

use crate::municipality::{self, FAERDER_2024};
use crate::office::{Office, codes, letters};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::AtomicBool;
use vedtaksbrev::batch::shard::Shard;
use vedtaksbrev::batch::{self, Settings};
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::disk::RealDisk;
use vedtaksbrev::pipeline::House;
use vedtaksbrev::problem::exit_code;
use vedtaksbrev::report;
use vedtaksbrev::texts::library::Library;

#[test]
fn the_same_cases_again_are_passed_over_and_a_changed_one_is_a_new_version() {
    let office = Office::new();
    let input = office.cases(30);
    let settings = office.settings(&input, "ut");
    let first = office.run(&settings);
    assert_eq!((first.counts.feilet, first.finished), (0, true), "{:?}", first.problems);
    let before = letters(&settings.folder);
    assert_eq!(before.len(), 2 * first.counts.brev);
    let second = office.run(&settings);
    assert_eq!((second.counts.ferdig, second.counts.uendret), (0, first.counts.ferdig));
    assert!(letters(&settings.folder) == before);
    let changed = input.join("0003.json");
    let case = fs::read_to_string(&changed).unwrap();
    fs::write(&changed, case.replacen("1 ", "1  ", 1).replace("Eksempel", "Ekstra")).unwrap();
    let third = office.run(&settings);
    assert_eq!((third.counts.ferdig, third.counts.uendret), (1, first.counts.ferdig - 1), "{:?}", third.problems);
    let after = letters(&settings.folder);
    assert!(before.iter().all(|(name, hash)| after.get(name) == Some(hash)), "the earlier letters are kept");
    let new: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert!(!new.is_empty() && new.iter().all(|name| name.contains("_v2.")), "{new:?}");
}

#[test]
fn a_letter_that_is_gone_from_the_disk_is_made_again_to_the_same_bytes() {
    let office = Office::new();
    let settings = office.settings(&office.cases(12), "ut");
    office.run(&settings);
    let before = letters(&settings.folder);
    let gone = before.keys().find(|name| name.ends_with(".pdf")).unwrap();
    fs::remove_file(settings.folder.join(gone)).unwrap();
    let outcome = office.run(&settings);
    assert!(letters(&settings.folder) == before);
    assert_eq!((outcome.counts.gjenskapt, outcome.counts.ferdig), (1, 0));
    let list = fs::read_to_string(office.path("ut/resultat.jsonl")).unwrap();
    assert_eq!(list.matches("\"gjenskapt\":true").count(), 1, "{list}");
    assert!(list.lines().find(|line| line.contains("gjenskapt")).unwrap().contains(gone.as_str()), "{list}");
}

#[test]
fn what_the_list_says_last_of_a_case_is_what_became_of_it_in_a_file_of_lines_too() {
    let office = Office::new();
    let mut lines: Vec<String> = municipality::year(&FAERDER_2024.scaled(12), 1).iter().map(Value::to_string).collect();
    let (number, good) = ("2026/00001", lines.len() as u64);
    lines.push(lines[1].clone());
    lines.push(format!("{{\"saksnummer\": \"{number}\", \"tull\": 1}}"));
    lines.push("{\"saksnummer\": \"14835810004\", \"tull\": 1}".to_owned());
    fs::write(office.path("inn.jsonl"), lines.join("\n")).unwrap();
    let outcome = office.run(&office.settings(&office.path("inn.jsonl"), "ut"));
    assert_eq!(outcome.counts.feilet, 4, "{:?}", outcome.problems);
    let list = fs::read_to_string(office.path("ut/resultat.jsonl")).unwrap();
    let mut last = BTreeMap::new();
    for line in list.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        last.insert((case["sak"].as_str().unwrap().to_owned(), case["linje"].as_u64().unwrap()), case);
    }
    assert_eq!(last.len(), lines.len(), "a case has one place, whatever became of it");
    for ((_, line), case) in &last {
        let failed = *line == 2 || *line > good;
        assert_eq!(case["tilstand"] == "feilet", failed, "{case}");
        let files = case["brev"].as_array().unwrap();
        assert!(files.iter().all(|it| office.path("ut").join(it["fil"].as_str().unwrap()).exists()), "{case}");
        let known = *line as usize != lines.len();
        assert_eq!(case["saksnummer"].is_string(), known, "{case}");
        assert!(!failed || !known || case["saksnummer"] == number, "{case}");
    }
}

#[test]
fn one_bad_case_never_stops_the_next_and_its_cause_is_said_once() {
    let office = Office::new();
    let input = office.cases(12);
    let whole = office.run(&office.settings(&input, "helt")).counts;
    for name in ["0100.json", "0101.json", "0102.json"] {
        fs::write(input.join(name), "{\"saksnummer\": \"2026/9\", \"ukjent_felt_som_heter_kari\": 1}").unwrap();
    }
    fs::write(input.join("0000a.yaml"), "a: [").unwrap();
    let outcome = office.run(&office.settings(&input, "ut"));
    assert_eq!((outcome.counts.ferdig, outcome.counts.feilet), (whole.ferdig, 4));
    assert!(outcome.finished);
    let unread = outcome.problems.iter().filter(|problem| problem.message.contains("3 saker")).count();
    assert!(unread > 0, "{:?}", outcome.problems);
    let list = fs::read_to_string(office.path("ut/resultat.jsonl")).unwrap();
    assert_eq!(list.lines().count(), whole.ferdig + 4);
    let failed = list.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    assert_eq!(failed.filter(|line| line["tilstand"] == "feilet").count(), 4);
}

#[test]
fn the_same_letter_twice_in_a_run_is_an_error_for_both_wherever_they_stand() {
    for copy in ["0000b.json", "9999.json"] {
        let office = Office::new();
        let input = office.cases(12);
        let all = office.run(&office.settings(&input, "helt")).counts;
        fs::copy(input.join("0000.json"), input.join(copy)).unwrap();
        let settings = office.settings(&input, "ut");
        let outcome = office.run(&settings);
        assert_eq!((outcome.counts.ferdig, outcome.counts.feilet), (all.ferdig - 1, 2), "{copy}");
        assert!(codes(&outcome).contains(&"SAK-099"));
        let (twin, whole) = (letters(&settings.folder), letters(&office.path("helt")));
        assert!(twin.len() < whole.len() && twin.iter().all(|(name, hash)| whole.get(name) == Some(hash)));
        assert!(!twin.keys().any(|name| name.starts_with("2026-00000_")));
        // Without the copy, the next run makes the letter, under its first name.
        fs::remove_file(input.join(copy)).unwrap();
        office.run(&settings);
        assert!(letters(&settings.folder) == whole);
    }
}

#[test]
fn a_rehearsal_releases_nothing() {
    let office = Office::new();
    let input = office.cases(8);
    let rehearsal = Settings { rehearsal: true, ..office.settings(&input, "proeve") };
    let outcome = office.run(&rehearsal);
    assert!(outcome.counts.brev > 0 && outcome.finished);
    let mut names: Vec<String> =
        fs::read_dir(&rehearsal.folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, [".vedtaksbrev.laas", "proevekjoering.jsonl"]);
}

#[test]
fn drafts_are_refused_unless_they_are_asked_for() {
    let office = Office::new();
    let input = office.cases(8);
    let house = House::new(Library::embedded()).unwrap();
    let run = |settings: &Settings| {
        batch::run(&house, &RealDisk, &OfficeKey::new([7; 32]), settings, &AtomicBool::new(false)).unwrap()
    };
    let refused = run(&office.settings(&input, "ut"));
    assert_eq!((refused.counts.ferdig, refused.counts.brev, refused.finished), (0, 0, true));
    assert!(codes(&refused).contains(&"UT-042") && letters(&office.path("ut")).is_empty());
    let drafts = run(&Settings { drafts: true, ..office.settings(&input, "utkast") });
    assert_eq!((drafts.counts.feilet, drafts.counts.ferdig), (0, refused.counts.feilet));
    let list = fs::read_to_string(office.path("utkast/resultat.jsonl")).unwrap();
    assert!(list.lines().all(|line| line.contains("\"utkast\":true")), "{list}");
    // A draft is no decision.
    let report = |drafts| report::report(&RealDisk, &[office.path("utkast")], None, None, drafts).unwrap();
    let ((without, warned), (with, silent)) = (report(false), report(true));
    assert_eq!((without.i_alt.vedtak(), without.brev, with.brev as usize), (0, 0, drafts.counts.brev));
    assert!(warned[0].code == "UT-067" && with.i_alt.vedtak() > 0 && silent.is_empty(), "{warned:?} {silent:?}");
    // What was asked for as drafts is not passed over when drafts are not wanted.
    let after = run(&office.settings(&input, "utkast"));
    assert_eq!((after.counts.uendret, after.counts.feilet), (0, drafts.counts.ferdig), "{:?}", after.problems);
}

#[test]
fn letters_are_not_written_among_the_cases() {
    let office = Office::new();
    let input = office.cases(4);
    for out in [input.clone(), input.join("ut/mer")] {
        let problem =
            office.try_run(&RealDisk, &Settings { folder: out, ..office.settings(&input, "") }).err().unwrap();
        assert_eq!((problem.code, exit_code(&[problem])), ("BRUK-025", 2));
    }
    assert!(!input.join("ut").exists());
}

#[test]
fn copies_of_cases_are_the_users_alone_and_only_kept_when_wanted() {
    let office = Office::new();
    let input = office.cases(8);
    office.run(&office.settings(&input, "ut"));
    for entry in fs::read_dir(office.path("ut/saker")).unwrap() {
        assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(fs::metadata(office.path("ut/journal.sqlite")).unwrap().permissions().mode() & 0o777, 0o600);
    office.run(&Settings { copies: false, ..office.settings(&input, "uten") });
    assert!(!office.path("uten/saker").exists());
}

#[test]
fn letters_are_the_same_with_one_thread_or_many_as_lines_or_files_and_in_shards() {
    let office = Office::new();
    let input = office.cases(40);
    let whole = office.settings(&input, "ut");
    office.run(&whole);
    let expected = letters(&whole.folder);
    office.run(&Settings { threads: 1, ..office.settings(&input, "en") });
    assert!(letters(&office.path("en")) == expected);
    let mut lines: Vec<String> =
        fs::read_dir(&input).unwrap().map(|it| fs::read_to_string(it.unwrap().path()).unwrap()).collect();
    lines.sort();
    lines.reverse();
    fs::write(office.path("inn.jsonl"), lines.join("\r\n\n")).unwrap();
    office.run(&office.settings(&office.path("inn.jsonl"), "linjer"));
    assert!(letters(&office.path("linjer")) == expected);
    let mut together = std::collections::BTreeMap::new();
    for del in 1..=3 {
        let settings = Settings { shard: Shard { del, av: 3 }, ..office.settings(&input, &format!("del{del}")) };
        let outcome = office.run(&settings);
        assert!(outcome.counts.andre_deler > 0 && outcome.counts.ferdig > 0);
        together.extend(letters(&settings.folder));
    }
    assert!(together == expected);
}

#[test]
fn the_journal_holds_no_name_no_date_of_birth_and_no_file_name() {
    let office = Office::new();
    let input = office.cases(12);
    fs::copy(input.join("0000.json"), input.join("ola-hemmelig.json")).unwrap();
    let settings = office.settings(&input, "ut");
    office.run(&settings);
    let journal = fs::read(office.path("ut/journal.sqlite")).unwrap();
    let holds = |word: &str| journal.windows(word.len()).any(|window| window == word.as_bytes());
    for file in fs::read_dir(&input).unwrap() {
        let case: serde_json::Value = serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        let part = &case["parter"][0];
        let born = part["foedselsdato"].as_str().unwrap();
        assert!(!holds(part["navn"].as_str().unwrap()) && !holds(born));
    }
    assert!(!holds("hemmelig") && holds("2026/00001"));
    let newest = Journal::open_existing(&RealDisk, &settings.folder).unwrap().newest_run().unwrap().unwrap();
    assert!(newest.avsluttet.is_some());
}
