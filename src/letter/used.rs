//! Which files of the library a letter rests on, for approval and for the receipt.
//!
//! Comes in: the selection, and the files that the marks named. Goes out: sorted paths.
//! Does not hash or judge; room 2 knows what is approved.

use super::fields::{Source, cited_paths};
use super::head::NOTE;
use super::markdown::reader::Reading;
use std::collections::BTreeSet;

/// Folders of data that any letter may print from.
const DATA: [&str; 2] = ["legal-texts/satser", "legal-texts/grenser"];
/// Single files that any letter may print from.
const FILES: [&str; 2] = ["legal-texts/helligdager.yaml", "legal-texts/lovskifter.yaml"];

/// Every file behind the words and the look of a letter, sorted.
pub fn used(source: Source<'_>, reading: &Reading) -> Vec<String> {
    let selected = source.selected;
    let mut all: BTreeSet<String> = reading.used.clone();
    all.extend(selected.text(NOTE).map(|text| text.path.clone()));
    for line in &selected.lines {
        all.extend([line.tjeneste.path.clone(), line.klageordning.path.clone()]);
    }
    all.extend(selected.omtale.tjeneste.iter().map(|tjeneste| tjeneste.path.clone()));
    all.extend(selected.omtale.klage.iter().map(|(ordning, _)| ordning.path.clone()));
    // How high a payment may be is part of what a decision on payment rests on.
    all.extend(source.sak.egenandel.iter().map(|_| crate::texts::payment::path()));
    all.insert(selected.avsender.path.clone());
    all.extend(cited_paths(source));
    all.extend(selected.avsender.priser_path.clone());
    let library = selected.library();
    // A rate or a limit changes the words also when it is not there, so a letter rests on all of them.
    for folder in DATA {
        all.extend(library.paths_below(folder).filter(|path| !path.ends_with("README.md")).map(str::to_owned));
    }
    all.extend(FILES.iter().filter(|path| library.bytes(path).is_some()).map(|path| (*path).to_owned()));
    all.extend([selected.avsender.logo_path()].into_iter().filter(|path| library.bytes(path).is_some()));
    let page = |path: &&str| [".typ", ".ttf", ".otf"].iter().any(|ending| path.ends_with(ending));
    all.extend(library.paths_below("letter-templates/layout").filter(page).map(str::to_owned));
    all.into_iter().filter(|path| !path.is_empty()).collect()
}
