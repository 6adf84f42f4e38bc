//! The command line: one file per command, named as the user types it.
//!
//! Comes in: the arguments. Goes out: data on standard output, problems on standard error, an exit code.
//! Does not know how anything is made.

pub mod args;
mod bunke;
mod fullfoering;
mod godkjenn;
mod journal;
mod klarspraak;
mod kontroller;
mod lag;
mod les_svar;
mod lov;
mod manual;
mod named;
mod ny;
mod rapport;
mod send;
mod skjema;
mod status;
mod stop;
mod tekster;
mod usage;

use crate::disk::RealDisk;
use crate::pipeline::House;
use crate::problem::{Cause, Place, Problem, exit_code};
use crate::texts::library::Library;
use args::{Args, Command, Global, Meldinger};
use std::ffi::OsString;
use std::io::Write;
use usage::Answer;

/// Runs one command and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match usage::parse(arguments) {
        Ok(args) => args,
        Err(Answer::Help(text)) => return print(&[text.trim_end().to_owned()]).map_or(3, |()| 0),
        Err(Answer::Wrong(problem, form)) => {
            say(form, std::slice::from_ref(&problem));
            return exit_code(&[problem]);
        }
    };
    let outcome = command(&args);
    let shown: Vec<Problem> =
        outcome.problems.iter().filter(|it| it.is_error() || !args.global.stille).cloned().collect();
    say(args.global.meldinger, &shown);
    match print(&outcome.output) {
        Ok(()) => exit_code(&outcome.problems),
        Err(_) => 3,
    }
}

fn print(lines: &[String]) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(stdout, "{line}"))?;
    stdout.flush()
}

/// Says that the program itself failed, and gives the exit code for that.
pub fn bug() -> u8 {
    let problem =
        Problem::error("BRUK-070", Place::default(), "Programmet stoppet på grunn av en feil i programmet selv")
            .caused_by(Cause::Bug)
            .hint("meld fra om feilen, med kommandoen du brukte; ingen brev er halvskrevet");
    eprint!("{problem}");
    exit_code(&[problem])
}

/// What a command gives: lines for standard output and everything that was wrong.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) output: Vec<String>,
    pub(crate) problems: Vec<Problem>,
}

impl Outcome {
    /// This outcome, and then another.
    fn and(mut self, other: Self) -> Self {
        self.output.extend(other.output);
        self.problems.extend(other.problems);
        self
    }
}

impl From<Vec<Problem>> for Outcome {
    fn from(problems: Vec<Problem>) -> Self {
        Self { output: Vec::new(), problems }
    }
}

fn command(args: &Args) -> Outcome {
    match &args.command {
        Command::Tekster { command } => tekster::run(&args.global, command),
        Command::Fullfoering { skall } => fullfoering::run(*skall),
        Command::Manual { mappe } => manual::run(&RealDisk, mappe.as_deref()),
        Command::Ny(command) => library(&args.global).map_or_else(Outcome::from, |library| ny::run(&library, command)),
        Command::Status(command) => status::run(&command.mapper),
        Command::Bekreft(command) => journal::confirm(command),
        Command::Rapport(command) => rapport::run(&args.global, command),
        Command::Klage(command) => journal::complaint(command),
        Command::LesSvar(command) => les_svar::run(&RealDisk, command),
        Command::Send(command) => {
            library(&args.global).map_or_else(Outcome::from, |library| send::run(&library, &args.global, command))
        }
        Command::Skjema => library(&args.global).map_or_else(Outcome::from, |library| skjema::run(&library)),
        Command::Lov(command) => {
            library(&args.global).map_or_else(Outcome::from, |library| lov::run(&library, command))
        }
        Command::Kontroller(command) if command.saker.is_empty() => {
            let json = args.global.meldinger == Meldinger::Json;
            let every = command.alt || json;
            library(&args.global)
                .map_or_else(Outcome::from, |library| kontroller::library(&library, every, !args.global.stille))
        }
        Command::Kontroller(command) => {
            house(&args.global).map_or_else(Outcome::from, |house| kontroller::cases(&house, &RealDisk, &command.saker))
        }
        Command::Bunke(command) => {
            house(&args.global).map_or_else(Outcome::from, |house| bunke::run(&house, &args.global, command))
        }
        Command::Lag(command) => house(&args.global).map_or_else(Outcome::from, |house| {
            let (outcome, made) = lag::run(&house, &RealDisk, command);
            if command.send { lag::send(&house, &args.global, command, outcome, made) } else { outcome }
        }),
    }
}

fn library(global: &Global) -> Result<Library, Vec<Problem>> {
    match &global.tekster {
        Some(folder) => Library::open(&RealDisk, folder),
        None => Ok(Library::embedded()),
    }
}

fn house(global: &Global) -> Result<House, Vec<Problem>> {
    House::new(library(global)?)
}

/// Writes problems to standard error.
fn say(form: Meldinger, problems: &[Problem]) {
    let mut stderr = std::io::stderr().lock();
    for problem in problems {
        let text = match form {
            Meldinger::Tekst => problem.to_string(),
            Meldinger::Json => format!("{}\n", problem.to_json()),
        };
        // A closed standard error leaves nowhere to say so.
        let _ = stderr.write_all(text.as_bytes());
    }
}
