//! A node of a YAML file: a scalar kept as text, a sequence or a mapping, with its position.
//!
//! Comes in: nothing; nouns built by the parser. Goes out: values and positions for those who ask.
//! Does not show its text in `Debug`: a case file's nodes are personal values.

use std::fmt;

use jiff::civil::Date;

use crate::problem::Place;

/// A value in a file, with line and column from 1.
#[derive(Clone, PartialEq, Eq)]
pub struct Node {
    /// What stands there.
    pub kind: Kind,
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters.
    pub column: u32,
}

/// The three kinds of values.
#[derive(Clone, PartialEq, Eq)]
pub enum Kind {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Named fields in the order of the file.
    Mapping(Vec<Entry>),
}

/// A single value as text; `quoted` tells that it can only be text.
#[derive(Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text after YAML's own unescaping.
    pub text: String,
    /// True when it stood in quotes or as a block, so that it is neither number, truth value nor nothing.
    pub quoted: bool,
    /// True when it stood without quotes and the rest of its line, from ` #` on, was left out as a comment.
    pub cut: bool,
}

/// A named field of a mapping.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The field's name.
    pub key: String,
    /// The name's line from 1.
    pub key_line: u32,
    /// The name's column from 1.
    pub key_column: u32,
    /// The field's value.
    pub value: Node,
    /// True when the field stands more than once, so that no one knows which value was meant.
    pub twice: bool,
}

impl Node {
    /// The value of a field; nothing when it is absent or this is not a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A field with the position of its name.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The fields in the order of the file; empty when this is not a mapping.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items in the order of the file; empty when this is not a sequence.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text of a scalar; nothing for an absent value (`null`, `~` or nothing at all).
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) if !self.is_null() => Some(&scalar.text),
            _ => None,
        }
    }

    /// Tells whether nothing is written, or `null` or `~`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(Scalar { text, quoted: false, .. }) if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// A whole number without quotes, leading zero or exponent.
    pub fn as_i64(&self) -> Option<i64> {
        let text = self.plain()?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let leading_zero = digits.len() > 1 && digits.starts_with('0');
        (!leading_zero && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    }

    /// `true` or `false` without quotes.
    pub fn as_bool(&self) -> Option<bool> {
        match self.plain()? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// A day written as `2026-11-23`, quoted or not.
    pub fn as_date(&self) -> Option<Date> {
        self.text().and_then(date)
    }

    fn plain(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) if !scalar.quoted => Some(&scalar.text),
            _ => None,
        }
    }

    /// The place of this node in a file.
    pub fn place(&self, file: &str) -> Place {
        Place { line: Some(self.line), column: Some(self.column), ..Place::file(file) }
    }

    /// Line and column of a path such as `tjenester[0].omfang.timer_per_uke`.
    ///
    /// A scalar is found at its value, a list or mapping at its name.
    /// Falls back to the nearest ancestor that exists.
    pub fn locate(&self, path: &str) -> (u32, u32) {
        let mut node = self;
        let mut position = (self.line, self.column);
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            let next = match step.strip_suffix(']') {
                Some(index) => {
                    index.parse().ok().and_then(|index: usize| node.items().get(index)).map(|node| (node, None))
                }
                None => node.entry(step).map(|entry| (&entry.value, Some((entry.key_line, entry.key_column)))),
            };
            let Some((found, key)) = next else { break };
            node = found;
            position = match (&node.kind, key) {
                (Kind::Scalar(_), Some(key)) if node.is_null() => key,
                (Kind::Scalar(_), _) | (_, None) => (node.line, node.column),
                (_, Some(key)) => key,
            };
        }
        position
    }
}

/// The day that a text of exactly the form `2026-11-23` stands for.
pub(crate) fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    shaped.then(|| text.parse().ok())?
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.kind {
            Kind::Scalar(_) => "scalar",
            Kind::Sequence(_) => "sequence",
            Kind::Mapping(_) => "mapping",
        };
        write!(f, "{kind} at {}:{}", self.line, self.column)
    }
}
