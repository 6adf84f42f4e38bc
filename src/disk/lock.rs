//! One owner of a folder at a time.
//!
//! Comes in: a folder. Goes out: a lock that the system takes back when the process ends, however it ends.
//! Does not wait: who comes second is told so.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::write_problem;
use crate::problem::{Cause, Place, Problem};

/// The lock's file in the folder; it is empty, and is left there.
const NAME: &str = ".vedtaksbrev.laas";

/// Held as long as the folder is ours.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

/// Takes the lock of a folder.
///
/// # Errors
/// FIL-028 when another process has it; FIL-030 when the disk has no locks; FIL-020, FIL-026, FIL-027 or FIL-029 when it cannot be taken.
pub fn lock(folder: &Path) -> Result<FolderLock, Problem> {
    let path = folder.join(NAME);
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = opened.map_err(|error| write_problem(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(FolderLock { _file: file }),
        Err(TryLockError::WouldBlock) => {
            let place = Place::file(folder.display().to_string());
            Err(Problem::error("FIL-028", place, "En annen kjøring arbeider i denne mappa")
                .caused_by(Cause::Surroundings)
                .hint("vent til den er ferdig, eller velg en annen mappe"))
        }
        // Some network disks have no locks (ENOLCK) or do not know of them.
        Err(TryLockError::Error(error))
            if error.kind() == ErrorKind::Unsupported || error.raw_os_error() == Some(37) =>
        {
            let place = Place::file(folder.display().to_string());
            Err(Problem::error("FIL-030", place, "Mappa ligger på en disk som ikke kan låse filer")
                .caused_by(Cause::Surroundings)
                .hint("velg en mappe på en lokal disk, og flytt den når kjøringen er ferdig"))
        }
        Err(TryLockError::Error(error)) => Err(write_problem(&path, &error)),
    }
}
