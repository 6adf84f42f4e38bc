//! `--pakke` and `les-svar`: what is packed, what is refused and why, and what the answers do to the journal.

use crate::approved;
use crate::golden::golden;
use crate::run::{Desk, Run};
use serde_json::json;
use std::fs;
use std::path::Path;

const KEY: &str = "2026/00100/vedtak/2026-11-23/1/soeker";
const STEM: &str = "2026-00100_vedtak_2026-11-23_1_soeker";

/// A desk with the first case and an approved library in `t`.
fn office() -> Desk {
    let desk = Desk::with_first_case();
    approved::write(&desk.path("t"));
    desk
}

/// Changes a file of the library and approves it anew.
fn change(desk: &Desk, path: &str, change: impl Fn(String) -> String) {
    let whole = format!("t/{path}");
    desk.write(&whole, change(String::from_utf8(desk.read(&whole)).unwrap()));
    let run = desk.run(&["--tekster", "t", "tekster", "godkjenn", "--alle", "--av", "Kari Prøvejurist", "--stille"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

fn made(desk: &Desk) -> Vec<String> {
    desk.files().into_iter().filter(|file| file.starts_with("brev/")).collect()
}

#[test]
fn packages_lie_beside_the_letter_and_only_its_path_is_printed() {
    let desk = office();
    let run = desk.run(&["--tekster", "t", "lag", "sak.yaml", "--ut", "brev", "--pakke", "svarut,arkiv"]);
    golden("lag-pakke", &run);
    let names: Vec<String> = ["arkivmelding.xml", "kvittering.json", "pdf", "svarut-v2.json"]
        .iter()
        .map(|ending| format!("brev/{STEM}.{ending}"))
        .collect();
    assert_eq!(made(&desk), names);
    // Made again without packages, none is left that belongs to another letter.
    desk.run(&["--tekster", "t", "lag", "sak.yaml", "--ut", "brev"]);
    assert_eq!(made(&desk).len(), 2);
}

#[test]
fn a_print_file_and_its_index_are_made_of_several_cases() {
    let desk = office();
    let graded = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good/fortrolig-adresse/sak.yaml");
    let graded = fs::read_to_string(graded).unwrap().replace("avsender: faerder", "avsender: eksempel");
    desk.write("gradert.yaml", graded);
    let run = desk.run(&["--tekster", "t", "lag", "sak.yaml", "gradert.yaml", "--ut", "brev", "--pakke", "utskrift"]);
    golden("lag-pakke-utskrift", &run);
    let csv = String::from_utf8(desk.read("brev/utskrift_eksempel.csv")).unwrap();
    assert!(csv.contains(&format!("{KEY};3;")) && csv.lines().any(|line| line.ends_with(";;;;tas for hånd")), "{csv}");
}

#[test]
fn a_draft_is_never_packed_and_there_is_no_way_around() {
    let desk = Desk::with_first_case();
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev", "--pakke", "arkiv", "--stille"]);
    golden("lag-pakke-utkast", &run);
    assert!(made(&desk).is_empty());
    desk.write("saker.jsonl", "");
    golden("bunke-pakke-utkast", &desk.run(&["bunke", "saker.jsonl", "--ut", "brev", "--utkast", "--pakke", "arkiv"]));
}

#[test]
fn the_highest_level_is_refused_because_nothing_is_encrypted() {
    let desk = office();
    change(&desk, "letter-templates/avsendere/eksempel/avsender.yaml", |text| text.replace("BETYDELIG", "HOYESTE"));
    golden("lag-pakke-hoyeste", &desk.run(&["--tekster", "t", "lag", "sak.yaml", "--pakke", "svarut", "--stille"]));
    // The archive does not care.
    assert_eq!(desk.run(&["--tekster", "t", "lag", "sak.yaml", "--pakke", "arkiv", "--stille"]).code, 0);
}

#[test]
fn the_archive_needs_a_code_that_the_municipality_has_confirmed() {
    let desk = office();
    change(&desk, "letter-templates/avsendere/eksempel/avsender.yaml", |text| {
        let mut sender: serde_json::Value = serde_json::from_str(&text).unwrap();
        let code = sender["arkiv"]["tilgangskode"].take();
        sender["arkiv"]["tilgangskode"] = json!({"ubekreftet": "koden arkivet har", "verdi": code});
        sender.to_string()
    });
    golden("lag-pakke-ubekreftet", &desk.run(&["--tekster", "t", "lag", "sak.yaml", "--pakke", "arkiv", "--stille"]));
    assert_eq!(desk.run(&["--tekster", "t", "lag", "sak.yaml", "--pakke", "svarut", "--stille"]).code, 0);
}

#[test]
fn words_outside_the_package_must_be_approved_too() {
    let desk = office();
    let path = "t/legal-texts/pakker.yaml";
    desk.write(path, String::from_utf8(desk.read(path)).unwrap().replace("Brev fra", "Melding fra"));
    golden(
        "lag-pakke-ikke-godkjent",
        &desk.run(&["--tekster", "t", "lag", "sak.yaml", "--pakke", "arkiv", "--stille"]),
    );
}

#[test]
fn a_setting_that_svarut_would_refuse_is_refused_first() {
    let desk = office();
    change(&desk, "letter-templates/avsendere/eksempel/avsender.yaml", |text| text.replace("EKS-001", "EKS 001"));
    let run = desk.run(&["--tekster", "t", "kontroller", "--stille"]);
    assert!(run.code == 1 && run.stderr.contains("feil[TEKST-023]: Konteringskoden"), "{}", run.stderr);
}

#[test]
fn help_tells_how_to_read_answers() {
    golden("les-svar-hjelp", &Desk::new().run(&["les-svar", "--hjelp"]));
    let run = Desk::new().run(&["lag", "sak.yaml", "--pakke", "post"]);
    golden("lag-pakke-ukjent", &run);
}

/// A desk where the first case has been run as a batch with packages.
fn sent() -> Desk {
    let desk = office();
    fs::create_dir_all(desk.path("inn")).unwrap();
    desk.write("inn/sak.yaml", desk.read("sak.yaml"));
    let arguments =
        ["--tekster", "t", "bunke", "inn", "--ut", "brev", "--pakke", "svarut,arkiv", "--noekkel", "n", "--stille"];
    let run = desk.run(&arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    desk
}

fn read(desk: &Desk, files: &[&str]) -> Run {
    let mut arguments = vec!["les-svar"];
    arguments.extend(files);
    arguments.extend(["--mappe", "brev"]);
    desk.run(&arguments)
}

fn status(id: &str, word: &str, moment: &str) -> String {
    json!({"statuser": [{"id": id, "sisteStatusEndring": moment, "status": word}]}).to_string()
}

#[test]
fn answers_find_their_letters_and_are_counted() {
    let desk = sent();
    desk.write("1.json", status("abc-1", "LEST", "2026-11-25T08:00:00Z"));
    desk.write("2.jsonl", json!({"eksternReferanse": KEY, "svar": {"id": "abc-1"}}).to_string());
    desk.write(
        &format!("{STEM}.feil.xml"),
        "<ugyldigforespoersel><feilId>1</feilId><feilmelding>Inger Prøve</feilmelding></ugyldigforespoersel>",
    );
    // The statuses come before the reply that says which letter they are about, and it does not matter.
    let error = format!("{STEM}.feil.xml");
    golden("les-svar", &read(&desk, &["1.json", "2.jsonl", &error]));
    golden("les-svar-igjen", &read(&desk, &["1.json"]));
    let run = desk.run(&["status", "brev"]);
    assert!(run.stdout.contains(&format!("Må følges opp: {KEY} (arkiv IKKE_ARKIVERT)")), "{}", run.stdout);
    desk.write("3.json", status("abc-1", "IKKE_LEVERT", "2199-01-01T00:00:00Z"));
    read(&desk, &["3.json"]);
    let run = desk.run(&["status", "brev"]);
    assert!(run.stdout.contains("Svar: arkiv IKKE_ARKIVERT 1, svarut IKKE_LEVERT 1"), "{}", run.stdout);
    let report = desk.run(&["rapport", "brev", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
    assert_eq!(report["svar"], json!({"arkiv IKKE_ARKIVERT": 1, "svarut IKKE_LEVERT": 1}));
    let csv = desk.run(&["rapport", "brev", "--format", "csv"]).stdout;
    assert!(csv.contains("svar;svarut IKKE_LEVERT;1;"), "{csv}");
    let journal = desk.read("brev/journal.sqlite");
    assert!(!journal.windows(5).any(|bytes| bytes == b"Inger"));
}

#[test]
fn a_letter_that_was_opened_is_known_as_opened() {
    use vedtaksbrev::deliver::journal::Journal;
    use vedtaksbrev::disk::RealDisk;
    let desk = sent();
    let opened = || Journal::open_existing(&RealDisk, &desk.path("brev")).unwrap().opened(KEY).unwrap();
    assert_eq!(opened(), None);
    let answer = json!({"eksternReferanse": KEY, "status": "LEST", "sisteStatusEndring": "2026-11-25T09:00:00+01:00"});
    desk.write("lest.json", answer.to_string());
    assert_eq!(read(&desk, &["lest.json"]).code, 0);
    assert_eq!(opened().as_deref(), Some("2026-11-25T08:00:00Z"));
}

#[test]
fn answers_about_other_letters_and_files_that_are_no_answers_are_said_without_their_words() {
    let desk = sent();
    desk.write(
        "fremmed.json",
        json!([
            {"eksternReferanse": "2026/00999/vedtak/2026-11-23/1/soeker", "status": "LEST"},
            {"eksternReferanse": KEY, "status": "PRINTET"},
            {"id": "ukjent", "status": "AVVIST"},
        ])
        .to_string(),
    );
    desk.write("nytt.json", json!({"eksternReferanse": KEY, "status": "HELT_NYTT"}).to_string());
    desk.write(
        "bombe.xml",
        "<!DOCTYPE a [<!ENTITY b 'Inger Prøve'>]><arkivmeldingKvittering>&b;</arkivmeldingKvittering>",
    );
    let run = read(&desk, &["fremmed.json", "nytt.json", "bombe.xml", "borte.json"]);
    golden("les-svar-fremmed", &run);
    golden("les-svar-uten-journal", &desk.run(&["les-svar", "nytt.json"]));
}
