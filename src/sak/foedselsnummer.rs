//! Fødselsnummer, d-nummer and the synthetic ones: form, check digits and date of birth.
//!
//! Comes in: text. Goes out: a `Foedselsnummer` that cannot be printed by accident, or nothing.
//! Does not look anything up, and does not accept other identifiers, such as hjelpenummer (month + 40).
//!
//! Sources: folkeregisterforskriften §§ 2-2-1 and 2-2-3 (form and series); Skatteetaten, «Nytt fødselsnummer fra 2032»
//! (<https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/>).

use jiff::civil::Date;

use crate::personal::Personal;

/// A valid fødselsnummer or d-nummer (eleven digits).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foedselsnummer(Personal<String>);

/// The weights for the tenth digit, the first check digit, which has weight 1 itself.
const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
/// The weights for the eleventh digit, the second check digit.
const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

impl Foedselsnummer {
    /// The number that eleven digits stand for; nothing when they are not a valid one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = eleven_digits(text)?;
        let (day, month, year) = day_month_year(&digits)?;
        // Only 29 February asks for the century, and 2000 is the leap year of the two that end in 00.
        let century = if year == 0 { 2000 } else { 1900 };
        Date::new(century + year, month, day).ok()?;
        check_digits_hold(&digits).then(|| Self(Personal::new(text.into())))
    }

    /// Tells whether a text has such a number in it: as eleven digits on end, or in groups that are eleven digits
    /// together, as people write it (six and five).
    pub fn is_within(text: &str) -> bool {
        let groups: Vec<&str> =
            text.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let on_end = |group: &&str| (11..=group.len()).any(|end| Self::parse(&group[end - 11..end]).is_some());
        let together = |from: usize| (from..groups.len()).any(|to| Self::parse(&groups[from..=to].concat()).is_some());
        groups.iter().any(on_end) || (0..groups.len()).any(together)
    }

    /// The eleven digits, for the archive and never for the letter.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }

    /// The date of birth that the number holds; nothing when its series does not tell the century.
    pub fn foedselsdato(&self) -> Option<Date> {
        let digits = eleven_digits(self.text())?;
        let (day, month, year) = day_month_year(&digits)?;
        let individual = digits[6] * 100 + digits[7] * 10 + digits[8];
        let century = match (individual, year) {
            (0..=499, _) | (900..=999, 40..) => 1900,
            (500..=749, 54..) => 1800,
            (500..=999, 0..=39) => 2000,
            _ => return None,
        };
        Date::new(century + year, month, day).ok()
    }
}

fn eleven_digits(text: &str) -> Option<[u32; 11]> {
    let digits: Vec<u32> = text.chars().map(|letter| letter.to_digit(10)).collect::<Option<_>>()?;
    digits.try_into().ok()
}

/// Modulus 11. The remainder of the first check digit is 0 in every number given until 2032, and 0 to 3 in those given
/// from then on, to people of any age; the second check digit still finds every single mistyped digit.
fn check_digits_hold(digits: &[u32; 11]) -> bool {
    let remainder =
        |weights: &[u32]| weights.iter().zip(digits).map(|(weight, digit)| weight * digit).sum::<u32>() % 11;
    remainder(&FIRST) <= 3 && remainder(&SECOND) == 0
}

/// Day + 40 is a d-nummer; month + 80 is a synthetic person from Skatteetaten, month + 65 one from NAV (Dolly).
fn day_month_year(digits: &[u32; 11]) -> Option<(i8, i8, i16)> {
    let two = |at: usize| i8::try_from(digits[at] * 10 + digits[at + 1]).ok();
    let day = two(0)?;
    let month = match two(2)? {
        month @ 81..=92 => month - 80,
        month @ 66..=77 => month - 65,
        month => month,
    };
    Some((if day > 40 { day - 40 } else { day }, month, two(4)?.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_vector_is_judged_as_the_validator_of_nav_does() {
        let vectors = include_str!("../../tests/foedselsnummer/vectors.tsv");
        let mut accepted = 0;
        for line in vectors.lines().filter(|line| !line.starts_with('#')) {
            let (number, verdict) = line.split_once('\t').unwrap();
            let nav_synthetic = number.get(2..4).is_some_and(|month| ("66"..="77").contains(&month));
            let expected = match verdict {
                "fnr" | "dnr" | "tnr" | "dnr-and-tnr" => true,
                // Their validator takes hjelpenummer, and has no rule for NAV's own synthetic months.
                "invalid date" => nav_synthetic && day_is_possible(number),
                _ => false,
            };
            assert_eq!(Foedselsnummer::parse(number).is_some(), expected, "{line}");
            accepted += usize::from(expected);
        }
        assert!(accepted > 150, "{accepted}");
    }

    fn day_is_possible(number: &str) -> bool {
        let part = |from: usize| number[from..from + 2].parse::<i8>().unwrap();
        let year = if part(4) == 0 { 2000 } else { 1900 + i16::from(part(4)) };
        Date::new(year, part(2) - 65, part(0) % 40).is_ok()
    }

    #[test]
    fn a_number_is_found_in_groups_and_beside_other_digits() {
        for with in [
            "27880760004",
            "x127880760004",
            "2026/278807-60004",
            "278807.60004/2026",
            "1/27.88.07-60004",
            "A278807_60004B",
        ] {
            assert!(Foedselsnummer::is_within(with), "{with}");
        }
        for without in ["", "2026/00001", "278807/2026/60004", "278807-60005", "27880760005", "æøå"] {
            assert!(!Foedselsnummer::is_within(without), "{without}");
        }
    }

    #[test]
    fn the_date_of_birth_follows_the_series() {
        let born = |nine: &str| {
            let digits = (0..100).map(|check| format!("{nine}{check:02}"));
            digits.filter_map(|number| Foedselsnummer::parse(&number)).next().unwrap().foedselsdato()
        };
        assert_eq!(born("018142123"), Some(date(1942, 1, 1)));
        assert_eq!(born("017709612"), Some(date(2009, 12, 1)));
        assert_eq!(born("418142912"), Some(date(1942, 1, 1)));
        assert_eq!(born("018160601"), Some(date(1860, 1, 1)));
        assert_eq!(born("018145801"), None);
    }

    #[test]
    fn a_number_is_not_shown_in_debug_output() {
        let number = (0..100).find_map(|check| Foedselsnummer::parse(&format!("018142123{check:02}"))).unwrap();
        assert!(!format!("{number:?}").contains("018142"));
    }
}
