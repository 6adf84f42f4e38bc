//! Approval holds for the bytes that were read, and for no others.

use crate::small::{Files, files, library};
use jiff::civil::date;
use vedtaksbrev::disk::RealDisk;
use vedtaksbrev::texts::approval::{LOCK, SETTING, Signers, Which, approve, needs_approval};
use vedtaksbrev::texts::library::Library;

const INNSYN: &str = "legal-texts/innsyn/2024-06-01.nb.md";

fn by(navn: &str) -> Signers<'_> {
    Signers { av: Some(navn), kontroll_av: None }
}

fn approved(files: &mut Files, which: Which<'_>) {
    let lock = approve(&library(files), which, by("Kari Prøve"), date(2026, 11, 21)).unwrap().lock;
    files.insert(LOCK.to_owned(), lock);
}

#[test]
fn everything_can_be_approved_at_once() {
    let mut files = files();
    approved(&mut files, Which::All);
    let library = library(&files);
    let approvals = library.godkjenninger();
    for path in library.paths() {
        let expected = path != LOCK;
        assert_eq!(approvals.is_approved(&library, path), expected, "{path}");
        assert_eq!(needs_approval(path), expected, "{path}");
    }
}

#[test]
fn approval_becomes_invalid_when_one_byte_changes() {
    let mut files = files();
    approved(&mut files, Which::All);
    files.get_mut(INNSYN).unwrap().push(' ');
    let library = library(&files);
    assert!(!library.godkjenninger().is_approved(&library, INNSYN));
    assert!(library.godkjenninger().is_approved(&library, "legal-texts/innsyn/2024-06-01.nn.md"));
}

#[test]
fn a_text_is_approved_by_its_id_and_earlier_approvals_stay() {
    let mut files = files();
    approved(&mut files, Which::Named(&["klage/slik".into()]));
    approved(&mut files, Which::Named(&["innsyn".into(), INNSYN.into()]));
    let lock = &files[LOCK];
    let lines: Vec<&str> = lock.lines().skip(1).map(|line| line.split("  ").nth(1).unwrap()).collect();
    let both = |id: &str| ["nb", "nn"].map(|language| format!("legal-texts/{id}/2024-06-01.{language}.md"));
    assert_eq!(lines, [both("innsyn"), both("klage/slik")].concat());
    assert!(lock.lines().nth(1).unwrap().ends_with("  2026-11-21  Kari Prøve"));
}

#[test]
fn a_removed_file_leaves_the_lock() {
    let mut files = files();
    approved(&mut files, Which::All);
    files.remove(INNSYN);
    approved(&mut files, Which::Named(&["klage".into()]));
    assert!(!files[LOCK].contains(INNSYN));
}

#[test]
fn an_unknown_text_or_an_empty_name_is_refused() {
    let library = library(&files());
    let code = |names: &[String], navn: &str| {
        approve(&library, Which::Named(names), by(navn), date(2026, 11, 21)).unwrap_err()[0].clone()
    };
    let problem = code(&["klage/slikt".into()], "Kari");
    assert_eq!((problem.code, problem.hint.as_deref()), ("TEKST-041", Some("mente du «klage/slik»?")));
    assert_eq!(code(&["innsyn".into()], " \n").code, "TEKST-042");
}

#[test]
fn what_is_not_settled_is_said_before_approval() {
    let mut files = files();
    let content = files[INNSYN].replace("merknad", "usikkert: Om dette er riktig.\nmerknad");
    files.insert(INNSYN.into(), content);
    let approved = approve(&library(&files), Which::All, by("Kari"), date(2026, 11, 21)).unwrap();
    assert_eq!(approved.usikkert, [(INNSYN.to_owned(), "Om dette er riktig.".to_owned())]);
}

#[test]
fn a_library_in_a_folder_is_the_same_and_names_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let files = files();
    for (path, content) in &files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let opened = Library::open(&RealDisk, folder.path()).unwrap();
    assert!(opened.paths().eq(library(&files).paths()));
    assert_eq!(opened.sha256(INNSYN), library(&files).sha256(INNSYN));
    assert_eq!(opened.place(INNSYN).file, format!("{}/{INNSYN}", folder.path().display()));
    assert!(Library::open(&RealDisk, &folder.path().join("borte")).is_err());
}

#[test]
fn where_two_must_approve_one_is_not_enough_and_the_same_one_is_not_two() {
    let mut files = files();
    files.insert(SETTING.to_owned(), "to_personer: true\n".to_owned());
    let both = |files: &Files, av: Option<&str>, kontroll_av: Option<&str>| {
        let which = ["innsyn".to_owned()];
        approve(&library(files), Which::Named(&which), Signers { av, kontroll_av }, date(2026, 11, 21))
    };
    let codes = |outcome: Result<_, Vec<vedtaksbrev::problem::Problem>>| -> Vec<&str> {
        outcome.map(|_: vedtaksbrev::texts::approval::Approved| ()).unwrap_err().iter().map(|it| it.code).collect()
    };
    assert_eq!(codes(both(&files, None, Some("Ola Kontroll"))), ["TEKST-048"]);
    assert_eq!(codes(both(&files, Some("Kari Prøve"), Some("kari  prøve"))), ["TEKST-047"]);
    approved(&mut files, Which::All);
    let is_approved = |files: &Files| {
        let library = library(files);
        library.godkjenninger().is_approved(&library, INNSYN)
    };
    assert!(!is_approved(&files));
    assert_eq!(codes(both(&files, None, Some("KARI PRØVE"))), ["TEKST-047"]);
    let lock = both(&files, None, Some("Ola Kontroll")).unwrap().lock;
    files.insert(LOCK.to_owned(), lock);
    assert!(is_approved(&files));
    // The first may approve the same bytes again; changed bytes need both again.
    approved(&mut files, Which::All);
    assert!(is_approved(&files));
    files.get_mut(INNSYN).unwrap().push(' ');
    approved(&mut files, Which::All);
    assert!(!is_approved(&files));
}

#[test]
fn a_lock_where_one_person_stands_twice_and_a_setting_that_cannot_be_read_approve_nothing() {
    let mut files = files();
    approved(&mut files, Which::All);
    let twice = files[LOCK].replace("  Kari Prøve", "  Kari Prøve  2026-11-21  kari prøve");
    let mut forged = files.clone();
    forged.insert(LOCK.to_owned(), twice);
    assert!(!library(&forged).godkjenninger().is_approved(&library(&forged), INNSYN));
    files.insert(SETTING.to_owned(), "to_personer: kanskje\n".to_owned());
    assert!(!library(&files).godkjenninger().is_approved(&library(&files), INNSYN));
}
