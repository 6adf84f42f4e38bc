//! Which files of the library a letter rests on, for approval and for the receipt.
//!
//! Comes in: the selection, and the files that the marks named. Goes out: sorted paths.
//! Does not hash or judge; room 2 knows what is approved.

use super::fields::{Source, cited_paths};
use super::head::NOTE;
use super::markdown::reader::Reading;
use crate::texts::law_data::HOLIDAYS;
use crate::texts::library::LETTER_TEMPLATES;
use std::collections::BTreeSet;

/// Every file behind the words of a letter, sorted.
pub fn used(source: Source<'_>, reading: &Reading) -> Vec<String> {
    let selected = source.selected;
    let mut all: BTreeSet<String> = reading.used.clone();
    all.extend(selected.text(NOTE).map(|text| text.path.clone()));
    for line in &selected.lines {
        all.extend([line.tjeneste.path.clone(), line.klageordning.path.clone()]);
    }
    all.extend(selected.omtale.tjeneste.iter().map(|tjeneste| tjeneste.path.clone()));
    all.extend(selected.omtale.klage.iter().map(|(ordning, _)| ordning.path.clone()));
    all.insert(selected.avsender.path.clone());
    all.extend(cited_paths(source));
    let texts = selected.texts.values().filter(|text| reading.used.contains(&text.path));
    for gap in texts.flat_map(|text| text.gaps()) {
        let file = match gap.navn.split_once('.') {
            Some(("grense", id)) => selected.grense(id).map(|grense| grense.path),
            Some(("sats", "to_g")) => selected.to_g_oere(selected.brevdato.year()).map(|(_, path)| path),
            Some(("sats", id)) => selected.sats_path(id),
            Some(("klage", "siste_dag")) => Some(HOLIDAYS.to_owned()),
            Some(("pris", _)) => selected.avsender.priser_path.clone(),
            _ => None,
        };
        all.extend(file);
    }
    let folder = format!("{LETTER_TEMPLATES}/layout");
    let layout = selected.library().paths_below(&folder);
    all.extend(layout.filter(|path| path.ends_with(".typ")).map(str::to_owned));
    all.into_iter().filter(|path| !path.is_empty()).collect()
}
