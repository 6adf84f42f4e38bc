//! Nobody gets the same letter twice, however often and however badly a run ends.

use crate::office::{Clock, Office, codes, recipients, scripted};
use crate::smtp::{Act, Smtp};
use jiff::SignedDuration;
use mail_parser::MessageParser;
use serde_json::json;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use vedtaksbrev::clock::Pace;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::deliver::journal::outbox::OutboxKey;
use vedtaksbrev::disk::{Disk, RealDisk};
use vedtaksbrev::send::{self, Settings};
use vedtaksbrev::texts::melding::Slag;

#[test]
fn a_notice_is_sent_once_and_says_what_the_jurist_wrote() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 3);
    let outcome = office.send();
    assert_eq!(outcome.output[0], format!("Sendte 3 varsler. Lista: {}", office.path("ut/utsending.jsonl").display()));
    assert_eq!(codes(&outcome), (vec![], 0));
    assert_eq!(recipients(&server.messages()), ["p1@post.example", "p2@post.example", "p3@post.example"]);
    let bytes = server.messages().remove(0);
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(parsed.subject(), Some("Brev fra Eksempel kommune"));
    let body = "Hei\n\nDu har fått et brev fra Eksempel kommune. Av hensyn til personvernet står det ikke her hva brevet gjelder.\n\nLogg inn på eksempel.example/post.\n";
    assert_eq!(parsed.body_text(0).unwrap().replace('\r', ""), body);
    let outcome = office.send();
    assert!(outcome.output[0].starts_with("Sendte 0 varsler, 3 sendt fra før."), "{:?}", outcome.output);
    assert_eq!(server.messages().len(), 3);
    assert_eq!(fs::read_to_string(office.path("ut/utsending.jsonl")).unwrap().lines().count(), 3);
}

#[test]
fn a_message_has_the_same_id_each_time_and_another_for_another_letter() {
    let id = |bytes: &Vec<u8>| MessageParser::default().parse(bytes).unwrap().message_id().unwrap().to_owned();
    let server = scripted(|it| if it.name == "BODY" && it.before == 0 { Act::TakeAndDrop } else { Act::Obey });
    let office = Office::with(&server, 2);
    office.send();
    let again = Settings { again: vec!["2026/00001".into()], ..office.settings() };
    office.send_as(&again).unwrap();
    let ids: Vec<String> = server.messages().iter().map(id).collect();
    assert_eq!((ids.len(), ids[0] == ids[2], ids[0] == ids[1]), (3, true, false));
    assert!(!ids[0].contains("2026") && ids[0].ends_with("@eksempel.example"), "{}", ids[0]);
}

#[test]
fn a_rehearsal_sends_nothing_and_leaves_nothing() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 2);
    let files = || RealDisk.list(&office.path("ut")).unwrap();
    let before = files();
    let outcome = office.send_as(&Settings { rehearsal: true, ..office.settings() }).unwrap();
    assert!(outcome.output[0].starts_with("Prøvde: 2 varsler ville blitt sendt. Ingenting er sendt."));
    assert!(
        outcome.output[1].contains("Emne: Brev fra Eksempel kommune")
            && !format!("{outcome:?}").contains("post.example\"")
    );
    assert_eq!((server.count("CONNECT"), files()), (0, before));
    assert!(!office.path("ut/journal.sqlite").exists());
}

#[test]
fn what_was_being_sent_when_the_run_was_killed_waits_for_a_person() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 3);
    let identitet = |number: usize| format!("2026/{number:05}/vedtak/2026-11-23/1/soeker");
    let journal = Journal::open(&RealDisk, &office.path("ut")).unwrap();
    for number in [1, 2] {
        let key = OutboxKey { identitet: identitet(number), versjon: 1, slag: "varsel" };
        journal.begin_message(&key, office.clock.now()).unwrap();
    }
    drop(journal);
    let outcome = office.send();
    assert_eq!((codes(&outcome), office.states()), ((vec!["UT-120"], 1), vec!["usikker", "usikker", "sendt"]));
    assert_eq!(recipients(&server.messages()), ["p3@post.example"]);
    let decided = Settings { again: vec!["2026/00001".into()], counted: vec![identitet(2)], ..office.settings() };
    let outcome = office.send_as(&decided).unwrap();
    assert_eq!((codes(&outcome), office.states()), ((vec![], 0), vec!["sendt"; 3]));
    assert_eq!(recipients(&server.messages()), ["p1@post.example", "p3@post.example"]);
    // There is nothing left to decide, and a case that is not there is said to be so.
    assert_eq!(office.send_as(&decided).err().unwrap().code, "UT-104");
    let unknown = Settings { again: vec!["2025/1".into()], ..office.settings() };
    assert_eq!(office.send_as(&unknown).err().unwrap().code, "UT-103");
}

#[test]
fn only_the_cases_that_are_named_are_sent() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 3);
    office.send_as(&Settings { only: vec!["2026/00002".into()], ..office.settings() }).unwrap();
    assert_eq!(recipients(&server.messages()), ["p2@post.example"]);
    office.send();
    assert_eq!(server.messages().len(), 3);
}

#[test]
fn a_round_that_is_stopped_leaves_the_rest_for_the_next() {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    let server = scripted(move |it| {
        if it.name == "BODY" && it.before == 1 {
            seen.store(true, Ordering::SeqCst);
        }
        Act::Obey
    });
    let office = Office::with(&server, 5);
    let key = OfficeKey::new([7; 32]);
    let outcome = send::send(&office.library(), &RealDisk, &key, &office.settings(), (&office.clock, &stop)).unwrap();
    assert!(outcome.output[0].starts_with("Sendte 2 varsler, 3 venter."), "{:?}", outcome.output);
    office.send();
    assert_eq!(recipients(&server.messages()).len(), 5);
}

#[test]
fn the_senders_pace_is_kept() {
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 5);
    office.epost["per_minutt"] = json!(30);
    let begun = office.clock.now();
    office.send();
    assert_eq!(office.clock.now().duration_since(begun), SignedDuration::from_secs(8));
    assert_eq!(server.count("CONNECT"), 1, "one connection for all of them");
}

#[test]
fn a_second_notice_goes_after_a_week_to_those_who_have_not_opened() {
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 3);
    let again = Settings { slag: Slag::NyttVarsel, ..office.settings() };
    office.send_as(&again).unwrap();
    assert_eq!(server.messages().len(), 0, "there is nothing to remind of");
    office.send();
    office.clock = Clock::at("2026-12-01T22:00:00Z");
    office.send_as(&Settings { opened: vec!["2026/00002".into()], ..again.clone() }).unwrap();
    assert_eq!(server.messages().len(), 3, "the week is not over");
    office.clock = Clock::at("2026-12-01T23:30:00Z");
    let outcome = office.send_as(&again).unwrap();
    assert!(
        outcome.output[0].starts_with("Sendte 2 nye varsler, 1 uten behov for nytt varsel."),
        "{:?}",
        outcome.output
    );
    assert_eq!(recipients(&server.messages()[3..]), ["p1@post.example", "p3@post.example"]);
    let parsed = server.messages()[3].clone();
    assert_eq!(
        MessageParser::default().parse(&parsed).unwrap().subject(),
        Some("Påminnelse: brev fra Eksempel kommune")
    );
    office.clock = Clock::at("2027-01-01T09:00:00Z");
    office.send_as(&again).unwrap();
    assert_eq!(server.messages().len(), 5, "once more is enough");
}
