//! Every word and phrase that is wrong from a day on, with one search that tells which of them a text may have.
//!
//! Comes in: what `ord.rs` read, in the order of the files. Goes out: `Fraser`, the list itself and `may_stand_in`.
//! Decides nothing: that a spelling occurs does not make it wrong. Exceptions and days are `Frase`'s own.

use super::ord::{Frase, NUMBER, without_numbers};
use crate::language::Maalform;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::ops::Deref;

/// The list. Most words stand in no text, so a text is searched once for all of them.
#[derive(Debug)]
pub struct Fraser {
    all: Vec<Frase>,
    plain: Spellings,
    counted: Spellings,
}

impl Fraser {
    /// The list of these words.
    pub(super) fn new(all: Vec<Frase>) -> Self {
        let spelled = all.iter().enumerate().flat_map(|(at, frase)| {
            let new = frase.bruk.iter().filter(|_| frase.nytt_ord);
            let new = new.flat_map(|name| Maalform::ALL.map(|maalform| name.get(maalform).to_lowercase()));
            frase.finn.iter().cloned().chain(new).map(move |spelling| (spelling, at))
        });
        let (counted, plain) = spelled.partition(|(spelling, _)| spelling.contains(NUMBER));
        let (plain, counted) = (Spellings::new(plain), Spellings::new(counted));
        Self { all, plain, counted }
    }

    /// The words of which a spelling or a new name occurs in a text made ready by `ord::ready`, in the list's order.
    pub fn may_stand_in(&self, ready: &str) -> Vec<&Frase> {
        let mut found = BTreeSet::new();
        self.plain.find(ready, &mut found);
        self.counted.find(&without_numbers(ready), &mut found);
        found.into_iter().filter_map(|at| self.all.get(at)).collect()
    }
}

impl Deref for Fraser {
    type Target = [Frase];

    fn deref(&self) -> &[Frase] {
        &self.all
    }
}

/// Spellings to be searched for together, each with its word's number; without a search any of them may stand anywhere.
#[derive(Debug)]
struct Spellings {
    search: Option<AhoCorasick>,
    words: Vec<usize>,
}

impl Spellings {
    fn new(spelled: Vec<(String, usize)>) -> Self {
        let (spellings, words): (Vec<String>, Vec<usize>) = spelled.into_iter().unzip();
        Self { search: AhoCorasick::new(spellings).ok(), words }
    }

    fn find(&self, text: &str, found: &mut BTreeSet<usize>) {
        let Some(search) = &self.search else { return found.extend(&self.words) };
        found.extend(search.find_overlapping_iter(text).map(|it| self.words[it.pattern()]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::library::Library;
    use super::super::ord::ready;
    use super::*;

    /// The one search finds every word that a search for each word finds, in the words' own spellings.
    #[test]
    fn no_word_that_stands_in_a_text_is_overlooked() {
        let library = Library::embedded();
        let fraser = library.ord();
        assert!(fraser.len() > 20, "the library has words");
        let mut tried = 0;
        for frase in fraser.iter() {
            for spelling in &frase.finn {
                let text = ready(&format!("Vi ser at {} er nevnt her.", spelling.replace(NUMBER, "12")));
                let each = fraser.iter().filter(|it| it.found_in(&text).is_some()).map(|it| &it.id).collect::<Vec<_>>();
                let once = fraser.may_stand_in(&text).into_iter().filter(|it| it.found_in(&text).is_some());
                assert_eq!(once.map(|it| &it.id).collect::<Vec<_>>(), each, "{spelling}");
                tried += usize::from(each.contains(&&frase.id));
            }
            if let Some(name) = frase.bruk.as_ref().filter(|_| frase.nytt_ord) {
                let name = ready(name.get(Maalform::Nb));
                assert!(fraser.may_stand_in(&format!("om {name}.")).iter().any(|it| it.id == frase.id), "{name}");
            }
        }
        assert!(tried > 40, "only {tried} spellings were found");
    }

    #[test]
    fn a_text_without_any_of_the_words_needs_no_closer_look() {
        let library = Library::embedded();
        assert!(library.ord().may_stand_in("du trenger hjelp om morgenen").is_empty());
        assert!(Fraser::new(Vec::new()).may_stand_in("alt mulig").is_empty());
    }
}
