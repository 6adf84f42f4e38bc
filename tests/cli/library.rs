//! `kontroller` and `tekster hent-ut`: the library inside the binary, and a municipality's own copy of it.

use crate::run::{Desk, FIRST};
use std::fs;

fn pdf(desk: &Desk, folder: &str) -> Vec<u8> {
    let files = desk.files();
    desk.read(files.iter().find(|file| file.starts_with(folder) && file.ends_with(".pdf")).unwrap())
}

#[test]
fn a_copy_of_the_library_gives_the_same_letter_byte_for_byte() {
    let desk = Desk::with_first_case();
    let run = desk.run(&["tekster", "hent-ut", "tekster"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("Skrev ") && run.stdout.ends_with(" filer til tekster.\n"), "{}", run.stdout);
    assert_eq!(desk.run(&["lag", "sak.yaml", "--ut", "a", "--stille"]).code, 0);
    assert_eq!(desk.run(&["lag", "sak.yaml", "--ut", "b", "--stille", "--tekster", "tekster"]).code, 0);
    assert_eq!(pdf(&desk, "a/"), pdf(&desk, "b/"));
}

#[test]
fn a_folder_with_something_in_it_is_not_written_over() {
    let desk = Desk::new();
    fs::create_dir(desk.path("tekster")).unwrap();
    desk.write("tekster/mitt.md", "mitt");
    let run = desk.run(&["tekster", "hent-ut", "tekster"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("feil[BRUK-010]"), "{}", run.stderr);
    assert_eq!(desk.files(), ["tekster/mitt.md"]);
    fs::create_dir(desk.path("tom")).unwrap();
    assert_eq!(desk.run(&["tekster", "hent-ut", "tom"]).code, 0);
}

#[test]
fn the_library_inside_the_binary_has_no_errors() {
    let desk = Desk::new();
    let run = desk.run(&["kontroller", "--stille"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("Kontrollerte ") && run.stdout.contains(": 0 feil"), "{}", run.stdout);
}

#[test]
fn a_mistake_in_a_copy_is_told_with_file_and_line() {
    let desk = Desk::new();
    desk.run(&["tekster", "hent-ut", "t"]);
    let text = "t/legal-texts/klage/slik/2024-06-01.nb.md";
    let content = String::from_utf8(desk.read(text)).unwrap();
    desk.write(text, format!("{}\n\nRing {{{{avsender.finnes_ikke}}}}.\n", content.trim_end()));
    let line = content.trim_end().lines().count() + 2;
    let run = desk.run(&["kontroller", "--stille", "--tekster", "t"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains(&format!("--> {text}:{line}\n")), "{}", run.stderr);
}

#[test]
fn checking_a_case_writes_nothing() {
    let desk = Desk::with_first_case();
    let run = desk.run(&["kontroller", "sak.yaml"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.starts_with("Kontrollerte 1 saksfil: 0 feil"), "{}", run.stdout);
    desk.write("feil.yaml", FIRST.replace("maalform: nb", "maalform: svensk"));
    let run = desk.run(&["kontroller", "sak.yaml", "feil.yaml"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("1 kan ikke bli brev"), "{}", run.stdout);
    assert_eq!(desk.files(), ["feil.yaml", "sak.yaml"]);
}
