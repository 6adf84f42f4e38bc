//! A disk that fails where a test wants it to.
//!
//! Comes in: which step of all the writing is to fail, and how. Goes out: what `RealDisk` gives, until then.
//! Does not pretend: every step before the fault is done on the real disk.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Disk, NewFile, RealDisk, group, write_atomically, write_problem};
use crate::problem::Problem;

/// The fault-injecting twin of `RealDisk`; a write has five steps, a new folder one.
#[derive(Debug)]
pub struct FaultyDisk {
    fails_from: usize,
    kind: io::ErrorKind,
    steps: AtomicUsize,
}

impl FaultyDisk {
    /// A disk where writing step number `step` (from 1) and all later ones fail with `kind`.
    pub fn failing_from(step: usize, kind: io::ErrorKind) -> Self {
        Self { fails_from: step, kind, steps: AtomicUsize::new(0) }
    }

    /// A disk where the file number `file` (from 1) is the first that cannot be written.
    pub fn failing_at_write(file: usize, kind: io::ErrorKind) -> Self {
        Self::failing_from((file.max(1) - 1) * 5 + 1, kind)
    }

    fn gate(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst) + 1;
        if step >= self.fails_from { Err(self.kind.into()) } else { Ok(()) }
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
        write_atomically(path, bytes, |_| self.gate())
    }

    fn write_group(&self, files: &[NewFile]) -> Result<(), Problem> {
        group::write(files, |_| self.gate())
    }

    fn create_private(&self, path: &Path, bytes: &[u8]) -> Result<bool, Problem> {
        self.gate().map_err(|error| write_problem(path, &error))?;
        RealDisk.create_private(path, bytes)
    }

    fn remove(&self, path: &Path) -> Result<(), Problem> {
        self.gate().map_err(|error| write_problem(path, &error))?;
        RealDisk.remove(path)
    }

    fn create_dir(&self, path: &Path) -> Result<(), Problem> {
        self.gate().map_err(|error| write_problem(path, &error))?;
        RealDisk.create_dir(path)
    }
}
