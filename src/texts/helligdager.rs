//! Public holidays, and the last day of a period counted in weeks.
//!
//! Comes in: `legal-texts/helligdager.yaml`. Goes out: whether a day is one on which a deadline cannot end.
//! Which days those are is data; the arithmetic of Easter and weeks is code.

use super::data::{Bilingual, Source};
use super::hjemmel::Hjemmel;
use crate::yaml::Node;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Faller {
    /// The same date every year.
    Dato { month: i8, day: i8 },
    /// This many days after Easter Day; negative before it.
    Paaske(i32),
}

/// A holiday from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helligdag {
    /// Its name.
    pub navn: Bilingual,
    /// The first day the rule holds.
    pub fra: Date,
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
    faller: Faller,
}

/// The days on which a deadline cannot end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Helligdager {
    ukedager: Vec<Weekday>,
    /// The citations for the weekdays.
    pub hjemmel: Vec<Hjemmel>,
    /// The holidays.
    pub dager: Vec<Helligdag>,
}

impl Helligdager {
    /// The holiday that falls on a day.
    pub fn helligdag(&self, day: Date) -> Option<&Helligdag> {
        let falls = |it: &&Helligdag| match it.faller {
            Faller::Dato { month, day: of_month } => (day.month(), day.day()) == (month, of_month),
            Faller::Paaske(offset) => easter(day.year()).checked_add(offset.days()).is_ok_and(|it| it == day),
        };
        self.dager.iter().filter(|it| it.fra <= day).find(falls)
    }

    /// Tells whether a deadline can end on a day.
    pub fn is_working_day(&self, day: Date) -> bool {
        !self.ukedager.contains(&day.weekday()) && self.helligdag(day).is_none()
    }

    /// The last day of a period of weeks: the same weekday, moved to the nearest following working day.
    ///
    /// Nothing when the day lies beyond the calendar.
    pub fn last_day(&self, start: Date, weeks: u8) -> Option<Date> {
        let mut day = start.checked_add(i32::from(weeks).weeks()).ok()?;
        while !self.is_working_day(day) {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }
}

/// Easter Day of a year in the Gregorian calendar (the anonymous Gregorian algorithm).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century) = (year % 19, year / 100);
    let correction = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = correction - (correction / 28) * (1 - (29 / (correction + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    let fit = |value: i32| i8::try_from(value).unwrap_or(1);
    Date::new(i16::try_from(year).unwrap_or(1), fit(month), fit(day)).unwrap_or(Date::ZERO)
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mandag", Weekday::Monday),
    ("tirsdag", Weekday::Tuesday),
    ("onsdag", Weekday::Wednesday),
    ("torsdag", Weekday::Thursday),
    ("fredag", Weekday::Friday),
    ("loerdag", Weekday::Saturday),
    ("soendag", Weekday::Sunday),
];

/// Reads the file.
pub(crate) fn read_helligdager(source: &mut Source<'_>) -> Option<Helligdager> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "usikkert", "merknad", "ukedager", "helligdager"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let words = WEEKDAYS.map(|(word, _)| word);
    let weekday = |source: &mut Source<'_>, node: &Node| {
        source.word(node, &words, |word| WEEKDAYS.iter().find(|(known, _)| *known == word).map(|(_, day)| *day))
    };
    let ukedager = source.need(fields, "ukedager", |source, node| {
        let fields = source.fields(node, &["hjemmel", "dager"])?;
        Some((source.list(fields, "dager", weekday), source.list(fields, "hjemmel", Source::hjemmel)))
    });
    let dager = source.need(fields, "helligdager", |source, node| source.items(node, read_helligdag));
    let (ukedager, hjemmel) = ukedager?;
    Some(Helligdager { ukedager, hjemmel, dager: dager? })
}

fn read_helligdag(source: &mut Source<'_>, node: &Node) -> Option<Helligdag> {
    let fields = source.fields(node, &["navn", "dato", "paaskedag", "fra", "hjemmel", "merknad", "usikkert"])?;
    let navn = source.need(fields, "navn", Source::bilingual);
    let fra = source.need(fields, "fra", Source::date);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    let dato = source.may(fields, "dato", |source, node| {
        let parts = node.text().and_then(|text| text.split_once('-'));
        let parsed = parts.and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        let found = parsed.filter(|(month, day)| Date::new(2000, *month, *day).is_ok());
        if found.is_none() {
            source.error("TEKST-023", node.line, "Her skal det stå en dag i året, for eksempel \"05-17\"");
        }
        found.map(|(month, day)| Faller::Dato { month, day })
    });
    let paaske = source.may(fields, "paaskedag", |source, node| {
        let days = node.as_i64().and_then(|days| i32::try_from(days).ok()).filter(|days| days.abs() < 100);
        if days.is_none() {
            source.error("TEKST-023", node.line, "Her skal det stå et antall dager, for eksempel -3 eller 49");
        }
        days.map(Faller::Paaske)
    });
    if dato.is_none() && paaske.is_none() {
        source.error("TEKST-022", node.line, "Helligdagen mangler «dato» eller «paaskedag»");
    }
    Some(Helligdag { navn: navn?, fra: fra?, hjemmel, faller: dato.or(paaske)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2008, 3, 23),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2076, 4, 19),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }
}
