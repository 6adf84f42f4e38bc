//! The last day for a complaint, against vectors that were computed by others.

use jiff::civil::Date;
use std::collections::BTreeSet;
use vedtaksbrev::texts::library::Library;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Start, last day after three weeks, last day after four (domstolloven §§ 148 and 149).
const VECTORS: [(&str, &str, &str); 9] = [
    ("2026-11-23", "2026-12-14", "2026-12-21"),
    ("2026-11-26", "2026-12-17", "2026-12-24"),
    ("2026-11-27", "2026-12-18", "2026-12-28"),
    ("2026-11-28", "2026-12-21", "2026-12-28"),
    ("2026-12-04", "2026-12-28", "2027-01-04"),
    ("2027-02-25", "2027-03-18", "2027-03-30"),
    ("2027-03-01", "2027-03-22", "2027-03-30"),
    ("2027-04-08", "2027-04-29", "2027-05-07"),
    ("2027-04-19", "2027-05-10", "2027-05-18"),
];

#[test]
fn a_deadline_ends_on_the_same_weekday_and_moves_past_days_off() {
    let days_off = Library::embedded().helligdager().unwrap();
    for (start, three, four) in VECTORS {
        assert_eq!(days_off.last_day(day(start), 3), Some(day(three)), "three weeks from {start}");
        assert_eq!(days_off.last_day(day(start), 4), Some(day(four)), "four weeks from {start}");
    }
}

#[test]
fn the_holidays_of_a_century_are_those_of_an_independent_calendar() {
    let days_off = Library::embedded().helligdager().unwrap();
    let vectors = include_str!("helligdager/vectors.tsv");
    let expected: BTreeSet<Date> = vectors
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| day(line.split('\t').next().unwrap()))
        .collect();
    assert!(expected.len() > 1100);
    let mut ours = BTreeSet::new();
    let mut at = day("2000-01-01");
    while at <= day("2100-12-31") {
        if days_off.helligdag(at).is_some() {
            ours.insert(at);
        }
        at = at.tomorrow().unwrap();
    }
    let differing: Vec<_> = ours.symmetric_difference(&expected).collect();
    assert!(differing.is_empty(), "{differing:?}");
}
