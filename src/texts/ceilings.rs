//! A local price is never above the national rate that limits it.
//!
//! Comes in: the library and a sender's prices. Goes out: TEKST-045, for the whole price list or for one letter's prices.
//! Which prices a rate limits stands at the rate (`tak_for`); no amount is chosen here.

use super::avsender::Avsender;
use super::library::Library;
use super::select::Selection;
use super::selected::SelectedLine;
use crate::problem::Problem;
use crate::sak::line::Utfall;
use crate::sak::sak::Sak;

/// A price that is too high.
pub struct TooHigh {
    /// The price's id, which is a service's or a rate's.
    pub id: String,
    /// The year.
    pub aar: i16,
    /// What is wrong, at the price.
    pub problem: Problem,
}

/// The prices of a sender that are above the national rate, in any year that has both.
pub fn too_high(library: &Library, avsender: &Avsender) -> Vec<TooHigh> {
    let Some(path) = &avsender.priser_path else { return Vec::new() };
    let mut found = Vec::new();
    for sats in library.satser().satser.values() {
        for (id, pris) in avsender.priser.iter().filter(|(id, _)| sats.tak_for.contains(id)) {
            for (aar, beloep) in &pris.beloep_oere {
                let (Some(beloep), Some(ceiling)) = (beloep.value(), sats.beloep_oere.get(aar)) else { continue };
                if beloep > ceiling {
                    let message = format!("Prisen «{id}» for {aar} er høyere enn den nasjonale satsen");
                    let rule = library.place(&sats.path).file;
                    let hint = format!("sett den ned til satsen i {rule}, linje {}", sats.line);
                    let place = library.place_at(path, line_of(library, path, id));
                    let problem = Problem::error("TEKST-045", place, message).hint(hint);
                    found.push(TooHigh { id: id.clone(), aar: *aar, problem });
                }
            }
        }
    }
    found
}

/// Notes the prices that this letter would print and that are too high.
pub(super) fn check(
    selection: &mut Selection<'_>,
    sak: &Sak,
    lines: &[Option<SelectedLine>],
    avsender: Option<&Avsender>,
) {
    let Some(avsender) = avsender else { return };
    let gives = |utfall: Utfall| matches!(utfall, Utfall::Innvilget | Utfall::DelvisInnvilget);
    let given = sak.tjenester.iter().zip(lines).filter(|(line, _)| gives(line.utfall));
    let given: Vec<&SelectedLine> = given.filter_map(|(_, selected)| selected.as_ref()).collect();
    let named = |line: &SelectedLine, id: &str| {
        let text = line.egenandel_id();
        let text = text.and_then(|text| selection.library.text(&text, selection.brevdato, selection.maalform));
        line.tjeneste.id == id
            || text.is_some_and(|text| text.gaps().iter().any(|gap| gap.navn == format!("sats.{id}")))
    };
    let printed = |price: &TooHigh| given.iter().any(|line| line.aar.contains(&price.aar) && named(line, &price.id));
    let found: Vec<Problem> =
        too_high(selection.library, avsender).into_iter().filter(printed).map(|price| price.problem).collect();
    selection.problems.extend(found);
}

/// The line of the file that a price begins on.
fn line_of(library: &Library, path: &str, id: &str) -> u32 {
    let content = library.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let begins = format!("{id}:");
    (1..).zip(content.lines()).find(|(_, line)| line.trim_start().starts_with(&begins)).map_or(1, |(number, _)| number)
}
