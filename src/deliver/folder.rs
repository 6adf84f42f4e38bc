//! Letters into a folder: a PDF and its receipt, both whole or not at all.
//!
//! Comes in: finished letters of one case. Goes out: the paths of the PDFs.
//! Does not decide names from people: the stem comes from the letter's identity.

use super::receipt::Receipt;
use crate::disk::Disk;
use crate::problem::Problem;
use std::path::{Path, PathBuf};

/// One letter ready to be written.
#[derive(Debug, Clone)]
pub struct Finished {
    /// File name without extension.
    pub stem: String,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its receipt.
    pub receipt: Receipt,
}

/// Writes the letters of one case; the folder is made when it is missing.
///
/// The receipt comes first, so that a PDF never lies there without one.
///
/// # Errors
/// `FIL-…` from `disk.rs`, when the folder or a file cannot be written.
pub fn deliver(disk: &dyn Disk, folder: &Path, letters: &[Finished]) -> Result<Vec<PathBuf>, Problem> {
    disk.create_dir(folder)?;
    let mut paths = Vec::with_capacity(letters.len());
    for letter in letters {
        disk.write(&folder.join(format!("{}.kvittering.json", letter.stem)), &letter.receipt.to_json())?;
        let path = folder.join(format!("{}.pdf", letter.stem));
        disk.write(&path, &letter.pdf)?;
        paths.push(path);
    }
    Ok(paths)
}
