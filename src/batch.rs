//! Many cases in one run: each is worked by a thread of its own, and all end at one desk.
//!
//! Comes in: a source of cases and a folder. Goes out: letters, a journal, a list for the case system, and the problems.
//! One bad case never stops the next; a full disk or a broken journal stops the run, which `--fortsett` completes.
//! Does not make letters (`pipeline` does) and does not parse arguments.

pub mod causes;
mod crew;
mod desk;
mod list;
mod packing;
pub mod progress;
pub mod shard;
pub mod shelf;
pub mod source;
mod start;
pub mod status;
mod twins;
mod work;

use crate::deliver::journal::key::OfficeKey;
use crate::deliver::package::{Ask, Pakkeslag};
use crate::deliver::receipt::sha256;
use crate::disk::Disk;
use crate::pipeline::House;
use crate::problem::{Cause, Place, Problem};
use causes::Causes;
use crew::Crew;
use desk::Desk;
use progress::{Counts, Progress};
use shard::Shard;
use source::{Next, Source};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use work::{Bench, Worked};

/// How long the run waits for a slow source before it looks whether it should stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// What the user asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// A folder, a file of JSON lines, or `-`.
    pub input: PathBuf,
    /// The run's folder.
    pub folder: PathBuf,
    /// How many cases are worked at once.
    pub threads: usize,
    /// Which part of the cases.
    pub shard: Shard,
    /// Whether to complete a run that was stopped.
    pub resume: bool,
    /// Whether to do everything and release nothing.
    pub rehearsal: bool,
    /// Whether drafts may be released.
    pub drafts: bool,
    /// Whether copies of the cases are kept.
    pub copies: bool,
    /// What the letters are packed for.
    pub packages: Vec<Pakkeslag>,
    /// Whether progress is shown.
    pub silent: bool,
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was done.
    pub counts: Counts,
    /// One problem for each cause.
    pub problems: Vec<Problem>,
    /// Whether the run is finished.
    pub finished: bool,
    /// Whether the list for the case system is in its place.
    pub listed: bool,
    /// How long it took.
    pub time: Duration,
}

/// Runs a batch. Setting `stop` lets the letters in hand be finished and leaves the rest.
///
/// # Errors
/// Why the run could not begin: FIL-… (FIL-028 when another run has the folder), UT-020 to UT-046, BRUK-020,
/// BRUK-025.
pub fn run(
    house: &House,
    disk: &dyn Disk,
    key: &OfficeKey,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<Outcome, Problem> {
    start::check_places(settings)?;
    let source = Source::open(disk, &settings.input)?;
    let mut progress = Progress::start(source.total(), settings.silent);
    let (mut desk, _lock) = start::desk(house, disk, key, settings, source.total())?;
    let ask = Ask::new(&settings.packages, Some(desk.run.correlation()));
    let bench = Bench { house, key, drafts: settings.drafts, ask: &ask };
    let mut causes = Causes::default();
    let ended = std::thread::scope(|scope| {
        let mut round = Round {
            crew: Crew::hire(scope, &bench, settings.threads)?,
            desk: &mut desk,
            causes: &mut causes,
            progress: &mut progress,
            shard: settings.shard,
            ask: &ask,
            stop,
        };
        round.go(source)
    });
    progress.end();
    let releases = desk.releases && ask.wants(Pakkeslag::Utskrift);
    let mut outcome = Outcome { counts: desk.kept, time: progress.elapsed(), ..Outcome::default() };
    let mut unprinted = Vec::new();
    let finished = ended.and_then(|whole| {
        // Letters that are not printed are not finished; the run is completed with --fortsett.
        let whole = whole && (!releases || packing::print(house, &mut desk).map_err(|it| unprinted = it).is_ok());
        outcome.finished = whole;
        start::finish(desk, whole)
    });
    outcome.problems = causes.into_problems();
    outcome.problems.extend(unprinted);
    match finished {
        Err(problem) => {
            outcome.finished = false;
            outcome.problems.push(problem);
        }
        Ok(warnings) => {
            outcome.listed = true;
            outcome.problems.extend(warnings);
        }
    }
    if !outcome.finished {
        outcome.problems.push(stopped(settings));
    }
    Ok(outcome)
}

/// The run while it goes on.
struct Round<'r, 'd> {
    crew: Crew,
    desk: &'r mut Desk<'d>,
    causes: &'r mut Causes,
    progress: &'r mut Progress,
    shard: Shard,
    ask: &'r Ask,
    stop: &'r AtomicBool,
}

impl Round<'_, '_> {
    /// Works until the source is empty or someone stops the run; tells whether the source was emptied.
    fn go(&mut self, mut source: Source<'_>) -> Result<bool, Problem> {
        let mut whole = None;
        while whole.is_none() || self.crew.busy() {
            if self.stop.load(Ordering::Relaxed) {
                whole = whole.or(Some(false));
            }
            if whole.is_none() && self.crew.has_room() {
                whole = self.next(&mut source)?;
            } else if let Some(worked) = self.crew.wait() {
                self.take(worked)?;
            }
            while let Some(worked) = self.crew.ready() {
                self.take(worked)?;
            }
            self.progress.tick(&self.desk.counts);
        }
        self.desk.flush()?;
        Ok(whole.unwrap_or(false))
    }

    /// Hands the next case to the crew; tells how the source ended, when it did.
    fn next(&mut self, source: &mut Source<'_>) -> Result<Option<bool>, Problem> {
        let raw = match source.next(PATIENCE) {
            Next::Case(raw) => raw,
            Next::End => return Ok(Some(true)),
            Next::Fault(problem) => {
                self.causes.add(&[problem]);
                return Ok(Some(false));
            }
            Next::NotYet => {
                // Whoever writes slowly shall not leave finished letters waiting.
                if !self.crew.busy() && self.desk.waits() {
                    self.desk.flush()?;
                }
                return Ok(None);
            }
        };
        if let Ok(bytes) = &raw.bytes {
            if !self.shard.takes(bytes) {
                self.desk.counts.andre_deler += 1;
                return Ok(None);
            }
            if let Some(problems) = self.desk.pass(&raw.key, &raw.place(), &sha256(bytes), self.ask)? {
                self.causes.add(&problems);
                return Ok(None);
            }
        } else if !self.shard.takes(raw.key.as_bytes()) {
            return Ok(None);
        }
        self.crew.give(raw);
        Ok(None)
    }

    fn take(&mut self, worked: Worked) -> Result<(), Problem> {
        let problems = self.desk.take(worked)?;
        self.causes.add(&problems);
        Ok(())
    }
}

fn stopped(settings: &Settings) -> Problem {
    let place = Place::file(settings.folder.display().to_string());
    let hint = if settings.rehearsal { "kjør på nytt" } else { "kjør den samme kommandoen med --fortsett" };
    Problem::error("UT-044", place, "Kjøringen er stanset før alle sakene var tatt")
        .caused_by(Cause::Surroundings)
        .hint(hint)
}
