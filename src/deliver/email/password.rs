//! The password of the mail server, which cannot be printed by accident.
//!
//! Comes in: where the sender keeps it. Goes out: the password, wrapped. It is never an argument and never in a message.

use crate::disk::Disk;
use crate::problem::{Cause, Place, Problem};
use crate::texts::epost::PassordFra;
use secrecy::SecretString;
use std::path::Path;

/// The most bytes of a password file.
const MAX_BYTES: u64 = 4096;

/// Reads the password.
///
/// # Errors
/// UT-128 when there is none there; FIL-… when the file cannot be read.
pub fn password(disk: &dyn Disk, kept: &PassordFra) -> Result<SecretString, Problem> {
    let (text, place) = match kept {
        PassordFra::Miljoe(name) => (std::env::var(name).unwrap_or_default(), name),
        PassordFra::Fil(path) => (String::from_utf8(disk.read(Path::new(path), MAX_BYTES)?).unwrap_or_default(), path),
    };
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() || text.chars().any(char::is_control) {
        let what = match kept {
            PassordFra::Miljoe(_) => format!("Miljøvariabelen {place} har ikke noe passord"),
            PassordFra::Fil(_) => "Fila har ikke noe passord".to_owned(),
        };
        let place = if matches!(kept, PassordFra::Fil(_)) { Place::file(place) } else { Place::default() };
        return Err(Problem::error("UT-128", place, what)
            .caused_by(Cause::Usage)
            .hint("legg passordet til e-posttjeneren der avsenderfila sier, og prøv igjen"));
    }
    Ok(SecretString::from(text.to_owned()))
}
