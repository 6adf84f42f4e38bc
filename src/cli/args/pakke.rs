//! `--pakke`, and `les-svar`: packages for other systems, and what those answered.
//!
//! Comes in: nothing; declarations. Goes out: values. Does not do anything.

use crate::deliver::package::Pakkeslag;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// What the letters are packed for.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct Pakking {
    /// Lag også pakker ved siden av brevene: svarut, arkiv eller utskrift, flere med komma mellom
    #[arg(
        long = "pakke",
        value_name = "SLAG",
        value_delimiter = ',',
        hide_possible_values = true,
        help_heading = "Valg"
    )]
    pakke: Vec<Slag>,
}

/// The kinds of packages as the user types them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Slag {
    /// For SvarUt.
    Svarut,
    /// For the archive.
    Arkiv,
    /// For the office's own printer.
    Utskrift,
}

impl Pakking {
    /// What was asked for.
    pub fn slag(&self) -> Vec<Pakkeslag> {
        let one = |slag: &Slag| match slag {
            Slag::Svarut => Pakkeslag::Svarut,
            Slag::Arkiv => Pakkeslag::Arkiv,
            Slag::Utskrift => Pakkeslag::Utskrift,
        };
        self.pakke.iter().map(one).collect()
    }
}

/// `les-svar`.
#[derive(Debug, ClapArgs)]
pub struct LesSvar {
    /// Svar fra SvarUt (JSON) eller arkivet (XML)
    #[arg(required = true, value_name = "FIL", help_heading = "Filer")]
    pub filer: Vec<PathBuf>,
    /// Mappen med journalen
    #[arg(long, value_name = "MAPPE", default_value = ".", hide_default_value = true, help_heading = "Valg")]
    pub mappe: PathBuf,
}
