//! The yearly table as a page: its numbers, its text alternatives, its bytes, and what veraPDF is handed.

use crate::municipality::{FAERDER_2024, Town};
use crate::numbers::folders;
use crate::office::Office;
use crate::words;
use lopdf::{Document, Object};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::disk::RealDisk;

/// Runs `rapport` with these arguments after the folders.
fn rapport(folders: &[PathBuf], arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    let output = command.arg("rapport").args(folders).args(arguments).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap(), output.status.code())
}

/// A PDF where `.ci/pdf-check` finds it, and hands it to veraPDF.
fn pdf(folders: &[PathBuf], name: &str, arguments: &[&str]) -> (Vec<u8>, String) {
    let proofs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    fs::create_dir_all(&proofs).unwrap();
    let path = proofs.join(format!("rapport-{name}.pdf"));
    let file = path.to_str().unwrap();
    let written = ["--format", "pdf", "--til-fil", file, "--overskriv"];
    let (said, errors, code) = rapport(folders, &[&written, arguments].concat());
    assert_eq!((said.trim(), code), (file, Some(0)), "{errors}");
    (fs::read(path).unwrap(), errors)
}

fn json(folders: &[PathBuf], arguments: &[&str]) -> Value {
    serde_json::from_str(&rapport(folders, &[&["--format", "json"], arguments].concat()).0).unwrap()
}

/// A number as it is printed, with a hard space before each three digits.
fn printed(value: &Value) -> String {
    let Some(number) = value.as_u64() else { return ":".to_owned() };
    let digits = number.to_string();
    let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|part| str::from_utf8(part).unwrap()).collect();
    parts.join("\u{a0}")
}

/// The rows of the table on the page, as every row of the JSON would be read aloud.
fn row(name: &str, numbers: &Value) -> String {
    numbers.as_object().unwrap().values().fold(name.to_owned(), |row, number| row + &printed(number))
}

/// The text alternatives of the plots.
fn alternatives(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let figures = document.objects.values().filter_map(|object| object.as_dict().ok());
    let figures = figures.filter(|it| it.get(b"S").is_ok_and(|name| name == &Object::Name(b"Figure".to_vec())));
    let said = figures.map(|it| lopdf::decode_text_string(it.get(b"Alt").unwrap()).unwrap());
    said.filter(|alt| alt.starts_with("Stolpediagram")).collect()
}

fn year(town: &Town, office: &Office) -> Vec<PathBuf> {
    let (folders, _) = folders(town, office);
    let journal = Journal::open_existing(&RealDisk, &folders[0]).unwrap();
    let day = jiff::civil::date(2026, 3, 1);
    for (number, utfall) in [("2026/00001", Some("omgjort")), ("2026/00002", None)] {
        journal.record_complaint(number, day, utfall, jiff::Timestamp::UNIX_EPOCH).unwrap();
    }
    folders
}

const YEAR: [&str; 4] = ["--fra", "2026-01-01", "--til", "2026-12-31"];

#[test]
fn the_numbers_on_the_page_are_those_of_the_json_and_the_plots_tell_them_too() {
    let office = Office::new();
    let folders = year(&FAERDER_2024, &office);
    let (bytes, errors) = pdf(&folders, "faerder", &YEAR);
    assert!(errors.contains("UT-064"), "the page has small numbers, and says so: {errors}");
    let (json, page) = (json(&folders, &YEAR), words::read_aloud(&bytes));
    assert!(page.contains(&row("I alt", &json["i_alt"])), "{page}");
    for (name, id) in
        [("Hjemmesykepleie", "helsetjenester-i-hjemmet"), ("Trygghetsalarm", "trygghetsalarm"), ("BPA", "bpa")]
    {
        assert!(page.contains(&row(name, &json["tjenester"][id])), "{name}\n{page}");
    }
    for (label, number) in [
        ("vedtak i alt", &json["i_alt"]["vedtak"]),
        ("personer", &json["i_alt"]["personer"]),
        ("brev", &json["brev"]),
        ("mottatte klager", &json["klager_i_alt"]),
    ] {
        assert!(page.contains(&format!("{}{label}", printed(number))), "{label}\n{page}");
    }
    assert!(page.contains("ikke avgjort 1 og omgjort 1"), "{page}");
    let alternatives = alternatives(&bytes).join("\n");
    assert_eq!(alternatives.lines().count(), 3, "{alternatives}");
    let months = json["maaneder"].as_object().unwrap();
    assert!(months.len() > 8 && months["2026-05"]["vedtak"].as_u64() > Some(0));
    assert!(alternatives.contains(&format!("mai 2026 {}", printed(&months["2026-05"]["vedtak"]))), "{alternatives}");
    assert!(alternatives.contains(&format!("Avslag {} (", printed(&json["i_alt"]["avslag"]))));
    assert!(
        alternatives.contains(&format!(
            "Hjemmesykepleie {}",
            printed(&json["tjenester"]["helsetjenester-i-hjemmet"]["vedtak"])
        ))
    );
}

#[test]
fn the_page_is_the_same_bytes_every_time_and_in_whatever_order_the_folders_are_named() {
    let office = Office::new();
    let mut folders = year(&FAERDER_2024.scaled(300), &office);
    let (first, _) = pdf(&folders, "byte", &YEAR);
    assert!(first == pdf(&folders, "byte", &YEAR).0);
    folders.reverse();
    assert!(first == pdf(&folders, "byte", &YEAR).0);
    assert!(first != pdf(&folders, "byte", &["--fra", "2026-01-01"]).0);
}

#[test]
fn hidden_numbers_are_on_no_page_and_in_no_list() {
    let office = Office::new();
    let folders = year(&FAERDER_2024.scaled(400), &office);
    let hide = [&YEAR[..], &["--skjul-smaa"]].concat();
    let (open, hidden) = (json(&folders, &YEAR), json(&folders, &hide));
    let small = |value: &Value| value.as_u64().is_some_and(|number| (1..5).contains(&number));
    let cells = |table: &Value| {
        let rows = ["tjenester", "maaneder"]
            .into_iter()
            .flat_map(|group| table[group].as_object().unwrap().values().cloned().collect::<Vec<_>>());
        let rows = rows.chain([table["i_alt"].clone(), table["klager"].clone()]);
        rows.flat_map(|row| row.as_object().unwrap().values().cloned().collect::<Vec<_>>()).collect::<Vec<Value>>()
    };
    assert!(cells(&open).iter().any(small) && !cells(&hidden).iter().any(small), "{hidden:#}");
    assert_eq!((&hidden["skjult_under"], &hidden["klager"]["omgjort"]), (&Value::from(5), &Value::Null));
    assert_eq!(hidden["i_alt"]["vedtak"], open["i_alt"]["vedtak"]);
    let (bytes, errors) = pdf(&folders, "skjult-nn", &[&hide[..], &["--maalform", "nn"]].concat());
    let page = words::read_aloud(&bytes);
    assert!(!errors.contains("UT-064") && page.contains("Tal under 5 er skjulte (:)"), "{errors}{page}");
    assert!(page.contains(&row("I alt", &hidden["i_alt"])) && page.contains("Vedtak etter teneste"), "{page}");
    let (csv, _, _) = rapport(&folders, &[&hide[..], &["--format", "csv"]].concat());
    assert!(csv.contains(";:;") && csv.lines().all(|line| line.matches(';').count() == 8), "{csv}");
}

#[test]
fn a_year_without_decisions_is_a_page_that_says_so() {
    let office = Office::new();
    let folders = year(&FAERDER_2024.scaled(60), &office);
    let (bytes, errors) = pdf(&folders, "ingen", &["--fra", "2031-01-01", "--til", "2031-12-31"]);
    let page = words::read_aloud(&bytes);
    assert!(
        errors.is_empty() && page.contains("Det er ingen vedtak i perioden.") && page.contains("2031"),
        "{errors}{page}"
    );
    assert!(alternatives(&bytes).is_empty());
}

#[test]
fn wrong_days_and_a_library_without_the_layout_are_told() {
    let office = Office::new();
    let (folders, _) = folders(&FAERDER_2024.scaled(60), &office);
    let (_, errors, code) = rapport(&folders, &["--fra", "2026-12-31", "--til", "2026-01-01"]);
    assert!(code == Some(2) && errors.contains("BRUK-024"), "{errors}");
    let library = office.path("tekster");
    crate::approved::write(&library);
    fs::remove_file(library.join("letter-templates/rapport/main.typ")).unwrap();
    let out = office.path("ut.pdf");
    let arguments = ["--tekster", library.to_str().unwrap(), "--format", "pdf", "--til-fil", out.to_str().unwrap()];
    let (_, errors, code) = rapport(&folders, &arguments);
    assert!(code == Some(1) && errors.contains("PDF-001") && !out.exists(), "{errors}");
    fs::remove_file(library.join("legal-texts/rapport.yaml")).unwrap();
    let (_, errors, code) = rapport(&folders, &[&arguments[..2], &["--skjul-smaa"]].concat());
    assert!(code == Some(1) && errors.contains("UT-063"), "{errors}");
}
