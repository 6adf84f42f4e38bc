//! The report as a page for the council: key figures, three plots and a table, in either language.
//!
//! Comes in: a `Report`, the library for names, and which numbers are small. Goes out: an `Overview` that is ready to print.
//! Draws nothing. Services have the library's names, so that the page says what the letters say.

mod span;
mod words;

use super::print::HIDDEN;
use super::shown::{Number, Numbers, Shown};
use super::{Report, Row};
use crate::language::Maalform;
use crate::letter::format::{HARD_SPACE, capitalised, list, number};
use crate::texts::library::Library;
use crate::typeset::overview::{Bar, Figure, Overview, Plot, Table};
use jiff::civil::Date;
use words::Words;

/// How many services have a bar of their own.
const SERVICES: usize = 20;

/// Lays a report out as words and numbers; counts below `under` are hidden.
pub fn page(report: &Report, library: &Library, maalform: Maalform, under: Option<u64>) -> Overview {
    let words = Words::of(maalform);
    let (by_span, form) = span::grouped(report);
    let shown = Shown::of(&by_span, under);
    let services = services(&shown, library, maalform);
    let nothing = report.i_alt.vedtak() == 0;
    let office = Office::of(report, library, maalform);
    Overview {
        language: maalform.tag(),
        title: words.title.to_owned(),
        period: span::period(report, words),
        municipality: office.municipality,
        office: office.office,
        logo: office.logo,
        sender: office.sender,
        empty: nothing.then(|| words.empty.to_owned()),
        figures: figures(&shown, words),
        plots: if nothing { Vec::new() } else { plots(&shown, form, &services, words) },
        table: (!nothing).then(|| numbers_table(&shown, &services, words)),
        notes: notes(&shown, nothing, words),
        pages: ["Side", "av"],
        date: report.til.or(report.dager.map(|(_, last)| last)).or(report.fra).unwrap_or(EPOCH),
    }
}

/// The day of the file when there is no other.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Who made the decisions.
struct Office {
    municipality: String,
    office: String,
    logo: Option<String>,
    sender: Option<String>,
}

impl Office {
    fn of(report: &Report, library: &Library, maalform: Maalform) -> Self {
        let senders: Vec<&String> = report.avsendere.iter().collect();
        let field = |id: &String, name: &str| library.avsender(id)?.text(name, maalform);
        let mut names: Vec<String> =
            senders.iter().map(|id| field(id, "navn").unwrap_or_else(|| (*id).clone())).collect();
        names.dedup();
        let only = if let [only] = senders.as_slice() { Some((*only).clone()) } else { None };
        let municipality = list(&names);
        Self {
            office: only.as_ref().and_then(|id| field(id, "kontor")).unwrap_or_default(),
            logo: only.as_ref().map(|_| format!("Logoen til {municipality}")),
            sender: only,
            municipality,
        }
    }
}

fn printed(count: Number) -> String {
    count.map_or_else(|| HIDDEN.to_owned(), |count| number(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// A number as it is said: a hidden one has a word.
fn said(count: Number, words: &Words) -> String {
    count.map_or_else(|| words.hidden.to_owned(), |_| printed(count))
}

fn figures(shown: &Shown, words: &Words) -> Vec<Figure> {
    let [decisions, .., persons] = shown.i_alt;
    let figures = [decisions, persons, shown.brev, shown.klager].into_iter().zip(words.figures);
    figures.map(|(count, label)| Figure { value: said(count, words), label: label.to_owned() }).collect()
}

/// A bar before its length is known: its name on the page, its name when read aloud, and its number.
type Named = (String, String, Number);

fn plots(shown: &Shown, form: span::Form, services: &[(String, Numbers)], words: &Words) -> Vec<Plot> {
    let outcomes = words.outcomes.into_iter().zip(&shown.i_alt[1..6]);
    let outcomes = outcomes.map(|(name, count)| (name.to_owned(), name.to_owned(), *count)).collect();
    let years = span::has_several_years(&shown.maaneder);
    let spans = shown.maaneder.iter().map(|(key, row)| (span::short(key, form, years), span::long(key), row[0]));
    let mut bars: Vec<Named> = services.iter().map(|(name, row)| (name.clone(), name.clone(), row[0])).collect();
    if bars.len() > SERVICES {
        let rest = bars.split_off(SERVICES - 1);
        let sum = rest.iter().map(|(.., count)| *count).sum::<Number>();
        let name = format!("{} ({})", words.other_services, rest.len());
        bars.push((name.clone(), name, sum));
    }
    vec![
        plot(words.by_outcome, "beside", outcomes, shown.i_alt[0], words),
        plot(words.by_span[form as usize], "standing", spans.collect(), None, words),
        plot(words.by_service, "lying", bars, None, words),
    ]
}

/// A plot; with a sum, each number has its share of it beside it.
fn plot(title: &str, form: &'static str, named: Vec<Named>, sum: Number, words: &Words) -> Plot {
    let longest = named.iter().filter_map(|(.., count)| *count).max().unwrap_or(0).max(1) as f64;
    let with_share = |count: Number| match (count, sum) {
        (Some(count), Some(sum)) if sum > 0 => format!("{} ({})", printed(Some(count)), percent(count, sum, words)),
        _ => said(count, words),
    };
    let spoken: Vec<String> = named.iter().map(|(_, name, count)| format!("{name} {}", with_share(*count))).collect();
    let bar = |(label, _, count): Named| Bar {
        label,
        value: if form == "standing" { printed(count) } else { with_share(count) },
        share: count.map(|count| count as f64 / longest),
    };
    Plot {
        title: title.to_owned(),
        form,
        alt: format!("{}. {title}: {}.", words.plot, spoken.join(", ")),
        bars: named.into_iter().map(bar).collect(),
    }
}

/// A share with one decimal; what is more than nothing never becomes 0.
fn percent(count: u64, sum: u64, words: &Words) -> String {
    let tenths = (count * 1_000 + sum / 2) / sum;
    if tenths == 0 && count > 0 {
        return format!("{} 0,1{HARD_SPACE}%", words.under);
    }
    format!("{},{}{HARD_SPACE}%", tenths / 10, tenths % 10)
}

/// The services by name, those with most decisions first; hidden numbers last, so that the order tells nothing.
fn services(shown: &Shown, library: &Library, maalform: Maalform) -> Vec<(String, Numbers)> {
    let name = |id: &str| {
        let tjeneste = library.tjeneste(id)?;
        let short = tjeneste.kort.as_ref().unwrap_or(&tjeneste.navn);
        Some(capitalised(short.get(maalform)))
    };
    let named = shown.tjenester.iter().map(|(id, row)| (name(id).unwrap_or_else(|| id.clone()), *row));
    let mut services: Vec<(String, Numbers)> = named.collect();
    services.sort_by(|(one, a), (other, b)| b[0].cmp(&a[0]).then_with(|| one.cmp(other)));
    services
}

fn numbers_table(shown: &Shown, services: &[(String, Numbers)], words: &Words) -> Table {
    let row = |name: &str, row: &Numbers| {
        std::iter::once(name.to_owned()).chain(row.iter().map(|count| printed(*count))).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<String>> = services.iter().map(|(name, numbers)| row(name, numbers)).collect();
    rows.push(row(words.sum, &shown.i_alt));
    Table { title: words.table.to_owned(), header: words.header.iter().map(|word| (*word).to_owned()).collect(), rows }
}

fn notes(shown: &Shown, nothing: bool, words: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if !shown.klageutfall.is_empty() {
        let one = |(word, count): &(String, Number)| format!("{} {}", words.complaint(word), said(*count, words));
        let outcomes: Vec<String> = shown.klageutfall.iter().map(one).collect();
        notes.push(format!("{}: {}.", words.complaints, list(&outcomes)));
    }
    if !nothing {
        notes.push(words.meaning.to_owned());
    }
    if let Some(under) = shown.under {
        notes.push(words.hidden_note.replace("{}", &under.to_string()).replace("{:}", HIDDEN));
    }
    notes
}

#[cfg(test)]
mod tests;
