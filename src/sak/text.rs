//! Text from the caseworker: one line, or paragraphs with lists and bold.
//!
//! Comes in: text. Goes out: the same text, hidden in `Debug`, when it can be printed as it is.
//! Does not change a letter of it; marks such as `**` are the next rooms' business.

use super::read::{FromNode, Reader};
use crate::personal::Personal;
use crate::yaml::{Kind, Node};

/// The longest `Linjetekst`, in characters.
pub(super) const MAX_LINE: usize = 500;
/// The longest `Fritekst`, in characters.
pub(super) const MAX_TEXT: usize = 8_000;

/// Why a text cannot be used; the message and the hint never repeat it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing but white space.
    Empty,
    /// More than the allowed number of characters.
    TooLong(usize),
    /// More than one line where one is allowed.
    ManyLines,
    /// A character that cannot be seen or cannot be printed.
    Unprintable,
}

/// One line of text, trimmed, of at most 500 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Linjetekst(Personal<String>);

/// Paragraphs, lists (`- `) and bold (`**`), of at most 8 000 characters; everything else is literal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fritekst(Personal<String>);

impl Linjetekst {
    /// The line, when it can be printed as it is.
    ///
    /// # Errors
    /// The reason why not.
    pub fn new(text: &str) -> Result<Self, TextFault> {
        let text = text.trim();
        if text.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
            return Err(TextFault::ManyLines);
        }
        checked(text, MAX_LINE).map(|()| Self(Personal::new(text.into())))
    }

    /// The line, for the letter.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }
}

impl Fritekst {
    /// The text with `\n` as the only line break and spaces for tabs, when it can be printed as it is.
    ///
    /// # Errors
    /// The reason why not.
    pub fn new(text: &str) -> Result<Self, TextFault> {
        let text = text
            .trim()
            .replace("\r\n", "\n")
            .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n")
            .replace('\t', " ");
        checked(&text, MAX_TEXT).map(|()| Self(Personal::new(text)))
    }

    /// The text, for the letter.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }
}

fn checked(text: &str, most: usize) -> Result<(), TextFault> {
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.chars().count() > most {
        return Err(TextFault::TooLong(most));
    }
    if text.chars().any(|letter| letter != '\n' && is_unprintable(letter)) {
        return Err(TextFault::Unprintable);
    }
    Ok(())
}

/// Control characters, invisible ones that turn or hide text, private ones, and the mark of damaged text.
fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E000}'..='\u{F8FF}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}' | '\u{F0000}'..)
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

fn report(fault: TextFault, node: &Node, reader: &mut Reader, expected: &str) {
    match fault {
        TextFault::Empty => reader.empty(node, expected),
        TextFault::TooLong(most) => reader.wrong(node, "SAK-005", "er for langt", &format!("kort ned til {most} tegn")),
        TextFault::ManyLines => {
            reader.wrong(node, "SAK-005", "skal stå på én linje", "skriv alt på samme linje, uten | eller >")
        }
        TextFault::Unprintable => {
            let hint = "slett teksten og skriv den for hånd. Slike tegn følger ofte med når tekst limes inn";
            reader.wrong(node, "SAK-005", "har et skjult tegn som ikke kan skrives ut", hint);
        }
    }
}

/// A `#` in a text without quotes begins a comment, so what follows it would silently be missing from the letter.
fn warn_when_cut(node: &Node, reader: &mut Reader) {
    if matches!(&node.kind, Kind::Scalar(scalar) if scalar.cut) {
        let what = "er kuttet ved #: resten av linja kommer ikke med i brevet";
        reader.warn(node, "SAK-010", what, "sett hele teksten i anførselstegn hvis # hører med");
    }
}

impl FromNode for Linjetekst {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, &Self::expected())?;
        warn_when_cut(node, reader);
        Self::new(text).map_err(|fault| report(fault, node, reader, &Self::expected())).ok()
    }

    fn expected() -> String {
        "teksten på én linje".into()
    }

    fn stand_in() -> Option<Self> {
        Some(Self(Personal::new(String::new())))
    }
}

impl FromNode for Fritekst {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, &Self::expected())?;
        warn_when_cut(node, reader);
        Self::new(text).map_err(|fault| report(fault, node, reader, &Self::expected())).ok()
    }

    fn expected() -> String {
        "teksten. Bruk | for flere avsnitt".into()
    }

    fn stand_in() -> Option<Self> {
        Some(Self(Personal::new(String::new())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_otherwise_untouched() {
        let line = Linjetekst::new("  Ču Šá **x** 1. september # {{a}} \u{a0}").unwrap();
        assert_eq!(line.text(), "Ču Šá **x** 1. september # {{a}}");
        assert_eq!(Linjetekst::new(" \n"), Err(TextFault::Empty));
        assert_eq!(Linjetekst::new("a\nb"), Err(TextFault::ManyLines));
        assert!(Linjetekst::new(&"å".repeat(500)).is_ok());
        assert_eq!(Linjetekst::new(&"å".repeat(501)), Err(TextFault::TooLong(500)));
    }

    #[test]
    fn text_keeps_its_lines() {
        let text = Fritekst::new("a\r\n\r\n- b\tc\n").unwrap();
        assert_eq!(text.text(), "a\n\n- b c");
        assert_eq!(Fritekst::new(&"x".repeat(8001)), Err(TextFault::TooLong(8000)));
    }

    #[test]
    fn characters_that_hide_or_turn_text_are_refused() {
        for letter in [
            '\0',
            '\u{7}',
            '\u{7f}',
            '\u{ad}',
            '\u{200b}',
            '\u{202e}',
            '\u{2066}',
            '\u{e000}',
            '\u{fffd}',
            '\u{e0041}',
            '\u{10ffff}',
        ] {
            let text = format!("a{letter}b");
            assert_eq!(Linjetekst::new(&text), Err(TextFault::Unprintable), "{letter:?}");
            assert_eq!(Fritekst::new(&text), Err(TextFault::Unprintable), "{letter:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_accepted_line_comes_out_verbatim(text in "\\PC{1,60}") {
            if let Ok(line) = Linjetekst::new(&text) {
                proptest::prop_assert_eq!(line.text(), text.trim());
            }
        }
    }
}
