//! `betaling`: what each service costs, with the rates of the year it is used.

use super::line::Line;
use super::{Fields, Source};
use crate::letter::format;
use crate::letter::markdown::reader::{MARK_END, MARK_UNCONFIRMED};
use serde_json::Value;

/// One entry for services that say the same about payment.
struct Payment {
    names: Vec<String>,
    text: String,
    year: i16,
    price: Option<String>,
    /// The year that the service runs on to.
    next_year: Option<i16>,
    /// Whether it is said of a year that its price is not set, and of which.
    unset: Option<i16>,
    /// The municipality's own price in the next year.
    next_price: Option<String>,
    /// The text that says that the relief in it is free, where the service has some.
    relief: Option<String>,
}

impl Payment {
    fn says_the_same(&self, other: &Self) -> bool {
        let words = |it: &Self| {
            (it.text.clone(), it.year, it.price.clone(), it.next_price.clone(), (it.unset, it.relief.clone()))
        };
        words(self) == words(other)
    }
}

/// The payments of the lines that give something.
pub(super) fn payments(source: Source<'_>, lines: &[&Line<'_>]) -> Vec<Value> {
    let mut all: Vec<Payment> = Vec::new();
    for line in lines {
        let Some(payment) = payment(source, line) else { continue };
        match all.iter_mut().find(|it| it.says_the_same(&payment)) {
            Some(known) => known
                .names
                .extend(payment.names.into_iter().filter(|name| !known.names.contains(name)).collect::<Vec<_>>()),
            None => all.push(payment),
        }
    }
    all.iter().map(|payment| fields(source, payment)).collect()
}

fn payment(source: Source<'_>, line: &Line<'_>) -> Option<Payment> {
    let id = line.selected.egenandel_id()?;
    let year = line.selected.aar.first().copied()?;
    let income = source.sak.husstand.as_ref().and_then(|it| it.inntekt_under_2g) == Some(true);
    // What is known of the year is told: both amounts, else the limit of income alone, else neither.
    let low = ["-under-2g", "-under-2g-uten-sats"].into_iter().filter(|_| income);
    let mut names = low.chain(["", "-2g-uten-sats", "-uten-sats"]).map(|variant| format!("{id}{variant}"));
    // The first text whose every rate is set for that year; rates that are not set are never guessed.
    let text = names.find(|text| rates_are_set(source, text, year))?;
    let price = price(source, line, &text, year);
    let next_year = line.selected.aar.get(1).copied();
    // A local price holds under the national rate, so it is not told before that is set.
    let rates_unset =
        |year: i16| rates_in(source, &id).iter().any(|rate| source.selected.sats_oere(rate, year).is_none());
    let uses_rates = !rates_in(source, &text).is_empty();
    let next_price = next_year.filter(|&next| !rates_unset(next));
    let next_price = next_price.and_then(|next| self::price(source, line, &text, next));
    let untold = |&next: &i16| uses_rates && rates_unset(next) || price.is_some() && next_price.is_none();
    // A price that is not set for the first year either is said of that year.
    let priced = || source.selected.avsender.priser.contains_key(&line.selected.tjeneste.id);
    let says_so = source.selected.text(&text).is_some_and(|it| it.gaps().iter().any(|gap| gap.navn == "sats.aar"));
    let unset_now = !says_so && price.is_none() && front_allows(source, &text) && priced();
    let unset = if unset_now { Some(year) } else { next_year.filter(untold) };
    let relief = relief(source, line, &text);
    Some(Payment { names: vec![line.name(source)], price, text, year, next_year, unset, next_price, relief })
}

/// The text on payment for relief.
const RELIEF: &str = "egenandel/gratis-avlastning";

/// What must be said of relief that is part of another service (egenandelsforskriften § 1 andre ledd).
fn relief(source: Source<'_>, line: &Line<'_>, text: &str) -> Option<String> {
    let part = line.line.bpa.as_ref().is_some_and(|bpa| bpa.omfatter_avlastning == Some(true));
    (part && text != RELIEF && source.selected.text(RELIEF).is_some()).then(|| RELIEF.to_owned())
}

/// The rates that a text names as `sats.<id>`.
fn rates_in(source: Source<'_>, text: &str) -> Vec<String> {
    let Some(text) = source.selected.text(text) else { return Vec::new() };
    let rates = text.gaps().iter().filter_map(|gap| gap.navn.strip_prefix("sats."));
    rates.filter(|id| !matches!(*id, "aar" | "neste_aar" | "to_g")).map(str::to_owned).collect()
}

fn rates_are_set(source: Source<'_>, text: &str, year: i16) -> bool {
    let exists = source.selected.text(text).is_some();
    let names_2g = source.selected.text(text).is_some_and(|text| text.gaps().iter().any(|gap| gap.navn == "sats.to_g"));
    let has_2g = !names_2g || source.selected.to_g_oere(year).is_some();
    exists && has_2g && rates_in(source, text).iter().all(|rate| source.selected.sats_oere(rate, year).is_some())
}

/// Whether a text says that the municipality's own price may follow it.
fn front_allows(source: Source<'_>, text: &str) -> bool {
    source.selected.text(text).is_some_and(|text| text.front.lokal_pris)
}

/// The municipality's own price in a year, where the text says that there may be one: under the service's name, or
/// under the rate that the text names.
fn price(source: Source<'_>, line: &Line<'_>, text: &str, year: i16) -> Option<String> {
    if !front_allows(source, text) {
        return None;
    }
    let rates = rates_in(source, text);
    let names = std::iter::once(line.selected.tjeneste.id.clone()).chain(rates);
    names.into_iter().find_map(|name| {
        let (amount, per) = source.selected.price(&name, year)?;
        let per = per.map_or_else(String::new, |per| format!(" {per}"));
        let printed = amount.print(source.maalform(), |oere| format!("{}{per}", format::oere(*oere)));
        let unconfirmed = amount.unconfirmed().is_some();
        Some(if unconfirmed { format!("{MARK_UNCONFIRMED}satser.{name}{MARK_END}{printed}") } else { printed })
    })
}

/// The rates of a text in a year, with the year.
fn rates(source: Source<'_>, text: &str, year: i16) -> Fields {
    let mut rates = Fields::default();
    rates.put("aar", year.to_string());
    for rate in rates_in(source, text) {
        rates.put_some(&rate, source.selected.sats_oere(&rate, year).map(format::oere));
    }
    rates
}

/// The texts that tell what the rates of a text are in the next year, one for each rate that is set for it.
fn told_of_next_year(source: Source<'_>, payment: &Payment) -> Vec<Value> {
    let set = |rate: &String| payment.next_year.and_then(|next| source.selected.sats_oere(rate, next)).is_some();
    let ids = rates_in(source, &payment.text).into_iter().filter(set);
    let ids = ids.map(|rate| format!("egenandel/neste-aar/{}", rate.replace('_', "-")));
    ids.filter(|id| source.selected.text(id).is_some()).map(Value::from).collect()
}

fn fields(source: Source<'_>, payment: &Payment) -> Value {
    let mut rates = rates(source, &payment.text, payment.year);
    rates.put_some("neste_aar", payment.unset.or(payment.next_year).map(|year| year.to_string()));
    rates.put_some("to_g", source.selected.to_g_oere(payment.year).map(|(oere, _)| format::oere(oere)));
    let mut price = Fields::default();
    price.put_some("beloep", payment.price.clone()).put_some("beloep_neste_aar", payment.next_price.clone());
    let mut fields = Fields::default();
    fields
        .put("navn", format::capitalised(&format::list(&payment.names)))
        .put("tekst", payment.text.clone())
        .put_some("avlastning", payment.relief.clone())
        .put("sats", rates.done())
        .put("pris", price.done())
        .put("lokal_pris", payment.price.is_some())
        .put("lokal_pris_neste_aar", payment.next_price.is_some())
        .put("tekster_neste_aar", told_of_next_year(source, payment))
        .put_some("sats_neste_aar", payment.next_year.map(|next| self::rates(source, &payment.text, next).done()))
        .put("neste_aar", payment.unset.is_some());
    fields.done()
}
