//! The single values of the case file that are not text: days, hours, numbers and ids.
//!
//! Comes in: a scalar of the tree. Goes out: a checked value, or a problem that says what to write.
//! Does not know which ids exist; those are the library's.

use std::fmt;

use jiff::civil::Date;

pub use super::foedselsnummer::Foedselsnummer;
pub use super::hours::Timer;
use super::line::Slutt;
use super::read::{FromNode, Reader};
pub use super::text::{Fritekst, Linjetekst};
use crate::language::Maalform;
use crate::personal::Personal;
use crate::yaml::{self, Node};

/// A day from 1900 to 2100; hidden in `Debug`, because it may be a date of birth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dato(Date);

impl Dato {
    /// The day, when it lies between 1900 and 2100.
    pub fn new(date: Date) -> Option<Self> {
        (1900..=2100).contains(&date.year()).then_some(Self(date))
    }

    /// The day itself.
    pub fn date(self) -> Date {
        self.0
    }
}

impl fmt::Debug for Dato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹dato›")
    }
}

impl FromNode for Dato {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, &Self::expected())?.trim();
        match yaml::date(text).map(Self::new) {
            Some(Some(dato)) => return Some(dato),
            Some(None) => reader.wrong(node, "SAK-006", "er utenfor årene 1900 til 2100", "sjekk årstallet"),
            None if shaped_as_date(text) => reader.wrong(
                node,
                "SAK-006",
                "er ikke en dag som finnes",
                "sjekk dagen og måneden. Rekkefølgen er år-måned-dag",
            ),
            None => reader.wrong(
                node,
                "SAK-006",
                "skal være en dato",
                "skriv år, måned og dag med bindestrek, for eksempel 2026-11-23",
            ),
        }
        None
    }

    fn expected() -> String {
        "en dato, for eksempel 2026-11-23".into()
    }

    // Early, so that no other date seems to come before it.
    fn stand_in() -> Option<Self> {
        Self::new(Date::constant(1900, 1, 1))
    }
}

fn shaped_as_date(text: &str) -> bool {
    text.len() == 10
        && text
            .char_indices()
            .all(|(at, letter)| if matches!(at, 4 | 7) { letter == '-' } else { letter.is_ascii_digit() })
}

impl FromNode for Slutt {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        match reader.scalar(node, &Self::expected())?.trim() {
            "naar-plass" => Some(Self::NaarPlass),
            "uten-sluttdato" => Some(Self::UtenSluttdato),
            text if text.starts_with(|letter: char| letter.is_ascii_digit()) => {
                Dato::from_node(node, reader).map(Self::Dato)
            }
            _ => {
                reader.wrong(node, "SAK-004", "har en verdi som ikke finnes", &format!("skriv {}", Self::expected()));
                None
            }
        }
    }

    fn expected() -> String {
        "en dato (for eksempel 2027-11-30), naar-plass eller uten-sluttdato".into()
    }

    fn stand_in() -> Option<Self> {
        Some(Self::UtenSluttdato)
    }
}

impl FromNode for Maalform {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let found = Self::from_tag(reader.scalar(node, &Self::expected())?.trim());
        if found.is_none() {
            reader.wrong(node, "SAK-004", "har en verdi som ikke finnes", &format!("skriv {}", Self::expected()));
        }
        found
    }

    fn expected() -> String {
        "nb (bokmål) eller nn (nynorsk)".into()
    }

    fn stand_in() -> Option<Self> {
        Some(Self::Nb)
    }
}

/// Declares a text with a narrow form: its reader, its accessor and what to write.
macro_rules! shaped_text {
    ($(#[$meta:meta])* $name:ident($inner:ty), $make:expr, $holds:path, $wrong:expr, $expected:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($inner);
        impl $name {
            /// The value, when the text has the right form.
            pub fn parse(text: &str) -> Option<Self> {
                $holds(text).then(|| Self($make(text.to_owned())))
            }
        }
        impl FromNode for $name {
            fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
                let text = reader.scalar(node, $expected)?.trim();
                let value = Self::parse(text);
                if value.is_none() {
                    let (what, hint): (&str, &str) = $wrong(text);
                    reader.wrong(node, "SAK-009", what, hint);
                }
                value
            }
            fn expected() -> String {
                $expected.into()
            }
            fn stand_in() -> Option<Self> {
                Some(Self($make(String::new())))
            }
        }
    };
}

shaped_text! {
    /// The case number of the office's own system; each separator stands between letters or digits.
    Saksnummer(String), String::from, is_case_number, not_case_number,
    "bokstaver, sifre og / - . _ uten mellomrom, for eksempel 2026/00001"
}

shaped_text! {
    /// A Norwegian postal code, or a foreign one when the address has a country (checked by `address`).
    Postnummer(Personal<String>), Personal::new, is_postal_code, |_| ("er ikke et gyldig postnummer", "skriv fire sifre i rette anførselstegn, for eksempel \"3132\""),
    "fire sifre i rette anførselstegn, for eksempel \"3132\""
}

/// An id of the library, as the case file spells it: small letters, digits and single hyphens when it is right.
///
/// Only the library knows its ids, so an empty or mistyped one is read here and refused there, with those that exist.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Personal<String>);

impl Slug {
    /// The id as the case file spells it; empty when it is missing.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }
}

impl FromNode for Slug {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = if node.is_null() { "" } else { reader.scalar(node, &Self::expected())?.trim() };
        Some(Self(Personal::new(text.into())))
    }

    fn expected() -> String {
        "ett ord, for eksempel praktisk-bistand".into()
    }

    fn absent() -> Option<Self> {
        Some(Self(Personal::new(String::new())))
    }

    fn stand_in() -> Option<Self> {
        Self::absent()
    }
}

impl Saksnummer {
    /// The case number as the case file spells it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The case number for a file name: `/` becomes `-` and `-` becomes `--`, so two numbers never meet.
    pub fn file_stem(&self) -> String {
        self.0.replace('-', "--").replace('/', "-")
    }
}

impl Postnummer {
    /// The postal code.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }

    /// Tells whether it is four digits, as every Norwegian postal code is.
    pub fn is_norwegian(&self) -> bool {
        self.text().len() == 4 && self.text().bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The pattern of `Slug`, for the JSON Schema as well.
pub(super) const SLUG_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// The pattern of `Saksnummer`, for the JSON Schema as well.
pub(super) const CASE_NUMBER_PATTERN: &str = "^[A-Za-z0-9]+([/._-][A-Za-z0-9]+)*$";
/// The pattern of `Postnummer`, for the JSON Schema as well.
pub(super) const POSTAL_CODE_PATTERN: &str = "^([0-9]{4}|[A-Za-z0-9]+([ -][A-Za-z0-9]+)*)$";

fn is_case_number(text: &str) -> bool {
    // A case number becomes part of file names, so a fødselsnummer can never be one or hide in one.
    !Foedselsnummer::is_within(text) && text.len() <= 40 && parted(text, "/._-", |byte| byte.is_ascii_alphanumeric())
}

/// What is wrong with a text that is no case number, and what to write.
fn not_case_number(text: &str) -> (&'static str, &'static str) {
    if Foedselsnummer::is_within(text) {
        let hint = "skriv saksnummeret fra fagsystemet, for eksempel 2026/00001. Det blir en del av filnavnet";
        return ("kan ikke ha et fødselsnummer i seg", hint);
    }
    ("er ikke et gyldig saksnummer", "skriv bokstaver, sifre og / - . _ uten mellomrom, for eksempel 2026/00001")
}

fn is_postal_code(text: &str) -> bool {
    (2..=12).contains(&text.len()) && parted(text, " -", |byte| byte.is_ascii_alphanumeric())
}

/// Tells whether a text is non-empty words of some letters with single separators between them.
fn parted(text: &str, separators: &str, letter: fn(&u8) -> bool) -> bool {
    text.split(|separator| separators.contains(separator))
        .all(|word| !word.is_empty() && word.as_bytes().iter().all(letter))
}

impl FromNode for Foedselsnummer {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, &Self::expected())?;
        let number = Self::parse(text.trim());
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if number.is_none() && digits == 8 {
            let hint =
                "åtte sifre er et telefonnummer. Skriv alle elleve sifrene i fødselsnummeret, eller foedselsdato";
            reader.wrong(node, "SAK-007", "ser ut som et telefonnummer", hint);
        } else if number.is_none() {
            let hint = "sjekk sifrene mot fagsystemet. Skriv alle elleve i anførselstegn, uten mellomrom";
            reader.wrong(node, "SAK-007", "er ikke et gyldig fødselsnummer eller d-nummer", hint);
        }
        number
    }

    fn expected() -> String {
        "elleve sifre i anførselstegn".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shaped_texts_keep_their_form() {
        for wrong in ["", "..", "../2026", "2026//1", "/1", "1/", "2026 1", "Å1"] {
            assert!(Saksnummer::parse(wrong).is_none(), "{wrong}");
        }
        assert!(Postnummer::parse("0150").unwrap().is_norwegian());
        assert!(!Postnummer::parse("111 22").unwrap().is_norwegian());
    }

    #[test]
    fn different_case_numbers_have_different_file_names() {
        let stem = |text: &str| Saksnummer::parse(text).unwrap().file_stem();
        assert_eq!(stem("2026/00001"), "2026-00001");
        assert_ne!(stem("2026/00001"), stem("2026-00001"));
    }
}
