//! Letters into a folder: a PDF and its receipt, both whole or not at all.
//!
//! Comes in: finished letters of one case. Goes out: the paths of the PDFs.
//! Does not decide names from people: the stem comes from the letter's identity.

use super::receipt::Receipt;
use crate::disk::{Disk, NewFile};
use crate::problem::Problem;
use std::path::{Path, PathBuf};

/// What a receipt's name ends with.
pub const RECEIPT: &str = ".kvittering.json";

/// The receipt of a letter in the same folder.
pub fn receipt_of(fil: &str) -> String {
    format!("{}{RECEIPT}", fil.strip_suffix(".pdf").unwrap_or(fil))
}

/// One letter ready to be written.
#[derive(Debug, Clone)]
pub struct Finished {
    /// File name without extension.
    pub stem: String,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its receipt.
    pub receipt: Receipt,
    /// What else shall lie beside it: what follows the stem in the name, and the bytes.
    pub beside: Vec<(String, Vec<u8>)>,
}

/// Writes the letters of one case; the folder is made when it is missing.
///
/// Everything is on the disk under temporary names before anything gets its own, so a full disk leaves what was
/// there. Each receipt gets its name before its PDF, so that a PDF never lies there without one.
///
/// # Errors
/// `FIL-…` from `disk.rs`, when the folder or a file cannot be written.
pub fn deliver(disk: &dyn Disk, folder: &Path, letters: &[Finished]) -> Result<Vec<PathBuf>, Problem> {
    disk.create_dir(folder)?;
    let paths: Vec<PathBuf> = letters.iter().map(|letter| folder.join(format!("{}.pdf", letter.stem))).collect();
    let mut files = Vec::with_capacity(2 * letters.len());
    for (letter, path) in letters.iter().zip(&paths) {
        let receipt = folder.join(receipt_of(&letter.stem));
        for (ending, bytes) in &letter.beside {
            let path = folder.join(format!("{}{ending}", letter.stem));
            files.push(NewFile { path, bytes: bytes.clone(), private: false });
        }
        files.push(NewFile { path: receipt, bytes: letter.receipt.to_json(), private: false });
        files.push(NewFile { path: path.clone(), bytes: letter.pdf.clone(), private: false });
    }
    disk.write_group(&files)?;
    Ok(paths)
}
