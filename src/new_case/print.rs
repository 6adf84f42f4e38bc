//! Fields as commented YAML.
//!
//! Comes in: fields with values or examples. Goes out: the file's text.
//! The words above a field are the type's own description, as in the JSON Schema.

use crate::sak::schema;
use crate::suggest::one_of;
use serde_json::Value;
use std::collections::BTreeSet;

/// What comes before an example; the caseworker replaces the comment with a value.
pub const EXAMPLE: &str = "  # eksempel: ";

/// A field of the file.
pub struct Felt {
    /// The type it belongs to, by its name in the schema; `Sak` for the case itself.
    of: &'static str,
    key: String,
    holds: Holds,
    optional: bool,
    note: Option<String>,
}

/// What a field holds.
enum Holds {
    Value(String),
    Example(String),
    Fields(Vec<Felt>),
    Items(Vec<Vec<Felt>>),
}

impl Felt {
    fn new(of: &'static str, key: impl Into<String>, holds: Holds) -> Self {
        Self { of, key: key.into(), holds, optional: false, note: None }
    }

    /// A field whose value is known.
    pub fn value(of: &'static str, key: &str, value: impl Into<String>) -> Self {
        Self::new(of, key, Holds::Value(value.into()))
    }

    /// A field that waits for the caseworker; the example is a YAML value.
    pub fn example(of: &'static str, key: &str, example: impl Into<String>) -> Self {
        Self::new(of, key, Holds::Example(example.into()))
    }

    /// A field with fields of its own.
    pub fn fields(of: &'static str, key: &str, fields: Vec<Felt>) -> Self {
        Self::new(of, key, Holds::Fields(fields))
    }

    /// A list with one entry.
    pub fn item(of: &'static str, key: &str, fields: Vec<Felt>) -> Self {
        Self::new(of, key, Holds::Items(vec![fields]))
    }

    /// A list.
    pub fn items(of: &'static str, key: &str, items: Vec<Vec<Felt>>) -> Self {
        Self::new(of, key, Holds::Items(items))
    }

    /// The same field, marked as one that may be removed.
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// The same field with more to say about it.
    pub fn note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }
}

/// The file.
pub(super) fn print(heading: &[String], fields: &[Felt]) -> String {
    let schema = schema::json_schema(&[], &[], &[]);
    let mut printer = Printer { schema, explained: BTreeSet::new(), text: String::new() };
    for line in heading {
        printer.line(0, &format!("# {line}"));
    }
    for field in fields {
        printer.line(0, "");
        printer.field(field, 0, false);
    }
    printer.text
}

struct Printer {
    schema: Value,
    explained: BTreeSet<(&'static str, String)>,
    text: String,
}

impl Printer {
    fn line(&mut self, indent: usize, line: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes a field; the first one of a list's entry stands after the dash.
    fn field(&mut self, field: &Felt, indent: usize, dash: bool) {
        self.explain(field, indent);
        let (indent, dash) = if dash { (indent - 2, "- ") } else { (indent, "") };
        let key = format!("{dash}{}:", field.key);
        let inner = indent + dash.len() + 2;
        match &field.holds {
            Holds::Value(value) => self.line(indent, &format!("{key} {value}")),
            Holds::Example(example) => self.line(indent, &format!("{key}{EXAMPLE}{example}")),
            Holds::Fields(fields) => {
                self.line(indent, &key);
                fields.iter().for_each(|field| self.field(field, inner, false));
            }
            Holds::Items(items) => {
                self.line(indent, &key);
                for item in items {
                    for (index, field) in item.iter().enumerate() {
                        self.field(field, inner + 2, index == 0);
                    }
                }
            }
        }
    }

    /// The type's own words about the field, the first time it is written.
    fn explain(&mut self, field: &Felt, indent: usize) {
        if !self.explained.insert((field.of, field.key.clone())) {
            return;
        }
        let of = if field.of == "Sak" { &self.schema } else { &self.schema["$defs"][field.of] };
        let words = of["properties"][field.key.as_str()]["description"].as_str().unwrap_or_default();
        let choice =
            self.words_of(&of["properties"][field.key.as_str()]).filter(|_| matches!(field.holds, Holds::Example(_)));
        let choice = choice.map_or_else(String::new, |words| format!(". Skriv {words}"));
        let optional = if field.optional { ". Frivillig" } else { "" };
        let note = field.note.as_deref().map_or_else(String::new, |note| format!(". {note}"));
        let words = format!("# {words}{choice}{note}{optional}").replace("..", ".");
        self.line(indent, &words);
    }

    /// The closed set of words that a field takes, as a sentence part.
    fn words_of(&self, property: &Value) -> Option<String> {
        let pointer = property["$ref"].as_str().or_else(|| property["anyOf"][0]["$ref"].as_str())?;
        let words = self.schema["$defs"][pointer.rsplit('/').next()?]["enum"].as_array()?;
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        Some(one_of(&words))
    }
}
