//! An office with letters in a folder, a mail server beside it, and a clock that a test moves.

use crate::approved;
use crate::municipality::{FAERDER_2024, Town, year};
use crate::smtp::{PASSWORD, Smtp, Tls, USER};
use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;
use vedtaksbrev::clock::Pace;
use vedtaksbrev::deliver::folder;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::disk::RealDisk;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::{Problem, exit_code};
use vedtaksbrev::send::{self, Outcome, Settings};
use vedtaksbrev::texts::approval::{self, Signers, Which};
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::melding::Slag;

pub static LIBRARY: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    approved::write(folder.path());
    folder
});

pub static HOUSE: LazyLock<House> =
    LazyLock::new(|| House::new(Library::open(&RealDisk, LIBRARY.path()).unwrap()).unwrap());

const SENDER: &str = "letter-templates/avsendere/eksempel/avsender.yaml";

/// A clock that goes when someone waits.
pub struct Clock(Mutex<Timestamp>, Mutex<SignedDuration>);

impl Clock {
    pub fn at(moment: &str) -> Self {
        Self(Mutex::new(moment.parse().unwrap()), Mutex::default())
    }

    /// Lets the clock jump by so much while someone waits the next time.
    pub fn jumps(&self, by: SignedDuration) {
        *self.1.lock().unwrap() = by;
    }

    pub fn forward(&self, time: SignedDuration) {
        *self.0.lock().unwrap() += time;
    }
}

impl Pace for Clock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn wait(&self, time: Duration) {
        self.forward(SignedDuration::try_from(time).unwrap() + std::mem::take(&mut *self.1.lock().unwrap()));
    }
}

pub struct Office {
    pub desk: tempfile::TempDir,
    pub clock: Clock,
    pub epost: Value,
}

/// A case that is granted as applied for, with this number and contact.
pub fn case(number: usize, kontakt: Value) -> Value {
    let text = include_str!("../cases/good/foerste-brev/sak.yaml");
    let mut case: Value = serde_yaml::from_str(text).unwrap();
    case["saksnummer"] = json!(format!("2026/{number:05}"));
    case["parter"][0]["kontakt"] = kontakt;
    case
}

/// So many of a town's cases that are in order; a case written for one day may not be in order on another.
pub fn town(letters: usize, seed: u64) -> Vec<Value> {
    let town = Town { sender: "eksempel", ..FAERDER_2024.scaled(2 * letters as u64) };
    let is_in_order = |case: &Value| {
        let prepared = pipeline::prepare(&HOUSE, "sak.json", case.to_string().as_bytes()).0;
        prepared.is_some_and(|prepared| pipeline::compose(&prepared).is_ok())
    };
    let cases: Vec<Value> = year(&town, seed).into_iter().filter(is_in_order).take(letters).collect();
    assert_eq!(cases.len(), letters);
    cases
}

/// Contact data that may be used.
pub fn fresh(number: usize) -> Value {
    json!({"epost": format!("p{number}@post.example"), "bekreftet": "2026-10-01"})
}

/// What the test does about a server that is there.
pub fn epost(server: &Smtp, desk: &Path) -> Value {
    let (ca, password) = (desk.join("ca.pem"), desk.join("passord-til-tjeneren"));
    server.write_ca(&ca);
    fs::write(&password, format!("{PASSWORD}\n")).unwrap();
    json!({
        "fra": "ikke-svar@eksempel.example",
        "hvor": {"nb": "Logg inn på eksempel.example/post.", "nn": "Logg inn på eksempel.example/post no."},
        "server": "localhost", "port": server.port, "kryptering": "starttls", "ca_fil": ca,
        "bruker": USER, "passord_fra": {"fil": password}, "per_minutt": 6000,
    })
}

impl Office {
    /// An office with these cases made into letters, and no mail server.
    pub fn new(cases: &[Value]) -> Self {
        let desk = tempfile::tempdir().unwrap();
        let (inn, ut) = (desk.path().join("inn"), desk.path().join("ut"));
        fs::create_dir_all(&inn).unwrap();
        for (number, case) in cases.iter().enumerate() {
            let path = inn.join(format!("{number:04}.json"));
            let bytes = case.to_string().into_bytes();
            fs::write(&path, &bytes).unwrap();
            let (prepared, problems) = pipeline::prepare(&HOUSE, "sak.json", &bytes);
            let prepared = prepared.unwrap_or_else(|| panic!("{problems:?}"));
            let letters: Vec<_> =
                pipeline::make(&HOUSE, &prepared).unwrap().into_iter().map(|(letter, _)| letter).collect();
            folder::deliver(&RealDisk, &ut, &letters).unwrap();
        }
        Self { desk, clock: Clock::at("2026-11-25T09:00:00Z"), epost: Value::Null }
    }

    /// An office with so many ordinary letters, and this server.
    pub fn with(server: &Smtp, letters: usize) -> Self {
        let cases: Vec<Value> = (1..=letters).map(|number| case(number, fresh(number))).collect();
        Self::new(&cases).connected(server)
    }

    pub fn connected(mut self, server: &Smtp) -> Self {
        self.epost = epost(server, self.desk.path());
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.desk.path().join(name)
    }

    /// The approved library with this office's server.
    pub fn library(&self) -> Library {
        let base = &HOUSE.library;
        let mut files: Vec<(String, Vec<u8>)> =
            base.paths().map(|path| (path.to_owned(), base.bytes(path).unwrap().to_vec())).collect();
        let sender = files.iter_mut().find(|(path, _)| path == SENDER).unwrap();
        let mut value: Value = serde_json::from_slice(&sender.1).unwrap();
        value["epost"] = self.epost.clone();
        if self.epost.is_null() {
            value.as_object_mut().unwrap().remove("epost");
        }
        sender.1 = serde_json::to_vec(&value).unwrap();
        let library = Library::from_files(files.clone());
        let lock = approval::approve(
            &library,
            Which::Named(&[SENDER.to_owned()]),
            Signers { av: Some("Kari"), kontroll_av: None },
            jiff::civil::date(2026, 11, 21),
        );
        files.retain(|(path, _)| path != approval::LOCK);
        files.push((approval::LOCK.to_owned(), lock.unwrap().lock.into_bytes()));
        Library::from_files(files)
    }

    pub fn settings(&self) -> Settings {
        Settings {
            folder: self.path("ut"),
            saker: vec![self.path("inn")],
            only: Vec::new(),
            slag: Slag::Varsel,
            rehearsal: false,
            again: Vec::new(),
            counted: Vec::new(),
            opened: Vec::new(),
            patience: Duration::from_secs(2),
        }
    }

    pub fn send(&self) -> Outcome {
        self.send_as(&self.settings()).unwrap()
    }

    pub fn send_as(&self, settings: &Settings) -> Result<Outcome, Problem> {
        let key = OfficeKey::new([7; 32]);
        send::send(&self.library(), &RealDisk, &key, settings, (&self.clock, &AtomicBool::new(false)))
    }

    /// The states of the outbox, by letter.
    pub fn states(&self) -> Vec<&'static str> {
        let journal = Journal::open_existing(&RealDisk, &self.path("ut")).unwrap();
        journal.outbox().unwrap().iter().map(|row| row.tilstand.word()).collect()
    }
}

/// The codes of a round's problems, and its exit code.
pub fn codes(outcome: &Outcome) -> (Vec<&str>, u8) {
    (outcome.problems.iter().map(|problem| problem.code).collect(), exit_code(&outcome.problems))
}

/// The recipients of messages, sorted.
pub fn recipients(messages: &[Vec<u8>]) -> Vec<String> {
    let to = |bytes: &Vec<u8>| {
        let parsed = MessageParser::default().parse(bytes).unwrap();
        parsed.to().unwrap().first().unwrap().address().unwrap().to_owned()
    };
    let mut all: Vec<String> = messages.iter().map(to).collect();
    all.sort();
    all
}

/// A server with this script and encryption that begins in the clear.
pub fn scripted(script: impl Fn(&crate::smtp::Command<'_>) -> crate::smtp::Act + Send + Sync + 'static) -> Smtp {
    Smtp::scripted(Tls::Starttls, script)
}
