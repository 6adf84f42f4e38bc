//! What the report and the status ask: counts, and the letters with what they were made of.
//!
//! Comes in: a span of days. Goes out: rows without personal values.
//! Does not add shards together; `report.rs` does.

use super::Journal;
use crate::problem::Problem;
use jiff::civil::Date;
use rusqlite::{Row, params};

/// One decision: a service line of a case whose letter is the newest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// The case number.
    pub saksnummer: String,
    /// The day of the letter, ISO 8601.
    pub brevdato: String,
    /// The kind of letter.
    pub brevtype: String,
    /// The service's id.
    pub tjeneste: String,
    /// The outcome as the case file spells it.
    pub utfall: String,
    /// The keyed hash of the person.
    pub person: Option<String>,
    /// The sender's id.
    pub avsender: Option<String>,
    /// The identity of the case's first letter.
    pub identitet: String,
}

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The case number.
    pub saksnummer: String,
    /// The day it came, ISO 8601.
    pub mottatt: String,
    /// What became of it, when known.
    pub utfall: Option<String>,
}

/// A letter with what is needed to make it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeLetter {
    /// The letter's identity.
    pub identitet: String,
    /// Its version.
    pub versjon: u32,
    /// The PDF, relative to the folder.
    pub fil: String,
    /// SHA-256 of the PDF.
    pub pdf_sha256: String,
    /// The row of its case.
    pub sak: i64,
    /// SHA-256 of the case's bytes.
    pub sak_sha256: String,
    /// The copy of the case, relative to the folder.
    pub sakskopi: Option<String>,
    /// The library's content hash.
    pub tekster: String,
    /// The program's version.
    pub program: String,
    /// The engine's version.
    pub typst: String,
}

/// The cases that count: at least one letter of theirs is the newest version and not withdrawn. A draft counts, and is
/// newer than a letter, only where the highest value of `utkast` is 1.
fn current(drafts: &str) -> String {
    format!(
        "sak.tilstand = 'ferdig' AND EXISTS (SELECT 1 FROM brev WHERE brev.sak = sak.id
         AND brev.tilstand = 'ferdig' AND brev.utkast <= {drafts} AND NOT EXISTS (SELECT 1 FROM brev AS later
         WHERE later.identitet = brev.identitet AND later.versjon > brev.versjon AND later.tilstand = 'ferdig'
         AND later.utkast <= {drafts}))"
    )
}

impl Journal {
    /// The decisions of letters from the first day to the last, both included; of drafts only when they are to count.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn decisions(&self, from: Date, to: Date, drafts: bool) -> Result<Vec<Decision>, Problem> {
        let select = format!(
            "SELECT saksnummer, brevdato, brevtype, tjeneste, utfall, person, avsender,
                 (SELECT min(identitet) FROM brev WHERE brev.sak = sak.id)
             FROM sak JOIN linje ON linje.sak = sak.id
             WHERE brevdato BETWEEN ?1 AND ?2 AND {} ORDER BY brevdato, saksnummer, sak.id, nr",
            current("?3")
        );
        let read = |row: &Row<'_>| {
            Ok(Decision {
                saksnummer: row.get(0)?,
                brevdato: row.get(1)?,
                brevtype: row.get(2)?,
                tjeneste: row.get(3)?,
                utfall: row.get(4)?,
                person: row.get(5)?,
                avsender: row.get(6)?,
                identitet: row.get(7)?,
            })
        };
        self.rows(&select, params![from.to_string(), to.to_string(), drafts], read)
    }

    /// The letters that stand, each by its identity once however many versions it has, from the first day to the last;
    /// drafts only when they are to count.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn letters(&self, from: Date, to: Date, drafts: bool) -> Result<Vec<String>, Problem> {
        let select = "SELECT DISTINCT identitet FROM brev JOIN sak ON sak.id = brev.sak
             WHERE brev.tilstand = 'ferdig' AND brevdato BETWEEN ?1 AND ?2 AND brev.utkast <= ?3";
        self.rows(select, params![from.to_string(), to.to_string(), drafts], |row| row.get(0))
    }

    /// The complaints that came from the first day to the last.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn complaints(&self, from: Date, to: Date) -> Result<Vec<Complaint>, Problem> {
        let select = "SELECT saksnummer, mottatt, utfall FROM klage WHERE mottatt BETWEEN ?1 AND ?2 ORDER BY 1, 2";
        let read = |row: &Row<'_>| Ok(Complaint { saksnummer: row.get(0)?, mottatt: row.get(1)?, utfall: row.get(2)? });
        self.rows(select, params![from.to_string(), to.to_string()], read)
    }

    /// How many cases a run has in each state, by the word of the state; an earlier version of a case does not count.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn states(&self, run: i64) -> Result<Vec<(String, u64)>, Problem> {
        let select = "SELECT tilstand, count(*) FROM sak WHERE kjoering = ?1 AND kilde NOT LIKE '%:%'
             GROUP BY tilstand ORDER BY tilstand";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, i64>(1)?));
        let rows: Vec<(String, i64)> = self.rows(select, [run], read)?;
        Ok(rows.into_iter().map(|(state, count)| (state, u64::try_from(count).unwrap_or(0))).collect())
    }

    /// The cases of a run without a letter: the case number, when it could be read, and the problems as JSON.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn failed(&self, run: i64) -> Result<Vec<(Option<String>, String)>, Problem> {
        let select = "SELECT saksnummer, problemer FROM sak WHERE kjoering = ?1 AND tilstand = 'feilet'
             ORDER BY saksnummer IS NULL, saksnummer, id";
        self.rows(select, [run], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The identities of letters with the same reasons, word for word, as another letter in another case file.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn same_reasons(&self, run: i64) -> Result<Vec<(String, String)>, Problem> {
        let current = current("1");
        let select = format!(
            "SELECT begrunnelse, min(identitet) FROM sak JOIN brev ON brev.sak = sak.id
             WHERE begrunnelse IN (SELECT begrunnelse FROM sak WHERE begrunnelse IS NOT NULL AND {current}
                 GROUP BY begrunnelse HAVING count(*) > 1 AND max(kjoering) >= ?1)
             AND brev.tilstand = 'ferdig' AND {current} GROUP BY begrunnelse, sak.id ORDER BY 1, 2"
        );
        self.rows(&select, [run], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Every letter that has not been withdrawn, also earlier versions, case by case.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn made_letters(&self) -> Result<Vec<MadeLetter>, Problem> {
        let select = "SELECT identitet, versjon, fil, pdf_sha256, sak.id, sak_sha256, sak.sakskopi,
                 tekster, program, typst
             FROM brev JOIN sak ON sak.id = brev.sak JOIN kjoering ON kjoering.id = sak.kjoering
             WHERE brev.tilstand = 'ferdig' ORDER BY tekster, sak.id, identitet";
        let read = |row: &Row<'_>| {
            Ok(MadeLetter {
                identitet: row.get(0)?,
                versjon: row.get(1)?,
                fil: row.get(2)?,
                pdf_sha256: row.get(3)?,
                sak: row.get(4)?,
                sak_sha256: row.get(5)?,
                sakskopi: row.get(6)?,
                tekster: row.get(7)?,
                program: row.get(8)?,
                typst: row.get(9)?,
            })
        };
        self.rows(select, [], read)
    }

    /// What tells the office key apart from others; nothing before the first run.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn key_id(&self) -> Result<Option<String>, Problem> {
        let select = "SELECT verdi FROM meta WHERE navn = 'noekkel'";
        self.rows(select, [], |row| row.get(0)).map(|rows| rows.into_iter().next())
    }
}
