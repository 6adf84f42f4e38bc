//! `vedtaksbrev skjema`: JSON Schema of the case file, with the library's services and senders.

use super::Outcome;
use crate::language::Maalform;
use crate::sak::schema;
use crate::texts::library::Library;

/// Prints the schema.
pub(super) fn run(library: &Library) -> Outcome {
    let services: Vec<(String, String)> = library
        .tjeneste_ids()
        .into_iter()
        .map(|id| {
            let name = library.tjeneste(&id).map(|service| service.navn.nb.clone()).unwrap_or_default();
            (id, name)
        })
        .collect();
    let senders: Vec<(String, String)> = library
        .avsender_ids()
        .into_iter()
        .map(|id| {
            let name = library.avsender(&id).and_then(|sender| sender.text("navn", Maalform::Nb)).unwrap_or_default();
            (id, name)
        })
        .collect();
    let grounds: Vec<(String, String)> =
        library.endringsgrunnlag_ids().into_iter().map(|id| (id.clone(), id.replace('-', " "))).collect();
    let schema = schema::json_schema(&pairs(&services), &pairs(&senders), &pairs(&grounds));
    Outcome { output: vec![format!("{schema:#}")], problems: Vec::new() }
}

fn pairs(owned: &[(String, String)]) -> Vec<(&str, &str)> {
    owned.iter().map(|(id, description)| (id.as_str(), description.as_str())).collect()
}
