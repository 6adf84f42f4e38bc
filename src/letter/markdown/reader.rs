//! Markdown to blocks: the only reader of Markdown in the house.
//!
//! Comes in: the filled template as Markdown, with marks that say which file said what.
//! Goes out: placed blocks, or problems when the library uses Markdown that letters do not have.
//! Does not fill gaps and never sees a raw value: case data was escaped on its way in (`markdown.rs`).

use crate::letter::letter::{Block, PlacedBlock, Run, Runs};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;

mod mark;
mod origin;
use mark::is_mark;
pub use mark::{
    BOLD_CLOSE, BOLD_OPEN, LEVEL_DOWN, LEVEL_UP, MARK_ASKED, MARK_CLOSE, MARK_END, MARK_FIELD, MARK_OPEN, MARK_SPACE,
    MARK_UNCONFIRMED,
};
use origin::Mark;
pub use origin::{Origin, Step};

/// What was read: the blocks, and what the marks said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The blocks in order.
    pub blocks: Vec<PlacedBlock>,
    /// How each block came there, in the same order.
    pub origins: Vec<Origin>,
    /// Every file that took part, also one that placed nothing.
    pub used: BTreeSet<String>,
    /// The sender's unconfirmed fields that were printed.
    pub unconfirmed: BTreeSet<String>,
}

/// What Markdown a letter does not have, by its name in the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    /// The file that said it.
    pub source: String,
    /// What it was.
    pub what: &'static str,
}

/// Reads filled Markdown into blocks.
///
/// # Errors
/// Every construct that letters do not have (links, images, HTML, code, emphasis, quotes).
pub fn read(markdown: &str) -> Result<Reading, Vec<Unsupported>> {
    let mut builder = Builder::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        builder.event(event);
    }
    if builder.unsupported.is_empty() { Ok(builder.reading) } else { Err(builder.unsupported) }
}

#[derive(Default)]
struct Builder {
    reading: Reading,
    unsupported: Vec<Unsupported>,
    /// Files whose reach is open, innermost last.
    sources: Vec<Step>,
    /// Files named within the block being read.
    inline: Vec<Step>,
    /// The field of free text being read, and those read within the block.
    field: Option<String>,
    fields: Vec<String>,
    shift: u8,
    runs: Runs,
    strong: u32,
    lists: Vec<(bool, Vec<Vec<Block>>)>,
    items: Vec<Vec<Block>>,
    header: Vec<Runs>,
    rows: Vec<Vec<Runs>>,
    row: Vec<Runs>,
    in_mark: Option<(Mark, String)>,
    after_mark: bool,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Rule => self.place(Block::Divider),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Html(_) | Event::InlineHtml(_) => self.unsupported("HTML"),
            Event::Code(_) => self.unsupported("kode"),
            _ => self.unsupported("ukjent markering"),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::Table(_) => {
                self.header.clear();
                self.rows.clear();
            }
            Tag::List(first) => {
                self.flush_item_text();
                self.lists.push((first.is_some(), Vec::new()));
            }
            Tag::Item => self.items.push(Vec::new()),
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.unsupported("kursiv"),
            Tag::Link { .. } => self.unsupported("lenke"),
            Tag::Image { .. } => self.unsupported("bilde"),
            Tag::BlockQuote(_) => self.unsupported("sitatblokk"),
            Tag::CodeBlock(_) => self.unsupported("kodeblokk"),
            _ => self.unsupported("ukjent markering"),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                match self.take_runs() {
                    Some(runs) => self.place(Block::Paragraph { runs }),
                    // Only marks stood here; they named what follows, not this.
                    None => self.inline.clear(),
                }
            }
            TagEnd::Heading(level) => {
                if let Some(runs) = self.take_runs() {
                    let level = (level as u8 + self.shift).min(6);
                    self.place(Block::Heading { level, runs });
                }
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Item => {
                self.flush_item_text();
                if let (Some(item), Some((_, items))) = (self.items.pop(), self.lists.last_mut()) {
                    items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some((ordered, items)) = self.lists.pop() {
                    self.place(Block::List { ordered, items });
                }
            }
            TagEnd::TableCell => {
                let cell = self.take_runs().unwrap_or_default();
                self.row.push(cell);
            }
            TagEnd::TableHead => self.header = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    /// A last row that is bold where it has text is a sum.
    fn end_table(&mut self) {
        let header = std::mem::take(&mut self.header);
        let rows = std::mem::take(&mut self.rows);
        let total = rows.len() > 1
            && rows.last().is_some_and(|row| {
                row.first().is_some_and(|cell| !cell.is_empty()) && row.iter().flatten().all(|run| run.strong)
            });
        self.place(Block::Table { header, rows, total });
    }

    /// Adds text to the block being read; marks within it change state instead.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let words = rest.find(is_mark).unwrap_or(rest.len());
            let (before, after) = rest.split_at(if words == 0 { first.len_utf8() } else { words });
            if words == 0 {
                self.mark(first)
            } else {
                self.words(before)
            }
            rest = after;
        }
    }

    fn mark(&mut self, mark: char) {
        let after_mark = std::mem::take(&mut self.after_mark);
        match mark {
            MARK_SPACE if after_mark => {}
            MARK_OPEN => self.in_mark = Some((Mark::Open, String::new())),
            MARK_CLOSE => {
                self.drop_mark_space();
                self.in_mark = Some((Mark::Close, String::new()));
            }
            MARK_FIELD => self.in_mark = Some((Mark::Field, String::new())),
            MARK_UNCONFIRMED => self.in_mark = Some((Mark::Unconfirmed, String::new())),
            MARK_END => self.end_mark(),
            LEVEL_DOWN => self.shift += 1,
            LEVEL_UP => self.shift = self.shift.saturating_sub(1),
            BOLD_OPEN => self.strong += 1,
            BOLD_CLOSE => self.strong = self.strong.saturating_sub(1),
            _ => self.words(mark.encode_utf8(&mut [0; 4])),
        }
    }

    fn words(&mut self, words: &str) {
        self.after_mark = false;
        match &mut self.in_mark {
            Some((_, name)) => name.push_str(words),
            None => self.push(words),
        }
    }

    fn drop_mark_space(&mut self) {
        if let Some(run) = self.runs.last_mut()
            && run.text.ends_with(MARK_SPACE)
        {
            run.text.pop();
        }
    }

    fn end_mark(&mut self) {
        self.after_mark = true;
        match self.in_mark.take() {
            Some((Mark::Open, path)) => {
                let step = Step::read(&path, self.sources.last());
                self.reading.used.insert(step.file.clone());
                self.inline.push(step.clone());
                self.sources.push(step);
            }
            Some((Mark::Field, field)) => self.field = Some(field).filter(|field| !field.is_empty()),
            Some((Mark::Close, _)) => {
                self.sources.pop();
            }
            Some((Mark::Unconfirmed, field)) => {
                self.reading.unconfirmed.insert(field);
            }
            None => {}
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(field) = &self.field
            && !self.fields.contains(field)
        {
            self.fields.push(field.clone());
        }
        let strong = self.strong > 0;
        match self.runs.last_mut() {
            Some(run) if run.strong == strong => run.text.push_str(words),
            _ => self.runs.push(Run { text: words.to_owned(), strong }),
        }
    }

    /// The runs read so far, or nothing when there was only space between marks.
    fn take_runs(&mut self) -> Option<Runs> {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
        runs.retain(|run| !run.text.is_empty());
        (!runs.is_empty()).then_some(runs)
    }

    /// Text of a tight list item, which Markdown gives without a paragraph.
    fn flush_item_text(&mut self) {
        if self.items.is_empty() {
            return;
        }
        if let Some(runs) = self.take_runs() {
            self.place(Block::Paragraph { runs });
        }
    }

    fn place(&mut self, block: Block) {
        match self.items.last_mut() {
            Some(item) => item.push(block),
            None => {
                let (source, origin) = self.origin();
                self.reading.blocks.push(PlacedBlock { block, source });
                self.reading.origins.push(origin);
            }
        }
    }

    /// The files that said the block: those named within it, else the innermost open one; and how it came there.
    fn origin(&mut self) -> (String, Origin) {
        let named = std::mem::take(&mut self.inline);
        let mut files: Vec<&str> = named.iter().map(|step| step.file.as_str()).collect();
        files.dedup();
        let innermost = self.sources.last().map(|step| step.file.clone()).unwrap_or_default();
        let source = if files.is_empty() { innermost } else { files.join(" + ") };
        let steps = self.sources.iter().cloned().chain(named).collect();
        (source, Origin { steps, fields: std::mem::take(&mut self.fields) })
    }

    fn unsupported(&mut self, what: &'static str) {
        self.unsupported
            .push(Unsupported { source: self.sources.last().map(|step| step.file.clone()).unwrap_or_default(), what });
    }
}
