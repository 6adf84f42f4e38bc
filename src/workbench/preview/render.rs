//! One case as the page shows it: pictures of the pages, and the words with where they come from.
//!
//! Comes in: the house and a case. Goes out: pictures, and JSON for the page; or problems.
//! The page writes every word as text, so nothing here is markup.

use super::origin;
use crate::letter::compose::Composed;
use crate::letter::letter::{Block, plain};
use crate::letter::why::{Why, why};
use crate::pipeline::{self, House, Prepared};
use crate::problem::Problem;
use crate::sak::recipients::Mottaker;
use crate::texts::library::Library;
use crate::typeset;
use serde_json::{Value, json};
use std::sync::Arc;

/// A case that could be shown.
pub(super) struct Shown {
    /// The pages of each letter, as SVG.
    pub(super) pages: Vec<Vec<Arc<str>>>,
    /// The letters for the page.
    pub(super) letters: Value,
}

/// Makes a case to be shown, with everything that is to be said about it.
pub(super) fn render(house: &House, name: &str, bytes: &[u8]) -> (Option<Shown>, Vec<Problem>) {
    let (prepared, mut problems) = pipeline::prepare(house, name, bytes);
    let Some(prepared) = prepared else { return (None, problems) };
    match draw(house, &prepared) {
        Ok((shown, composed)) => {
            problems.extend(pipeline::draft_warnings(&prepared, &composed));
            (Some(shown), problems)
        }
        Err(found) => {
            problems.extend(found);
            (None, problems)
        }
    }
}

fn draw(house: &House, prepared: &Prepared) -> Result<(Shown, Vec<Composed>), Vec<Problem>> {
    let (mut pages, mut letters, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for (mottaker, composed) in pipeline::compose(prepared)? {
        let drawn = typeset::draw(&composed.letter, &house.layout)?;
        letters.push(letter(house, prepared, &mottaker, &composed, drawn.len()));
        pages.push(drawn.into_iter().map(Arc::from).collect());
        all.push(composed);
    }
    Ok((Shown { pages, letters: Value::Array(letters) }, all))
}

fn letter(house: &House, prepared: &Prepared, mottaker: &Mottaker, composed: &Composed, pages: usize) -> Value {
    let reasons = why(composed, &prepared.selected);
    let blocks = composed.letter.body.iter().zip(&reasons);
    let blocks: Vec<Value> = blocks.map(|(placed, why)| block(&house.library, &placed.block, why)).collect();
    json!({
        "navn": prepared.sak.file_stem(mottaker),
        "tittel": composed.letter.title,
        "utkast": composed.letter.frame.draft.is_some(),
        "sider": pages,
        "blokker": blocks,
    })
}

fn block(library: &Library, block: &Block, why: &Why) -> Value {
    let lines = lines(block);
    let words = lines.join(" ");
    let (slag, nivaa) = match block {
        Block::Heading { level, .. } => ("overskrift", *level),
        Block::Paragraph { .. } => ("avsnitt", 0),
        Block::List { ordered, .. } => (if *ordered { "nummerert" } else { "liste" }, 0),
        Block::Table { .. } => ("tabell", 0),
        Block::Divider => ("skille", 0),
    };
    let source = |path: &String| json!({ "fil": path, "linje": origin::line(library, path, &words) });
    json!({
        "slag": slag,
        "nivaa": nivaa,
        "linjer": lines,
        "kilder": why.tekster.iter().filter(|path| library.bytes(path).is_some()).map(source).collect::<Vec<_>>(),
        "plassert_av": why.plassert_av,
        "betingelser": why.betingelser,
        "felt": why.felt,
        "hjemler": why.hjemler,
    })
}

/// The words of a block: one line for a paragraph, one for each item or row.
fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs } => vec![plain(runs)],
        Block::List { items, .. } => {
            items.iter().map(|item| item.iter().flat_map(lines).collect::<Vec<_>>().join(" ")).collect()
        }
        Block::Table { header, rows, .. } => std::iter::once(header)
            .chain(rows)
            .map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" · "))
            .collect(),
        Block::Divider => Vec::new(),
    }
}

/// Problems for the page; one that stands in a file of the library can be opened there.
pub(super) fn problems(library: Option<&Library>, problems: &[Problem]) -> Value {
    let one = |problem: &Problem| {
        let mut value = problem.to_json();
        let inside = library.and_then(|library| {
            let name = &problem.place.file;
            library.paths().find(|path| !name.is_empty() && library.place(path).file == *name).map(str::to_owned)
        });
        value["kilde"] = json!(inside);
        value
    };
    // What stops the letter stands first.
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(|problem| problem.is_error());
    Value::Array(errors.into_iter().chain(warnings).map(one).collect())
}
