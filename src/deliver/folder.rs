//! Letters into a folder: a PDF, its receipt and its packages, all of them whole or not at all.
//!
//! Comes in: finished letters of one case. Goes out: the paths of the PDFs.
//! Does not decide names from people: the stem comes from the letter's identity.

use super::pack::pack;
use super::package::Form;
use super::receipt::Receipt;
use super::shipment::Shipment;
use super::standing::{Standing, standing};
use crate::disk::{Disk, NewFile, Readers};
use crate::problem::Problem;
use std::path::{Path, PathBuf};

/// The largest letter that is read back, in bytes.
pub const MAX_PDF: u64 = 64 * 1024 * 1024;

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
    /// Who it goes to, when it shall be packed.
    pub forsendelse: Option<Box<Shipment>>,
}

/// Writes the letters of one case; the folder is made when it is missing.
///
/// Everything is on the disk under temporary names before anything gets its own, so a full disk leaves what was
/// there. Each receipt and package gets its name before the PDF, so that a PDF never lies there without them.
/// Packages that an earlier letter of the same name had, and this one has not, are removed first. A letter that may
/// have been sent keeps its place: only the same letter takes it.
///
/// # Errors
/// UT-068 another letter that is final or in the journal lies there; `FIL-…` from `disk.rs`, when the folder or a file
/// cannot be written; UT-081; UT-020, UT-021, UT-022, UT-029 and UT-034 when there is a journal that cannot be read.
pub fn deliver(disk: &dyn Disk, folder: &Path, letters: &[Finished]) -> Result<Vec<PathBuf>, Problem> {
    let found = standing(disk, folder, letters)?;
    disk.create_dir(folder)?;
    let paths: Vec<PathBuf> = letters.iter().map(|letter| folder.join(format!("{}.pdf", letter.stem))).collect();
    let mut files = Vec::with_capacity(2 * letters.len());
    for (letter, path) in letters.iter().zip(&paths) {
        let receipt = folder.join(receipt_of(&letter.stem));
        for (ending, bytes) in &letter.beside {
            let path = folder.join(format!("{}{ending}", letter.stem));
            files.push(NewFile { path, bytes: bytes.clone(), readers: Readers::Group });
        }
        files.push(NewFile { path: receipt, bytes: letter.receipt.to_json(), readers: Readers::Group });
        let packages = letter.forsendelse.as_ref().map(|shipment| pack(shipment, 1, &letter.stem)).transpose()?;
        files.extend(packages.into_iter().flatten().map(|package| package.into_file(folder, &letter.stem)));
        files.push(NewFile { path: path.clone(), bytes: letter.pdf.clone(), readers: Readers::Group });
    }
    // What a run has packed stands in its journal.
    let free = letters.iter().zip(found).filter(|(_, found)| *found == Standing::Free);
    let stale = free.flat_map(|(letter, _)| Form::ALL.map(|form| folder.join(form.file(&letter.stem))));
    for path in stale.filter(|path| files.iter().all(|file| file.path != *path) && disk.exists(path)) {
        disk.remove(&path)?;
    }
    disk.write_group(&files)?;
    Ok(paths)
}
