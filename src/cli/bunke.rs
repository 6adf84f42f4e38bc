//! `vedtaksbrev bunke`: a whole pile of cases, with a journal.

use super::Outcome;
use super::args::{Bunke, Global};
use crate::batch::shard::Shard;
use crate::batch::{self, Settings, shelf};
use crate::deliver::journal::key::OfficeKey;
use crate::disk::RealDisk;
use crate::pipeline::House;
use crate::problem::{Cause, Place, Problem};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set by Ctrl-C and by the system's wish to end the process.
static STOP: AtomicBool = AtomicBool::new(false);

/// Runs the batch and tells what became of it.
pub(super) fn run(house: &House, global: &Global, args: &Bunke) -> Outcome {
    match try_run(house, global, args) {
        Ok(outcome) => outcome,
        Err(problem) => vec![problem].into(),
    }
}

fn try_run(house: &House, global: &Global, args: &Bunke) -> Result<Outcome, Problem> {
    let settings = Settings {
        input: args.inn.clone(),
        folder: args.ut.clone(),
        threads: threads(args.traader),
        shard: shard(args.del.as_deref())?,
        resume: args.fortsett,
        rehearsal: args.proevekjoering,
        drafts: args.utkast,
        copies: !args.uten_sakskopi,
        silent: global.stille,
    };
    let key = OfficeKey::open(&RealDisk, &key_path(args.noekkel.clone())?)?;
    // The first signal lets the letters in hand be finished; whoever asks again is obeyed at once, which is safe too.
    let handled = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(3);
        }
    });
    if handled.is_err() && !global.stille {
        eprintln!("Ctrl-C stanser kjøringen på stedet; fullfør den med --fortsett.");
    }
    let result = batch::run(house, &RealDisk, &key, &settings, &STOP)?;
    Ok(Outcome { output: vec![summary(&settings, &result)], problems: result.problems })
}

fn summary(settings: &Settings, result: &batch::Outcome) -> String {
    let counts = result.counts;
    let list = if settings.rehearsal { shelf::REHEARSAL } else { shelf::RESULT };
    let verb = if settings.rehearsal { "Prøvde" } else { "Laget" };
    let others = match counts.andre_deler {
        0 => String::new(),
        others => format!(", {others} hører til andre deler"),
    };
    format!(
        "{verb} {} brev i {} saker på {:.1} s; {} saker var uendret og {} feilet{others}. Lista: {}",
        counts.brev,
        counts.ferdig,
        result.time.as_secs_f64(),
        counts.uendret,
        counts.feilet,
        settings.folder.join(list).display(),
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
fn key_path(asked: Option<PathBuf>) -> Result<PathBuf, Problem> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || variable("HOME").or_else(|| variable("USERPROFILE")).map(|home| home.join(".config"));
    let own = || variable("XDG_CONFIG_HOME").or_else(home).map(|config| config.join("vedtaksbrev/noekkel"));
    asked.or_else(own).ok_or_else(|| {
        Problem::error("BRUK-022", Place::default(), "Det er ikke noe sted å legge kontorets nøkkel")
            .caused_by(Cause::Usage)
            .hint("si hvor den er med --noekkel FIL")
    })
}
