//! `klage` as the user types it.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// `klage`.
#[derive(Debug, ClapArgs)]
pub struct Klage {
    /// Saksnummeret det er klaget i
    #[arg(value_name = "SAKSNUMMER", help_heading = "Filer")]
    pub saksnummer: String,
    /// Dagen klagen kom
    #[arg(long, value_name = "D", help_heading = "Valg")]
    pub mottatt: String,
    /// Hva det ble av klagen: omgjort, delvis-omgjort, stadfestet, opphevet, avvist eller trukket
    #[arg(long, value_name = "U", hide_possible_values = true, help_heading = "Valg")]
    pub utfall: Option<Klageutfall>,
    /// Mappen med journalen
    #[arg(long, value_name = "MAPPE", default_value = ".", hide_default_value = true, help_heading = "Valg")]
    pub mappe: PathBuf,
}

/// What became of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Klageutfall {
    /// The decision was changed as the party wanted.
    Omgjort,
    /// The decision was changed in part.
    DelvisOmgjort,
    /// The decision stands.
    Stadfestet,
    /// The decision was set aside and must be made anew.
    Opphevet,
    /// The complaint was not treated.
    Avvist,
    /// The party took the complaint back.
    Trukket,
}
