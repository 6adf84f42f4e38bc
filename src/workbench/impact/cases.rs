//! The cases that a change is tried on, and how they are named together.
//!
//! Comes in: a library and days, or case files that were read. Goes out: cases, and lines that name many of them.
//! Reads no file; the command brings real cases.

use crate::language::Maalform;
use crate::new_case::{self, Wish};
use crate::pipeline::Prepared;
use crate::sak::line::Utfall;
use crate::texts::hjemmel::series;
use crate::texts::library::Library;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A case to try.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the reader knows it by.
    pub name: String,
    /// The case file.
    pub bytes: Vec<u8>,
    /// What it is about, when it was made up to try texts on.
    pub made_up: Option<Facts>,
}

/// What a case is about, without anything personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The services with their outcomes.
    pub tjenester: Vec<(String, Utfall)>,
    /// The language.
    pub maalform: Maalform,
    /// The day of the letter.
    pub dag: Date,
}

impl Facts {
    /// What a case that was read is about.
    pub fn of(prepared: &Prepared) -> Self {
        let sak = &prepared.sak;
        let lines = sak.tjenester.iter().map(|line| (line.tjeneste.text().to_owned(), line.utfall));
        Self { tjenester: lines.collect(), maalform: sak.maalform, dag: sak.brevdato() }
    }
}

/// Every service and outcome in both languages on these days, with the examples of `ny` filled in.
pub fn every_outcome(library: &Library, days: impl IntoIterator<Item = Date>) -> Vec<Case> {
    let Some(avsender) = library.avsender_ids().into_iter().next() else { return Vec::new() };
    let mut cases = Vec::new();
    for dag in days {
        for id in library.tjeneste_ids() {
            for utfall in new_case::outcomes(library, &id, dag).unwrap_or_default() {
                for maalform in Maalform::ALL {
                    let tjenester = vec![(id.clone(), utfall)];
                    let wish =
                        Wish { tjenester: tjenester.clone(), avsender: avsender.clone(), maalform, vedtaksdato: dag };
                    let Ok(file) = new_case::new_case(library, &wish) else { continue };
                    let name = format!("{id} {} {} {dag}", utfall.word(), maalform.tag());
                    let bytes = new_case::filled_in(&file).into_bytes();
                    cases.push(Case { name, bytes, made_up: Some(Facts { tjenester, maalform, dag }) });
                }
            }
        }
    }
    cases
}

/// A case that was tried: its name, what it is about, and whether it was made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub(super) name: String,
    pub(super) facts: Option<Facts>,
    pub(super) made_up: bool,
}

/// The cases by name: real ones a line each, made-up ones together by language, day, service and outcome.
pub(super) fn named(cases: &[&Tried]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut groups: BTreeMap<(Maalform, Date), BTreeMap<&str, BTreeSet<Utfall>>> = BTreeMap::new();
    for case in cases {
        match &case.facts {
            Some(facts) if case.made_up => {
                let group = groups.entry((facts.maalform, facts.dag)).or_default();
                facts.tjenester.iter().for_each(|(id, utfall)| _ = group.entry(id).or_default().insert(*utfall));
            }
            Some(facts) => lines.push(format!("{}: {}", case.name, about(facts))),
            None => lines.push(case.name.clone()),
        }
    }
    // The same services on several days and in both languages are said once.
    let mut same: Vec<(String, BTreeSet<Maalform>, BTreeMap<Maalform, BTreeSet<Date>>)> = Vec::new();
    for ((maalform, dag), services) in groups {
        let one = |(id, outcomes): (&str, BTreeSet<Utfall>)| {
            format!("{id} ({})", outcomes.iter().map(|utfall| utfall.word()).collect::<Vec<_>>().join(", "))
        };
        let words = services.into_iter().map(one).collect::<Vec<_>>().join(", ");
        let at = same.iter().position(|(known, ..)| *known == words).unwrap_or_else(|| {
            same.push((words, BTreeSet::new(), BTreeMap::new()));
            same.len() - 1
        });
        if let Some((_, languages, days)) = same.get_mut(at) {
            languages.insert(maalform);
            days.entry(maalform).or_default().insert(dag);
        }
    }
    for (words, languages, days) in same {
        let when = |days: &BTreeSet<Date>| series(&days.iter().map(Date::to_string).collect::<Vec<_>>());
        let all: BTreeSet<&BTreeSet<Date>> = days.values().collect();
        let said = match all.first() {
            Some(days) if all.len() == 1 => {
                let names: Vec<String> = languages.iter().map(|it| it.name().to_owned()).collect();
                format!("{} {}", series(&names), when(days))
            }
            _ => days.iter().map(|(it, days)| format!("{} {}", it.name(), when(days))).collect::<Vec<_>>().join("; "),
        };
        lines.push(format!("{said}: {words}"));
    }
    lines
}

fn about(facts: &Facts) -> String {
    let lines = facts.tjenester.iter().map(|(id, utfall)| format!("{id} {}", utfall.word()));
    let parts: Vec<String> = lines.chain([facts.maalform.name().to_owned(), facts.dag.to_string()]).collect();
    parts.join(", ")
}
