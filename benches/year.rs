//! A municipality's year in one run, against Typst alone on the same composed letters.
//!
//! ```text
//! cargo bench --bench year                     # 1 500 decisions of a mixed year; YEAR_DECISIONS=3548 for the whole of it
//! cargo bench --bench year -- saker MAPPE 30   # writes 30 cases and an approved library, for soaks
//! ```
//!
//! Ours is `batch::run` with everything on: reading, validation, composing, PDF/A-2a + UA-1, hashing, journal, copies
//! and files. The floor is Typst compiling and exporting the same letters with the same threads, writing the same
//! files without syncing. Both are timed in turn, and the medians are compared, since the machine may be shared.
//!
//! What paid: files of the library compiled once (composing from 47 to 3 million instructions a letter), syncs by eight
//! threads at once (18 to 46 ms a group of 192 files; one after the other 410 to 1 130 ms, `syncfs` 160 to 370 ms),
//! one search for all dated words in place of one for each, a worker that sets its letters on its own thread, and
//! statements of the journal that are not prepared anew for each value (together from 0.87 of the floor to 0.96).
//! Seen on two quiet cores, twice: 144 and 162 letters a second with sync, 0.96 and 0.91 of the floor (0.98 and 0.91
//! without); two threads 1.82 and 1.77 times one; 123 and 144 MB at 500 cases, 133 and 136 at 10 000. What is left is
//! Typst's: nine tenths of the time.

#[path = "../tests/support/approved.rs"]
mod approved;
#[allow(dead_code, reason = "the tests use the other town")]
#[path = "../tests/support/municipality.rs"]
mod municipality;

use municipality::FAERDER_2024;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use vedtaksbrev::batch::{self, Settings, shard::Shard};
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::disk::{Disk, NewFile, RealDisk};
use vedtaksbrev::letter::letter::Letter;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::typeset;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [what, folder, count] = arguments.as_slice()
        && what == "saker"
    {
        return write_cases(Path::new(folder), count.parse().expect("a number of cases"));
    }
    let decisions = std::env::var("YEAR_DECISIONS").map_or(1_500, |text| text.parse().expect("a number"));
    let work = Work::new(decisions);
    println!("{} cases, {} letters of a mixed year", work.cases.len(), work.letters.len());
    let two = work.pair("floor, 2 threads", || work.floor(2), "ours, 2 threads", || work.ours(2, &RealDisk));
    let dry = work.pair("floor, 2 threads", || work.floor(2), "ours without sync", || work.ours(2, &Unsynced));
    let one = work.pair("ours, 2 threads", || work.ours(2, &RealDisk), "ours, 1 thread", || work.ours(1, &RealDisk));
    println!("share of the floor, with sync      {two:.3}   (wanted: 0.9)");
    println!("share of the floor, without sync   {dry:.3}");
    println!("two threads against one            {:.3}   (wanted: 1.7)", 1.0 / one);
    let (small, large) = (memory(&work, 500), memory(&work, 10_000));
    println!(
        "letters/s at 500 and 10 000 cases  {:.1} {:.1}  ratio {:.3}   (wanted: 0.95)",
        small.0,
        large.0,
        large.0 / small.0
    );
    println!("peak memory at 500 and 10 000      {} MB {} MB   (wanted: under 150)", small.1 / 1024, large.1 / 1024);
}

struct Work {
    folder: tempfile::TempDir,
    house: House,
    cases: Vec<String>,
    letters: Vec<(Letter, Vec<u8>)>,
}

impl Work {
    fn new(decisions: u64) -> Self {
        let folder = tempfile::tempdir_in(std::env::var("YEAR_FOLDER").unwrap_or(".".into())).expect("a folder");
        approved::write(&folder.path().join("tekster"));
        let house = House::new(Library::open(&RealDisk, &folder.path().join("tekster")).expect("the library"))
            .expect("the house");
        let cases: Vec<String> =
            municipality::year(&FAERDER_2024.scaled(decisions), 1).iter().map(ToString::to_string).collect();
        write_lines(&folder.path().join("inn.jsonl"), &cases);
        let letters = cases.iter().flat_map(|case| composed(&house, case)).collect();
        Self { folder, house, cases, letters }
    }

    /// Times two ways in turn and gives how fast the second is beside the first.
    fn pair(
        &self,
        one: &str,
        mut first: impl FnMut() -> Duration,
        two: &str,
        mut second: impl FnMut() -> Duration,
    ) -> f64 {
        let (mut a, mut b): (Vec<Duration>, Vec<Duration>) = (0..ROUNDS).map(|_| (first(), second())).unzip();
        a.sort();
        b.sort();
        let rate = |time: Duration| self.letters.len() as f64 / time.as_secs_f64();
        println!("{one:20} {:6.1} letters/s   {two:20} {:6.1} letters/s", rate(a[ROUNDS / 2]), rate(b[ROUNDS / 2]));
        a[ROUNDS / 2].as_secs_f64() / b[ROUNDS / 2].as_secs_f64()
    }

    /// Typst alone: the composed letters are there, and the files are written without a sync.
    fn floor(&self, threads: usize) -> Duration {
        let out = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let next = AtomicUsize::new(0);
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    typeset::at_home(|| {
                        while let Some((at, (letter, case))) = {
                            let at = next.fetch_add(1, Ordering::Relaxed);
                            self.letters.get(at).map(|it| (at, it))
                        } {
                            let pdf = typeset::typeset(letter, &self.house.layout).expect("a letter");
                            fs::write(out.path().join(format!("{at}.pdf")), pdf.bytes).expect("written");
                            fs::write(out.path().join(format!("{at}.json")), case).expect("written");
                            fs::write(out.path().join(format!("{at}.sak")), case).expect("written");
                        }
                    });
                });
            }
        });
        start.elapsed()
    }

    fn ours(&self, threads: usize, disk: &dyn Disk) -> Duration {
        let out = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let settings = Settings {
            input: self.folder.path().join("inn.jsonl"),
            folder: out.path().join("ut"),
            threads,
            shard: Shard::WHOLE,
            resume: false,
            rehearsal: false,
            drafts: false,
            copies: true,
            silent: true,
            packages: Vec::new(),
        };
        let start = Instant::now();
        let key = OfficeKey::new([7; 32]);
        let outcome = batch::run(&self.house, disk, &key, &settings, &AtomicBool::new(false)).expect("a run");
        let elapsed = start.elapsed();
        assert_eq!((outcome.counts.ferdig, outcome.counts.brev), (self.cases.len(), self.letters.len()));
        elapsed
    }
}

fn composed(house: &House, case: &str) -> Vec<(Letter, Vec<u8>)> {
    let (prepared, problems) = pipeline::prepare(house, "sak", case.as_bytes());
    let prepared = prepared.unwrap_or_else(|| panic!("{problems:?}"));
    let composed = pipeline::compose(&prepared).expect("letters");
    composed.into_iter().map(|(_, composed)| (composed.letter, case.as_bytes().to_vec())).collect()
}

/// The whole program on so many cases: letters a second, and the most memory it had, in kB.
fn memory(work: &Work, cases: usize) -> (f64, u64) {
    let folder = tempfile::tempdir_in(work.folder.path()).expect("a folder");
    let input = folder.path().join("inn.jsonl");
    let mixed: Vec<String> = drawn(cases as u64).iter().map(ToString::to_string).collect();
    write_lines(&input, &mixed);
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    command.arg("--tekster").arg(work.folder.path().join("tekster")).arg("bunke").arg(&input);
    command.arg("--ut").arg(folder.path().join("ut")).args(["--traader", "2", "--stille", "--noekkel"]);
    let mut child =
        command.arg(folder.path().join("noekkel")).stdout(std::process::Stdio::null()).spawn().expect("the program");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = peak.max(line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    }
    let pdf = |entry: &std::io::Result<fs::DirEntry>| {
        entry.as_ref().is_ok_and(|it| it.path().extension().is_some_and(|end| end == "pdf"))
    };
    let letters = fs::read_dir(folder.path().join("ut")).expect("letters").filter(|it| pdf(it)).count();
    (letters as f64 / start.elapsed().as_secs_f64(), peak)
}

fn write_lines(path: &Path, lines: &[String]) {
    fs::write(path, lines.join("\n")).expect("written");
}

fn write_cases(folder: &Path, count: u64) {
    approved::write(&folder.join("tekster"));
    let cases: Vec<String> = drawn(count).iter().map(ToString::to_string).collect();
    write_lines(&folder.join("inn.jsonl"), &cases);
}

/// So many distinct cases of one long year; a case may have more than one decision.
fn drawn(count: u64) -> Vec<serde_json::Value> {
    let mut cases = municipality::year(&FAERDER_2024.scaled(count.max(60) * 2), 1);
    cases.truncate(usize::try_from(count).expect("a small number"));
    cases
}

/// The same files without a sync, to see what the syncs cost.
struct Unsynced;

impl Disk for Unsynced {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
        RealDisk.read(path, limit)
    }
    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, Problem> {
        RealDisk.list(folder)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        RealDisk.write(path, bytes)
    }
    fn write_group(&self, files: &[NewFile]) -> Result<(), Problem> {
        files.iter().for_each(|file| fs::write(&file.path, &file.bytes).expect("written"));
        Ok(())
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
