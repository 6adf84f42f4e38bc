//! The yearly table as a page: key figures, plots and a table, each as words and numbers that are ready to print.
//!
//! Comes in: an `Overview` and the `Layout`. Goes out: a `Pdf` by the same standards as a letter.
//! Counts nothing and words nothing; bars are drawn by Typst from shares between 0 and 1.

use super::Pdf;
use super::explain::{self, Stage};
use super::layout::{Layout, file_id, missing};
use super::pdf;
use super::world::PageWorld;
use crate::problem::Problem;
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};
use typst::foundations::Bytes;

/// The file that lays out the page.
const MAIN: &str = "rapport/main.typ";

/// Everything on the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// `nb` or `nn`.
    pub language: &'static str,
    /// What it is.
    pub title: String,
    /// Which days it is about.
    pub period: String,
    /// The municipality, or several.
    pub municipality: String,
    /// Its office; empty when there are several.
    pub office: String,
    /// What a screen reader says of the logo; nothing when there is none.
    pub logo: Option<String>,
    /// Said in place of plots when there is nothing to count.
    pub empty: Option<String>,
    /// The key figures.
    pub figures: Vec<Figure>,
    /// Plots with lying bars, standing ones, or both.
    pub plots: Vec<Plot>,
    /// All numbers.
    pub table: Option<Table>,
    /// What the numbers mean.
    pub notes: Vec<String>,
    /// «Side» and «av» in the footer.
    pub pages: [&'static str; 2],
    /// Whose logo it is.
    #[serde(skip)]
    pub sender: Option<String>,
    /// The day of the file's metadata: the last one that counts.
    #[serde(skip)]
    pub date: Date,
}

/// A key figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
}

/// A plot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plot {
    /// The heading.
    pub title: String,
    /// Where it stands on the page and how its bars go: `beside`, `standing` or `lying`.
    pub form: &'static str,
    /// Every number in words, for a screen reader.
    pub alt: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// The number as it is printed.
    pub value: String,
    /// Its length beside the longest, from 0 to 1; nothing when the number is hidden.
    pub share: Option<f64>,
}

/// A table; the first column is the row's heading, and the last row the sum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The heading.
    pub title: String,
    /// The columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Makes the PDF of an overview.
pub(super) fn make(overview: &Overview, layout: &Layout) -> Result<Pdf, Vec<Problem>> {
    let hint = "hent filene på nytt med `vedtaksbrev tekster hent-ut`, eller kjør uten --tekster";
    let main = file_id(MAIN)
        .filter(|id| layout.sources.contains_key(&id.into_raw().get()))
        .ok_or_else(|| vec![missing(MAIN, "Oppsettet til rapporten mangler.").hint(hint)])?;
    let logo = overview.sender.as_ref().and_then(|sender| layout.logos.get(sender).cloned());
    let overview = Overview { logo: overview.logo.clone().filter(|_| logo.is_some()), ..overview.clone() };
    let json = serde_json::to_vec(&overview).map_err(|_| vec![explain::bug(Stage::Layout)])?;
    let identity: String = Sha256::digest(&json).iter().map(|byte| format!("{byte:02x}")).collect();
    let world = PageWorld::overview(layout, main, json, logo.unwrap_or_else(|| Bytes::new([])));
    pdf::export(&pdf::compile(&world, layout)?, layout, &format!("rapport/{identity}"), overview.date)
}
