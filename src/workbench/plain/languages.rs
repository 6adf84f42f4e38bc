//! The jurist's list of words of one language only, held against both dictionaries.
//!
//! Comes in: the library and the dictionaries. Goes out: problems. Judges no text; `sammenlign` uses the list.

use super::Spellers;
use crate::language::Maalform;
use crate::problem::Problem;
use crate::texts::library::Library;
use crate::workbench::parity::WORDS;
use crate::yaml::{self, Node};

/// Words of the list that both languages have, or that the language they are said to belong to does not.
///
/// TEKST-079, and nothing when one of the dictionaries is not there.
pub fn languages(library: &Library, spellers: &Spellers) -> Vec<Problem> {
    let [Some(nb), Some(nn)] = spellers else { return Vec::new() };
    let root = library.bytes(WORDS).and_then(|bytes| yaml::parse(bytes, WORDS).root);
    let own = library.ordliste();
    let mut problems = Vec::new();
    for (key, not_in, owner, wrong, right) in
        [("ikke_i_nynorsk", nn, nb, Maalform::Nn, Maalform::Nb), ("ikke_i_bokmaal", nb, nn, Maalform::Nb, Maalform::Nn)]
    {
        let words = root.as_ref().and_then(|root| root.get(key)).map(Node::items).unwrap_or_default();
        for (node, word) in words.iter().filter_map(|node| Some((node, node.text()?))) {
            let message = if not_in.has(word) {
                format!("«{word}» står også i ordboka for {}", wrong.name())
            } else if !owner.has(word) && !own.has(word, right) {
                format!("«{word}» står ikke i ordboka for {}", right.name())
            } else {
                continue;
            };
            let mut place = library.place_at(WORDS, node.line);
            place.column = Some(node.column);
            problems.push(
                Problem::error("TEKST-079", place, message).hint("flytt ordet til «ikke_hos_oss_…», eller ta det ut"),
            );
        }
    }
    problems
}
