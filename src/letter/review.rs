//! The letter as readable Markdown, for people who review texts: a jurist can read it as it stands.
//!
//! Comes in: a letter. Goes out: Markdown with the source of each block in a comment above it.
//! Does not make pages; it shows words, order and origin.

use super::letter::{Block, Letter, Run};
use std::fmt::Write;

/// The letter as Markdown.
pub fn markdown(letter: &Letter) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut text, letter);
    text.replace('\u{A0}', " ")
}

fn write(text: &mut String, letter: &Letter) -> std::fmt::Result {
    let head = &letter.head;
    writeln!(text, "**{}**\\\n{}\n", head.municipality, head.office)?;
    writeln!(text, "{}\n", head.address.join("\\\n"))?;
    for (label, value) in &head.references {
        writeln!(text, "{label}: {value}\\")?;
    }
    let mut source = "";
    for (number, placed) in letter.blocks().enumerate() {
        if number > 0 && number == letter.summary.len() {
            writeln!(text, "\n<!-- her slutter kortversjonen, og brevet begynner på ny side -->")?;
            source = "";
        }
        if placed.source != source {
            source = &placed.source;
            write!(text, "\n<!-- {} -->", short(source))?;
        }
        text.push('\n');
        block(text, &placed.block, "")?;
    }
    let closing = &letter.closing;
    writeln!(text, "\n{}\n", closing.greeting)?;
    for signature in &closing.signatures {
        writeln!(text, "{}\\\n{}\n", signature.name, signature.title)?;
    }
    writeln!(text, "{}", closing.note)?;
    for attachment in &closing.attachments {
        writeln!(text, "\n{}: {attachment}", closing.attachments_label)?;
    }
    let frame = &letter.frame;
    writeln!(
        text,
        "\n---\n{} · {} 1 {} …{}",
        frame.contact,
        frame.page,
        frame.of,
        frame.draft.as_ref().map_or_else(String::new, |mark| format!(" · {mark}"))
    )
}

/// The library's path without its outer folders and endings: `klage/slik 2024-06-01`.
fn short(source: &str) -> String {
    let one = |path: &str| {
        let path = path.trim_start_matches("legal-texts/").trim_start_matches("letter-templates/");
        let path = path.trim_end_matches(".md").trim_end_matches(".nb").trim_end_matches(".nn");
        path.rsplit_once('/').map_or_else(|| path.to_owned(), |(id, version)| format!("{id} {version}"))
    };
    source.split(" + ").map(one).collect::<Vec<_>>().join(" + ")
}

fn block(text: &mut String, block_: &Block, indent: &str) -> std::fmt::Result {
    match block_ {
        Block::Heading { level, runs } => writeln!(text, "{indent}{} {}", "#".repeat(usize::from(*level)), line(runs)),
        Block::Paragraph { runs } => writeln!(text, "{indent}{}", line(runs)),
        Block::Divider => writeln!(text, "---"),
        Block::List { ordered, items } => {
            for (index, item) in items.iter().enumerate() {
                let mark = if *ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
                let mut inner = String::new();
                for part in item {
                    block(&mut inner, part, "  ")?;
                }
                writeln!(text, "{indent}{mark}{}", inner.trim())?;
            }
            Ok(())
        }
        Block::Table { header, rows, .. } => {
            let row = |cells: &[Vec<Run>]| cells.iter().map(|cell| line(cell)).collect::<Vec<_>>().join(" | ");
            writeln!(text, "| {} |", row(header))?;
            writeln!(text, "|{}", "---|".repeat(header.len()))?;
            rows.iter().try_for_each(|cells| writeln!(text, "| {} |", row(cells)))
        }
    }
}

fn line(runs: &[Run]) -> String {
    runs.iter().map(|run| if run.strong { format!("**{}**", run.text) } else { run.text.clone() }).collect()
}
