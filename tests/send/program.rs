//! The program itself: `send`, and `--send` after `lag` and `bunke`.

use crate::office::{Office, recipients};
use crate::smtp::{Act, PASSWORD, Smtp, Tls};
use serde_json::json;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// An office whose library lies in `t`, with the password in the environment.
fn office(server: &Smtp, letters: usize) -> Office {
    let mut office = Office::with(server, letters);
    office.epost["passord_fra"] = json!({"miljoe": "POST_PASSORD"});
    let library = office.library();
    for path in library.paths() {
        let target = office.path("t").join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, library.bytes(path).unwrap()).unwrap();
    }
    // The program's clock is the machine's, so the contact data must be fresh today.
    let today = jiff::Zoned::now().date().to_string();
    for entry in fs::read_dir(office.path("inn")).unwrap() {
        let path = entry.unwrap().path();
        fs::write(&path, fs::read_to_string(&path).unwrap().replace("2026-10-01", &today)).unwrap();
    }
    office
}

fn program(office: &Office, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
    let all = [arguments, &["--tekster", "t", "--noekkel", "noekkel"]].concat();
    command.args(all).current_dir(office.desk.path()).env_clear().env("POST_PASSORD", PASSWORD);
    command
}

fn run(office: &Office, arguments: &[&str]) -> (i32, String, String) {
    let output = program(office, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn letters_that_are_made_are_told_of_at_once_and_only_once() {
    let server = Smtp::obedient();
    let office = office(&server, 2);
    let (code, out, said) = run(&office, &["lag", "inn/0000.json", "--ut", "brev", "--send"]);
    assert_eq!(code, 0, "{said}");
    assert!(out.ends_with("Sendte 1 varsel. Lista: brev/utsending.jsonl\n"), "{out}");
    let (code, out, said) = run(&office, &["lag", "inn/0000.json", "inn/0001.json", "--ut", "brev", "--send"]);
    assert_eq!(code, 0, "{said}");
    assert!(out.contains("Sendte 1 varsel, 1 sendt fra før."), "{out}");
    assert_eq!(recipients(&server.messages()), ["p1@post.example", "p2@post.example"]);
    let all = format!("{out}{said}");
    assert!(!all.contains("post.example") && !all.contains(PASSWORD));
}

#[test]
fn a_batch_is_told_of_when_it_has_ended_with_copies_and_without() {
    for (more, out) in [(&[][..], "med"), (&["--uten-sakskopi"][..], "uten")] {
        let server = Smtp::obedient();
        let office = office(&server, 3);
        let (code, said, errors) = run(&office, &[&["bunke", "inn", "--ut", out, "--send"], more].concat());
        assert_eq!(code, 0, "{errors}");
        assert!(said.contains("Laget 3 brev") && said.contains("Sendte 3 varsler."), "{said}");
        assert_eq!(server.messages().len(), 3);
        let saker = if more.is_empty() { &[][..] } else { &["--saker", "inn"] };
        let (code, said, errors) = run(&office, &[&["send", out], saker].concat());
        assert_eq!((code, server.messages().len()), (0, 3), "{said}{errors}");
    }
    let server = Smtp::obedient();
    let (code, _, said) = run(&office(&server, 1), &["bunke", "-", "--ut", "ut2", "--send", "--uten-sakskopi"]);
    assert!(code == 2 && said.contains("BRUK-026"), "{said}");
}

#[test]
fn an_unfinished_batch_sends_nothing() {
    use vedtaksbrev::batch::{self, Settings, shard::Shard};
    use vedtaksbrev::deliver::journal::key::OfficeKey;
    use vedtaksbrev::disk::RealDisk;
    let server = Smtp::obedient();
    let office = Office::with(&server, 2);
    let settings = Settings {
        input: office.path("inn"),
        folder: office.path("ut2"),
        threads: 1,
        shard: Shard::WHOLE,
        resume: false,
        rehearsal: false,
        drafts: false,
        copies: true,
        silent: true,
        packages: Vec::new(),
    };
    let stop = std::sync::atomic::AtomicBool::new(true);
    batch::run(&crate::office::HOUSE, &RealDisk, &OfficeKey::new([7; 32]), &settings, &stop).unwrap();
    let sending = vedtaksbrev::send::Settings { folder: office.path("ut2"), ..office.settings() };
    assert_eq!(office.send_as(&sending).err().unwrap().code, "UT-101");
    assert_eq!(server.messages().len(), 0);
}

#[test]
fn only_a_kill_between_the_message_and_the_answer_leaves_anything_uncertain() {
    for (at, expected) in
        [("EHLO", "sendt"), ("MAIL", "sendt"), ("RCPT", "sendt"), ("DATA", "sendt"), ("BODY", "usikker")]
    {
        // The server thinks for so long that the program is killed while it waits for the answer.
        let slow = Act::Slow(Duration::from_secs(20));
        let server =
            Smtp::scripted(Tls::Starttls, move |it| if it.name == at && it.before == 0 { slow } else { Act::Obey });
        let office = office(&server, 1);
        let mut child = program(&office, &["send", "ut", "--saker", "inn", "--stille"]).spawn().unwrap();
        let begun = Instant::now();
        while server.count(at) == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none(), "{at}");
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let (code, _, said) = run(&office, &["send", "ut", "--saker", "inn"]);
        assert_eq!((code, office.states()), (i32::from(expected != "sendt"), vec![expected]), "{at}: {said}");
        assert_eq!(server.messages().len(), 1, "{at}");
    }
}
