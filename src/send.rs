//! Orchestrator: e-mail about the letters of a folder, each once.
//!
//! Comes in: a folder with letters and receipts, and the cases that say how each recipient is reached. Goes out: e-mail,
//! rows in the outbox of the journal, a list for the case system, and the problems.
//! Who is reached comes from the case and never goes into the journal. Makes no letter, and sends no draft.

mod addressees;
mod letters;
mod parcel;
mod post;
mod rules;
mod said;
mod wishes;

use crate::clock::{self, Pace};
use crate::deliver::journal::key::OfficeKey;
use crate::deliver::journal::{FILE, Journal};
use crate::disk::{self, Disk};
use crate::problem::{Cause, Place, Problem};
use crate::texts::library::Library;
use crate::texts::melding::Slag;
use jiff::civil::Date;
use letters::Brev;
use parcel::Parcel;
use post::Post;
use said::Said;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What the user asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder with letters and receipts.
    pub folder: PathBuf,
    /// Cases that say how recipients are reached now; they come before the copies that the folder keeps.
    pub saker: Vec<PathBuf>,
    /// Only these letters, by identity or case number; all when empty.
    pub only: Vec<String>,
    /// Which e-mail.
    pub slag: Slag,
    /// Whether to do everything and send nothing.
    pub rehearsal: bool,
    /// Letters whose uncertain or refused e-mail a person wants sent again.
    pub again: Vec<String>,
    /// Letters whose uncertain e-mail a person counts as sent.
    pub counted: Vec<String>,
    /// Letters that someone has opened.
    pub opened: Vec<String>,
    /// How long to wait for an answer from the server.
    pub patience: Duration,
}

/// What a round of sending came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What is said on standard output.
    pub output: Vec<String>,
    /// What was wrong, once for each cause.
    pub problems: Vec<Problem>,
}

/// What the steps of a round share.
struct Round<'a> {
    library: &'a Library,
    disk: &'a dyn Disk,
    key: &'a OfficeKey,
    settings: &'a Settings,
    pace: &'a dyn Pace,
    stop: &'a AtomicBool,
    journal: Journal,
    today: Date,
}

/// Sends. Setting `stop` lets the message in hand be finished and leaves the rest for the next time.
///
/// # Errors
/// Why nothing could begin: FIL-… (FIL-028 when another run has the folder), UT-020 to UT-032, UT-101 to UT-108.
pub fn send(
    library: &Library,
    disk: &dyn Disk,
    key: &OfficeKey,
    settings: &Settings,
    (pace, stop): (&dyn Pace, &AtomicBool),
) -> Result<Outcome, Problem> {
    if !settings.folder.is_dir() {
        return Err(no_letters(settings));
    }
    let _lock = match disk::lock(&settings.folder) {
        // Where nobody can write there is nobody to be in the way of, and a rehearsal writes nothing.
        Err(problem) if settings.rehearsal && problem.code == "FIL-026" => None,
        lock => Some(lock?),
    };
    let journal = journal(disk, key, settings)?;
    let round = Round { library, disk, key, settings, pace, stop, journal, today: clock::day_in_norway(pace.now()) };
    round.go()
}

impl Round<'_> {
    fn go(&self) -> Result<Outcome, Problem> {
        rules::approved(self.library)?;
        let (mut letters, problems) = letters::letters(self.disk, &self.settings.folder, &self.journal)?;
        if letters.is_empty() && problems.is_empty() {
            return Err(no_letters(self.settings));
        }
        wishes::follow(&self.journal, self.settings, &letters, self.pace.now())?;
        if !self.settings.rehearsal {
            self.journal.interrupted(self.pace.now())?;
        }
        let wanted = |brev: &Brev| {
            let only = &self.settings.only;
            only.is_empty() || only.iter().any(|word| brev.is_named(word))
        };
        letters.retain(wanted);
        let mut said = Said::new(self.settings);
        problems.into_iter().for_each(|problem| said.problem(problem));
        let due = wishes::due(self, &letters, &mut said)?;
        let people = addressees::addressees(self, &due)?;
        let mut parcels = Vec::new();
        for brev in due {
            match Parcel::pack(self, brev, people.get(&brev.identitet)) {
                Ok(parcel) => parcels.push(parcel),
                Err(problem) => said.not_sent(brev, problem),
            }
        }
        if self.settings.rehearsal {
            parcels.iter().for_each(|parcel| said.would_send(parcel));
        } else {
            Post::new(self).carry(parcels, &mut said);
        }
        said.finish(self.disk)
    }
}

/// The journal with the outbox; a folder that only `lag` has written gets one. A rehearsal makes none.
fn journal(disk: &dyn Disk, key: &OfficeKey, settings: &Settings) -> Result<Journal, Problem> {
    let folder = &settings.folder;
    if settings.rehearsal {
        return if disk.exists(&folder.join(FILE)) { Journal::open_to_read(disk, folder) } else { Journal::scratch() };
    }
    let journal = Journal::open(disk, folder)?;
    journal.bind_key(&key.id())?;
    Ok(journal)
}

fn no_letters(settings: &Settings) -> Problem {
    let place = Place::file(settings.folder.display().to_string());
    Problem::error("UT-103", place, "Det er ingen brev med kvittering i mappa")
        .caused_by(Cause::Usage)
        .hint("velg en mappe som «vedtaksbrev lag» eller «vedtaksbrev bunke» har skrevet i")
}
