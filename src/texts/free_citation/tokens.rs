//! Running text as words, numbers and signs, in small letters.
//!
//! Comes in: a text as someone typed it. Goes out: its tokens. Knows nothing of laws.
//! Kinds of spaces and hyphens make no difference, so that what Word has changed reads like what was typed.

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters only, in small letters.
    Word(String),
    /// Digits only; one that is too long to be part of a citation is the largest there is.
    Number(u32),
    /// The sign for sections, or the word for one.
    Section {
        /// Whether it stands for several sections.
        several: bool,
    },
    /// A hyphen.
    Hyphen,
    /// A dash, as between the ends of a range.
    Dash,
    /// The end of a paragraph or an item of a list.
    Break,
    /// Any other sign.
    Sign(char),
}

impl Token {
    /// Whether this is one of some words.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        matches!(self, Self::Word(word) if words.contains(&word.as_str()))
    }

    /// The small letter that stands alone, if this is one.
    pub(super) fn letter(&self) -> Option<char> {
        match self {
            Self::Word(word) => word.parse().ok().filter(char::is_ascii_lowercase),
            _ => None,
        }
    }
}

/// The word for a section, and what it begins with for several.
pub(super) const SECTION: &str = "paragraf";
const SECTIONS: [&str; 4] = ["paragrafer", "paragrafene", "paragrafar", "paragrafane"];

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let lower = text.to_lowercase();
    let mut all: Vec<Token> = Vec::new();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let run = |holds: fn(char) -> bool| rest.find(|c: char| !holds(c)).unwrap_or(rest.len());
        let (token, length) = if first.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            (Some(Token::Number(rest[..end].parse().unwrap_or(u32::MAX))), end)
        } else if first.is_alphabetic() {
            let end = run(char::is_alphabetic);
            (Some(word(&rest[..end])), end)
        } else if first.is_whitespace() {
            let end = run(char::is_whitespace);
            let item = rest[..end].contains('\n') && rest[end..].starts_with("- ");
            let apart = rest[..end].matches('\n').count() > 1;
            ((item || apart).then_some(Token::Break), end)
        } else {
            (Some(sign(first)), first.len_utf8())
        };
        rest = &rest[length..];
        match (all.last_mut(), token) {
            (Some(Token::Section { several }), Some(Token::Section { .. })) => *several = true,
            (_, token) => all.extend(token),
        }
    }
    all
}

fn word(word: &str) -> Token {
    match word {
        SECTION => Token::Section { several: false },
        _ if SECTIONS.contains(&word) => Token::Section { several: true },
        _ => Token::Word(word.to_owned()),
    }
}

fn sign(sign: char) -> Token {
    match sign {
        '§' => Token::Section { several: false },
        // The hard hyphen and the soft one that Word puts in.
        '-' | '\u{2010}' | '\u{2011}' => Token::Hyphen,
        '–' | '—' | '−' => Token::Dash,
        other => Token::Sign(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_hyphens_of_every_kind_read_alike() {
        let typed = tokens("Hol §3-2 nr.6");
        assert_eq!(tokens("hol §\u{a0}3\u{2011}2  nr.\u{202f}6"), typed);
        assert_eq!(typed[1], Token::Section { several: false });
        assert_eq!(tokens("§ §")[..], [Token::Section { several: true }]);
        assert_eq!(tokens("paragrafene")[..], [Token::Section { several: true }]);
    }

    #[test]
    fn a_line_that_only_ends_is_no_break() {
        assert!(!tokens("hol\n§ 3").contains(&Token::Break));
        assert!(tokens("hol\n\n§ 3").contains(&Token::Break));
        assert!(tokens("hol\n- § 3").contains(&Token::Break));
    }
}
