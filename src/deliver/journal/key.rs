//! The office key: hashes that the office can compare and nobody else can guess.
//!
//! Comes in: a key file, which is made when it is missing. Goes out: keyed hashes (HMAC-SHA256, FIPS 198-1).
//! Without the key, a national identity number is found by trying them all; so the key is never in the journal.

use crate::disk::Disk;
use crate::problem::{Cause, Place, Problem};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::path::Path;

/// Bytes of key.
const LENGTH: usize = 32;

/// The office's key.
#[derive(Clone)]
pub struct OfficeKey([u8; LENGTH]);

impl std::fmt::Debug for OfficeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹kontornøkkel›")
    }
}

impl OfficeKey {
    /// A key of these bytes.
    pub fn new(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    /// Reads the key file, or makes it (mode 0600) when there is none.
    ///
    /// # Errors
    /// UT-030 for a file that is not a key; FIL-… when it cannot be read or written.
    pub fn open(disk: &dyn Disk, path: &Path) -> Result<Self, Problem> {
        if !disk.exists(path) {
            let mut bytes = [0; LENGTH];
            getrandom::fill(&mut bytes).map_err(|_| no_randomness(path))?;
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                disk.create_dir(folder)?;
            }
            disk.create_private(path, hex(&bytes).as_bytes())?;
        }
        // Read back also when it was just made: of two that make it at once, the first one counts for both.
        let text = disk.read(path, 4096)?;
        let text = String::from_utf8(text).unwrap_or_default();
        from_hex(text.trim()).map(Self).ok_or_else(|| {
            let place = Place::file(path.display().to_string());
            Problem::error("UT-030", place, "Fila er ikke en kontornøkkel")
                .caused_by(Cause::Usage)
                .hint("en nøkkel er 64 tegn, 0–9 og a–f; uten fil lager programmet en ny")
        })
    }

    /// A keyed hash of a value; `kind` keeps values of different kinds apart.
    pub fn hash(&self, kind: &str, value: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        // Half of it is enough to tell a country's persons apart, and halves the journal's indexes.
        hex(&mac.finalize().into_bytes()[..16])
    }

    /// What tells two keys apart without revealing either.
    pub fn id(&self) -> String {
        self.hash("noekkel", "")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; LENGTH]> {
    if text.len() != 2 * LENGTH || !text.is_ascii() {
        return None;
    }
    let mut key = [0; LENGTH];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(key)
}

fn no_randomness(path: &Path) -> Problem {
    Problem::error("UT-031", Place::file(path.display().to_string()), "Maskinen ga ikke tilfeldige tall til en nøkkel")
        .caused_by(Cause::Surroundings)
        .hint("prøv igjen")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;

    #[test]
    fn a_key_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ny/noekkel");
        let first = OfficeKey::open(&RealDisk, &path).unwrap();
        let second = OfficeKey::open(&RealDisk, &path).unwrap();
        assert_eq!(first.hash("person", "a"), second.hash("person", "a"));
        assert_ne!(first.hash("person", "a"), first.hash("begrunnelse", "a"));
        RealDisk.write(&path, b"abc").unwrap();
        assert_eq!(OfficeKey::open(&RealDisk, &path).unwrap_err().code, "UT-030");
    }

    #[test]
    fn the_hash_is_hmac_sha256() {
        // Oracle: python3 -c "import hmac; print(hmac.new(b'\x0b'*32, b'person\0Kari', 'sha256').hexdigest()[:32])"
        assert_eq!(OfficeKey::new([0x0b; 32]).hash("person", "Kari"), "0bf3d8ca71971a88d191bc1c91ae3852");
    }
}
