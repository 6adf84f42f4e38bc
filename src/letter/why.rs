//! Why each block stands in the letter: text and version, conditions, fields and citations.
//!
//! Comes in: a composed letter and what was selected for it. Goes out: one `Why` for each block, and the whole as
//! Markdown for the file. Judges nothing; it repeats what templates and texts say.

use super::compose::Composed;
use super::letter::{Block, plain};
use super::markdown::reader::Origin;
use crate::language::Maalform;
use crate::texts::gaps::placements::{Condition, Placement, placements};
use crate::texts::hjemmel::Hjemmel;
use crate::texts::rules::Form;
use crate::texts::selected::SelectedTexts;
use crate::texts::text::{Template, Text};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why one block stands in the letter; holds no personal value but for its opening words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The block's number in the letter, from 1.
    pub blokk: usize,
    /// Its opening words, which are the letter's own and never leave it for the receipt.
    #[serde(skip)]
    pub begynner: String,
    /// The texts or templates that say it; the name holds version and language.
    pub tekster: Vec<String>,
    /// Where templates place them, as file and line.
    pub plassert_av: Vec<String>,
    /// What had to hold, outermost first.
    pub betingelser: Vec<String>,
    /// The fields that are printed in it.
    pub felt: Vec<String>,
    /// What the texts rest on, as the letter cites it.
    pub hjemler: Vec<String>,
}

/// Why the letter is as it is, block by block.
pub fn why(composed: &Composed, selected: &SelectedTexts) -> Vec<Why> {
    let book = Book::of(selected);
    let blocks = composed.letter.blocks().zip(&composed.origins);
    (1..)
        .zip(blocks)
        .map(|(number, (placed, origin))| book.block(number, &placed.block, &placed.source, origin))
        .collect()
}

/// The selected texts and templates by path.
struct Book<'a> {
    selected: &'a SelectedTexts,
    texts: BTreeMap<&'a str, &'a Arc<Text>>,
    templates: BTreeMap<&'a str, (&'a Arc<Template>, Vec<Placement>)>,
}

impl<'a> Book<'a> {
    fn of(selected: &'a SelectedTexts) -> Self {
        let templates = selected.pieces.values().chain([&selected.template]).chain(&selected.kort);
        Self {
            selected,
            texts: selected.texts.values().map(|text| (text.path.as_str(), text)).collect(),
            templates: templates.map(|it| (it.path.as_str(), (it, placements(&it.body)))).collect(),
        }
    }

    fn block(&self, blokk: usize, block: &Block, source: &str, origin: &Origin) -> Why {
        let tekster: Vec<String> = source.split(" + ").map(str::to_owned).collect();
        let mut why = Why {
            blokk,
            begynner: opening(block),
            plassert_av: Vec::new(),
            betingelser: Vec::new(),
            felt: origin.fields.clone(),
            hjemler: Vec::new(),
            tekster,
        };
        for step in &origin.steps {
            let Some((template, all)) = self.templates.get(step.by.as_str()) else { continue };
            let found: Vec<&Placement> = all.iter().filter(|it| it.asked == step.asked).collect();
            let line = |it: &&Placement| format!("{}:{}", step.by, template.body_line + it.line - 1);
            found.iter().for_each(|it| add(&mut why.plassert_av, line(it)));
            // Of several places in one template, only what holds for all of them is known.
            for condition in found.first().into_iter().flat_map(|first| &first.conditions) {
                if found.iter().all(|it| it.conditions.contains(condition)) {
                    add(&mut why.betingelser, words(condition, self.selected.maalform));
                }
            }
        }
        let texts: Vec<&Arc<Text>> =
            why.tekster.iter().filter_map(|path| self.texts.get(path.as_str()).copied()).collect();
        for gap in texts.iter().flat_map(|text| text.gaps()) {
            add(&mut why.felt, gap.navn.clone());
        }
        let rule = self.selected.omtale.klage.as_ref().map(|(ordning, _)| ordning.id.as_str());
        let mut hjemler: Vec<Hjemmel> = texts.iter().flat_map(|text| text.front.hjemler(rule).cloned()).collect();
        let enkeltvedtak = self.selected.has_enkeltvedtak();
        hjemler.retain(|hjemmel| self.selected.binds(hjemmel, enkeltvedtak));
        hjemler.sort();
        hjemler.dedup();
        let print = |hjemmel: Hjemmel| self.selected.print_hjemler(&[hjemmel], Form::Long).replace('\u{a0}', " ");
        why.hjemler = hjemler.into_iter().map(print).collect();
        why
    }
}

fn add(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn words(condition: &Condition, maalform: Maalform) -> String {
    match condition {
        Condition::If(field) => maalform.choose(format!("{field} har en verdi"), format!("{field} har ein verdi")),
        Condition::Unless(field) => {
            maalform.choose(format!("{field} har ingen verdi"), format!("{field} har ingen verdi"))
        }
        Condition::Each(field) => {
            maalform.choose(format!("én gang for hver i {field}"), format!("éin gong for kvar i {field}"))
        }
    }
}

/// The first words of a block, so that a reader finds it in the letter.
fn opening(block: &Block) -> String {
    const WORDS: usize = 9;
    let text = match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs } => plain(runs),
        Block::List { items, .. } => return items.iter().flatten().next().map(opening).unwrap_or_default(),
        Block::Table { header, .. } => header.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "),
        Block::Divider => "---".to_owned(),
    };
    let words: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let more = if words.len() > WORDS { " …" } else { "" };
    format!("{}{more}", words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" "))
}

/// The whole as Markdown, in the letter's language.
pub fn markdown(composed: &Composed, all: &[Why]) -> String {
    let letter = &composed.letter;
    let say = |nb: &'static str, nn: &'static str| letter.language.choose(nb, nn);
    let mut text = format!(
        "# {}\n\n{}: {}\n",
        say("Hvorfor brevet er som det er", "Kvifor brevet er som det er"),
        say("Brev", "Brev"),
        letter.identity
    );
    for why in all {
        text.push_str(&format!("\n## {}. {}\n\n", why.blokk, why.begynner));
        let lists = [
            (say("Tekst", "Tekst"), &why.tekster),
            (say("Plassert av", "Plassert av"), &why.plassert_av),
            (say("Fordi", "Fordi"), &why.betingelser),
            (say("Felt", "Felt"), &why.felt),
            (say("Hjemmel", "Heimel"), &why.hjemler),
        ];
        for (label, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
            text.push_str(&format!("- {label}: {}\n", items.join("; ")));
        }
    }
    text
}
