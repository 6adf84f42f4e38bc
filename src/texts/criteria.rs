//! What a case says of the criteria for a long-term stay, against those in the municipality's own rule.
//!
//! Comes in: the case and the sender's list. Goes out: TEKST-185 for a criterion that is not among them, and TEKST-186
//! when some are not assessed. Says nothing when the municipality has not listed its criteria.
//! Source: pasient- og brukerrettighetsloven § 2-1 e and helse- og omsorgstjenesteloven § 3-2 a, as the library has them.

use super::avsender::Avsender;
use super::ord::ready;
use super::select::Selection;
use crate::problem::Problem;
use crate::sak::sak::Sak;
use std::collections::BTreeSet;

/// Where the list is. What was typed is never repeated, nor what resembles it: it is part of the reasons.
const LIST: &str = "kriteriene står i kriterier_langtidsopphold i avsenderfila";

/// Notes criteria that are not the municipality's, and those of its own that nobody has assessed.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, avsender: Option<&Avsender>) {
    let own: Vec<String> =
        avsender.iter().flat_map(|it| &it.kriterier).map(|it| it.get(selection.maalform).to_owned()).collect();
    if own.is_empty() {
        return;
    }
    for (index, line) in sak.tjenester.iter().enumerate() {
        let Some(langtid) = line.langtid.as_ref().filter(|langtid| !langtid.kriterier.is_empty()) else { continue };
        let path = format!("tjenester[{index}].langtid.kriterier");
        let mut seen = BTreeSet::new();
        for (at, kriterium) in langtid.kriterier.iter().enumerate() {
            let typed = ready(kriterium.kriterium.text());
            let known = own.iter().find(|own| ready(own) == typed);
            seen.extend(known);
            if known.is_none() {
                let place = selection.tree.place(&format!("{path}[{at}].kriterium"));
                let message = "Kriteriet er ikke blant dem kommunen har i forskriften sin";
                selection.problems.push(Problem::warning("TEKST-185", place, message).hint(LIST));
            }
        }
        if own.iter().any(|own| !seen.contains(own)) && !seen.is_empty() {
            let message = "Ikke alle kriteriene i kommunens forskrift er vurdert";
            let place = selection.tree.place(&path);
            selection.problems.push(Problem::warning("TEKST-186", place, message).hint(LIST));
        }
    }
}
