//! `vedtaksbrev bekreft` and `klage`: what the journals of runs can confirm, and one thing to add.

use super::Outcome;
use super::args::{Bekreft, Klage};
use crate::confirm;
use crate::deliver::journal::Journal;
use crate::disk::RealDisk;
use crate::problem::{Cause, Place, Problem};
use crate::{clock, yaml};
use clap::ValueEnum;
use jiff::civil::Date;

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
    if pakker.all() > 0 {
        output.push(format!(
            "{} pakker er like, {} er laget med annen programversjon, {} er ulike, {} er endret, {} er slettet, {} uten sak",
            pakker.like,
            pakker.annen_programversjon,
            pakker.ulike,
            pakker.endret,
            pakker.borte,
            pakker.uten_sak
        ));
    }
    Outcome { output, problems }
}

/// Records a complaint.
pub(super) fn complaint(args: &Klage) -> Outcome {
    let record = || {
        let mottatt = date(&args.mottatt, "--mottatt")?;
        let mut known = None;
        for folder in &args.mappe {
            // Only the folder that knows the case is written in; the others may be archives.
            let days = Journal::open_to_read(&RealDisk, folder)?.days_of_case(&args.saksnummer)?;
            if let (Some(days), None) = (days, &known) {
                in_time(mottatt, days)?;
                known = Some(Journal::open_existing(&RealDisk, folder)?);
            }
        }
        let journal = known.ok_or_else(|| {
            let folders: Vec<String> = args.mappe.iter().map(|folder| folder.display().to_string()).collect();
            let message = "Det er ikke laget noe brev med dette saksnummeret her";
            Problem::error("UT-061", Place::file(folders.join(", ")), message)
                .caused_by(Cause::Usage)
                .hint("sjekk saksnummeret, og velg mappa med --mappe")
        })?;
        let value = args.utfall.and_then(|utfall| utfall.to_possible_value());
        let utfall = value.as_ref().map(clap::builder::PossibleValue::get_name);
        let had = journal.record_complaint(&args.saksnummer, mottatt, utfall, clock::now())?;
        let changed = had.zip(utfall).filter(|(old, new)| old != new);
        let number = &args.saksnummer;
        Ok(changed.map_or_else(
            || format!("Klagen er ført på {number}."),
            |(old, new)| format!("Klagen på {number} sto der fra før. Utfallet er endret fra {old} til {new}."),
        ))
    };
    match record() {
        Ok(line) => Outcome { output: vec![line], problems: Vec::new() },
        Err(problem) => vec![problem].into(),
    }
}

/// A complaint comes after the letter and has come already: a slip of the year would put it in another year's table. A
/// letter that is dated ahead may be complained of on its own day.
fn in_time(mottatt: Date, (first, last): (Date, Date)) -> Result<(), Problem> {
    let wrong = |code, message: String| {
        let hint = "sjekk dagen i --mottatt, og skriv år, måned og dag";
        Err(Problem::error(code, Place::default(), message).caused_by(Cause::Usage).hint(hint))
    };
    if mottatt < first {
        return wrong(
            "UT-065",
            format!("Klagen kan ikke ha kommet før det første brevet i saken, som er datert {first}"),
        );
    }
    if mottatt > last.max(clock::today()) {
        return wrong("UT-066", "Klagen kan ikke ha kommet på en dag som ikke er kommet ennå".to_owned());
    }
    Ok(())
}

pub(super) fn date(text: &str, option: &str) -> Result<Date, Problem> {
    yaml::date(text).ok_or_else(|| super::usage::wrong_day(option))
}
