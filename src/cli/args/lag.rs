//! `lag` as the user types it: declarations only.
//!
//! Comes in: nothing. Goes out: `Lag`. Does not do anything.

use super::Pakking;
use clap::Args;
use std::path::PathBuf;

/// `lag`.
#[derive(Debug, Args)]
pub struct Lag {
    /// Saksfiler, YAML eller JSON
    #[arg(required = true, value_name = "SAK", help_heading = "Filer")]
    pub saker: Vec<PathBuf>,
    /// Mappen brevene skal ligge i; den du står i når den mangler
    #[arg(long, value_name = "MAPPE", default_value = ".", hide_default_value = true, help_heading = "Valg")]
    pub ut: PathBuf,
    /// Skriv også hvorfor hvert avsnitt står der, i kvitteringen og som PDF ved siden av brevet
    #[arg(long, help_heading = "Valg")]
    pub hvorfor: bool,
    /// Legg en kort og lettlest side foran brevet, også når saken ikke ber om det
    #[arg(long, help_heading = "Valg")]
    pub kort: bool,
    /// Åpne brevet når det er laget
    #[arg(long, help_heading = "Valg")]
    pub vis: bool,
    /// Pakker.
    #[command(flatten)]
    pub pakking: Pakking,
    /// Varsle mottakerne på e-post når brevene er laget
    #[arg(long, help_heading = "Valg")]
    pub send: bool,
    /// Fila med kontorets nøkkel, til --send
    #[arg(long, value_name = "FIL", env = "VEDTAKSBREV_NOEKKEL", hide_env = true, help_heading = "Valg")]
    pub noekkel: Option<PathBuf>,
}
