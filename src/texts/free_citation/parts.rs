//! The parts of a section as people write them: «første ledd nr. 6 bokstav a og b», «1. ledd», «(1) nr 6 d».
//!
//! Comes in: tokens and the section they follow. Goes out: the section once for each part that is cited.

use super::sections::{AND, Typed, hyphen, joint, small};
use super::tokens::Token;
use crate::texts::hard_space::is_unit;

const ORDINALS: [(&str, u8); 18] = [
    ("første", 1),
    ("fyrste", 1),
    ("andre", 2),
    ("annet", 2),
    ("annen", 2),
    ("anna", 2),
    ("tredje", 3),
    ("fjerde", 4),
    ("femte", 5),
    ("sjette", 6),
    ("sjuende", 7),
    ("syvende", 7),
    ("sjuande", 7),
    ("åttende", 8),
    ("åttande", 8),
    ("niende", 9),
    ("niande", 9),
    ("tiende", 10),
];
const LEDD: [&str; 3] = ["ledd", "leddet", "ledda"];
/// What is smaller than a ledd and that the register does not know of.
const SENTENCES: [&str; 5] = ["punktum", "punktumet", "setning", "setninga", "strekpunkt"];
const NUMBER: [&str; 4] = ["nr", "nummer", "pkt", "punkt"];
const LETTER: [&str; 6] = ["bokstav", "bokstaven", "bokstavene", "bokstavane", "litra", "lit"];
/// The section once for each of its parts that are cited; moves `end` past them.
pub(super) fn parts(tokens: &[Token], end: &mut usize, section: Typed, several: bool) -> Vec<Typed> {
    let mut done: Vec<Typed> = Vec::new();
    let mut now = vec![section.clone()];
    loop {
        let joined = tokens.get(*end).is_some_and(|it| *it == Token::Sign(',') || it.is_one_of(&AND));
        let at = *end + usize::from(joined);
        let last = now.last().cloned().unwrap_or_default();
        if let Some((found, after)) = ledd(tokens, at) {
            if last != section {
                done.append(&mut now);
            }
            now = found.into_iter().map(|ledd| Typed { ledd: Some(ledd), ..section.clone() }).collect();
            *end = after;
        } else if let Some((found, after)) = numbers(tokens, at, several) {
            if last.nr.is_none() {
                now.pop();
            }
            done.append(&mut now);
            now = found.into_iter().map(|nr| Typed { nr: Some(nr), bokstav: None, ..last.clone() }).collect();
            *end = after;
        } else if let Some((found, after)) = letters(tokens, at, !joined && (last.nr.or(last.ledd).is_some())) {
            if last.bokstav.is_none() {
                now.pop();
            }
            done.append(&mut now);
            now = found.into_iter().map(|letter| Typed { bokstav: Some(letter), ..last.clone() }).collect();
            *end = after;
        } else if let Some(after) = ordinals(tokens, at).and_then(|(_, after)| followed(tokens, after, &SENTENCES)) {
            *end = after;
        } else {
            break;
        }
    }
    done.append(&mut now);
    done
}

fn followed(tokens: &[Token], at: usize, words: &[&str]) -> Option<usize> {
    tokens.get(at)?.is_one_of(words).then_some(at + 1)
}

/// «første og andre ledd», «1. ledd», «(1)», «ledd 1».
fn ledd(tokens: &[Token], at: usize) -> Option<(Vec<u8>, usize)> {
    let bracketed = || match (tokens.get(at), tokens.get(at + 2)) {
        (Some(Token::Sign('(')), Some(Token::Sign(')'))) => Some((vec![part(tokens.get(at + 1))?], at + 3)),
        _ => None,
    };
    let after = || Some((vec![part(tokens.get(followed(tokens, at, &LEDD)?))?], at + 2));
    let before = || {
        let (found, end) = ordinals(tokens, at)?;
        Some((found, followed(tokens, end, &LEDD)?))
    };
    before().or_else(bracketed).or_else(after)
}

fn part(token: Option<&Token>) -> Option<u8> {
    small(token).and_then(|number| u8::try_from(number).ok())
}

/// «første», «1.», «første, andre og tredje».
fn ordinals(tokens: &[Token], start: usize) -> Option<(Vec<u8>, usize)> {
    let one = |at: usize| match tokens.get(at)? {
        Token::Word(word) => Some((ORDINALS.iter().find(|(ordinal, _)| ordinal == word)?.1, at + 1)),
        number => Some((part(Some(number))?, at + 1 + usize::from(tokens.get(at + 1) == Some(&Token::Sign('.'))))),
    };
    list(tokens, start, one)
}

/// «nr. 6», «nr 1, 2 og 3».
fn numbers(tokens: &[Token], at: usize, several: bool) -> Option<(Vec<u8>, usize)> {
    let start = followed(tokens, at, &NUMBER)?;
    let start = start + usize::from(tokens.get(start) == Some(&Token::Sign('.')));
    let one = |at: usize| {
        // The last number is a section's in «§§ 3-2 nr. 6 og 3-8» and «§§ 18 nr. 1 og 19», a ledd's in «nr. 6 og 2. ledd»
        // and nobody's in «nr. 6, 14 timer».
        let counts = matches!(tokens.get(at + 1), Some(Token::Word(word)) if is_unit(word));
        let other = several || hyphen(tokens, at + 1) || ledd(tokens, at).is_some() || counts;
        part(tokens.get(at)).filter(|_| at == start || !other).map(|nr| (nr, at + 1))
    };
    list(tokens, start, one)
}

/// «bokstav a og b»; `bare` when the word may be left out: «nr. 6 b».
fn letters(tokens: &[Token], at: usize, bare: bool) -> Option<(Vec<char>, usize)> {
    let start = followed(tokens, at, &LETTER);
    let start = start.map(|at| at + usize::from(tokens.get(at) == Some(&Token::Sign('.')))).or(bare.then_some(at))?;
    let one = |at: usize| tokens.get(at)?.letter().filter(|letter| *letter != 'i').map(|letter| (letter, at + 1));
    list(tokens, start, one)
}

/// One or several of a kind: «a», «a og b», «a, b og c», «a–c».
fn list<T>(tokens: &[Token], start: usize, one: impl Fn(usize) -> Option<(T, usize)>) -> Option<(Vec<T>, usize)> {
    let (first, mut end) = one(start)?;
    let mut all = vec![first];
    while let Some((next, after)) = joint(tokens, end).and_then(|(at, _)| one(at)) {
        all.push(next);
        end = after;
    }
    Some((all, end))
}
