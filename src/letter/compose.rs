//! The verb of room 3: a case, its selected texts and one recipient become a letter.
//!
//! Comes in: the case, what room 2 selected, the recipient. Goes out: the letter and what it is made of,
//! or problems. Pure: no clock, no files, no randomness.
//! Does not choose texts and does not know pages.

use super::demands;
use super::fields::{Source, fields};
use super::fill::{FillError, Filler, Shelf, Source as File};
use super::head::{self, Around};
use super::letter::{Block, Letter, PlacedBlock, plain};
use super::markdown::reader::{self, Origin, Reading};
use super::used::used;
use crate::problem::{Place, Problem};
use crate::sak::recipients::Mottaker;
use crate::sak::sak::Sak;
use crate::texts::selected::SelectedTexts;
use crate::texts::text::Template;
use serde_json::Value;
use std::collections::BTreeSet;

/// A composed letter and what it rests on.
#[derive(Debug, Clone)]
pub struct Composed {
    /// The letter.
    pub letter: Letter,
    /// Every file of the library that took part, sorted.
    pub used: Vec<String>,
    /// The sender's fields that were printed and are not confirmed, sorted.
    pub unconfirmed: Vec<String>,
    /// The files among `used` that are not approved, sorted.
    pub unapproved: Vec<String>,
    /// How each block came there, in the order of `Letter::blocks`.
    pub origins: Vec<Origin>,
    /// What the letter ought to say and does not.
    pub warnings: Vec<Problem>,
    /// All its words, as `demands::bare` leaves them, to look for what a case says.
    pub printed: String,
}

/// Composes one letter.
///
/// # Errors
/// `BREV-001` a file of the library is not valid Handlebars; `BREV-002` a gap has no value in this
/// case; `BREV-003` Markdown that letters do not have; `BREV-004` the letter does not begin with
/// one heading of the first level; `BREV-100` to `BREV-199` the letter lacks what the list demands.
pub fn compose(
    shelf: &Shelf,
    sak: &Sak,
    selected: &SelectedTexts,
    mottaker: &Mottaker,
) -> Result<Composed, Vec<Problem>> {
    let source = Source { sak, selected, mottaker };
    let mut fields = fields(source);
    let mut reading = read(shelf, selected, &selected.template, &mut fields)?;
    let title = title(selected, &reading)?;
    let summary = summary(shelf, selected, &mut fields, &mut reading)?;
    let Around { head, closing, mut frame, unconfirmed: around } = head::around(source, mottaker);
    let used = used(source, &reading);
    let classes = selected.lines.iter().filter(|line| line.klassifisering_ubekreftet.is_some());
    let classes = classes.map(|line| format!("klassifisering.{}", line.tjeneste.id));
    let unconfirmed: BTreeSet<String> = reading.unconfirmed.iter().cloned().chain(around).chain(classes).collect();
    let unconfirmed: Vec<String> = unconfirmed.into_iter().collect();
    let unapproved = selected.unapproved(used.iter().map(String::as_str));
    if !unapproved.is_empty() || !unconfirmed.is_empty() {
        frame.draft = Some(DRAFT.to_owned());
    }
    let letter = Letter {
        identity: sak.identity(mottaker),
        title,
        language: sak.maalform,
        brevdato: sak.brevdato(),
        head,
        summary,
        body: reading.blocks,
        closing,
        frame,
    };
    let printed = demands::printed(&letter, letter.body.iter());
    let (missing, warnings): (Vec<Problem>, Vec<Problem>) =
        demands::missing(source, &fields, &letter, &printed).into_iter().partition(Problem::is_error);
    let origins = reading.origins;
    if missing.is_empty() {
        Ok(Composed { letter, used, unconfirmed, unapproved, origins, warnings, printed })
    } else {
        Err(missing)
    }
}

/// The mark on a letter that may not leave the house, the same in both languages.
const DRAFT: &str = "UTKAST";

/// A template filled with the fields of the letter, and read as blocks.
fn read(
    shelf: &Shelf,
    selected: &SelectedTexts,
    template: &Template,
    fields: &mut Value,
) -> Result<Reading, Vec<Problem>> {
    let filled = filler(shelf, selected, template)?.fill(fields);
    let filled = filled.map_err(|error| vec![fill_problem(selected, &error)])?;
    reader::read(&filled).map_err(|found| unsupported(selected, &found))
}

/// The page in front, under the letter's own heading; what it rests on is added to the letter's reading.
fn summary(
    shelf: &Shelf,
    selected: &SelectedTexts,
    fields: &mut Value,
    letter: &mut Reading,
) -> Result<Vec<PlacedBlock>, Vec<Problem>> {
    let Some(template) = &selected.kort else { return Ok(Vec::new()) };
    let summary = read(shelf, selected, template, fields)?;
    letter.used.extend(summary.used);
    letter.unconfirmed.extend(summary.unconfirmed);
    let heading = letter.blocks.first().cloned().into_iter();
    let origins = letter.origins.first().cloned().into_iter().chain(summary.origins);
    letter.origins = origins.chain(std::mem::take(&mut letter.origins)).collect();
    Ok(heading.chain(summary.blocks).collect())
}

fn filler<'s>(shelf: &'s Shelf, selected: &SelectedTexts, template: &Template) -> Result<Filler<'s>, Vec<Problem>> {
    let main = File { id: &template.id, path: &template.path, body: &template.body };
    let pieces = selected.pieces.iter().map(|(id, piece)| File { id, path: &piece.path, body: &piece.body });
    let texts = selected.texts.iter().map(|(id, text)| File { id, path: &text.path, body: &text.body });
    shelf
        .filler(main, pieces, texts)
        .map_err(|errors| errors.iter().map(|error| fill_problem(selected, error)).collect())
}

fn fill_problem(selected: &SelectedTexts, error: &FillError) -> Problem {
    match error {
        FillError::Syntax { path } => {
            Problem::error("BREV-001", selected.library().place(path), "Teksten kan ikke leses som mal")
                .hint("se etter en klamme som ikke er lukket: {{ … }}")
        }
        FillError::Gap { path, gap } => lacking(selected, path, gap),
    }
}

/// A gap without a value: said at the case's field where there is one, otherwise at the text.
fn lacking(selected: &SelectedTexts, path: &str, gap: &str) -> Problem {
    let at = |field: &str, message: &str, hint: &str| {
        let place = Place { field: Some(field.to_owned()), ..Place::file("") };
        Problem::error("BREV-002", place, message).hint(hint.to_owned())
    };
    let section = gap.split('.').next().unwrap_or_default();
    match section {
        "klage" => at(
            "klage_etter",
            "Det står ikke hvilken klageordning brevet følger",
            "skriv klage_etter, for eksempel klage_etter: pbrl",
        ),
        "sats" if selected.omtale.tekst.is_some() => at(
            "egenandel.fra",
            "Satsene for dette året er ikke fastsatt ennå",
            "vent med vedtaket til satsene er fastsatt, eller rett året",
        ),
        _ if SECTIONS.contains(&section) => {
            at(gap, &format!("Feltet «{gap}» mangler, og teksten i brevet trenger det"), "legg til feltet i saken")
        }
        _ => Problem::error(
            "BREV-002",
            selected.library().place(path),
            format!("Feltet «{gap}» har ingen verdi i denne saken"),
        )
        .hint("fyll ut feltet i saken, eller velg en tekst som ikke bruker det"),
    }
}

/// The sections of a case whose fields a text may name by the same path.
const SECTIONS: [&str; 8] =
    ["forsinkelse", "varsel", "klagesak", "avvisning", "innhenting", "utsettelse", "fullmakt", "endring"];

fn unsupported(selected: &SelectedTexts, found: &[reader::Unsupported]) -> Vec<Problem> {
    let problem = |it: &reader::Unsupported| {
        let message = format!("Brev kan ikke inneholde {}", it.what);
        Problem::error("BREV-003", selected.library().place(&it.source), message)
            .hint("bruk avsnitt, lister og **fet skrift**")
    };
    found.iter().map(problem).collect()
}

/// The text of the first heading; the letter has exactly one of the first level, at the top.
fn title(selected: &SelectedTexts, reading: &Reading) -> Result<String, Vec<Problem>> {
    let answers = reading.blocks.iter().filter(|it| matches!(it.block, Block::Heading { level: 1, .. })).count();
    match reading.blocks.first().map(|first| &first.block) {
        Some(Block::Heading { level: 1, runs }) if answers == 1 => Ok(plain(runs)),
        _ => Err(vec![
            Problem::error(
                "BREV-004",
                selected.library().place(&selected.template.path),
                "Brevet må begynne med svaret som overskrift",
            )
            .hint("malen skal ha én linje som begynner med «# », og den skal stå først"),
        ]),
    }
}
