//! The single values of the case file that are not text: days, hours, numbers and ids.
//!
//! Comes in: a scalar of the tree. Goes out: a checked value, or a problem that says what to write.
//! Does not know which ids exist; those are the library's.

use std::fmt;

use jiff::civil::Date;

pub use super::foedselsnummer::Foedselsnummer;
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
            None if shaped_as_date(text) => {
                reader.wrong(node, "SAK-006", "er ikke en dag som finnes", "sjekk dag og måned")
            }
            None => {
                reader.wrong(node, "SAK-006", "skal være en dato", "skriv år, måned og dag, for eksempel 2026-11-23")
            }
        }
        None
    }

    fn expected() -> String {
        "en dato, for eksempel 2026-11-23".into()
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
                reader.wrong(node, "SAK-004", "har en ukjent verdi", &format!("skriv {}", Self::expected()));
                None
            }
        }
    }

    fn expected() -> String {
        "en dato, naar-plass eller uten-sluttdato".into()
    }
}

impl FromNode for Maalform {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.word(node, Self::WORDS).and_then(Self::from_tag)
    }

    fn expected() -> String {
        "nb eller nn".into()
    }
}

/// An amount of time in whole minutes, written as hours: 2.5 or "2,5".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timer {
    /// Whole minutes.
    pub minutter: u32,
}

impl Timer {
    /// The time that decimal hours stand for; nothing when it is not a whole number of minutes below 10 000 hours.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            let sound = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if sound { part.parse::<u32>().ok() } else { None }
        };
        let (hours, parts) = (digits(hours, 4)?, digits(fraction, 6)? * 60);
        let whole = 10_u32.pow(u32::try_from(fraction.len()).ok()?);
        parts.is_multiple_of(whole).then(|| Self { minutter: hours * 60 + parts / whole })
    }
}

impl FromNode for Timer {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, &Self::expected())?.trim();
        let timer = Self::parse(text);
        if timer.is_none() {
            let hint = "skriv timer som desimaltall fra 0 og opp, for eksempel 2.5, slik at det blir hele minutter";
            reader.wrong(node, "SAK-008", "skal være et antall timer", hint);
        }
        timer
    }

    fn expected() -> String {
        "timer som desimaltall, for eksempel 2.5".into()
    }
}

/// Declares a text with a narrow form: its reader, its accessor and what to write.
macro_rules! shaped_text {
    ($(#[$meta:meta])* $name:ident($inner:ty), $make:expr, $holds:path, $what:literal, $expected:literal) => {
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
                let value = Self::parse(reader.scalar(node, $expected)?.trim());
                if value.is_none() {
                    reader.wrong(node, "SAK-009", $what, concat!("skriv ", $expected));
                }
                value
            }
            fn expected() -> String {
                $expected.into()
            }
        }
    };
}

shaped_text! {
    /// An id of the library: small letters, digits and single hyphens.
    Slug(String), String::from, is_slug, "skal være en id", "små bokstaver a–z, sifre og bindestrek, for eksempel praktisk-bistand"
}

shaped_text! {
    /// The case number of the office's own system; each separator stands between letters or digits.
    Saksnummer(String), String::from, is_case_number, "er ikke et gyldig saksnummer",
    "høyst 40 tegn: A–Z, a–z, 0–9, og enkle / - . _ mellom dem, for eksempel 2026/00001"
}

shaped_text! {
    /// A Norwegian postal code, or a foreign one when the address has a country (checked by `address`).
    Postnummer(Personal<String>), Personal::new, is_postal_code, "er ikke et gyldig postnummer", "fire sifre i anførselstegn, for eksempel \"3132\""
}

impl Slug {
    /// The id as the case file spells it.
    pub fn text(&self) -> &str {
        &self.0
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

fn is_slug(text: &str) -> bool {
    text.len() <= 60 && parted(text, "-", |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn is_case_number(text: &str) -> bool {
    text.len() <= 40 && parted(text, "/._-", |byte| byte.is_ascii_alphanumeric())
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
        let number = Self::parse(reader.scalar(node, &Self::expected())?.trim());
        if number.is_none() {
            let hint = "sjekk sifrene. Skriv elleve sifre i anførselstegn, uten mellomrom";
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
    fn hours_become_whole_minutes_or_nothing() {
        let minutes = |text| Timer::parse(text).map(|timer| timer.minutter);
        assert_eq!(minutes("2.5"), Some(150));
        assert_eq!(minutes("2,5"), Some(150));
        assert_eq!(minutes("28"), Some(1680));
        assert_eq!(minutes("0.10"), Some(6));
        assert_eq!(minutes("9999.95"), Some(599_997));
        for wrong in ["", ".5", "2.", "-1", "+1", "1e3", "0.333", "2.5.1", "2 t", "10000", "0.0000001"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn shaped_texts_keep_their_form() {
        for right in ["praktisk-bistand", "bpa", "a1"] {
            assert!(Slug::parse(right).is_some(), "{right}");
        }
        for wrong in ["", "-a", "a--b", "Bpa", "å", "a_b", "../a"] {
            assert!(Slug::parse(wrong).is_none(), "{wrong}");
        }
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
