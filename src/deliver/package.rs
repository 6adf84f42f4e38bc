//! Packages: what lies beside a letter for the system that sends it, keeps it or prints it.
//!
//! Comes in: nothing; nouns. Goes out: kinds of packages, the key that is the same in all of them, and file names.
//! None of the names holds a personal value. Writes no package.

use crate::disk::{NewFile, Readers};
use std::path::Path;

/// What a letter can be packed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pakkeslag {
    /// SvarUt, which delivers in a digital mailbox or prints.
    Svarut,
    /// The archive, as a Fiks Arkiv message.
    Arkiv,
    /// The office's own printer, all letters in one file.
    Utskrift,
}

impl Pakkeslag {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Svarut, Self::Arkiv, Self::Utskrift];

    /// The word on the command line and in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Svarut => "svarut",
            Self::Arkiv => "arkiv",
            Self::Utskrift => "utskrift",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slag| slag.word() == word)
    }
}

/// How the file of a package is called, after the letter's own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A dispatch for SvarUt's interface version 2.
    SvarutV2,
    /// A dispatch to a person for SvarUt's interface version 3.
    SvarutV3,
    /// A message for Fiks Arkiv, version 1.
    Arkivmelding,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::SvarutV2, Self::SvarutV3, Self::Arkivmelding];

    /// What it is packed for.
    pub fn slag(self) -> Pakkeslag {
        match self {
            Self::SvarutV2 | Self::SvarutV3 => Pakkeslag::Svarut,
            Self::Arkivmelding => Pakkeslag::Arkiv,
        }
    }

    /// The file's name, beside a letter with this stem.
    pub fn file(self, stem: &str) -> String {
        let ending = match self {
            Self::SvarutV2 => "svarut-v2.json",
            Self::SvarutV3 => "svarut-v3.json",
            Self::Arkivmelding => "arkivmelding.xml",
        };
        format!("{stem}.{ending}")
    }
}

/// One package of one letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Package {
    /// What it is.
    pub form: Form,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A package holds name and address, so it is never shown.
impl std::fmt::Debug for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "‹pakke {:?}›", self.form)
    }
}

impl Package {
    /// The package as a file that only the user may read.
    pub fn into_file(self, folder: &Path, stem: &str) -> NewFile {
        NewFile { path: folder.join(self.form.file(stem)), bytes: self.bytes, readers: Readers::Owner }
    }
}

/// What the user asked to have packed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The kinds, sorted.
    pub slag: Vec<Pakkeslag>,
    /// What groups the letters of one batch.
    pub korrelasjonsid: Option<String>,
}

impl Ask {
    /// An order for these kinds, each once.
    pub fn new(slag: &[Pakkeslag], korrelasjonsid: Option<String>) -> Self {
        let mut slag = slag.to_vec();
        slag.sort_unstable();
        slag.dedup();
        Self { slag, korrelasjonsid }
    }

    /// Tells whether a kind was asked for.
    pub fn wants(&self, slag: Pakkeslag) -> bool {
        self.slag.contains(&slag)
    }
}

/// The key by which dispatch and archive know a letter: its identity, and its version when it was made again.
pub fn key(identitet: &str, versjon: u32) -> String {
    if versjon > 1 { format!("{identitet}/v{versjon}") } else { identitet.to_owned() }
}

/// The letter and the version that a key names.
pub fn from_key(key: &str) -> (&str, u32) {
    let found = key.rsplit_once("/v").and_then(|(identitet, number)| Some((identitet, number.parse::<u32>().ok()?)));
    found.filter(|(_, number)| *number > 1).unwrap_or((key, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_the_letter_and_its_version() {
        let identity = "2026/00001/vedtak/2026-11-23/1/soeker";
        for version in [1, 2, 17] {
            let made = key(identity, version);
            assert_eq!(from_key(&made), (identity, version));
        }
        assert_eq!(from_key("2026/v2/vedtak/2026-11-23/1/verge"), ("2026/v2/vedtak/2026-11-23/1/verge", 1));
    }
}
