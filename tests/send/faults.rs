//! Every fault that a mail server can have, at every command.

use crate::office::{Office, codes, recipients, scripted};
use crate::smtp::{Act, PASSWORD, Smtp, Tls};
use jiff::SignedDuration;
use serde_json::json;
use std::fs;
use std::time::Duration;
use vedtaksbrev::clock::Pace;
use vedtaksbrev::problem::Problem;

/// Sends one letter to a server that does this the first `times` times at a command; gives states, codes, messages.
fn one(command: &'static str, times: usize, act: Act) -> (Vec<&'static str>, Vec<String>, u8, usize) {
    let server = scripted(move |it| if it.name == command && it.before < times { act } else { Act::Obey });
    let office = Office::with(&server, 1);
    let outcome = office.send();
    let (codes, exit) = codes(&outcome);
    (office.states(), codes.into_iter().map(str::to_owned).collect(), exit, server.messages().len())
}

#[test]
fn what_the_server_puts_off_is_tried_again_and_sent_once() {
    for code in ["421 closing", "450 busy", "451 greylisted", "452 full"] {
        for command in ["MAIL", "RCPT", "DATA", "BODY"] {
            let act = if code.starts_with("421") { Act::SayAndDrop(code) } else { Act::Say(code) };
            let (states, codes, exit, taken) = one(command, 2, act);
            assert_eq!((states, codes.len(), exit, taken), (vec!["sendt"], 0, 0, 1), "{command} {code}");
        }
    }
}

#[test]
fn what_the_server_puts_off_again_and_again_waits_for_the_next_run() {
    let server = scripted(|it| if it.name == "RCPT" && it.before < 4 { Act::Say("451 greylisted") } else { Act::Obey });
    let office = Office::with(&server, 1);
    let begun = office.clock.now();
    let outcome = office.send();
    assert_eq!((codes(&outcome), office.states()), ((vec!["UT-122"], 3), vec!["utsatt"]));
    assert!(outcome.problems[0].message.contains("451") && !outcome.problems[0].message.contains("greylisted"));
    // Growing waits: one minute, five, fifteen.
    assert_eq!(office.clock.now().duration_since(begun).as_secs() / 60, 21);
    let outcome = office.send();
    assert_eq!((codes(&outcome).1, office.states(), server.messages().len()), (0, vec!["sendt"], 1));
}

#[test]
fn a_clock_that_jumps_while_the_round_waits_holds_nothing_up_and_sends_nothing_twice() {
    for hours in [-24 * 365, 24 * 365] {
        let put_off = Act::Say("451 greylisted");
        let server = scripted(move |it| if it.name == "RCPT" && it.before == 1 { put_off } else { Act::Obey });
        let office = Office::with(&server, 3);
        let jump = SignedDuration::from_hours(hours);
        office.clock.jumps(jump);
        let begun = office.clock.now();
        let outcome = office.send();
        assert_eq!((codes(&outcome), office.states()), ((vec![], 0), vec!["sendt"; 3]));
        assert_eq!(recipients(&server.messages()), ["p1@post.example", "p2@post.example", "p3@post.example"]);
        let waited = office.clock.now().duration_since(begun) - jump;
        let bound = SignedDuration::ZERO..SignedDuration::from_mins(60);
        assert!(bound.contains(&waited), "{hours} hours: {waited}");
    }
}

#[test]
fn what_the_server_refuses_is_final() {
    for (command, code) in [
        ("RCPT", "550 no such user"),
        ("RCPT", "551 elsewhere"),
        ("RCPT", "552 over quota"),
        ("DATA", "554 no"),
        ("BODY", "550 no"),
        ("BODY", "552 too large"),
        ("BODY", "554 spam"),
    ] {
        let (states, codes, exit, taken) = one(command, 1, Act::Say(code));
        assert_eq!((states, codes, exit, taken), (vec!["avvist"], vec!["UT-121".to_owned()], 1, 0), "{command} {code}");
    }
    let server = scripted(|it| if it.name == "RCPT" && it.before == 0 { Act::Say("550 no") } else { Act::Obey });
    let office = Office::with(&server, 3);
    office.send();
    assert_eq!(office.states(), ["avvist", "sendt", "sendt"]);
    office.send();
    assert_eq!((office.states(), server.count("RCPT")), (vec!["avvist", "sendt", "sendt"], 3));
    let settings = vedtaksbrev::send::Settings { again: vec!["2026/00001".into()], ..office.settings() };
    office.send_as(&settings).unwrap();
    assert_eq!((office.states(), server.messages().len()), (vec!["sendt"; 3], 3));
}

#[test]
fn a_connection_that_is_lost_before_the_message_is_made_anew() {
    for command in ["CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"] {
        let (states, codes, exit, taken) = one(command, 2, Act::Drop);
        assert_eq!((states, codes.len(), exit, taken), (vec!["sendt"], 0, 0, 1), "{command}");
    }
    let (states, codes, exit, taken) = one("RCPT", 100, Act::Drop);
    assert_eq!((states, codes, exit, taken), (vec!["utsatt"], vec!["UT-122".to_owned()], 3, 0));
}

#[test]
fn a_connection_that_is_lost_after_the_message_is_uncertain_and_never_sent_again_by_itself() {
    for (act, taken) in [(Act::Drop, 0), (Act::TakeAndDrop, 1)] {
        let server = scripted(move |it| if it.name == "BODY" && it.before == 0 { act } else { Act::Obey });
        let office = Office::with(&server, 2);
        let outcome = office.send();
        assert_eq!((codes(&outcome), office.states()), ((vec!["UT-120"], 1), vec!["usikker", "sendt"]));
        assert_eq!(server.messages().len(), taken + 1);
        let outcome = office.send();
        assert_eq!((codes(&outcome), office.states()), ((vec!["UT-120"], 1), vec!["usikker", "sendt"]));
        assert_eq!(server.messages().len(), taken + 1);
    }
}

#[test]
fn a_slow_server_is_waited_for_and_one_that_is_too_slow_is_not_trusted() {
    let slow = |name: &'static str, time| {
        let server = scripted(move |it| if it.name == name && it.before == 0 { Act::Slow(time) } else { Act::Obey });
        let office = Office::with(&server, 1);
        let settings = vedtaksbrev::send::Settings { patience: Duration::from_millis(700), ..office.settings() };
        office.send_as(&settings).unwrap();
        (office.states(), server.messages().len())
    };
    assert_eq!(slow("RCPT", Duration::from_millis(100)), (vec!["sendt"], 1));
    assert_eq!(slow("RCPT", Duration::from_millis(2500)), (vec!["sendt"], 1), "nothing was sent, so it is tried again");
    assert_eq!(slow("BODY", Duration::from_millis(2500)), (vec!["usikker"], 1));
}

/// Sends one letter to a server with this encryption; gives the problems and what was said in the clear.
fn encrypted(tls: Tls, way: &str) -> (Vec<Problem>, Vec<String>, usize) {
    let server = Smtp::scripted(tls, |_| Act::Obey);
    let mut office = Office::with(&server, 2);
    office.epost["kryptering"] = json!(way);
    let outcome = office.send();
    let said = server.seen.lock().unwrap().in_the_clear.clone();
    (outcome.problems, said, server.messages().len())
}

#[test]
fn nothing_is_said_to_a_server_that_cannot_be_trusted() {
    for (tls, way, code) in [
        (Tls::NotOffered, "starttls", "UT-124"),
        (Tls::OtherAuthority, "starttls", "UT-125"),
        (Tls::OtherName, "starttls", "UT-125"),
        (Tls::OtherName, "tls", "UT-124"),
    ] {
        let (problems, said, taken) = encrypted(tls, way);
        assert_eq!((problems.len(), problems[0].code, taken), (1, code, 0), "{tls:?} {problems:?}");
        let allowed = |line: &String| line.starts_with("EHLO eksempel.example") || line == "STARTTLS" || line == "QUIT";
        assert!(way == "tls" || said.iter().all(allowed), "{tls:?} {said:?}");
    }
    let server = scripted(|it| if it.name == "STARTTLS" { Act::Say("454 not now") } else { Act::Obey });
    let office = Office::with(&server, 1);
    assert_eq!(codes(&office.send()), (vec!["UT-124"], 3));
    assert!(
        !server
            .seen
            .lock()
            .unwrap()
            .in_the_clear
            .iter()
            .any(|line| line.starts_with("AUTH") || line.starts_with("MAIL"))
    );
}

#[test]
fn a_server_that_is_encrypted_from_the_first_byte_is_used() {
    let (problems, _, taken) = encrypted(Tls::Implicit, "tls");
    assert_eq!((problems.len(), taken), (0, 2));
    let (problems, said, taken) = encrypted(Tls::Starttls, "starttls");
    assert_eq!((problems.len(), taken), (0, 2));
    assert!(said.iter().all(|line| line.starts_with("EHLO") || line == "STARTTLS"), "{said:?}");
}

#[test]
fn a_wrong_password_stops_the_round_and_is_not_shown() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 3);
    fs::write(office.path("passord-til-tjeneren"), "feil-passord-1177").unwrap();
    let outcome = office.send();
    assert_eq!((codes(&outcome), server.count("AUTH"), server.count("MAIL")), ((vec!["UT-126"], 2), 1, 0));
    let said = format!("{outcome:?}");
    assert!(!said.contains("1177") && !said.contains(PASSWORD));
    fs::write(office.path("passord-til-tjeneren"), "\n").unwrap();
    assert_eq!(codes(&office.send()), (vec!["UT-128"], 2));
    fs::write(office.path("passord-til-tjeneren"), PASSWORD).unwrap();
    assert_eq!((codes(&office.send()).1, office.states()), (0, vec!["sendt"; 3]));
}

#[test]
fn a_server_that_is_gone_or_does_not_want_us_stops_the_round_and_loses_nothing() {
    for (command, act, code) in [
        ("CONNECT", Act::SayAndDrop("554 not you"), "UT-123"),
        ("CONNECT", Act::SayAndDrop("421 later"), "UT-123"),
        ("AUTH", Act::Say("454 later"), "UT-123"),
        ("MAIL", Act::Say("550 not from there"), "UT-127"),
        ("MAIL", Act::Say("530 log in"), "UT-127"),
    ] {
        let server = scripted(move |it| if it.name == command { act } else { Act::Obey });
        let office = Office::with(&server, 2);
        let outcome = office.send();
        assert_eq!(codes(&outcome), (vec![code], 3), "{command}");
        assert!(outcome.output[0].contains("2 venter") && !office.states().contains(&"avvist"), "{:?}", outcome.output);
        let well = Smtp::obedient();
        let office = office.connected(&well);
        office.send();
        assert_eq!(recipients(&well.messages()), ["p1@post.example", "p2@post.example"]);
    }
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 1);
    office.epost["port"] = json!(1);
    assert_eq!(codes(&office.send()), (vec!["UT-123"], 3));
    fs::write(office.path("ca.pem"), "ikke et sertifikat").unwrap();
    office.epost["port"] = json!(server.port);
    assert_eq!(codes(&office.send()).0, ["UT-125"]);
}
