//! Every gap has a value in a letter, and both languages have the same gaps.

use super::Check;
use crate::language::Maalform;
use crate::suggest::closest;
use crate::texts::gaps::{Gap, Gaps};
use crate::texts::text::Text;
use std::collections::BTreeSet;

/// The names among rates that are no rate of the files.
const SATS_NAMES: [&str; 2] = ["aar", "to_g"];

/// Checks the gaps of every text, and those of templates that name the library's data.
pub(super) fn check(check: &mut Check<'_>) {
    let prices = price_ids(check);
    for text in check.texts.clone() {
        let Ok(gaps) = Gaps::of(&text.body) else { continue };
        for gap in &gaps.gaps {
            if !is_known(check, gap, text.version.fra, &prices) {
                unknown(check, &text.path, text.body_line, gap);
            }
        }
        if text.version.maalform == Maalform::Nb {
            twins(check, &text, &gaps);
        }
    }
    for template in check.templates.clone() {
        let Ok(gaps) = Gaps::of(&template.body) else { continue };
        for gap in &gaps.gaps {
            let is_data = ["grense.", "sats.", "pris."].iter().any(|prefix| gap.navn.starts_with(prefix));
            if is_data && !is_known(check, gap, template.version.fra, &prices) {
                unknown(check, &template.path, template.body_line, gap);
            }
        }
    }
}

fn is_known(check: &Check<'_>, gap: &Gap, fra: jiff::civil::Date, prices: &BTreeSet<String>) -> bool {
    if check.known_gaps.contains(&gap.navn.as_str()) {
        return true;
    }
    match gap.navn.split_once('.') {
        // A file that cannot be read has its own problem, and its names are not known.
        Some(("grense", _))
            if check.library.yaml_in("grenser").any(|path| check.library.load_grenser(path).value.is_none()) =>
        {
            true
        }
        Some(("sats", _))
            if check.library.yaml_in("satser").any(|path| check.library.load_satser(path).value.is_none()) =>
        {
            true
        }
        Some(("grense", id)) => check.library.grenser().verdi(id, check.from(fra)).is_some(),
        Some(("sats", id)) => SATS_NAMES.contains(&id) || check.library.satser().satser.contains_key(id),
        Some(("pris", id)) => prices.contains(id),
        _ => false,
    }
}

/// The prices that every sender has.
fn price_ids(check: &Check<'_>) -> BTreeSet<String> {
    let senders = check.library.avsender_ids().into_iter().filter_map(|id| check.library.avsender(&id));
    let sets = senders.map(|sender| sender.priser.keys().cloned().collect::<BTreeSet<String>>());
    sets.reduce(|all, one| all.intersection(&one).cloned().collect()).unwrap_or_default()
}

fn unknown(check: &mut Check<'_>, path: &str, body_line: u32, gap: &Gap) {
    let (grenser, satser) = (check.library.grenser(), check.library.satser());
    let grenser = grenser.grenser.keys().map(|id| format!("grense.{id}"));
    let satser = satser.satser.keys().map(|id| format!("sats.{id}"));
    let known: Vec<String> =
        check.known_gaps.iter().map(|name| (*name).to_owned()).chain(grenser).chain(satser).collect();
    let near = closest(&gap.navn, known.iter().map(String::as_str));
    let hint = near.map_or_else(
        || "bruk et hull som finnes, eller skriv ordene selv".to_owned(),
        |near| format!("mente du {{{{{near}}}}}?"),
    );
    check.error(
        "TEKST-027",
        path,
        gap.line + body_line - 1,
        format!("Ingenting kan fylle hullet {{{{{}}}}}", gap.navn),
        hint,
    );
}

fn twins(check: &mut Check<'_>, nb: &Text, gaps: &Gaps) {
    let twin = check
        .texts
        .iter()
        .find(|text| text.id == nb.id && text.version.fra == nb.version.fra && text.version.maalform == Maalform::Nn);
    let Some(nn) = twin.cloned() else { return };
    let Ok(nn_gaps) = Gaps::of(&nn.body) else { return };
    let names = |gaps: &Gaps| gaps.gaps.iter().map(|gap| gap.navn.clone()).collect::<BTreeSet<String>>();
    let (in_nb, in_nn) = (names(gaps), names(&nn_gaps));
    for (text, missing) in [(&*nn, in_nb.difference(&in_nn)), (nb, in_nn.difference(&in_nb))] {
        for name in missing {
            let message = format!("Hullet {{{{{name}}}}} står bare i den andre målformen");
            check.error("TEKST-028", &text.path, text.body_line, message, "bruk de samme hullene i bokmål og nynorsk");
        }
    }
    let cited = |text: &Text| (text.front.hjemmel.clone(), text.front.hjemmel_ved.clone());
    if cited(nb) != cited(&nn) || nb.front.oppfyller != nn.front.oppfyller {
        let line = check.line_with(&nn.path, "hjemmel:");
        check.error(
            "TEKST-028",
            &nn.path,
            line,
            "«hjemmel» eller «oppfyller» er ikke som i bokmål",
            "skriv det samme i begge filene",
        );
    }
}
