//! The overview of duties is what the lists say.
//!
//! `OPPDATER=1 cargo test --test krav` writes it anew.

use std::fs;
use std::path::Path;
use vedtaksbrev::check::duties::{README, duties};
use vedtaksbrev::sak::sak::Brevtype;
use vedtaksbrev::texts::library::Library;

#[test]
fn the_overview_of_duties_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(README);
    let now = duties(&Library::embedded());
    if std::env::var_os("OPPDATER").is_some() {
        fs::write(&path, &now).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == now, "run OPPDATER=1 cargo test --test krav");
}

#[test]
fn every_kind_of_letter_has_duties_and_every_failure_a_check() {
    let library = Library::embedded();
    for brevtype in Brevtype::WORDS {
        assert!(library.krav(brevtype).is_some_and(|list| !list.krav.is_empty()), "{brevtype}");
    }
    let feil = library.feil().unwrap();
    for number in 1..=18 {
        let id = format!("F{number}");
        assert!(feil.feil.iter().any(|feil| feil.id == id), "{id}");
    }
}
