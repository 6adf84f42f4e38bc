//! What a caseworker should know about rates: those that are not set yet, and days that add up.
//!
//! Comes in: a case and its selected lines. Goes out: TEKST-016 and TEKST-017, both warnings.
//! The letter itself says «ikke fastsatt ennå»; no amount is chosen here.

use super::select::Selection;
use super::selected::SelectedLine;
use crate::problem::Problem;
use crate::sak::line::Utfall;
use crate::sak::sak::Sak;

/// The limit of days in an institution within a calendar year.
const DAYS: &str = "institusjonsdoegn";

/// Notes rates that are not set, and days in an institution that reach the limit.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, lines: &[Option<SelectedLine>]) {
    let satser = selection.library.satser();
    for (index, (line, selected)) in sak.tjenester.iter().zip(lines).enumerate() {
        let granted = matches!(line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget);
        let Some(selected) = selected.as_ref().filter(|_| granted) else { continue };
        let text = selected.egenandel_id();
        let text = text.and_then(|id| selection.library.text(&id, selection.brevdato, selection.maalform));
        let gaps = text.map(|text| text.gaps()).unwrap_or_default();
        let rates = gaps.iter().filter_map(|gap| gap.navn.strip_prefix("sats."));
        let rates: Vec<&str> = rates.filter(|id| satser.satser.contains_key(*id)).collect();
        let unset = |year: &&i16| rates.iter().any(|id| satser.beloep_oere(id, **year).is_none());
        if let Some(year) = selected.aar.iter().find(unset) {
            let place = selection.tree.place(&format!("tjenester[{index}].periode"));
            let message = format!("Satsene for {year} er ikke fastsatt ennå, og det står i brevet");
            let hint = "send nye opplysninger om betaling når satsene er klare";
            selection.problems.push(Problem::warning("TEKST-016", place, message).hint(hint));
        }
    }
    let limit = selection.library.grenser().verdi(DAYS, selection.brevdato).map(|grense| grense.verdi);
    if let (Some(days), Some(limit)) = (sak.doegn_i_institusjon_i_aar, limit)
        && days >= limit
    {
        let place = selection.tree.place("doegn_i_institusjon_i_aar");
        let message = format!("Parten har {limit} døgn eller mer på institusjon i kalenderåret");
        let hint = "vurder om betalingen skal regnes etter reglene for langtidsopphold";
        selection.problems.push(Problem::warning("TEKST-017", place, message).hint(hint));
    }
}
