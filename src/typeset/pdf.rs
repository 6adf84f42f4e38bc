//! One letter through Typst: lay out, then export as PDF/A-2a and PDF/UA-1.
//!
//! Comes in: a `Letter` whose characters all have glyphs, and a `Layout`. Goes out: a `Pdf`.
//! Does not look after threads or caches; `pool.rs` does.

use super::Pdf;
use super::explain::{self, Stage};
use super::layout::Layout;
use super::page;
use super::settle;
use super::world::LetterWorld;
use crate::letter::letter::Letter;
use crate::problem::{Place, Problem};
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The program that the PDF's metadata names.
const CREATOR: &str = "vedtaksbrev";
/// Archiving and accessibility; they can be kept together, which PDF/A-4 and PDF/UA-1 cannot.
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_2a, PdfStandard::Ua_1];

/// Makes the PDF of one letter.
pub(super) fn make(letter: &Letter, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    let logo = layout.logos.get(&letter.head.sender).cloned().ok_or_else(|| vec![no_logo(&letter.head.sender)])?;
    let json = page::json(letter).map_err(|_| vec![explain::bug(Stage::Layout)])?;
    let length = json.len();
    let (document, warnings) = settle::compile(&LetterWorld::new(layout, json, logo), length);
    let document = document.map_err(|errors| explain::problems(&errors, layout, Stage::Layout))?;
    // A warning is a font that is not there or pages that never settled: the letter would not look as it should.
    if !warnings.is_empty() {
        return Err(explain::problems(&warnings, layout, Stage::Layout));
    }
    let options = options(letter).ok_or_else(|| vec![explain::bug(Stage::Export)])?;
    let bytes =
        typst_pdf::pdf(&document, &options).map_err(|errors| explain::problems(&errors, layout, Stage::Export))?;
    Ok(Pdf { bytes, pages: document.pages().len() })
}

/// Everything that could vary is set from the letter: the identifier from its identity, the timestamp from `brevdato`.
fn options(letter: &Letter) -> Option<PdfOptions> {
    let date = letter.brevdato;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let midnight = Datetime::from_ymd_hms(date.year().into(), month, day, 0, 0, 0)?;
    Some(PdfOptions {
        ident: Smart::Custom(letter.identity.clone()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: Some(Timestamp::new_utc(midnight)),
        standards: PdfStandards::new(&STANDARDS).ok()?,
        ..PdfOptions::default()
    })
}

fn no_logo(sender: &str) -> Problem {
    let place = Place::file(format!("letter-templates/avsendere/{sender}/logo.svg"));
    Problem::error("PDF-004", place, "Avsenderen har ingen logo.").hint("legg en tegning i SVG i avsenderens mappe")
}
