//! Case data as Markdown: what a caseworker typed comes out as typed.
//!
//! Comes in: single values and free text. Goes out: Markdown in which nothing of it is markup, but for the
//! paragraphs, `- ` lists and `**bold**` of free text. The reader of Markdown is `reader.rs`.
//! Does not know which field a value comes from.

pub mod reader;

use reader::{BOLD_CLOSE, BOLD_OPEN};

/// The text with every character that Markdown could read as markup made literal.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => escaped.push(' '),
            _ => {
                if character.is_ascii_punctuation() {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
        }
    }
    escaped
}

/// A caseworker's free text as Markdown: paragraphs, `- ` lists and `**bold**`; all else literal.
pub fn free_text(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 16);
    let mut in_list = false;
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            if open {
                markdown.push_str("\n\n");
            }
            open = false;
            in_list = false;
            continue;
        }
        let item = line.strip_prefix("- ");
        if open {
            markdown.push_str(match (item.is_some(), in_list) {
                (true, false) => "\n\n",
                (true, true) => "\n",
                (false, _) => " ",
            });
        }
        if item.is_some() {
            markdown.push_str("- ");
            in_list = true;
        }
        push_bold(&mut markdown, item.unwrap_or(line));
        open = true;
    }
    markdown.trim_end().to_owned()
}

/// Writes one line with its balanced `**bold**` kept and everything else escaped.
fn push_bold(markdown: &mut String, line: &str) {
    let pieces: Vec<&str> = line.split("**").collect();
    let balanced = pieces.len() % 2 == 1;
    for (index, piece) in pieces.iter().enumerate() {
        let bold = balanced && index % 2 == 1;
        let inner = piece.trim();
        if bold && !inner.is_empty() {
            let (before, after) = piece.split_once(inner).unwrap_or(("", ""));
            // A word joiner keeps `**` a delimiter beside a letter or a sign; it is taken out again below.
            markdown.push_str(&format!("{before}{BOLD_OPEN}{}{BOLD_CLOSE}{after}", escape(inner)));
        } else if bold {
            markdown.push_str(&escape(&format!("**{piece}**")));
        } else {
            if index > 0 && !balanced {
                markdown.push_str("\\*\\*");
            }
            markdown.push_str(&escape(piece));
        }
    }
}
