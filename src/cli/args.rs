//! The command line as the user types it: declarations only.
//!
//! Comes in: nothing. Goes out: `Args`. Does not do anything.

mod tekster;

pub use tekster::Tekster;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// How help is laid out, with Norwegian headings.
const TEMPLATE: &str = "{about}\n\nBruk: {usage}\n\n{all-args}{after-help}\n";

/// Lager vedtaksbrev om kommunale helse- og omsorgstjenester.
#[derive(Debug, Parser)]
#[command(
    name = "vedtaksbrev",
    bin_name = "vedtaksbrev",
    version,
    help_template = TEMPLATE,
    override_usage = "vedtaksbrev KOMMANDO [VALG]",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Kommandoer",
    subcommand_value_name = "KOMMANDO",
    after_help = "Eksempel: vedtaksbrev lag sak.yaml --ut brev\nHjelp til en kommando: vedtaksbrev lag --hjelp"
)]
pub struct Args {
    /// Valg som gjelder alle kommandoer.
    #[command(flatten)]
    pub global: Global,
    /// Kommandoen.
    #[command(subcommand)]
    pub command: Command,
}

/// Valg som gjelder alle kommandoer.
#[derive(Debug, Clone, ClapArgs)]
pub struct Global {
    /// Bruk tekstene i denne mappen i stedet for de innebygde
    #[arg(long, global = true, value_name = "MAPPE", help_heading = "Valg")]
    pub tekster: Option<PathBuf>,
    /// Skriv meldinger som tekst, eller som JSON med én melding per linje
    #[arg(
        long,
        global = true,
        value_name = "FORM",
        default_value = "tekst",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Valg"
    )]
    pub meldinger: Meldinger,
    /// Vis bare feil, ikke advarsler
    #[arg(long, global = true, help_heading = "Valg")]
    pub stille: bool,
    /// Vis hjelp
    #[arg(short = 'h', long = "hjelp", alias = "help", global = true, action = clap::ArgAction::Help, help_heading = "Valg")]
    pub hjelp: Option<bool>,
    /// Vis versjon
    #[arg(long = "versjon", alias = "version", action = clap::ArgAction::Version, help_heading = "Valg")]
    pub versjon: Option<bool>,
}

/// How problems are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Meldinger {
    /// For people.
    Tekst,
    /// One JSON object a line.
    Json,
}

/// The commands, named as the user types them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lag brev fra én eller flere saksfiler
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev lag SAK… [--ut MAPPE]", after_help = "Eksempel: vedtaksbrev lag sak.yaml --ut brev")]
    Lag(Lag),
    /// Kontroller saksfiler, eller hele tekstsamlingen når ingen fil er nevnt
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev kontroller [SAK…]", after_help = "Eksempel: vedtaksbrev kontroller sak.yaml")]
    Kontroller(Kontroller),
    /// Skriv en saksfil som er klar til å fylles ut
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev ny [TJENESTE…] --utfall UTFALL[,UTFALL…] --avsender AVSENDER",
        after_help = "Eksempel: vedtaksbrev ny praktisk-bistand trygghetsalarm --utfall innvilget,avslag --avsender eksempel > sak.yaml"
    )]
    Ny(Ny),
    /// Skriv JSON Schema for saksfilen, så editoren kan hjelpe mens du skriver
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev skjema", after_help = "Eksempel: vedtaksbrev skjema > sak.schema.json")]
    Skjema,
    /// Arbeid med tekstsamlingen
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev tekster KOMMANDO", after_help = "Eksempel: vedtaksbrev tekster vis klage/slik --maalform nn\nHjelp til en kommando: vedtaksbrev tekster vis --hjelp", subcommand_help_heading = "Kommandoer", subcommand_value_name = "KOMMANDO")]
    Tekster {
        /// Hva som skal gjøres.
        #[command(subcommand)]
        command: Tekster,
    },
}

/// `lag`.
#[derive(Debug, ClapArgs)]
pub struct Lag {
    /// Saksfiler, YAML eller JSON
    #[arg(required = true, value_name = "SAK", help_heading = "Filer")]
    pub saker: Vec<PathBuf>,
    /// Mappen brevene skal ligge i
    #[arg(long, value_name = "MAPPE", default_value = ".", hide_default_value = true, help_heading = "Valg")]
    pub ut: PathBuf,
}

/// `ny`.
#[derive(Debug, ClapArgs)]
pub struct Ny {
    /// Tjenestene, slik mappen deres heter i tekstsamlingen, for eksempel praktisk-bistand
    #[arg(value_name = "TJENESTE", help_heading = "Filer")]
    pub tjenester: Vec<String>,
    /// Utfallet: ett for alle tjenestene, eller ett for hver, med komma mellom
    #[arg(long, value_name = "UTFALL", value_delimiter = ',', value_parser = tekster::utfall, help_heading = "Valg")]
    pub utfall: Vec<crate::sak::line::Utfall>,
    /// Kontoret brevet kommer fra
    #[arg(long, value_name = "AVSENDER", help_heading = "Valg")]
    pub avsender: Option<String>,
    /// Målform i brevet: nb eller nn; nb når den mangler
    #[arg(long, value_name = "MÅLFORM", value_parser = tekster::maalform, help_heading = "Valg")]
    pub maalform: Option<crate::language::Maalform>,
    /// Dagen vedtaket er gjort; i dag når den mangler
    #[arg(long, value_name = "DATO", value_parser = tekster::day, help_heading = "Valg")]
    pub vedtaksdato: Option<jiff::civil::Date>,
}

/// `kontroller`.
#[derive(Debug, ClapArgs)]
pub struct Kontroller {
    /// Saksfiler; uten saksfiler blir hele tekstsamlingen kontrollert
    #[arg(value_name = "SAK", help_heading = "Filer")]
    pub saker: Vec<PathBuf>,
}
