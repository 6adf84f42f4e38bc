//! What runs do to the journal: begin, note cases, withdraw twins, finish.
//!
//! Comes in: runs and cases. Goes out: one commit for each group of cases.
//! Does not decide what became of a case.

use super::records::{CaseRecord, LetterRecord, RunFacts, Tilstand};
use super::{Journal, fault, packages};
use crate::problem::{Cause, Place, Problem};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

impl Journal {
    /// Ties the journal to an office key, the first time, and refuses another key later.
    ///
    /// # Errors
    /// UT-032 when the journal was written with another key.
    pub fn bind_key(&self, id: &str) -> Result<(), Problem> {
        let insert = "INSERT OR IGNORE INTO meta (navn, verdi) VALUES ('noekkel', ?1)";
        let known = self.connection.execute(insert, [id]).and_then(|_| {
            let select = "SELECT verdi FROM meta WHERE navn = 'noekkel'";
            self.connection.query_row(select, [], |row| row.get::<_, String>(0))
        });
        if known.map_err(|error| self.fault(&error))? == id {
            return Ok(());
        }
        let place = Place::file(self.path.display().to_string());
        Err(Problem::error("UT-032", place, "Journalen er skrevet med en annen kontornøkkel")
            .caused_by(Cause::Usage)
            .hint("bruk den samme nøkkelen med --noekkel, eller velg en annen mappe"))
    }

    /// Begins a run and gives its number.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn begin(&self, facts: &RunFacts, antall: Option<u64>, now: Timestamp) -> Result<i64, Problem> {
        let insert = "INSERT INTO kjoering (startet, tekster, program, typst, skrifter, del, av, sakskopi, utkast,
             antall) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let RunFacts { tekster, program, typst, skrifter, del, av, sakskopi, utkast } = facts;
        let antall = antall.and_then(|count| i64::try_from(count).ok());
        let values = params![now.to_string(), tekster, program, typst, skrifter, del, av, sakskopi, utkast, antall];
        let inserted = self.connection.execute(insert, values);
        inserted.map(|_| self.connection.last_insert_rowid()).map_err(|error| self.fault(&error))
    }

    /// Marks a run as finished, and lets the log of the database be emptied.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn finish(&self, run: i64, now: Timestamp) -> Result<(), Problem> {
        let update = "UPDATE kjoering SET avsluttet = ?2 WHERE id = ?1";
        let done = self.connection.execute(update, params![run, now.to_string()]);
        let emptied = done.and_then(|_| self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"));
        emptied.map_err(|error| self.fault(&error))
    }

    /// Notes a group of cases in one commit; a case that the run has met before gets its new outcome.
    ///
    /// `others` is how many cases of other shards have been met.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027; then nothing of the group is noted.
    pub fn note(&mut self, run: i64, cases: &[CaseRecord], others: usize, now: Timestamp) -> Result<(), Problem> {
        let path = self.path.clone();
        let others = i64::try_from(others).unwrap_or(i64::MAX);
        let noted = self.connection.transaction().and_then(|transaction| {
            // A run that goes on meets the same ones again.
            let update = "UPDATE kjoering SET andre = max(andre, ?2) WHERE id = ?1";
            transaction.prepare_cached(update)?.execute(params![run, others])?;
            cases.iter().try_for_each(|case| note_case(&transaction, run, case, now))?;
            transaction.commit()
        });
        noted.map_err(|error| fault(&path, &error))
    }

    /// Withdraws what a run made of a case; gives the files to remove. The problems say why.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn withdraw(&mut self, run: i64, kilde: &str, problemer: &str) -> Result<Vec<String>, Problem> {
        let path = self.path.clone();
        // Both or neither: a case that failed while its letters stand would leave them without an owner.
        let withdrawn = self.connection.transaction().and_then(|transaction| {
            let update = "UPDATE sak SET tilstand = 'feilet', problemer = ?3 WHERE kjoering = ?1 AND kilde = ?2";
            transaction.execute(update, params![run, kilde, problemer])?;
            let update = "UPDATE brev SET tilstand = 'trukket' WHERE tilstand = 'ferdig'
                 AND sak = (SELECT id FROM sak WHERE kjoering = ?1 AND kilde = ?2) RETURNING fil";
            let files: Vec<String> = transaction
                .prepare(update)?
                .query_map(params![run, kilde], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let delete = "DELETE FROM pakke WHERE EXISTS (SELECT 1 FROM brev WHERE brev.tilstand = 'trukket'
                 AND brev.identitet = pakke.identitet AND brev.versjon = pakke.versjon)";
            transaction.execute(delete, [])?;
            transaction.commit()?;
            Ok(files)
        });
        withdrawn.map_err(|error| fault(&path, &error))
    }
}

fn note_case(to: &Transaction<'_>, run: i64, case: &CaseRecord, now: Timestamp) -> rusqlite::Result<()> {
    // A letter that was withdrawn and is now made again takes its own place.
    for letter in &case.letters {
        let delete = "DELETE FROM brev WHERE identitet = ?1 AND versjon = ?2 AND tilstand = 'trukket'";
        to.prepare_cached(delete)?.execute(params![letter.identitet, letter.versjon])?;
    }
    // A letter that was gone from the disk has been written again: its row is as it was.
    let known = "SELECT EXISTS (SELECT 1 FROM sak WHERE kjoering = ?1 AND kilde = ?2 AND sak_sha256 = ?3
         AND tilstand = 'ferdig')";
    let values = params![run, case.kilde, case.sak_sha256];
    if case.tilstand == Tilstand::Uendret && to.prepare_cached(known)?.query_row(values, |row| row.get(0))? {
        return Ok(());
    }
    // What an earlier version of the case gave stays; any other outcome is replaced.
    let aside = "UPDATE sak SET kilde = kilde || ':' || id
         WHERE kjoering = ?1 AND kilde = ?2 AND tilstand = 'ferdig' AND sak_sha256 <> ?3";
    to.prepare_cached(aside)?.execute(params![run, case.kilde, case.sak_sha256])?;
    to.prepare_cached("DELETE FROM sak WHERE kjoering = ?1 AND kilde = ?2")?.execute(params![run, case.kilde])?;
    let insert =
        "INSERT INTO sak (kjoering, kilde, sak_sha256, tilstand, tid, problemer, saksnummer, brevtype, brevdato,
         maalform, avsender, person, begrunnelse, sakskopi)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    let facts = case.facts.as_ref();
    to.prepare_cached(insert)?.execute(params![
        run,
        case.kilde,
        case.sak_sha256,
        case.tilstand.word(),
        now.to_string(),
        case.problemer,
        facts.map(|facts| &facts.saksnummer).or(case.saksnummer.as_ref()),
        facts.map(|facts| &facts.brevtype),
        facts.map(|facts| &facts.brevdato),
        facts.map(|facts| &facts.maalform),
        facts.map(|facts| &facts.avsender),
        facts.and_then(|facts| facts.person.as_ref()),
        facts.and_then(|facts| facts.begrunnelse.as_ref()),
        case.sakskopi,
    ])?;
    let id = to.last_insert_rowid();
    let lines = facts.map(|facts| facts.lines.as_slice()).unwrap_or_default();
    for (number, (tjeneste, utfall)) in (1_i64..).zip(lines) {
        let insert = "INSERT INTO linje (sak, nr, tjeneste, utfall) VALUES (?1, ?2, ?3, ?4)";
        to.prepare_cached(insert)?.execute(params![id, number, tjeneste, utfall])?;
    }
    case.letters.iter().try_for_each(|letter| note_letter(to, id, letter))?;
    packages::note(to, run, &case.pakker, now)
}

fn note_letter(to: &Transaction<'_>, sak: i64, letter: &LetterRecord) -> rusqlite::Result<()> {
    let insert =
        "INSERT OR REPLACE INTO brev (identitet, versjon, sak, fil, pdf_sha256, sider, utkast, tekstsett, tilstand)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'ferdig')";
    let LetterRecord { identitet, versjon, fil, pdf_sha256, sider, utkast, tekster } = letter;
    let (tekstsett, sider) = (note_texts(to, tekster)?, i64::try_from(*sider).unwrap_or(i64::MAX));
    to.prepare_cached(insert)?
        .execute(params![identitet, versjon, sak, fil, pdf_sha256, sider, utkast, tekstsett])
        .map(|_| ())
}

/// Most letters share their set of texts with many others, so a set is noted once.
fn note_texts(to: &Transaction<'_>, texts: &[(String, String)]) -> rusqlite::Result<i64> {
    let mut digest = Sha256::new();
    texts.iter().for_each(|(fil, sha256)| digest.update(format!("{fil}\0{sha256}\n")));
    let name = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let select = "SELECT id FROM tekstsett WHERE sha256 = ?1";
    if let Some(id) = to.prepare_cached(select)?.query_row([&name], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    let mut ids: Vec<String> = Vec::with_capacity(texts.len());
    for text in texts {
        let insert = "INSERT OR IGNORE INTO tekst (fil, sha256) VALUES (?1, ?2)";
        to.prepare_cached(insert)?.execute(params![text.0, text.1])?;
        let select = "SELECT id FROM tekst WHERE fil = ?1 AND sha256 = ?2";
        let id: i64 = to.prepare_cached(select)?.query_row(params![text.0, text.1], |row| row.get(0))?;
        ids.push(id.to_string());
    }
    let insert = "INSERT INTO tekstsett (sha256, tekster) VALUES (?1, ?2)";
    to.prepare_cached(insert)?.execute(params![name, ids.join(" ")])?;
    Ok(to.last_insert_rowid())
}
