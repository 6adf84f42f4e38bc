//! The one reader of YAML (and JSON, which is read as YAML): bytes in, a tree of nodes with positions out.
//!
//! Comes in: the bytes of a file and the name to call it. Goes out: a `Node`, or problems.
//! Refuses what a case or a library file never needs: anchors, aliases, tags, several documents, odd keys.
//! Does not know what any key means, and never passes on the library's own error text,
//! which quotes the lines around the mistake.

mod explain;
mod node;

pub(crate) use node::date;
pub use node::{Entry, Kind, Node, Scalar};

use std::collections::HashMap;

use explain::{EMPTY, checked_text};
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span, StrInput};

use crate::problem::{Place, Problem};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The largest number of keys and values in one file.
const MAX_NODES: usize = 100_000;
/// The deepest nesting of lists and mappings.
const MAX_DEPTH: usize = 32;
/// The columns within which a comment after a value is noticed.
const MAX_LINE_SEEN: usize = 1_000;

/// What could be read of a file, and everything that is wrong with it as YAML.
#[derive(Debug)]
pub struct Parsed {
    /// The tree, unless the file is not YAML at all. With a duplicate key, the first one counts.
    pub root: Option<Node>,
    /// The problems, in the order of the file.
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// The tree when nothing is wrong with the file.
    ///
    /// # Errors
    /// All the problems (FIL-001 to FIL-009).
    pub fn into_result(self) -> Result<Node, Vec<Problem>> {
        match self.root {
            Some(root) if self.problems.is_empty() => Ok(root),
            _ => Err(self.problems),
        }
    }
}

/// Reads a whole file; `file` is the name used in problems.
pub fn parse(bytes: &[u8], file: &str) -> Parsed {
    parse_from_line(bytes, file, 1)
}

/// Reads a part of a file that begins at `first_line` (from 1), such as front matter.
pub fn parse_from_line(bytes: &[u8], file: &str, first_line: u32) -> Parsed {
    match checked_text(bytes) {
        Ok(text) => Builder::new(text, file, first_line).build(),
        Err(((code, message, hint), line)) => {
            let line = line.map(|line| line.saturating_add(first_line.saturating_sub(1)));
            let problem = Problem::error(code, Place { line, ..Place::file(file) }, message).hint(hint);
            Parsed { root: None, problems: vec![problem] }
        }
    }
}

/// Turns the library's events into a tree.
struct Builder<'f> {
    text: &'f str,
    lines: Vec<&'f str>,
    file: &'f str,
    line_offset: u32,
    nodes: usize,
    /// Where the field that is being read has its name.
    key: Span,
    problems: Vec<Problem>,
}

/// Building stopped; the reason is already among the problems.
struct Stopped;

type Events<'t> = Parser<'t, StrInput<'t>>;

impl<'f> Builder<'f> {
    fn new(text: &'f str, file: &'f str, first_line: u32) -> Self {
        let line_offset = first_line.saturating_sub(1);
        Self {
            text,
            lines: text.lines().collect(),
            file,
            line_offset,
            nodes: 0,
            key: Span::default(),
            problems: Vec::new(),
        }
    }

    fn build(mut self) -> Parsed {
        let mut options = Options::default();
        options.disallow_directives = true;
        options.emit_unresolved_aliases = true;
        options.set_emit_comments(false);
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        let mut events = Parser::new_from_str_with_options(self.text, options);
        let root = self.document(&mut events).ok();
        Parsed { root, problems: self.problems }
    }

    fn document(&mut self, events: &mut Events<'_>) -> Result<Node, Stopped> {
        let mut root = None;
        loop {
            match self.next(events)? {
                (Event::StreamStart | Event::DocumentEnd, _) => {}
                (Event::DocumentStart(..), _) if root.is_none() => {
                    let (event, span) = self.next(events)?;
                    root = Some(self.node(event, span, events, 0)?);
                }
                (Event::StreamEnd, span) => {
                    let root = root.filter(|root: &Node| !root.is_null());
                    return root.ok_or_else(|| self.stop(EMPTY.0, span, EMPTY.1, EMPTY.2));
                }
                (_, span) => {
                    let message = "Fila er delt med en linje med ---";
                    return Err(self.stop(
                        "FIL-006",
                        span,
                        message,
                        "lag én fil for hver del, og ta bort linja med ---",
                    ));
                }
            }
        }
    }

    fn next<'t>(&mut self, events: &mut Events<'t>) -> Result<(Event<'t>, Span), Stopped> {
        match events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Err(self.stop("FIL-004", Span::default(), "Fila slutter for tidlig", "sjekk at hele fila er med")),
        }
    }

    fn node(&mut self, event: Event<'_>, span: Span, events: &mut Events<'_>, depth: usize) -> Result<Node, Stopped> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return Err(self.stop("FIL-008", span, "Fila er for stor eller for dyp", "del opp innholdet"));
        }
        if event.anchor_id().is_some() || event.is_alias() || event.tag().is_some() {
            // A list or group of fields begins on a line below the mark.
            let span = if event.is_alias() || matches!(event, Event::Scalar(..)) { span } else { self.key };
            return Err(self.mark(span));
        }
        let kind = match event {
            Event::Scalar(text, style, ..) => {
                let quoted = style != ScalarStyle::Plain;
                Kind::Scalar(Scalar { text: text.into_owned(), quoted, cut: !quoted && self.is_cut(span) })
            }
            Event::SequenceStart(..) => Kind::Sequence(self.sequence(events, depth)?),
            Event::MappingStart(..) => Kind::Mapping(self.mapping(events, depth)?),
            Event::UnresolvedAlias(_) => return Err(self.mark(span)),
            _ => return Err(self.stop("FIL-004", span, "Her mangler det en verdi", "skriv en verdi")),
        };
        let (line, column) = self.position(span);
        Ok(Node { kind, line, column })
    }

    /// Tells whether a comment follows on the same line.
    fn is_cut(&self, span: Span) -> bool {
        let (line, column) = (span.end.line(), span.end.col());
        // Lines longer than people write are not looked through for every value they hold.
        let rest = self.lines.get(line.saturating_sub(1)).filter(|_| column < MAX_LINE_SEEN);
        rest.is_some_and(|rest| rest.chars().skip(column).find(|letter| !letter.is_whitespace()) == Some('#'))
    }

    fn sequence(&mut self, events: &mut Events<'_>, depth: usize) -> Result<Vec<Node>, Stopped> {
        let mut items = Vec::new();
        loop {
            match self.next(events)? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, span) => items.push(self.node(event, span, events, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, events: &mut Events<'_>, depth: usize) -> Result<Vec<Entry>, Stopped> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut first_lines = HashMap::new();
        loop {
            let (event, key_span) = self.next(events)?;
            if event == Event::MappingEnd {
                return Ok(entries);
            }
            let key = self.node(event, key_span, events, depth + 1)?;
            self.key = key_span;
            let (event, span) = self.next(events)?;
            let value = self.node(event, span, events, depth + 1)?;
            let (key_line, key_column) = (key.line, key.column);
            let Kind::Scalar(Scalar { text: key, .. }) = key.kind else {
                return Err(self.stop("FIL-009", key_span, "Et felt må ha et navn", "skriv navn: verdi"));
            };
            if let Some(first) = first_lines.get(&key) {
                let first = match first {
                    (line, column) if *line == key_line => format!("samme linje, tegn {column}"),
                    (line, _) => format!("linje {line}"),
                };
                let hint = format!("ta bort den ene. Den første står på {first}");
                self.stop("FIL-007", key_span, "Samme felt står to ganger", hint);
                entries.iter_mut().filter(|entry| entry.key == key).for_each(|entry| entry.twice = true);
                continue;
            }
            first_lines.insert(key.clone(), (key_line, key_column));
            entries.push(Entry { key, key_line, key_column, value, twice: false });
        }
    }

    fn position(&self, span: Span) -> (u32, u32) {
        let line = u32::try_from(span.start.line().max(1)).unwrap_or(u32::MAX);
        let column = u32::try_from(span.start.col() + 1).unwrap_or(u32::MAX);
        (line.saturating_add(self.line_offset), column)
    }

    fn stop(&mut self, code: &'static str, span: Span, message: &str, hint: impl Into<String>) -> Stopped {
        let (line, column) = self.position(span);
        let place = Place { line: Some(line), column: Some(column), ..Place::file(self.file) };
        self.problems.push(Problem::error(code, place, message).hint(hint));
        Stopped
    }

    /// Anchors, references and tags; in a case they are nearly always text that begins with `*`, `&` or `!`.
    fn mark(&mut self, span: Span) -> Stopped {
        let hint = "sett hele teksten i anførselstegn, også når den begynner med **. Gjentar du noe, skriv det helt ut";
        self.stop("FIL-005", span, "Verdien begynner med *, & eller !, som har en annen betydning her", hint)
    }

    fn syntax(&mut self, error: &ScanError) -> Stopped {
        let ((code, message, hint), line, column) = explain::explain(self.text, error);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let line = Some(number(line).saturating_add(self.line_offset));
        let place = Place { line, column: Some(number(column)), ..Place::file(self.file) };
        self.problems.push(Problem::error(code, place, message).hint(hint));
        Stopped
    }
}

#[cfg(test)]
mod tests;
