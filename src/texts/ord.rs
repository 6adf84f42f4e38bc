//! Words and phrases that are wrong from a day on, and what to write instead.
//!
//! Comes in: `legal-texts/ord/*.yaml`. Goes out: `Frase`, and whether a text has it.
//! Does not know where texts come from: `check` asks about ours, `free_text.rs` about the caseworker's.

use super::data::{Bilingual, Source};
use super::klarspraak;
use crate::sak::line::Utfall;
use crate::yaml::Node;
use jiff::civil::Date;

/// Stands for a number in a phrase.
pub(super) const NUMBER: char = '#';

/// What finding a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alvor {
    /// It stops the letter or the library.
    Feil,
    /// A person should look.
    Advarsel,
    /// It may stand.
    Ingenting,
}

impl Alvor {
    const WORDS: [&'static str; 3] = ["feil", "advarsel", "ingenting"];
    const ALL: [Self; 3] = [Self::Feil, Self::Advarsel, Self::Ingenting];

    /// Reads one of the words.
    pub(super) fn read(source: &mut Source<'_>, node: &Node) -> Option<Self> {
        source.word(node, &Self::WORDS, |word| Self::ALL.into_iter().find(|it| Self::WORDS[*it as usize] == word))
    }
}

/// A word or phrase with its spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frase {
    /// The entry's name.
    pub id: String,
    /// The file.
    pub path: String,
    /// Beginnings of words, in small letters; `#` stands for a number.
    pub finn: Vec<String>,
    /// Phrases in which it may stand, in small letters.
    pub unntak: Vec<String>,
    /// The first day it is wrong.
    pub fra: Date,
    /// The last day it is wrong, when it was taken back into use.
    pub til: Option<Date>,
    /// What to write.
    pub bruk: Option<Bilingual>,
    /// Whether what to write is a name that did not exist before the first day.
    pub nytt_ord: bool,
    /// Why it may not stand, where there is nothing to write in its place.
    pub hvorfor: Option<String>,
    /// In our texts.
    pub tekster: Alvor,
    /// In the caseworker's text.
    pub fritekst: Alvor,
    /// The outcomes that make it wrong; any when empty.
    pub utfall: Vec<Utfall>,
    /// The entry's line in the file.
    pub line: u32,
}

impl Frase {
    /// Tells whether the word is wrong on a day.
    pub fn wrong_on(&self, day: Date) -> bool {
        self.fra <= day && self.til.is_none_or(|til| day <= til)
    }

    /// The spelling that stands in a text made ready by `ready`; nothing when none does.
    pub fn found_in<'f>(&'f self, ready: &str) -> Option<&'f str> {
        let counted =
            if self.finn.iter().any(|it| it.contains(NUMBER)) { without_numbers(ready) } else { String::new() };
        let stands = |ready: &str, spelling: &str, at: usize| {
            let starts_word = !ready[..at].ends_with(|c: char| c.is_alphanumeric());
            let excepted = self.unntak.iter().any(|phrase| {
                let from = ready.match_indices(phrase.as_str()).map(|(from, _)| from);
                from.into_iter().any(|from| from <= at && at + spelling.len() <= from + phrase.len())
            });
            starts_word && !excepted
        };
        let spelled = |spelling: &&String| {
            let text = if spelling.contains(NUMBER) { counted.as_str() } else { ready };
            text.match_indices(spelling.as_str()).any(|(at, _)| stands(text, spelling, at))
        };
        self.finn.iter().find(spelled).map(String::as_str)
    }

    /// The new name, when it stands in a text made ready by `ready` on a day before it exists.
    pub fn too_early_in(&self, ready: &str, day: Date, maalform: crate::language::Maalform) -> Option<&str> {
        let name = self.bruk.as_ref().filter(|_| self.nytt_ord && day < self.fra)?.get(maalform);
        starts_word(ready, &name.to_lowercase()).then_some(name)
    }

    /// What to do about it.
    pub fn hint(&self, maalform: crate::language::Maalform) -> String {
        let instead = self.bruk.as_ref().map(|words| format!("skriv «{}»", words.get(maalform)));
        instead.or_else(|| self.hvorfor.clone()).unwrap_or_default()
    }
}

/// A text with the sign for a number in place of each number.
pub(super) fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '0'..='9' if out.ends_with(NUMBER) => {}
            '0'..='9' => out.push(NUMBER),
            other => out.push(other),
        }
    }
    out
}

/// Tells whether a word of a text made ready by `ready` begins so, or a phrase of it does.
pub fn starts_word(ready: &str, beginning: &str) -> bool {
    let starts = |at: usize| !ready[..at].ends_with(char::is_alphanumeric);
    ready.match_indices(beginning).any(|(at, _)| starts(at))
}

/// A text in small letters with single spaces, as phrases are written.
pub fn ready(text: &str) -> String {
    let mut ready = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !ready.is_empty() {
            ready.push(' ');
        }
        ready.extend(word.chars().flat_map(char::to_lowercase));
    }
    ready
}

/// Reads a file of words.
pub(crate) fn read_ord(source: &mut Source<'_>) -> Option<Vec<Frase>> {
    let root = source.root()?;
    let own = ["kilde", "kontrollert", "usikkert", "merknad", "ord"];
    // The measure of plain language stands in the same file as its words.
    let more = if source.path() == klarspraak::PLAIN { klarspraak::KEYS.as_slice() } else { &[] };
    let fields = source.fields(&root, &[own.as_slice(), more].concat())?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    source.need(fields, "ord", |source, node| source.items(node, read_frase))
}

fn read_frase(source: &mut Source<'_>, node: &Node) -> Option<Frase> {
    let known = ["id", "finn", "unntak", "fra", "til", "bruk", "hvorfor", "tekster", "fritekst", "utfall", "kilde"];
    let more = ["usikkert", "merknad", "hjemmel", "nytt_ord"];
    let fields = source.fields(node, &[known.as_slice(), &more].concat())?;
    let id = source.need(fields, "id", Source::text);
    let small = |source: &mut Source<'_>, node: &Node| source.text(node).map(|text| ready(&text));
    let finn = source.need(fields, "finn", |source, node| source.items(node, small));
    let unntak = source.list(fields, "unntak", small);
    let fra = source.need(fields, "fra", Source::date);
    let til = source.may(fields, "til", Source::last_date);
    let bruk = source.may(fields, "bruk", Source::bilingual);
    let nytt_ord = source.may(fields, "nytt_ord", Source::flag).unwrap_or(false);
    let hvorfor = source.may(fields, "hvorfor", Source::text);
    let tekster = source.may(fields, "tekster", Alvor::read).unwrap_or(Alvor::Feil);
    let fritekst = source.may(fields, "fritekst", Alvor::read).unwrap_or(Alvor::Advarsel);
    let utfall = source.list(fields, "utfall", |source, node| source.word(node, Utfall::WORDS, Utfall::from_word));
    if bruk.is_none() && hvorfor.is_none() {
        source.error("TEKST-022", node.line, "Ordet mangler «bruk» eller «hvorfor»").hint =
            Some("skriv hva som skal stå i stedet, eller hvorfor det ikke kan stå".into());
    }
    let path = source.path().to_owned();
    Some(Frase {
        id: id?,
        path,
        finn: finn?,
        unntak,
        fra: fra?,
        til,
        bruk,
        nytt_ord,
        hvorfor,
        tekster,
        fritekst,
        utfall,
        line: node.line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn frase(finn: &[&str], unntak: &[&str]) -> Frase {
        let all = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Frase {
            id: "x".into(),
            path: String::new(),
            finn: all(finn),
            unntak: all(unntak),
            fra: date(2021, 1, 1),
            til: None,
            bruk: None,
            nytt_ord: false,
            hvorfor: None,
            tekster: Alvor::Feil,
            fritekst: Alvor::Advarsel,
            utfall: Vec::new(),
            line: 1,
        }
    }

    #[test]
    fn a_word_is_found_by_its_beginning_and_a_phrase_over_line_breaks() {
        let word = frase(&["fylkesmann"], &[]);
        assert!(word.found_in(&ready("Klag til Fylkesmannen\ni Nordland")).is_some());
        assert!(word.found_in(&ready("underfylkesmannen")).is_none());
        let phrase = frase(&["kan ikke påklages"], &[]);
        assert!(phrase.found_in(&ready("Vedtaket kan\n  ikke\u{a0}påklages.")).is_some());
    }

    #[test]
    fn a_word_may_stand_in_an_excepted_phrase_only() {
        let word = frase(&["økonomi"], &["hjelp til økonomi"]);
        assert!(word.found_in("du får hjelp til økonomi").is_none());
        assert!(word.found_in("du får hjelp til økonomi, men økonomien er trang").is_some());
    }

    #[test]
    fn a_word_is_wrong_from_its_first_day() {
        assert!(!frase(&["a"], &[]).wrong_on(date(2020, 12, 31)));
        assert!(frase(&["a"], &[]).wrong_on(date(2021, 1, 1)));
    }
}
