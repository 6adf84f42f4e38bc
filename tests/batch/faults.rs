//! Everything that can go wrong under a run, and what is left when it is completed.

use crate::office::{LIBRARY, Office, codes, letters};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use vedtaksbrev::batch::Settings;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::disk::{FaultyDisk, RealDisk, lock};
use vedtaksbrev::problem::exit_code;

fn program(office: &Office, input: &Path, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    command.arg("--tekster").arg(LIBRARY.path()).arg("bunke").arg(input).arg("--ut").arg(office.path(out));
    command.args(["--stille", "--fortsett", "--traader", "2", "--noekkel"]).arg(office.path("noekkel"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The letters that the journal knows, by file; each must be there.
fn journaled(folder: &Path) -> BTreeSet<String> {
    let letters = Journal::open_existing(&RealDisk, folder).and_then(|journal| journal.made_letters());
    letters.map(|letters| letters.into_iter().map(|letter| letter.fil).collect()).unwrap_or_default()
}

fn killed(times: usize, decisions: u64) {
    let office = Office::new();
    let input = office.cases(decisions);
    let whole = office.settings(&input, "helt");
    office.run(&whole);
    let (mut dice, mut kills, mut done) = (crate::municipality::Dice::new(times as u64), 0, false);
    while kills < times || !done {
        let mut child = program(&office, &input, "ut").spawn().unwrap();
        if kills < times {
            // A run of this size takes longer than the longest wait, at least the first times.
            std::thread::sleep(Duration::from_millis(20 + dice.below(1_200) as u64));
            child.kill().unwrap();
            kills += 1;
        }
        done = child.wait().unwrap().success();
        for fil in journaled(&office.path("ut")) {
            assert!(office.path("ut").join(&fil).exists(), "a row without its letter after {kills} kills: {fil}");
        }
    }
    assert!(letters(&office.path("ut")) == letters(&whole.folder));
    let names = |folder: &str| journaled(&office.path(folder));
    assert_eq!(names("ut"), names("helt"));
    let left = fs::read_dir(office.path("ut")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with(".vedtaksbrev-")).count(), 0, "unfinished files are removed");
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_completed_to_the_same_letters() {
    killed(8, 120);
}

#[test]
#[ignore = "several minutes; CI runs it with --ignored"]
fn a_run_that_is_killed_two_hundred_times_is_completed_to_the_same_letters() {
    killed(200, 1_500);
}

/// A folder where a run has been, so that the library's snapshot is there and only the letters' own steps are left.
pub fn begun(office: &Office, input: &Path, out: &str) -> Settings {
    let first = office.path("foerst");
    if !first.exists() {
        fs::create_dir_all(&first).unwrap();
        fs::copy(input.join("0000.json"), first.join("0000.json")).unwrap();
        office.run(&office.settings(&first, "begynt"));
    }
    let copied = Command::new("cp").arg("-r").arg(office.path("begynt")).arg(office.path(out)).status().unwrap();
    assert!(copied.success());
    Settings { resume: true, ..office.settings(input, out) }
}

/// A power loss after any step of writing: what was not synced may be there or not, and the journal is as last committed.
#[test]
fn a_power_loss_after_any_write_sync_or_rename_is_completed_to_the_same_letters() {
    let office = Office::in_memory();
    let input = office.cases(5);
    let whole = office.settings(&input, "helt");
    office.run(&whole);
    let expected = letters(&whole.folder);
    let mut finished = 0;
    for step in 1.. {
        let settings = begun(&office, &input, "ut");
        let cut = office.try_run(&FaultyDisk::failing_from(step, io::ErrorKind::Other), &settings);
        finished = step;
        if cut.as_ref().is_ok_and(|outcome| outcome.finished) {
            break;
        }
        if step % 2 == 0 {
            // The renames that no folder sync had made durable are lost.
            let known = journaled(&settings.folder);
            let unknown = |name: &String| !known.contains(&name.replace(".kvittering.json", ".pdf"));
            let lost = letters(&settings.folder).into_keys().filter(unknown);
            lost.for_each(|name| fs::remove_file(settings.folder.join(name)).unwrap());
        }
        let outcome = office.run(&settings);
        assert!(outcome.finished, "step {step}: {:?}", outcome.problems);
        assert!(letters(&settings.folder) == expected, "step {step}");
        fs::remove_dir_all(&settings.folder).unwrap();
    }
    assert!(finished > 2 * expected.len(), "every step of every letter was the last one once, {finished} in all");
}

#[test]
fn a_full_disk_stops_the_run_which_is_completed_when_there_is_room() {
    let office = Office::new();
    let input = office.cases(150);
    let whole = office.settings(&input, "helt");
    office.run(&whole);
    let settings = begun(&office, &input, "ut");
    // A group has some six hundred steps: the disk is full in the second one.
    let full = FaultyDisk::failing_from(900, io::ErrorKind::StorageFull);
    let outcome = office.try_run(&full, &settings).unwrap();
    assert!(!outcome.finished && codes(&outcome).contains(&"FIL-027"), "{:?}", outcome.problems);
    assert_eq!(exit_code(&outcome.problems), 3);
    let released = journaled(&settings.folder).len();
    assert!(released > 1 && released < journaled(&whole.folder).len());
    assert!(office.run(&settings).finished);
    assert!(letters(&settings.folder) == letters(&whole.folder));
}

#[test]
fn a_second_run_in_the_same_folder_is_refused() {
    let office = Office::new();
    let input = office.cases(4);
    let settings = office.settings(&input, "ut");
    fs::create_dir_all(&settings.folder).unwrap();
    let held = lock(&settings.folder).unwrap();
    let problem = office.try_run(&RealDisk, &settings).err().unwrap();
    assert_eq!((problem.code, exit_code(&[problem])), ("FIL-028", 3));
    let status = program(&office, &input, "ut").status().unwrap();
    assert_eq!(status.code(), Some(3));
    drop(held);
    assert!(office.run(&settings).finished);
}

#[test]
fn input_that_vanishes_or_cannot_be_read_is_told_and_the_rest_is_made() {
    let office = Office::new();
    let input = office.cases(6);
    let whole = office.run(&office.settings(&input, "helt")).counts;
    std::os::unix::fs::symlink("0000.json", input.join("0000x.json")).unwrap();
    let hidden = input.join("0001x.json");
    fs::write(&hidden, vec![b' '; 3 << 20]).unwrap();
    let outcome = office.run(&office.settings(&input, "ut"));
    // The link is the same case once more, so both are refused; the file is too large.
    assert_eq!((outcome.counts.ferdig, outcome.counts.feilet), (whole.ferdig - 1, 3), "{:?}", outcome.problems);
    assert!(codes(&outcome).contains(&"FIL-023"));
}

#[test]
fn a_damaged_journal_stops_the_run_before_it_begins() {
    let office = Office::new();
    let settings = office.settings(&office.cases(12), "ut");
    office.run(&settings);
    let path = settings.folder.join("journal.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    bytes[(pages / 2) * 4096..(pages / 2) * 4096 + 500].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    let problem = office.try_run(&RealDisk, &settings).err().unwrap();
    assert_eq!((problem.code, exit_code(&[problem])), ("UT-020", 3));
}

#[test]
fn an_unfinished_run_is_completed_on_request_only_and_only_with_the_same_choices() {
    let office = Office::new();
    let input = office.cases(12);
    let settings = office.settings(&input, "ut");
    let stop = std::sync::atomic::AtomicBool::new(true);
    let key = vedtaksbrev::deliver::journal::key::OfficeKey::new([7; 32]);
    let stopped = vedtaksbrev::batch::run(&crate::office::HOUSE, &RealDisk, &key, &settings, &stop).unwrap();
    assert_eq!((codes(&stopped), stopped.finished), (vec!["UT-044"], false));
    assert_eq!(office.try_run(&RealDisk, &settings).err().unwrap().code, "UT-046");
    let other = Settings { resume: true, drafts: true, ..settings.clone() };
    assert_eq!(office.try_run(&RealDisk, &other).err().unwrap().code, "UT-045");
    assert!(office.run(&Settings { resume: true, ..settings }).finished);
}

#[test]
fn a_slow_stream_is_committed_as_it_comes() {
    let office = Office::new();
    let input = office.cases(4);
    let mut child = program(&office, Path::new("-"), "ut").stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let case = fs::read_to_string(input.join("0000.json")).unwrap();
    writeln!(stdin, "{case}").unwrap();
    stdin.flush().unwrap();
    let seen = (0..400).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        office.path("ut/journal.sqlite").exists() && !journaled(&office.path("ut")).is_empty()
    });
    assert!(seen, "the letter is noted while the stream is open");
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
