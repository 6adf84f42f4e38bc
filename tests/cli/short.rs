//! `lag --kort`, `--hvorfor` as PDF, and `--vis`.

use crate::run::{Desk, Run};
use std::process::Command;

/// Runs with a folder of programs as the only path.
#[cfg(unix)]
fn run_with_path(desk: &Desk, arguments: &[&str], programs: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    command.args(arguments).current_dir(desk.path("")).env_clear().env("PATH", desk.path(programs));
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn pages(desk: &Desk, folder: &str) -> u64 {
    let files = desk.files();
    let receipt = files.iter().find(|file| file.starts_with(folder) && file.ends_with(".kvittering.json")).unwrap();
    desk.receipt(receipt)["brev"]["sider"].as_u64().unwrap()
}

#[test]
fn the_option_and_the_case_give_the_same_page_in_front() {
    let desk = Desk::with_first_case();
    let make =
        |arguments: &[&str]| assert_eq!(desk.run(&[&["lag", "sak.yaml", "--stille"], arguments].concat()).code, 0);
    make(&["--ut", "uten"]);
    make(&["--ut", "valg", "--kort"]);
    desk.write("sak.yaml", crate::run::FIRST.replacen("brevtype:", "kortversjon: true\nbrevtype:", 1));
    make(&["--ut", "sak"]);
    assert_eq!((pages(&desk, "valg/"), pages(&desk, "sak/")), (pages(&desk, "uten/") + 1, pages(&desk, "uten/") + 1));
    let pdf = |folder: &str| {
        desk.read(desk.files().iter().find(|file| file.starts_with(folder) && file.ends_with(".pdf")).unwrap())
    };
    assert_eq!(pdf("valg/"), pdf("sak/"));
}

#[test]
fn a_letter_without_services_is_made_without_a_short_version_and_says_so() {
    let desk = Desk::new();
    desk.write("sak.yaml", include_str!("../cases/good/avvisning/sak.yaml"));
    let run = desk.run(&["lag", "sak.yaml", "--kort"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("advarsel[TEKST-056]: Bare vedtak om tjenester kan ha en kortversjon"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_explanation_lies_beside_the_letter_as_a_pdf_in_both_languages() {
    for case in [crate::run::FIRST, include_str!("../cases/good/stoettekontakt-avslag-nn/sak.yaml")] {
        let desk = Desk::new();
        desk.write("sak.yaml", case);
        assert_eq!(desk.run(&["lag", "sak.yaml", "--hvorfor", "--ut", "a", "--stille"]).code, 0);
        assert_eq!(desk.run(&["lag", "sak.yaml", "--hvorfor", "--ut", "b", "--stille"]).code, 0);
        let files = desk.files();
        let of = |folder: &str| files.iter().find(|it| it.starts_with(folder) && it.ends_with("_hvorfor.pdf")).unwrap();
        let pdf = desk.read(of("a/"));
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(pdf, desk.read(of("b/")));
    }
}

#[test]
#[cfg(unix)]
fn the_letter_is_opened_by_the_systems_program_and_a_system_without_one_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_first_case();
    std::fs::create_dir_all(desk.path("bin")).unwrap();
    std::fs::create_dir_all(desk.path("tom")).unwrap();
    desk.write("bin/xdg-open", "#!/bin/sh\nprintf '%s' \"$1\" > aapnet.txt\n");
    std::fs::set_permissions(desk.path("bin/xdg-open"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let run = run_with_path(&desk, &["lag", "sak.yaml", "--vis", "--stille"], "bin");
    assert_eq!(run.code, 0, "{}", run.stderr);
    // The opener runs on its own; it has a moment to write.
    let opened = (0..100).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        std::fs::read_to_string(desk.path("aapnet.txt")).ok().filter(|text| !text.is_empty())
    });
    assert_eq!(opened.as_deref(), Some(run.stdout.trim_end()));
    let run = run_with_path(&desk, &["lag", "sak.yaml", "--vis"], "tom");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("advarsel[BRUK-015]: Fant ikke noe program som kan åpne brevet"), "{}", run.stderr);
}
