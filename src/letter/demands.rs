//! Whether a finished letter contains what the jurist's list demands of it.
//!
//! Comes in: the letter's blocks, what they were made from, and `legal-texts/krav/<brevtype>.yaml`.
//! Goes out: one problem for each element that is missing, with the list's own code and statute.
//! Looks at what is printed, so a template that forgets a piece is caught. Knows no element by name.

use super::fields::Source;
use super::fields::scopes::{LineScope, PartScope, parts};
use super::letter::{Block, Letter, PlacedBlock, plain};
use super::markdown::reader::{MARK_END, MARK_UNCONFIRMED};
use crate::problem::{Place, Problem};
use crate::texts::hjemmel::Hjemmel;
use crate::texts::krav::{Gjelder, Krav, Moetes};
use crate::texts::law_data::krav_path;
use crate::texts::ord::Alvor;
use crate::texts::rules::Form;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Every element that is missing: errors and warnings. `all` is what `printed` gives of the whole letter.
pub fn missing(source: Source<'_>, root: &Value, letter: &Letter, all: &str) -> Vec<Problem> {
    let brevtype = source.sak.brevtype.word();
    let Some(list) = source.selected.library().krav(brevtype) else {
        let message = format!("Det finnes ingen liste over hva «{brevtype}» må inneholde");
        let place = source.selected.library().place(&krav_path(brevtype));
        return vec![
            Problem::error("BREV-005", place, message).hint("lag lista, eller hent den fra de innebygde tekstene"),
        ];
    };
    let parts = parts(source, root);
    let whole = Rc::new(Printed::of(source, Cow::Borrowed(all), letter.body.iter()));
    let of_part = |index| match parts.len() {
        // A letter of one part is that part.
        1 => Rc::clone(&whole),
        count => {
            let own = blocks_of_part(&letter.body, index, count);
            Rc::new(Printed::of(source, Cow::Owned(printed(letter, own.iter().copied())), own.into_iter()))
        }
    };
    let printed: Vec<Rc<Printed<'_>>> = (0..parts.len()).map(of_part).collect();
    let day = letter.brevdato;
    let mut problems = Vec::new();
    for krav in list.krav.iter().filter(|krav| krav.alvor != Alvor::Ingenting && krav.holds_on(day)) {
        let all = Scope { root, parts: &parts, part: None, line: None };
        match krav.gjelder {
            Gjelder::Brev => problems.extend(judge(source, krav, &list.path, all, &whole)),
            Gjelder::Del => {
                for (part, printed) in parts.iter().zip(&printed).filter(|(part, _)| concerns(krav, &part.lines)) {
                    let scope = Scope { part: Some(part), ..all };
                    problems.extend(judge(source, krav, &list.path, scope, printed));
                }
            }
            Gjelder::Linje => {
                for (part, printed) in parts.iter().zip(&printed) {
                    for line in part.lines.iter().filter(|line| concerns(krav, std::slice::from_ref(*line))) {
                        let scope = Scope { part: Some(part), line: Some(line), ..all };
                        problems.extend(judge(source, krav, &list.path, scope, printed));
                    }
                }
            }
        }
    }
    problems
}

/// Where fields are looked up.
#[derive(Clone, Copy)]
struct Scope<'a> {
    root: &'a Value,
    parts: &'a [PartScope],
    part: Option<&'a PartScope>,
    line: Option<&'a LineScope>,
}

fn concerns(krav: &Krav, lines: &[LineScope]) -> bool {
    let one = |line: &LineScope| {
        (krav.utfall.is_empty() || krav.utfall.contains(&line.utfall))
            && krav.klasse.is_none_or(|klasse| klasse == line.klasse)
    };
    (krav.utfall.is_empty() && krav.klasse.is_none()) || lines.iter().any(one)
}

fn judge(source: Source<'_>, krav: &Krav, path: &str, scope: Scope<'_>, printed: &Printed<'_>) -> Option<Problem> {
    let wanted = |name: &String| match name.strip_prefix('!') {
        Some(name) => !scope.values(name).iter().any(|value| there(value)),
        None => scope.values(name).iter().any(|value| there(value)),
    };
    if !krav.naar.iter().all(wanted) {
        return None;
    }
    let met = |means: &Moetes| match means {
        Moetes::Tekst(id) => printed.meets.contains(id),
        Moetes::Felt(name) => scope.values(name).iter().any(|value| printed.has(value)),
    };
    if krav.krever.iter().all(|group| group.iter().any(met)) {
        return None;
    }
    let field = scope.line.map(|line| format!("tjenester[{}]", line.index));
    let place = Place { field, ..Place::default() };
    let message = format!("Brevet mangler noe det må si: {}", krav.hva);
    let because = because(source, krav, scope);
    let hint = format!("fyll ut saken eller malen. Grunnlag: {because} ({path}, linje {})", krav.line);
    Some(match krav.alvor {
        Alvor::Feil => Problem::error(krav.kode, place, message).hint(hint),
        _ => Problem::warning(krav.kode, place, message.replacen("må", "bør", 1)).hint(hint),
    })
}

/// What demands an element of the lines in question: its statutes that bind them, or the practice that asks for it.
fn because(source: Source<'_>, krav: &Krav, scope: Scope<'_>) -> String {
    let selected = source.selected;
    let enkeltvedtak = match (scope.line, scope.part) {
        (Some(line), _) => line.enkeltvedtak,
        (None, Some(part)) => part.lines.iter().any(|line| line.enkeltvedtak),
        (None, None) => selected.has_enkeltvedtak(),
    };
    let binding: Vec<Hjemmel> = krav.hjemmel.iter().filter(|it| selected.binds(it, enkeltvedtak)).cloned().collect();
    if !binding.is_empty() {
        return selected.print_hjemler(&binding, Form::Long);
    }
    let instead = selected.felles_regler.uten_enkeltvedtak.clone().filter(|_| !krav.hjemmel.is_empty());
    instead.or_else(|| krav.praksis.clone()).unwrap_or_default()
}

impl Scope<'_> {
    /// The values that a field's name means here: several for reasons, which a line and the case may both hold.
    fn values(&self, name: &str) -> Vec<Cow<'_, Value>> {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        let lines = || match (self.line, self.part) {
            (Some(line), _) => vec![line],
            (None, Some(part)) => part.lines.iter().collect(),
            (None, None) => self.parts.iter().flat_map(|part| &part.lines).collect(),
        };
        let bases: Vec<&Value> = match first {
            "vurdering" => lines().into_iter().flat_map(|line| &line.vurderinger).collect(),
            "linje" => lines().into_iter().map(|line| &line.value).collect(),
            "del" => self
                .part
                .map_or_else(|| self.parts.iter().collect(), |part| vec![part])
                .into_iter()
                .map(|part| &part.value)
                .collect(),
            _ => return lookup(self.root, name).into_iter().collect(),
        };
        bases.into_iter().filter_map(|base| lookup(base, rest)).collect()
    }
}

/// The value at a path; past a list, the list of what each of its items has there.
fn lookup<'v>(base: &'v Value, path: &str) -> Option<Cow<'v, Value>> {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    match base {
        _ if step.is_empty() => Some(Cow::Borrowed(base)),
        Value::Array(items) => {
            let of_item = |item| lookup(item, path).map_or(Value::Null, Cow::into_owned);
            Some(Cow::Owned(Value::Array(items.iter().map(of_item).collect())))
        }
        _ => lookup(base.get(step)?, rest),
    }
}

/// Tells whether a field has something in it.
fn there(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    }
}

/// The words of a letter with some of its blocks, as `bare` leaves them.
pub(super) fn printed<'b>(letter: &Letter, blocks: impl Iterator<Item = &'b PlacedBlock>) -> String {
    let head = &letter.head;
    let mut text = vec![head.municipality.clone(), head.office.clone(), head.address.join(" ")];
    text.extend(head.references.iter().map(|(_, value)| value.clone()));
    blocks.for_each(|placed| words(&placed.block, &mut text));
    text.extend(letter.closing.signatures.iter().map(|signature| format!("{} {}", signature.name, signature.title)));
    text.extend(letter.closing.attachments.iter().cloned());
    bare(&text.join(" "))
}

/// What stands in a letter or a part of it.
struct Printed<'a> {
    text: Cow<'a, str>,
    meets: BTreeSet<String>,
}

impl<'a> Printed<'a> {
    fn of<'b>(source: Source<'_>, text: Cow<'a, str>, blocks: impl Iterator<Item = &'b PlacedBlock>) -> Self {
        let paths = blocks.flat_map(|placed| placed.source.split(" + "));
        let meets = paths.flat_map(|path| source.selected.meets(path)).collect();
        Self { text, meets }
    }

    /// Tells whether a value is printed; of a list, something of each item.
    fn has(&self, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Bool(yes) => *yes,
            Value::Number(_) => true,
            Value::String(text) => {
                let text = bare(text);
                !text.is_empty() && self.text.contains(&text)
            }
            Value::Array(items) => !items.is_empty() && items.iter().all(|item| self.has_some(item)),
            Value::Object(_) => self.has_some(value),
        }
    }

    fn has_some(&self, value: &Value) -> bool {
        match value {
            Value::Array(items) => items.iter().any(|item| self.has_some(item)),
            Value::Object(fields) => fields.values().any(|item| self.has_some(item)),
            Value::Bool(_) => false,
            _ => self.has(value),
        }
    }
}

/// Letters, digits and signs without spaces, marks and list signs, in small letters.
pub(super) fn bare(text: &str) -> String {
    let mut in_mark = false;
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' if !in_mark => bare.push(letter),
            MARK_UNCONFIRMED => in_mark = true,
            MARK_END => in_mark = false,
            _ if in_mark || letter.is_whitespace() || matches!(letter, '*' | '-') => {}
            _ => bare.extend(letter.to_lowercase()),
        }
    }
    bare
}

fn words(block: &Block, text: &mut Vec<String>) {
    match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs } => text.push(plain(runs)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| words(block, text)),
        Block::Table { header, rows, .. } => {
            text.extend(std::iter::once(header).chain(rows).flatten().map(|cell| plain(cell)));
        }
        Block::Divider => {}
    }
}

/// The blocks that hold for a part: its own, and what stands before the first part and after the last.
fn blocks_of_part(body: &[PlacedBlock], index: usize, parts: usize) -> Vec<&PlacedBlock> {
    let sections: Vec<&[PlacedBlock]> = body.split(|placed| placed.block == Block::Divider).collect();
    let own = |at: usize| parts < 2 || at == 0 || at > parts || at == index + 1;
    sections.iter().enumerate().filter(|(at, _)| own(*at)).flat_map(|(_, section)| section.iter()).collect()
}
