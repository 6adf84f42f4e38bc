//! The office's yearly table: decisions by outcome, service and month, persons, letters and complaints.
//!
//! Comes in: the journals of one or more folders (shards are added together) and a span of days.
//! Goes out: a table as text, JSON or CSV, or a page to be typeset. Knows no person: persons are keyed hashes that are counted and left.
//! A decision is a service line of the newest version of a letter; letters stand beside.

mod page;
mod print;
mod shown;

pub use page::page;
pub use print::{csv, json, table};
pub use shown::{Number, Numbers, Shown, has_small};

use crate::deliver::answers::{Kanal, Status};
use crate::deliver::journal::Journal;
use crate::deliver::journal::answers::NewestAnswer;
use crate::deliver::journal::statistics::{Complaint, Decision};
use crate::disk::Disk;
use crate::problem::{Place, Problem};
use crate::sak::line::Utfall;
use crate::sak::sak::Brevtype;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many decisions came out which way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Granted as applied for.
    pub innvilget: u64,
    /// Granted in part.
    pub delvis_innvilget: u64,
    /// Refused.
    pub avslag: u64,
    /// Put on the waiting list.
    pub venteliste: u64,
    /// What answers no application, such as a change of a running decision.
    pub annet: u64,
    /// The persons, as keyed hashes.
    personer: BTreeSet<String>,
    /// Decisions where the case does not tell the person.
    uten_person: u64,
}

impl Row {
    /// All decisions.
    pub fn vedtak(&self) -> u64 {
        self.innvilget + self.delvis_innvilget + self.avslag + self.venteliste + self.annet
    }

    /// How many persons the decisions concern.
    pub fn personer(&self) -> u64 {
        self.personer.len() as u64 + self.uten_person
    }

    /// Adds the decisions of another row; a person in both counts once.
    fn merge(&mut self, other: Self) {
        self.innvilget += other.innvilget;
        self.delvis_innvilget += other.delvis_innvilget;
        self.avslag += other.avslag;
        self.venteliste += other.venteliste;
        self.annet += other.annet;
        self.personer.extend(other.personer);
        self.uten_person += other.uten_person;
    }

    fn add(&mut self, decision: &Decision) {
        let answers = decision.brevtype == Brevtype::Vedtak.word();
        let count = match Utfall::from_word(&decision.utfall).filter(|_| answers) {
            Some(Utfall::Innvilget) => &mut self.innvilget,
            Some(Utfall::DelvisInnvilget) => &mut self.delvis_innvilget,
            Some(Utfall::Avslag) => &mut self.avslag,
            Some(Utfall::Venteliste) => &mut self.venteliste,
            None => &mut self.annet,
        };
        *count += 1;
        match &decision.person {
            Some(person) => drop(self.personer.insert(person.clone())),
            None => self.uten_person += 1,
        }
    }
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The first day that counts, when one was chosen.
    pub fra: Option<Date>,
    /// The last day that counts, when one was chosen.
    pub til: Option<Date>,
    /// The first and the last day with a decision.
    pub dager: Option<(Date, Date)>,
    /// The senders of the decisions, by id.
    pub avsendere: BTreeSet<String>,
    /// All decisions.
    pub i_alt: Row,
    /// By service.
    pub tjenester: BTreeMap<String, Row>,
    /// By month, such as `2026-11`.
    pub maaneder: BTreeMap<String, Row>,
    /// How many letters stand.
    pub brev: u64,
    /// Complaints that came, by what became of them; the empty word is «not yet known».
    pub klager: BTreeMap<String, u64>,
    /// Letters by the newest answer of each system, such as `svarut LEST`.
    pub svar: BTreeMap<String, u64>,
}

/// What an answer is called in the report, such as `svarut LEST`.
pub fn answer_name(status: Status) -> String {
    format!("{} {}", status.kanal.word(), status.word)
}

/// The earliest and the latest day there is, for a span that is open.
const ALWAYS: (Date, Date) = (Date::constant(1900, 1, 1), Date::constant(2100, 12, 31));

/// Counts what the journals hold, from the first day to the last, both included.
///
/// A draft is no decision: it counts only with `drafts`, and UT-067 warns of how many are left out.
/// A letter that lies in several folders counts once, for the first of them, and is warned of with UT-062. Warns with
/// UT-060 when the folders have different office keys, so that a person may be counted twice.
///
/// # Errors
/// UT-020 to UT-029 for each folder whose journal cannot be read.
pub fn report(
    disk: &dyn Disk,
    folders: &[PathBuf],
    fra: Option<Date>,
    til: Option<Date>,
    drafts: bool,
) -> Result<(Report, Vec<Problem>), Vec<Problem>> {
    let mut count = Count { report: Report { fra, til, ..Report::default() }, drafts, ..Count::default() };
    let folders: BTreeSet<&PathBuf> = folders.iter().collect();
    let faults: Vec<Problem> = folders.into_iter().filter_map(|folder| count.folder(disk, folder).err()).collect();
    if faults.is_empty() { Ok(count.end()) } else { Err(faults) }
}

/// The counting of several folders.
#[derive(Default)]
struct Count {
    report: Report,
    letters: BTreeSet<String>,
    complaints: BTreeMap<(String, String), Option<String>>,
    answers: BTreeMap<(String, u32, Kanal), (Timestamp, Status)>,
    keys: BTreeSet<String>,
    twice: usize,
    drafts: bool,
    left_out: BTreeSet<String>,
}

impl Count {
    fn folder(&mut self, disk: &dyn Disk, folder: &Path) -> Result<(), Problem> {
        let journal = Journal::open_to_read(disk, folder)?;
        let (fra, til) = (self.report.fra.unwrap_or(ALWAYS.0), self.report.til.unwrap_or(ALWAYS.1));
        for decision in journal.decisions(fra, til, self.drafts)? {
            if !self.letters.contains(&decision.identitet) {
                self.report.add(&decision);
            }
        }
        for NewestAnswer { identitet, versjon, status, tid, .. } in
            journal.newest_answers(&fra.to_string(), &til.to_string())?
        {
            let known = self.answers.entry((identitet, versjon, status.kanal)).or_insert((tid, status));
            // An answer may have been read into one of the copies of a folder and not into the other.
            *known = if tid > known.0 { (tid, status) } else { *known };
        }
        for identitet in journal.letters(fra, til, self.drafts)? {
            self.twice += usize::from(!self.letters.insert(identitet));
        }
        self.left_out.extend(journal.letters(fra, til, true)?);
        for Complaint { saksnummer, mottatt, utfall } in journal.complaints(fra, til)? {
            let known = self.complaints.entry((saksnummer, mottatt)).or_default();
            *known = known.take().or(utfall);
        }
        self.keys.extend(journal.key_id()?);
        Ok(())
    }

    fn end(mut self) -> (Report, Vec<Problem>) {
        self.report.brev = self.letters.len() as u64;
        for utfall in self.complaints.into_values() {
            *self.report.klager.entry(utfall.unwrap_or_default()).or_default() += 1;
        }
        for (_, status) in self.answers.into_values() {
            *self.report.svar.entry(answer_name(status)).or_default() += 1;
        }
        let mut problems = Vec::new();
        if self.keys.len() > 1 {
            let message = "Mappene er laget med ulike kontornøkler, så samme person kan være talt flere ganger";
            let hint = "kjør alle delene med den samme nøkkelen: --noekkel FIL eller VEDTAKSBREV_NOEKKEL";
            problems.push(Problem::warning("UT-060", Place::default(), message).hint(hint));
        }
        let left_out = self.left_out.difference(&self.letters).count();
        if left_out > 0 {
            let message = format!("{left_out} brev er utkast og ikke talt med");
            let hint = "et utkast er ikke et vedtak. Vil du likevel se tallene, bruk --utkast";
            problems.push(Problem::warning("UT-067", Place::default(), message).hint(hint));
        }
        if self.twice > 0 {
            let message = format!("{} brev ligger i flere av mappene og er talt én gang", self.twice);
            let hint = "sjekk at du har nevnt hver mappe én gang, og ingen kopier";
            problems.push(Problem::warning("UT-062", Place::default(), message).hint(hint));
        }
        (self.report, problems)
    }
}

impl Report {
    fn add(&mut self, decision: &Decision) {
        self.i_alt.add(decision);
        self.tjenester.entry(decision.tjeneste.clone()).or_default().add(decision);
        let month = decision.brevdato.get(..7).unwrap_or_default();
        self.maaneder.entry(month.to_owned()).or_default().add(decision);
        self.avsendere.extend(decision.avsender.clone());
        if let Some(day) = crate::yaml::date(&decision.brevdato) {
            let (first, last) = self.dager.unwrap_or((day, day));
            self.dager = Some((first.min(day), last.max(day)));
        }
    }
}
