//! An amount of time in the case file, as hours.
//!
//! Comes in: a scalar such as 2.5, "2,5" or "2:30". Goes out: whole minutes, or a problem that says what to write.
//! Does not know how much a week has room for.

use super::read::{FromNode, Reader};
use crate::yaml::Node;

/// An amount of time in whole minutes, written as hours (2.5 or "2,5") or as hours and minutes ("2:30").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timer {
    /// Whole minutes.
    pub minutter: u32,
}

impl Timer {
    /// The time that decimal hours, or hours and minutes, stand for;
    /// nothing when it is not a whole number of minutes below 10 000 hours.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, most: usize| {
            let sound = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if sound { part.parse::<u32>().ok() } else { None }
        };
        if let Some((hours, minutes)) = text.split_once(':') {
            let whole = digits(minutes, 2).filter(|whole| minutes.len() == 2 && *whole < 60)?;
            return Some(Self { minutter: digits(hours, 4)? * 60 + whole });
        }
        let (hours, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
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
            let number = text.replace(',', ".").parse::<f64>().ok();
            let what = match number {
                Some(number) if number < 0.0 => "kan ikke være mindre enn 0",
                Some(number) if (0.0..10_000.0).contains(&number) => "blir ikke et helt antall minutter",
                _ => "skal være et antall timer",
            };
            reader.wrong(node, "SAK-008", what, "skriv bare tallet: 2.5 eller \"2:30\" er 2 timer og 30 minutter");
        }
        timer
    }

    fn expected() -> String {
        "timer, for eksempel 2.5 eller \"2:30\"".into()
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
        assert_eq!(minutes("1:40"), Some(100));
        assert_eq!(minutes("0:05"), Some(5));
        for wrong in [
            ":30",
            "1:",
            "1:5",
            "1:60",
            "1:005",
            "-1:30",
            "1:30:00",
            "",
            ".5",
            "2.",
            "-1",
            "+1",
            "1e3",
            "0.333",
            "2.5.1",
            "2 t",
            "10000",
            "0.0000001",
        ] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
