//! A finished letter measured as its reader meets it.
//!
//! Comes in: the library and a composed letter. Goes out: a line with its weight, and problems that name the paragraph's
//! number and source. No word of the letter is repeated: it may be a name.

use super::sentences::{Sentence, Weight, sentences, tenths};
use super::{Desk, Regel};
use crate::letter::letter::{Block, Letter, plain};
use crate::problem::{Place, Problem};
use crate::texts::library::Library;

/// The weight of a letter, and its sentences over the limit.
///
/// TEKST-070, TEKST-071 and TEKST-072; nothing when the library has no measure.
pub fn letter(library: &Library, letter: &Letter, file: &str) -> Option<(String, Vec<Problem>)> {
    let desk = Desk::open(library, &[None, None])?;
    let mut problems = Vec::new();
    let mut all: Vec<Sentence> = Vec::new();
    let maal = desk.plain.maal;
    for (number, placed) in (1..).zip(letter.blocks()) {
        let mut texts = Vec::new();
        texts_of(&placed.block, &mut texts);
        for sentence in texts.iter().flat_map(|text| sentences(text, 1, &desk.plain, &desk.laws)) {
            if sentence.len() > maal.lengste_setning {
                let message = format!(
                    "En setning i blokk {number} har {} ord. Grensen er {}",
                    sentence.len(),
                    maal.lengste_setning
                );
                let hint = format!("del den i to. Blokka kommer fra {}", placed.source);
                problems.push(Problem::error(Regel::LongSentence.code(), Place::file(file), message).hint(hint));
            }
            all.push(sentence);
        }
    }
    let weight = Weight::of(&all);
    for (regel, what, is, most) in [
        (Regel::Lix, "Brevet har lix", weight.lix_tenths(), maal.lix),
        (Regel::Average, "Antall ord per setning i brevet er", weight.average_tenths(), maal.ord_per_setning),
    ] {
        if is > 10 * most {
            let message = format!("{what} {}. Grensen er {most}", tenths(is));
            problems.push(
                Problem::error(regel.code(), Place::file(file), message)
                    .hint("bruk kortere ord og setninger i fritekstfeltene"),
            );
        }
    }
    let line = format!(
        "{}: {} ord, snitt {}, lengst {}, lix {}",
        letter.identity,
        weight.words,
        tenths(weight.average_tenths()),
        weight.longest,
        tenths(weight.lix_tenths())
    );
    Some((line, problems))
}

/// The running text of a block; cells of tables are not sentences.
fn texts_of(block: &Block, texts: &mut Vec<String>) {
    match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs } => texts.push(plain(runs)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| texts_of(block, texts)),
        Block::Table { .. } | Block::Divider => {}
    }
}
