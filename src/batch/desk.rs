//! The desk where a run's cases end: what is released, under which name, and what the journal says of it.
//!
//! Comes in: worked cases, one after the other. Goes out: files and journal rows, a group at a time.
//! The order of a group is temporary files, syncs, renames, sync of the folder, one commit: a PDF without a row is
//! unfinished and made again, and a row never lacks its PDF. Makes no letter.

use super::list::{in_list, line, record, stripped};
use super::packing;
use super::progress::Counts;
use super::shelf;
use super::work::Worked;
use crate::clock;
use crate::deliver::folder::{Finished, MAX_PDF, receipt_of};
use crate::deliver::journal::Journal;
use crate::deliver::journal::key::OfficeKey;
use crate::deliver::journal::lookup::Done;
use crate::deliver::journal::packages::PackageRecord;
use crate::deliver::journal::records::{CaseRecord, Run, Tilstand};
use crate::deliver::package::{Ask, Form, Package};
use crate::deliver::receipt::sha256 as hash;
use crate::disk::{Disk, Growing, NewFile, Readers};
use crate::problem::{Place, Problem};
use crate::sak::sak::Sak;
use std::path::Path;

/// How many letters are synced and committed together.
const GROUP: usize = 64;
/// How many cases without letters are noted together.
const NOTED: usize = 512;

/// The desk of one run.
pub struct Desk<'a> {
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The run's folder.
    pub folder: &'a Path,
    /// The journal.
    pub journal: Journal,
    /// The run.
    pub run: Run,
    /// The office's key.
    pub key: &'a OfficeKey,
    /// Whether letters are released; a rehearsal releases nothing.
    pub releases: bool,
    /// The list for the case system.
    pub list: Growing,
    /// What has been done, with what waits to be committed.
    pub counts: Counts,
    /// What has been committed.
    pub kept: Counts,
    records: Vec<CaseRecord>,
    files: Vec<NewFile>,
    pub(super) lines: Vec<String>,
}

/// A letter with its place among the versions.
pub(super) struct Placed {
    pub(super) letter: Finished,
    pub(super) version: u32,
    pub(super) fil: String,
    pub(super) known: bool,
    /// Whether it was made before, and is gone from the disk or altered there.
    pub(super) again: bool,
    pub(super) packages: Vec<Package>,
    pub(super) rows: Vec<PackageRecord>,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub fn new(
        disk: &'a dyn Disk,
        folder: &'a Path,
        (journal, run): (Journal, Run),
        key: &'a OfficeKey,
        (releases, list): (bool, Growing),
    ) -> Self {
        let (counts, kept) = (Counts::default(), Counts::default());
        let (records, files, lines) = (Vec::new(), Vec::new(), Vec::new());
        Self { disk, folder, journal, run, key, releases, list, counts, kept, records, files, lines }
    }

    /// The keyed hash of a place.
    fn kilde(&self, key: &str) -> String {
        self.key.hash("kilde", key)
    }

    /// Passes over a case that is done already; gives false when it must be worked.
    ///
    /// The problems are those of the case: another one in this run makes the same letter.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-….
    pub fn pass(&mut self, key: &str, place: &Place, sha256: &str, ask: &Ask) -> Result<Option<Vec<Problem>>, Problem> {
        let kilde = self.kilde(key);
        let Some(done) = self.journal.done(self.run.id, &self.run.facts, &kilde, sha256)? else { return Ok(None) };
        if !self.releases || !done.letters.iter().all(|(_, fil, sha256)| self.lies_there(fil, sha256)) {
            return Ok(None);
        }
        for (identitet, ..) in &done.letters {
            let newest = self.journal.newest(identitet)?.map_or(1, |newest| newest.versjon);
            let packed = self.journal.packed(identitet, newest)?;
            if ask.slag.iter().any(|slag| !packed.contains(slag)) {
                return Ok(None);
            }
        }
        let Done { here, letters } = done;
        let identities: Vec<&str> = letters.iter().map(|(identitet, ..)| identitet.as_str()).collect();
        let problems = self.twins(&identities, &kilde, place)?;
        let tilstand = if problems.is_empty() { Tilstand::Uendret } else { Tilstand::Feilet };
        let brev: Vec<_> = letters
            .iter()
            .map(|(identitet, fil, sha)| serde_json::json!({"identitet": identitet, "fil": fil, "sha256": sha}))
            .collect();
        let saksnummer = letters.first().map(|(identitet, ..)| Sak::number_of(identitet));
        self.lines.push(line((place, saksnummer), tilstand, &brev, &problems));
        match tilstand {
            Tilstand::Feilet => self.counts.feilet += 1,
            _ => self.counts.uendret += 1,
        }
        if !here {
            let sak_sha256 = sha256.to_owned();
            let problemer = stripped(&problems, place);
            self.records.push(CaseRecord {
                kilde,
                sak_sha256,
                tilstand,
                problemer,
                saksnummer: None,
                facts: None,
                sakskopi: None,
                letters: Vec::new(),
                pakker: Vec::new(),
            });
        }
        self.flush_when_full()?;
        Ok(Some(problems))
    }

    /// Takes a worked case; gives all that is wrong with it.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-…: the run cannot go on.
    pub fn take(&mut self, mut worked: Worked) -> Result<Vec<Problem>, Problem> {
        let kilde = self.kilde(&worked.key);
        let mut problems = std::mem::take(&mut worked.problems);
        let identities: Vec<&str> =
            worked.letters.iter().map(|letter| letter.receipt.brev.identitet.as_str()).collect();
        let twins = self.twins(&identities, &kilde, &worked.place)?;
        problems.extend(if twins.is_empty() { self.namesakes(&identities, &worked.place)? } else { twins });
        if worked.letters.is_empty() || problems.iter().any(Problem::is_error) {
            worked.letters.clear();
        }
        let letters: Vec<Placed> =
            std::mem::take(&mut worked.letters).into_iter().map(|it| self.place(it)).collect::<Result<_, _>>()?;
        let tilstand = match letters.as_slice() {
            [] => Tilstand::Feilet,
            letters if letters.iter().all(|letter| letter.known) => Tilstand::Uendret,
            _ => Tilstand::Ferdig,
        };
        match tilstand {
            Tilstand::Ferdig => self.counts.ferdig += 1,
            Tilstand::Uendret => self.counts.uendret += 1,
            Tilstand::Feilet => self.counts.feilet += 1,
        }
        let brev: Vec<_> = letters.iter().map(in_list).collect();
        self.lines.push(line((&worked.place, worked.saksnummer.as_deref()), tilstand, &brev, &problems));
        let sakskopi = self.copy_of(&worked, &letters);
        // Letters that were there already keep their row; a rewritten file is the same file.
        let noted = if tilstand == Tilstand::Ferdig { letters.iter().map(record).collect() } else { Vec::new() };
        self.counts.brev += noted.len();
        self.counts.gjenskapt += letters.iter().filter(|letter| letter.again).count();
        self.records.push(CaseRecord {
            kilde,
            sak_sha256: std::mem::take(&mut worked.sha256),
            tilstand,
            problemer: stripped(&problems, &worked.place),
            saksnummer: worked.saksnummer.take(),
            facts: worked.facts.take().filter(|_| tilstand != Tilstand::Uendret),
            sakskopi,
            letters: noted,
            pakker: letters.iter().flat_map(|letter| letter.rows.iter().cloned()).collect(),
        });
        letters.into_iter().for_each(|letter| self.put(letter));
        self.flush_when_full()?;
        Ok(problems)
    }

    /// Tells whether anything waits to be committed.
    pub fn waits(&self) -> bool {
        !self.records.is_empty() || !self.lines.is_empty()
    }

    fn flush_when_full(&mut self) -> Result<(), Problem> {
        // Two files a letter, and the copy of the case.
        if self.files.len() >= 2 * GROUP || self.records.len() >= NOTED { self.flush() } else { Ok(()) }
    }

    /// Writes and commits what waits.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-…: then nothing of it is in the journal.
    pub fn flush(&mut self) -> Result<(), Problem> {
        if self.releases && !self.files.is_empty() {
            self.disk.write_group(&self.files)?;
        }
        self.files.clear();
        if !self.records.is_empty() {
            let others = self.counts.andre_deler;
            self.journal.note(self.run.id, &self.records, others, clock::now())?;
        }
        self.records.clear();
        self.kept = self.counts;
        std::mem::take(&mut self.lines).iter().try_for_each(|line| self.list.line(line))
    }

    /// Finds the letter's version: the same case gives the same version, a changed one the next.
    fn place(&self, letter: Finished) -> Result<Placed, Problem> {
        let receipt = &letter.receipt;
        let newest = self.journal.newest(&receipt.brev.identitet)?;
        let (version, known) = match newest {
            None => (1, false),
            Some(newest) => {
                let same = newest.sak_sha256 == receipt.sak_sha256 && newest.pdf_sha256 == receipt.pdf_sha256;
                (if same { newest.versjon } else { newest.versjon + 1 }, same)
            }
        };
        let stem = if version == 1 { letter.stem.clone() } else { format!("{}_v{version}", letter.stem) };
        let fil = format!("{stem}.pdf");
        let mut letter = Finished { stem, ..letter };
        letter.receipt.brev.fil.clone_from(&fil);
        let again = known && self.releases && !self.is_whole(&letter, &fil);
        let mut placed = Placed { letter, version, fil, known, again, packages: Vec::new(), rows: Vec::new() };
        packing::packages(self, &mut placed)?;
        Ok(placed)
    }

    /// Tells whether a letter that the journal knows lies in the folder as it was made, with its receipt.
    fn lies_there(&self, fil: &str, sha256: &str) -> bool {
        let pdf = self.disk.read(&self.folder.join(fil), MAX_PDF);
        pdf.is_ok_and(|bytes| hash(&bytes) == sha256) && self.disk.exists(&self.folder.join(receipt_of(fil)))
    }

    /// Tells whether a letter lies in the folder as it was made, with its receipt.
    fn is_whole(&self, letter: &Finished, fil: &str) -> bool {
        let pdf = self.disk.read(&self.folder.join(fil), letter.pdf.len() as u64);
        pdf.is_ok_and(|bytes| bytes == letter.pdf) && self.disk.exists(&self.folder.join(receipt_of(fil)))
    }

    fn copy_of(&mut self, worked: &Worked, letters: &[Placed]) -> Option<String> {
        let first = letters.first().filter(|_| self.run.facts.sakskopi)?;
        let json = worked.bytes.trim_ascii_start().starts_with(b"{");
        let path = format!("{}/{}.{}", shelf::CASES, first.letter.stem, if json { "json" } else { "yaml" });
        let file = NewFile { path: self.folder.join(&path), bytes: worked.bytes.clone(), readers: Readers::Owner };
        self.files.push(file);
        Some(path)
    }

    fn put(&mut self, placed: Placed) {
        let receipt = placed.letter.receipt.to_json();
        let path = self.folder.join(receipt_of(&placed.fil));
        self.files.push(NewFile { path, bytes: receipt, readers: Readers::Group });
        let stem = &placed.letter.stem;
        self.files.extend(placed.packages.into_iter().map(|package| package.into_file(self.folder, stem)));
        let path = self.folder.join(placed.fil);
        self.files.push(NewFile { path, bytes: placed.letter.pdf, readers: Readers::Group });
    }
}

/// Removes letters with their receipts, packages and the copies of their cases. A journal that somebody has made up reaches nothing outside the folder.
///
/// # Errors
/// FIL-026, FIL-029.
pub fn remove(disk: &dyn Disk, folder: &Path, files: &[String]) -> Result<(), Problem> {
    for fil in files.iter().filter(|fil| fil.ends_with(".pdf") && !fil.contains(['/', '\\'])) {
        disk.remove(&folder.join(fil))?;
        disk.remove(&folder.join(receipt_of(fil)))?;
        let stem = fil.trim_end_matches(".pdf");
        Form::ALL.iter().try_for_each(|form| disk.remove(&folder.join(form.file(stem))))?;
        ["json", "yaml"]
            .iter()
            .try_for_each(|kind| disk.remove(&folder.join(shelf::CASES).join(format!("{stem}.{kind}"))))?;
    }
    Ok(())
}
