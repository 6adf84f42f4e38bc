//! What the layout gets of a letter: the words and how they are arranged, as little JSON as can be.
//!
//! Comes in: a `Letter`. Goes out: bytes for `/letter.json`, in the form that `letter-templates/layout/README.md` tells.
//! Leaves out what the page never shows, and where the words came from.

use crate::letter::letter::{Block, Closing, Frame, Letter, Letterhead, PlacedBlock, Run};
use serde::ser::{Serialize, SerializeSeq, Serializer};

/// The letter as the layout reads it.
pub(super) fn json(letter: &Letter) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Page {
        title: &letter.title,
        language: letter.language.tag(),
        head: &letter.head,
        summary: shown(&letter.summary),
        body: shown(&letter.body),
        headings: letter.body.iter().filter(|placed| matches!(placed.block, Block::Heading { .. })).count(),
        closing: &letter.closing,
        frame: &letter.frame,
    })
}

#[derive(serde::Serialize)]
struct Page<'a> {
    title: &'a str,
    language: &'static str,
    head: &'a Letterhead,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    summary: Vec<Shown<'a>>,
    body: Vec<Shown<'a>>,
    headings: usize,
    closing: &'a Closing,
    frame: &'a Frame,
}

fn shown(blocks: &[PlacedBlock]) -> Vec<Shown<'_>> {
    let after_divider = |at: usize| at > 0 && blocks[at - 1].block == Block::Divider;
    blocks.iter().enumerate().map(|(at, placed)| Shown(&placed.block, after_divider(at))).collect()
}

/// A block, and whether it opens a part of the letter. A paragraph is its line, any other an object with its `kind`.
struct Shown<'a>(&'a Block, bool);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Block::Paragraph { runs } if leads(runs) => Other::Lead { runs: Line(runs) }.serialize(serializer),
            Block::Paragraph { runs } => Line(runs).serialize(serializer),
            Block::Heading { level, runs } if self.1 => {
                Other::Part { level: *level, runs: Line(runs) }.serialize(serializer)
            }
            Block::Heading { level, runs } => Other::Heading { level: *level, runs: Line(runs) }.serialize(serializer),
            Block::List { ordered, items } => {
                let items = items.iter().map(|item| item.iter().map(|block| Shown(block, false)).collect()).collect();
                Other::List { ordered: *ordered, items }.serialize(serializer)
            }
            Block::Table { header, rows, total } => {
                let (header, rows) = (lines(header), rows.iter().map(|row| lines(row)).collect());
                Other::Table { header, rows, total: *total }.serialize(serializer)
            }
            Block::Divider => Other::Divider.serialize(serializer),
        }
    }
}

/// Whether a paragraph announces what follows, as «Slik klager du:» does.
fn leads(runs: &[Run]) -> bool {
    runs.last().is_some_and(|run| run.text.ends_with(':'))
}

fn lines(cells: &[Vec<Run>]) -> Vec<Line<'_>> {
    cells.iter().map(|cell| Line(cell)).collect()
}

#[derive(serde::Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Other<'a> {
    Heading { level: u8, runs: Line<'a> },
    Part { level: u8, runs: Line<'a> },
    Lead { runs: Line<'a> },
    List { ordered: bool, items: Vec<Vec<Shown<'a>>> },
    Table { header: Vec<Line<'a>>, rows: Vec<Vec<Line<'a>>>, total: bool },
    Divider,
}

/// A line of runs: a string, or strings that are plain and bold by turns.
struct Line<'a>(&'a [Run]);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [] => return serializer.serialize_str(""),
            [Run { text, strong: false }] => return serializer.serialize_str(text),
            _ => {}
        }
        let mut turns = serializer.serialize_seq(None)?;
        let mut strong = false;
        for run in self.0 {
            // An empty one of the other kind, when it is not its turn.
            if run.strong != strong {
                turns.serialize_element("")?;
            }
            turns.serialize_element(&run.text)?;
            strong = !run.strong;
        }
        turns.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, strong: bool) -> Run {
        Run { text: text.into(), strong }
    }

    #[test]
    fn what_announces_the_next_and_what_opens_a_part_say_so() {
        let heading = || Block::Heading { level: 2, runs: vec![run("Svar", false)] };
        let leading = Block::Paragraph { runs: vec![run("Slik klager du:", false)] };
        let blocks = [heading(), leading, Block::Divider, heading()];
        let placed = blocks.map(|block| PlacedBlock { block, source: String::new() });
        let kinds: Vec<String> = shown(&placed).iter().map(|it| serde_json::to_string(it).unwrap()).collect();
        let starts = [r#"{"kind":"heading""#, r#"{"kind":"lead""#, r#"{"kind":"divider""#, r#"{"kind":"part""#];
        for (kind, start) in kinds.iter().zip(starts) {
            assert!(kind.starts_with(start), "{kind}");
        }
    }

    #[test]
    fn a_line_is_plain_and_bold_by_turns() {
        let json = |runs: &[Run]| serde_json::to_string(&Line(runs)).unwrap();
        assert_eq!(json(&[]), r#""""#);
        assert_eq!(json(&[run("a", false)]), r#""a""#);
        assert_eq!(json(&[run("a", true)]), r#"["","a"]"#);
        assert_eq!(json(&[run("a", false), run("b", true), run("c", false)]), r#"["a","b","c"]"#);
        assert_eq!(json(&[run("a", true), run("b", true)]), r#"["","a","","b"]"#);
    }
}
