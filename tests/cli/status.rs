//! `status` of runs in every state: finished, stopped, sharded, with failures, complaints and reasons that are the same.

use crate::golden::golden;
use crate::run::Desk;
use jiff::Timestamp;
use jiff::civil::date;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::deliver::journal::records::{CaseFacts, CaseRecord, LetterRecord, RunFacts, Tilstand};
use vedtaksbrev::disk::RealDisk;

/// A folder with the journal of a shard that has met so many cases of others.
struct Shard<'d> {
    desk: &'d Desk,
    folder: &'static str,
    journal: Journal,
    run: i64,
}

impl<'d> Shard<'d> {
    fn new(desk: &'d Desk, folder: &'static str, (del, av): (u32, u32), total: Option<u64>) -> Self {
        std::fs::create_dir_all(desk.path(folder)).unwrap();
        let journal = Journal::open(&RealDisk, &desk.path(folder)).unwrap();
        let word = |text: &str| text.to_owned();
        let (tekster, program, typst, skrifter) = (word("t"), word("p"), word("y"), word("s"));
        let facts = RunFacts { tekster, program, typst, skrifter, del, av, sakskopi: false, utkast: false };
        let run = journal.begin(&facts, total, moment()).unwrap();
        Self { desk, folder, journal, run }
    }

    fn note(&mut self, cases: &[CaseRecord], others: usize) {
        self.journal.note(self.run, cases, others, moment()).unwrap();
    }

    fn finish(&self) {
        self.journal.finish(self.run, moment()).unwrap();
        assert!(self.desk.path(self.folder).exists());
    }
}

fn moment() -> Timestamp {
    "2026-11-23T08:15:30Z".parse().unwrap()
}

fn made(number: u32, reasons: &str) -> CaseRecord {
    let saksnummer = format!("2026/{number:05}");
    let identitet = format!("{saksnummer}/vedtak/2026-11-23/1/soeker");
    CaseRecord {
        kilde: format!("k{number}"),
        sak_sha256: number.to_string(),
        tilstand: Tilstand::Ferdig,
        problemer: "[]".into(),
        saksnummer: None,
        facts: Some(facts(&saksnummer, reasons)),
        sakskopi: None,
        pakker: Vec::new(),
        letters: vec![LetterRecord {
            fil: format!("{number}.pdf"),
            identitet,
            versjon: 1,
            pdf_sha256: String::new(),
            sider: 2,
            utkast: false,
            tekster: Vec::new(),
        }],
    }
}

fn facts(saksnummer: &str, reasons: &str) -> CaseFacts {
    let word = |text: &str| text.to_owned();
    CaseFacts {
        saksnummer: word(saksnummer),
        brevtype: word("vedtak"),
        brevdato: word("2026-11-23"),
        maalform: word("nb"),
        avsender: word("faerder"),
        person: None,
        begrunnelse: Some(word(reasons)),
        lines: vec![(word("bpa"), word("innvilget"))],
    }
}

fn failed(number: u32, known: bool, problems: &str) -> CaseRecord {
    let case = made(number, "egen");
    CaseRecord {
        tilstand: Tilstand::Feilet,
        problemer: problems.to_owned(),
        facts: case.facts.filter(|_| known),
        letters: Vec::new(),
        ..case
    }
}

#[test]
fn a_stopped_run_tells_what_is_left_what_failed_and_why() {
    let desk = Desk::new();
    let mut run = Shard::new(&desk, "brev", (1, 1), Some(10));
    let cases = [
        made(1, "lik"),
        made(2, "lik"),
        made(3, "en annen"),
        CaseRecord { tilstand: Tilstand::Uendret, facts: None, letters: Vec::new(), ..made(4, "") },
        failed(5, true, r#"[{"kode":"UT-042","alvor":"feil","fil":""},{"kode":"BREV-010","alvor":"advarsel"}]"#),
        failed(
            6,
            false,
            r#"[{"kode":"SAK-001","alvor":"feil","linje":17,"sakslinje":17},{"kode":"SAK-001","alvor":"feil"}]"#,
        ),
        failed(7, false, r#"[{"kode":"YAML-001","alvor":"feil","linje":3},{"kode":"SAK-001","alvor":"feil"}]"#),
    ];
    run.note(&cases, 0);
    run.journal.record_complaint("2026/00001", date(2026, 12, 1), Some("stadfestet"), moment()).unwrap();
    run.journal.record_complaint("2026/00002", date(2026, 12, 2), None, moment()).unwrap();
    golden("status-stanset", &desk.run(&["status", "brev"]));
    run.finish();
    golden("status-ferdig", &desk.run(&["status", "brev"]));
}

#[test]
fn shards_tell_about_how_much_is_left_and_together_exactly() {
    let desk = Desk::new();
    let mut one = Shard::new(&desk, "del1", (1, 3), Some(30));
    one.note(&[made(1, "a"), made(2, "b")], 4);
    let mut two = Shard::new(&desk, "del2", (2, 3), Some(30));
    two.note(&(10..21).map(|number| made(number, &number.to_string())).collect::<Vec<_>>(), 19);
    two.finish();
    golden("status-deler", &desk.run(&["status", "del1", "del2"]));
}

#[test]
fn shards_made_in_one_folder_are_not_missing() {
    let desk = Desk::new();
    let mut one = Shard::new(&desk, "brev", (1, 2), Some(3));
    one.note(&[made(1, "a")], 2);
    one.finish();
    drop(one);
    let mut two = Shard::new(&desk, "brev", (2, 2), Some(3));
    two.note(&[made(2, "b")], 1);
    golden("status-deler-i-samme-mappe", &desk.run(&["status", "brev"]));
    two.note(&[made(3, "c")], 0);
    two.finish();
    golden("status-deler-i-samme-mappe-ferdig", &desk.run(&["status", "brev"]));
}

#[test]
fn a_stream_of_unknown_length_many_failures_and_folders_without_runs() {
    let desk = Desk::new();
    let mut stream = Shard::new(&desk, "stroem", (1, 1), None);
    let problem = r#"[{"kode":"SAK-004","alvor":"feil"}]"#;
    stream.note(&(1..=25).map(|number| failed(number, true, problem)).collect::<Vec<_>>(), 0);
    std::fs::create_dir_all(desk.path("tom")).unwrap();
    std::fs::create_dir_all(desk.path("ny")).unwrap();
    Journal::open(&RealDisk, &desk.path("ny")).unwrap();
    golden("status-stroem", &desk.run(&["status", "stroem", "ny", "tom"]));
}
