//! Files of lines, streams and keys as the case system meets them: what is told, and what is never passed over.

use crate::municipality::{self, FAERDER_2024};
use crate::office::{LIBRARY, Office, codes, letters};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};
use vedtaksbrev::batch::status::Status;
use vedtaksbrev::disk::RealDisk;

/// Runs `bunke` with these arguments, with nothing on standard input.
fn bunke(office: &Office, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    command.arg("bunke").args(arguments).arg("--tekster").arg(LIBRARY.path());
    let output = command.current_dir(office.folder.path()).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

#[test]
fn a_file_of_another_kind_is_refused_before_anything_is_made() {
    let office = Office::new();
    let case = include_str!("../cases/good/foerste-brev/sak.yaml");
    let json = "{\n  \"saksnummer\": \"2026/00001\"\n}\n";
    for (name, content) in [("sak.yaml", case), ("sak.YML", case), ("sak.json", json), ("liste.json", "[{}]")] {
        fs::write(office.path(name), content).unwrap();
        let (_, said, code) = bunke(&office, &[name, "--ut", "ut", "--noekkel", "n"]);
        assert!(code == 2 && said.contains("feil[BRUK-018]") && said.contains("vedtaksbrev lag"), "{name}: {said}");
        assert!(!office.path("ut").exists(), "{name}");
    }
}

#[test]
fn a_line_is_told_as_a_line() {
    let office = Office::new();
    let good: Vec<String> = municipality::year(&FAERDER_2024.scaled(3), 1).iter().map(Value::to_string).collect();
    let twice = good[1].replacen('{', "{\"saksnummer\": \"2026/9\", ", 1);
    let lines = [&good[0], "null", "[]", "bare ord", "{\"saksnummer\": ", &twice].join("\n");
    fs::write(office.path("inn.jsonl"), lines).unwrap();
    let outcome = office.run(&office.settings(&office.path("inn.jsonl"), "ut"));
    assert_eq!((outcome.counts.ferdig, outcome.counts.feilet), (1, 5), "{:?}", outcome.problems);
    let list = fs::read_to_string(office.path("ut/resultat.jsonl")).unwrap();
    let read = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    for case in list.lines().map(read).filter(|case| (2..6).contains(&case["linje"].as_u64().unwrap())) {
        let problem = &case["problemer"][0];
        assert_eq!(problem["melding"], "Linja kan ikke leses som en sak", "{case}");
        assert_eq!(
            (&problem["linje"], problem["hint"].as_str().unwrap().contains("JSON-objekt")),
            (&case["linje"], true)
        );
    }
    let twice = list.lines().map(read).find(|case| case["linje"] == 6).unwrap();
    let hint = twice["problemer"][0]["hint"].as_str().unwrap();
    assert!(hint.ends_with("Den første står på samme linje, tegn 2"), "{hint}");
    // A case that is refused keeps its number in the journal too.
    let refused = good[1].replacen("\"maalform\":\"nb\"", "\"maalform\":\"svensk\"", 1);
    let refused = refused.replacen("\"maalform\":\"nn\"", "\"maalform\":\"svensk\"", 1);
    fs::write(office.path("en.jsonl"), &refused).unwrap();
    office.run(&office.settings(&office.path("en.jsonl"), "en"));
    let status = Status::of(&RealDisk, &office.path("en")).unwrap().unwrap();
    let number: Value = serde_json::from_str(&refused).unwrap();
    assert_eq!(status.feilet[0].saksnummer.as_deref(), number["saksnummer"].as_str());
}

#[test]
fn a_source_without_cases_and_a_key_that_was_not_there_are_warnings() {
    let office = Office::new();
    let (said, errors, code) = bunke(&office, &["-", "--ut", "ut", "--noekkel", "n"]);
    assert_eq!(code, 0, "{errors}");
    assert!(said.starts_with("Laget 0 brev") && errors.contains("advarsel[UT-069]: Det kom ingen saker"), "{errors}");
    assert!(errors.contains("advarsel[UT-080]: Kontornøkkelen fantes ikke") && errors.contains("--> n"), "{errors}");
    office.cases(2);
    let (_, errors, code) = bunke(&office, &["inn", "--ut", "ut", "--noekkel", "n"]);
    assert!(code == 0 && !errors.contains("UT-069") && !errors.contains("UT-080"), "{errors}");
}

#[test]
fn a_letter_that_was_altered_on_the_disk_is_not_passed_over() {
    let office = Office::new();
    let settings = office.settings(&office.cases(6), "ut");
    let first = office.run(&settings).counts.ferdig;
    let before = letters(&settings.folder);
    let altered = settings.folder.join(before.keys().find(|name| name.ends_with(".pdf")).unwrap());
    fs::write(&altered, [fs::read(&altered).unwrap(), b"x".to_vec()].concat()).unwrap();
    let outcome = office.run(&settings);
    assert!(codes(&outcome).is_empty() && letters(&settings.folder) == before, "{:?}", outcome.problems);
    assert_eq!((outcome.counts.gjenskapt, outcome.counts.uendret), (1, first));
}

#[cfg(unix)]
#[test]
fn letters_are_closed_to_others_in_an_open_folder_too() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let settings = office.settings(&office.cases(2), "ut");
    fs::create_dir(&settings.folder).unwrap();
    fs::set_permissions(&settings.folder, fs::Permissions::from_mode(0o755)).unwrap();
    office.run(&settings);
    for name in letters(&settings.folder).keys().map(String::as_str).chain(["resultat.jsonl"]) {
        let mode = fs::metadata(settings.folder.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o007, 0, "{name}: {mode:o}");
    }
}
