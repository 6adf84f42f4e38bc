//! Which act a section in running text belongs to: the one named beside it, one named before, or none that we know.
//!
//! Comes in: the law register's names and the tokens of a text. Goes out: `Act`.
//! Knows how acts are named in Norwegian, never which acts there are; those that the register lacks are left alone.

use super::names::stem;
use super::tokens::Token;
use crate::language::MONTHS;
use std::ops::Range;

/// The act of a citation. Two acts may have the same name, an old and a new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Named right beside the section, by index in the register.
    Named(Vec<usize>),
    /// That of the citation before it, which it is joined to.
    Same,
    /// Named at the citation that this one is joined to.
    Joined(Vec<usize>),
    /// Named elsewhere in the sentence.
    Near(Vec<usize>),
    /// One that the register does not have, so that nothing is known of the section.
    Foreign,
    /// No act is named.
    Unnamed,
}

/// Where acts are named in a text.
pub(super) struct Named<'t> {
    pub(super) tokens: &'t [Token],
    /// The longest name at each place, and the acts that have it.
    pub(super) known: Vec<(Range<usize>, Vec<usize>)>,
}

/// The most tokens between a section and an act in the same sentence.
const REACH: usize = 30;
/// The most words between «i» and the word that says what the act is: «i den kommunale forskriften».
const BETWEEN: usize = 4;

/// What may stand between the name of an act and the section: «hol av 24. juni 2011 nr. 30, jf. særlig § 3-2».
const FILLERS: [&str; 44] = [
    "av",
    "fra",
    "frå",
    "nr",
    "kap",
    "kapittel",
    "kapitlet",
    "m",
    "mm",
    "mv",
    "og",
    "eller",
    "samt",
    "jf",
    "jfr",
    "jamfør",
    "jevnfør",
    "sammenholdt",
    "samanhalde",
    "med",
    "også",
    "òg",
    "både",
    "til",
    "se",
    "sjå",
    "særlig",
    "særleg",
    "blant",
    "mellom",
    "annet",
    "anna",
    "bl",
    "a",
    "sin",
    "sine",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "flg",
];
/// What leads to the act after the section: «§ 3-2 i hol».
const LINKS: [&str; 5] = ["i", "etter", "av", "fra", "frå"];
/// How the words end that say that something is an act.
const ACTS: [&str; 13] = [
    "lov",
    "loven",
    "lover",
    "forskrift",
    "forskriften",
    "forskrifter",
    "vedtekter",
    "vedtektene",
    "vedtektane",
    "retningslinjer",
    "retningslinjene",
    "reglementet",
    "konvensjonen",
];
/// The act that was spoken of: says nothing new.
const THE_ACT: &str = "loven";

/// Whether a token may stand between the name of an act and the section.
fn is_filler(token: &Token) -> bool {
    match token {
        Token::Word(word) => FILLERS.contains(&word.as_str()) || MONTHS.contains(&word.as_str()),
        Token::Section { .. } | Token::Break => false,
        _ => true,
    }
}

impl Named<'_> {
    /// The act of a citation between two places; `floor` is where the citation before it ends, 0 when there is none.
    ///
    /// Gives the place after the act too, when that stands after the citation.
    pub(super) fn act(&self, cited: &Range<usize>, floor: usize) -> (Act, usize) {
        if let Some((act, end)) = self.right_after(cited.end) {
            return (act, end);
        }
        let act = self.right_before(cited.start, floor);
        let act = act.or_else(|| self.later(cited.end)).or_else(|| self.earlier(cited.start, floor));
        (act.unwrap_or(Act::Unnamed), cited.end)
    }

    /// Whether the text names an act that the register lacks.
    pub(super) fn has_foreign(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.is_foreign(at))
    }

    /// Whether only words that join stand between two citations.
    pub(super) fn is_joined(&self, between: Range<usize>) -> bool {
        self.tokens.get(between).is_some_and(|tokens| tokens.iter().all(is_filler))
    }

    fn at(&self, start: usize) -> Option<&(Range<usize>, Vec<usize>)> {
        self.known.iter().find(|(range, _)| range.start == start)
    }

    /// «§ 3-2 i hol», «§ 4 i den kommunale forskriften».
    fn right_after(&self, end: usize) -> Option<(Act, usize)> {
        let link = if self.tokens.get(end) == Some(&Token::Sign(')')) { end + 1 } else { end };
        if !self.tokens.get(link)?.is_one_of(&LINKS) {
            return None;
        }
        if let Some((name, laws)) = self.at(link + 1) {
            return (!self.cites_next(name.end)).then(|| (Act::Named(laws.clone()), name.end));
        }
        let words = (link + 1..self.tokens.len()).take(BETWEEN);
        let words = words.take_while(|at| matches!(self.tokens[*at], Token::Word(_) | Token::Hyphen));
        let mut words = words.take_while(|at| self.at(*at).is_none());
        words.find(|at| self.is_foreign(*at)).filter(|at| !self.cites_next(at + 1)).map(|at| (Act::Foreign, at + 1))
    }

    /// Whether what ends here is named for the section that follows: «pbrl § 2-1 og etter hol § 3-2».
    fn cites_next(&self, end: usize) -> bool {
        matches!(self.tokens.get(end), Some(Token::Section { .. }))
            || self.tokens.get(end) == Some(&Token::Sign('.'))
                && matches!(self.tokens.get(end + 1), Some(Token::Section { .. }))
    }

    fn right_before(&self, start: usize, floor: usize) -> Option<Act> {
        let mut end = start;
        loop {
            if let Some((_, laws)) = self.known.iter().find(|(name, _)| name.end == end && name.start >= floor) {
                return Some(Act::Named(laws.clone()));
            }
            if end <= floor {
                return (floor > 0).then_some(Act::Same);
            }
            if self.is_foreign(end - 1) {
                return Some(Act::Foreign);
            }
            if !is_filler(&self.tokens[end - 1]) {
                return None;
            }
            end -= 1;
        }
    }

    /// «§ 3-8 om personlig assistanse i hol».
    fn later(&self, end: usize) -> Option<Act> {
        let ahead = (end..self.tokens.len()).take(BETWEEN * 2);
        let mut ahead = ahead.take_while(|at| matches!(self.tokens[*at], Token::Word(_) | Token::Hyphen));
        let link = ahead.find(|at| self.tokens[*at].is_one_of(&LINKS) && self.at(at + 1).is_some())?;
        let (name, laws) = self.at(link + 1)?;
        (!self.cites_next(name.end)).then(|| Act::Near(laws.clone()))
    }

    /// The nearest act in the same sentence before the section.
    fn earlier(&self, start: usize, floor: usize) -> Option<Act> {
        for end in (floor.max(start.saturating_sub(REACH)) + 1..=start).rev() {
            if let Some((_, laws)) = self.known.iter().find(|(name, _)| name.end == end) {
                return Some(Act::Near(laws.clone()));
            }
            if self.is_foreign(end - 1) {
                return Some(Act::Foreign);
            }
            if self.ends_sentence(end - 1) {
                return None;
            }
        }
        None
    }

    /// A point after a word that is longer than an abbreviation, or the end of a paragraph.
    fn ends_sentence(&self, at: usize) -> bool {
        let long = |at: usize| matches!(&self.tokens[at], Token::Word(word) if word.chars().count() > BETWEEN);
        match self.tokens[at] {
            Token::Break | Token::Sign('!' | '?') => true,
            Token::Sign('.') => at > 0 && long(at - 1),
            _ => false,
        }
    }

    /// Whether a word says that something is an act, and the register does not know which.
    fn is_foreign(&self, at: usize) -> bool {
        let Some(Token::Word(word)) = self.tokens.get(at).map(stem) else { return false };
        let told = || matches!(self.tokens.get(at + 1), Some(token) if token.is_one_of(&["om"]));
        let generic = word == THE_ACT && !told();
        let act = ACTS.iter().any(|end| word.ends_with(end));
        act && !generic && !self.known.iter().any(|(name, _)| name.contains(&at))
    }
}
