//! `lag`: what is made, what is said where, and what is left when something is wrong.

use crate::run::{Desk, FIRST};
use serde_json::Value;
use vedtaksbrev::deliver::receipt::sha256;
use vedtaksbrev::texts::library::Library;

/// The first case under another case number.
fn numbered(number: &str) -> String {
    let old = FIRST.lines().find(|line| line.starts_with("saksnummer:")).unwrap();
    FIRST.replacen(old, &format!("saksnummer: {number}"), 1)
}

/// The stem of the letter that the first case gives.
fn stem(desk: &Desk) -> String {
    let pdf = desk.files().into_iter().find(|file| file.ends_with(".pdf")).unwrap();
    pdf.rsplit('/').next().unwrap().trim_end_matches(".pdf").to_owned()
}

#[test]
fn a_letter_and_its_receipt_are_made_and_only_the_path_is_printed() {
    let desk = Desk::with_first_case();
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let stem = stem(&desk);
    assert_eq!(run.stdout, format!("brev/{stem}.pdf\n"));
    assert_eq!(desk.files(), [format!("brev/{stem}.kvittering.json"), format!("brev/{stem}.pdf"), "sak.yaml".into()]);
    assert!(desk.read(&format!("brev/{stem}.pdf")).starts_with(b"%PDF-1.7"));
    assert!(run.stderr.contains("advarsel[BREV-010]: Brevet er merket UTKAST"), "{}", run.stderr);
}

#[test]
fn the_receipt_has_the_hash_of_the_case_of_the_letter_and_of_every_text() {
    let desk = Desk::with_first_case();
    desk.run(&["lag", "sak.yaml"]);
    let stem = stem(&desk);
    let receipt = desk.receipt(&format!("{stem}.kvittering.json"));
    assert_eq!(receipt["format"], 1);
    assert_eq!(receipt["brev"]["fil"], format!("{stem}.pdf"));
    assert_eq!(receipt["sak_sha256"], sha256(FIRST.as_bytes()));
    assert_eq!(receipt["pdf_sha256"], sha256(&desk.read(&format!("{stem}.pdf"))));
    let library = Library::embedded();
    let texts = receipt["tekster"].as_array().unwrap();
    assert!(texts.len() > 20, "{}", texts.len());
    for text in texts {
        let path = text["fil"].as_str().unwrap();
        assert_eq!(text["sha256"], sha256(library.bytes(path).unwrap()), "{path}");
    }
    assert_eq!(receipt["utkast"]["er_utkast"], true);
}

#[test]
fn the_same_case_gives_the_same_bytes_and_takes_the_old_ones_place() {
    let desk = Desk::with_first_case();
    let stem = |folder: &str, ending: &str| {
        let file = desk.files().into_iter().find(|file| file.starts_with(folder) && file.ends_with(ending)).unwrap();
        desk.read(&file)
    };
    for folder in ["a", "b", "a"] {
        assert_eq!(desk.run(&["lag", "sak.yaml", "--ut", folder]).code, 0);
    }
    assert_eq!(desk.files().len(), 5, "{:?}", desk.files());
    assert_eq!(stem("a/", ".pdf"), stem("b/", ".pdf"));
    assert_eq!(stem("a/", ".json"), stem("b/", ".json"));
}

#[test]
fn of_two_cases_the_good_one_is_made() {
    let desk = Desk::with_first_case();
    desk.write("feil.yaml", numbered("2026/00200").replace("maalform: nb", "maalform: svensk"));
    let run = desk.run(&["lag", "feil.yaml", "sak.yaml", "--ut", "brev"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(run.stderr.contains("feil[SAK-004]") && run.stderr.contains("feil.yaml:"), "{}", run.stderr);
    assert_eq!(desk.files().iter().filter(|file| file.starts_with("brev/")).count(), 2);
}

#[test]
fn every_recipient_gets_a_letter_and_a_receipt() {
    let desk = Desk::new();
    desk.write("sak.yaml", include_str!("../cases/good/avslag-langtidsopphold/sak.yaml"));
    let run = desk.run(&["lag", "sak.yaml", "--stille"]);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stderr);
    assert!(run.stdout.contains("_soeker.pdf") && run.stdout.contains("_fullmektig.pdf"));
    assert_eq!(desk.files().iter().filter(|file| file.ends_with(".kvittering.json")).count(), 2);
}

#[test]
fn two_cases_with_the_same_letter_stop_each_other_and_not_a_third() {
    let desk = Desk::with_first_case();
    desk.write("to.yaml", FIRST);
    desk.write("tre.yaml", numbered("2026/00300"));
    let run = desk.run(&["lag", "sak.yaml", "to.yaml", "tre.yaml", "--ut", "brev"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("feil[SAK-099]").count(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("samme brevet som to.yaml") && run.stderr.contains("samme brevet som sak.yaml"));
    assert_eq!(run.stdout, "brev/2026-00300_vedtak_2026-11-23_1_soeker.pdf\n".replace("2026-11-23", day(FIRST)));
    let again = desk.run(&["lag", "tre.yaml", "tre.yaml"]);
    assert!(again.stderr.contains("hint: nevn hver fil bare én gang"), "{}", again.stderr);
}

#[test]
fn case_numbers_that_differ_only_in_capitals_stop_each_other() {
    let desk = Desk::new();
    desk.write("liten.yaml", numbered("2026/a1"));
    desk.write("stor.yaml", numbered("2026/A1"));
    let run = desk.run(&["lag", "liten.yaml", "stor.yaml", "--ut", "brev"]);
    assert_eq!((run.code, run.stderr.matches("feil[SAK-099]").count()), (1, 2), "{}", run.stderr);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
}

fn day(case: &str) -> &str {
    case.lines().find_map(|line| line.strip_prefix("vedtaksdato: ")).unwrap()
}

#[test]
fn a_number_tells_two_letters_of_the_same_day_apart() {
    let desk = Desk::with_first_case();
    desk.write("to.yaml", FIRST.replace("brevtype: vedtak", "brevtype: vedtak\nnummer: 2"));
    assert_eq!(desk.run(&["lag", "sak.yaml", "to.yaml"]).stdout.lines().count(), 2);
}

#[test]
fn nothing_is_written_when_a_case_is_wrong() {
    let desk = Desk::new();
    desk.write("sak.yaml", FIRST.replace("maalform: nb", "maalform: svensk"));
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(desk.files(), ["sak.yaml"]);
    assert!(!desk.path("brev").exists());
}

#[test]
fn quiet_shows_errors_and_no_warnings() {
    let desk = Desk::with_first_case();
    assert_eq!(desk.run(&["--stille", "lag", "sak.yaml"]).stderr, "");
    desk.write("sak.yaml", "saksnummer: 1\n");
    assert!(desk.run(&["lag", "sak.yaml", "--stille"]).stderr.contains("feil[SAK-002]"));
}

#[test]
fn problems_as_json_are_one_object_a_line() {
    let desk = Desk::with_first_case();
    desk.write("feil.yaml", FIRST.replace("maalform: nb", "maalform: svensk"));
    for arguments in [["lag", "sak.yaml"], ["kontroller", "feil.yaml"], ["lag", "--finnes-ikke"], ["lag", "borte.yaml"]]
    {
        let run = desk.run(&[&arguments[..], &["--meldinger", "json"]].concat());
        assert!(!run.stderr.is_empty());
        for line in run.stderr.lines() {
            let problem: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
            let keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["kode", "alvor", "fil", "linje", "kolonne", "felt", "melding", "hint"]);
            assert!(problem["melding"].is_string() && problem["hint"].is_string(), "{line}");
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_wrong_usage_and_the_others_are_made() {
    let desk = Desk::with_first_case();
    let run = desk.run(&["lag", "borte.yaml", "sak.yaml"]);
    assert_eq!((run.code, run.stdout.lines().count()), (2, 1));
    assert!(run.stderr.contains("feil[FIL-020]: Fila eller mappa finnes ikke\n  --> borte.yaml"), "{}", run.stderr);
}

#[test]
fn a_file_larger_than_the_cap_is_refused() {
    let desk = Desk::new();
    desk.write("stor.yaml", format!("{FIRST}# {}\n", "x".repeat(2 * 1024 * 1024)));
    let run = desk.run(&["lag", "stor.yaml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("feil[FIL-023]: Fila er for stor") && run.stderr.contains("høyst 2 MB"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_file_in_place_of_the_folder_is_told_and_kept() {
    let desk = Desk::with_first_case();
    desk.write("brev", "noe annet");
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("feil[FIL-022]: Her ligger det en fil, ikke en mappe\n  --> brev"), "{}", run.stderr);
    assert_eq!((desk.files(), desk.read("brev")), (vec!["brev".into(), "sak.yaml".into()], b"noe annet".to_vec()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_leaves_nothing_behind() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_first_case();
    std::fs::create_dir(desk.path("brev")).unwrap();
    std::fs::set_permissions(desk.path("brev"), std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(desk.path("brev/prøve"), "").is_ok() {
        // Root may write anywhere; the disk's twin shows the same without permissions.
        return;
    }
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev"]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.contains("feil[FIL-026]"), "{}", run.stderr);
    assert_eq!(desk.files(), ["sak.yaml"]);
}

#[test]
fn a_case_from_windows_is_read() {
    let desk = Desk::new();
    desk.write("sak.yaml", format!("\u{feff}{}", FIRST.replace('\n', "\r\n")));
    assert_eq!(desk.run(&["lag", "sak.yaml"]).code, 0);
}
