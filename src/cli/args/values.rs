//! Values of options that are more than text: days, languages, outcomes.
//!
//! Comes in: a word of the command line. Goes out: the value, or what should stand there; `usage.rs` says it.

use crate::language::Maalform;
use crate::sak::line::Utfall;
use crate::suggest::one_of;
use jiff::civil::Date;
use std::fmt;

/// What should stand in place of a value that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A day.
    Day,
    /// One of some words, as «a, b eller c».
    Word(String),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day => f.write_str("år, måned og dag, for eksempel 2026-11-23"),
            Self::Word(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Expected {}

/// A day as the user types it.
pub(super) fn day(text: &str) -> Result<Date, Expected> {
    crate::yaml::date(text).ok_or(Expected::Day)
}

/// A language as the user types it.
pub(super) fn maalform(text: &str) -> Result<Maalform, Expected> {
    Maalform::from_tag(text).ok_or_else(|| Expected::Word("nb eller nn".to_owned()))
}

/// An outcome as the user types it.
pub(super) fn utfall(text: &str) -> Result<Utfall, Expected> {
    Utfall::from_word(text).ok_or_else(|| Expected::Word(one_of(Utfall::WORDS)))
}
