//! One letter, cold and warm, beside Typst alone on the same composed letter.
//!
//! ```text
//! cargo bench --bench letter
//! ```
//!
//! Cold is a whole process from start to files on disk; Typst's part is timed in a fresh process too, from parsing
//! the layout and fonts to the PDF. Warm is the hundredth letter of a process. All letters are distinct: name,
//! address, case number, date of birth and the reasons differ, so that nothing is a repetition by accident.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::typeset;

const COLD: usize = 30;
const WARM_UP: usize = 20;
const WARM: usize = 200;
/// Set in the child process that times Typst alone, cold.
const CHILD: &str = "VEDTAKSBREV_BENCH_CASE";

fn main() {
    if let Some(case) = std::env::var_os(CHILD) {
        println!("{}", typst_alone_cold(Path::new(&case)).as_nanos());
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases: Vec<PathBuf> = (0..COLD).map(|number| write_case(folder.path(), number)).collect();
    let cold: Vec<Duration> = cases.iter().map(|case| whole_process(case, folder.path())).collect();
    let floor: Vec<Duration> = cases.iter().map(|case| child(case)).collect();
    report("cold, whole process", &cold, "Typst alone, cold", &floor);
    let (ours, typst) = warm();
    report("warm, read to PDF", &ours, "Typst alone, warm", &typst);
}

/// A distinct case, from the one that the README makes its first letter of.
fn case(number: usize) -> String {
    let base = include_str!("../tests/cases/good/foerste-brev/sak.yaml");
    base.replace("2026/00100", &format!("2026/{:05}", 10_000 + number))
        .replace("Inger Prøve", &format!("Inger Prøve {}", roman(number)))
        .replace("Eksempelveien 12", &format!("Eksempelveien {}", number + 1))
        .replace("1942-03-14", &format!("19{}-03-{:02}", 30 + number % 20, 1 + number % 28))
        .replace("58 kvadratmeter", &format!("{} kvadratmeter", 40 + number))
        .replace("Det siste året", &format!("De siste {} månedene", 6 + number % 12))
}

fn roman(number: usize) -> String {
    let letters = ["Ask", "Bjørk", "Gran", "Hegg", "Lind", "Or", "Rogn", "Selje", "Osp", "Pil"];
    format!("{} {}", letters[number % 10], letters[number / 10 % 10])
}

fn write_case(folder: &Path, number: usize) -> PathBuf {
    let path = folder.join(format!("sak-{number}.yaml"));
    std::fs::write(&path, case(number)).expect("a case file");
    path
}

fn whole_process(case: &Path, folder: &Path) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    let status = command.arg("lag").arg(case).arg("--ut").arg(folder.join("ut")).arg("--stille").output();
    let elapsed = start.elapsed();
    assert!(status.expect("the program runs").status.success());
    elapsed
}

fn child(case: &Path) -> Duration {
    let me = std::env::current_exe().expect("this bench");
    let output = Command::new(me).env(CHILD, case).output().expect("the child runs");
    let nanos = String::from_utf8_lossy(&output.stdout).trim().parse().expect("nanoseconds");
    Duration::from_nanos(nanos)
}

fn typst_alone_cold(case: &Path) -> Duration {
    let library = Library::embedded();
    let files: Vec<_> = library.layout_files().collect();
    let house = House::new(library).expect("the house");
    let bytes = std::fs::read(case).expect("the case");
    let prepared = pipeline::prepare(&house, "sak.yaml", &bytes).0.expect("a good case");
    let composed = pipeline::compose(&prepared).expect("a letter");
    let start = Instant::now();
    let layout = typeset::Layout::from_files(files).expect("the layout");
    for (_, composed) in &composed {
        typeset::typeset(&composed.letter, &layout).expect("a PDF");
    }
    start.elapsed()
}

/// The same distinct letters, each made whole and then by Typst alone, in one warm process.
fn warm() -> (Vec<Duration>, Vec<Duration>) {
    let house = House::new(Library::embedded()).expect("the house");
    let (mut ours, mut typst) = (Vec::new(), Vec::new());
    for number in 0..WARM_UP + WARM {
        let text = case(number);
        let start = Instant::now();
        let prepared = pipeline::prepare(&house, "sak.yaml", text.as_bytes()).0.expect("a good case");
        let letters = pipeline::make(&house, &prepared).expect("a letter");
        let whole = start.elapsed();
        assert!(!letters.is_empty());
        // Typst gets letters it has not seen either: the same case under another number.
        let twin = case(number + 10_000);
        let prepared = pipeline::prepare(&house, "sak.yaml", twin.as_bytes()).0.expect("a good case");
        let composed = pipeline::compose(&prepared).expect("a letter");
        let start = Instant::now();
        for (_, composed) in &composed {
            typeset::typeset(&composed.letter, &house.layout).expect("a PDF");
        }
        if number >= WARM_UP {
            ours.push(whole);
            typst.push(start.elapsed());
        }
    }
    (ours, typst)
}

fn report(name: &str, ours: &[Duration], floor_name: &str, floor: &[Duration]) {
    let (ours, floor) = (median(ours), median(floor));
    println!(
        "{name:<22} {:>8.2} ms   {floor_name:<18} {:>8.2} ms   ratio {:.2}",
        ms(ours),
        ms(floor),
        ms(ours) / ms(floor)
    );
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
