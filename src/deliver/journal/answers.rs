//! Answers in the journal: what SvarUt and the archive said of each letter, and by which id they know it.
//!
//! Comes in: answers that have been matched. Goes out: statuses, the newest first to count.
//! Keeps words, moments and ids; never what a system wrote in free text.

use super::Journal;
use crate::deliver::answers::{Kanal, Outcome, Status};
use crate::problem::Problem;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

/// The tables of answers.
pub(super) const TABLE: &str = "CREATE TABLE svar (
     identitet TEXT NOT NULL, versjon INTEGER NOT NULL, kanal TEXT NOT NULL, status TEXT NOT NULL, tid TEXT NOT NULL,
     lest TEXT NOT NULL, PRIMARY KEY (identitet, versjon, kanal, status, tid)) STRICT, WITHOUT ROWID;
 CREATE TABLE svar_id (
     kanal TEXT NOT NULL, id TEXT NOT NULL, identitet TEXT NOT NULL, versjon INTEGER NOT NULL,
     PRIMARY KEY (kanal, id)) STRICT, WITHOUT ROWID;";

/// A version of a letter.
pub type LetterVersion = (String, u32);

/// The newest answer of a system about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewestAnswer {
    /// The letter's identity.
    pub identitet: String,
    /// The letter's version.
    pub versjon: u32,
    /// The day of the letter, ISO 8601.
    pub brevdato: String,
    /// What was said.
    pub status: Status,
    /// When.
    pub tid: Timestamp,
}

impl Journal {
    /// The letter with this identity and version, when it has been made.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn letter_of_key(&self, identitet: &str, versjon: u32) -> Result<Option<LetterVersion>, Problem> {
        let select =
            "SELECT identitet, versjon FROM brev WHERE identitet = ?1 AND versjon = ?2 AND tilstand = 'ferdig'";
        self.one(select, params![identitet, versjon])
    }

    /// The letter that a system knows by this id.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn letter_of_id(&self, kanal: Kanal, id: &str) -> Result<Option<LetterVersion>, Problem> {
        self.one("SELECT identitet, versjon FROM svar_id WHERE kanal = ?1 AND id = ?2", params![kanal.word(), id])
    }

    /// The letter whose PDF has this name.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn letter_of_file(&self, fil: &str) -> Result<Option<LetterVersion>, Problem> {
        self.one("SELECT identitet, versjon FROM brev WHERE fil = ?1 AND tilstand = 'ferdig'", [fil])
    }

    fn one(&self, select: &str, values: impl rusqlite::Params) -> Result<Option<LetterVersion>, Problem> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let found = self.connection.prepare_cached(select).and_then(|mut it| it.query_row(values, read).optional());
        found.map_err(|error| self.fault(&error))
    }

    /// Records an answer, and the id the system has given the letter; tells whether it is new.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn record_answer(
        &self,
        (identitet, versjon): &LetterVersion,
        (status, id): (Status, Option<&str>),
        tid: Timestamp,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let record = || {
            if let Some(id) = id {
                let insert = "INSERT OR REPLACE INTO svar_id (kanal, id, identitet, versjon) VALUES (?1, ?2, ?3, ?4)";
                let values = params![status.kanal.word(), id, identitet, versjon];
                self.connection.prepare_cached(insert)?.execute(values)?;
            }
            let insert = "INSERT OR IGNORE INTO svar (identitet, versjon, kanal, status, tid, lest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let (kanal, tid, now) = (status.kanal.word(), tid.to_string(), now.to_string());
            let values = params![identitet, versjon, kanal, status.word, tid, now];
            self.connection.prepare_cached(insert)?.execute(values)
        };
        let new = record().map_err(|error: rusqlite::Error| self.fault(&error))?;
        if status.outcome == Outcome::Aapnet {
            self.mark_opened(identitet, tid)?;
        }
        Ok(new > 0)
    }

    /// When a letter was first opened, in any version; nothing when nobody has said that it was.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn opened(&self, identitet: &str) -> Result<Option<String>, Problem> {
        let opened: Vec<&str> = words(Outcome::Aapnet);
        let select = "SELECT status, tid FROM svar WHERE identitet = ?1 ORDER BY tid";
        let rows: Vec<(String, String)> = self.rows(select, [identitet], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().find(|(status, _)| opened.contains(&status.as_str())).map(|(_, tid)| tid))
    }

    /// The newest status of each letter in each system, for letters from the first day to the last.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn newest_answers(&self, from: &str, to: &str) -> Result<Vec<NewestAnswer>, Problem> {
        // Of statuses of the same moment, the one that was read last counts.
        let select = "SELECT svar.identitet, svar.versjon, brevdato, status, svar.tid FROM svar
             JOIN brev ON brev.identitet = svar.identitet AND brev.versjon = svar.versjon
             JOIN sak ON sak.id = brev.sak
             WHERE brevdato BETWEEN ?1 AND ?2 AND brev.tilstand = 'ferdig' AND status <> ?3
             ORDER BY svar.identitet, svar.versjon, kanal, svar.tid, lest";
        let read = |row: &Row<'_>| {
            let (status, tid): (String, String) = (row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, status, tid.parse().unwrap_or(Timestamp::UNIX_EPOCH)))
        };
        let rows: Vec<(String, u32, String, String, Timestamp)> =
            self.rows(select, params![from, to, Status::EVENT.word], read)?;
        let mut newest: Vec<NewestAnswer> = Vec::new();
        for (identitet, versjon, brevdato, word, tid) in rows {
            let Some(status) = Status::from_word(&word) else { continue };
            // Rows of one letter and one system stand together, the newest last.
            let same =
                |it: &NewestAnswer| (&it.identitet, it.versjon, it.status.kanal) == (&identitet, versjon, status.kanal);
            if newest.last().is_some_and(same) {
                newest.pop();
            }
            newest.push(NewestAnswer { identitet, versjon, brevdato, status, tid });
        }
        Ok(newest)
    }
}

fn words(outcome: Outcome) -> Vec<&'static str> {
    Status::ALL.into_iter().filter(|status| status.outcome == outcome).map(|status| status.word).collect()
}
