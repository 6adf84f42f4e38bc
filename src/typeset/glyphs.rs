//! Characters that no font has, found before the letter is set.
//!
//! Comes in: a `Letter` and a `Layout`. Goes out: one problem per character and place, with the Unicode code point of a sign.
//! Never quotes the text around the character, nor names a letter: it may be a whole surname. Never drops or replaces one.

use super::layout::Layout;
use crate::letter::letter::{Block, Letter, Run};
use crate::problem::{Place, Problem};
use crate::suggest::all_of;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The problems of every character in the letter that cannot be printed.
pub(super) fn check(letter: &Letter, layout: &Layout) -> Vec<Problem> {
    let mut search = Search { layout, found: BTreeSet::new() };
    search.frame(letter);
    for (index, placed) in letter.blocks().enumerate() {
        search.block(&placed.block, &placed.source, &format!("del {}", index + 1));
    }
    search.found.into_iter().collect()
}

struct Search<'a> {
    layout: &'a Layout,
    found: BTreeSet<Problem>,
}

impl Search<'_> {
    /// Everything that is not the body.
    fn frame(&mut self, letter: &Letter) {
        let (head, closing, frame) = (&letter.head, &letter.closing, &letter.frame);
        self.texts("tittel", [&letter.title]);
        self.texts("brevhode", [&head.municipality, &head.office, &frame.logo_alt]);
        self.texts("adresse", &head.address);
        self.texts("referanser", head.references.iter().flat_map(|(label, value)| [label, value]));
        self.texts("hilsen", [&closing.greeting, &closing.note]);
        self.texts("underskrift", closing.signatures.iter().flat_map(|signature| [&signature.name, &signature.title]));
        self.texts("vedlegg", closing.attachments.iter().chain([&closing.attachments_label]));
        self.texts("bunntekst", [&frame.contact, &frame.page, &frame.of].into_iter().chain(&frame.draft));
    }

    fn block(&mut self, block: &Block, source: &str, within: &str) {
        match block {
            Block::Heading { runs, .. } => self.runs(runs, source, &format!("{within}, overskrift")),
            Block::Paragraph { runs } => self.runs(runs, source, &format!("{within}, avsnitt")),
            Block::List { items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    let within = format!("{within}, punkt {}", index + 1);
                    item.iter().for_each(|block| self.block(block, source, &within));
                }
            }
            Block::Table { header, rows, .. } => {
                for (index, row) in std::iter::once(header).chain(rows).enumerate() {
                    let within = format!("{within}, tabell, rad {}", index + 1);
                    row.iter().for_each(|cell| self.runs(cell, source, &within));
                }
            }
            Block::Divider => {}
        }
    }

    fn runs(&mut self, runs: &[Run], source: &str, within: &str) {
        for run in runs {
            self.text(&run.text, source, within);
        }
    }

    fn texts<'t>(&mut self, within: &str, texts: impl IntoIterator<Item = &'t String>) {
        for text in texts {
            self.text(text, "", within);
        }
    }

    fn text(&mut self, text: &str, source: &str, within: &str) {
        if text.chars().all(|character| self.layout.prints(character)) {
            return;
        }
        // A letter and its accent may come as two characters; they are printed as the one that they make.
        for character in text.nfc().filter(|character| !self.layout.has_glyph(*character)) {
            let place = Place { file: source.to_owned(), field: Some(within.to_owned()), ..Place::default() };
            self.found.insert(problem(place, character));
        }
    }
}

/// One problem for a field of the case, however many characters it has that no font has.
pub(super) fn unprintable(text: &str, layout: &Layout, place: &Place) -> Option<Problem> {
    if text.chars().all(|character| matches!(character, '\n' | '\r' | '\t') || layout.prints(character)) {
        return None;
    }
    let missing = |character: &char| !matches!(character, '\n' | '\r' | '\t') && !layout.has_glyph(*character);
    let lacking: Vec<(usize, char)> = text.nfc().enumerate().filter(|(_, character)| missing(character)).collect();
    let (_, first) = *lacking.first()?;
    let field = place.field.as_deref().and_then(|field| field.rsplit('.').next()).unwrap_or_default();
    let (letters, signs): (Vec<_>, Vec<_>) = lacking.into_iter().partition(|(_, character)| spells(*character));
    let signs: BTreeSet<char> = signs.into_iter().map(|(_, character)| character).collect();
    let named = if letters.is_empty() {
        let codes: Vec<String> = signs.iter().take(SHOWN).map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
        format!("et tegn som ingen av skriftene i brevet har: {}", codes.join(", "))
    } else {
        let places: Vec<String> = letters.iter().take(SHOWN).map(|(at, _)| (at + 1).to_string()).collect();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        let more = if letters.len() > SHOWN { " og flere" } else { "" };
        let listed = if more.is_empty() { all_of(&places) } else { places.join(", ") };
        let what = if letters.len() == 1 { "en bokstav" } else { "bokstaver" };
        format!("{what} som ingen av skriftene i brevet har: tegn nummer {listed}{more}")
    };
    let message = format!("Feltet «{field}» har {named}");
    let first = letters.first().map_or(first, |(_, letter)| *letter);
    Some(Problem { message, ..problem(place.clone(), first) })
}

/// How many characters of a field are told.
const SHOWN: usize = 3;

/// Tells whether a character may be part of a name: then its code point is a personal value too.
fn spells(character: char) -> bool {
    let private_use = matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..);
    character.is_alphanumeric() || private_use || (is_combining_mark(character) && !is_invisible(character))
}

fn problem(place: Place, character: char) -> Problem {
    let hint = if character.is_control() || character.is_whitespace() || is_invisible(character) {
        "tegnet er usynlig og følger ofte med når tekst limes inn. Slett teksten og skriv den for hånd"
    } else {
        "skriv det med latinske bokstaver, og ta bort smilefjes og lignende"
    };
    let message = if spells(character) {
        "Ingen av skriftene i brevet har en bokstav som står her.".to_owned()
    } else {
        format!("Ingen av skriftene i brevet har tegnet U+{:04X}.", u32::from(character))
    };
    Problem::error("PDF-003", place, message).hint(hint)
}

/// Soft hyphens, zero-width and directional marks, and the like.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF)
}
