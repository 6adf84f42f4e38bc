//! The office's yearly table: decisions by outcome, service and month, persons, letters and complaints.
//!
//! Comes in: the journals of one or more folders (shards are added together) and a span of days.
//! Goes out: a table as text, JSON or CSV. Knows no person: persons are keyed hashes that are counted and left.
//! A decision is a service line of the newest version of a letter; letters stand beside.

mod print;

pub use print::{csv, json, table};

use crate::deliver::answers::Status;
use crate::deliver::journal::Journal;
use crate::deliver::journal::statistics::{Complaint, Decision};
use crate::disk::Disk;
use crate::problem::{Place, Problem};
use crate::sak::line::Utfall;
use crate::sak::sak::Brevtype;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The first day that counts.
    pub fra: Date,
    /// The last day that counts.
    pub til: Date,
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

/// Counts what the journals hold.
///
/// Warns with UT-060 when the folders have different office keys, so that a person may be counted twice.
///
/// # Errors
/// UT-020 to UT-029 for each folder whose journal cannot be read.
pub fn report(
    disk: &dyn Disk,
    folders: &[PathBuf],
    fra: Date,
    til: Date,
) -> Result<(Report, Vec<Problem>), Vec<Problem>> {
    let empty = || (Row::default(), BTreeMap::new(), BTreeMap::new());
    let (i_alt, tjenester, maaneder) = empty();
    let mut report =
        Report { fra, til, i_alt, tjenester, maaneder, brev: 0, klager: BTreeMap::new(), svar: BTreeMap::new() };
    let (mut complaints, mut keys): (BTreeSet<Complaint>, BTreeSet<String>) = Default::default();
    let mut problems = Vec::new();
    let folders: BTreeSet<&PathBuf> = folders.iter().collect();
    for folder in folders {
        let mut count = || {
            let journal = Journal::open_existing(disk, folder)?;
            for decision in journal.decisions(fra, til)? {
                report.i_alt.add(&decision);
                report.tjenester.entry(decision.tjeneste.clone()).or_default().add(&decision);
                let month = decision.brevdato.get(..7).unwrap_or_default();
                report.maaneder.entry(month.to_owned()).or_default().add(&decision);
            }
            report.brev += journal.letters(fra, til)?;
            for answer in journal.newest_answers(&fra.to_string(), &til.to_string())? {
                *report.svar.entry(answer_name(answer.status)).or_default() += 1;
            }
            complaints.extend(journal.complaints(fra, til)?);
            keys.extend(journal.key_id()?);
            Ok(())
        };
        problems.extend(count().err());
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    for complaint in complaints {
        *report.klager.entry(complaint.utfall.unwrap_or_default()).or_default() += 1;
    }
    if keys.len() > 1 {
        let message = "Mappene er laget med ulike kontornøkler, så samme person kan være talt flere ganger";
        let hint = "kjør alle delene med den samme nøkkelen: --noekkel FIL eller VEDTAKSBREV_NOEKKEL";
        problems.push(Problem::warning("UT-060", Place::default(), message).hint(hint));
    }
    Ok((report, problems))
}
