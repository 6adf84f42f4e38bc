//! Help, version and wrong usage, in Norwegian.
//!
//! Comes in: the words of the command line. Goes out: `Args`, or what to say instead.
//! Does not print the library's own English sentences.

use super::args::Args;
use clap::Parser;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::ffi::OsString;

/// What to say instead of running a command.
pub(super) enum Answer {
    /// Help or version, on standard output.
    Help(String),
    /// Wrong usage, on standard error.
    Wrong(String),
}

impl Answer {
    /// Says it and gives the exit code.
    pub(super) fn say(&self) -> u8 {
        match self {
            Self::Help(text) => {
                print!("{text}");
                0
            }
            Self::Wrong(text) => {
                eprint!("{text}");
                2
            }
        }
    }
}

/// Reads the command line; options may be spelled with æ, ø and å.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Args, Answer> {
    let arguments: Vec<OsString> = arguments.into_iter().map(ascii_option).collect();
    Args::try_parse_from(arguments).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::Help(error.render().to_string()),
        _ => Answer::Wrong(wrong(&error)),
    })
}

/// An option's name in the spelling that the program knows: `--målform` becomes `--maalform`.
fn ascii_option(argument: OsString) -> OsString {
    let Some(text) = argument.to_str().filter(|text| text.starts_with("--")) else { return argument };
    let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    let name = name.replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    OsString::from(value.map_or_else(|| name.clone(), |value| format!("{name}={value}")))
}

fn wrong(error: &Error) -> String {
    let named = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = named(ContextKind::InvalidArg).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("Valget «{argument}» finnes ikke"),
        ErrorKind::InvalidSubcommand => {
            format!("Kommandoen «{}» finnes ikke", named(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("Det mangler noe på kommandolinja: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Si hva som skal gjøres".to_owned()
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Verdien til «{argument}» kan ikke brukes")
        }
        ErrorKind::ArgumentConflict => format!("«{argument}» kan ikke brukes sammen med resten"),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("«{argument}» har feil antall verdier")
        }
        _ => "Kommandolinja kan ikke leses".to_owned(),
    };
    let suggestion = named(ContextKind::SuggestedSubcommand).or_else(|| named(ContextKind::SuggestedArg));
    let hint = suggestion.map_or_else(
        || "se «vedtaksbrev --hjelp» for alle kommandoer".to_owned(),
        |word| format!("mente du «{word}»?"),
    );
    format!("feil[BRUK-001]: {message}\n  hint: {hint}\n")
}
