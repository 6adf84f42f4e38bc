//! Makes the letters of a journal again and compares: with what the journal says, and with what lies on the disk.
//!
//! Comes in: folders that runs have written, and the cases when no copies were kept. Goes out: counts and problems.
//! Changes nothing.

use crate::batch::causes::Causes;
use crate::batch::shelf;
use crate::batch::source::{Next, Source};
use crate::deliver::folder::{RECEIPT, receipt_of};
use crate::deliver::journal::Journal;
use crate::deliver::journal::statistics::MadeLetter;
use crate::deliver::receipt::{Program, sha256};
use crate::disk::Disk;
use crate::pipeline::{self, House};
use crate::problem::{Cause, Place, Problem};
use crate::texts::library::Library;
use crate::yaml::MAX_BYTES;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The largest PDF that is read back.
const MAX_PDF: u64 = 64 * 1024 * 1024;
/// The largest package that is read back: a print file of a whole year.
const MAX_PACKAGE: u64 = 1024 * 1024 * 1024;
/// How many cases are held at once.
const WINDOW: usize = 256;

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Made again to the same bytes, and the same on the disk.
    pub like: usize,
    /// Made by another version of the program or engine, to other bytes.
    pub annen_programversjon: usize,
    /// Made again to other bytes by the same program.
    pub ulike: usize,
    /// Not on the disk.
    pub mangler: usize,
    /// Not as the journal says on the disk.
    pub endret: usize,
    /// No case to make it from.
    pub uten_sak: usize,
    /// The packages beside the letters.
    pub pakker: Pakkefunn,
}

/// What was found of packages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pakkefunn {
    /// As the journal says.
    pub like: usize,
    /// Not as the journal says.
    pub endret: usize,
    /// Gone, as packages shall be when they are sent.
    pub borte: usize,
}

/// Confirms the letters of the folders.
pub fn confirm(
    disk: &dyn Disk,
    folders: &[PathBuf],
    cases: Option<&Path>,
    threads: usize,
) -> (Confirmed, Vec<Problem>) {
    let sum = Mutex::new((Confirmed::default(), Causes::default()));
    let mut problems = Vec::new();
    for folder in folders {
        let round = Round { disk, folder, threads, sum: &sum };
        problems.extend(round.go(cases).err());
    }
    let (confirmed, causes) = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    problems.extend(causes.into_problems());
    (confirmed, problems)
}

struct Round<'r> {
    disk: &'r dyn Disk,
    folder: &'r Path,
    threads: usize,
    sum: &'r Mutex<(Confirmed, Causes)>,
}

/// The letters that one case gave, with its bytes.
type Work<'l> = (&'l [MadeLetter], Vec<u8>);

impl Round<'_> {
    fn go(&self, cases: Option<&Path>) -> Result<(), Problem> {
        let journal = Journal::open_to_read(self.disk, self.folder)?;
        journal.package_files()?.iter().for_each(|(fil, sha256)| self.package(fil, sha256));
        let letters = journal.made_letters()?;
        for same_library in letters.chunk_by(|one, other| one.tekster == other.tekster) {
            let Some(house) = self.house(&same_library[0].tekster) else { continue };
            let mut waiting: BTreeMap<&str, Vec<&[MadeLetter]>> = BTreeMap::new();
            let mut window: Vec<Work<'_>> = Vec::new();
            for case in same_library.chunk_by(|one, other| one.sak == other.sak) {
                match self.copy(&case[0]) {
                    Some(bytes) => window.push((case, bytes)),
                    None => waiting.entry(&case[0].sak_sha256).or_default().push(case),
                }
                if window.len() >= WINDOW {
                    self.work(&house, &std::mem::take(&mut window));
                }
            }
            if let Some(input) = cases.filter(|_| !waiting.is_empty()) {
                self.letters_from_input(&house, input, &mut waiting, &mut window)?;
            }
            self.work(&house, &window);
            waiting.values().flatten().for_each(|case| self.without_case(case));
        }
        self.strays(&letters)
    }

    /// Letters and receipts that no row of the journal knows.
    fn strays(&self, letters: &[MadeLetter]) -> Result<(), Problem> {
        let known: BTreeSet<&str> = letters.iter().map(|letter| letter.fil.as_str()).collect();
        let receipts: BTreeSet<String> = known.iter().map(|fil| receipt_of(fil)).collect();
        let pdfs = self.disk.entries(self.folder, ".pdf")?.into_iter().filter(|name| !known.contains(name.as_str()));
        let others = self.disk.entries(self.folder, RECEIPT)?.into_iter().filter(|name| !receipts.contains(name));
        let strays: Vec<String> = pdfs.chain(others).collect();
        let Some(first) = strays.first() else { return Ok(()) };
        let place = Place::file(self.folder.join(first).display().to_string());
        let message = match strays.len() {
            1 => "Fila står ikke i journalen, så den er ikke et ferdig brev".to_owned(),
            count => format!("{count} filer står ikke i journalen, så de er ikke ferdige brev. Her er den første"),
        };
        let hint = "fullfør kjøringen med --fortsett hvis den ble stanset; ellers er filene kommet til på annen måte";
        self.say(&[Problem::warning("UT-056", place, message).hint(hint)], |_| {});
        Ok(())
    }

    fn letters_from_input<'l>(
        &self,
        house: &House,
        input: &Path,
        waiting: &mut BTreeMap<&'l str, Vec<&'l [MadeLetter]>>,
        window: &mut Vec<Work<'l>>,
    ) -> Result<(), Problem> {
        let mut source = Source::open(self.disk, input)?;
        loop {
            match source.next(Duration::from_secs(1)) {
                Next::End => return Ok(()),
                Next::Fault(problem) => return Err(problem),
                Next::NotYet => {}
                Next::Case(raw) => {
                    let Ok(bytes) = raw.bytes else { continue };
                    let found = waiting.remove(sha256(&bytes).as_str()).unwrap_or_default();
                    window.extend(found.into_iter().map(|case| (case, bytes.clone())));
                    if window.len() >= WINDOW {
                        self.work(house, &std::mem::take(window));
                    }
                }
            }
        }
    }

    /// Compares a package on the disk with the journal.
    fn package(&self, fil: &str, expected: &str) {
        let path = self.folder.join(fil);
        if !self.disk.exists(&path) {
            return self.say(&[], |sum| sum.pakker.borte += 1);
        }
        match self.disk.read(&path, MAX_PACKAGE) {
            Ok(bytes) if sha256(&bytes) == expected => self.say(&[], |sum| sum.pakker.like += 1),
            Ok(_) => {
                let place = Place::file(path.display().to_string());
                let problem = Problem::error("UT-056", place, "Pakken er endret etter at den ble laget")
                    .hint("send den ikke. Slett den, og kjør saken på nytt til en ny mappe");
                self.say(&[problem], |sum| sum.pakker.endret += 1);
            }
            Err(problem) => self.say(&[problem], |sum| sum.pakker.endret += 1),
        }
    }

    /// The library as the run kept it; a problem when it is gone or altered.
    fn house(&self, hash: &str) -> Option<House> {
        let path = shelf::snapshot(self.folder, hash);
        let opened = Library::open(self.disk, &path).and_then(|library| {
            if shelf::library_hash(&library) == hash {
                return House::new(library);
            }
            let place = Place::file(path.display().to_string());
            let message = "Tekstsamlingen er ikke slik den var da brevene ble laget";
            Err(vec![Problem::error("UT-050", place, message).hint("hent mappa fra sikkerhetskopien")])
        });
        opened.map_err(|problems| self.say(&problems, |_| {})).ok()
    }

    /// The copy of a case, when it is there and unaltered.
    fn copy(&self, letter: &MadeLetter) -> Option<Vec<u8>> {
        let path = self.folder.join(letter.sakskopi.as_ref()?);
        let bytes = self.disk.read(&path, MAX_BYTES as u64).ok()?;
        (sha256(&bytes) == letter.sak_sha256).then_some(bytes)
    }

    /// Works a window with plain threads.
    fn work(&self, house: &House, window: &[Work<'_>]) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.threads.clamp(1, window.len().max(1)) {
                scope.spawn(|| {
                    while let Some((case, bytes)) = window.get(next.fetch_add(1, Ordering::Relaxed)) {
                        self.case(house, case, bytes);
                    }
                });
            }
        });
    }

    fn case(&self, house: &House, case: &[MadeLetter], bytes: &[u8]) {
        let (prepared, _) = pipeline::prepare(house, "", bytes);
        let made = prepared.and_then(|prepared| pipeline::make(house, &prepared).ok()).unwrap_or_default();
        let again: BTreeMap<String, String> = made
            .into_iter()
            .map(|(letter, _)| (letter.receipt.brev.identitet.clone(), letter.receipt.pdf_sha256))
            .collect();
        for letter in case {
            self.letter(letter, again.get(&letter.identitet) == Some(&letter.pdf_sha256));
        }
    }

    fn letter(&self, letter: &MadeLetter, same: bool) {
        let place = Place::file(self.folder.join(&letter.fil).display().to_string());
        if !self.lies_there(letter, &place) {
            return;
        }
        let program = Program::THIS;
        if same {
            self.say(&[], |sum| sum.like += 1);
        } else if letter.program != program.versjon || letter.typst != program.typst {
            let message = format!("Annen programversjon: brevet ble laget med {}", letter.program);
            let problem = Problem::warning("UT-053", place, message);
            self.say(&[problem.hint("bekreft med den versjonen")], |sum| sum.annen_programversjon += 1);
        } else {
            let problem = Problem::error("UT-054", place, "Den samme saken gir ikke lenger det samme brevet")
                .caused_by(Cause::Bug)
                .hint("meld fra om feilen");
            self.say(&[problem], |sum| sum.ulike += 1);
        }
    }

    /// Tells whether a letter lies in the folder as the journal says.
    fn lies_there(&self, letter: &MadeLetter, place: &Place) -> bool {
        match self.disk.read(&self.folder.join(&letter.fil), MAX_PDF) {
            Err(_) => {
                let problem = Problem::error("UT-051", place.clone(), "Brevet mangler på disken")
                    .hint("hent brevet fra arkivet, eller kjør saken på nytt med «vedtaksbrev bunke»");
                self.say(&[problem], |sum| sum.mangler += 1);
                false
            }
            Ok(bytes) if sha256(&bytes) != letter.pdf_sha256 => {
                let message = "Brevet på disken er endret etter at det ble laget";
                let hint =
                    "hent brevet fra arkivet, eller flytt fila bort og kjør saken på nytt med «vedtaksbrev bunke»";
                let problem = Problem::error("UT-052", place.clone(), message).hint(hint);
                self.say(&[problem], |sum| sum.endret += 1);
                false
            }
            Ok(_) => true,
        }
    }

    /// A letter that cannot be made again is not confirmed, but whether it lies there as it was made can be seen.
    fn without_case(&self, case: &[MadeLetter]) {
        for letter in case {
            let place = Place::file(self.folder.join(&letter.fil).display().to_string());
            if self.lies_there(letter, &place) {
                let problem = Problem::error(
                    "UT-055",
                    place,
                    "Brevet er ikke bekreftet: det er ingen kopi av saken å lage det på nytt fra",
                );
                self.say(&[problem.hint("oppgi sakene med --saker INN")], |sum| sum.uten_sak += 1);
            }
        }
    }

    fn say(&self, problems: &[Problem], count: impl FnOnce(&mut Confirmed)) {
        let mut sum = self.sum.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut sum.0);
        sum.1.add(problems);
    }
}
