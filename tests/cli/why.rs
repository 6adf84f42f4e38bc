//! `lag --hvorfor`, `fullfoering` and `manual`.

use crate::golden::{golden, golden_text};
use crate::run::Desk;

fn explained(desk: &Desk, case: &str) -> String {
    desk.write("sak.yaml", case);
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev", "--hvorfor", "--stille"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let files = desk.files();
    let file = files.iter().find(|file| file.ends_with(".hvorfor.md")).unwrap();
    String::from_utf8(desk.read(file)).unwrap()
}

#[test]
fn every_block_says_its_text_place_conditions_fields_and_citations() {
    golden_text("hvorfor", &explained(&Desk::new(), include_str!("../cases/good/foerste-brev/sak.yaml")));
    golden_text(
        "hvorfor-nn",
        &explained(&Desk::new(), include_str!("../cases/good/stoettekontakt-avslag-nn/sak.yaml")),
    );
}

#[test]
fn the_receipt_has_the_same_as_a_list_and_no_words_of_the_letter() {
    let desk = Desk::with_first_case();
    let markdown = explained(&desk, crate::run::FIRST);
    let files = desk.files();
    let receipt = desk.receipt(files.iter().find(|file| file.ends_with(".kvittering.json")).unwrap());
    let why = receipt["hvorfor"].as_array().unwrap();
    assert_eq!(why.len(), markdown.matches("\n## ").count());
    assert!(why.iter().any(|one| one["tekster"][0] == "legal-texts/klage/slik/2024-06-01.nb.md"));
    assert!(!receipt.to_string().contains("tungpustet"), "{receipt}");
    assert_eq!(desk.run(&["lag", "sak.yaml", "--ut", "uten", "--stille"]).code, 0);
    let files = desk.files();
    let plain = files.iter().find(|file| file.starts_with("uten/") && file.ends_with(".kvittering.json")).unwrap();
    assert!(desk.receipt(plain).get("hvorfor").is_none());
}

#[test]
fn the_manual_is_norwegian_and_has_a_page_for_each_command() {
    let desk = Desk::new();
    golden("manual", &desk.run(&["manual"]));
    let run = desk.run(&["manual", "sider"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    golden_text("manual-sider", &run.stdout);
    for file in desk.files() {
        let page = String::from_utf8(desk.read(&file)).unwrap();
        for english in ["SYNOPSIS", "OPTIONS", "NAME\n", "DESCRIPTION", "Print", "[default", "EXTRA"] {
            assert!(!page.contains(english), "{file}: {english}\n{page}");
        }
    }
}

#[test]
fn each_shell_gets_its_own_completion_with_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = desk.run(&["fullfoering", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        for word in ["hvor-brukt", "kontroller", "maalform"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(desk.run(&["fullfoering", "dos"]).code, 2);
}
