//! Letters that more than one case makes: in the same run none of them is released, and an earlier run's letter stays.
//!
//! Comes in: the identities of a case's letters. Goes out: the problems, and what was released already is taken back.
//! Does not choose between twins: that is for a person.

use super::desk::{Desk, remove};
use super::list::{line, namesake, stripped, twin};
use crate::deliver::journal::lookup::Claim;
use crate::deliver::journal::records::Tilstand;
use crate::problem::{Place, Problem};
use crate::sak::sak::Sak;

impl Desk<'_> {
    /// Claims the letters of a case; another case that makes one of them is withdrawn, and both are told.
    pub(super) fn twins(&mut self, identities: &[&str], kilde: &str, place: &Place) -> Result<Vec<Problem>, Problem> {
        let mut problems = Vec::new();
        // Two cases can clash in several letters, and each is withdrawn once.
        let mut withdrawn = Vec::new();
        for identitet in identities {
            match self.journal.claim(identitet, kilde, place)? {
                Claim::Ours => {}
                Claim::Known => problems.push(twin(place, None)),
                Claim::Twin { kilde: first, place: other, identitet } => {
                    problems.push(twin(place, Some(&other.to_string())));
                    if !withdrawn.contains(&first) {
                        self.withdraw(&first, &other, place, Sak::number_of(&identitet))?;
                        withdrawn.push(first);
                    }
                }
            }
        }
        problems.truncate(1);
        Ok(problems)
    }

    /// Looks for an earlier run's letter of nearly the same name; that one may have been sent, and is left as it is.
    pub(super) fn namesakes(&self, identities: &[&str], place: &Place) -> Result<Vec<Problem>, Problem> {
        for identitet in identities {
            if let Some(other) = self.journal.namesake(self.run.id, identitet)? {
                return Ok(vec![namesake(place, &other)]);
            }
        }
        Ok(Vec::new())
    }

    /// Takes back what the run has made of a case whose letter another case makes too.
    fn withdraw(&mut self, kilde: &str, place: &Place, other: &Place, saksnummer: &str) -> Result<(), Problem> {
        self.flush()?;
        let problems = [twin(place, Some(&other.to_string()))];
        // The journal first: a run that is stopped between the two removes the files when it goes on.
        let files = self.journal.withdraw(self.run.id, kilde, &stripped(&problems, place))?;
        if self.releases {
            remove(self.disk, self.folder, &files)?;
        }
        let made = if files.is_empty() { &mut self.counts.uendret } else { &mut self.counts.ferdig };
        *made = made.saturating_sub(1);
        self.counts.feilet += 1;
        self.counts.brev = self.counts.brev.saturating_sub(files.len());
        self.lines.push(line((place, Some(saksnummer)), Tilstand::Feilet, &[], &problems));
        Ok(())
    }
}
