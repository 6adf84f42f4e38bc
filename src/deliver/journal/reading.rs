//! The journal for those who only look: it is read as it lies, also in an archive where nobody can write.
//!
//! Comes in: a folder where a run has been. Goes out: a journal that is never changed, not even when it is of an older
//! program. Does not guess what a log says that cannot be read with it.

use super::{FILE, Journal, PATIENCE, check, fault, no_journal, schema};
use crate::disk::Disk;
use crate::problem::{Cause, Place, Problem};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// What a journal says that SQLite cannot write beside.
const NO_ACCESS: &str = "FIL-026";

/// How a journal is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// With whoever writes in it: SQLite keeps its log and an index of it beside the journal meanwhile.
    Shared,
    /// As a file that nobody changes: nothing is written beside it (sqlite.org/uri.html, `immutable`).
    Immutable,
}

impl Journal {
    /// Opens the journal of a folder where a run has been, to read it; nothing is written, in the folder or elsewhere.
    ///
    /// # Errors
    /// UT-020 damaged, UT-021 from a newer program, UT-022 not a journal, UT-023 no journal, UT-034 the folder cannot be
    /// written and the journal has a log, UT-029 other faults, FIL-021.
    pub fn open_to_read(disk: &dyn Disk, folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(FILE);
        if !disk.exists(&path) {
            return Err(no_journal(folder));
        }
        match Self::read(&path, Access::Shared) {
            Err(problem) if problem.code == NO_ACCESS && has_log(disk, folder) => Err(unread_log(&path)),
            Err(problem) if problem.code == NO_ACCESS => Self::read(&path, Access::Immutable).map_err(unreadable),
            other => other,
        }
    }

    /// Opens a journal to read it. One of an older program is brought up to date in a temporary copy without a name.
    pub(super) fn read(path: &Path, access: Access) -> Result<Self, Problem> {
        let fault = |error| fault(path, &error);
        let kind =
            if access == Access::Shared { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
        let flags = kind | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let uri = uri(path, access);
        let mut connection = Connection::open_with_flags(&uri, flags).map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        if schema::is_empty(&connection).map_err(fault)? {
            return Err(no_journal(path.parent().unwrap_or(Path::new(""))));
        }
        check(&connection, path)?;
        if !schema::is_current(&connection, path)? {
            connection = schema::copy(&uri, path)?;
        }
        connection.execute_batch("PRAGMA query_only = ON;").map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection, path: path.to_owned() })
    }
}

/// Tells whether there is a log beside the journal with something in it; one that cannot be read may have.
fn has_log(disk: &dyn Disk, folder: &Path) -> bool {
    let log = folder.join(format!("{FILE}-wal"));
    // More than nothing is too much for a limit of nothing.
    disk.read(&log, 0).is_err_and(|problem| !matches!(problem.code, "FIL-020" | "FIL-022"))
}

/// A path as a URI; every byte that has a meaning in one is written by its number.
fn uri(path: &Path, access: Access) -> String {
    let absolute = path.is_absolute();
    let mut uri = String::from(if absolute { "file://" } else { "file:" });
    let path = if cfg!(windows) { PathBuf::from(path.to_string_lossy().replace('\\', "/")) } else { path.to_owned() };
    let bytes = path.as_os_str().as_encoded_bytes();
    if absolute && !bytes.starts_with(b"/") {
        uri.push('/');
    }
    for byte in bytes {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if access == Access::Immutable {
        uri.push_str("?immutable=1");
    }
    uri
}

fn unread_log(path: &Path) -> Problem {
    let place = Place::file(path.display().to_string());
    let message = "Journalen har en logg som ikke er ført inn, og det er ikke tilgang til å skrive i mappa";
    Problem::error("UT-034", place, message)
        .caused_by(Cause::Surroundings)
        .hint("kopier hele mappa til et sted du kan skrive, og bruk kopien")
}

/// What cannot be opened even when nothing is written, cannot be read.
fn unreadable(problem: Problem) -> Problem {
    if problem.code != NO_ACCESS {
        return problem;
    }
    Problem::error("FIL-021", problem.place, "Fila eller mappa kan ikke leses")
        .caused_by(Cause::Surroundings)
        .hint("sjekk at du har lesetilgang")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;
    use std::collections::BTreeSet;
    use std::fs;

    fn names(folder: &Path) -> BTreeSet<String> {
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// A folder with a journal, whose name has every sign that means something in a URI.
    fn kept() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("år 2026?immutable=0&mode=rwc#50%25 «ferdig»");
        fs::create_dir(&folder).unwrap();
        let journal = Journal::open(&RealDisk, &folder).unwrap();
        journal.bind_key("nøkkel").unwrap();
        drop(journal);
        (root, folder)
    }

    #[test]
    fn a_journal_is_read_as_it_lies_and_nothing_is_left_beside_it() {
        let (_root, folder) = kept();
        let before = (names(&folder), fs::read(folder.join(FILE)).unwrap());
        for access in [Access::Shared, Access::Immutable] {
            let journal = Journal::read(&folder.join(FILE), access).unwrap();
            assert_eq!(journal.key_id().unwrap().as_deref(), Some("nøkkel"));
            let beside = names(&folder).len() - before.0.len();
            assert!(access == Access::Shared || beside == 0, "{:?}", names(&folder));
            assert!(journal.bind_key("en annen").is_err(), "whoever looks changes nothing");
            drop(journal);
            assert_eq!((names(&folder), fs::read(folder.join(FILE)).unwrap()), before, "{access:?}");
        }
    }

    #[test]
    fn an_older_journal_is_read_by_either_way_and_stays_as_old_as_it_is() {
        for version in 1..schema::VERSION {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(FILE);
            Journal::of_version(&path, u32::try_from(version).unwrap()).unwrap();
            Connection::open(&path).unwrap().execute("INSERT INTO meta VALUES ('noekkel', 'gammel')", []).unwrap();
            let before = fs::read(&path).unwrap();
            for access in [Access::Shared, Access::Immutable] {
                let journal = Journal::read(&path, access).unwrap();
                assert_eq!(journal.key_id().unwrap().as_deref(), Some("gammel"));
                assert_eq!((journal.runs().unwrap().len(), journal.outbox().unwrap().len()), (0, 0));
            }
            assert_eq!(fs::read(&path).unwrap(), before, "version {version}");
        }
    }

    #[test]
    fn where_sqlite_cannot_write_the_journal_is_read_unless_it_has_a_log() {
        let (_root, folder) = kept();
        let whole = Journal::open(&RealDisk, &folder).unwrap();
        whole.bind_key("nøkkel").unwrap();
        whole.connection.execute("INSERT INTO meta VALUES ('i loggen', 'x')", []).unwrap();
        let (log, index) = (folder.join(format!("{FILE}-wal")), folder.join(format!("{FILE}-shm")));
        let logged = fs::read(&log).unwrap();
        assert!(!logged.is_empty());
        drop(whole);
        // A folder where a file should be stops SQLite as a folder without access does, and root as everybody else.
        fs::create_dir(&log).unwrap();
        assert_eq!(Journal::read(&folder.join(FILE), Access::Shared).unwrap_err().code, NO_ACCESS);
        let journal = Journal::open_to_read(&RealDisk, &folder).unwrap();
        assert_eq!(journal.key_id().unwrap().as_deref(), Some("nøkkel"));
        drop(journal);
        fs::remove_dir(&log).unwrap();
        fs::write(&log, logged).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("finnes-ikke/her", &index).unwrap();
            let problem = Journal::open_to_read(&RealDisk, &folder).unwrap_err();
            assert_eq!((problem.code, crate::problem::exit_code(&[problem])), ("UT-034", 3));
        }
    }
}
