//! Tests of the journal: what survives, what is refused, what is replaced.

use super::lookup::Claim;
use super::records::{CaseFacts, CaseRecord, LetterRecord, RunFacts, Tilstand};
use super::*;
use crate::disk::RealDisk;
use jiff::Timestamp;
use jiff::civil::date;

fn facts() -> RunFacts {
    let word = |text: &str| text.to_owned();
    RunFacts {
        tekster: word("t"),
        program: word("p"),
        typst: word("y"),
        skrifter: word("s"),
        del: 1,
        av: 1,
        sakskopi: true,
        utkast: false,
    }
}

fn case(kilde: &str, sha: &str, versjon: u32) -> CaseRecord {
    let identitet = format!("2026/1/vedtak/2026-11-23/1/{kilde}");
    CaseRecord {
        kilde: kilde.to_owned(),
        sak_sha256: sha.to_owned(),
        tilstand: Tilstand::Ferdig,
        problemer: "[]".to_owned(),
        saksnummer: None,
        facts: Some(CaseFacts {
            saksnummer: "2026/1".to_owned(),
            brevtype: "vedtak".to_owned(),
            brevdato: "2026-11-23".to_owned(),
            maalform: "nb".to_owned(),
            avsender: "faerder".to_owned(),
            person: Some("h".to_owned()),
            begrunnelse: Some("samme".to_owned()),
            lines: vec![("bpa".to_owned(), "innvilget".to_owned())],
        }),
        sakskopi: None,
        pakker: Vec::new(),
        letters: vec![LetterRecord {
            fil: format!("{kilde}-{versjon}.pdf"),
            identitet,
            versjon,
            pdf_sha256: sha.to_owned(),
            sider: 2,
            utkast: false,
            tekster: vec![("a.md".to_owned(), "1".to_owned()), ("b.md".to_owned(), "2".to_owned())],
        }],
    }
}

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn year() -> (jiff::civil::Date, jiff::civil::Date) {
    (date(2026, 1, 1), date(2026, 12, 31))
}

#[test]
fn what_is_noted_is_found_again_whatever_the_clock_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
    let run = journal.begin(&facts(), None, moment(2_000)).unwrap();
    journal.note(run, &[case("a", "1", 1)], 0, moment(1_000)).unwrap();
    journal.note(run, &[case("b", "2", 1)], 0, moment(-5)).unwrap();
    journal.finish(run, moment(500)).unwrap();
    drop(journal);
    let journal = Journal::open_existing(&RealDisk, folder.path()).unwrap();
    assert!(journal.newest_run().unwrap().unwrap().avsluttet.is_some());
    assert!(journal.done(run, &facts(), "a", "1").unwrap().unwrap().here);
    assert!(!journal.done(run + 1, &facts(), "a", "1").unwrap().unwrap().here);
    assert_eq!(journal.done(run, &facts(), "a", "3").unwrap(), None);
    assert_eq!(journal.done(run, &RunFacts { tekster: "u".into(), ..facts() }, "a", "1").unwrap(), None);
    assert_eq!(journal.decisions(year().0, year().1, false).unwrap().len(), 2);
    assert_eq!(journal.same_reasons(run).unwrap().len(), 2);
}

#[test]
fn a_new_version_counts_and_the_earlier_one_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
    let run = journal.begin(&facts(), None, moment(0)).unwrap();
    journal.note(run, &[case("a", "1", 1)], 0, moment(0)).unwrap();
    journal.note(run, &[case("a", "2", 2)], 0, moment(1)).unwrap();
    assert_eq!(journal.newest("2026/1/vedtak/2026-11-23/1/a").unwrap().unwrap().versjon, 2);
    assert_eq!(journal.made_letters().unwrap().len(), 2);
    assert_eq!(journal.decisions(year().0, year().1, false).unwrap().len(), 1);
    assert_eq!(journal.letters(year().0, year().1, false).unwrap().len(), 1);
    assert_eq!(journal.done(run, &facts(), "a", "1").unwrap(), None, "an earlier version is not the letter any more");
}

#[test]
fn a_draft_is_no_decision_and_takes_no_letters_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
    let run = journal.begin(&facts(), None, moment(0)).unwrap();
    let draft = |kilde, sha, versjon| {
        let mut case = case(kilde, sha, versjon);
        case.letters[0].utkast = true;
        case
    };
    // A letter whose newest version is a draft, and one that never was anything else.
    journal.note(run, &[case("a", "1", 1), draft("a", "2", 2), draft("b", "3", 1)], 0, moment(0)).unwrap();
    let counts = |drafts| {
        let (decisions, letters) =
            (journal.decisions(year().0, year().1, drafts), journal.letters(year().0, year().1, drafts));
        (decisions.unwrap().len(), letters.unwrap().len())
    };
    assert_eq!((counts(false), counts(true)), ((1, 1), (2, 2)));
}

#[test]
fn a_withdrawn_letter_is_gone_from_the_counts_and_its_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
    let run = journal.begin(&facts(), None, moment(0)).unwrap();
    journal.note(run, &[case("a", "1", 1)], 0, moment(0)).unwrap();
    let place = |line| Place { line: Some(line), ..Place::file("saker.jsonl") };
    assert_eq!(journal.claim("x", "a", &place(1)).unwrap(), Claim::Ours);
    assert_eq!(journal.claim("x", "a", &place(1)).unwrap(), Claim::Ours);
    let first = Claim::Twin { kilde: "a".into(), place: place(1), identitet: "x".into() };
    assert_eq!(journal.claim("X", "b", &place(2)).unwrap(), first);
    assert_eq!(journal.claim("x", "c", &place(3)).unwrap(), Claim::Known);
    assert_eq!(journal.withdraw(run, "a", "[1]").unwrap(), ["a-1.pdf"]);
    assert_eq!(journal.withdrawn().unwrap(), ["a-1.pdf"]);
    assert_eq!(journal.letters(year().0, year().1, false).unwrap().len(), 0);
    assert_eq!(journal.states(run).unwrap(), [("feilet".to_owned(), 1)]);
}

#[test]
fn an_older_journal_is_migrated_and_a_newer_one_is_refused() {
    for version in 0..u32::try_from(VERSION).unwrap() {
        let folder = tempfile::tempdir().unwrap();
        Journal::of_version(&folder.path().join(FILE), version).unwrap();
        let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
        let run = journal.begin(&facts(), None, moment(0)).unwrap();
        journal.note(run, &[case("a", "1", 1)], 0, moment(0)).unwrap();
        assert_eq!(journal.made_letters().unwrap().len(), 1, "version {version}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    Journal::of_version(&path, 1).unwrap();
    let journal = Journal::open(&RealDisk, folder.path()).unwrap();
    journal.record_complaint("2026/1", date(2026, 12, 1), None, moment(0)).unwrap();
    journal.record_complaint("2026/1", date(2026, 12, 1), Some("medhold"), moment(1)).unwrap();
    let had = journal.record_complaint("2026/1", date(2026, 12, 1), None, moment(2)).unwrap();
    assert_eq!(had.as_deref(), Some("medhold"));
    let complaints = journal.complaints(year().0, year().1).unwrap();
    assert_eq!((complaints.len(), complaints[0].utfall.as_deref()), (1, Some("medhold")));
    journal.connection.pragma_update(None, "user_version", VERSION + 1).unwrap();
    drop(journal);
    assert_eq!(Journal::open(&RealDisk, folder.path()).unwrap_err().code, "UT-021");
}

#[test]
fn a_damaged_page_and_a_file_that_is_no_journal_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
    let run = journal.begin(&facts(), None, moment(0)).unwrap();
    let cases: Vec<CaseRecord> = (0..200).map(|n| case(&format!("k{n}"), &format!("{n}"), 1)).collect();
    journal.note(run, &cases, 0, moment(0)).unwrap();
    journal.finish(run, moment(0)).unwrap();
    drop(journal);
    let whole = RealDisk.read(&path, u64::MAX - 1).unwrap();
    assert!(whole.len() > 20 * 4096);
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 200].fill(0xA5);
        RealDisk.write(&path, &bytes).unwrap();
        for opened in [Journal::open(&RealDisk, folder.path()), Journal::open_to_read(&RealDisk, folder.path())] {
            assert_eq!(opened.unwrap_err().code, "UT-020", "page {page}");
        }
    }
    RealDisk.write(&path, &b"ikke en database. ".repeat(500)).unwrap();
    assert_eq!(Journal::open(&RealDisk, folder.path()).unwrap_err().code, "UT-020");
    RealDisk.remove(&path).unwrap();
    assert_eq!(Journal::open_existing(&RealDisk, folder.path()).unwrap_err().code, "UT-023");
}

/// A loss of power leaves any beginning of the log, and what was not written yet may be anything.
#[test]
fn a_log_that_is_cut_anywhere_gives_the_groups_that_were_committed_before_the_cut_and_no_part_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&RealDisk, folder.path()).unwrap();
    let run = journal.begin(&facts(), None, moment(0)).unwrap();
    journal.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    for group in 0..5 {
        let cases: Vec<CaseRecord> = (0..4).map(|n| case(&format!("k{group}{n}"), &format!("{group}{n}"), 1)).collect();
        journal.note(run, &cases, 0, moment(0)).unwrap();
    }
    let [database, log] =
        ["", "-wal"].map(|end| RealDisk.read(&folder.path().join(format!("{FILE}{end}")), 1 << 24).unwrap());
    drop(journal);
    let mut seen = std::collections::BTreeSet::new();
    for cut in (0..log.len()).step_by(1_000).chain([log.len()]) {
        for torn in [false, true] {
            let after = tempfile::tempdir().unwrap();
            let mut log = log.clone();
            if torn {
                log[cut..].fill(0xA5)
            } else {
                log.truncate(cut)
            }
            RealDisk.write(&after.path().join(FILE), &database).unwrap();
            RealDisk.write(&after.path().join(format!("{FILE}-wal")), &log).unwrap();
            let letters = Journal::open(&RealDisk, after.path()).unwrap().made_letters().unwrap().len();
            assert_eq!(letters % 4, 0, "cut at {cut}");
            assert!(seen.last().is_none_or(|most| letters >= *most), "cut at {cut}: less than before");
            seen.insert(letters);
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 4, 8, 12, 16, 20]);
}

#[test]
fn another_office_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(&RealDisk, folder.path()).unwrap();
    journal.bind_key("a").unwrap();
    journal.bind_key("a").unwrap();
    assert_eq!(journal.bind_key("b").unwrap_err().code, "UT-032");
}
