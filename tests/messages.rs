//! The messages of the bad cases as product text: every one says where and what to do, in words a caseworker uses.

use std::fs;
use std::path::Path;

/// Every message of the bad cases, with the case it belongs to.
fn messages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/bad");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(path.join("problems.txt")).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.extend(text.trim_end().split("\n\n").map(|message| (name.clone(), message.to_owned())));
    }
    assert!(all.len() > 140, "{}", all.len());
    all
}

#[test]
fn every_message_has_a_code_a_place_and_a_hint() {
    for (name, message) in messages() {
        let lines: Vec<&str> = message.lines().collect();
        assert_eq!(lines.len(), 3, "{name}: {message}");
        assert!(lines[0].starts_with("feil[") || lines[0].starts_with("advarsel["), "{name}: {message}");
        assert!(lines[2].starts_with("  hint: "), "{name}: {message}");
        // A whole file has no line to point at.
        let whole = ["FIL-002", "FIL-003"].iter().any(|code| lines[0].contains(code));
        assert!(
            lines[1].starts_with("  --> sak.yaml:") || lines[1].starts_with("  --> sak.json:") || whole,
            "{name}: {message}"
        );
    }
}

#[test]
fn no_message_uses_the_words_of_programmers() {
    let words = [
        "mapping",
        "node",
        "scalar",
        "skalar",
        "slug",
        "sequence",
        "sekvens",
        "parse",
        "token",
        "null",
        "string",
        "boolean",
        "ugyldig verdi",
        "syntaks",
        "error",
        "expected",
        "invalid",
        "unexpected",
    ];
    for (name, message) in messages() {
        for word in words {
            let said = message.lines().filter(|line| !line.starts_with("  -->")).any(|line| {
                line.to_lowercase()
                    .split(|letter: char| !letter.is_alphabetic() && letter != ' ')
                    .any(|part| part.split(' ').any(|one| one == word) || word.contains(' ') && part.contains(word))
            });
            assert!(!said, "{name} says «{word}»\n{message}");
        }
    }
}

#[test]
fn no_message_is_longer_than_one_reads_in_a_hurry() {
    for (name, message) in messages() {
        for line in message.lines() {
            assert!(line.chars().count() <= 140, "{name}: {} characters\n{line}", line.chars().count());
        }
    }
}
