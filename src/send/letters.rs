//! The letters of a folder, as their receipts say.
//!
//! Comes in: the folder and its journal. Goes out: the newest version of each letter, and receipts that cannot be used.
//! Reads no PDF and no case.

use crate::deliver::folder::RECEIPT;
use crate::deliver::journal::Journal;
use crate::deliver::receipt::FORMAT;
use crate::disk::Disk;
use crate::language::Maalform;
use crate::problem::{Cause, Place, Problem};
use crate::sak::sak::Sak;
use serde_json::Value;
use std::path::Path;

/// The largest receipt.
const MAX_RECEIPT: u64 = 1024 * 1024;

/// A letter that lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Brev {
    /// Its identity.
    pub(super) identitet: String,
    /// Its version.
    pub(super) versjon: u32,
    /// The PDF's name.
    pub(super) fil: String,
    /// Its language.
    pub(super) maalform: Maalform,
    /// The sender's id.
    pub(super) avsender: String,
    /// Whether it is a draft.
    pub(super) utkast: bool,
    /// SHA-256 of the case's bytes.
    pub(super) sak_sha256: String,
    /// SHA-256 of the PDF.
    pub(super) pdf_sha256: String,
}

impl Brev {
    /// Tells whether a word names the letter: its identity, or its case number.
    pub(super) fn is_named(&self, word: &str) -> bool {
        self.identitet == word || Sak::number_of(&self.identitet) == word
    }

    /// The letter as the place of a problem.
    pub(super) fn place(&self, folder: &Path) -> Place {
        Place::file(folder.join(&self.fil).display().to_string())
    }
}

/// Reads the receipts of a folder, by identity.
///
/// # Errors
/// UT-101 when a run in the folder is not finished; FIL-…, UT-020, UT-029.
pub(super) fn letters(disk: &dyn Disk, folder: &Path, journal: &Journal) -> Result<(Vec<Brev>, Vec<Problem>), Problem> {
    let run = journal.newest_run()?;
    if run.as_ref().is_some_and(|run| run.avsluttet.is_none()) {
        let place = Place::file(folder.display().to_string());
        return Err(Problem::error("UT-101", place, "Kjøringen i mappa er ikke ferdig, så brevene er ikke endelige")
            .caused_by(Cause::Usage)
            .hint("fullfør den først: vedtaksbrev bunke … --fortsett"));
    }
    let (mut letters, mut problems) = (Vec::new(), Vec::new());
    for name in disk.list(folder)? {
        let receipt = name.to_str().filter(|name| name.ends_with(RECEIPT) && !name.contains(['/', '\\']));
        let Some(receipt) = receipt else { continue };
        let Some(mut brev) = read(&disk.read(&folder.join(receipt), MAX_RECEIPT)?, receipt) else {
            problems.push(unusable(folder, receipt));
            continue;
        };
        match journal.newest(&brev.identitet)? {
            Some(newest) if newest.fil == brev.fil => brev.versjon = newest.versjon,
            // An earlier version, which stays in the folder.
            Some(_) => continue,
            None if run.is_none() => {}
            None => {
                problems.push(unusable(folder, receipt));
                continue;
            }
        }
        letters.push(brev);
    }
    letters.sort_by(|one, other| one.identitet.cmp(&other.identitet));
    Ok((letters, problems))
}

fn read(bytes: &[u8], name: &str) -> Option<Brev> {
    let receipt: Value = serde_json::from_slice(bytes).ok()?;
    let letter = &receipt["brev"];
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let fil = text(&letter["fil"])?;
    let known = receipt["format"].as_u64() == Some(u64::from(FORMAT));
    // The PDF lies beside its receipt, whatever the receipt says.
    let beside = name.strip_suffix(RECEIPT) == fil.strip_suffix(".pdf");
    (known && beside).then_some(())?;
    Some(Brev {
        identitet: text(&letter["identitet"])?,
        versjon: 1,
        fil,
        maalform: Maalform::from_tag(letter["maalform"].as_str()?)?,
        avsender: text(&letter["avsender"])?,
        utkast: receipt["utkast"]["er_utkast"].as_bool()?,
        sak_sha256: text(&receipt["sak_sha256"])?,
        pdf_sha256: text(&receipt["pdf_sha256"])?,
    })
}

fn unusable(folder: &Path, receipt: &str) -> Problem {
    let place = Place::file(folder.join(receipt).display().to_string());
    Problem::error("UT-102", place, "Kvitteringen kan ikke brukes, så brevet blir ikke sendt")
        .hint("lag brevet på nytt med samme versjon av programmet")
}
