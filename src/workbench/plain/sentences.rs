//! Prose taken apart: sentences and words with their places.
//!
//! Comes in: a body with gaps, and what is not counted. Goes out: sentences.
//! A gap is one word. What a template places by name is a sentence of its own and stands in its own file.

use super::signs::{GAP, Sign, blocks, drop_names, signs};
use crate::texts::klarspraak::Klarspraak;

/// A word and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it stands, with `GAP` for a gap.
    pub(super) text: String,
    /// From 1.
    pub(super) line: u32,
    /// From 1, in characters.
    pub(super) column: u32,
    /// Whether a comma or another break within the sentence stands before it.
    pub(super) after_break: bool,
}

impl Word {
    /// The word in small letters.
    pub(super) fn small(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether it counts as long: more than six letters (C. H. Björnsson, «Läsbarhet», 1968).
    fn is_long(&self) -> bool {
        !self.text.contains(GAP) && self.text.chars().count() > 6
    }
}

/// A sentence; never empty.
pub(super) type Sentence = Vec<Word>;

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weight {
    pub(super) words: usize,
    pub(super) sentences: usize,
    pub(super) longest: usize,
    long_words: usize,
}

impl Weight {
    /// The weight of some sentences.
    pub(super) fn of(sentences: &[Sentence]) -> Self {
        let words = sentences.iter().flatten();
        Self {
            words: words.clone().count(),
            sentences: sentences.len(),
            longest: sentences.iter().map(Vec::len).max().unwrap_or_default(),
            long_words: words.filter(|word| word.is_long()).count(),
        }
    }

    /// LIX in tenths: words a sentence, and how many of a hundred words are long.
    pub(super) fn lix_tenths(&self) -> usize {
        self.average_tenths() + (1000 * self.long_words).checked_div(self.words).unwrap_or_default()
    }

    /// Words in a sentence on average, in tenths.
    pub(super) fn average_tenths(&self) -> usize {
        (10 * self.words).checked_div(self.sentences).unwrap_or_default()
    }
}

/// A number of tenths as people write it: «41,9».
pub(super) fn tenths(number: usize) -> String {
    format!("{},{}", number / 10, number % 10)
}

/// The sentences of a body whose first line is `first_line`; `laws` are names that are not counted, in small letters.
pub(super) fn sentences(body: &str, first_line: u32, plain: &Klarspraak, laws: &[String]) -> Vec<Sentence> {
    let mut signs = signs(body, first_line);
    drop_names(&mut signs, laws);
    let mut found = Vec::new();
    for block in blocks(&signs) {
        split(block, plain, &mut found);
    }
    found
}

fn split(block: &[Sign], plain: &Klarspraak, found: &mut Vec<Sentence>) {
    let mut sentence: Sentence = Vec::new();
    let (mut at, mut after_break) = (0, false);
    while at < block.len() {
        let length = word_length(&block[at..]);
        if length == 0 {
            after_break |= matches!(block[at].letter, ',' | ';' | '–' | '(' | ')' | '«');
            if ends_sentence(block, at, sentence.last(), plain) && !sentence.is_empty() {
                found.push(std::mem::take(&mut sentence));
                after_break = false;
            }
            at += 1;
            continue;
        }
        let text: String = block[at..at + length].iter().map(|sign| sign.letter).collect();
        let Sign { line, column, .. } = block[at];
        sentence.push(Word { text, line, column, after_break });
        after_break = false;
        at += length;
    }
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

/// How many signs the word here has: letters, digits and gaps, with hyphens and full stops between them.
fn word_length(signs: &[Sign]) -> usize {
    let is_part = |sign: Option<&Sign>| sign.is_some_and(|sign| sign.letter.is_alphanumeric() || sign.letter == GAP);
    if !is_part(signs.first()) {
        return 0;
    }
    let mut length = 1;
    while length < signs.len() {
        let joins =
            matches!(signs[length].letter, '-' | '/' | '.' | '\'' | '’' | '@' | ':') && is_part(signs.get(length + 1));
        // «helse- og omsorgstjenester»: the hyphen belongs to the word.
        let hangs = signs[length].letter == '-';
        if !is_part(signs.get(length)) && !joins && !hangs {
            break;
        }
        length += 1;
    }
    length
}

/// Whether the sign ends a sentence: not after a day or an abbreviation, and only before a space.
fn ends_sentence(block: &[Sign], at: usize, last: Option<&Word>, plain: &Klarspraak) -> bool {
    let after = block.get(at + 1).map(|sign| sign.letter);
    if after.is_some_and(|letter| !letter.is_whitespace() && letter != '»') {
        return false;
    }
    match block[at].letter {
        '!' | '?' | ':' => true,
        '.' => {
            let next = block[at + 1..].iter().map(|sign| sign.letter).find(|letter| !letter.is_whitespace());
            let number = last.is_some_and(|word| word.text.ends_with(|letter: char| letter.is_ascii_digit()));
            let abbreviated = last.is_some_and(|word| plain.forkortelser.contains(&format!("{}.", word.small())));
            let goes_on = next.is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit() || letter == '§');
            !((number || abbreviated) && goes_on)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<Vec<String>> {
        let plain = Klarspraak { forkortelser: vec!["nr.".into(), "f.eks.".into()], ..Klarspraak::default() };
        let laws = ["pasient- og brukerrettighetsloven".to_owned()];
        let found = sentences(body, 1, &plain, &laws);
        found.into_iter().map(|sentence| sentence.into_iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop_and_not_in_a_date_or_an_abbreviation() {
        assert_eq!(words("Du får hjelp fra 1. september. Se nr. 2.").len(), 2);
        assert_eq!(
            words("Det er f.eks. mat. Ring 12 34."),
            [["Det", "er", "f.eks", "mat"].to_vec(), ["Ring", "12", "34"].to_vec()]
        );
        assert_eq!(words("Er det slik? Ja: Det er det!").len(), 3);
    }

    #[test]
    fn a_gap_is_one_short_word_and_a_placed_text_is_a_sentence_of_its_own() {
        let found = words("Ring {{avsender.telefon}}. {{#if a}}Eller {{b}}-kontoret.{{/if}} {{setning \"x\"}} Hei.");
        assert_eq!(found[0], ["Ring".to_owned(), GAP.to_string()]);
        assert_eq!(found[1], ["Eller".to_owned(), format!("{GAP}-kontoret")]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn names_of_laws_are_not_counted() {
        assert_eq!(
            words("Dette står i pasient- og brukerrettighetslovens regler."),
            [["Dette", "står", "i", "regler"]]
        );
    }

    #[test]
    fn headings_list_items_and_rows_stand_alone_and_words_know_their_place() {
        assert_eq!(words("# Svar\nDu får\nhjelp.\n\n- ett\n- to\n\n| a | b |\n").len(), 6);
        let found = sentences("Hei.\n\n- Du må, {{x}} nå.", 7, &Klarspraak::default(), &[]);
        let last = &found[1];
        assert_eq!((last[0].line, last[0].column, last[0].after_break), (9, 3, false));
        assert_eq!((last[2].line, last[2].column, last[2].after_break), (9, 10, true));
        assert_eq!((last[3].column, last[3].text.as_str()), (16, "nå"));
    }

    #[test]
    fn lix_is_words_a_sentence_and_long_words_a_hundred() {
        let found = sentences("Kommunen gir hjelp. Du kan klage.", 1, &Klarspraak::default(), &[]);
        let weight = Weight::of(&found);
        // Three words a sentence, and one of six words («Kommunen») has more than six letters.
        assert_eq!((weight.words, weight.sentences, weight.longest), (6, 2, 3));
        assert_eq!((weight.average_tenths(), weight.lix_tenths()), (30, 30 + 166));
        assert_eq!(tenths(196), "19,6");
    }
}
