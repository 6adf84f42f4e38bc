//! Nothing of a case comes out but in the letter: not in what is said, in receipts or in file names.

use crate::open::OPEN;
use crate::run::{Desk, Run, cases, good_cases};
use vedtaksbrev::yaml::{self, Node};

/// The values that must not be seen: names, addresses, dates of birth, numbers and everything written freely.
fn secrets(node: &Node, key: &str, found: &mut Vec<String>) {
    if let Some(text) = node.text().filter(|_| !OPEN.contains(&key)) {
        for line in text.lines().map(str::trim).filter(|line| line.chars().count() >= 8 && line.parse::<f64>().is_err())
        {
            found.push(line.chars().take(40).collect());
        }
        if key == "foedselsnummer" {
            found.push(text.into());
        }
    }
    node.items().iter().for_each(|item| secrets(item, key, found));
    node.entries().iter().for_each(|entry| secrets(&entry.value, &entry.key, found));
}

fn secrets_of(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(root) = yaml::parse(bytes, "sak").root {
        secrets(&root, "", &mut found);
    }
    // Days that are no one's birthday stand in receipts and file names.
    found.retain(|secret| !secret.starts_with("202"));
    found
}

fn assert_silent(name: &str, said: &str, secrets: &[String]) {
    for secret in secrets {
        assert!(!said.contains(secret.as_str()), "{name} shows «{secret}»\n{said}");
    }
}

#[test]
fn nothing_of_a_good_case_is_seen_outside_its_letter() {
    let desk = Desk::new();
    let cases = good_cases();
    let mut all = Vec::new();
    for (name, bytes) in &cases {
        desk.write(name, bytes);
        all.extend(secrets_of(bytes));
    }
    assert!(all.len() > 800, "{}", all.len());
    let names: Vec<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    let run = desk.run(&[&["lag", "--ut", "brev"], &names[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let made = desk.files().into_iter().filter(|file| file.starts_with("brev/"));
    let (receipts, pdfs): (Vec<String>, Vec<String>) = made.partition(|file| file.ends_with(".json"));
    assert_eq!(receipts.len(), pdfs.len());
    let receipts: String = receipts.iter().map(|file| String::from_utf8(desk.read(file)).unwrap() + file).collect();
    let said = format!("{}{}{receipts}", run.stdout, run.stderr);
    assert_silent("lag", &said, &all);
}

#[test]
fn nothing_of_a_bad_case_is_seen_in_its_problems() {
    let desk = Desk::new();
    let cases = cases("bad");
    for (name, bytes) in &cases {
        desk.write(name, bytes);
    }
    let names: Vec<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    let all: Vec<String> = cases.iter().flat_map(|(_, bytes)| secrets_of(bytes)).collect();
    for form in ["tekst", "json"] {
        let Run { code, stdout, stderr } = desk.run(&[&["kontroller", "--meldinger", form], &names[..]].concat());
        assert_eq!(code, 1);
        assert!(stdout.contains(&format!("{} kan ikke bli brev", names.len())), "{stdout}");
        assert_silent("kontroller", &stderr, &all);
    }
}

#[test]
fn the_words_of_a_file_that_cannot_be_read_are_not_repeated() {
    let desk = Desk::new();
    for (name, content) in [
        ("a.yaml", "navn: Kari Hemmelig: x\n"),
        ("b.yaml", "navn: \"Kari Hemmelig\n"),
        ("c.yaml", "Kari Hemmelig: 1\nKari Hemmelig: 2\n"),
        ("d.yaml", "- *Hemmelig\n"),
        ("e.yaml", "{\"navn\": Hemmelig Kari\" }"),
        ("f.yaml", "Kari Hemmelig"),
        ("g.yaml", "navn: Kari\n---\nHemmelig: 1\n"),
    ] {
        desk.write(name, content);
        let run = desk.run(&["lag", name]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("Hemmelig") && !run.stderr.contains("Kari"), "{name}: {}", run.stderr);
    }
}
