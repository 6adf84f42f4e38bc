//! Help, version and wrong usage, in Norwegian.
//!
//! Comes in: the words of the command line. Goes out: `Args`, or what to say instead.
//! Does not print the library's own English sentences.

use super::args::{Args, Expected, Meldinger};
use crate::problem::{Cause, Place, Problem};
use crate::suggest::one_of;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{CommandFactory, Parser};
use std::error::Error as _;
use std::ffi::OsString;
use std::num::ParseIntError;

/// What to say instead of running a command.
pub(super) enum Answer {
    /// Help or version, on standard output.
    Help(String),
    /// Wrong usage, on standard error.
    Wrong(Problem, Meldinger),
}

/// Reads the command line; options may be spelled with æ, ø and å.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Args, Answer> {
    let arguments: Vec<OsString> = arguments.into_iter().map(ascii_option).collect();
    let (command, form) = meant(&arguments);
    Args::try_parse_from(arguments).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::Help(error.render().to_string()),
        _ => Answer::Wrong(wrong(&error, command), form),
    })
}

/// The command that was meant, as the user types it, and how it wants its problems.
fn meant(arguments: &[OsString]) -> (Option<String>, Meldinger) {
    let words: Vec<&str> = arguments.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let json = words.contains(&"--meldinger=json") || words.windows(2).any(|pair| pair == ["--meldinger", "json"]);
    let all = Args::command();
    let command = words.iter().find_map(|word| all.find_subcommand(word)).map(|command| {
        let below = words.iter().find_map(|word| command.find_subcommand(word));
        let names = [Some(command), below].into_iter().flatten().map(clap::Command::get_name);
        names.collect::<Vec<_>>().join(" ")
    });
    (command, if json { Meldinger::Json } else { Meldinger::Tekst })
}

/// An option's name in the spelling that the program knows: `--målform` becomes `--maalform`.
fn ascii_option(argument: OsString) -> OsString {
    let Some(text) = argument.to_str().filter(|text| text.starts_with("--")) else { return argument };
    let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    let name = name.replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    OsString::from(value.map_or_else(|| name.clone(), |value| format!("{name}={value}")))
}

/// A value that is there and cannot be used: which option, and what should stand there.
fn wrong_value(error: &Error, argument: &str) -> Option<Problem> {
    let given = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) => !value.is_empty(),
        _ => false,
    };
    if !given || !matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation) {
        return None;
    }
    let option = argument.split_whitespace().next().unwrap_or_default();
    let say = |code, message, hint: String| {
        Some(Problem::error(code, Place::default(), message).caused_by(Cause::Usage).hint(hint))
    };
    let not_that = format!("{option} kan ikke være det");
    if let Some(ContextValue::Strings(words)) = error.get(ContextKind::ValidValue) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        return say("BRUK-001", not_that, format!("skriv {}", one_of(&words)));
    }
    let source = error.source()?;
    match source.downcast_ref::<Expected>() {
        Some(Expected::Day) => Some(wrong_day(option)),
        Some(expected) => say("BRUK-001", not_that, format!("skriv {expected}")),
        None if source.is::<ParseIntError>() => say("BRUK-001", not_that, "skriv et helt tall fra 1".to_owned()),
        None => say("BRUK-001", not_that, "skriv et helt tall".to_owned()),
    }
}

/// A value that shall be a day and is not written as one.
pub(super) fn wrong_day(option: &str) -> Problem {
    Problem::error("BRUK-023", Place::default(), format!("{option} skal være en dag"))
        .caused_by(Cause::Usage)
        .hint(format!("skriv {}", Expected::Day))
}

fn wrong(error: &Error, command: Option<String>) -> Problem {
    let named = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = named(ContextKind::InvalidArg).unwrap_or_default();
    if let Some(problem) = wrong_value(error, &plain(&argument)) {
        return problem;
    }
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("Valget «{argument}» finnes ikke"),
        ErrorKind::InvalidSubcommand => {
            format!("Kommandoen «{}» finnes ikke", named(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("Det mangler noe på kommandolinja: {}", plain(&argument)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Si hva som skal gjøres".to_owned()
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Verdien til {} mangler", plain(&argument))
        }
        ErrorKind::ArgumentConflict => {
            format!("{} kan ikke brukes flere ganger eller sammen med resten", plain(&argument))
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("{} har feil antall verdier", plain(&argument))
        }
        _ => "Kommandolinja kan ikke leses".to_owned(),
    };
    // The library lists its suggestions with the likeliest last.
    let likeliest = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(words)) => words.last().cloned(),
        _ => named(kind),
    };
    let suggestion = likeliest(ContextKind::SuggestedSubcommand).or_else(|| likeliest(ContextKind::SuggestedArg));
    let hint = suggestion.map_or_else(
        || match command {
            Some(command) => format!("se «vedtaksbrev {command} --hjelp»"),
            None => "se «vedtaksbrev --hjelp» for alle kommandoer".to_owned(),
        },
        |word| format!("mente du «{word}»?"),
    );
    Problem::error("BRUK-001", Place::default(), message).caused_by(Cause::Usage).hint(hint)
}

/// What an argument is called, without the library's brackets: `--av NAVN`, `SAK`.
fn plain(argument: &str) -> String {
    argument.replace(['<', '>', '[', ']'], "").replace("...", "")
}
