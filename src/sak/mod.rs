//! ROOM 1: case file → `Sak`.
//!
//! Comes in: the bytes of a case file, YAML or JSON. Goes out: a `Reading` with the case as far as it could be read,
//! every problem that can be seen without the library, and the tree that places later problems.
//! Does not know which services, offices or rules exist, and states no law.

#[macro_use]
mod macros;

pub mod age;
pub mod around;
mod basics;
pub mod contact;
pub mod extent;
pub mod foedselsnummer;
pub mod hours;
pub mod line;
pub mod read;
pub mod reasons;
pub mod recipients;
#[allow(clippy::module_inception, reason = "the room is named after its noun")]
pub mod sak;
pub mod schema;
pub mod suggest;
pub mod text;
mod validate;
pub mod values;

use read::{FromNode, Reader, Spoiled};
use sak::Sak;
use values::Dato;

use crate::problem::{Place, Problem};
use crate::yaml::{self, Node};

/// What was found in a case file.
#[derive(Debug)]
pub struct Reading {
    /// The case, unless the file cannot be read at all.
    /// It may be there beside errors: then values stand in for those that are missing or wrong, and no letter may be made.
    pub sak: Option<Sak>,
    /// All problems, in the order of the file.
    pub problems: Vec<Problem>,
    /// The positions of the fields, for the problems that later rooms find.
    pub tree: Tree,
}

/// The fields of a case file with their positions.
#[derive(Debug)]
pub struct Tree {
    file: String,
    root: Option<Node>,
    spoiled: Spoiled,
}

impl Tree {
    /// The place of a path such as `tjenester[0].omfang`, or of its nearest ancestor in the file.
    pub fn place(&self, path: &str) -> Place {
        let position = self.root.as_ref().map(|root| root.locate(path));
        let field = (!path.is_empty()).then(|| path.to_owned());
        let place = Place::file(&self.file);
        Place { line: position.map(|at| at.0), column: position.map(|at| at.1), field, ..place }
    }

    /// Every single value with its path, but for the notes that are never printed.
    pub fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            collect(root, "", &mut found);
        }
        found.into_iter().filter(|(path, _)| path != "intern_merknad")
    }

    /// Which fields were reported as missing or wrong when the file was read.
    pub fn spoiled(&self) -> &Spoiled {
        &self.spoiled
    }
}

/// Reads a case file and checks all that can be checked without the library; `file_name` is used in problems.
pub fn read(bytes: &[u8], file_name: &str) -> Reading {
    let yaml::Parsed { root, mut problems } = yaml::parse(bytes, file_name);
    let mut reader = Reader::new(file_name);
    let mut sak = root.as_ref().and_then(|root| Sak::from_node(root, &mut reader));
    let (found, spoiled) = reader.finish();
    let tree = Tree { file: file_name.into(), root, spoiled };
    let mut checked = Vec::new();
    if let Some(sak) = &mut sak {
        derive_dates_of_birth(sak);
        checked = validate::validate(sak, &tree);
        checked.retain(|problem| !tree.spoiled.touches(problem.place.field.as_deref().unwrap_or_default()));
    }
    problems.extend(found);
    problems.extend(checked);
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    Reading { sak, problems, tree }
}

/// Checks the sums of the tasks that are counted by the month, which `read` leaves;
/// `uker_per_maaned` is how many weeks the library counts as a month.
pub fn check_monthly_tasks(sak: &Sak, tree: &Tree, uker_per_maaned: u32) -> Vec<Problem> {
    let mut problems = validate::monthly_tasks(sak, tree, uker_per_maaned);
    problems.retain(|problem| !tree.spoiled.touches(problem.place.field.as_deref().unwrap_or_default()));
    problems
}

fn collect<'a>(node: &'a Node, path: &str, found: &mut Vec<(String, &'a str)>) {
    found.extend(node.text().map(|text| (path.to_owned(), text)));
    for entry in node.entries() {
        let dot = if path.is_empty() { "" } else { "." };
        collect(&entry.value, &format!("{path}{dot}{}", entry.key), found);
    }
    for (index, item) in node.items().iter().enumerate() {
        collect(item, &format!("{path}[{index}]"), found);
    }
}

/// The date of birth may be left out when the number holds it.
fn derive_dates_of_birth(sak: &mut Sak) {
    for part in &mut sak.parter {
        let held = || part.foedselsnummer.as_ref()?.foedselsdato().and_then(Dato::new);
        part.foedselsdato = part.foedselsdato.or_else(held);
    }
}

#[cfg(test)]
mod tests;
