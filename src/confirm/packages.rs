//! Packages that have been made again: like, different, altered or gone, and print files likewise.
//!
//! Comes in: rows of the journal, and what the case or the letters on the disk give now. Goes out: counts and problems.
//! A package that is gone is in order: packages are deleted when they are sent.

use super::{Confirmed, Pakkefunn, Round};
use crate::deliver::folder::Finished;
use crate::deliver::journal::Journal;
use crate::deliver::journal::packages::{MadePackage, Pakketilstand, PaperRow};
use crate::deliver::journal::records::Run;
use crate::deliver::pack::pack;
use crate::deliver::package::Ask;
use crate::deliver::receipt::{Program, sha256};
use crate::letter::compose::Composed;
use crate::pipeline::{self, House, Prepared};
use crate::printing;
use crate::problem::{Cause, Place, Problem};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The largest package that is read back: a print file of a whole year.
const MAX_PACKAGE: u64 = 4 * 1024 * 1024 * 1024;

/// A print file as the journal has it.
pub(super) struct MadePrintFile {
    pub(super) fil: String,
    sha256: String,
    /// The library of the run that made it.
    pub(super) tekster: String,
    run: i64,
    letters: Vec<PaperRow>,
    by_hand: Vec<PaperRow>,
}

impl Round<'_> {
    /// Compares the packages of a case with what it gives now.
    pub(super) fn packages(
        &self,
        packages: &[&MadePackage],
        prepared: Option<&Prepared>,
        made: &mut [Finished],
        composed: &[Composed],
    ) {
        let runs: BTreeSet<i64> = packages.iter().map(|package| package.kjoering).collect();
        for run in runs.into_iter().filter_map(|id| self.runs.get(&id)) {
            let own = || packages.iter().filter(|package| package.kjoering == run.id);
            let asked: Vec<_> = own().filter_map(|package| package.slag).collect();
            let ask = Ask::new(&asked, Some(run.correlation()));
            let addressed = prepared.is_some_and(|it| pipeline::pack::address(it, &ask, made, composed).is_ok());
            for package in own() {
                let letter = made.iter().find(|it| it.receipt.brev.identitet == package.identitet);
                let again = letter.filter(|_| addressed).and_then(|letter| hash(package, letter));
                self.compare((&package.fil, &package.sha256), run, again.as_deref());
            }
        }
    }

    /// A package that cannot be made again is not confirmed, but whether it lies there as it was made can be seen.
    pub(super) fn package_without_case(&self, package: &MadePackage) {
        if self.package_lies_there(&package.fil, &package.sha256) {
            self.package_without_source(&package.fil, "oppgi sakene med --saker INN");
        }
    }

    /// As when there is no case.
    pub(super) fn package_without_library(&self, package: &MadePackage) {
        if self.package_lies_there(&package.fil, &package.sha256) {
            self.count(&[], |found| found.uten_sak += 1);
        }
    }

    /// The print files of the journal, with the letters that are in them.
    pub(super) fn print_files(&self, journal: &Journal) -> Result<Vec<MadePrintFile>, Problem> {
        let mut files = Vec::new();
        for (fil, sha256) in journal.print_files()? {
            // The run is the last part of the name.
            let run = fil.trim_end_matches(".pdf").rsplit('_').next().and_then(|id| id.parse().ok());
            let Some(run) = run.and_then(|id| self.runs.get(&id)) else { continue };
            let letters = journal.paper_in(&fil)?;
            let by_hand = journal.paper(Pakketilstand::ForHaand, Some(run.id), run.id)?;
            files.push(MadePrintFile {
                fil,
                sha256,
                tekster: run.facts.tekster.clone(),
                run: run.id,
                letters,
                by_hand,
            });
        }
        Ok(files)
    }

    /// Makes a print file again from the letters on the disk, and compares.
    pub(super) fn print_file(&self, house: &House, file: &MadePrintFile) {
        let Some(run) = self.runs.get(&file.run) else { return };
        let stem = file.fil.trim_end_matches(".pdf");
        if !self.package_lies_there(&file.fil, &file.sha256) {
            return;
        }
        match printing::again(house, self.disk, self.folder, (&file.letters, &file.by_hand), stem) {
            Ok(again) => self.verdict((&file.fil, &file.sha256), run, again.as_deref()),
            // The letter itself has been told of.
            Err(_) => self.package_without_source(&file.fil, "hent først brevene som mangler eller er endret"),
        }
    }

    fn compare(&self, package: (&str, &str), run: &Run, again: Option<&str>) {
        if self.package_lies_there(package.0, package.1) {
            self.verdict(package, run, again);
        }
    }

    fn verdict(&self, (fil, expected): (&str, &str), run: &Run, again: Option<&str>) {
        let place = Place::file(self.folder.join(fil).display().to_string());
        let program = Program::THIS;
        if again == Some(expected) {
            self.count(&[], |found| found.like += 1);
        } else if run.facts.program != program.versjon || run.facts.typst != program.typst {
            let message = format!("Annen programversjon: pakken ble laget med {}", run.facts.program);
            let problem = Problem::warning("UT-053", place, message).hint("bekreft med den versjonen");
            self.count(&[problem], |found| found.annen_programversjon += 1);
        } else {
            let problem = Problem::error("UT-058", place, "Den samme saken gir ikke lenger den samme pakken")
                .caused_by(Cause::Bug)
                .hint("meld fra om feilen");
            self.count(&[problem], |found| found.ulike += 1);
        }
    }

    /// Tells whether a package lies in the folder as the journal says.
    fn package_lies_there(&self, fil: &str, expected: &str) -> bool {
        let path = self.folder.join(fil);
        if !self.disk.exists(&path) {
            self.count(&[], |found| found.borte += 1);
            return false;
        }
        let mut digest = Sha256::new();
        let problem = match self.disk.read_pieces(&path, MAX_PACKAGE, &mut |piece| digest.update(piece)) {
            Ok(()) => {
                let hash: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
                if hash == expected {
                    return true;
                }
                let place = Place::file(path.display().to_string());
                Problem::error("UT-057", place, "Pakken er endret etter at den ble laget")
                    .hint("send den ikke. Slett den, og kjør saken på nytt til en ny mappe")
            }
            Err(problem) => problem,
        };
        self.count(&[problem], |found| found.endret += 1);
        false
    }

    fn package_without_source(&self, fil: &str, hint: &str) {
        let place = Place::file(self.folder.join(fil).display().to_string());
        let problem =
            Problem::error("UT-059", place, "Pakken er ikke bekreftet: det er ikke noe å lage den på nytt fra");
        self.count(&[problem.hint(hint)], |found| found.uten_sak += 1);
    }

    fn count(&self, problems: &[Problem], count: impl FnOnce(&mut Pakkefunn)) {
        self.say(problems, |sum: &mut Confirmed| count(&mut sum.pakker));
    }
}

/// What a package of a letter comes to now.
fn hash(package: &MadePackage, letter: &Finished) -> Option<String> {
    let shipment = letter.forsendelse.as_ref()?;
    let stem = package.brev.trim_end_matches(".pdf");
    let made = pack(shipment, package.versjon, stem).ok()?;
    made.iter().find(|it| it.form.file("") == package.form).map(|it| sha256(&it.bytes))
}
