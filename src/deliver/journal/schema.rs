//! The journal's tables, step by step: a journal from an older program is brought up to date, a newer one is refused.
//!
//! Comes in: an open database. Goes out: the same, with the tables of this program.
//! Does not change a step that has been released: a new need is a new step.

use super::{Journal, answers, fault, packages};
use crate::problem::{Cause, Place, Problem};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;

/// Marks the file as a journal of ours, in the header of the database («vbrv»).
const APPLICATION_ID: i32 = 0x7662_7276;

/// `user_version` is how many of the steps have been taken.
const STEPS: [&str; 7] = [
    "CREATE TABLE meta (navn TEXT PRIMARY KEY, verdi TEXT NOT NULL) STRICT, WITHOUT ROWID;
     CREATE TABLE kjoering (
         id INTEGER PRIMARY KEY, startet TEXT NOT NULL, avsluttet TEXT,
         tekster TEXT NOT NULL, program TEXT NOT NULL, typst TEXT NOT NULL, skrifter TEXT NOT NULL,
         del INTEGER NOT NULL, av INTEGER NOT NULL, sakskopi INTEGER NOT NULL, utkast INTEGER NOT NULL,
         antall INTEGER) STRICT;
     CREATE TABLE sak (
         id INTEGER PRIMARY KEY, kjoering INTEGER NOT NULL REFERENCES kjoering, kilde TEXT NOT NULL,
         sak_sha256 TEXT NOT NULL, tilstand TEXT NOT NULL, tid TEXT NOT NULL, problemer TEXT NOT NULL,
         saksnummer TEXT, brevtype TEXT, brevdato TEXT, maalform TEXT, avsender TEXT,
         person TEXT, begrunnelse TEXT, sakskopi TEXT, UNIQUE (kjoering, kilde)) STRICT;
     CREATE INDEX sak_innhold ON sak (sak_sha256);
     CREATE INDEX sak_begrunnelse ON sak (begrunnelse) WHERE begrunnelse IS NOT NULL;
     CREATE TABLE linje (
         sak INTEGER NOT NULL REFERENCES sak ON DELETE CASCADE, nr INTEGER NOT NULL,
         tjeneste TEXT NOT NULL, utfall TEXT NOT NULL, PRIMARY KEY (sak, nr)) STRICT, WITHOUT ROWID;
     CREATE TABLE brev (
         identitet TEXT NOT NULL, versjon INTEGER NOT NULL, sak INTEGER NOT NULL REFERENCES sak ON DELETE CASCADE,
         fil TEXT NOT NULL, pdf_sha256 TEXT NOT NULL, sider INTEGER NOT NULL, utkast INTEGER NOT NULL,
         tekstsett INTEGER NOT NULL REFERENCES tekstsett, tilstand TEXT NOT NULL,
         PRIMARY KEY (identitet, versjon)) STRICT, WITHOUT ROWID;
     CREATE INDEX brev_sak ON brev (sak);
     CREATE TABLE tekst (id INTEGER PRIMARY KEY, fil TEXT NOT NULL, sha256 TEXT NOT NULL, UNIQUE (fil, sha256)) STRICT;
     CREATE TABLE tekstsett (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, tekster TEXT NOT NULL) STRICT;",
    "CREATE TABLE klage (
         id INTEGER PRIMARY KEY, saksnummer TEXT NOT NULL, mottatt TEXT NOT NULL, utfall TEXT, tid TEXT NOT NULL,
         UNIQUE (saksnummer, mottatt)) STRICT;",
    // How many cases of the input a run has met that belong to other shards.
    "ALTER TABLE kjoering ADD COLUMN andre INTEGER NOT NULL DEFAULT 0;",
    "CREATE TABLE utboks (
         identitet TEXT NOT NULL, versjon INTEGER NOT NULL, slag TEXT NOT NULL, tilstand TEXT NOT NULL,
         forsoek INTEGER NOT NULL, kode INTEGER, valg TEXT, aapnet TEXT, tid TEXT NOT NULL,
         PRIMARY KEY (identitet, versjon, slag)) STRICT, WITHOUT ROWID;",
    packages::TABLE,
    answers::TABLE,
    // To find letters whose identities differ only in capitals.
    "CREATE INDEX brev_likt ON brev (identitet COLLATE NOCASE);",
];

/// The version that this program writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// Brings a database up to this program's version.
///
/// # Errors
/// UT-021 for a journal from a newer program, UT-022 for a database that is not a journal, UT-020, UT-029, FIL-027.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Problem> {
    let fault = |error| fault(path, &error);
    if is_current(connection, path)? {
        return Ok(());
    }
    // Looked at again within: another program may be at the same.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    if is_current(&transaction, path)? {
        return Ok(());
    }
    let (version, _) = version_of(&transaction).map_err(fault)?;
    for step in STEPS.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(step).map_err(fault)?;
    }
    mark(&transaction, VERSION).map_err(fault)?;
    transaction.commit().map_err(fault)
}

/// Tells whether a database is of this program's version; one that is empty, or a journal of an older program, is not.
///
/// # Errors
/// UT-021 for a journal from a newer program, UT-022 for a database that is not a journal, UT-020, UT-029.
pub(super) fn is_current(connection: &Connection, path: &Path) -> Result<bool, Problem> {
    let fault = |error| fault(path, &error);
    let (version, application) = version_of(connection).map_err(fault)?;
    if application != i64::from(APPLICATION_ID) && !is_empty(connection).map_err(fault)? {
        return Err(refused("UT-022", path, "Fila er en database, men ikke en journal", "velg en annen mappe"));
    }
    if version > VERSION {
        let hint = "bruk den nyeste versjonen av vedtaksbrev";
        return Err(refused("UT-021", path, "Journalen er skrevet av en nyere versjon av programmet", hint));
    }
    Ok(version == VERSION)
}

/// Copies a journal of an older program to a temporary file without a name, and brings the copy up to date.
///
/// # Errors
/// UT-020, UT-029, FIL-027.
pub(super) fn copy(uri: &str, path: &Path) -> Result<Connection, Problem> {
    let fault = |error| fault(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let mut copy = Connection::open_with_flags("", flags).map_err(fault)?;
    let fill = || {
        copy.execute_batch("PRAGMA foreign_keys = OFF;")?;
        copy.execute("ATTACH ?1 AS gammel", [uri])?;
        let version = copy.query_row("PRAGMA gammel.user_version", [], |row| row.get::<_, i64>(0))?;
        // The tables are ours as they were then, not what the file says that they are.
        STEPS.iter().take(usize::try_from(version).unwrap_or(0)).try_for_each(|step| copy.execute_batch(step))?;
        let mut tables = copy.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")?;
        let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for table in tables {
            copy.execute(&format!("INSERT INTO main.{table} SELECT * FROM gammel.{table}"), [])?;
        }
        copy.execute_batch("DETACH gammel")?;
        mark(&copy, version)
    };
    fill().map_err(fault)?;
    migrate(&mut copy, path)?;
    Ok(copy)
}

/// Marks a database as a journal of ours of a version.
fn mark(connection: &Connection, version: i64) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", version)
}

/// Tells whether a database has nothing in it, such as one that is being made.
pub(super) fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(tables == 0)
}

/// The version and whose database it is.
fn version_of(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok((pragma("user_version")?, pragma("application_id")?))
}

fn refused(code: &'static str, path: &Path, message: &str, hint: &str) -> Problem {
    Problem::error(code, Place::file(path.display().to_string()), message).caused_by(Cause::Usage).hint(hint)
}

impl Journal {
    /// Makes a journal as an older program would have left it, for tests of migration.
    ///
    /// # Errors
    /// As `Journal::open`.
    #[cfg(test)]
    pub(super) fn of_version(path: &Path, version: u32) -> Result<(), Problem> {
        let connection = Connection::open(path).map_err(|error| fault(path, &error))?;
        for (step, _) in STEPS.iter().zip(0..version) {
            connection.execute_batch(step).map_err(|error| fault(path, &error))?;
        }
        mark(&connection, version.into()).map_err(|error| fault(path, &error))
    }
}
