//! What a person may be asked to pay: by the rule of the service, and never above the national rate.
//!
//! Comes in: a case with its selected lines or its decision on payment. Goes out: TEKST-045, TEKST-067 and TEKST-068.
//! The rates, and what each rule is for, are the library's; nothing is calculated here.

use super::avsender::Avsender;
use super::select::Selection;
use super::select_around::Omtale;
use super::selected::SelectedLine;
use crate::problem::Problem;
use crate::sak::around::Egenandel;
use crate::sak::sak::Sak;

/// Notes a payment that the service does not have, or that is above the rate of its rule.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, avsender: Option<&Avsender>, omtale: &Omtale) {
    let (Some(egenandel), Some(regel)) = (&sak.egenandel, &omtale.tekst) else { return };
    if let Some(tjeneste) = &omtale.tjeneste
        && let Some(fakta) = tjeneste.fakta(selection.brevdato)
    {
        let only = fakta.klasser.keys().next().filter(|_| fakta.klasser.len() == 1);
        let local = avsender.and_then(|avsender| avsender.klassifisering.get(&tjeneste.id));
        let chosen = only.or(local.and_then(|local| local.value()));
        let classes = fakta.klasser.iter().filter(|(klasse, _)| chosen.is_none_or(|chosen| chosen == *klasse));
        let pays = |text: &Option<String>| text.as_ref().is_some_and(|text| regel.front.for_egenandel.contains(text));
        if !classes.into_iter().any(|(_, klasse)| pays(&klasse.egenandel)) {
            let message = "Denne tjenesten blir ikke betalt etter denne regelen";
            let hint = "sjekk tjenesten og grunnlaget. Er tjenesten gratis, skal det ikke lages vedtak om egenandel";
            selection.error("TEKST-067", "egenandel.tjeneste", message).hint = Some(hint.into());
        }
    }
    let low = sak.husstand.as_ref().and_then(|husstand| husstand.inntekt_under_2g) == Some(true);
    let under = regel.front.tak_under_2g.as_ref().filter(|_| low);
    for rate in regel.front.tak.iter().chain(under) {
        ceiling(selection, egenandel, rate);
    }
}

fn ceiling(selection: &mut Selection<'_>, egenandel: &Egenandel, rate: &str) {
    let satser = selection.library.satser();
    let Some(sats) = satser.satser.get(rate) else { return };
    let year = egenandel.fra.date().year();
    let per = egenandel.per.word();
    if sats.per.as_deref().is_some_and(|known| known != per) {
        let message = "Beløpet gjelder noe annet enn den nasjonale satsen";
        let known = sats.per.clone().unwrap_or_default();
        selection.error("TEKST-068", "egenandel.per", message).hint =
            Some(format!("skriv per: {known}, og beløpet for det"));
    } else if satser.beloep_oere(rate, year).is_some_and(|most| i64::from(egenandel.beloep) * 100 > most) {
        let message = format!("Beløpet er høyere enn den nasjonale satsen for {year}");
        let hint =
            format!("sett det ned til satsen i {}, linje {}", selection.library.place(&sats.path).file, sats.line);
        selection.error("TEKST-068", "egenandel.beloep", message).hint = Some(hint);
    }
}

/// Notes a price of the municipality's own that is above the national rate, in a year that the service is used.
pub(super) fn local_price(selection: &mut Selection<'_>, avsender: Option<&Avsender>, selected: &SelectedLine) {
    let Some(avsender) = avsender else { return };
    let id = &selected.tjeneste.id;
    let Some(pris) = avsender.priser.get(id) else { return };
    let satser = selection.library.satser();
    for sats in satser.satser.values().filter(|sats| sats.tak_for.contains(id)) {
        let above = |year: &&i16| {
            let own = pris.beloep_oere.get(*year).and_then(|amount| amount.value());
            own.zip(sats.beloep_oere.get(*year)).is_some_and(|(own, most)| own > most)
        };
        if let Some(year) = selected.aar.iter().find(above) {
            let message = format!("Kommunens pris «{id}» for {year} er høyere enn den nasjonale satsen");
            let place = selection.library.place(avsender.priser_path.as_deref().unwrap_or_default());
            let rule = selection.library.place(&sats.path).file;
            let hint = format!("sett den ned til satsen i {rule}, linje {}", sats.line);
            selection.problems.push(Problem::error("TEKST-045", place, message).hint(hint));
        }
    }
}
