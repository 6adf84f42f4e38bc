//! The composed letter as a value: everything that will stand on paper, and where it came from.
//!
//! Comes in: nothing; nouns that `compose.rs` fills. Goes out: `Letter`, which room 4 turns into a PDF.
//! Knows nothing of pages, fonts or PDF.

use crate::language::Maalform;
use jiff::civil::Date;
use serde::Serialize;

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, exactly as it shall appear.
    pub text: String,
    /// Whether the text is bold.
    pub strong: bool,
}

/// A line of runs: the content of a paragraph, a heading or a table cell.
pub type Runs = Vec<Run>;

/// One block of the letter's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the letter's answer and stands first and once.
    Heading {
        /// 1 to 4, never skipping a level downwards.
        level: u8,
        /// The heading's text.
        runs: Runs,
    },
    /// A paragraph.
    Paragraph {
        /// The text.
        runs: Runs,
    },
    /// A list whose items are blocks.
    List {
        /// Whether the items are numbered from 1.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table with one header row; its first column names the row.
    Table {
        /// The header cells.
        header: Vec<Runs>,
        /// The rows, each as long as the header.
        rows: Vec<Vec<Runs>>,
        /// Whether the last row is a sum.
        total: bool,
    },
    /// A break between the parts of a letter with two complaint rules.
    Divider,
}

/// A block and the text or template version that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedBlock {
    /// The block.
    pub block: Block,
    /// The file of the library that said it, such as `legal-texts/klage/frist/2024-06-01.nb.md`.
    pub source: String,
}

/// A name under the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Full name.
    pub name: String,
    /// Title, in the letter's language.
    pub title: String,
}

/// What stands above the body: who writes to whom, and about which case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The municipality's name.
    pub municipality: String,
    /// The office's name, never translated.
    pub office: String,
    /// The sender's id, which names the logo's file.
    #[serde(skip)]
    pub sender: String,
    /// The address block for the window envelope, one line each; name first.
    pub address: Vec<String>,
    /// Reference lines as label and value, such as («Saksnummer», «2026/00001»).
    pub references: Vec<(String, String)>,
}

/// What stands below the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closing {
    /// The greeting.
    pub greeting: String,
    /// Approver first, then caseworker.
    pub signatures: Vec<Signature>,
    /// That the letter is approved electronically and has no signature.
    pub note: String,
    /// The heading for the attachments, such as «Vedlegg».
    pub attachments_label: String,
    /// The attachments.
    pub attachments: Vec<String>,
}

/// The words of the page frame, in the letter's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The footer's contact line, such as «Tjenestekontoret · Postboks … · Telefon …».
    pub contact: String,
    /// The word before the page number («Side»).
    pub page: String,
    /// The word between page number and page count («av»).
    pub of: String,
    /// The draft mark («UTKAST») or nothing.
    pub draft: Option<String>,
    /// What the logo shows, for a screen reader.
    pub logo_alt: String,
}

/// One letter to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The letter's identity: `saksnummer/brevtype/brevdato/nummer/mottaker`; becomes the PDF's identifier.
    pub identity: String,
    /// The title in the PDF's metadata: the heading's text, without personal values.
    pub title: String,
    /// The language of the whole letter.
    pub language: Maalform,
    /// `brevdato`, which is also the PDF's timestamp.
    pub brevdato: Date,
    /// What stands above the body.
    pub head: Letterhead,
    /// The easy-read page in front, with the body's heading first; empty when there is none.
    pub summary: Vec<PlacedBlock>,
    /// The body.
    pub body: Vec<PlacedBlock>,
    /// What stands below the body.
    pub closing: Closing,
    /// The words of the page frame.
    pub frame: Frame,
}

impl Letter {
    /// Every block in reading order: the page in front, then the body.
    pub fn blocks(&self) -> impl Iterator<Item = &PlacedBlock> {
        self.summary.iter().chain(&self.body)
    }
}

/// The text of runs without their weight.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
