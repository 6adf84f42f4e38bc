//! The command line as the user types it: declarations only.
//!
//! Comes in: nothing. Goes out: `Args`. Does not do anything.

mod lag;
mod ny;
mod pakke;
mod runs;
mod send;
mod tekster;
mod values;

pub use lag::Lag;
pub use ny::Ny;
pub use pakke::{LesSvar, Pakking};
pub use runs::{Bekreft, Bunke, Form, Klage, Klageutfall, Mapper, Rapport};
pub use send::{Send, Som};
pub use tekster::{Godkjenn, Klarspraak, Tekster};
pub use values::Expected;

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
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev lag SAK… [--ut MAPPE] [--kort] [--hvorfor] [--vis] [--pakke SLAG]", after_help = "Eksempel: vedtaksbrev lag sak.yaml --ut brev\n          vedtaksbrev lag sak.yaml --ut brev --pakke svarut,arkiv")]
    Lag(Lag),
    /// Kontroller saksfiler, eller hele tekstsamlingen når ingen fil er nevnt
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev kontroller [SAK…] [--alt]", after_help = "Eksempel: vedtaksbrev kontroller sak.yaml")]
    Kontroller(Kontroller),
    /// Skriv en saksfil som er klar til å fylles ut
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev ny [TJENESTE…] --utfall UTFALL[,UTFALL…] --avsender AVSENDER",
        after_help = "Eksempel: vedtaksbrev ny praktisk-bistand trygghetsalarm --utfall innvilget,avslag --avsender eksempel > sak.yaml"
    )]
    Ny(Ny),
    /// Lag brevene i en hel bunke saker, med journal
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev bunke INN --ut MAPPE [VALG]",
        after_help = "Eksempel: vedtaksbrev bunke saker/ --ut brev/\n          fagsystem-eksport | vedtaksbrev bunke - --ut brev/ --fortsett\n          vedtaksbrev bunke saker/ --ut brev/ --pakke arkiv,utskrift"
    )]
    Bunke(Bunke),
    /// Vis hva som er gjort, hva som feilet, og hva som gjenstår
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev status MAPPE…", after_help = "Eksempel: vedtaksbrev status brev/")]
    Status(Mapper),
    /// Lag brevene i journalen på nytt, og sammenlign med dem som ligger der
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev bekreft MAPPE… [--saker INN]", after_help = "Eksempel: vedtaksbrev bekreft brev/")]
    Bekreft(Bekreft),
    /// Lag årstabellen over vedtak
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev rapport MAPPE… [--fra D] [--til D] [--format FORM] [--til-fil FIL [--overskriv]]", after_help = "Eksempel: vedtaksbrev rapport brev/ --fra 2026-01-01 --til 2026-12-31\n          vedtaksbrev rapport brev/ --format pdf --skjul-smaa --til-fil rapport-2026.pdf")]
    Rapport(Rapport),
    /// Før en klage inn i journalen, og hva det ble av den
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev klage SAKSNUMMER --mottatt D [--utfall U] [--mappe MAPPE]", after_help = "Eksempel: vedtaksbrev klage 2026/00001 --mottatt 2026-11-20 --mappe brev/")]
    Klage(Klage),
    /// Les svarene fra SvarUt og arkivet inn i journalen
    #[command(name = "les-svar", help_template = TEMPLATE, override_usage = "vedtaksbrev les-svar FIL… [--mappe MAPPE]", after_help = "Eksempel: vedtaksbrev les-svar statuser.json kvittering.xml --mappe brev/")]
    LesSvar(LesSvar),
    /// Send e-post om brevene i en mappe: et nøytralt varsel, hver bare én gang
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev send MAPPE [SAKSNUMMER…] [--proevekjoering] [--paaminn]", after_help = "Eksempel: vedtaksbrev send brev/ --proevekjoering\n          vedtaksbrev send brev/ --paaminn")]
    Send(Send),
    /// Skriv JSON Schema for saksfilen, så editoren kan hjelpe mens du skriver
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev skjema", after_help = "Eksempel: vedtaksbrev skjema > sak.schema.json")]
    Skjema,
    /// Skriv det skallet trenger for å fullføre kommandoer og valg
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev fullfoering SKALL", after_help = "Eksempel: vedtaksbrev fullfoering bash > ~/.local/share/bash-completion/completions/vedtaksbrev")]
    Fullfoering {
        /// bash, zsh, fish, powershell eller elvish
        #[arg(value_name = "SKALL", hide_possible_values = true, help_heading = "Filer")]
        skall: clap_complete::Shell,
    },
    /// Skriv manualsidene
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev manual [MAPPE]", after_help = "Eksempel: vedtaksbrev manual ~/.local/share/man/man1")]
    Manual {
        /// Mappen sidene skal ligge i; uten mappe blir hovedsiden skrevet ut
        #[arg(value_name = "MAPPE", help_heading = "Filer")]
        mappe: Option<PathBuf>,
    },
    /// Slå opp en hjemmel: hvordan den skrives, om den gjelder, og hva som bruker den
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev lov HJEMMEL… [--dato DATO]", after_help = "Eksempel: vedtaksbrev lov hol/3-2/1/6/b\n          vedtaksbrev lov hol 3-2 nr 6 b\n          vedtaksbrev lov pbrl/2-1a --dato 2024-06-01")]
    Lov(Lov),
    /// Arbeid med tekstsamlingen
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev tekster KOMMANDO", after_help = "Eksempel: vedtaksbrev tekster vis klage/slik --maalform nn\nHjelp til en kommando: vedtaksbrev tekster vis --hjelp", subcommand_help_heading = "Kommandoer", subcommand_value_name = "KOMMANDO")]
    Tekster {
        /// Hva som skal gjøres.
        #[command(subcommand)]
        command: Tekster,
    },
}

/// `kontroller`.
#[derive(Debug, ClapArgs)]
pub struct Kontroller {
    /// Saksfiler; uten saksfiler blir hele tekstsamlingen kontrollert
    #[arg(value_name = "SAK", help_heading = "Filer")]
    pub saker: Vec<PathBuf>,
    /// Vis hver advarsel om tekstsamlingen, ikke bare hvor mange det er av hvert slag
    #[arg(long, conflicts_with = "saker", help_heading = "Valg")]
    pub alt: bool,
}

/// `lov`.
#[derive(Debug, ClapArgs)]
pub struct Lov {
    /// Lov, paragraf, ledd, nummer og bokstav med skråstrek mellom
    #[arg(required = true, value_name = "HJEMMEL", help_heading = "Hjemler")]
    pub hjemmel: Vec<String>,
    /// Dagen det gjelder, ÅÅÅÅ-MM-DD; i dag når den mangler
    #[arg(long, value_name = "DATO", help_heading = "Valg")]
    pub dato: Option<String>,
}
