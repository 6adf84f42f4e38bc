//! `vedtaksbrev bunke`: a whole pile of cases, with a journal.

use super::args::{Bunke, Global};
use super::{Outcome, send, stop};
use crate::batch::shard::Shard;
use crate::batch::source::STANDARD_INPUT;
use crate::batch::{self, Settings, shelf};
use crate::deliver::journal::key::OfficeKey;
use crate::disk::{Disk, RealDisk};
use crate::pipeline::House;
use crate::problem::{Cause, Place, Problem};
use crate::send::Settings as Sending;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};

/// Runs the batch and tells what became of it.
pub(super) fn run(house: &House, global: &Global, args: &Bunke) -> Outcome {
    match try_run(house, global, args) {
        Ok(outcome) => outcome,
        Err(problem) => vec![problem].into(),
    }
}

fn try_run(house: &House, global: &Global, args: &Bunke) -> Result<Outcome, Problem> {
    if args.send && args.uten_sakskopi && args.inn.as_os_str() == STANDARD_INPUT {
        let message = "--send kan ikke finne mottakerne når sakene kommer på standard inn og det ikke blir tatt kopi";
        return Err(Problem::error("BRUK-026", Place::default(), message)
            .caused_by(Cause::Usage)
            .hint("ta bort --uten-sakskopi, eller kjør «vedtaksbrev send» etterpå med --saker"));
    }
    let packages = args.pakking.slag();
    if args.utkast && !packages.is_empty() {
        return Err(Problem::error("BRUK-025", Place::default(), "--utkast og --pakke kan ikke brukes sammen")
            .caused_by(Cause::Usage)
            .hint("utkast blir aldri pakket. Ta bort det ene valget"));
    }
    let settings = Settings {
        input: args.inn.clone(),
        folder: args.ut.clone(),
        threads: threads(args.traader),
        shard: shard(args.del.as_deref())?,
        resume: args.fortsett,
        rehearsal: args.proevekjoering,
        drafts: args.utkast,
        copies: !args.uten_sakskopi,
        packages,
        silent: global.stille,
    };
    let path = key_path(args.noekkel.clone())?;
    let new_key = args.noekkel.is_some() && !RealDisk.exists(&path);
    let key = OfficeKey::open(&RealDisk, &path)?;
    let stop = stop::signal("Ctrl-C stanser kjøringen på stedet; fullfør den med --fortsett.", global.stille);
    let result = batch::run(house, &RealDisk, &key, &settings, stop)?;
    let mut outcome = Outcome { output: vec![summary(&settings, &result)], problems: Vec::new() };
    outcome.problems.extend(new_key.then(|| warn_of_new_key(&path)));
    outcome.problems.extend((result.finished && result.counts.cases() == 0).then(|| warn_of_nothing(args)));
    outcome.problems.extend(result.problems);
    if !args.send || !result.finished {
        return Ok(outcome);
    }
    // Without copies the cases are read where they came from; a stream cannot be read twice.
    let saker = if args.uten_sakskopi { vec![args.inn.clone()] } else { Vec::new() };
    let sent = send::with(&house.library, global, &Sending { saker, ..send::notices(&args.ut) }, args.noekkel.clone());
    Ok(outcome.and(sent))
}

/// A mistyped name would otherwise give a key of its own, and the year's persons could never be added up.
fn warn_of_new_key(path: &Path) -> Problem {
    let message = "Kontornøkkelen fantes ikke, og en ny er laget";
    Problem::warning("UT-080", Place::file(path.display().to_string()), message)
        .hint("har kontoret en nøkkel fra før, slett denne og mappa, og kjør på nytt med den rette fila")
}

/// A stream that nobody wrote to looks like one that is done.
fn warn_of_nothing(args: &Bunke) -> Problem {
    Problem::warning("UT-069", Place::file(args.inn.display().to_string()), "Det kom ingen saker")
        .hint("sjekk at det som leverer sakene, har virket")
}

fn summary(settings: &Settings, result: &batch::Outcome) -> String {
    let counts = result.counts;
    let list = if settings.rehearsal { shelf::REHEARSAL } else { shelf::RESULT };
    let verb = if settings.rehearsal { "Prøvde" } else { "Laget" };
    let others = match counts.andre_deler {
        0 => String::new(),
        others => format!(", {others} hører til andre deler"),
    };
    let again = match counts.gjenskapt {
        0 => String::new(),
        again => format!(", {again} brev som manglet eller var endret på disken, er laget på nytt"),
    };
    let path = settings.folder.join(list);
    let list = match result.listed {
        true => format!("Lista: {}", path.display()),
        false => format!("Lista {} er ikke skrevet", path.display()),
    };
    format!(
        "{verb} {} brev i {} saker på {:.1} s; {} saker var uendret og {} feilet{again}{others}. {list}",
        counts.brev,
        counts.ferdig,
        result.time.as_secs_f64(),
        counts.uendret,
        counts.feilet,
    )
}

/// As many threads as asked for, or as the machine has room for.
pub(super) fn threads(asked: Option<NonZeroU16>) -> usize {
    let available = || std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    asked.map_or_else(available, |asked| usize::from(asked.get()))
}

fn shard(asked: Option<&str>) -> Result<Shard, Problem> {
    let Some(text) = asked else { return Ok(Shard::WHOLE) };
    Shard::parse(text, |name| std::env::var(name).ok()).ok_or_else(|| {
        Problem::error("BRUK-021", Place::default(), "Delen finnes ikke").caused_by(Cause::Usage).hint(
            "skriv --del I/N med I fra 1 til N, for eksempel 3/16, eller auto/N i en Kubernetes- eller Slurm-jobb",
        )
    })
}

/// The key file: the one asked for, or the user's own.
pub(super) fn key_path(asked: Option<PathBuf>) -> Result<PathBuf, Problem> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || variable("HOME").or_else(|| variable("USERPROFILE")).map(|home| home.join(".config"));
    let own = || variable("XDG_CONFIG_HOME").or_else(home).map(|config| config.join("vedtaksbrev/noekkel"));
    asked.or_else(own).ok_or_else(|| {
        Problem::error("BRUK-022", Place::default(), "Det er ikke noe sted å legge kontorets nøkkel")
            .caused_by(Cause::Usage)
            .hint("si hvor den er med --noekkel FIL")
    })
}
