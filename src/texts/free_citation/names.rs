//! The names of the acts in the law register, and where they stand in a text.
//!
//! Comes in: the library's laws with all the names that they have. Goes out: places in a text's tokens.
//! Knows the grammar of such names; which there are is the register's to say.

use super::acts::Named;
use super::tokens::{Token, tokens};
use crate::texts::library::Library;
use crate::texts::statute::Lov;
use std::sync::Arc;

/// The laws of a library with the names that people call them by.
pub(super) struct Register {
    pub(super) laws: Vec<Arc<Lov>>,
    names: Vec<(Vec<Token>, usize)>,
}

impl Register {
    /// The names of every law in the register.
    pub(super) fn of(library: &Library) -> Self {
        let laws: Vec<Arc<Lov>> = library.lov_ids().iter().filter_map(|id| library.lov(id)).collect();
        let mut names = Vec::new();
        for (index, lov) in laws.iter().enumerate() {
            let own = [&lov.navn.nb, &lov.navn.nn, &lov.kort, &lov.id, &lov.lovdata_id];
            for name in own.into_iter().chain(&lov.kalles) {
                names.push((words(name), index));
            }
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { laws, names }
    }

    /// Where acts are named.
    pub(super) fn named<'t>(&self, tokens: &'t [Token]) -> Named<'t> {
        let stems: Vec<Token> = tokens.iter().map(stem).collect();
        let mut known = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let found = self.names.iter().find_map(|(name, _)| Some((name, name_end(&stems, at, name)?)));
            if let Some((name, end)) = found {
                let laws = self.names.iter().filter(|(other, _)| other == name).map(|(_, law)| *law);
                let mut laws: Vec<usize> = laws.collect();
                laws.dedup();
                known.push((at..end, laws));
                at = end;
            } else {
                at += 1;
            }
        }
        Named { tokens, known }
    }
}

/// A name as it is compared: without hyphens, and in the form that grammar does not change.
fn words(name: &str) -> Vec<Token> {
    tokens(name).into_iter().filter(|token| *token != Token::Hyphen).map(|token| stem(&token)).collect()
}

/// «lov», «lova», «lovens» and «loven» are one word; so are «forskrift», «forskrifta» and «forskriften».
pub(super) fn stem(token: &Token) -> Token {
    let Token::Word(word) = token else { return token.clone() };
    if word == "lov" || word == "forskrift" {
        return Token::Word(format!("{word}en"));
    }
    let ends = |word: &str| ["loven", "lova", "forskriften", "forskrifta"].iter().any(|end| word.ends_with(end));
    let word = word.strip_suffix('s').filter(|word| ends(word)).unwrap_or(word);
    let stem = word.strip_suffix('a').filter(|_| ends(word)).map(|stem| format!("{stem}en"));
    Token::Word(stem.unwrap_or_else(|| word.to_owned()))
}

/// Where a name that begins at a place ends.
fn name_end(tokens: &[Token], start: usize, name: &[Token]) -> Option<usize> {
    let mut at = start;
    for (index, wanted) in name.iter().enumerate() {
        while index > 0 && tokens.get(at) == Some(&Token::Hyphen) {
            at += 1;
        }
        if tokens.get(at)? != wanted {
            return None;
        }
        at += 1;
    }
    (!name.is_empty()).then_some(at)
}
