//! What rests on a provision: the texts and the services that cite it, or a part of it.
//!
//! Comes in: a citation and the library. Goes out: ids, sorted.
//! Does not look at days: a jurist who changes a provision must see old versions too.

use super::hjemmel::Hjemmel;
use super::library::Library;
use super::text::id_and_version;
use super::tjeneste::Rettskilde;
use std::collections::BTreeSet;

/// The ids of the texts that cite a provision.
pub fn texts(library: &Library, hjemmel: &Hjemmel) -> Vec<String> {
    let paths: Vec<&str> = library.paths_below(super::library::LEGAL_TEXTS).collect();
    let cites = |path: &&str| {
        let (id, _) = id_and_version(library, path, super::library::LEGAL_TEXTS)?;
        let text = library.load_text(path).value.clone()?;
        text.front.hjemmel.iter().any(|cited| covers(hjemmel, cited)).then(|| id.to_owned())
    };
    paths.iter().filter_map(cites).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The ids of the services that cite a provision, themselves or by their complaint rule.
pub fn services(library: &Library, hjemmel: &Hjemmel) -> Vec<String> {
    let ordinances = |id: &str| {
        let fakta = library.klageordning(id).map(|ordning| ordning.fakta.clone()).unwrap_or_default();
        fakta.into_iter().flat_map(|fakta| fakta.hjemmel).any(|cited| covers(hjemmel, &cited))
    };
    let cites = |id: &String| {
        let Some(tjeneste) = library.tjeneste(id) else { return false };
        tjeneste.fakta.iter().flat_map(|fakta| fakta.klasser.values()).any(|klasse| {
            let own = klasse.hjemler.iter().chain(klasse.hjemler_ved.values().flatten());
            let mut own = own.filter_map(|kilde| match kilde {
                Rettskilde::Lov(cited) => Some(cited),
                Rettskilde::Avsender(_) => None,
            });
            own.any(|cited| covers(hjemmel, cited)) || ordinances(&klasse.klageordning)
        })
    };
    library.tjeneste_ids().into_iter().filter(cites).collect()
}

/// Tells whether a citation is the provision asked for or a part of it.
fn covers(asked: &Hjemmel, cited: &Hjemmel) -> bool {
    let (asked, cited) = (asked.to_string(), cited.to_string());
    cited == asked || cited.strip_prefix(&asked).is_some_and(|rest| rest.starts_with('/'))
}
