//! Before and after a run: the lock, the journal, the snapshot of the library, and the last commit.
//!
//! Comes in: the settings. Goes out: a desk that is ready, or why the run cannot begin.
//! Works no case.

use super::desk::{self, Desk};
use super::{Settings, shelf};
use crate::clock;
use crate::deliver::folder::RECEIPT;
use crate::deliver::journal::key::OfficeKey;
use crate::deliver::journal::records::{Run, RunFacts};
use crate::deliver::journal::{self, Journal};
use crate::deliver::receipt::Program;
use crate::disk::{self, Disk, FolderLock, Growing};
use crate::pipeline::House;
use crate::problem::{Cause, Place, Problem};
use std::path::Path;

/// How many letters with the same reasons are named.
const NAMED: usize = 50;

/// Refuses to write among the cases: the next run would take its own files for cases.
pub(super) fn check_places(settings: &Settings) -> Result<(), Problem> {
    if !settings.input.is_dir() || !disk::is_inside(&settings.folder, &settings.input) {
        return Ok(());
    }
    let place = Place::file(settings.folder.display().to_string());
    Err(Problem::error("BRUK-025", place, "Brevene kan ikke ligge i mappa med sakene")
        .caused_by(Cause::Usage)
        .hint("velg en mappe utenfor den med --ut"))
}

/// A run makes its journal before any letter. Letters without one are somebody else's, or the journal is lost; without
/// it a changed case would take the place of the letter that was sent.
fn check_journal(disk: &dyn Disk, folder: &Path) -> Result<(), Problem> {
    if disk.exists(&folder.join(journal::FILE)) || disk.entries(folder, RECEIPT)?.is_empty() {
        return Ok(());
    }
    let place = Place::file(folder.display().to_string());
    Err(Problem::error("UT-033", place, "Mappa har brev, men ingen journal")
        .caused_by(Cause::Usage)
        .hint("hent journal.sqlite fra sikkerhetskopien, eller velg en tom mappe"))
}

/// Makes everything ready for a run.
pub(super) fn desk<'a>(
    house: &House,
    disk: &'a dyn Disk,
    key: &'a OfficeKey,
    settings: &'a Settings,
    total: Option<usize>,
) -> Result<(Desk<'a>, FolderLock), Problem> {
    let folder = settings.folder.as_path();
    disk.create_dir(folder)?;
    let lock = disk::lock(folder)?;
    let facts = facts(house, settings);
    let total = total.map(|total| total as u64);
    if settings.rehearsal {
        let journal = Journal::scratch()?;
        let run = begin(&journal, facts, total)?;
        let list = Growing::create(&folder.join(shelf::REHEARSAL))?;
        return Ok((Desk::new(disk, folder, (journal, run), key, (false, list)), lock));
    }
    check_journal(disk, folder)?;
    shelf::prepare(disk, folder, settings.copies)?;
    disk::remove_unfinished(folder)?;
    if settings.copies {
        disk::remove_unfinished(&folder.join(shelf::CASES))?;
    }
    let journal = Journal::open(disk, folder)?;
    journal.bind_key(&key.id())?;
    desk::remove(disk, folder, &journal.withdrawn()?)?;
    let run = match journal.newest_run()?.filter(|run| run.avsluttet.is_none()) {
        Some(run) if settings.resume => same(run, &facts, settings)?,
        Some(_) => return Err(unfinished(settings)),
        None => {
            // The snapshot is whole before any run says that it is made with it.
            if journal.runs()?.iter().all(|run| run.facts.tekster != facts.tekster) {
                shelf::keep_library(disk, folder, &house.library, &facts.tekster)?;
            }
            begin(&journal, facts, total)?
        }
    };
    let list = Growing::create(&folder.join(shelf::RESULT))?;
    Ok((Desk::new(disk, folder, (journal, run), key, (true, list)), lock))
}

/// Finishes a run that has taken all its cases, and puts the list in its place also when it has not.
///
/// Gives warnings about letters with the same reasons.
pub(super) fn finish(desk: Desk<'_>, whole: bool) -> Result<Vec<Problem>, Problem> {
    let Desk { journal, run, releases, list, .. } = desk;
    list.finish()?;
    if !whole {
        return Ok(Vec::new());
    }
    let warnings = same_reasons(&journal, run.id)?;
    if releases {
        journal.finish(run.id, clock::now())?;
    }
    Ok(warnings)
}

fn facts(house: &House, settings: &Settings) -> RunFacts {
    let program = Program::THIS;
    RunFacts {
        tekster: shelf::library_hash(&house.library),
        program: program.versjon.to_owned(),
        typst: program.typst.to_owned(),
        skrifter: shelf::fonts_hash(&house.library),
        del: settings.shard.del,
        av: settings.shard.av,
        sakskopi: settings.copies,
        utkast: settings.drafts,
    }
}

fn begin(journal: &Journal, facts: RunFacts, antall: Option<u64>) -> Result<Run, Problem> {
    let now = clock::now();
    let id = journal.begin(&facts, antall, now)?;
    Ok(Run { id, facts, startet: now.to_string(), antall, andre: 0, avsluttet: None })
}

/// A run is completed as it was begun, or not at all.
fn same(run: Run, facts: &RunFacts, settings: &Settings) -> Result<Run, Problem> {
    if run.facts == *facts {
        return Ok(run);
    }
    let place = Place::file(settings.folder.display().to_string());
    let (message, hint) = if run.facts.tekster != facts.tekster {
        let snapshot = shelf::snapshot(&settings.folder, &run.facts.tekster);
        let hint = format!("fullfør med tekstene den startet med: --tekster {}", snapshot.display());
        ("Kjøringen ble startet med en annen tekstsamling", hint)
    } else if run.facts.program != facts.program || run.facts.typst != facts.typst {
        let hint = format!("fullfør med versjon {}, eller velg en ny mappe", run.facts.program);
        ("Kjøringen ble startet med en annen versjon av programmet", hint)
    } else {
        ("Kjøringen ble startet med andre valg", "bruk de samme valgene: --del, --utkast og --uten-sakskopi".to_owned())
    };
    Err(Problem::error("UT-045", place, message).caused_by(Cause::Usage).hint(hint))
}

fn unfinished(settings: &Settings) -> Problem {
    let place = Place::file(settings.folder.display().to_string());
    Problem::error("UT-046", place, "Den forrige kjøringen i mappa er ikke ferdig")
        .caused_by(Cause::Usage)
        .hint("fullfør den med --fortsett, eller velg en ny mappe")
}

/// Reasons that are the same word for word in two cases are hardly individual.
fn same_reasons(journal: &Journal, run: i64) -> Result<Vec<Problem>, Problem> {
    let letters = journal.same_reasons(run)?;
    let warn = |group: &[(String, String)]| {
        let names: Vec<&str> = group.iter().take(5).map(|(_, identitet)| identitet.as_str()).collect();
        let rest = group.len() - names.len();
        let rest = if rest > 0 { format!(" og {rest} til") } else { String::new() };
        let message = format!("Begrunnelsen er den samme, ord for ord, i {}{rest}", names.join(", "));
        let hint = "sjekk at hver begrunnelse er skrevet for den det gjelder";
        Problem::warning("UT-047", Place::default(), message).hint(hint)
    };
    Ok(letters.chunk_by(|one, other| one.0 == other.0).take(NAMED).map(warn).collect())
}
