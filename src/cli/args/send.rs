//! `send` as the user types it, and what `lag --send` and `bunke --send` share with it.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// `send`.
#[derive(Debug, ClapArgs)]
pub struct Send {
    /// Mappen med brev og kvitteringer, fra «lag» eller «bunke»
    #[arg(value_name = "MAPPE", help_heading = "Filer")]
    pub mappe: PathBuf,
    /// Bare brevene i disse sakene; ellers alle i mappen
    #[arg(value_name = "SAKSNUMMER", help_heading = "Filer")]
    pub saksnummer: Vec<String>,
    /// Gjør alt, men send ingenting; vis hva som ville blitt sendt
    #[arg(long, help_heading = "Valg")]
    pub proevekjoering: bool,
    /// Varsle på nytt om brev som ikke er åpnet
    #[arg(long, conflicts_with = "som", help_heading = "Valg")]
    pub paaminn: bool,
    /// Hva som sendes: varsel (standard), vedlegg eller intern
    #[arg(
        long,
        value_name = "SLAG",
        default_value = "varsel",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Valg"
    )]
    pub som: Som,
    /// Sakene, når mappen ikke har kopi eller opplysningene er nyere: saksfil, mappe, fil med JSON-linjer, eller -
    #[arg(long, value_name = "INN", help_heading = "Valg")]
    pub saker: Vec<PathBuf>,
    /// Før opp at brevene i saken er åpnet, så ingen blir påminnet om dem
    #[arg(long, value_name = "SAKSNUMMER", help_heading = "Valg")]
    pub aapnet: Vec<String>,
    /// Send på nytt det som var usikkert eller avvist i saken
    #[arg(long, value_name = "SAKSNUMMER", help_heading = "Valg")]
    pub send_paa_nytt: Vec<String>,
    /// Regn det som var usikkert i saken, som sendt
    #[arg(long, value_name = "SAKSNUMMER", help_heading = "Valg")]
    pub regn_som_sendt: Vec<String>,
    /// Fila med kontorets nøkkel
    #[arg(long, value_name = "FIL", env = "VEDTAKSBREV_NOEKKEL", hide_env = true, help_heading = "Valg")]
    pub noekkel: Option<PathBuf>,
}

/// Which e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Som {
    /// The notice that there is a letter.
    Varsel,
    /// The letter itself, encrypted.
    Vedlegg,
    /// To the office's own mailbox.
    Intern,
}
