//! Whether a party gets time to answer: the deadline of a notice or a request, against the day of the letter.
//!
//! Comes in: a case, a limit in days and the holidays. Goes out: the fields with a deadline that is too short, or that
//! ends on a day when nobody answers. How short is too short is the jurist's; `failures.rs` words the problems.

use super::helligdager::Helligdager;
use crate::sak::sak::Sak;
use jiff::civil::Date;

/// The deadlines that a letter gives its reader, by field.
fn deadlines(sak: &Sak) -> impl Iterator<Item = (&'static str, Date)> {
    let notice = sak.varsel.iter().map(|it| ("varsel.svarfrist", it.svarfrist.date()));
    notice.chain(sak.innhenting.iter().map(|it| ("innhenting.svarfrist", it.svarfrist.date())))
}

/// The deadlines that are fewer days than these after the day of the letter.
pub(super) fn too_short(sak: &Sak, days: u32) -> Vec<String> {
    let short = |end: Date| sak.brevdato().until(end).is_ok_and(|span| i64::from(span.get_days()) < i64::from(days));
    deadlines(sak).filter(|(_, end)| short(*end)).map(|(field, _)| field.to_owned()).collect()
}

/// The deadlines that end on a Saturday, a Sunday or a holiday.
pub(super) fn on_day_off(sak: &Sak, helligdager: &Helligdager) -> Vec<String> {
    deadlines(sak).filter(|(_, end)| !helligdager.is_working_day(*end)).map(|(field, _)| field.to_owned()).collect()
}
