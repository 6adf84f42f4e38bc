//! The journal: what became of each case, in a SQLite database beside the letters.
//!
//! Comes in: a folder, and what runs did. Goes out: what is known about cases, letters and runs.
//! Makes no letter, touches no PDF, and never holds a personal value. The only home of SQLite.

pub mod answers;
mod complaints;
pub mod key;
pub mod lookup;
pub mod outbox;
pub mod packages;
mod reading;
pub mod records;
mod schema;
pub mod statistics;
mod write;

pub use schema::VERSION;

use crate::disk::Disk;
use crate::problem::{Cause, Place, Problem};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The journal's file in the folder.
pub const FILE: &str = "journal.sqlite";

/// How long a reader waits for a writer.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal of a folder, made anew when there is none; the caller holds the folder's lock.
    ///
    /// # Errors
    /// UT-020 damaged, UT-021 from a newer program, UT-022 not a journal, UT-029 other faults, FIL-026, FIL-027.
    pub fn open(disk: &dyn Disk, folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(FILE);
        // Made by us first, so that it is the user's alone; SQLite gives its side files the same mode.
        disk.create_private(&path, b"")?;
        Self::prepare(path, true)
    }

    /// Opens the journal of a folder where a run has been, to add something to it, such as a complaint.
    ///
    /// # Errors
    /// UT-023 when there is no journal; otherwise as `open`.
    pub fn open_existing(disk: &dyn Disk, folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(FILE);
        if disk.exists(&path) { Self::prepare(path, false) } else { Err(no_journal(folder)) }
    }

    /// A journal that nobody keeps, for a rehearsal; it lies in a temporary file that has no name.
    ///
    /// # Errors
    /// UT-029, FIL-027.
    pub fn scratch() -> Result<Self, Problem> {
        Self::prepare(PathBuf::new(), true)
    }

    /// Opens a database; only its owner, who holds the folder's lock, makes a journal of an empty one.
    fn prepare(path: PathBuf, owner: bool) -> Result<Self, Problem> {
        let fault = |error: rusqlite::Error| fault(&path, &error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&path, flags).map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        // FULL syncs the log at every commit: what is committed survives a power loss (sqlite.org/pragma.html).
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;").map_err(fault)?;
        if owner {
            // Kept in the file; whoever looks on meanwhile could be in the way of setting it.
            connection.execute_batch("PRAGMA journal_mode = WAL;").map_err(fault)?;
        } else if schema::is_empty(&connection).map_err(fault)? {
            return Err(no_journal(path.parent().unwrap_or(Path::new(""))));
        }
        // Otherwise each value that is bound makes the statement be prepared anew (sqlite.org/queryplanner-ng.html).
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        check(&connection, &path)?;
        schema::migrate(&mut connection, &path)?;
        connection.execute_batch(lookup::CLAIMS).map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection, path })
    }

    /// Every row that a statement gives.
    fn rows<T>(
        &self,
        statement: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Problem> {
        let mut statement = self.connection.prepare_cached(statement).map_err(|error| self.fault(&error))?;
        let rows = statement.query_map(values, read).and_then(Iterator::collect);
        rows.map_err(|error| self.fault(&error))
    }

    /// A fault of the database as a problem.
    fn fault(&self, error: &rusqlite::Error) -> Problem {
        fault(&self.path, error)
    }
}

/// Looks for damage.
fn check(connection: &Connection, path: &Path) -> Result<(), Problem> {
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| fault(path, &error))?;
    if verdict == "ok" { Ok(()) } else { Err(damaged(path)) }
}

fn fault(path: &Path, error: &rusqlite::Error) -> Problem {
    let place = Place::file(path.display().to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => damaged(path),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            Problem::error("UT-024", place, "Et annet program holder på journalen")
                .caused_by(Cause::Surroundings)
                .hint("lukk det andre programmet, og prøv igjen")
        }
        Some(ErrorCode::DiskFull) => Problem::error("FIL-027", place, "Disken er full")
            .caused_by(Cause::Surroundings)
            .hint("frigjør plass, og prøv igjen"),
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            Problem::error("FIL-026", place, "Det er ikke tilgang til å skrive her")
                .caused_by(Cause::Surroundings)
                .hint("sjekk skrivetilgangen til mappa, og prøv igjen")
        }
        code => {
            let number = error.sqlite_error().map(|error| format!(" (kode {})", error.extended_code));
            let message = format!("Journalen kan ikke brukes{}", number.unwrap_or_default());
            let cause = if code.is_some() { Cause::Surroundings } else { Cause::Bug };
            Problem::error("UT-029", place, message).caused_by(cause).hint("prøv igjen")
        }
    }
}

fn no_journal(folder: &Path) -> Problem {
    Problem::error("UT-023", Place::file(folder.display().to_string()), "Det er ingen journal i mappa")
        .caused_by(Cause::Usage)
        .hint("velg en mappe som «vedtaksbrev bunke» har skrevet i")
}

fn damaged(path: &Path) -> Problem {
    Problem::error("UT-020", Place::file(path.display().to_string()), "Journalen er skadet")
        .caused_by(Cause::Surroundings)
        .hint("hent den fra sikkerhetskopien, eller kjør alle sakene på nytt til en tom mappe")
}

#[cfg(test)]
mod tests;
