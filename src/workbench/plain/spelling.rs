//! Spelling by the system's Norwegian dictionaries, where it has them.
//!
//! Comes in: the bytes of a dictionary in Hunspell's form, and words. Goes out: whether a word is right, and suggestions.
//! Reads no file and brings no dictionary of its own.

use super::sentences::Word;
use super::signs::GAP;
use crate::language::Maalform;
use crate::texts::klarspraak::Ordliste;
use spellbook::Dictionary;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The most bytes a dictionary's file may hold.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// The dictionary of one language.
pub struct Speller {
    dictionary: Dictionary,
    asked: Mutex<HashMap<String, bool>>,
    suggested: Mutex<HashMap<String, Option<String>>>,
}

impl std::fmt::Debug for Speller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Speller")
    }
}

/// The names of a dictionary's two files: rules and words.
pub fn file_names(maalform: Maalform) -> [&'static str; 2] {
    maalform.choose(["nb_NO.aff", "nb_NO.dic"], ["nn_NO.aff", "nn_NO.dic"])
}

impl Speller {
    /// Reads a dictionary; nothing when it is not one.
    pub fn read(rules: &[u8], words: &[u8]) -> Option<Self> {
        // The rules name the encoding of both files; UTF-8 is the form's own default.
        let latin = String::from_utf8_lossy(&rules[..rules.len().min(200)]).contains("SET ISO8859-1");
        let text = |bytes: &[u8]| -> String {
            if latin {
                bytes.iter().map(|byte| char::from(*byte)).collect()
            } else {
                String::from_utf8_lossy(bytes).into_owned()
            }
        };
        let rules = text(rules).replace("SET ISO8859-1", "SET UTF-8");
        let dictionary = Dictionary::new(&rules, &text(words)).ok()?;
        Some(Self { dictionary, asked: Mutex::default(), suggested: Mutex::default() })
    }

    /// Tells whether the dictionary has a word.
    pub fn has(&self, word: &str) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked.get(word) {
            return *known;
        }
        let known = self.dictionary.check(word);
        asked.insert(word.to_owned(), known);
        known
    }

    /// A word that was most likely meant.
    pub(super) fn suggest(&self, word: &str) -> Option<String> {
        let mut suggested = self.suggested.lock().unwrap_or_else(PoisonError::into_inner);
        let likeliest = || {
            let mut found = Vec::new();
            self.dictionary.suggest(word, &mut found);
            found.into_iter().next()
        };
        suggested.entry(word.to_owned()).or_insert_with(likeliest).clone()
    }

    /// The part of a word of the text that neither the dictionary nor the jurist's list has.
    pub(super) fn unknown(&self, word: &Word, own: &Ordliste, maalform: Maalform) -> Option<String> {
        if word.text.contains([GAP, '@']) || word.text.contains(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let right = |part: &str| {
            let small = part.to_lowercase();
            own.has(&small, maalform) || self.has(part) || self.has(&small)
        };
        // «helse-» and «omsorgs-» are first parts of words that end with the next one.
        let first_part = |part: &str| right(part) || part.strip_suffix(['s', 'e']).is_some_and(|stem| right(stem));
        if right(&word.text) || (word.text.contains('.') && right(&format!("{}.", word.text))) {
            return None;
        }
        let hangs = word.text.ends_with('-');
        let parts: Vec<&str> = word.text.split(['-', '/']).filter(|part| !part.is_empty()).collect();
        let last = parts.len().saturating_sub(1);
        let wrong = |(at, part): &(usize, &&str)| !(if *at < last || hangs { first_part(part) } else { right(part) });
        parts.iter().enumerate().find(wrong).map(|(_, part)| (*part).to_owned())
    }
}
