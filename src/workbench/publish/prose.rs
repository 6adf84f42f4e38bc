//! The jurist's Markdown as parts of a sheet, with what fills each gap in brackets.
//!
//! Comes in: a body with gaps. Goes out: parts. Fills nothing.

use crate::letter::known;
use crate::letter::letter::{Block, Run, plain};
use crate::letter::markdown::reader;
use crate::typeset::sheet::{Bit, Line, Part};

/// The parts of a text; its own headings become weighty lines, so that the document's order of headings stays.
pub(super) fn parts(body: &str) -> Vec<Part> {
    let spoken = with_spoken_gaps(body);
    match reader::read(&spoken) {
        Ok(reading) => reading.blocks.iter().filter_map(|placed| part(&placed.block)).collect(),
        Err(_) => vec![Part::words(spoken)],
    }
}

fn part(block: &Block) -> Option<Part> {
    Some(match block {
        Block::Heading { runs, .. } => Part::Paragraph { bits: vec![Bit::strong(plain(runs))] },
        Block::Paragraph { runs } => Part::Paragraph { bits: bits(runs) },
        Block::List { ordered, items } => {
            Part::List { ordered: *ordered, items: items.iter().map(|item| item_line(item)).collect() }
        }
        Block::Table { header, rows, .. } => Part::Table {
            label: plain(header.first()?),
            header: header.iter().map(|cell| plain(cell)).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| bits(cell)).collect()).collect(),
        },
        Block::Divider => return None,
    })
}

fn bits(runs: &[Run]) -> Line {
    runs.iter().map(|run| if run.strong { Bit::strong(&run.text) } else { Bit::plain(&run.text) }).collect()
}

/// An item on one line; what stands below it follows.
fn item_line(item: &[Block]) -> Line {
    let mut line = Line::new();
    for block in item {
        if !line.is_empty() {
            line.push(Bit::plain(" "));
        }
        match block {
            Block::Paragraph { runs } | Block::Heading { runs, .. } => line.extend(bits(runs)),
            Block::List { items, .. } => {
                for (index, inner) in items.iter().enumerate() {
                    line.push(Bit::plain(if index == 0 { "– " } else { " – " }));
                    line.extend(item_line(inner));
                }
            }
            Block::Table { .. } | Block::Divider => {}
        }
    }
    line
}

/// The body with «[the telephone number]» for `{{avsender.telefon}}`.
fn with_spoken_gaps(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, gap, after)) = next_gap(rest) {
        out.push_str(before);
        out.push_str(&format!("[{}]", spoken_gap(gap)));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn next_gap(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (gap, after) = rest.split_once("}}")?;
    Some((before, gap.trim(), after))
}

/// What a gap writes, in words.
pub(super) fn spoken_gap(gap: &str) -> String {
    let known = known::FIELDS.iter().find(|(name, _)| *name == gap).map(|(_, words)| (*words).to_owned());
    known.unwrap_or_else(|| match gap.split_once('.') {
        Some(("grense", id)) => format!("grensen: {}", super::spoken(id)),
        Some(("sats", id)) => format!("satsen: {}", super::spoken(id)),
        Some(("pris", id)) => format!("prisen: {}", super::spoken(id)),
        _ => super::spoken(gap),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_says_what_is_written_there() {
        assert_eq!(
            with_spoken_gaps("Ring {{avsender.telefon}} innen {{grense.sen_klage}}."),
            "Ring [telefonnummeret] innen [grensen: sen klage]."
        );
    }

    #[test]
    fn headings_of_a_text_do_not_enter_the_order_of_the_document() {
        let found = parts("## Først\n\nDu **kan** klage.\n\n1. a\n2. b\n");
        let paragraph = vec![Bit::plain("Du "), Bit::strong("kan"), Bit::plain(" klage.")];
        assert_eq!(found[0], Part::Paragraph { bits: vec![Bit::strong("Først")] });
        assert_eq!(found[1], Part::Paragraph { bits: paragraph });
        assert_eq!(found[2], Part::List { ordered: true, items: vec![vec![Bit::plain("a")], vec![Bit::plain("b")]] });
    }
}
