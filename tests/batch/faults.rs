//! Everything that can go wrong under a run, and what is left when it is completed.

use crate::office::{LIBRARY, Office, codes, letters};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use vedtaksbrev::batch::Settings;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::disk::{Disk, FaultyDisk, NewFile, RealDisk, lock};
use vedtaksbrev::problem::{Cause, Place, Problem, exit_code};

/// The program with `--fortsett`, on this input.
pub fn program(office: &Office, input: &Path, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    command.arg("--tekster").arg(LIBRARY.path()).arg("bunke").arg(input).arg("--ut").arg(office.path(out));
    command.args(["--stille", "--fortsett", "--traader", "2", "--noekkel"]).arg(office.path("noekkel"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The letters that the journal knows, by file; each must be there.
pub fn journaled(folder: &Path) -> BTreeSet<String> {
    let letters = Journal::open_existing(&RealDisk, folder).and_then(|journal| journal.made_letters());
    letters.map(|letters| letters.into_iter().map(|letter| letter.fil).collect()).unwrap_or_default()
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
    // What is told is what was kept: the group that met the full disk is not counted, and there is no list.
    assert_eq!((outcome.counts.brev + 1, outcome.listed), (released, false));
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

/// A disk where one file is gone once another has been read, and a third may not be read.
struct Restless {
    reads: &'static str,
    vanishes: PathBuf,
    forbidden: &'static str,
}

impl Disk for Restless {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
        if path.ends_with(self.forbidden) {
            let place = Place::file(path.display().to_string());
            return Err(
                Problem::error("FIL-021", place, "Fila eller mappa kan ikke leses").caused_by(Cause::Surroundings)
            );
        }
        if path.ends_with(self.reads) {
            fs::remove_file(&self.vanishes).unwrap();
        }
        RealDisk.read(path, limit)
    }
    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, Problem> {
        RealDisk.list(folder)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        RealDisk.write(path, bytes)
    }
    fn write_group(&self, files: &[NewFile]) -> Result<(), Problem> {
        RealDisk.write_group(files)
    }
    fn create_private(&self, path: &Path, bytes: &[u8]) -> Result<bool, Problem> {
        RealDisk.create_private(path, bytes)
    }
    fn remove(&self, path: &Path) -> Result<(), Problem> {
        RealDisk.remove(path)
    }
    fn create_dir(&self, path: &Path) -> Result<(), Problem> {
        RealDisk.create_dir(path)
    }
}

#[test]
fn input_that_vanishes_or_may_not_be_read_is_told_and_the_rest_is_made() {
    let office = Office::new();
    let input = office.cases(10);
    let whole = office.settings(&input, "helt");
    let all = office.run(&whole).counts.ferdig;
    let gone = input.join("0003.json");
    let case = fs::read(&gone).unwrap();
    let disk = Restless { reads: "0001.json", vanishes: gone.clone(), forbidden: "0002.json" };
    let settings = office.settings(&input, "ut");
    let outcome = office.try_run(&disk, &settings).unwrap();
    assert_eq!((outcome.counts.ferdig, outcome.counts.feilet, outcome.finished), (all - 2, 2, true));
    let errors: Vec<&str> = outcome.problems.iter().filter(|it| it.is_error()).map(|it| it.code).collect();
    assert_eq!((errors, exit_code(&outcome.problems)), (vec!["FIL-020", "FIL-021"], 3));
    assert!(outcome.problems[0].message.contains("ble borte mens kjøringen pågikk"), "{:?}", outcome.problems);
    fs::write(gone, case).unwrap();
    let again = office.run(&settings);
    assert_eq!((again.counts.ferdig, again.counts.uendret), (2, all - 2));
    assert!(letters(&settings.folder) == letters(&whole.folder));
}

#[test]
fn a_case_that_is_too_large_or_stands_there_twice_is_told_and_the_rest_is_made() {
    let office = Office::new();
    let input = office.cases(6);
    let whole = office.run(&office.settings(&input, "helt")).counts;
    std::os::unix::fs::symlink("0000.json", input.join("0000x.json")).unwrap();
    // A link that leads nowhere is one bad case, and not the end of the run.
    std::os::unix::fs::symlink("finnes-ikke.json", input.join("0002x.json")).unwrap();
    let large = input.join("0001x.json");
    fs::write(&large, vec![b' '; 3 << 20]).unwrap();
    let outcome = office.run(&office.settings(&input, "ut"));
    // The link is the same case once more, so both are refused.
    assert_eq!((outcome.counts.ferdig, outcome.counts.feilet), (whole.ferdig - 1, 4), "{:?}", outcome.problems);
    assert!(["FIL-020", "FIL-023"].iter().all(|code| codes(&outcome).contains(code)), "{:?}", outcome.problems);
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
