//! `ny` as the user types it: declarations only.
//!
//! Comes in: nothing. Goes out: `Ny`. Does not do anything.

use super::values::{day, maalform, utfall};
use clap::Args as ClapArgs;

/// `ny`.
#[derive(Debug, ClapArgs)]
pub struct Ny {
    /// Tjenestene, slik mappen deres heter i tekstsamlingen, for eksempel praktisk-bistand
    #[arg(value_name = "TJENESTE", help_heading = "Filer")]
    pub tjenester: Vec<String>,
    /// Utfallet: ett for alle tjenestene, eller ett for hver, med komma mellom
    #[arg(long, value_name = "UTFALL", value_delimiter = ',', value_parser = utfall, help_heading = "Valg")]
    pub utfall: Vec<crate::sak::line::Utfall>,
    /// Kontoret brevet kommer fra
    #[arg(long, value_name = "AVSENDER", help_heading = "Valg")]
    pub avsender: Option<String>,
    /// Målform i brevet: nb eller nn; nb når den mangler
    #[arg(long, value_name = "MÅLFORM", value_parser = maalform, help_heading = "Valg")]
    pub maalform: Option<crate::language::Maalform>,
    /// Dagen vedtaket er gjort; i dag når den mangler
    #[arg(long, value_name = "DATO", value_parser = day, help_heading = "Valg")]
    pub vedtaksdato: Option<jiff::civil::Date>,
}
