//! The numbers after the sign for sections: «3-2 første ledd nr. 6 bokstav a og b», «18–21», «3-1, 3-7 og 4-1».
//!
//! Comes in: tokens. Goes out: each section with its part, as it was typed. Does not know which sections there are.

use super::parts::parts;
use super::tokens::Token;
use crate::texts::hard_space::is_unit;

/// A section as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The number before the hyphen, or the only one.
    pub(super) first: u32,
    /// The letter of the chapter, or of the section that a range begins with: «4 A-5», «18 a-18 d».
    pub(super) chapter: Option<char>,
    /// The number after the hyphen, or the other end of a range: «18-21».
    pub(super) second: Option<u32>,
    /// The letter after the number, which is the section's or that of a part: «2-1 a», «35 c».
    pub(super) letter: Option<char>,
    pub(super) ledd: Option<u8>,
    pub(super) nr: Option<u8>,
    pub(super) bokstav: Option<char>,
    /// Whether it is an end of a range, so that what lies between is cited too.
    pub(super) range: bool,
}

pub(super) const AND: [&str; 3] = ["og", "eller", "samt"];
const TO: &str = "til";
/// The largest number of a section or a part; what is larger is a year or an amount.
const LARGEST: u32 = 999;
/// The most tokens that a citation with all its sections may have.
const LONGEST: usize = 200;

/// The sections that are cited from a place on, and where the citation ends. `is_known` tells whether some act has a
/// section with this number: after «§», unlike «§§», «3-2, 2-3 timer» is one section.
pub(super) fn sections(
    tokens: &[Token],
    start: usize,
    several: bool,
    is_known: impl Fn(&Typed) -> bool,
) -> Option<(Vec<Typed>, usize)> {
    let tokens = &tokens[..tokens.len().min(start + LONGEST)];
    let (first, mut end) = number(tokens, start)?;
    let chaptered = first.second.is_some();
    let mut found = parts(tokens, &mut end, first, several);
    while let Some((at, range)) = joint(tokens, end) {
        let Some((next, after)) = number(tokens, at) else { break };
        let unit = matches!(tokens.get(after), Some(Token::Word(word)) if is_unit(word));
        let alike = next.second.is_some() == chaptered;
        if unit || !alike || !(several || chaptered && is_known(&next)) {
            break;
        }
        if range && let Some(last) = found.last_mut() {
            last.range = true;
        }
        end = after;
        found.extend(parts(tokens, &mut end, Typed { range, ..next }, several));
    }
    Some((found, end))
}

/// What joins one section to the next, and whether it is a range: «, », « og », «–», «til».
pub(super) fn joint(tokens: &[Token], at: usize) -> Option<(usize, bool)> {
    match tokens.get(at)? {
        Token::Sign(',') if tokens.get(at + 1).is_some_and(|next| next.is_one_of(&AND)) => Some((at + 2, false)),
        Token::Sign(',' | '/') => Some((at + 1, false)),
        Token::Dash | Token::Hyphen => Some((at + 1, true)),
        word if word.is_one_of(&AND) => Some((at + 1, false)),
        word if word.is_one_of(&[TO]) => Some((at + 1, true)),
        _ => None,
    }
}

pub(super) fn small(token: Option<&Token>) -> Option<u32> {
    match token {
        Some(Token::Number(number)) if (1..=LARGEST).contains(number) => Some(*number),
        _ => None,
    }
}

/// «3-2», «2-1 a», «4A-5», «27b».
fn number(tokens: &[Token], start: usize) -> Option<(Typed, usize)> {
    let first = small(tokens.get(start))?;
    let mut typed = Typed { first, ..Typed::default() };
    let mut end = start + 1;
    let chapter = tokens.get(end).and_then(Token::letter);
    let chapter = chapter.filter(|_| tokens.get(end + 1) == Some(&Token::Hyphen) && hyphen(tokens, end + 1));
    if chapter.is_some() {
        typed.chapter = chapter;
        end += 1;
    }
    if hyphen(tokens, end)
        && let Some(second) = small(tokens.get(end + 1))
    {
        typed.second = Some(second);
        end += 2;
    }
    // «§ 7 i loven»: no section has that letter.
    if let Some(letter) = tokens.get(end).and_then(Token::letter).filter(|letter| *letter != 'i') {
        typed.letter = Some(letter);
        end += 1;
    }
    Some((typed, end))
}

pub(super) fn hyphen(tokens: &[Token], at: usize) -> bool {
    matches!(tokens.get(at), Some(Token::Hyphen | Token::Dash)) && small(tokens.get(at + 1)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    /// Each section as `number letter/ledd/nr/bokstav`, with `~` for a range.
    fn read(text: &str) -> Vec<String> {
        let all = tokens(text);
        let start = all.iter().position(|it| matches!(it, Token::Section { .. })).unwrap();
        let several = all[start] == Token::Section { several: true };
        let (found, _) = sections(&all, start + 1, several, |it| it.first < 20).unwrap_or_default();
        let print = |it: &Typed| {
            let or = |part: Option<String>| part.unwrap_or_default();
            let mut out = format!("{}{}", it.first, or(it.chapter.map(String::from)));
            out.push_str(&or(it.second.map(|second| format!("-{second}"))));
            out.push_str(&or(it.letter.map(String::from)));
            for part in [it.ledd.map(|n| n.to_string()), it.nr.map(|n| n.to_string()), it.bokstav.map(String::from)] {
                out.push('/');
                out.push_str(&part.unwrap_or_default());
            }
            out.truncate(out.trim_end_matches('/').len());
            if it.range { format!("{out}~") } else { out }
        };
        found.iter().map(print).collect()
    }

    #[test]
    fn parts_are_read_as_people_write_them() {
        for text in [
            "§ 3-2 første ledd nr. 6 bokstav d",
            "§ 3-2, 1. ledd nr 6 bokstav d",
            "§ 3-2 1.ledd, nr.6d",
            "§3-2 (1) nr. 6 litra d)",
            "§ 3–2 første leddet nr 6 d",
            "paragraf 3-2 ledd 1 punkt 6 bokstav d",
        ] {
            assert_eq!(read(text), ["3-2/1/6/d"], "{text}");
        }
        assert_eq!(read("§ 3-2 nr 6 d"), ["3-2//6/d"]);
        assert_eq!(read("§ 27 tredje ledd annet punktum i loven"), ["27/3"]);
        assert_eq!(read("§ 2-1a andre leddet"), ["2-1a/2"]);
        assert_eq!(read("§ 4 A-5"), ["4a-5"]);
        assert_eq!(read("§ 7 i loven"), ["7"]);
        assert_eq!(read("§ 3-7 1. juli 2023"), ["3-7"]);
        assert_eq!(read("§ 2011 gjelder"), Vec::<String>::new());
    }

    #[test]
    fn several_parts_of_a_section_are_several_citations() {
        assert_eq!(read("§ 3-2 nr. 6 bokstav a og b"), ["3-2//6/a", "3-2//6/b"]);
        assert_eq!(read("§ 3-2 nr. 6 a, nr. 6 b og nr. 7"), ["3-2//6/a", "3-2//6/b", "3-2//7"]);
        assert_eq!(read("§ 3-2 nr. 5 og 6 bokstav b"), ["3-2//5", "3-2//6/b"]);
        assert_eq!(read("§ 2-1 første og andre ledd"), ["2-1/1", "2-1/2"]);
        assert_eq!(read("§ 2-1 første ledd og tredje ledd nr. 2"), ["2-1/1", "2-1/3/2"]);
    }

    #[test]
    fn a_series_goes_on_as_long_as_there_are_sections() {
        assert_eq!(read("§§ 3-1, 3-7 og 4-1."), ["3-1", "3-7", "4-1"]);
        assert_eq!(read("§§ 3-2 nr. 6 bokstav a og 3-8"), ["3-2//6/a", "3-8"]);
        assert_eq!(read("§§ 18 nr. 1 og 19"), ["18//1", "19"]);
        assert_eq!(read("§ 2-1, 3-1 og 7-2"), ["2-1", "3-1", "7-2"]);
        assert_eq!(read("§ 2-1, 2-3 timer i uka"), ["2-1"]);
        assert_eq!(read("§ 2-1, 30-40 besøk"), ["2-1"]);
        assert_eq!(read("§§ 3-1 og 3-2, 14 timer"), ["3-1", "3-2"]);
        assert_eq!(read("§§ 18 til 21"), ["18~", "21~"]);
        assert_eq!(read("§§ 2-1 a–2-1 e"), ["2-1a~", "2-1e~"]);
        assert_eq!(read("§§ 18-21 gjelder"), ["18-21"]);
    }
}
