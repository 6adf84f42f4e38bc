//! Nothing about a person comes out but in her letter: a hundred invented cases, every value searched for everywhere.

use crate::office::{Office, codes, town};
use crate::open::OPEN;
use crate::smtp::{Act, Smtp, Tls};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use vedtaksbrev::send::Settings;
use vedtaksbrev::texts::melding::Slag;

/// The values of a case that nobody else may see: names, addresses, days of birth, numbers, e-mail and all free text.
fn secrets(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if !OPEN.contains(&key) => {
            let lines = text.lines().map(str::trim).filter(|line| line.chars().count() >= 8);
            // Days that are no one's birthday stand in receipts and file names.
            found.extend(lines.filter(|line| !line.starts_with("202")).map(|line| line.chars().take(40).collect()));
        }
        Value::Array(items) => items.iter().for_each(|item| secrets(item, key, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, item)| secrets(item, key, found)),
        _ => {}
    }
}

/// Every file below a folder but the letters and the office's own password files, with its name.
fn written(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            written(&path, all);
        } else {
            let name = path.display().to_string();
            let content = if name.ends_with(".pdf") { Vec::new() } else { fs::read(&path).unwrap() };
            all.push((name, content));
        }
    }
}

#[test]
fn no_value_of_a_hundred_cases_is_in_a_log_a_journal_a_file_name_or_a_message() {
    let mut cases = town(100, 3);
    let mut all = BTreeSet::new();
    for (number, case) in cases.iter_mut().enumerate() {
        for (index, part) in case["parter"].as_array_mut().unwrap().iter_mut().enumerate() {
            let address = format!("person.{number}.{index}@hemmelig-post.example");
            let mut kontakt = json!({"epost": address, "bekreftet": "2026-10-01"});
            match number % 7 {
                0 => kontakt["reservert"] = json!(true),
                1 => kontakt["bekreftet"] = json!("2020-01-01"),
                2 => {
                    kontakt["oensker_epost"] = json!({"hvem": "Hemmelig Person", "dato": "2026-11-20", "hvordan": "telefon til Kari",
                        "system_passer_ikke": "Hun bor på Svalbard uten nett.", "forsvarlig": "Datteren leser for henne."});
                }
                _ => {}
            }
            part["kontakt"] = kontakt;
        }
        secrets(case, "", &mut all);
    }
    assert!(all.len() > 600, "{}", all.len());
    // A server with every kind of trouble, so that every kind of message is made.
    let server = Smtp::scripted(Tls::Starttls, |it| match (it.name, it.before % 23) {
        ("RCPT", 3) => Act::Say("550 5.1.1 <person@hemmelig-post.example> unknown"),
        ("RCPT", 7) => Act::Say("451 greylisted person@hemmelig-post.example"),
        ("BODY", 11) => Act::Drop,
        _ => Act::Obey,
    });
    let mut office = Office::new(&cases).connected(&server);
    office.epost["vedlegg"] = json!({"risikovurdering": {"dato": "2026-09-01", "av": "Rådet", "referanse": "2026/1"}});
    let mut said = String::new();
    for slag in [Slag::Vedlegg, Slag::Varsel, Slag::NyttVarsel] {
        for rehearsal in [true, false] {
            let outcome = office.send_as(&Settings { slag, rehearsal, ..office.settings() }).unwrap();
            assert_ne!(codes(&outcome).1, 70);
            outcome.problems.iter().for_each(|it| said += &format!("{it}{}\n", it.to_json()));
            said += &format!("{:?}", outcome.output);
        }
    }
    let mut places = vec![("what is said".to_owned(), said.into_bytes())];
    written(&office.path("ut"), &mut places);
    let messages = server.messages();
    assert!(messages.len() > 40, "{}", messages.len());
    for (number, bytes) in messages.iter().enumerate() {
        let parsed = MessageParser::default().parse(bytes).unwrap();
        // The recipient's own address is the only value in a message.
        let to = parsed.to().unwrap().first().unwrap().address().unwrap().to_owned();
        let headers = parsed.headers_raw().map(|(name, value)| format!("{name}:{value}")).collect::<String>();
        let text = format!("{headers}\n{}\n{}", parsed.subject().unwrap(), parsed.body_text(0).unwrap());
        for own in ["2026/", "Eksempelgata", "vedtak", "søknad"] {
            assert!(!text.replace(&to, "").to_lowercase().contains(&own.to_lowercase()), "{own}: {text}");
        }
        places.push((format!("message {number}"), text.replace(&to, "").into_bytes()));
    }
    for (name, content) in &places {
        let content = String::from_utf8_lossy(content);
        for secret in &all {
            assert!(!content.contains(secret.as_str()) && !name.contains(secret.as_str()), "{name} shows «{secret}»");
        }
    }
}
