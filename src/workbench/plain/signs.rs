//! A body as signs that know their place, and the blocks they stand in.
//!
//! Comes in: Markdown with gaps. Goes out: signs without tags, emphasis and names of laws, block by block.
//! Does not know words or sentences.

/// The sign that stands for a gap within a word.
pub(super) const GAP: char = '\u{e000}';
/// The sign for a place where a sentence ends that cannot be seen here.
const BREAK: char = '\u{e001}';
/// The sign for a condition right after a word: the word ends, the sentence may go on.
const SEAM: char = '\u{e002}';

/// A sign of the text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    pub(super) letter: char,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// The signs without tags and emphasis, with a sign for each gap.
pub(super) fn signs(body: &str, first_line: u32) -> Vec<Sign> {
    let mut signs = Vec::new();
    let (mut line, mut column) = (first_line, 1);
    let mut rest = body;
    while let Some(letter) = rest.chars().next() {
        let tag = rest.strip_prefix("{{").and_then(|inside| inside.find("}}").map(|end| &rest[..end + 4]));
        let taken = tag.map_or(letter.len_utf8(), str::len);
        match tag {
            Some(tag) => {
                let within_word = signs.last().is_some_and(|last: &Sign| last.letter.is_alphanumeric());
                let stands = stands_for(tag).or(within_word.then_some(SEAM));
                signs.extend(stands.map(|letter| Sign { letter, line, column }));
            }
            None if letter == '*' => {}
            None => signs.push(Sign { letter, line, column }),
        }
        for passed in rest[..taken].chars() {
            (line, column) = if passed == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        rest = &rest[taken..];
    }
    signs
}

/// What stands for a tag: nothing for a condition, a break for another text or the other choice, a word for a field.
fn stands_for(tag: &str) -> Option<char> {
    let inside = tag.trim_start_matches(['{', '~']).trim();
    match inside.split([' ', '}']).next().unwrap_or_default() {
        word if word.starts_with(['#', '/', '!']) => None,
        "else" | "tekst" | "setning" | "del" | "delsetning" => Some(BREAK),
        word if word.starts_with("fritekst") => Some(BREAK),
        _ => Some(GAP),
    }
}

/// Takes the names of laws out, with the ending of the word.
pub(super) fn drop_names(signs: &mut Vec<Sign>, laws: &[String]) {
    let small = |letter: char| if letter == '\u{a0}' || letter == '\n' { ' ' } else { letter.to_ascii_lowercase() };
    let text: Vec<char> = signs.iter().map(|sign| small(sign.letter)).collect();
    let mut keep = vec![true; text.len()];
    for law in laws.iter().map(|law| law.chars().collect::<Vec<_>>()).filter(|law| !law.is_empty()) {
        for at in 0..text.len().saturating_sub(law.len() - 1) {
            let begins = at == 0 || !text[at - 1].is_alphanumeric();
            if begins && keep[at] && text[at..at + law.len()] == law[..] {
                let rest = text[at + law.len()..].iter().take_while(|letter| letter.is_alphanumeric()).count();
                keep[at..at + law.len() + rest].fill(false);
            }
        }
    }
    let mut kept = keep.into_iter();
    signs.retain(|_| kept.next().unwrap_or(true));
}

/// Paragraphs, headings, list items and table cells, without their marks.
pub(super) fn blocks(signs: &[Sign]) -> Vec<&[Sign]> {
    let mut blocks: Vec<&[Sign]> = Vec::new();
    let mut begins = 0;
    let lines = signs.split_inclusive(|sign| sign.letter == '\n');
    let mut at = 0;
    for line in lines {
        let text: String = line.iter().map(|sign| sign.letter).collect();
        let mark = mark(&text);
        if mark > 0 || text.trim().is_empty() {
            blocks.push(&signs[begins..at]);
            begins = at + mark;
        }
        at += line.len();
        if text.starts_with('#') {
            blocks.push(&signs[begins..at]);
            begins = at;
        }
    }
    blocks.push(&signs[begins.min(signs.len())..]);
    blocks.into_iter().flat_map(|block| block.split(|sign| matches!(sign.letter, '|' | BREAK))).collect()
}

/// How many signs at the beginning of a line make it a heading, an item or a row.
fn mark(line: &str) -> usize {
    let trimmed = line.trim_start();
    let indent = line.chars().count() - trimmed.chars().count();
    let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
    match trimmed {
        _ if trimmed.starts_with('#') => indent + trimmed.chars().take_while(|letter| *letter == '#').count(),
        _ if trimmed.starts_with("- ") => indent + 2,
        _ if digits > 0 && trimmed[digits..].starts_with(". ") => indent + digits + 2,
        _ if trimmed.starts_with('|') => indent + 1,
        _ => 0,
    }
}
