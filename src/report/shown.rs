//! The report as it may be shown: every number, or all but those that could tell who someone is.
//!
//! Comes in: a `Report`, and from which count a number may be shown. Goes out: `Shown`, with nothing in place of a
//! hidden number. A small number is hidden together with another one in its line, so that it cannot be worked out
//! from the sum. Counts nothing.

use super::{Report, Row};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A number, or nothing when it is hidden.
pub type Number = Option<u64>;
/// Decisions in all, by the five outcomes, and persons.
pub type Numbers = [Number; 7];

/// Where the outcomes stand among the numbers.
const OUTCOMES: std::ops::Range<usize> = 1..6;
/// Where the persons stand.
const PERSONS: usize = 6;

/// The report with the numbers that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The first day that counts, when one was chosen.
    pub fra: Option<Date>,
    /// The last day that counts, when one was chosen.
    pub til: Option<Date>,
    /// The first and the last day with a decision.
    pub dager: Option<(Date, Date)>,
    /// Counts from 1 and below this are hidden; nothing when all are shown.
    pub under: Option<u64>,
    /// All decisions.
    pub i_alt: Numbers,
    /// By service.
    pub tjenester: Vec<(String, Numbers)>,
    /// By month, such as `2026-11`.
    pub maaneder: Vec<(String, Numbers)>,
    /// Letters.
    pub brev: Number,
    /// Complaints in all.
    pub klager: Number,
    /// Complaints by what became of them; the empty word is «not yet known».
    pub klageutfall: Vec<(String, Number)>,
    /// Letters by the newest answer of each system.
    pub svar: Vec<(String, Number)>,
}

impl Shown {
    /// The numbers of a report that may be shown when those below `under` may not.
    pub fn of(report: &Report, under: Option<u64>) -> Self {
        let limit = under.unwrap_or(0);
        let mut i_alt = numbers(&report.i_alt);
        hide_line(&mut i_alt[OUTCOMES], limit);
        hide_small(&mut i_alt[PERSONS], limit);
        if report.i_alt.vedtak() < limit {
            hide_small(&mut i_alt[0], limit);
        }
        let (klageutfall, svar) = (counts(&report.klager, limit), counts(&report.svar, limit));
        let (mut brev, mut klager) = (Some(report.brev), Some(report.klager.values().sum()));
        hide_small(&mut brev, limit);
        hide_small(&mut klager, limit);
        Self {
            fra: report.fra,
            til: report.til,
            dager: report.dager,
            under,
            i_alt,
            tjenester: table(&report.tjenester, limit),
            maaneder: table(&report.maaneder, limit),
            brev,
            klager,
            klageutfall,
            svar,
        }
    }
}

/// Tells whether a report has a number that could tell who someone is.
pub fn has_small(report: &Report, under: u64) -> bool {
    Shown::of(report, Some(under)) != Shown { under: Some(under), ..Shown::of(report, None) }
}

/// Counts by word, without those that may not be shown.
fn counts(all: &BTreeMap<String, u64>, limit: u64) -> Vec<(String, Number)> {
    let mut shown: Vec<Number> = all.values().map(|count| Some(*count)).collect();
    hide_line(&mut shown, limit);
    all.keys().cloned().zip(shown).collect()
}

fn numbers(row: &Row) -> Numbers {
    let Row { innvilget, delvis_innvilget, avslag, venteliste, annet, .. } = row;
    [row.vedtak(), *innvilget, *delvis_innvilget, *avslag, *venteliste, *annet, row.personer()].map(Some)
}

fn is_small(number: Number, limit: u64) -> bool {
    number.is_some_and(|count| (1..limit).contains(&count))
}

fn hide_small(number: &mut Number, limit: u64) {
    if is_small(*number, limit) {
        *number = None;
    }
}

/// Hides the small numbers of a line whose sum is known, and the smallest other one when only one was hidden.
fn hide_line(line: &mut [Number], limit: u64) {
    line.iter_mut().for_each(|number| hide_small(number, limit));
    if line.iter().filter(|number| number.is_none()).count() == 1 {
        let others = line.iter_mut().filter(|number| number.is_some_and(|count| count > 0));
        if let Some(smallest) = others.min() {
            *smallest = None;
        }
    }
}

/// Rows whose columns sum to known numbers: the sums of the rows are a line, and a row with a small outcome shows none
/// of its outcomes. One such row alone could be worked out from the others, so the smallest other goes with it.
fn table(rows: &BTreeMap<String, Row>, limit: u64) -> Vec<(String, Numbers)> {
    let mut shown: Vec<(String, Numbers)> = rows.iter().map(|(name, row)| (name.clone(), numbers(row))).collect();
    let mut sums: Vec<Number> = shown.iter().map(|(_, row)| row[0]).collect();
    hide_line(&mut sums, limit);
    let small = |row: &Numbers| row[OUTCOMES].iter().any(|number| is_small(*number, limit));
    let mut closed: Vec<bool> = shown.iter().zip(&sums).map(|((_, row), sum)| sum.is_none() || small(row)).collect();
    if closed.iter().filter(|closed| **closed).count() == 1 {
        let open = (0..shown.len()).filter(|at| !closed[*at] && shown[*at].1[0] > Some(0));
        if let Some(at) = open.min_by_key(|at| shown[*at].1[0]) {
            closed[at] = true;
        }
    }
    for ((at, (_, row)), sum) in shown.iter_mut().enumerate().zip(sums) {
        hide_small(&mut row[PERSONS], limit);
        if closed[at] {
            row[OUTCOMES].fill(None);
        }
        if sum.is_none() {
            row.fill(None);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(outcomes: [u64; 5], persons: u64) -> Row {
        let [innvilget, delvis_innvilget, avslag, venteliste, annet] = outcomes;
        Row { innvilget, delvis_innvilget, avslag, venteliste, annet, uten_person: persons, ..Row::default() }
    }

    fn shown(rows: &[(&str, [u64; 5], u64)]) -> Vec<(String, Numbers)> {
        let rows = rows.iter().map(|(name, outcomes, persons)| ((*name).to_owned(), row(*outcomes, *persons)));
        table(&rows.collect(), 5)
    }

    #[test]
    fn a_small_number_is_hidden_with_the_one_it_could_be_worked_out_from() {
        let mut line = [Some(3_463), Some(0), Some(62), Some(19), Some(4)];
        hide_line(&mut line, 5);
        assert_eq!(line, [Some(3_463), Some(0), Some(62), None, None]);
        let mut two = [Some(100), Some(4), Some(1)];
        hide_line(&mut two, 5);
        assert_eq!(two, [Some(100), None, None]);
        let mut large = [Some(100), Some(0), Some(5)];
        hide_line(&mut large, 5);
        assert_eq!(large, [Some(100), Some(0), Some(5)]);
    }

    #[test]
    fn a_service_with_a_small_outcome_shows_its_sum_only_and_never_alone() {
        let rows = shown(&[("a", [90, 0, 3, 0, 0], 40), ("b", [50, 0, 0, 0, 0], 4), ("c", [500, 0, 20, 0, 0], 300)]);
        assert_eq!(rows[0].1, [Some(93), None, None, None, None, None, Some(40)]);
        assert_eq!(rows[1].1, [Some(50), None, None, None, None, None, None]);
        assert_eq!(rows[2].1[1], Some(500));
    }

    #[test]
    fn a_small_service_is_hidden_whole_and_so_is_the_next_smallest_sum() {
        let rows = shown(&[("a", [2, 0, 0, 0, 0], 2), ("b", [50, 0, 0, 0, 0], 9), ("c", [500, 0, 20, 0, 0], 300)]);
        assert_eq!((rows[0].1, rows[1].1), ([None; 7], [None; 7]));
        assert_eq!(rows[2].1[0], Some(520));
    }

    #[test]
    fn without_a_limit_everything_is_shown() {
        let rows = BTreeMap::from([("a".to_owned(), row([1, 2, 3, 4, 1], 2))]);
        assert!(table(&rows, 0)[0].1.iter().all(Option::is_some));
    }
}
