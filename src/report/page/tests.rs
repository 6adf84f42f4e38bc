//! Tests of the page: what it says of a year, a month, nothing at all, and numbers that are hidden.

use super::*;
use Maalform::{Nb, Nn};
use std::collections::{BTreeMap, BTreeSet};

fn row(outcomes: [u64; 5], persons: u64) -> Row {
    let [innvilget, delvis_innvilget, avslag, venteliste, annet] = outcomes;
    Row { innvilget, delvis_innvilget, avslag, venteliste, annet, uten_person: persons, ..Row::default() }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn report(months: &[(&str, u64)]) -> Report {
    let maaneder: BTreeMap<String, Row> =
        months.iter().map(|(month, count)| ((*month).to_owned(), row([*count, 0, 0, 0, 0], 1))).collect();
    let mut i_alt = Row::default();
    maaneder.values().for_each(|row| i_alt.merge(row.clone()));
    let ends = months.first().zip(months.last());
    Report {
        dager: ends.map(|(first, last)| (day(&format!("{}-03", first.0)), day(&format!("{}-20", last.0)))),
        tjenester: BTreeMap::from([("bpa".to_owned(), i_alt.clone())]),
        avsendere: BTreeSet::from(["faerder".to_owned()]),
        i_alt,
        maaneder,
        brev: 7,
        klager: BTreeMap::from([(String::new(), 1), ("stadfestet".to_owned(), 2)]),
        ..Report::default()
    }
}

fn soft(text: &str) -> String {
    text.replace(HARD_SPACE, " ")
}

fn of(report: &Report, maalform: Maalform, under: Option<u64>) -> Overview {
    page(report, &Library::embedded(), maalform, under)
}

#[test]
fn a_chosen_year_has_twelve_bars_and_its_number_as_period() {
    let mut report = report(&[("2026-02", 1_200), ("2026-11", 34)]);
    (report.fra, report.til) = (Some(day("2026-01-01")), Some(day("2026-12-31")));
    let sheet = of(&report, Nb, None);
    assert_eq!((sheet.period.as_str(), sheet.municipality.as_str()), ("2026", "Færder kommune"));
    let months = &sheet.plots[1];
    assert_eq!((months.bars.len(), months.bars[0].value.as_str(), months.bars[1].share), (12, "0", Some(1.0)));
    let alt = soft(&months.alt);
    assert!(alt.starts_with("Stolpediagram. Vedtak etter måned: januar 2026 0, februar 2026 1 200, mars"), "{alt}");
    assert_eq!(soft(&sheet.figures[0].value), "1 234");
    assert_eq!(soft(&sheet.plots[0].bars[0].value), "1 234 (100,0 %)");
    assert_eq!(sheet.table.unwrap().rows.last().unwrap()[0], "I alt");
    assert!(sheet.notes[0].contains("ikke avgjort 1 og stadfestet 2"), "{}", sheet.notes[0]);
}

#[test]
fn longer_spans_become_quarters_and_years_and_a_new_year_is_named() {
    let two = of(&report(&[("2025-11", 5), ("2026-01", 6)]), Nn, None);
    assert_eq!(
        two.plots[1].bars.iter().map(|bar| bar.label.as_str()).collect::<Vec<_>>(),
        ["nov.\n2025", "des.\n2025", "jan.\n2026"]
    );
    assert!(two.title.ends_with("tenester") && two.figures[1].label == "personar");
    let quarters = of(&report(&[("2024-07", 5), ("2024-08", 1), ("2026-01", 6)]), Nb, None);
    assert_eq!(
        (quarters.plots[1].bars[0].label.as_str(), quarters.plots[1].bars[0].value.as_str()),
        ("3. kv.\n2024", "6")
    );
    assert_eq!(quarters.plots[1].title, "Vedtak etter kvartal");
    let years = of(&report(&[("2024-07", 5), ("2030-01", 6)]), Nb, None);
    assert_eq!((years.plots[1].title.as_str(), years.plots[1].bars.len()), ("Vedtak etter år", 7));
    assert_eq!(soft(&years.period), "Alle vedtak, 3. juli 2024–20. januar 2030");
}

#[test]
fn a_report_of_nothing_says_so_and_has_no_plot() {
    let empty = Report { fra: Some(day("2026-03-01")), til: Some(day("2026-03-31")), ..Report::default() };
    let sheet = of(&empty, Nb, Some(5));
    assert!(sheet.plots.is_empty() && sheet.table.is_none() && sheet.empty.is_some());
    assert_eq!(soft(&sheet.period), "1. mars–31. mars 2026");
    assert_eq!(sheet.date, day("2026-03-31"));
    assert_eq!(of(&Report::default(), Nn, None).period, "Alle vedtak");
}

#[test]
fn more_services_than_bars_share_the_last_one() {
    let mut report = report(&[("2026-05", 400)]);
    report.tjenester = (0..25).map(|n| (format!("tjeneste-{n:02}"), row([4 + n, 0, 0, 0, 0], 9))).collect();
    let sheet = of(&report, Nb, None);
    let last = sheet.plots[2].bars.last().unwrap();
    assert_eq!(
        (sheet.plots[2].bars.len(), last.label.as_str(), last.value.as_str()),
        (20, "Andre tjenester (6)", "39")
    );
    assert_eq!(sheet.table.as_ref().unwrap().rows.len(), 26);
    let hidden = of(&report, Nb, Some(5));
    assert_eq!((hidden.plots[2].bars[19].value.as_str(), hidden.plots[2].bars[19].share), ("skjult", None));
    let table = hidden.table.unwrap().rows;
    assert_eq!((table[23][1].as_str(), table[24][1].as_str()), (HIDDEN, HIDDEN));
    assert!(hidden.notes.iter().any(|note| note.contains("under 5 er skjult (:)")));
}

#[test]
fn a_share_never_becomes_nothing() {
    let words = Words::of(Nb);
    assert_eq!(soft(&percent(1, 100_000, words)), "under 0,1 %");
    assert_eq!(soft(&percent(3_463, 3_548, words)), "97,6 %");
    assert_eq!(soft(&percent(0, 9, words)), "0,0 %");
}
