//! Letters that have been made again: like, different, altered or gone.
//!
//! Comes in: rows of the journal and what the case gives now. Goes out: counts and problems.

use super::{Round, Work};
use crate::deliver::folder::{Finished, MAX_PDF};
use crate::deliver::journal::statistics::MadeLetter;
use crate::deliver::receipt::{Program, sha256};
use crate::problem::{Cause, Place, Problem};

impl Round<'_> {
    /// Compares the letters of a case with what it gives now.
    pub(super) fn letters(&self, letters: &[&MadeLetter], made: &[Finished]) {
        for letter in letters {
            let again = made.iter().find(|it| it.receipt.brev.identitet == letter.identitet);
            self.letter(letter, again.is_some_and(|it| it.receipt.pdf_sha256 == letter.pdf_sha256));
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
    pub(super) fn letters_without_case(&self, work: &Work<'_>) {
        for letter in &work.letters {
            let place = Place::file(self.folder.join(&letter.fil).display().to_string());
            if !self.lies_there(letter, &place) {
                continue;
            }
            let (message, hint) = if work.altered {
                ("Brevet er ikke bekreftet: kopien av saken er endret", "hent kopien fra sikkerhetskopien, eller ")
            } else {
                ("Brevet er ikke bekreftet: det er ingen kopi av saken å lage det på nytt fra", "")
            };
            let problem = Problem::error("UT-055", place, message).hint(format!("{hint}oppgi sakene med --saker INN"));
            self.say(&[problem], |sum| sum.uten_sak += 1);
        }
    }

    /// As when there is no case, for all that was made with a library that is gone; that it is has been told.
    pub(super) fn without_library(&self, work: &Work<'_>) {
        for letter in &work.letters {
            let place = Place::file(self.folder.join(&letter.fil).display().to_string());
            if self.lies_there(letter, &place) {
                self.say(&[], |sum| sum.uten_sak += 1);
            }
        }
        work.packages.iter().for_each(|package| self.package_without_library(package));
    }
}
