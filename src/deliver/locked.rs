//! A copy of a letter that only a password opens: PDF with AES-256 (ISO 32000-2, security handler revision 6).
//!
//! Comes in: the PDF. Goes out: an encrypted copy, and a password that is made for it.
//! The copy is no PDF/A, so the letter itself stays as it is. The password goes by another way than the copy.

use crate::personal::Personal;
use crate::problem::{Cause, Place, Problem};
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Signs that are not taken for each other when someone reads them aloud: 32 of them, five bits each.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// How many signs: a hundred bits.
const LENGTH: usize = 20;
/// How many signs stand together.
const GROUP: usize = 5;

/// The password of an encrypted copy; it is never in a message, a log or the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passord(Personal<String>);

impl Passord {
    /// A new password: four groups of five signs.
    ///
    /// # Errors
    /// UT-107 when the machine gives no random numbers.
    pub fn new() -> Result<Self, Problem> {
        let random: [u8; LENGTH] = random()?;
        let signs = random.map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
        let groups = signs.chunks(GROUP).map(|group| group.iter().collect::<String>());
        Ok(Self(Personal::new(groups.collect::<Vec<_>>().join("-"))))
    }

    /// The password that a file holds, when it has the form of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let groups: Vec<&str> = text.split('-').collect();
        let ours = |group: &&str| group.len() == GROUP && group.bytes().all(|byte| SIGNS.contains(&byte));
        (groups.len() == LENGTH / GROUP && groups.iter().all(ours)).then(|| Self(Personal::new(text.to_owned())))
    }

    /// The password, for the file that the office gets and nothing else.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }
}

/// Makes an encrypted copy of a PDF.
///
/// # Errors
/// UT-107 when the PDF cannot be read or encrypted.
pub fn lock(pdf: &[u8], passord: &Passord) -> Result<Vec<u8>, Problem> {
    // Whoever has the password may do anything with her own letter; nobody has another, so the owner's is thrown away.
    let (key, owner): ([u8; 32], [u8; 32]) = (random()?, random()?);
    let owner: String = owner.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
    try_lock(pdf, passord.text(), &owner, &key).ok_or_else(|| refused("Brevet kan ikke låses med passord"))
}

fn try_lock(pdf: &[u8], user: &str, owner: &str, key: &[u8; 32]) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(pdf).ok()?;
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: key,
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: owner,
        user_password: user,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).ok()?;
    document.encrypt(&state).ok()?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).ok()?;
    Some(bytes)
}

fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| refused("Maskinen ga ikke tilfeldige tall til et passord"))?;
    Ok(bytes)
}

fn refused(message: &str) -> Problem {
    Problem::error("UT-107", Place::default(), message).caused_by(Cause::Surroundings).hint("prøv igjen")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{self, House};
    use crate::texts::library::Library;

    const CASE: &[u8] = include_bytes!("../../tests/cases/good/foerste-brev/sak.yaml");

    #[test]
    fn a_locked_letter_opens_with_its_password_only_and_shows_nothing_without_it() {
        let house = House::new(Library::embedded()).unwrap();
        let (prepared, _) = pipeline::prepare(&house, "sak.yaml", CASE);
        let letter = pipeline::make(&house, &prepared.unwrap()).unwrap().remove(0).0.pdf;
        let passord = Passord::new().unwrap();
        let locked = lock(&letter, &passord).unwrap();
        let opened = Document::load_mem_with_password(&locked, passord.text()).unwrap();
        assert_eq!(opened.get_pages().len(), Document::load_mem(&letter).unwrap().get_pages().len());
        assert!(Document::load_mem_with_password(&locked, "feil-passo-rdord-23456").is_err());
        let holds = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
        assert!(!holds(&locked, passord.text().as_bytes()) && holds(&locked, b"AESV3") && holds(&locked, b"/R 6"));
        // What the archive's copy says in the clear, its title and metadata, is hidden too.
        assert!(holds(&letter, b"xmpmeta") && !holds(&locked, b"xmpmeta"));
        assert!(!holds(&locked, "EKSEMPELSTAD".as_bytes()));
    }

    #[test]
    fn every_password_is_new_strong_and_hidden() {
        let (one, other) = (Passord::new().unwrap(), Passord::new().unwrap());
        assert_ne!(one, other);
        assert_eq!(Passord::parse(one.text()), Some(one.clone()));
        assert_eq!((one.text().len(), format!("{one:?}")), (23, "Passord(‹personopplysning›)".to_owned()));
        for wrong in ["", "abcde", "abcde-abcde-abcde-abcd1", "ABCDE-abcde-abcde-abcde", "abcde-abcde-abcde-abcde-"] {
            assert_eq!(Passord::parse(wrong), None, "{wrong}");
        }
    }
}
