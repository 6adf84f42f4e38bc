//! The good cases, and how a test spoils one of them.

use serde_json::Value;
use vedtaksbrev::yaml::{Kind, Node};

pub const PRAKTISK_BISTAND: &str = include_str!("../cases/good/praktisk-bistand-og-alarm/sak.yaml");
pub const BPA_DELVIS: &str = include_str!("../cases/good/bpa-delvis/sak.yaml");
pub const VENTELISTE: &str = include_str!("venteliste.yaml");
pub const ENDRING: &str = include_str!("endring.yaml");
pub const OMSORGSSTOENAD: &str = include_str!("omsorgsstoenad.yaml");

pub const ALL: [(&str, &str); 5] = [
    ("praktisk-bistand-og-alarm.yaml", PRAKTISK_BISTAND),
    ("bpa-delvis.yaml", BPA_DELVIS),
    ("venteliste.yaml", VENTELISTE),
    ("endring.yaml", ENDRING),
    ("omsorgsstoenad.yaml", OMSORGSSTOENAD),
];

/// Replaces texts that each stand exactly once.
pub fn edit(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "«{from}» must stand once");
        text.replacen(from, to, 1)
    })
}

pub fn to_json(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar(_) if node.is_null() => Value::Null,
        Kind::Scalar(scalar) => {
            let number = (!scalar.quoted).then(|| serde_json::from_str(&scalar.text).ok()).flatten();
            number.unwrap_or_else(|| Value::String(scalar.text.clone()))
        }
        Kind::Sequence(items) => items.iter().map(to_json).collect(),
        Kind::Mapping(entries) => entries.iter().map(|entry| (entry.key.clone(), to_json(&entry.value))).collect(),
    }
}
