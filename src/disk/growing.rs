//! A file that grows piece by piece and appears whole when it is finished.
//!
//! Comes in: lines or bytes. Goes out: the file, or nothing when it was never finished.
//! Does not hold them in memory. Only the owner and the owner's group can read it.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{Readers, folder_of, sync_folder, temporary_file, write_problem};
use crate::problem::Problem;

/// A file under way.
#[derive(Debug)]
pub struct Growing {
    file: BufWriter<tempfile::NamedTempFile>,
    path: PathBuf,
}

impl Growing {
    /// Begins a file that will be called `path`.
    ///
    /// # Errors
    /// FIL-020, FIL-026, FIL-027, FIL-029.
    pub fn create(path: &Path) -> Result<Self, Problem> {
        let file = temporary_file(folder_of(path), Readers::Group).map_err(|error| write_problem(path, &error))?;
        Ok(Self { file: BufWriter::new(file), path: path.to_owned() })
    }

    /// Adds a line.
    ///
    /// # Errors
    /// FIL-027, FIL-029.
    pub fn line(&mut self, line: &str) -> Result<(), Problem> {
        writeln!(self.file, "{line}").map_err(|error| write_problem(&self.path, &error))
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// FIL-027, FIL-029.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.file.write_all(bytes).map_err(|error| write_problem(&self.path, &error))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// FIL-026, FIL-027, FIL-029.
    pub fn finish(self) -> Result<(), Problem> {
        let path = self.path;
        let finish = || {
            let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)?;
            sync_folder(folder_of(&path))
        };
        finish().map_err(|error| write_problem(&path, &error))
    }
}
