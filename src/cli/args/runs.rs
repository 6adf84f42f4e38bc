//! The commands of runs and their journals: `bunke`, `status`, `bekreft`, `rapport` and `klage`.
//!
//! Comes in: nothing. Goes out: declarations.

use super::{Pakking, values};
use crate::language::Maalform;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// `bunke`.
#[derive(Debug, ClapArgs)]
pub struct Bunke {
    /// Mappe med saksfiler, fil med én sak i JSON på hver linje, eller - for det siste på standard inn
    #[arg(value_name = "INN", help_heading = "Filer")]
    pub inn: PathBuf,
    /// Mappen brev og journal skal ligge i
    #[arg(long, value_name = "MAPPE", help_heading = "Valg")]
    pub ut: PathBuf,
    /// Hvor mange saker som lages samtidig (ellers så mange som maskinen har plass til)
    #[arg(long, value_name = "N", help_heading = "Valg")]
    pub traader: Option<std::num::NonZeroU16>,
    /// Ta bare del I av N, fra 1/N til N/N; auto/N tar nummeret fra Kubernetes eller Slurm
    #[arg(long, value_name = "I/N", help_heading = "Valg")]
    pub del: Option<String>,
    /// Fullfør en kjøring som ble stanset
    #[arg(long, help_heading = "Valg")]
    pub fortsett: bool,
    /// Gjør alt, men slipp ikke noe brev ut
    #[arg(long, help_heading = "Valg")]
    pub proevekjoering: bool,
    /// Lag også brev som er merket UTKAST
    #[arg(long, help_heading = "Valg")]
    pub utkast: bool,
    /// Ta ikke vare på kopi av saksfilene
    #[arg(long, help_heading = "Valg")]
    pub uten_sakskopi: bool,
    /// Varsle mottakerne på e-post når kjøringen er ferdig
    #[arg(long, conflicts_with = "proevekjoering", help_heading = "Valg")]
    pub send: bool,
    /// Fila med kontorets nøkkel, den samme for alle deler
    #[arg(long, value_name = "FIL", env = "VEDTAKSBREV_NOEKKEL", hide_env = true, help_heading = "Valg")]
    pub noekkel: Option<PathBuf>,
    /// Pakker.
    #[command(flatten)]
    pub pakking: Pakking,
}

/// Folders that `bunke` has written.
#[derive(Debug, ClapArgs)]
pub struct Mapper {
    /// Mapper som «vedtaksbrev bunke» har skrevet
    #[arg(required = true, value_name = "MAPPE", help_heading = "Filer")]
    pub mapper: Vec<PathBuf>,
}

/// `bekreft`.
#[derive(Debug, ClapArgs)]
pub struct Bekreft {
    /// Mappene.
    #[command(flatten)]
    pub mapper: Mapper,
    /// Sakene, når kjøringen ikke tok vare på kopier: mappe, fil med JSON-linjer, eller -
    #[arg(long, value_name = "INN", help_heading = "Valg")]
    pub saker: Option<PathBuf>,
    /// Hvor mange saker som lages samtidig
    #[arg(long, value_name = "N", help_heading = "Valg")]
    pub traader: Option<std::num::NonZeroU16>,
}

/// `rapport`.
#[derive(Debug, ClapArgs)]
pub struct Rapport {
    /// Mappene.
    #[command(flatten)]
    pub mapper: Mapper,
    /// Første dag som teller med, ÅÅÅÅ-MM-DD
    #[arg(long, value_name = "D", help_heading = "Valg")]
    pub fra: Option<String>,
    /// Siste dag som teller med, ÅÅÅÅ-MM-DD
    #[arg(long, value_name = "D", help_heading = "Valg")]
    pub til: Option<String>,
    /// tabell, json, csv eller pdf
    #[arg(
        long,
        value_name = "FORM",
        default_value = "tabell",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Valg"
    )]
    pub format: Form,
    /// Skriv til denne fila (ellers til skjermen; en PDF blir rapport.pdf)
    #[arg(long, value_name = "FIL", help_heading = "Valg")]
    pub til_fil: Option<PathBuf>,
    /// Skriv over fila hvis den finnes; brev og journal blir aldri skrevet over
    #[arg(long, help_heading = "Valg")]
    pub overskriv: bool,
    /// Skjul små tall som kan røpe hvem noen er
    #[arg(long, help_heading = "Valg")]
    pub skjul_smaa: bool,
    /// Tell med brev som er merket UTKAST, for å se hvordan rapporten blir
    #[arg(long, help_heading = "Valg")]
    pub utkast: bool,
    /// Målformen i PDF-en: nb eller nn
    #[arg(long, value_name = "M", default_value = "nb", value_parser = values::maalform, hide_default_value = true, help_heading = "Valg")]
    pub maalform: Maalform,
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
    /// For the council.
    Pdf,
}

/// `klage`.
#[derive(Debug, ClapArgs)]
pub struct Klage {
    /// Saksnummeret det er klaget i
    #[arg(value_name = "SAKSNUMMER", help_heading = "Filer")]
    pub saksnummer: String,
    /// Dagen klagen kom, ÅÅÅÅ-MM-DD
    #[arg(long, value_name = "D", help_heading = "Valg")]
    pub mottatt: String,
    /// Hva det ble av klagen: omgjort, delvis-omgjort, stadfestet, opphevet, avvist eller trukket
    #[arg(long, value_name = "U", hide_possible_values = true, help_heading = "Valg")]
    pub utfall: Option<Klageutfall>,
    /// Mappen med journalen; nevn valget flere ganger når arbeidet var delt
    #[arg(long, value_name = "MAPPE", default_value = ".", hide_default_value = true, help_heading = "Valg")]
    pub mappe: Vec<PathBuf>,
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
