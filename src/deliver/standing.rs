//! What lies where a letter shall be: nothing, a draft, the same letter, or one that may have been sent.
//!
//! Comes in: a folder, and the letters that shall lie there. Goes out: whether each may take its place.
//! Writes nothing. Whoever corrects a draft makes it again and again; a final letter is never written over.

use super::folder::{Finished, MAX_PDF, receipt_of};
use super::journal::Journal;
use crate::disk::Disk;
use crate::problem::{Cause, Place, Problem};
use std::path::Path;

/// The largest receipt that is read.
const MAX_RECEIPT: u64 = 16 * 1024 * 1024;

/// What is known of a letter's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The place is free, or holds a draft or this very letter.
    Free,
    /// A run has made this very letter, and its journal knows it.
    InJournal,
}

/// Looks at the place of each letter.
///
/// # Errors
/// UT-068 another letter that is final or in the journal; UT-020, UT-021, UT-022, UT-029 and UT-034 a journal that
/// cannot be read; FIL-021, FIL-022, FIL-023, FIL-029.
pub(super) fn standing(disk: &dyn Disk, folder: &Path, letters: &[Finished]) -> Result<Vec<Standing>, Problem> {
    let journal = match Journal::open_to_read(disk, folder) {
        Ok(journal) => Some(journal),
        Err(problem) if problem.code == "UT-023" => None,
        Err(problem) => return Err(problem),
    };
    letters.iter().map(|letter| one(disk, folder, journal.as_ref(), letter)).collect()
}

fn one(disk: &dyn Disk, folder: &Path, journal: Option<&Journal>, letter: &Finished) -> Result<Standing, Problem> {
    let path = folder.join(format!("{}.pdf", letter.stem));
    let there = if disk.exists(&path) { Some(disk.read(&path, MAX_PDF)?) } else { None };
    let same = there.as_ref().map(|bytes| *bytes == letter.pdf);
    let known = journal.map(|journal| journal.newest(&letter.receipt.brev.identitet)).transpose()?.flatten();
    match (known, same) {
        (Some(_), Some(true)) => Ok(Standing::InJournal),
        (Some(known), None) if known.pdf_sha256 == letter.receipt.pdf_sha256 => Ok(Standing::InJournal),
        (Some(_), _) => Err(taken(&path, "journalen har alt dette brevet med et annet innhold", IN_RUN)),
        (None, None | Some(true)) => Ok(Standing::Free),
        (None, Some(false)) if is_draft(disk, folder, letter) => Ok(Standing::Free),
        (None, Some(false)) => Err(taken(&path, "her ligger det alt et ferdig brev med et annet innhold", ALONE)),
    }
}

/// Tells whether the receipt says that what lies there is a draft; or that it was about to become this very letter.
fn is_draft(disk: &dyn Disk, folder: &Path, letter: &Finished) -> bool {
    let receipt = disk.read(&folder.join(receipt_of(&letter.stem)), MAX_RECEIPT).ok();
    let receipt = receipt.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    receipt
        .is_some_and(|it| it["utkast"]["er_utkast"] == true || it["pdf_sha256"] == letter.receipt.pdf_sha256.as_str())
}

const ALONE: &str = "er brevet sendt, lag det nye i en annen mappe, eller skriv nummer: 2 i saken. Er det ikke sendt, \
    slett det og lag det på nytt";
const IN_RUN: &str =
    "bruk «vedtaksbrev bunke», som lager en ny utgave og tar vare på den gamle, eller velg en annen mappe";

fn taken(path: &Path, why: &str, hint: &str) -> Problem {
    let message = format!("Brevet ble ikke skrevet: {why}");
    Problem::error("UT-068", Place::file(path.display().to_string()), message).caused_by(Cause::Usage).hint(hint)
}
