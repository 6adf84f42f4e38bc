//! The receipt: what was made, from which texts and versions, without a clock or a personal value.
//!
//! Comes in: facts about one letter. Goes out: stable JSON, the same for the same letter.
//! Does not hold names, reasons or outcomes; the case number is the only link to a person.

use crate::letter::why::Why;
use crate::texts::utsending::Utsending;
use serde::Serialize;

/// The version of the receipt's form; a reader refuses one it does not know.
pub const FORMAT: u32 = 1;

/// The receipt of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The form's version.
    pub format: u32,
    /// Which letter.
    pub brev: ReceiptLetter,
    /// Whether it is a draft, and why.
    pub utkast: Draft,
    /// Whether it may go by a channel without a person.
    pub utsending: Utsending,
    /// What made it.
    pub program: Program,
    /// SHA-256 of the case file's bytes, in hexadecimal.
    pub sak_sha256: String,
    /// SHA-256 of the PDF's bytes, in hexadecimal.
    pub pdf_sha256: String,
    /// Every file of the library that took part, sorted by path.
    pub tekster: Vec<UsedText>,
    /// Why each block stands in the letter, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hvorfor: Option<Vec<Why>>,
}

/// Which letter a receipt is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptLetter {
    /// The letter's identity.
    pub identitet: String,
    /// The PDF's file name, beside the receipt.
    pub fil: String,
    /// `brevdato`, ISO 8601.
    pub brevdato: String,
    /// `nb` or `nn`.
    pub maalform: String,
    /// The sender's id.
    pub avsender: String,
    /// How many pages the PDF has.
    pub sider: usize,
}

/// Whether the letter is a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Whether «UTKAST» stands on every page.
    pub er_utkast: bool,
    /// Files that no one has approved as they stand, sorted.
    pub ikke_godkjent: Vec<String>,
    /// The sender's printed fields that are not confirmed, sorted.
    pub ubekreftet: Vec<String>,
}

/// What made the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Program {
    /// The program.
    pub navn: &'static str,
    /// Its version.
    pub versjon: &'static str,
    /// The typesetting engine's version.
    pub typst: &'static str,
}

impl Program {
    /// This program.
    pub const THIS: Self = Self { navn: env!("CARGO_PKG_NAME"), versjon: env!("CARGO_PKG_VERSION"), typst: "0.15.1" };
}

/// A file of the library that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedText {
    /// The path in the library; its name holds the version and the language.
    pub fil: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

impl Receipt {
    /// The receipt as the file holds it.
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

pub use crate::texts::library::sha256_hex as sha256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_in_the_receipt_is_the_one_in_the_build() {
        let manifest = include_str!("../../Cargo.toml");
        assert!(manifest.contains(&format!("typst = \"={}\"", Program::THIS.typst)));
    }

    #[test]
    fn a_hash_is_the_published_one() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
