//! What a caseworker should know about rates: those that are not set yet, and days that add up.
//!
//! Comes in: a case and its selected lines. Goes out: TEKST-016 to TEKST-018, all warnings.
//! The letter itself says «ikke fastsatt ennå»; no amount is chosen here.

use super::avsender::Avsender;
use super::select::Selection;
use super::selected::SelectedLine;
use crate::problem::Problem;
use crate::sak::line::{Periode, Slutt, Tjenestelinje, Utfall};
use crate::sak::sak::Sak;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The limit of days in an institution within a calendar year.
const DAYS: &str = "institusjonsdoegn";

/// Notes rates and local prices that are not set, and days in an institution that reach the limit.
pub(super) fn check(
    selection: &mut Selection<'_>,
    sak: &Sak,
    lines: &[Option<SelectedLine>],
    avsender: Option<&Avsender>,
) {
    let satser = selection.library.satser();
    for (index, (line, selected)) in sak.tjenester.iter().zip(lines).enumerate() {
        let granted = matches!(line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget);
        let Some(selected) = selected.as_ref().filter(|_| granted) else { continue };
        let text = selected.egenandel_id();
        let text = text.and_then(|id| selection.library.text(&id, selection.brevdato, selection.maalform));
        let gaps = text.as_ref().map(|text| text.gaps()).unwrap_or_default();
        let rates = gaps.iter().filter_map(|gap| gap.navn.strip_prefix("sats."));
        let rates: Vec<&str> = rates.filter(|id| satser.satser.contains_key(*id)).collect();
        let unset = |year: &&i16| rates.iter().any(|id| satser.beloep_oere(id, **year).is_none());
        if let Some(year) = selected.aar.iter().find(unset) {
            let place = selection.tree.place(&format!("tjenester[{index}].periode"));
            let message = format!("Satsene for {year} er ikke fastsatt ennå, og det står i brevet");
            let hint = "send nye opplysninger om betaling når satsene er klare";
            selection.problems.push(Problem::warning("TEKST-016", place, message).hint(hint));
            continue;
        }
        super::egenandel::local_price(selection, avsender, selected);
        let own = avsender.filter(|_| text.is_some_and(|text| text.front.lokal_pris));
        let own = own.and_then(|avsender| avsender.priser.get(&selected.tjeneste.id));
        let unpriced = |year: &&i16| own.is_some_and(|pris| !pris.beloep_oere.contains_key(*year));
        if let Some(year) = selected.aar.iter().find(unpriced) {
            let place = selection.tree.place(&format!("tjenester[{index}].periode"));
            let message = format!("Kommunens pris for {year} er ikke fastsatt ennå, og det står i brevet");
            let hint = "legg prisen i satser.yaml når den er klar, og send den da";
            selection.problems.push(Problem::warning("TEKST-016", place, message).hint(hint));
        }
    }
    let counted = sak.tjenester.iter().zip(lines).filter_map(|(line, selected)| Some((line, selected.as_ref()?)));
    days(selection, sak, &institution_days(sak, counted));
}

/// Notes the years in which the days reach the limit, and a count that is lower than the decision's own days.
fn days(selection: &mut Selection<'_>, sak: &Sak, years: &BTreeMap<i16, Doegn>) {
    let limit = selection.library.grenser().verdi(DAYS, selection.brevdato).map(|grense| grense.verdi);
    let field = if sak.doegn_i_institusjon_i_aar.is_some() { "doegn_i_institusjon_i_aar" } else { "tjenester" };
    for (year, doegn) in years {
        let place = selection.tree.place(field);
        if let Some(limit) = limit.filter(|limit| doegn.total() >= *limit) {
            let message = format!("Parten har {limit} døgn eller mer på institusjon i {year}");
            let hint = "vurder om betalingen skal regnes etter reglene for langtidsopphold";
            selection.problems.push(Problem::warning("TEKST-017", place.clone(), message).hint(hint));
        }
        if doegn.stated.is_some_and(|stated| stated < doegn.decided) {
            let message = format!("Vedtaket alene gir flere døgn på institusjon i {year} enn det står her");
            let hint = "skriv alle døgn i året: de parten har hatt, og de i dette vedtaket";
            selection.problems.push(Problem::warning("TEKST-018", place, message).hint(hint));
        }
    }
}

/// Days in an institution within one calendar year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Doegn {
    /// Nights that the decision gives, from the first to the last day of each stay.
    pub decided: u32,
    /// All of them, as the case states for this year.
    pub stated: Option<u32>,
}

impl Doegn {
    /// What is known of the year.
    pub fn total(&self) -> u32 {
        self.decided.max(self.stated.unwrap_or(0))
    }
}

/// Days in an institution by calendar year: those of the lines that count, and those the case states for the year in
/// which the first of them begins (egenandelsforskriften § 6). A stay without a last day is not counted.
pub fn institution_days<'s>(
    sak: &Sak,
    lines: impl Iterator<Item = (&'s Tjenestelinje, &'s SelectedLine)>,
) -> BTreeMap<i16, Doegn> {
    let mut years: BTreeMap<i16, Doegn> = BTreeMap::new();
    let granted = |line: &Tjenestelinje| matches!(line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget);
    let counts = lines.filter(|(line, selected)| selected.teller_doegn && granted(line));
    let stays = counts.filter_map(|(line, _)| match line.periode.as_ref()? {
        Periode { fra, til: Slutt::Dato(til) } if til >= fra => Some((fra.date(), til.date())),
        _ => None,
    });
    let stays: Vec<(Date, Date)> = stays.collect();
    for (fra, til) in &stays {
        for year in fra.year()..=til.year() {
            let (first, next) = (Date::new(year, 1, 1), Date::new(year + 1, 1, 1));
            let (Ok(first), Ok(next)) = (first, next) else { continue };
            let nights = (*til.min(&next)).since(*fra.max(&first)).map_or(0, |span| span.get_days());
            years.entry(year).or_default().decided += u32::try_from(nights).unwrap_or(0);
        }
    }
    if let Some(stated) = sak.doegn_i_institusjon_i_aar {
        let year = stays.iter().map(|(fra, _)| fra.year()).min().unwrap_or_else(|| sak.brevdato().year());
        years.entry(year).or_default().stated = Some(stated);
    }
    years
}
