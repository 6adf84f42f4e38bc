//! Instructions for one letter, the whole program included, and the letter's size.
//!
//! ```text
//! cargo bench --bench instructions
//! ```
//!
//! (30 distinct cases minus 10) over 20, one thread, by callgrind: repeatable, unlike time on a shared machine. Needs
//! valgrind; says so and measures nothing without it. The cases differ in name, address, day of birth, number and free
//! text, and nothing else differs, as between neighbours. A naive letter of two pages, with Typst's source written out
//! for each, costs 48.4 million.
//!
//! What paid, in million instructions a letter of two to three pages (release profile; the own code at `opt-level` 2
//! with the tests' dependencies has about 1.21 times as many):
//!
//! | | |
//! |---|---|
//! | every file of the library compiled for each letter | 141.8 |
//! | files compiled once (`letter/fill.rs`), mixed year | 98.7 |
//! | one layout pass (`typeset/settle.rs`), less JSON, approvals looked up once | −5.2 |
//! | a page less: less air, a column of 123 mm | −1.0 |
//! | no bookmarks in a short letter | −0.3, and 2.7 kB |
//! | four show rules in place of ten; what a block is, said by the program | −0.9 |
//! | ink in grey: one number a line in place of three | −0.1 |
//! | versions of a text read once, a word sought once, words read whole | −1.0 |
//! | small kerning left out of the fonts | −0.2, and 0.3 kB |
//! | one search for all dated words, gaps of a text looked for once, fields lent to the template | −0.5 |
//! | stacks for grids, so no empty Div in the tag tree | −0.1, and 0.5 kB |
//!
//! What is left is mostly export: krilla deflates eight streams a letter at level 6 (8 million), and 3 million of these
//! are the zeroing of its tables, since callgrind counts every byte of a `rep stosb`. SHA-256 of the files is 2 million,
//! because valgrind's processor has no instruction for it.
//!
//! Tried and left out: the fonts as CFF (1.7 kB less, 0.7 million more); fonts on 500 units an em (−0.1 and 0.7 kB); the
//! commonest characters on short codes (−0.1); more kerning left out (−0.1) or all of it (−1.1, and it shows); the head of
//! a table without its tint (−0.2 and 0.5 kB); fonts always with the same characters (krilla 0.8 does not remember the
//! compressed font, so a larger one costs more than it saves).

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../tests/support/approved.rs"]
mod approved;
#[allow(dead_code, reason = "only the names are drawn from")]
#[path = "../tests/support/municipality.rs"]
mod municipality;

use municipality::FIRST;

const MANY: usize = 30;
const FEW: usize = 10;

/// Letters of two pages: the case each is drawn from, and the field that gets a sentence more.
const LETTERS: [(&str, &str, &str); 3] = [
    (
        "decision on one service",
        include_str!("../tests/cases/good/alarm-servicetjeneste-innvilget/sak.yaml"),
        "/vurdering/situasjon",
    ),
    ("decision on a payment", include_str!("../tests/cases/good/egenandelsvedtak/sak.yaml"), "/egenandel/begrunnelse"),
    ("notice before a decision", include_str!("../tests/cases/good/forhaandsvarsel/sak.yaml"), "/varsel/hvorfor"),
];

fn main() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instructions a letter: valgrind is missing, so they are not measured");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    approved::write(&folder.path().join("tekster"));
    for (name, case, longer) in LETTERS {
        let base: Value = serde_yaml::from_str(case).expect("a case");
        let cases: Vec<String> = (0..MANY).map(|number| distinct(&base, longer, number).to_string()).collect();
        let (first, pages, size) = letter(folder.path(), &cases);
        let (second, _, _) = letter(folder.path(), &cases);
        println!(
            "{name:26} {:6.2} million instructions (again {:6.2}), {pages} pages, {:.1} kB   (wanted: under 30 and 40 kB)",
            first / 1e6,
            second / 1e6,
            size as f64 / 1e3
        );
    }
}

/// A neighbour's case.
fn distinct(base: &Value, longer: &str, number: usize) -> Value {
    let mut case = base.clone();
    case["saksnummer"] = json!(format!("2026/{:05}", 20_000 + number));
    let party = &mut case["parter"][0];
    party["navn"] =
        json!(format!("{} {} Eksempelsen", FIRST[number % FIRST.len()], FIRST[(number * 7 + 3) % FIRST.len()]));
    party["adresse"]["linjer"] = json!([format!("Prøveveien {}", 1 + number * 37 % 180)]);
    party["foedselsdato"] = json!(format!("19{}-{:02}-{:02}", 28 + number % 25, 1 + number % 12, 1 + number % 28));
    let Some(Value::String(text)) = case.pointer_mut(longer) else { panic!("no text at {longer}") };
    text.push_str(&format!(" Vi snakket sammen om dette {} dager før brevet.", 2 + number * 7 % 30));
    case
}

/// Instructions for one letter more, and the pages and bytes of the first one.
fn letter(folder: &Path, cases: &[String]) -> (f64, u64, u64) {
    let (many, letters) = run(folder, cases);
    let (few, fewer) = run(folder, &cases[..FEW]);
    assert_eq!((letters.len(), fewer.len()), (MANY, FEW), "a letter for each case");
    let receipt = fs::read(letters[0].with_extension("kvittering.json")).expect("a receipt");
    let receipt: Value = serde_json::from_slice(&receipt).expect("JSON");
    let size = fs::metadata(&letters[0]).expect("a letter").len();
    ((many - few) as f64 / (MANY - FEW) as f64, receipt["brev"]["sider"].as_u64().expect("pages"), size)
}

/// The instructions of a whole run, and its letters.
fn run(folder: &Path, cases: &[String]) -> (u64, Vec<PathBuf>) {
    let out = folder.join("ut");
    let _ = fs::remove_dir_all(&out);
    fs::write(folder.join("inn.jsonl"), cases.join("\n")).expect("written");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_vedtaksbrev")]);
    command.arg("--tekster").arg(folder.join("tekster")).arg("bunke").arg(folder.join("inn.jsonl"));
    command.arg("--ut").arg(&out).args(["--traader", "1", "--stille", "--noekkel"]).arg(folder.join("noekkel"));
    let said = command.output().expect("valgrind");
    let said = String::from_utf8_lossy(&said.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected : ")).expect("a count").1;
    let mut letters: Vec<PathBuf> =
        fs::read_dir(&out).expect("letters").map(|entry| entry.expect("a file").path()).collect();
    letters.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    letters.sort();
    (count.trim().parse().expect("a number"), letters)
}
