//! `vedtaksbrev status`, `bekreft`, `rapport` and `klage`: what the journals of runs can tell, and one thing to add.

use super::Outcome;
use super::args::{Bekreft, Form, Klage, Rapport};
use crate::confirm;
use crate::deliver::answers;
use crate::deliver::journal::Journal;
use crate::deliver::journal::answers::NewestAnswer;
use crate::deliver::journal::records::Run;
use crate::deliver::package;
use crate::disk::{Disk, RealDisk};
use crate::problem::{Cause, Place, Problem};
use crate::{clock, report, yaml};
use clap::ValueEnum;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many letters are named that a person must look at.
const NAMED: usize = 50;

/// Tells what each folder's newest run has done, and which shards are missing.
pub(super) fn status(folders: &[PathBuf]) -> Outcome {
    let mut outcome = Outcome::default();
    let mut shards: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for folder in folders {
        match status_of(&RealDisk, folder) {
            Err(problem) => outcome.problems.push(problem),
            Ok((lines, run)) => {
                outcome.output.extend(lines);
                if let Some(run) = run {
                    shards.entry(run.facts.av).or_default().insert(run.facts.del);
                }
            }
        }
    }
    for (av, found) in shards {
        let missing: Vec<String> =
            (1..=av).filter(|del| !found.contains(del)).map(|del| format!("{del}/{av}")).collect();
        if !missing.is_empty() {
            outcome.output.push(format!("Mangler del {}", missing.join(", ")));
        }
    }
    outcome
}

fn status_of(disk: &dyn Disk, folder: &Path) -> Result<(Vec<String>, Option<Run>), Problem> {
    let journal = Journal::open_existing(disk, folder)?;
    let Some(run) = journal.newest_run()? else {
        return Ok((vec![format!("{}: ingen kjøring ennå", folder.display())], None));
    };
    let states: BTreeMap<String, u64> = journal.states(run.id)?.into_iter().collect();
    let count = |state: &str| states.get(state).copied().unwrap_or(0);
    let done: u64 = states.values().sum();
    let end = match (&run.avsluttet, run.antall) {
        (Some(_), _) => "ferdig".to_owned(),
        (None, Some(all)) => {
            format!("ikke ferdig, {} saker gjenstår; fullfør med --fortsett", all.saturating_sub(done))
        }
        (None, None) => "ikke ferdig; fullfør med --fortsett".to_owned(),
    };
    let line = format!(
        "{}: kjøring {}, del {}/{}, startet {}: {} laget, {} uendret, {} feilet; {end}",
        folder.display(),
        run.id,
        run.facts.del,
        run.facts.av,
        run.startet.get(..16).unwrap_or_default(),
        count("ferdig"),
        count("uendret"),
        count("feilet"),
    );
    let mut lines = vec![line];
    lines.extend(answered(&journal)?);
    Ok((lines, Some(run)))
}

/// What SvarUt and the archive have said, and the letters that a person must look at.
fn answered(journal: &Journal) -> Result<Vec<String>, Problem> {
    let answers = journal.newest_answers("", "9999")?;
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    answers.iter().for_each(|it| *counts.entry(report::answer_name(it.status)).or_default() += 1);
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let mut lines = vec![format!("  Svar: {}", counts.join(", "))];
    let stopped: Vec<_> = answers.iter().filter(|it| it.status.outcome == answers::Outcome::Stanset).collect();
    let line = |it: &&NewestAnswer| {
        let key = package::key(&it.identitet, it.versjon);
        format!("  Må følges opp: {key} ({})", report::answer_name(it.status))
    };
    lines.extend(stopped.iter().take(NAMED).map(line));
    if stopped.len() > NAMED {
        lines.push(format!("  … og {} til", stopped.len() - NAMED));
    }
    Ok(lines)
}

/// Makes the letters again and compares.
pub(super) fn confirm(args: &Bekreft) -> Outcome {
    let threads = super::bunke::threads(args.traader);
    let (found, problems) = confirm::confirm(&RealDisk, &args.mapper.mapper, args.saker.as_deref(), threads);
    let line = format!(
        "{} brev er like, {} er laget med annen programversjon, {} er ulike, {} mangler, {} er endret på disken, {} uten sak",
        found.like, found.annen_programversjon, found.ulike, found.mangler, found.endret, found.uten_sak
    );
    let mut output = vec![line];
    let pakker = found.pakker;
    if pakker.like + pakker.endret + pakker.borte > 0 {
        output
            .push(format!("{} pakker er like, {} er endret, {} er slettet", pakker.like, pakker.endret, pakker.borte));
    }
    Outcome { output, problems }
}

/// Prints the yearly table.
pub(super) fn report(args: &Rapport) -> Outcome {
    let (first, last) = (Date::constant(1900, 1, 1), Date::constant(2100, 12, 31));
    let day = |text: &Option<String>, name: &str, otherwise| text.as_deref().map_or(Ok(otherwise), |it| date(it, name));
    let span = day(&args.fra, "--fra", first).and_then(|fra| Ok((fra, day(&args.til, "--til", last)?)));
    let counted = span
        .map_err(|problem| vec![problem])
        .and_then(|(fra, til)| report::report(&RealDisk, &args.mapper.mapper, fra, til));
    let (report, problems) = match counted {
        Ok(counted) => counted,
        Err(problems) => return problems.into(),
    };
    let output = match args.format {
        Form::Tabell => report::table(&report),
        Form::Json => vec![report::json(&report)],
        Form::Csv => report::csv(&report),
    };
    Outcome { output, problems }
}

/// Records a complaint.
pub(super) fn complaint(args: &Klage) -> Outcome {
    let record = || {
        let mottatt = date(&args.mottatt, "--mottatt")?;
        let journal = Journal::open_existing(&RealDisk, &args.mappe)?;
        if !journal.knows_case(&args.saksnummer)? {
            let place = Place::file(args.mappe.display().to_string());
            return Err(Problem::error("UT-061", place, "Det er ikke laget noe brev med dette saksnummeret her")
                .caused_by(Cause::Usage)
                .hint("sjekk saksnummeret, og velg mappa med --mappe"));
        }
        let value = args.utfall.and_then(|utfall| utfall.to_possible_value());
        let utfall = value.as_ref().map(clap::builder::PossibleValue::get_name);
        journal.record_complaint(&args.saksnummer, mottatt, utfall, clock::now())
    };
    match record() {
        Ok(()) => Outcome { output: vec![format!("Klagen er ført på {}.", args.saksnummer)], problems: Vec::new() },
        Err(problem) => vec![problem].into(),
    }
}

fn date(text: &str, option: &str) -> Result<Date, Problem> {
    yaml::date(text).ok_or_else(|| {
        Problem::error("BRUK-023", Place::default(), format!("{option} skal være en dag"))
            .caused_by(Cause::Usage)
            .hint("skriv år, måned og dag, for eksempel 2026-11-23")
    })
}
