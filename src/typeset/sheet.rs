//! A sheet as a value: what the house prints besides letters, such as a review or the whole library.
//!
//! Comes in: nothing; nouns that the orchestrators fill. Goes out: `Sheet`, which becomes a PDF beside the same fonts
//! and colours as a letter. Holds no words of its own and is never sent to a party.

use crate::language::Maalform;
use jiff::civil::Date;
use serde::Serialize;

/// How a bit of text is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// As it stands.
    #[default]
    Plain,
    /// Weighty.
    Strong,
    /// Words that are taken out: struck through.
    Gone,
    /// Words that are new: underlined and bold.
    New,
}

/// A piece of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Bit {
    /// The words.
    pub text: String,
    /// How they are meant.
    pub mark: Mark,
    /// A web address, or `#` and the id of a heading in the sheet.
    pub link: Option<String>,
    /// The words' language, when it is another than the part's.
    pub lang: Option<&'static str>,
}

impl Bit {
    /// Words as they stand.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words that weigh.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { mark: Mark::Strong, ..Self::plain(text) }
    }

    /// Words that lead somewhere.
    pub fn link(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self { link: Some(to.into()), ..Self::plain(text) }
    }
}

/// A line of bits.
pub type Line = Vec<Bit>;

/// One part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Part {
    /// A heading; level 1 is the title and stands first and once.
    Heading {
        /// 1 to 5, never skipping a level downwards.
        level: u8,
        /// The words.
        text: String,
        /// The name that links use; empty when nothing links here.
        id: String,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        bits: Line,
    },
    /// A list.
    List {
        /// Whether the items are numbered from 1.
        ordered: bool,
        /// The items.
        items: Vec<Line>,
    },
    /// A table whose first column names the row.
    Table {
        /// What the table holds, for a reader who cannot see it.
        label: String,
        /// The header cells.
        header: Vec<String>,
        /// The rows, each as long as the header.
        rows: Vec<Vec<Line>>,
    },
    /// Parts set apart by a frame, such as the words of a text, in one language.
    Quote {
        /// The language.
        lang: &'static str,
        /// The parts.
        parts: Vec<Part>,
    },
    /// Parts that stand on the same page.
    Together {
        /// The parts.
        parts: Vec<Part>,
    },
    /// Words to tick one of, each with an empty box.
    Choices {
        /// The words.
        words: Vec<String>,
    },
    /// Lines to write on, each with its word.
    Blanks {
        /// The words.
        words: Vec<String>,
    },
    /// The table of contents down to a level, with its heading.
    Contents {
        /// The heading.
        text: String,
        /// The lowest level that is listed.
        depth: u8,
    },
}

impl Part {
    /// A heading that nothing links to.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into(), id: String::new() }
    }

    /// A paragraph of words as they stand.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Paragraph { bits: vec![Bit::plain(text)] }
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// The PDF's identifier: the same input gives the same bytes.
    pub identity: String,
    /// The title in the PDF's metadata.
    pub title: String,
    /// Who made it, in the PDF's metadata.
    pub author: String,
    /// The language of all that does not say another.
    #[serde(serialize_with = "serialize_tag")]
    pub language: Maalform,
    /// The day of the sheet, which is also the PDF's timestamp.
    #[serde(skip)]
    pub dato: Date,
    /// What stands at the foot of every page.
    pub foot: String,
    /// The words before and after the page number, such as «Side» and «av».
    pub page: (String, String),
    /// The parts.
    pub body: Vec<Part>,
}

fn serialize_tag<S: serde::Serializer>(language: &Maalform, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.tag())
}
