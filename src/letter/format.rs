//! Dates, amounts, hours and lists as Norwegians write them, in both languages.
//!
//! Comes in: values. Goes out: text with hard spaces where a line must not break.
//! Does not know what the values mean or which law they come from.

use crate::language::{MONTHS, Maalform};
use jiff::civil::Date;

pub use crate::language::HARD_SPACE;
pub use crate::texts::rules::capitalised;

/// A date as «21. november 2026»; months are the same in both languages.
pub fn date(date: Date) -> String {
    format!("{} {}", day_and_month(date), date.year())
}

/// Several dates as «20. oktober og 5. november 2026»; a year shared by all stands once, last.
pub fn dates(dates: &[Date]) -> String {
    let same_year = dates.windows(2).all(|pair| pair[0].year() == pair[1].year());
    let last = dates.len().saturating_sub(1);
    let texts: Vec<String> = dates
        .iter()
        .enumerate()
        .map(|(index, &day)| if same_year && index < last { day_and_month(day) } else { date(day) })
        .collect();
    list(&texts)
}

/// A day without its year: «21. november».
pub fn day_and_month(date: Date) -> String {
    let month = usize::try_from(date.month()).unwrap_or(1);
    format!("{}.{HARD_SPACE}{}", date.day(), MONTHS[(month + 11) % 12])
}

/// Items as «a, b og c»; an item that itself holds «og» is set off by «, og».
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let joined = first.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            let heavy = items.len() > 1 && items.iter().any(|item| item.as_ref().contains(" og "));
            format!("{joined}{} og {}", if heavy { "," } else { "" }, last.as_ref())
        }
    }
}

/// The items as a sentence denies them: «a, b eller c».
pub fn either<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => {
            let joined = first.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            format!("{joined} eller {}", last.as_ref())
        }
        _ => list(items),
    }
}

/// A whole number with hard spaces between groups of three: «260 320».
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        // Four digits are grouped too, as the national rates are written.
        if index > 0 && left.is_multiple_of(3) {
            text.push(HARD_SPACE);
        }
        text.push(digit);
    }
    text
}

/// An amount in øre as kroner: «205 kroner», «12,50 kroner».
pub fn oere(beloep_oere: i64) -> String {
    let rest = match beloep_oere.unsigned_abs() % 100 {
        0 => String::new(),
        rest => format!(",{rest:02}"),
    };
    format!("{}{rest}{HARD_SPACE}kroner", number(beloep_oere / 100))
}

/// A count in words up to twelve, else in digits: «tre», «21».
pub fn count(value: i64, maalform: Maalform) -> String {
    const NB: [&str; 13] =
        ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
    const NN: [&str; 13] =
        ["null", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
    usize::try_from(value)
        .ok()
        .and_then(|index| maalform.choose(NB, NN).get(index).map(|word| (*word).to_owned()))
        .unwrap_or_else(|| number(value))
}

/// A unit of a count or a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours.
    Timer,
    /// Weeks.
    Uker,
    /// Days.
    Dager,
    /// Days and nights in an institution.
    Doegn,
    /// Months.
    Maaneder,
    /// Years.
    Aar,
}

impl Unit {
    /// The unit's word for this many.
    pub fn word(self, value: i64, maalform: Maalform) -> &'static str {
        let one = value == 1;
        match (self, maalform) {
            (Self::Timer, _) if one => "time",
            (Self::Timer, Maalform::Nb) => "timer",
            (Self::Timer, Maalform::Nn) => "timar",
            (Self::Uker, Maalform::Nb) => {
                if one {
                    "uke"
                } else {
                    "uker"
                }
            }
            (Self::Uker, Maalform::Nn) => {
                if one {
                    "veke"
                } else {
                    "veker"
                }
            }
            (Self::Dager, _) if one => "dag",
            (Self::Dager, Maalform::Nb) => "dager",
            (Self::Dager, Maalform::Nn) => "dagar",
            (Self::Doegn, _) => "døgn",
            (Self::Maaneder, Maalform::Nb) => {
                if one {
                    "måned"
                } else {
                    "måneder"
                }
            }
            (Self::Maaneder, Maalform::Nn) => {
                if one {
                    "månad"
                } else {
                    "månader"
                }
            }
            (Self::Aar, _) => "år",
        }
    }
}

/// A count with its unit; weeks, days, months and short years in words: «fire uker», «67 år», «to år», «32 timer».
pub fn quantity(value: i64, unit: Unit, maalform: Maalform) -> String {
    let word = unit.word(value, maalform);
    let number = match (unit, value, maalform) {
        (Unit::Timer | Unit::Doegn, ..) => number(value),
        (Unit::Aar, 1, _) => maalform.choose("ett", "eitt").to_owned(),
        (Unit::Uker, 1, Maalform::Nn) => "ei".to_owned(),
        (Unit::Dager | Unit::Maaneder, 1, Maalform::Nn) => "ein".to_owned(),
        _ => count(value, maalform),
    };
    format!("{number}{HARD_SPACE}{word}")
}

/// Quarter minutes as hours: «45 minutter», «1 time», «2,5 timer», «1 time og 15 minutter», «22,5 minutter».
pub fn hours(quarter_minutes: u64, maalform: Maalform) -> String {
    const HOUR: u64 = 60 * 4;
    let (whole, rest) = (quarter_minutes / HOUR, quarter_minutes % HOUR);
    let minutes = |quarters: u64| {
        let decimals = ["", ",25", ",5", ",75"][usize::try_from(quarters % 4).unwrap_or(0)];
        let word = maalform.choose(if quarters == 4 { "minutt" } else { "minutter" }, "minutt");
        format!("{}{decimals}{HARD_SPACE}{word}", quarters / 4)
    };
    let hour_word = |value: u64| Unit::Timer.word(i64::from(value != 1) + 1, maalform);
    match (whole, rest) {
        (0, 0) => "0".to_owned(),
        (0, rest) => minutes(rest),
        (whole, 0) => format!("{whole}{HARD_SPACE}{}", hour_word(whole)),
        (whole, 120) => format!("{whole},5{HARD_SPACE}{}", hour_word(2)),
        (whole, rest) => format!("{whole}{HARD_SPACE}{} og {}", hour_word(whole), minutes(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Maalform::{Nb, Nn};

    fn soft(text: &str) -> String {
        text.replace(HARD_SPACE, " ")
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_share_a_year_when_they_can() {
        assert_eq!(date(day("2026-11-01")), "1.\u{A0}november 2026");
        let both = [day("2026-10-20"), day("2026-11-05")];
        assert_eq!(soft(&dates(&both)), "20. oktober og 5. november 2026");
        let over_new_year = [day("2026-12-20"), day("2027-01-05")];
        assert_eq!(soft(&dates(&over_new_year)), "20. desember 2026 og 5. januar 2027");
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b og c");
        assert_eq!(list(&["kjøkken og bad", "stue"]), "kjøkken og bad, og stue");
    }

    #[test]
    fn hours_are_written_as_people_say_them() {
        assert_eq!(soft(&hours(90, Nb)), "22,5 minutter");
        for (minutter, nb, nn) in [
            (0, "0", "0"),
            (45, "45 minutter", "45 minutt"),
            (60, "1 time", "1 time"),
            (90, "1,5 timer", "1,5 timar"),
            (75, "1 time og 15 minutter", "1 time og 15 minutt"),
            (1680, "28 timer", "28 timar"),
            (630, "10,5 timer", "10,5 timar"),
        ] {
            assert_eq!(soft(&hours(minutter * 4, Nb)), nb);
            assert_eq!(soft(&hours(minutter * 4, Nn)), nn);
        }
    }

    #[test]
    fn amounts_and_limits_have_hard_spaces() {
        assert_eq!(oere(26_032_000), "260\u{A0}320\u{A0}kroner");
        assert_eq!(oere(1_095_000), "10\u{A0}950\u{A0}kroner");
        assert_eq!(oere(1_250), "12,50\u{A0}kroner");
        assert_eq!(soft(&quantity(4, Unit::Uker, Nb)), "fire uker");
        assert_eq!(soft(&quantity(4, Unit::Uker, Nn)), "fire veker");
        assert_eq!(soft(&quantity(67, Unit::Aar, Nb)), "67 år");
        assert_eq!(soft(&quantity(2, Unit::Aar, Nn)), "to år");
        assert_eq!(soft(&quantity(32, Unit::Timer, Nn)), "32 timar");
        assert_eq!(soft(&quantity(1, Unit::Maaneder, Nn)), "ein månad");
    }
}
