//! Values of options that are more than text: days, languages, outcomes.
//!
//! Comes in: a word of the command line. Goes out: the value. The message is the command line's own.

use crate::language::Maalform;
use crate::sak::line::Utfall;
use jiff::civil::Date;

/// A day as the user types it.
pub(super) fn day(text: &str) -> Result<Date, String> {
    crate::yaml::date(text).ok_or_else(|| "en dato, ÅÅÅÅ-MM-DD".to_owned())
}

/// A language as the user types it.
pub(super) fn maalform(text: &str) -> Result<Maalform, String> {
    Maalform::from_tag(text).ok_or_else(|| "nb eller nn".to_owned())
}

/// An outcome as the user types it.
pub(super) fn utfall(text: &str) -> Result<Utfall, String> {
    Utfall::from_word(text).ok_or_else(|| Utfall::WORDS.join(", "))
}
