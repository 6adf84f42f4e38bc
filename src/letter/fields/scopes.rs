//! The parts and lines of a letter with their fields, for those who ask about one of them.
//!
//! Comes in: the case, the selection and the letter's fields. Goes out: `PartScope`s in the order of the letter.

use super::line::lines;
use super::parts::groups;
use super::{Source, reasons};
use crate::sak::line::{Klassifisering, Utfall};
use serde_json::Value;

/// A part with a complaint rule of its own.
#[derive(Debug)]
pub struct PartScope {
    /// Its fields, `del.*`.
    pub value: Value,
    /// Its lines.
    pub lines: Vec<LineScope>,
}

/// A line of the decision.
#[derive(Debug)]
pub struct LineScope {
    /// Its place in the case.
    pub index: usize,
    /// The outcome.
    pub utfall: Utfall,
    /// Its class.
    pub klasse: Klassifisering,
    /// Whether forvaltningsloven's chapters on decisions apply to it.
    pub enkeltvedtak: bool,
    /// Its fields, `linje.*`.
    pub value: Value,
    /// The reasons that hold for it, `vurdering.*`: its own and the case's.
    pub vurderinger: Vec<Value>,
}

/// The parts of a letter.
pub fn parts(source: Source<'_>, root: &Value) -> Vec<PartScope> {
    let all = lines(source);
    let case: Vec<Value> = source.sak.vurdering.iter().map(reasons::written).collect();
    let values = root.get("deler").and_then(Value::as_array).cloned().unwrap_or_default();
    let part = |((_, members), value): ((&str, Vec<super::line::Line<'_>>), Value)| {
        let line = |line: &super::line::Line<'_>| LineScope {
            index: source.sak.tjenester.iter().position(|other| std::ptr::eq(other, line.line)).unwrap_or(0),
            utfall: line.line.utfall,
            klasse: line.selected.klassifisering,
            enkeltvedtak: line.selected.enkeltvedtak,
            value: line.fields(source),
            vurderinger: line.line.vurdering.iter().map(reasons::written).chain(case.iter().cloned()).collect(),
        };
        PartScope { value, lines: members.iter().map(line).collect() }
    };
    groups(&all).into_iter().zip(values).map(part).collect()
}
