//! The two ends of the proof with a real mail server, run by `.ci/mail`: what is sent, and what arrived.
//!
//! `VEDTAKSBREV_POST` names the folder that the script works in. Not run without it.

use crate::approved;
use crate::office::town;
use mail_parser::MessageParser;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use vedtaksbrev::disk::{Disk, RealDisk};
use vedtaksbrev::sak;
use vedtaksbrev::texts::approval::{self, Signers, Which};
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::melding::revealing;

const LETTERS: usize = 500;

fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os("VEDTAKSBREV_POST").expect("VEDTAKSBREV_POST names the folder"))
}

#[test]
#[ignore = "run by .ci/mail with a real mail server"]
fn a_towns_cases_and_an_approved_library_are_written() {
    let folder = folder();
    let today = jiff::Zoned::now().date().to_string();
    let mut cases = town(LETTERS, 5);
    fs::create_dir_all(folder.join("inn")).unwrap();
    for (number, case) in cases.iter_mut().enumerate() {
        for (index, part) in case["parter"].as_array_mut().unwrap().iter_mut().enumerate() {
            part["kontakt"] = json!({"epost": format!("p{number}x{index}@post.example"), "bekreftet": today});
        }
        if number % 50 == 7 {
            case["parter"][0]["kontakt"]["reservert"] = json!(true);
        }
        if number == 0 {
            case["parter"][0]["kontakt"]["oensker_epost"] = json!({"hvem": "parten selv", "dato": today, "hvordan": "telefon",
                "system_passer_ikke": "Hun har ikke elektronisk ID.", "forsvarlig": "Fila er kryptert."});
        }
        fs::write(folder.join(format!("inn/{number:04}.json")), case.to_string()).unwrap();
    }
    approved::write(&folder.join("t"));
    let path = "letter-templates/avsendere/eksempel/avsender.yaml";
    let mut sender: Value = serde_json::from_slice(&fs::read(folder.join("t").join(path)).unwrap()).unwrap();
    let port: u16 = std::env::var("VEDTAKSBREV_POST_PORT").unwrap().parse().unwrap();
    sender["epost"] = json!({
        "fra": "ikke-svar@eksempel.example", "svar_til": "postmottak@eksempel.example",
        "hvor": {"nb": "Logg inn på eksempel.example/post.", "nn": "Logg inn på eksempel.example/post."},
        "server": "localhost", "port": port, "kryptering": "starttls", "ca_fil": folder.join("ca.pem"),
        "bruker": "vedtaksbrev", "passord_fra": {"miljoe": "POST_PASSORD"}, "per_minutt": 1200,
        "vedlegg": {"risikovurdering": {"dato": today, "av": "Rådet", "referanse": "2026/1"}},
    });
    fs::write(folder.join("t").join(path), sender.to_string()).unwrap();
    let library = Library::open(&RealDisk, &folder.join("t")).unwrap();
    let day = jiff::civil::date(2026, 11, 21);
    let lock = approval::approve(
        &library,
        Which::Named(&[path.to_owned()]),
        Signers { av: Some("Kari Prøvejurist"), kontroll_av: None },
        day,
    )
    .unwrap()
    .lock;
    fs::write(folder.join("t").join(approval::LOCK), lock).unwrap();
}

/// The address of each letter, by identity, as the cases say.
fn addresses() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for name in RealDisk.list(&folder().join("inn")).unwrap() {
        let sak = sak::read(&fs::read(folder().join("inn").join(name)).unwrap(), "").sak.unwrap();
        for mottaker in sak.mottakere() {
            let contact = sak.part(&mottaker).and_then(|part| part.kontakt.as_ref()?.epost.as_ref());
            all.extend(contact.map(|address| (sak.identity(&mottaker), address.text().to_owned())));
        }
    }
    all
}

#[test]
#[ignore = "run by .ci/mail with a real mail server"]
fn every_mailbox_holds_each_message_once_or_the_outbox_says_uncertain() {
    let library = Library::embedded();
    let today = jiff::Zoned::now().date();
    let mut boxes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mail = folder().join("post");
    for path in RealDisk.list(&mail).unwrap() {
        let bytes = fs::read(mail.join(&path)).unwrap();
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        let to = parsed.to().unwrap().first().unwrap().address().unwrap().to_owned();
        assert!(path.starts_with(to.split('@').next().unwrap()), "{path:?} lies in another's mailbox");
        let words = format!("{}\n{}", parsed.subject().unwrap(), parsed.body_text(0).unwrap());
        assert_eq!(revealing(&library, today, &words), None, "{words}");
        assert!(words.starts_with("Brev fr") && !words.contains("2026"), "{words}");
        boxes.entry(to).or_default().push(parsed.message_id().unwrap().to_owned());
    }
    let list = fs::read_to_string(folder().join("ut/utsending.jsonl")).unwrap();
    let (addresses, mut counts) = (addresses(), BTreeMap::<String, usize>::new());
    let mut decided = String::new();
    for line in list.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (identitet, state) = (line["identitet"].as_str().unwrap(), line["tilstand"].as_str().unwrap());
        let held = addresses.get(identitet).map_or(0, |to| boxes.get(to).map_or(0, Vec::len));
        *counts.entry(state.to_owned()).or_default() += 1;
        match state {
            "sendt" | "sendt-foer" => assert_eq!(held, 1, "{identitet} is {state}"),
            "usikker" => {
                assert!(held <= 1, "{identitet} is {state}");
                let choice = if held == 1 { "--regn-som-sendt" } else { "--send-paa-nytt" };
                decided += &format!("{choice}\n{identitet}\n");
            }
            "ikke-epost" => assert_eq!(held, 0, "{identitet} is {state}"),
            other => panic!("{identitet} is {other}"),
        }
    }
    // What the script tells the program about the letters that are uncertain.
    fs::write(folder().join("valg"), decided).unwrap();
    println!("{counts:?}");
    let sent = counts.get("sendt").unwrap_or(&0) + counts.get("sendt-foer").unwrap_or(&0);
    assert!(sent + counts.get("usikker").unwrap_or(&0) >= LETTERS - 60, "{counts:?}");
    assert!(counts.get("ikke-epost").unwrap_or(&0) >= &10, "{counts:?}");
}
