//! A decision on payment: whether the service may be paid for, and whether the amount is above what the rules allow.
//!
//! Comes in: a case with `egenandel`, and what its letter speaks of. Goes out: TEKST-160 to TEKST-163.
//! Never says what the person earns or pays; national rates are told, they are the same for everyone.

use super::avsender::Avsender;
use super::payment::{Betalingsgrunnlag, Tak, monthly_ceiling};
use super::select::Selection;
use super::select_around::Omtale;
use super::tjeneste::{Tjeneste, Tjenesteklasse};
use crate::problem::Problem;
use crate::sak::around::{Betalingsperiode, Egenandel};
use crate::sak::line::Klassifisering;
use crate::sak::sak::Sak;
use crate::suggest::one_of;

const SERVICE: &str = "egenandel.tjeneste";
const AMOUNT: &str = "egenandel.beloep";
/// The limit of days in an institution within a calendar year.
const DAYS: &str = "institusjonsdoegn";

/// Notes a payment that the rules do not allow, or that nobody can judge.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, omtale: &Omtale, avsender: Option<&Avsender>) {
    let (Some(egenandel), Some(tjeneste)) = (&sak.egenandel, &omtale.tjeneste) else { return };
    if !may_rest_on(selection, egenandel, tjeneste, avsender) || omtale.tekst.is_none() {
        return;
    }
    let betaling = selection.library.betaling();
    let facts = betaling.as_ref().and_then(|it| it.fakta(egenandel.grunnlag.text(), selection.brevdato));
    let Some(facts) = facts else { return };
    if !facts.per.contains(&egenandel.per) {
        let known: Vec<&str> = facts.per.iter().map(|per| per.word()).collect();
        selection.error("TEKST-163", "egenandel.per", "Beløpet gjelder ikke det denne regelen regner i").hint =
            Some(format!("skriv per: {}", one_of(&known)));
        return;
    }
    days(selection, sak, tjeneste, facts);
    ceiling(selection, sak, egenandel, facts);
    cost(selection, sak, egenandel, facts);
}

/// Whether the service has such a payment at all, and whether it may rest on the ground that the case gives.
fn may_rest_on(
    selection: &mut Selection<'_>,
    egenandel: &Egenandel,
    tjeneste: &Tjeneste,
    avsender: Option<&Avsender>,
) -> bool {
    let Some(fakta) = tjeneste.fakta(selection.brevdato) else { return true };
    let chosen = avsender.and_then(|it| it.klassifisering.get(&tjeneste.id)).and_then(|local| local.value().copied());
    let of_class = |(class, _): &(&Klassifisering, &Tjenesteklasse)| chosen.is_none_or(|chosen| chosen == **class);
    let classes: Vec<(&Klassifisering, &Tjenesteklasse)> = fakta.klasser.iter().filter(of_class).collect();
    let grounds: Vec<&str> =
        classes.iter().flat_map(|(_, class)| &class.egenandelsvedtak).map(String::as_str).collect();
    if grounds.contains(&egenandel.grunnlag.text()) {
        return true;
    }
    if !grounds.is_empty() {
        // A ground that does not exist has been told of already.
        if selection.library.betaling().is_some_and(|it| it.grunnlag.contains_key(egenandel.grunnlag.text())) {
            let message = "Betalingen for denne tjenesten kan ikke bygge på dette grunnlaget";
            selection.error("TEKST-160", "egenandel.grunnlag", message).hint =
                Some(format!("skriv grunnlag: {}", one_of(&grounds)));
        }
        return false;
    }
    if classes.iter().all(|(class, _)| **class == Klassifisering::Servicetjeneste) {
        let message = "Prisen på en servicetjeneste følger ikke reglene om egenandel";
        selection.error("TEKST-160", SERVICE, message).hint =
            Some("skriv prisen i avsenderens satser.yaml. Da står den i vedtaket om tjenesten".into());
        return false;
    }
    let texts = classes.iter().filter_map(|(_, class)| class.egenandel.as_ref());
    let texts = texts
        .filter_map(|id| selection.library.text(&format!("egenandel/{id}"), selection.brevdato, selection.maalform));
    let cited: Vec<_> = texts.flat_map(|text| text.front.hjemmel.clone()).collect();
    let rule = if cited.is_empty() { String::new() } else { format!(", se {}", selection.print(&cited)) };
    let hint = format!("ta bort vedtaket, eller rett tjeneste{rule}");
    let message = "Ingen regel om egenandel gjelder for denne tjenesten";
    selection.error("TEKST-160", SERVICE, message).hint = Some(hint);
    false
}

/// A service whose days count may be paid for by income only from the limit of days in the library.
fn days(selection: &mut Selection<'_>, sak: &Sak, tjeneste: &Tjeneste, facts: &Betalingsgrunnlag) {
    let counts = tjeneste.fakta(selection.brevdato).is_some_and(|fakta| fakta.teller_doegn);
    let limit = selection.library.grenser().verdi(DAYS, selection.brevdato).cloned();
    let (true, Tak::Inntekt { .. }, Some(limit)) = (counts, &facts.tak, limit) else { return };
    let field = "doegn_i_institusjon_i_aar";
    let rule = selection.print(limit.hjemmel.as_slice());
    match sak.doegn_i_institusjon_i_aar {
        None => {
            let message = "Det står ikke hvor mange døgn parten har vært på institusjon i år";
            let hint = format!("skriv {field}. Betaling etter inntekt krever {} døgn. Regelen er {rule}", limit.verdi);
            selection.error("TEKST-162", field, message).hint = Some(hint);
        }
        Some(days) if days < limit.verdi => {
            let message = "Parten har ikke vært lenge nok på institusjon i år til å betale etter inntekt";
            let hint = format!("velg et annet grunnlag. Grensen er {} døgn i året. Regelen er {rule}", limit.verdi);
            selection.error("TEKST-160", "egenandel.grunnlag", message).hint = Some(hint);
        }
        Some(_) => {}
    }
}

/// Notes an amount above the national rate, or above what the income gives.
fn ceiling(selection: &mut Selection<'_>, sak: &Sak, egenandel: &Egenandel, facts: &Betalingsgrunnlag) {
    let (beloep, satser) = (i64::from(egenandel.beloep) * 100, selection.library.satser());
    let rule = selection.print(&facts.hjemmel);
    let low_income = sak.husstand.as_ref().and_then(|husstand| husstand.inntekt_under_2g);
    match &facts.tak {
        Tak::Sats { inntekt_under_2g: true, .. } if low_income.is_none() => {
            let message =
                "Det står ikke om husstanden har inntekt under 2G, og det avgjør hva betalingen høyst kan være";
            selection.error("TEKST-162", "husstand.inntekt_under_2g", message).hint =
                Some("skriv husstand: {inntekt_under_2g: true} eller false".into());
        }
        Tak::Sats { inntekt_under_2g: true, .. } if low_income == Some(false) => {}
        Tak::Sats { id, .. } => {
            let year = egenandel.fra.date().year();
            let Some(highest) = satser.beloep_oere(id, year).filter(|highest| beloep > *highest) else { return };
            let per = per(egenandel.per);
            let message = format!("Beløpet er høyere enn det kommunen kan ta i {year}: {} kroner {per}", highest / 100);
            selection.error("TEKST-161", AMOUNT, message).hint = Some(format!("sett beløpet ned. Regelen er {rule}"));
        }
        Tak::Inntekt { under_g, over_g, gjoer, .. } => {
            let Some(income) = egenandel.inntekt_i_aaret else {
                let message = "Det står ikke hvilken inntekt betalingen er regnet av";
                selection.error("TEKST-162", "egenandel.inntekt_i_aaret", message).hint =
                    Some("skriv inntekt_i_aaret, i hele kroner for et helt år".into());
                return;
            };
            let (grenser, day) = (selection.library.grenser(), egenandel.fra.date());
            let highest = monthly_ceiling(&facts.tak, i64::from(income) * 100, &satser, &grenser, day);
            if highest.is_some_and(|highest| beloep > highest) {
                let percent = |id: &str| grenser.verdi(id, day).map_or(0, |grense| grense.verdi).to_string();
                let todo = gjoer.replace("{{under_g}}", &percent(under_g)).replace("{{over_g}}", &percent(over_g));
                let message = "Beløpet er høyere enn reglene for denne inntekten tillater";
                selection.error("TEKST-161", AMOUNT, message).hint = Some(format!("{todo}, se {rule}"));
            }
        }
    }
}

/// Notes an amount above the cost, and a cost that nobody has stated where only it limits the amount.
fn cost(selection: &mut Selection<'_>, sak: &Sak, egenandel: &Egenandel, facts: &Betalingsgrunnlag) {
    if !facts.hoeyst_kostnaden {
        return;
    }
    let rule = selection.print(&facts.hjemmel);
    match egenandel.kostnad {
        Some(cost) if egenandel.beloep > cost => {
            let message = "Beløpet er høyere enn det tjenesten koster kommunen";
            selection.error("TEKST-161", AMOUNT, message).hint = Some(format!("sett beløpet ned. Regelen er {rule}"));
        }
        None if sak.husstand.as_ref().and_then(|it| it.inntekt_under_2g) == Some(false) => {
            let message = "Det står ikke hva tjenesten koster kommunen, og betalingen kan ikke være høyere";
            let place = selection.tree.place("egenandel.kostnad");
            let hint = "skriv kostnad, i hele kroner for samme tid som beløpet";
            selection.problems.push(Problem::warning("TEKST-162", place, message).hint(hint));
        }
        _ => {}
    }
}

fn per(per: Betalingsperiode) -> &'static str {
    match per {
        Betalingsperiode::Maaned => "i måneden",
        Betalingsperiode::Doegn => "per døgn",
        Betalingsperiode::Dag => "per dag",
    }
}
