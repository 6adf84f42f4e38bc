//! What the newest run of a folder has done, what failed, and what is left.
//!
//! Comes in: a folder with a journal. Goes out: `Status`, and the sum of shards. Changes nothing and words nothing.

use super::list::CASE_LINE;
use crate::deliver::journal::Journal;
use crate::deliver::journal::answers::NewestAnswer;
use crate::deliver::journal::records::{Run, Tilstand};
use crate::disk::Disk;
use crate::problem::Problem;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many cases are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// This many.
    Exactly(u64),
    /// About this many: which cases of the rest of the input are this shard's, is seen when they are read.
    About(u64),
    /// The input did not tell how many there are.
    Unknown,
}

/// A case without a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The case number, when the case could be read.
    pub saksnummer: Option<String>,
    /// The line in a file of lines.
    pub linje: Option<u64>,
    /// The codes of its errors, each once.
    pub koder: BTreeSet<String>,
}

/// The newest run of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The folder.
    pub folder: PathBuf,
    /// The run.
    pub run: Run,
    /// The newest run of each other shard that was made in the same folder, of the same division.
    pub andre_deler: Vec<Run>,
    /// Cases whose letters it made.
    pub ferdig: u64,
    /// Cases whose letters were there already.
    pub uendret: u64,
    /// Cases without a letter.
    pub feilet: Vec<Failed>,
    /// Complaints in the folder's cases, and those of them that are not decided.
    pub klager: (usize, usize),
    /// What SvarUt and the archive have said of the letters.
    pub svar: Vec<NewestAnswer>,
    /// The letters that share their reasons word for word with others, group by group.
    pub same_reasons: Vec<Vec<String>>,
}

impl Status {
    /// Reads the journal of a folder; nothing when no run has begun there.
    ///
    /// # Errors
    /// UT-020 to UT-029.
    pub fn of(disk: &dyn Disk, folder: &Path) -> Result<Option<Self>, Problem> {
        let journal = Journal::open_to_read(disk, folder)?;
        let Some(run) = journal.newest_run()? else { return Ok(None) };
        let states: BTreeMap<String, u64> = journal.states(run.id)?.into_iter().collect();
        let count = |state: Tilstand| states.get(state.word()).copied().unwrap_or(0);
        let complaints = journal.complaints(Date::MIN, Date::MAX)?;
        let reasons = journal.same_reasons(run.id)?;
        let same = reasons.chunk_by(|one, other| one.0 == other.0);
        let others =
            journal.runs()?.into_iter().filter(|it| it.facts.av == run.facts.av && it.facts.del != run.facts.del);
        let others: BTreeMap<u32, Run> = others.map(|run| (run.facts.del, run)).collect();
        Ok(Some(Self {
            folder: folder.to_owned(),
            andre_deler: others.into_values().collect(),
            ferdig: count(Tilstand::Ferdig),
            uendret: count(Tilstand::Uendret),
            feilet: journal.failed(run.id)?.into_iter().map(failed).collect(),
            klager: (complaints.len(), complaints.iter().filter(|complaint| complaint.utfall.is_none()).count()),
            svar: journal.newest_answers("", "9999")?,
            same_reasons: same.map(|group| group.iter().map(|(_, identitet)| identitet.clone()).collect()).collect(),
            run,
        }))
    }

    /// How many of the run's own cases have been dealt with.
    pub fn done(&self) -> u64 {
        self.ferdig + self.uendret + self.feilet.len() as u64
    }

    /// How many of the run's own cases are left.
    pub fn left(&self) -> Left {
        let Run { avsluttet, antall, andre, facts, .. } = &self.run;
        let (Some(all), None) = (antall, avsluttet) else {
            return if avsluttet.is_some() { Left::Exactly(0) } else { Left::Unknown };
        };
        let rest = all.saturating_sub(self.done() + andre);
        match (facts.av, rest) {
            (1, _) | (_, 0) => Left::Exactly(rest),
            (av, _) => Left::About(rest.div_ceil(u64::from(av))),
        }
    }

    /// How many cases have each code, those with most first.
    pub fn codes(&self) -> Vec<(&str, usize)> {
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        self.feilet.iter().flat_map(|case| &case.koder).for_each(|code| *codes.entry(code).or_default() += 1);
        let mut codes: Vec<(&str, usize)> = codes.into_iter().collect();
        codes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        codes
    }
}

/// The shards of one division of the work, added together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Of how many shards.
    pub av: u32,
    /// The shards that no folder has.
    pub missing: Vec<u32>,
    /// Cases whose letters were made, were there already, and have none.
    pub counts: [u64; 3],
    /// How many cases are left, those of missing shards too.
    pub left: Left,
}

/// Adds the shards together, division by division.
pub fn together(statuses: &[Status]) -> Vec<Together> {
    let divisions: BTreeSet<u32> = statuses.iter().map(|status| status.run.facts.av).collect();
    divisions.into_iter().map(|av| division(av, statuses)).collect()
}

fn division(av: u32, statuses: &[Status]) -> Together {
    let shards: Vec<&Status> = statuses.iter().filter(|status| status.run.facts.av == av).collect();
    let runs = || shards.iter().flat_map(|shard| std::iter::once(&shard.run).chain(&shard.andre_deler));
    let found: BTreeSet<u32> = runs().map(|run| run.facts.del).collect();
    let missing: Vec<u32> = (1..=av).filter(|del| !found.contains(del)).collect();
    let sum = |count: fn(&Status) -> u64| shards.iter().map(|shard| count(shard)).sum::<u64>();
    let totals: BTreeSet<Option<u64>> = shards.iter().map(|shard| shard.run.antall).collect();
    let ended = missing.is_empty() && runs().all(|run| run.avsluttet.is_some());
    // Every case belongs to one shard, so what nobody has done is left, when the same input was divided among them.
    let left = match totals.iter().next() {
        _ if ended => Left::Exactly(0),
        // Runs that shared nothing.
        _ if av == 1 => shards.iter().fold(Left::Exactly(0), |sum, run| match (sum, run.left()) {
            (Left::Exactly(sum), Left::Exactly(left)) => Left::Exactly(sum + left),
            _ => Left::Unknown,
        }),
        Some(Some(all)) if totals.len() == 1 && found.len() == shards.len() => {
            Left::Exactly(all.saturating_sub(sum(Status::done)))
        }
        _ => Left::Unknown,
    };
    let counts = [sum(|it| it.ferdig), sum(|it| it.uendret), sum(|it| it.feilet.len() as u64)];
    Together { av, missing, counts, left }
}

/// The case number and the codes of a case that failed.
fn failed((saksnummer, problems): (Option<String>, String)) -> Failed {
    let problems: Value = serde_json::from_str(&problems).unwrap_or_default();
    let problems = problems.as_array().map(Vec::as_slice).unwrap_or_default();
    let errors = problems.iter().filter(|problem| problem["alvor"] == "feil");
    let koder = errors.filter_map(|problem| problem["kode"].as_str()).map(str::to_owned).collect();
    Failed { saksnummer, linje: problems.iter().find_map(|problem| problem[CASE_LINE].as_u64()), koder }
}
