//! The steps of an atomic write: create, write, sync, rename, sync the folder.
//!
//! Comes in: a path and bytes. Goes out: the old file or the new one, whatever step fails.
//! Does not know why a step fails; a test decides that through `Steps`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{Readers, folder_of, temporary_file, write_problem};
use crate::problem::Problem;

/// What a write goes through, so that a test can let each step fail and see what a loss of power would leave.
pub(super) trait Steps: Sync {
    /// Called before each step.
    fn gate(&self, _step: Step, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Makes the content of a file durable, before it gets its name `path`.
    fn sync(&self, _path: &Path, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Called when a file has got its name.
    fn renamed(&self, _path: &Path) {}

    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        super::sync_folder(folder)
    }
}

/// The steps of the machine's own disk.
pub(super) struct NoFaults;

impl Steps for NoFaults {}

/// The steps of an atomic write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
}

/// Writes a whole file or nothing.
pub(super) fn write_atomically(path: &Path, bytes: &[u8], steps: &dyn Steps) -> Result<(), Problem> {
    try_write(path, bytes, steps).map_err(|error| write_problem(path, &error))
}

fn try_write(path: &Path, bytes: &[u8], steps: &dyn Steps) -> io::Result<()> {
    let folder = folder_of(path);
    steps.gate(Step::Create, path)?;
    // The temporary file removes itself when it is dropped, whichever step fails.
    let mut file = temporary_file(folder, Readers::All)?;
    file.write_all(&bytes[..bytes.len() / 2])?;
    steps.gate(Step::Write, path)?;
    file.write_all(&bytes[bytes.len() / 2..])?;
    steps.gate(Step::Sync, path)?;
    steps.sync(path, file.as_file())?;
    steps.gate(Step::Rename, path)?;
    file.persist(path).map_err(|error| error.error)?;
    steps.renamed(path);
    steps.gate(Step::SyncFolder, folder)?;
    steps.sync_folder(folder)
}
