//! `tekster …` as the user types it: declarations only.
//!
//! Comes in: nothing. Goes out: `Tekster`. Does not do anything.

use super::TEMPLATE;
use super::values::{day, maalform};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `tekster klarspraak`.
#[derive(Debug, Args)]
pub struct Klarspraak {
    /// Tekstene, slik mappen deres heter, for eksempel klage/slik; alle når ingen er nevnt
    #[arg(value_name = "TEKST", help_heading = "Filer")]
    pub tekst: Vec<String>,
    /// Målform: nb eller nn; begge når den mangler
    #[arg(long, value_name = "MÅLFORM", value_parser = maalform, help_heading = "Valg")]
    pub maalform: Option<crate::language::Maalform>,
    /// Mål brevene denne saksfila gir, i stedet for tekstene
    #[arg(long, value_name = "SAK", conflicts_with = "tekst", help_heading = "Valg")]
    pub sak: Vec<PathBuf>,
    /// Mappen med ordbøkene nb_NO og nn_NO; /usr/share/hunspell når den mangler
    #[arg(
        long,
        value_name = "MAPPE",
        default_value = "/usr/share/hunspell",
        hide_default_value = true,
        help_heading = "Valg"
    )]
    pub ordboeker: PathBuf,
}

/// `tekster …`.
#[derive(Debug, Subcommand)]
pub enum Tekster {
    /// List opp tekstene med versjoner, godkjenning og bruk
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster liste [--dato DATO] [--usikre]",
        after_help = "Eksempel: vedtaksbrev --tekster vaare-tekster tekster liste"
    )]
    Liste {
        /// Dagen som avgjør om teksten er bekreftet for lenge siden; i dag når den mangler
        #[arg(long, value_name = "DATO", value_parser = day, help_heading = "Valg")]
        dato: Option<jiff::civil::Date>,
        /// Vis bare det som er merket usikkert eller ubekreftet, med sted
        #[arg(long, help_heading = "Valg")]
        usikre: bool,
    },
    /// Vis en tekst slik den står på en dag, med det den bygger på
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster vis TEKST [--dato DATO] [--maalform nb|nn]",
        after_help = "Eksempel: vedtaksbrev tekster vis klage/slik --maalform nn"
    )]
    Vis {
        /// Teksten, slik mappen dens heter, for eksempel klage/slik
        #[arg(value_name = "TEKST", help_heading = "Filer")]
        tekst: String,
        /// Dagen teksten skal gjelde på; i dag når den mangler
        #[arg(long, value_name = "DATO", value_parser = day, help_heading = "Valg")]
        dato: Option<jiff::civil::Date>,
        /// Målform: nb eller nn; nb når den mangler
        #[arg(long, value_name = "MÅLFORM", default_value = "nb", value_parser = maalform, hide_default_value = true, help_heading = "Valg")]
        maalform: crate::language::Maalform,
    },
    /// Finn stedene der en tekst, et felt eller en hjemmel er brukt
    #[command(
        name = "hvor-brukt",
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster hvor-brukt TEKST|FELT|HJEMMEL",
        after_help = "Eksempel: vedtaksbrev tekster hvor-brukt pbrl/7-2"
    )]
    HvorBrukt {
        /// En tekst (klage/slik), et felt (avsender.telefon) eller en hjemmel (pbrl/7-2)
        #[arg(value_name = "NAVN", help_heading = "Filer")]
        navn: String,
    },
    /// Lag en ny versjon av en tekst på begge målformer, i mappen gitt med --tekster
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev --tekster MAPPE tekster ny TEKST --fra DATO",
        after_help = "Eksempel: vedtaksbrev --tekster vaare-tekster tekster ny klage/slik --fra 2027-01-01"
    )]
    Ny {
        /// Teksten, slik mappen dens heter, for eksempel klage/slik
        #[arg(value_name = "TEKST", help_heading = "Filer")]
        tekst: String,
        /// Første dag den nye versjonen gjelder
        #[arg(long, value_name = "DATO", value_parser = day, help_heading = "Valg")]
        fra: jiff::civil::Date,
    },
    /// Sammenlign bokmål og nynorsk, og finn det som bare står i den ene
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster sammenlign",
        after_help = "Eksempel: vedtaksbrev --tekster vaare-tekster tekster sammenlign"
    )]
    Sammenlign,
    /// Vis hvilke brev som endrer seg, og hvordan, når tekstene i en mappe tas i bruk
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster virkning --mot MAPPE|git:VERSJON [--saker MAPPE] [--pdf FIL [--overskriv]] [--dato DATO]",
        after_help = "Eksempel: vedtaksbrev tekster virkning --mot vaare-tekster\n          vedtaksbrev --tekster vaare-tekster tekster virkning --mot git:HEAD --pdf virkning.pdf"
    )]
    Virkning {
        /// Mappen med de endrede tekstene; eller git:VERSJON for å se hva som er endret siden en versjon i git
        #[arg(long, value_name = "MAPPE", help_heading = "Valg")]
        mot: PathBuf,
        /// Mappe med saksfiler; uten den prøves alle tjenester og utfall på begge målformer
        #[arg(long, value_name = "MAPPE", help_heading = "Valg")]
        saker: Option<PathBuf>,
        /// Skriv også en PDF til gjennomgang, med plass til underskrift
        #[arg(long, value_name = "FIL", help_heading = "Valg")]
        pdf: Option<PathBuf>,
        /// Skriv over PDF-en hvis den finnes; brev og journal blir aldri skrevet over
        #[arg(long, requires = "pdf", help_heading = "Valg")]
        overskriv: bool,
        /// Vedtaksdagen i prøvesakene, i tillegg til dagene endringen nevner; i dag når den mangler
        #[arg(long, value_name = "DATO", value_parser = day, help_heading = "Valg")]
        dato: Option<jiff::civil::Date>,
    },
    /// Mål hvor klart tekstene er skrevet, og finn det som er tungt eller feilstavet
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster klarspraak [TEKST…] [--maalform nb|nn] [--sak SAK]",
        after_help = "Eksempel: vedtaksbrev tekster klarspraak klage/slik\n          vedtaksbrev tekster klarspraak --sak sak.yaml"
    )]
    Klarspraak(Klarspraak),
    /// Vis brevene i nettleseren, og følg med hver gang en tekst blir lagret
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster forhaandsvis [SAK…] [--port N]",
        after_help = "Eksempel: vedtaksbrev --tekster vaare-tekster tekster forhaandsvis sak.yaml"
    )]
    Forhaandsvis {
        /// Saksfiler; uten dem vises alle tjenester og utfall med oppdiktede saker
        #[arg(value_name = "SAK", help_heading = "Filer")]
        saker: Vec<PathBuf>,
        /// Porten på denne maskinen; en ledig når den mangler
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Valg")]
        port: u16,
    },
    /// Legg fram hele tekstsamlingen som en nettside og en PDF som kommunen kan publisere
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev tekster publiser MAPPE [--dato DATO]",
        after_help = "Eksempel: vedtaksbrev --tekster vaare-tekster tekster publiser nettside"
    )]
    Publiser {
        /// Mappen som får tekster.html og tekster.pdf
        #[arg(value_name = "MAPPE", help_heading = "Filer")]
        mappe: PathBuf,
        /// Dagen samlingen blir lagt fram; i dag når den mangler
        #[arg(long, value_name = "DATO", value_parser = day, help_heading = "Valg")]
        dato: Option<jiff::civil::Date>,
    },
    /// Skriv tekstsamlingen ut i en mappe som juristen kan endre
    #[command(help_template = TEMPLATE, override_usage = "vedtaksbrev tekster hent-ut MAPPE", name = "hent-ut", after_help = "Eksempel: vedtaksbrev tekster hent-ut vaare-tekster")]
    HentUt {
        /// Mappen, som må være tom eller ikke finnes
        #[arg(value_name = "MAPPE", help_heading = "Filer")]
        mappe: PathBuf,
    },
    /// Godkjenn tekster i mappen gitt med --tekster
    #[command(
        help_template = TEMPLATE,
        override_usage = "vedtaksbrev --tekster MAPPE tekster godkjenn [TEKST…|--alle] --av NAVN [--kontroll-av NAVN]",
        after_help = "Eksempel: vedtaksbrev --tekster vaare-tekster tekster godkjenn klage/slik --av \"Kari Jurist\"\n          vedtaksbrev --tekster vaare-tekster tekster godkjenn --alle --kontroll-av \"Ola Jurist\""
    )]
    Godkjenn(Godkjenn),
}

/// `tekster godkjenn`.
#[derive(Debug, Args)]
pub struct Godkjenn {
    /// Tekstene, slik mappen deres heter, for eksempel klage/slik
    #[arg(value_name = "TEKST", required_unless_present = "alle", conflicts_with = "alle", help_heading = "Filer")]
    pub tekst: Vec<String>,
    /// Godkjenn alt
    #[arg(long, help_heading = "Valg")]
    pub alle: bool,
    /// Hvem som godkjenner
    #[arg(long, value_name = "NAVN", required_unless_present = "kontroll_av", help_heading = "Valg")]
    pub av: Option<String>,
    /// Hvem som kontrollerer det en annen har godkjent
    #[arg(long, value_name = "NAVN", help_heading = "Valg")]
    pub kontroll_av: Option<String>,
    /// Godkjenn uten å bli spurt
    #[arg(long, help_heading = "Valg")]
    pub ja: bool,
}
