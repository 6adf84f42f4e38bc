//! One letter or sheet through Typst: lay out, then export as PDF/A-2a and PDF/UA-1, or as pictures of the pages.
//!
//! Comes in: a `Letter` or `Sheet` whose characters all have glyphs, and a `Layout`. Goes out: a `Pdf`, or SVG.
//! Does not look after threads or caches; `pool.rs` does.

use super::Pdf;
use super::explain::{self, Stage};
use super::layout::Layout;
use super::page;
use super::settle;
use super::sheet::Sheet;
use super::world::PageWorld;
use crate::letter::letter::Letter;
use crate::problem::{Place, Problem};
use jiff::civil::Date;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The program that the PDF's metadata names.
const CREATOR: &str = "vedtaksbrev";
/// Archiving and accessibility; they can be kept together, which PDF/A-4 and PDF/UA-1 cannot.
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_2a, PdfStandard::Ua_1];

/// Makes the PDF of one letter.
pub(super) fn make(letter: &Letter, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    export(&lay_out(letter, layout)?, layout, &letter.identity, letter.brevdato)
}

/// Makes the PDF of one sheet.
pub(super) fn make_sheet(sheet: &Sheet, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    let json = serde_json::to_vec(sheet).map_err(|_| vec![explain::bug(Stage::Layout)])?;
    let world = PageWorld::sheet(layout, json).ok_or_else(|| vec![explain::bug(Stage::Layout)])?;
    export(&compile(&world, layout)?, layout, &sheet.identity, sheet.dato)
}

/// Draws the pages of one letter, each as an SVG.
pub(super) fn draw(letter: &Letter, layout: &Layout) -> Result<Vec<String>, Vec<Problem>> {
    let document = lay_out(letter, layout)?;
    let options = typst_svg::SvgOptions { render_bleed: false, pretty: false };
    Ok(document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect())
}

fn lay_out(letter: &Letter, layout: &Layout) -> Result<PagedDocument, Vec<Problem>> {
    let logo = layout.logos.get(&letter.head.sender).cloned().ok_or_else(|| vec![no_logo(&letter.head.sender)])?;
    let json = page::json(letter).map_err(|_| vec![explain::bug(Stage::Layout)])?;
    let length = json.len();
    let (document, warnings) = settle::compile(&PageWorld::letter(layout, json, logo), length);
    settled(document, &warnings, layout)
}

/// Lays out what a world shows.
pub(super) fn compile(world: &PageWorld<'_>, layout: &Layout) -> Result<PagedDocument, Vec<Problem>> {
    let compiled = typst::compile::<PagedDocument>(world);
    settled(compiled.output, &compiled.warnings, layout)
}

fn settled(
    document: SourceResult<PagedDocument>,
    warnings: &[SourceDiagnostic],
    layout: &Layout,
) -> Result<PagedDocument, Vec<Problem>> {
    let document = document.map_err(|errors| explain::problems(&errors, layout, Stage::Layout))?;
    // A warning is a font that is not there or pages that never settled: the letter would not look as it should.
    if warnings.is_empty() { Ok(document) } else { Err(explain::problems(warnings, layout, Stage::Layout)) }
}

/// Writes laid out pages as a PDF.
pub(super) fn export(
    document: &PagedDocument,
    layout: &Layout,
    identity: &str,
    day: Date,
) -> Result<Pdf, Vec<Problem>> {
    let options = options(identity, day).ok_or_else(|| vec![explain::bug(Stage::Export)])?;
    let bytes =
        typst_pdf::pdf(document, &options).map_err(|errors| explain::problems(&errors, layout, Stage::Export))?;
    Ok(Pdf { bytes, pages: document.pages().len() })
}

/// Everything that could vary is set from the outside: the identifier, and the timestamp as midnight of a day.
fn options(identity: &str, date: Date) -> Option<PdfOptions> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let midnight = Datetime::from_ymd_hms(date.year().into(), month, day, 0, 0, 0)?;
    Some(PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
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
