//! The work of one case, done by a thread of its own: from bytes to finished letters or problems.
//!
//! Comes in: a case as it came. Goes out: `Worked`. Touches neither disk nor journal.
//! One case that breaks does not take the others with it.

use super::source::Raw;
use crate::deliver::folder::Finished;
use crate::deliver::journal::key::OfficeKey;
use crate::deliver::journal::records::CaseFacts;
use crate::deliver::package::Ask;
use crate::deliver::receipt::sha256;
use crate::letter::compose::Composed;
use crate::pipeline::{self, House, Prepared};
use crate::problem::{Cause, Place, Problem};
use crate::sak::sak::Sak;
use crate::sak::values::Saksnummer;
use crate::yaml;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The pipeline's warning about fields that are not confirmed, all in one.
const UNCONFIRMED: &str = "BREV-011";

/// What a case came to.
#[derive(Debug)]
pub struct Worked {
    /// Its place within the source.
    pub key: String,
    /// Its place as the user knows it.
    pub place: Place,
    /// The bytes, to be kept as a copy.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// The case number, when it could be read, also of a case with errors.
    pub saksnummer: Option<String>,
    /// What the report counts, when the case could be read.
    pub facts: Option<CaseFacts>,
    /// The letters; none when a problem is an error.
    pub letters: Vec<Finished>,
    /// Everything that was found.
    pub problems: Vec<Problem>,
}

/// What the workers share.
pub struct Bench<'a> {
    /// Library and layout.
    pub house: &'a House,
    /// The office's key.
    pub key: &'a OfficeKey,
    /// Whether drafts may be released.
    pub drafts: bool,
    /// What the letters are packed for.
    pub ask: &'a Ask,
}

impl Bench<'_> {
    /// Does the work of one case.
    pub fn work(&self, raw: Raw) -> Worked {
        let place = raw.place();
        let (bytes, unread) = match raw.bytes {
            Ok(bytes) => (bytes, Vec::new()),
            Err(problem) => (Vec::new(), vec![Problem { place: place.clone(), ..problem }]),
        };
        let sha256 = sha256(&bytes);
        let (facts, letters) = (None, Vec::new());
        let mut worked =
            Worked { key: raw.key, place, bytes, sha256, saksnummer: None, facts, letters, problems: unread };
        if worked.problems.is_empty() {
            // What a panic would say may hold a piece of the case, so it is never shown.
            let made = catch_unwind(AssertUnwindSafe(|| self.make(&raw.file, &worked.bytes)));
            let (facts, letters, problems) = made.unwrap_or_else(|_| (None, Vec::new(), vec![broke(&raw.file)]));
            worked.saksnummer = match &facts {
                Some(facts) => Some(facts.saksnummer.clone()),
                None => number(&worked.bytes),
            };
            worked.facts = facts;
            worked.letters = letters;
            worked.problems = problems;
        }
        if let Some(line) = raw.line {
            let own = worked.problems.iter_mut().filter(|problem| problem.place.file == raw.file);
            own.for_each(|problem| {
                problem.place.line = Some(line);
                as_line(problem);
            });
        }
        worked
    }

    fn make(&self, file: &str, bytes: &[u8]) -> (Option<CaseFacts>, Vec<Finished>, Vec<Problem>) {
        let (prepared, mut problems) = pipeline::prepare(self.house, file, bytes);
        let Some(prepared) = prepared else { return (None, Vec::new(), problems) };
        let facts = Some(self.facts(&prepared));
        let (mut letters, composed): (Vec<Finished>, Vec<Composed>) = match pipeline::make(self.house, &prepared) {
            Ok(made) => made.into_iter().unzip(),
            Err(found) => {
                problems.extend(found);
                return (facts, Vec::new(), problems);
            }
        };
        problems.extend(pipeline::draft_warnings(&prepared, &composed).into_iter().filter(|it| it.code != UNCONFIRMED));
        problems.extend(unconfirmed(&prepared, &composed));
        if !self.drafts && letters.iter().any(|letter| letter.receipt.utkast.er_utkast) {
            let message = "Brevet er et utkast, og utkast blir ikke laget i en bunke";
            problems.push(
                Problem::error("UT-042", Place::file(file), message)
                    .hint("få tekstene godkjent, eller bruk --utkast for å se hvordan brevene blir"),
            );
            return (facts, Vec::new(), problems);
        }
        match pipeline::pack::address(&prepared, self.ask, &mut letters, &composed) {
            Ok(by_hand) => problems.extend(by_hand),
            Err(found) => {
                problems.extend(found);
                return (facts, Vec::new(), problems);
            }
        }
        (facts, letters, problems)
    }

    fn facts(&self, prepared: &Prepared) -> CaseFacts {
        let sak = &prepared.sak;
        let words = prepared.reasons().reveal();
        // A letter that only speaks of services, such as a notice, decides nothing.
        let decided = sak.tjenester.iter().filter(|_| sak.brevtype.has_lines());
        let lines = decided.map(|line| (line.tjeneste.text().to_owned(), line.utfall.word().to_owned()));
        CaseFacts {
            saksnummer: sak.saksnummer.text().to_owned(),
            brevtype: sak.brevtype.word().to_owned(),
            brevdato: sak.brevdato().to_string(),
            maalform: sak.maalform.tag().to_owned(),
            avsender: sak.avsender.text().to_owned(),
            person: self.person(sak),
            begrunnelse: (!words.is_empty()).then(|| self.key.hash("begrunnelse", words)),
            lines: lines.collect(),
        }
    }

    /// The keyed hash of the first party: by number when the case has one, otherwise by name and date of birth.
    fn person(&self, sak: &Sak) -> Option<String> {
        let part = sak.parter.first()?;
        if let Some(number) = &part.foedselsnummer {
            return Some(self.key.hash("foedselsnummer", number.text()));
        }
        let born = part.foedselsdato.map(|day| day.date().to_string()).unwrap_or_default();
        Some(self.key.hash("person", &format!("{}\0{born}", part.navn.text().to_lowercase())))
    }
}

/// Where each line is a case, advice about how a file of YAML is laid out would spoil the others.
fn as_line(problem: &mut Problem) {
    let whole = problem.code == "SAK-003" && problem.place.field.is_none();
    if whole || matches!(problem.code, "FIL-002" | "FIL-003" | "FIL-004" | "FIL-005" | "FIL-006" | "FIL-009") {
        problem.message = "Linja kan ikke leses som en sak".to_owned();
        problem.hint = Some("linja skal være én sak som et JSON-objekt i UTF-8: {\"saksnummer\": …}".to_owned());
    }
}

/// The case number of a case that cannot be a letter; nothing when it may be something else, such as a person's number.
fn number(bytes: &[u8]) -> Option<String> {
    let root = yaml::parse(bytes, "").root?;
    Saksnummer::parse(root.get("saksnummer")?.text()?.trim()).map(|it| it.text().to_owned())
}

/// One warning for each field that the sender must confirm, so that each is said once for the whole run.
fn unconfirmed(prepared: &Prepared, composed: &[Composed]) -> Vec<Problem> {
    let fields: BTreeSet<&String> = composed.iter().flat_map(|letter| &letter.unconfirmed).collect();
    let warn = |field: &String| {
        let message = format!("Brevet er merket UTKAST: kommunen må bekrefte «{field}»");
        Problem::warning(UNCONFIRMED, Place::file(&prepared.selected.avsender.path), message)
            .hint("skriv verdien uten «ubekreftet» i fila")
    };
    fields.into_iter().map(warn).collect()
}

fn broke(file: &str) -> Problem {
    Problem::error("UT-043", Place::file(file), "Programmet gikk i stykker på denne saken")
        .caused_by(Cause::Bug)
        .hint("meld fra om feilen; de andre sakene er ikke berørt")
}
