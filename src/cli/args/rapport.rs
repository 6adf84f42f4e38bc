//! `rapport` as the user types it.
//!
//! Comes in: nothing; declarations. Goes out: values. Does not do anything.

use super::Mapper;
use clap::{Args as ClapArgs, ValueEnum};

/// `rapport`.
#[derive(Debug, ClapArgs)]
pub struct Rapport {
    /// Mappene.
    #[command(flatten)]
    pub mapper: Mapper,
    /// Første dag som teller med
    #[arg(long, value_name = "D", help_heading = "Valg")]
    pub fra: Option<String>,
    /// Siste dag som teller med
    #[arg(long, value_name = "D", help_heading = "Valg")]
    pub til: Option<String>,
    /// tabell, json eller csv
    #[arg(
        long,
        value_name = "FORM",
        default_value = "tabell",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Valg"
    )]
    pub format: Form,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people.
    Tabell,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}
