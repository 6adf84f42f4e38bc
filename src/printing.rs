//! Orchestrator: the letters of a batch that go on paper become one file for the printer, with a sheet of counts in front.
//!
//! Comes in: which letters, and which a person takes by hand. Goes out: `….pdf` and its index `….csv` in the folder.
//! Reads each letter back from the disk and refuses one that is not as it was made. No name stands on the sheet or
//! in the index.

mod cover;

use crate::deliver::folder::{Finished, MAX_PDF};
use crate::deliver::journal::packages::PaperRow;
use crate::deliver::package::{self, Pakkeslag};
use crate::deliver::print::PrintFile;
use crate::deliver::receipt::sha256;
use crate::disk::Disk;
use crate::pipeline::House;
use crate::problem::{Place, Problem};
use crate::typeset;
use cover::Row;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A letter for the printer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaperLetter {
    /// The PDF, relative to the folder; the letters are printed in this order.
    pub fil: String,
    /// The letter's key.
    pub noekkel: String,
    /// SHA-256 of the PDF.
    pub pdf_sha256: String,
    /// How many pages it has.
    pub sider: usize,
    /// The day of the letter.
    pub brevdato: Date,
}

/// What is printed together.
#[derive(Debug)]
struct Job<'a> {
    /// The folder of the letters.
    folder: &'a Path,
    /// The name of the file, without extension.
    stem: String,
    /// The sender's id.
    avsender: String,
    /// The letters.
    letters: Vec<PaperLetter>,
    /// The keys of letters that a person takes by hand.
    by_hand: Vec<String>,
}

/// What lies ready for the printer, by the sender's id: the letters, and the keys of those taken by hand.
#[derive(Debug, Default)]
pub struct Piles(BTreeMap<String, (Vec<PaperLetter>, Vec<String>)>);

impl Piles {
    /// Puts a letter that `lag` has made in its pile, if it was to be printed.
    pub fn add(&mut self, letter: &Finished) {
        let Some(shipment) = &letter.forsendelse else { return };
        let brev = &letter.receipt.brev;
        let noekkel = package::key(&brev.identitet, 1);
        if shipment.goes(Pakkeslag::Utskrift) {
            self.letter(
                &brev.avsender,
                PaperLetter {
                    fil: brev.fil.clone(),
                    noekkel,
                    pdf_sha256: letter.receipt.pdf_sha256.clone(),
                    sider: brev.sider,
                    brevdato: shipment.brevdato,
                },
            );
        } else if shipment.is_by_hand(Pakkeslag::Utskrift) {
            self.by_hand(&brev.avsender, noekkel);
        }
    }

    /// The piles of letters that the journal knows.
    pub fn of(letters: &[PaperRow], by_hand: &[PaperRow]) -> Self {
        let mut piles = Self::default();
        let key = |row: &PaperRow| package::key(&row.identitet, row.versjon);
        for row in letters {
            let Ok(brevdato) = row.brevdato.parse() else { continue };
            let (fil, pdf_sha256, sider) = (row.fil.clone(), row.pdf_sha256.clone(), row.sider as usize);
            piles.letter(&row.avsender, PaperLetter { fil, noekkel: key(row), pdf_sha256, sider, brevdato });
        }
        by_hand.iter().for_each(|row| piles.by_hand(&row.avsender, key(row)));
        piles
    }

    /// Puts a letter in a sender's pile.
    fn letter(&mut self, avsender: &str, letter: PaperLetter) {
        self.0.entry(avsender.to_owned()).or_default().0.push(letter);
    }

    /// Notes a letter that a person takes.
    fn by_hand(&mut self, avsender: &str, noekkel: String) {
        self.0.entry(avsender.to_owned()).or_default().1.push(noekkel);
    }
}

/// Makes a print file for each sender: `utskrift_<sender><suffix>.pdf`.
///
/// # Errors
/// As `print`; the first sender whose file cannot be made stops the rest.
pub fn print_all(
    house: &House,
    disk: &dyn Disk,
    folder: &Path,
    piles: Piles,
    suffix: &str,
) -> Result<Vec<Printed>, Vec<Problem>> {
    let one = |(avsender, (letters, by_hand)): (String, (Vec<PaperLetter>, Vec<String>))| {
        let job = Job { folder, stem: format!("utskrift_{avsender}{suffix}"), avsender, letters, by_hand };
        print(house, disk, job).transpose()
    };
    piles.0.into_iter().filter_map(one).collect()
}

/// A print file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The sender's id.
    pub avsender: String,
    /// The PDF.
    pub path: PathBuf,
    /// Its SHA-256.
    pub sha256: String,
}

/// Makes a print file once more without writing it, and gives its SHA-256; nothing when there is no letter in it.
///
/// # Errors
/// As `print_all`.
pub fn again(
    house: &House,
    disk: &dyn Disk,
    folder: &Path,
    (rows, by_hand): (&[PaperRow], &[PaperRow]),
    stem: &str,
) -> Result<Option<String>, Vec<Problem>> {
    let one = |(avsender, (letters, by_hand)): (String, (Vec<PaperLetter>, Vec<String>))| {
        let job = Job { folder, stem: stem.to_owned(), avsender, letters, by_hand };
        let Some(job) = lay_out(house, job)? else { return Ok(None) };
        let file = PrintFile::again(&job.path("pdf")).map_err(|problem| vec![problem])?;
        fill(file, disk, &job).map(Some).map_err(|problem| vec![problem])
    };
    let sender = rows.first().map(|row| row.avsender.as_str());
    let piles = Piles::of(rows, by_hand).0.into_iter().filter(|(avsender, _)| Some(avsender.as_str()) == sender);
    piles.map(one).next().unwrap_or(Ok(None))
}

/// A print file whose every page has its place.
struct LaidOut<'a> {
    job: Job<'a>,
    cover: Vec<u8>,
    rows: Vec<Row>,
    title: String,
}

impl LaidOut<'_> {
    fn path(&self, ending: &str) -> PathBuf {
        self.job.folder.join(format!("{}.{ending}", self.job.stem))
    }
}

/// Makes the print file and its index; nothing when there is no letter to print.
///
/// # Errors
/// UT-082, UT-083 a letter is gone or altered, PDF-… from the sheet in front, FIL-….
fn print(house: &House, disk: &dyn Disk, job: Job<'_>) -> Result<Option<Printed>, Vec<Problem>> {
    let Some(job) = lay_out(house, job)? else { return Ok(None) };
    let path = job.path("pdf");
    let whole = || {
        // The index first, so that a print file never lies there without one.
        disk.write(&job.path("csv"), cover::index(&job.rows, &job.job.by_hand).as_bytes())?;
        fill(PrintFile::create(&path)?, disk, &job)
    };
    let sha256 = whole().map_err(|problem| vec![problem])?;
    Ok(Some(Printed { avsender: job.job.avsender, path, sha256 }))
}

/// Puts the letters in their order and sets the sheet in front; nothing when there is no letter.
fn lay_out<'a>(house: &House, mut job: Job<'a>) -> Result<Option<LaidOut<'a>>, Vec<Problem>> {
    job.letters.sort();
    job.by_hand.sort();
    let (Some(day), Some(avsender)) =
        (job.letters.iter().map(|letter| letter.brevdato).max(), house.library.avsender(&job.avsender))
    else {
        return Ok(None);
    };
    let cover = typeset::typeset(&cover::cover(&avsender, &job, day), &house.layout)?;
    let rows = rows(&job.letters, cover.pages + cover.pages % 2);
    Ok(Some(LaidOut { job, cover: cover.bytes, rows, title: cover::title(&avsender) }))
}

/// Fills a print file and gives its SHA-256.
fn fill(mut file: PrintFile, disk: &dyn Disk, laid_out: &LaidOut<'_>) -> Result<String, Problem> {
    file.add(&laid_out.cover)?;
    for letter in &laid_out.job.letters {
        file.add(&read(disk, laid_out.job.folder, letter)?)?;
    }
    file.finish(&laid_out.title)
}

/// Where each letter lies in the file, after so many pages in front.
fn rows(letters: &[PaperLetter], front: usize) -> Vec<Row> {
    let mut next = front + 1;
    let row = |letter: &PaperLetter| {
        let (fra, til) = (next, next + letter.sider.max(1) - 1);
        next = til + 1 + letter.sider % 2;
        Row { noekkel: letter.noekkel.clone(), fra, til, ark: cover::sheets(letter.sider) }
    };
    letters.iter().map(row).collect()
}

fn read(disk: &dyn Disk, folder: &Path, letter: &PaperLetter) -> Result<Vec<u8>, Problem> {
    let path = folder.join(&letter.fil);
    let altered = || {
        let place = Place::file(path.display().to_string());
        Problem::error("UT-083", place, "Brevet er endret eller borte, så utskriftsfila er ikke laget")
            .hint("kontroller brevene med «vedtaksbrev bekreft»")
    };
    let bytes = disk.read(&path, MAX_PDF).map_err(|_| altered())?;
    if sha256(&bytes) == letter.pdf_sha256 { Ok(bytes) } else { Err(altered()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_begins_on_the_front_of_a_sheet() {
        let letter = |sider| PaperLetter {
            fil: String::new(),
            noekkel: String::new(),
            pdf_sha256: String::new(),
            sider,
            brevdato: Date::constant(2026, 11, 23),
        };
        let rows = rows(&[letter(3), letter(1), letter(4), letter(2)], 2);
        let found: Vec<_> = rows.iter().map(|row| (row.fra, row.til, row.ark)).collect();
        assert_eq!(found, [(3, 5, 2), (7, 7, 1), (9, 12, 2), (13, 14, 1)]);
    }
}
