//! The days that a report is about: in words, and as months, quarters or years that fit one plot.
//!
//! Comes in: a `Report`. Goes out: the same with its months grouped, and the names of the groups.
//! Leaves no month of the period out: one without decisions has a 0.

use super::words::Words;
use super::{Report, Row};
use crate::language::MONTHS;
use crate::letter::format;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What the bars of the plot stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Months of one year.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// How many bars stand side by side with room for their numbers.
const BARS: usize = 12;

/// The months as they are abbreviated in plots, the same in both languages.
const SHORT: [&str; 12] =
    ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."];

/// The report with its months as they are, or added up to quarters or years when there are too many.
pub fn grouped(report: &Report) -> (Report, Form) {
    let Some((first, last)) = report.dager else { return (report.clone(), Form::Month) };
    // A period that was chosen is shown whole, as far as it fits.
    let chosen = (report.fra.unwrap_or(first), report.til.unwrap_or(last));
    let months = [months(chosen), months((first, last))].into_iter().find(|months| months.len() <= BARS);
    let all = months.clone().unwrap_or_else(|| self::months((first, last)));
    let form = match (months, all.len().div_ceil(3) + 1) {
        (Some(_), _) => Form::Month,
        (None, quarters) if quarters <= BARS => Form::Quarter,
        (None, _) => Form::Year,
    };
    let mut groups: BTreeMap<String, Row> = BTreeMap::new();
    for month in all {
        let row = report.maaneder.get(&month).cloned().unwrap_or_default();
        groups.entry(group(&month, form)).or_default().merge(row);
    }
    (Report { maaneder: groups, ..report.clone() }, form)
}

/// Every month from one day to another, such as `2026-11`.
fn months((first, last): (Date, Date)) -> Vec<String> {
    let number = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    // A century is more than any plot can show.
    let end = number(last).min(number(first) + 1_200);
    (number(first)..=end).map(|month| format!("{:04}-{:02}", month / 12, month % 12 + 1)).collect()
}

fn parts(key: &str) -> (&str, usize) {
    let (year, month) = key.split_once('-').unwrap_or((key, ""));
    (year, month.trim_start_matches('K').parse().unwrap_or(0))
}

fn group(month: &str, form: Form) -> String {
    let (year, number) = parts(month);
    match form {
        Form::Month => month.to_owned(),
        Form::Quarter => format!("{year}-K{}", number.div_ceil(3)),
        Form::Year => year.to_owned(),
    }
}

/// Tells whether the groups are of more than one year.
pub fn has_several_years<T>(groups: &[(String, T)]) -> bool {
    groups.first().map(|(key, _)| parts(key).0) != groups.last().map(|(key, _)| parts(key).0)
}

/// The name of a group below its bar; a month has its year too when there are several.
pub fn short(key: &str, form: Form, several_years: bool) -> String {
    let (year, number) = parts(key);
    match form {
        Form::Month => {
            let month = SHORT.get(number.wrapping_sub(1)).copied().unwrap_or(key);
            if several_years { format!("{month}\n{year}") } else { month.to_owned() }
        }
        Form::Quarter => format!("{number}. kv.\n{year}"),
        Form::Year => year.to_owned(),
    }
}

/// The name of a group when it is read aloud.
pub fn long(key: &str) -> String {
    let (year, number) = parts(key);
    match key.split_once('-') {
        None => year.to_owned(),
        Some((_, quarter)) if quarter.starts_with('K') => format!("{number}. kvartal {year}"),
        Some(_) => MONTHS.get(number.wrapping_sub(1)).map_or_else(|| key.to_owned(), |month| format!("{month} {year}")),
    }
}

/// The period in words: a year by its number, other spans by their days.
pub fn period(report: &Report, words: &Words) -> String {
    let days = |first: Date, last: Date| {
        if first.year() == last.year() {
            format!("{}–{}", format::day_and_month(first), format::date(last))
        } else {
            format!("{}–{}", format::date(first), format::date(last))
        }
    };
    match (report.fra, report.til) {
        (Some(first), Some(last)) if is_year(first, last) => first.year().to_string(),
        (Some(first), Some(last)) => days(first, last),
        (Some(first), None) => format!("fra {}", format::date(first)),
        (None, Some(last)) => format!("til og med {}", format::date(last)),
        (None, None) => match report.dager {
            Some((first, last)) => format!("{}, {}", words.all, days(first, last)),
            None => words.all.to_owned(),
        },
    }
}

fn is_year(first: Date, last: Date) -> bool {
    first.year() == last.year() && (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31)
}
