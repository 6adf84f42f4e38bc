//! Where in the library a paragraph of a letter stands.
//!
//! Comes in: a file of the library and the words of a block. Goes out: the line of the file. Fills nothing.

use crate::texts::library::{LEGAL_TEXTS, Library};

/// The fewest characters of a line that tell it from others.
const TELLING: usize = 6;

/// The line that the words most likely come from; the first line of the body when none can be told.
pub(super) fn line(library: &Library, path: &str, words: &str) -> u32 {
    let parts = if path.starts_with(LEGAL_TEXTS) {
        library.load_text(path).value.as_ref().map(|text| (text.body.clone(), text.body_line))
    } else {
        library.load_template(path).value.as_ref().map(|template| (template.body.clone(), template.body_line))
    };
    let Some((body, first)) = parts else { return 1 };
    let words = soft(words);
    let tells = |stretch: &String| stretch.chars().count() >= TELLING;
    let mut lines = (first..).zip(body.lines());
    // The first line whose every stretch of its own words the block has.
    let found = lines.find(|(_, line)| {
        let own: Vec<String> = stretches(line).filter(tells).collect();
        !own.is_empty() && own.iter().all(|stretch| words.contains(stretch.as_str()))
    });
    found.map_or(first, |(number, _)| number)
}

/// The stretches of a line between gaps, without the marks of Markdown.
fn stretches(line: &str) -> impl Iterator<Item = String> {
    let outside = line.split("{{").enumerate().map(|(index, piece)| match index {
        0 => piece,
        _ => piece.split_once("}}").map_or("", |(_, after)| after),
    });
    let plain = outside.map(|piece| {
        let piece = soft(&piece.replace("**", ""));
        let piece = piece.trim_start_matches(|c: char| c == '#' || c == '-' || c == '|' || c.is_whitespace());
        let numbered = piece.split_once(". ").filter(|(mark, _)| mark.chars().all(|c| c.is_ascii_digit()));
        numbered.map_or(piece, |(_, rest)| rest).trim().to_owned()
    });
    plain.collect::<Vec<_>>().into_iter()
}

fn soft(words: &str) -> String {
    words.replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_leads_to_its_line_whatever_fills_the_gaps() {
        let path = "legal-texts/a/2024-06-01.nb.md";
        let file = "---\nkilde: x\nkontrollert: 2026-11-21\nmerknad: y\n---\nFørste avsnitt står her.\n\n1. Skriv **under** brevet.\n2. Send det til {{avsender.navn}}, som svarer deg.\n";
        let library = Library::from_files([(path.to_owned(), file.as_bytes().to_vec())]);
        assert_eq!(line(&library, path, "Skriv under brevet."), 8);
        assert_eq!(line(&library, path, "Send det til Prøve kommune, som svarer deg."), 9);
        assert_eq!(line(&library, path, "Noe helt annet"), 6);
        assert_eq!(line(&library, "legal-texts/borte/2024-06-01.nb.md", "x"), 1);
    }
}
