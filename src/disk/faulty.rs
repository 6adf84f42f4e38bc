//! A disk that fails where a test wants it to, and can lose its power afterwards.
//!
//! Comes in: which step of all the writing is to fail, and how. Goes out: what `RealDisk` gives, until then.
//! Does not pretend: every step before the fault is done on the real disk. What a loss of power takes is what the
//! standards let it take: content that was not synced, and names in folders that were not.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Disk, NewFile, RealDisk, Step, Steps, folder_of, group, sync_folder, write_atomically, write_problem};
use crate::problem::Problem;

/// The fault-injecting twin of `RealDisk`; a write has five steps, a new folder one.
#[derive(Debug)]
pub struct FaultyDisk {
    fails_from: usize,
    kind: io::ErrorKind,
    steps: AtomicUsize,
    volatile: Mutex<Volatile>,
}

/// What is not durable yet.
#[derive(Debug, Default)]
struct Volatile {
    /// Files whose content was synced and that have not got their name yet.
    synced: BTreeSet<PathBuf>,
    /// What was there under each name that is to be used.
    before: Vec<(PathBuf, Option<Vec<u8>>)>,
    /// Names that are not durable, with what was there before, the latest last.
    names: Vec<(PathBuf, Option<Vec<u8>>)>,
    /// Names of files whose content was never synced.
    contents: Vec<PathBuf>,
}

impl FaultyDisk {
    /// A disk where writing step number `step` (from 1) and all later ones fail with `kind`.
    pub fn failing_from(step: usize, kind: io::ErrorKind) -> Self {
        Self { fails_from: step, kind, steps: AtomicUsize::new(0), volatile: Mutex::default() }
    }

    /// A disk where the file number `file` (from 1) is the first that cannot be written.
    pub fn failing_at_write(file: usize, kind: io::ErrorKind) -> Self {
        Self::failing_from((file.max(1) - 1) * 5 + 1, kind)
    }

    /// Takes from the real disk what a loss of power may take: all content that was not synced, and with `names` also
    /// every name that no sync of its folder has made durable.
    ///
    /// # Errors
    /// Those of the machine's disk.
    pub fn lose_power(&self, names: bool) -> io::Result<()> {
        let lost = std::mem::take(&mut *self.volatile());
        for path in lost.contents {
            fs::write(path, b"")?;
        }
        for (path, before) in lost.names.into_iter().rev().filter(|_| names) {
            match before {
                Some(bytes) => fs::write(path, bytes)?,
                None => fs::remove_file(path)?,
            }
        }
        Ok(())
    }

    fn volatile(&self) -> MutexGuard<'_, Volatile> {
        self.volatile.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst) + 1;
        if step >= self.fails_from { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl Steps for FaultyDisk {
    fn gate(&self, step: Step, path: &Path) -> io::Result<()> {
        self.step()?;
        if step == Step::Rename {
            self.volatile().before.push((path.to_owned(), fs::read(path).ok()));
        }
        Ok(())
    }

    fn sync(&self, path: &Path, file: &File) -> io::Result<()> {
        file.sync_all()?;
        self.volatile().synced.insert(path.to_owned());
        Ok(())
    }

    fn renamed(&self, path: &Path) {
        let mut volatile = self.volatile();
        if !volatile.synced.remove(path) {
            volatile.contents.push(path.to_owned());
        }
        let before = std::mem::take(&mut volatile.before);
        volatile.names.extend(before);
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        sync_folder(folder)?;
        self.volatile().names.retain(|(path, _)| folder_of(path) != folder);
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
        RealDisk.read(path, limit)
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, Problem> {
        RealDisk.list(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        write_atomically(path, bytes, self)
    }

    fn write_group(&self, files: &[NewFile]) -> Result<(), Problem> {
        group::write(files, self)
    }

    fn create_private(&self, path: &Path, bytes: &[u8]) -> Result<bool, Problem> {
        self.step().map_err(|error| write_problem(path, &error))?;
        RealDisk.create_private(path, bytes)
    }

    fn remove(&self, path: &Path) -> Result<(), Problem> {
        self.step().map_err(|error| write_problem(path, &error))?;
        RealDisk.remove(path)
    }

    fn create_dir(&self, path: &Path) -> Result<(), Problem> {
        self.step().map_err(|error| write_problem(path, &error))?;
        RealDisk.create_dir(path)
    }
}
