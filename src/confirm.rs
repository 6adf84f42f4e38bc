//! Makes the letters and packages of a journal again and compares: with what the journal says, and with what lies on
//! the disk.
//!
//! Comes in: folders that runs have written, and the cases when no copies were kept. Goes out: counts and problems.
//! Changes nothing.

mod letters;
mod packages;

use crate::batch::causes::Causes;
use crate::batch::shelf;
use crate::batch::source::{Next, Source};
use crate::deliver::folder::{RECEIPT, receipt_of};
use crate::deliver::journal::Journal;
use crate::deliver::journal::packages::MadePackage;
use crate::deliver::journal::records::Run;
use crate::deliver::journal::statistics::MadeLetter;
use crate::deliver::receipt::sha256;
use crate::disk::Disk;
use crate::pipeline::{self, House};
use crate::problem::{Place, Problem};
use crate::texts::library::Library;
use crate::yaml::MAX_BYTES;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

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
    /// No case, or no library, to make it from.
    pub uten_sak: usize,
    /// The packages beside the letters.
    pub pakker: Pakkefunn,
}

/// What was found of packages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pakkefunn {
    /// Made again to the same bytes, and the same on the disk.
    pub like: usize,
    /// Made by another version of the program or engine, to other bytes.
    pub annen_programversjon: usize,
    /// Made again to other bytes by the same program.
    pub ulike: usize,
    /// Not as the journal says on the disk.
    pub endret: usize,
    /// Gone, as packages shall be when they are sent.
    pub borte: usize,
    /// As the journal says, and nothing to make it from again.
    pub uten_sak: usize,
}

impl Pakkefunn {
    /// How many packages there are.
    pub fn all(&self) -> usize {
        self.like + self.annen_programversjon + self.ulike + self.endret + self.borte + self.uten_sak
    }
}

/// Confirms the letters and packages of the folders.
pub fn confirm(
    disk: &dyn Disk,
    folders: &[PathBuf],
    cases: Option<&Path>,
    threads: usize,
) -> (Confirmed, Vec<Problem>) {
    let sum = Mutex::new((Confirmed::default(), Causes::default()));
    let mut problems = Vec::new();
    for folder in folders {
        let go = || {
            let journal = Journal::open_to_read(disk, folder)?;
            let runs = journal.runs()?.into_iter().map(|run| (run.id, run)).collect();
            Round { disk, folder, threads, sum: &sum, runs }.go(&journal, cases)
        };
        problems.extend(go().err());
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
    runs: BTreeMap<i64, Run>,
}

/// What one case gave with one library, which is to be made again.
#[derive(Default)]
struct Work<'l> {
    sak_sha256: &'l str,
    sakskopi: Option<&'l str>,
    /// Whether there is a copy, and it is not the case that the letters were made from.
    altered: bool,
    letters: Vec<&'l MadeLetter>,
    packages: Vec<&'l MadePackage>,
}

/// The work by library and case.
type Works<'l> = BTreeMap<&'l str, BTreeMap<i64, Work<'l>>>;

impl Round<'_> {
    fn go(&self, journal: &Journal, cases: Option<&Path>) -> Result<(), Problem> {
        let (letters, packages) = (journal.made_letters()?, journal.made_packages()?);
        let print_files = self.print_files(journal)?;
        let mut works = self.works(&letters, &packages);
        // A print file may be of a run that made no letter.
        for file in &print_files {
            works.entry(&file.tekster).or_default();
        }
        for (library, works) in works {
            let Some(house) = self.house(library) else {
                works.values().for_each(|work| self.without_library(work));
                continue;
            };
            self.works_of(&house, works, cases)?;
            print_files.iter().filter(|file| file.tekster == library).for_each(|file| self.print_file(&house, file));
        }
        let printed = print_files.iter().map(|file| file.fil.as_str());
        self.strays(letters.iter().map(|letter| letter.fil.as_str()).chain(printed).collect())
    }

    /// Each case once for each library. A letter may be packed by a later run, with that run's library.
    fn works<'l>(&'l self, letters: &'l [MadeLetter], packages: &'l [MadePackage]) -> Works<'l> {
        let mut works = Works::new();
        for letter in letters {
            let work = works.entry(&letter.tekster).or_default().entry(letter.sak).or_default();
            (work.sak_sha256, work.sakskopi) = (&letter.sak_sha256, letter.sakskopi.as_deref());
            work.letters.push(letter);
        }
        for package in packages {
            let Some(run) = self.runs.get(&package.kjoering) else { continue };
            let work = works.entry(&run.facts.tekster).or_default().entry(package.sak).or_default();
            (work.sak_sha256, work.sakskopi) = (&package.sak_sha256, package.sakskopi.as_deref());
            work.packages.push(package);
        }
        works
    }

    /// Does the work of one library, as many cases at once as are held.
    fn works_of(&self, house: &House, works: BTreeMap<i64, Work<'_>>, cases: Option<&Path>) -> Result<(), Problem> {
        let mut waiting: BTreeMap<&str, Vec<Work<'_>>> = BTreeMap::new();
        let mut window: Vec<(Work<'_>, Vec<u8>)> = Vec::new();
        for mut work in works.into_values() {
            match self.copy(&work) {
                Some(bytes) if sha256(&bytes) == work.sak_sha256 => window.push((work, bytes)),
                other => {
                    work.altered = other.is_some();
                    waiting.entry(work.sak_sha256).or_default().push(work);
                }
            }
            if window.len() >= WINDOW {
                self.work(house, &std::mem::take(&mut window));
            }
        }
        if let Some(input) = cases.filter(|_| !waiting.is_empty()) {
            self.works_from_input(house, input, &mut waiting, &mut window)?;
        }
        self.work(house, &window);
        for work in waiting.values().flatten() {
            self.letters_without_case(work);
            work.packages.iter().for_each(|package| self.package_without_case(package));
        }
        Ok(())
    }

    /// Letters, receipts and print files that no row of the journal knows.
    fn strays(&self, known: BTreeSet<&str>) -> Result<(), Problem> {
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

    fn works_from_input<'l>(
        &self,
        house: &House,
        input: &Path,
        waiting: &mut BTreeMap<&'l str, Vec<Work<'l>>>,
        window: &mut Vec<(Work<'l>, Vec<u8>)>,
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
                    window.extend(found.into_iter().map(|work| (work, bytes.clone())));
                    if window.len() >= WINDOW {
                        self.work(house, &std::mem::take(window));
                    }
                }
            }
        }
    }

    /// The library as the run kept it; a problem when it is gone or altered.
    fn house(&self, hash: &str) -> Option<House> {
        let path = shelf::snapshot(self.folder, hash);
        let library = Library::open(self.disk, &path).ok().filter(|library| shelf::library_hash(library) == hash);
        let Some(library) = library else {
            let place = Place::file(path.display().to_string());
            let message = "Tekstsamlingen som brevene ble laget med, mangler eller er endret, så de er ikke bekreftet";
            self.say(&[Problem::error("UT-050", place, message).hint("hent mappa fra sikkerhetskopien")], |_| {});
            return None;
        };
        House::new(library).map_err(|problems| self.say(&problems, |_| {})).ok()
    }

    /// The copy of a case, when it is there.
    fn copy(&self, work: &Work<'_>) -> Option<Vec<u8>> {
        self.disk.read(&self.folder.join(work.sakskopi?), MAX_BYTES as u64).ok()
    }

    /// Works a window with plain threads.
    fn work(&self, house: &House, window: &[(Work<'_>, Vec<u8>)]) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.threads.clamp(1, window.len().max(1)) {
                scope.spawn(|| {
                    while let Some((work, bytes)) = window.get(next.fetch_add(1, Ordering::Relaxed)) {
                        self.case(house, work, bytes);
                    }
                });
            }
        });
    }

    fn case(&self, house: &House, work: &Work<'_>, bytes: &[u8]) {
        let (prepared, _) = pipeline::prepare(house, "", bytes);
        let made = prepared.as_ref().and_then(|prepared| pipeline::make(house, prepared).ok()).unwrap_or_default();
        let (mut made, composed): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        self.letters(&work.letters, &made);
        self.packages(&work.packages, prepared.as_ref(), &mut made, &composed);
    }

    fn say(&self, problems: &[Problem], count: impl FnOnce(&mut Confirmed)) {
        let mut sum = self.sum.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut sum.0);
        sum.1.add(problems);
    }
}
