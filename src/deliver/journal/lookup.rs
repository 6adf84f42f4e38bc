//! What runs ask the journal: what is done, what is the newest version, who else makes the same letter.
//!
//! Comes in: hashes and identities. Goes out: what is known.
//! Does not decide what follows from it.

use super::Journal;
use super::records::{Newest, Run, RunFacts};
use crate::problem::{Place, Problem};
use rusqlite::{OptionalExtension, Row, params};

/// A case that is done already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Whether it was this run that did it, from the same place.
    pub here: bool,
    /// Its letters: identity, file and the PDF's SHA-256.
    pub letters: Vec<(String, String, String)>,
}

/// Who makes a letter in this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Nobody else so far.
    Ours,
    /// Another case, which has not been told before.
    Twin {
        /// The keyed hash of its place.
        kilde: String,
        /// Its place as the user knows it.
        place: Place,
        /// The letter's identity as that case spells it.
        identitet: String,
    },
    /// Others, and they have been told.
    Known,
}

impl Journal {
    /// The newest run, finished or not.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn newest_run(&self) -> Result<Option<Run>, Problem> {
        let select =
            "SELECT id, startet, avsluttet, tekster, program, typst, skrifter, del, av, sakskopi, utkast, antall,
                 andre
             FROM kjoering ORDER BY id DESC LIMIT 1";
        self.connection.query_row(select, [], run).optional().map_err(|error| self.fault(&error))
    }

    /// Every run, the first one first.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn runs(&self) -> Result<Vec<Run>, Problem> {
        let select =
            "SELECT id, startet, avsluttet, tekster, program, typst, skrifter, del, av, sakskopi, utkast, antall,
                 andre
             FROM kjoering ORDER BY id";
        self.rows(select, [], run)
    }

    /// Finds a case that is done: the same bytes, library, program and engine, and every letter of it the newest.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn done(&self, run: i64, facts: &RunFacts, kilde: &str, sha256: &str) -> Result<Option<Done>, Problem> {
        let found = || {
            let select = "SELECT sak.id, sak.kjoering = ?1 AND sak.kilde = ?2
                 FROM sak JOIN kjoering ON kjoering.id = sak.kjoering
                 WHERE sak_sha256 = ?3 AND tilstand = 'ferdig' AND tekster = ?4 AND program = ?5 AND typst = ?6
                 ORDER BY sak.id DESC LIMIT 1";
            let RunFacts { tekster, program, typst, .. } = facts;
            let values = params![run, kilde, sha256, tekster, program, typst];
            let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?));
            let Some((sak, here)) = self.connection.prepare_cached(select)?.query_row(values, read).optional()? else {
                return Ok(None);
            };
            let select = "SELECT identitet, fil, pdf_sha256, utkast, tilstand = 'ferdig' AND versjon =
                 (SELECT max(versjon) FROM brev AS other WHERE other.identitet = brev.identitet)
                 FROM brev WHERE sak = ?1 ORDER BY identitet";
            let mut statement = self.connection.prepare_cached(select)?;
            let read = |row: &Row<'_>| {
                Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get::<_, bool>(3)?, row.get::<_, bool>(4)?))
            };
            let rows: Vec<((String, String, String), bool, bool)> =
                statement.query_map([sak], read)?.collect::<Result<_, _>>()?;
            let usable = rows.iter().all(|(_, draft, newest)| *newest && (facts.utkast || !draft));
            let letters: Vec<_> = rows.into_iter().map(|(letter, ..)| letter).collect();
            Ok((usable && !letters.is_empty()).then_some(Done { here, letters }))
        };
        found().map_err(|error: rusqlite::Error| self.fault(&error))
    }

    /// The newest version of a letter that has not been withdrawn.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn newest(&self, identitet: &str) -> Result<Option<Newest>, Problem> {
        let select = "SELECT versjon, fil, pdf_sha256, sak_sha256 FROM brev JOIN sak ON sak.id = brev.sak
             WHERE identitet = ?1 AND brev.tilstand = 'ferdig' ORDER BY versjon DESC LIMIT 1";
        let read = |row: &Row<'_>| {
            Ok(Newest { versjon: row.get(0)?, fil: row.get(1)?, pdf_sha256: row.get(2)?, sak_sha256: row.get(3)? })
        };
        let found =
            self.connection.prepare_cached(select).and_then(|mut it| it.query_row([identitet], read).optional());
        found.map_err(|error| self.fault(&error))
    }

    /// A letter of another run whose identity differs from this one only in small and capital letters.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn namesake(&self, run: i64, identitet: &str) -> Result<Option<String>, Problem> {
        let select = "SELECT identitet FROM brev JOIN sak ON sak.id = brev.sak
             WHERE identitet = ?1 COLLATE NOCASE AND identitet <> ?1 AND brev.tilstand = 'ferdig' AND kjoering <> ?2
             LIMIT 1";
        let found = self
            .connection
            .prepare_cached(select)
            .and_then(|mut it| it.query_row(params![identitet, run], |row| row.get(0)).optional());
        found.map_err(|error| self.fault(&error))
    }

    /// The files of withdrawn letters, which a run that was stopped may have left.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn withdrawn(&self) -> Result<Vec<String>, Problem> {
        self.rows("SELECT fil FROM brev WHERE tilstand = 'trukket'", [], |row| row.get(0))
    }

    /// Claims a letter for a case until this journal is closed, and tells who else did. Letters that differ only in
    /// small and capital letters are the same: where the disk takes them for one they would share a file.
    ///
    /// The claims are kept in a temporary table on disk, so that memory does not grow with the run.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn claim(&self, identitet: &str, kilde: &str, place: &Place) -> Result<Claim, Problem> {
        let claim = || {
            let select = "SELECT kilde, fil, linje, identitet, tvilling FROM temp.framme WHERE identitet = ?1";
            let read = |row: &Row<'_>| {
                let place = Place { line: row.get(2)?, ..Place::file(row.get::<_, String>(1)?) };
                let first = Claim::Twin { kilde: row.get(0)?, place, identitet: row.get(3)? };
                Ok((row.get::<_, String>(0)? == kilde, row.get::<_, bool>(4)?, first))
            };
            match self.connection.prepare_cached(select)?.query_row([identitet], read).optional()? {
                None => {
                    let insert = "INSERT INTO temp.framme (identitet, kilde, fil, linje, tvilling)
                         VALUES (?1, ?2, ?3, ?4, 0)";
                    let values = params![identitet, kilde, place.file, place.line];
                    self.connection.prepare_cached(insert)?.execute(values)?;
                    Ok(Claim::Ours)
                }
                Some((_, true, _)) => Ok(Claim::Known),
                Some((true, false, _)) => Ok(Claim::Ours),
                Some((false, false, first)) => {
                    let update = "UPDATE temp.framme SET tvilling = 1 WHERE identitet = ?1";
                    self.connection.prepare_cached(update)?.execute([identitet])?;
                    Ok(first)
                }
            }
        };
        claim().map_err(|error: rusqlite::Error| self.fault(&error))
    }
}

/// The table of claims; it is gone when the journal is closed.
pub(super) const CLAIMS: &str = "CREATE TEMP TABLE framme
     (identitet TEXT PRIMARY KEY COLLATE NOCASE, kilde TEXT NOT NULL, fil TEXT NOT NULL, linje INTEGER,
      tvilling INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

fn run(row: &Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        id: row.get(0)?,
        startet: row.get(1)?,
        avsluttet: row.get(2)?,
        antall: row.get::<_, Option<i64>>(11)?.and_then(|count| u64::try_from(count).ok()),
        andre: u64::try_from(row.get::<_, i64>(12)?).unwrap_or(0),
        facts: RunFacts {
            tekster: row.get(3)?,
            program: row.get(4)?,
            typst: row.get(5)?,
            skrifter: row.get(6)?,
            del: row.get(7)?,
            av: row.get(8)?,
            sakskopi: row.get(9)?,
            utkast: row.get(10)?,
        },
    })
}
