//! ROOM 1: case file → `Sak`.
//!
//! Comes in: the bytes of a case file, YAML or JSON. Goes out: a `Reading` with the case as far as it could be read,
//! every problem that can be seen without the library, and the tree that places later problems.
//! Does not know which services, offices or rules exist, and states no law.

#[macro_use]
mod macros;

pub mod extent;
pub mod foedselsnummer;
pub mod line;
pub mod read;
pub mod reasons;
pub mod recipients;
#[allow(clippy::module_inception, reason = "the room is named after its noun")]
pub mod sak;
pub mod schema;
pub mod text;
mod validate;
pub mod values;

use read::{FromNode, Reader};
use sak::Sak;
use values::Dato;

use crate::problem::{Place, Problem};
use crate::yaml::{self, Node};

/// What was found in a case file.
#[derive(Debug)]
pub struct Reading {
    /// The case, unless a field it must have is missing or wrong.
    /// It may be there beside errors: then a wrong optional field is left out, and no letter may be made.
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
}

impl Tree {
    /// The place of a path such as `tjenester[0].omfang`, or of its nearest ancestor in the file.
    pub fn place(&self, path: &str) -> Place {
        let position = self.root.as_ref().map(|root| root.locate(path));
        let field = (!path.is_empty()).then(|| path.to_owned());
        let place = Place::file(&self.file);
        Place { line: position.map(|at| at.0), column: position.map(|at| at.1), field, ..place }
    }
}

/// Reads a case file and checks all that can be checked without the library; `file_name` is used in problems.
pub fn read(bytes: &[u8], file_name: &str) -> Reading {
    let yaml::Parsed { root, mut problems } = yaml::parse(bytes, file_name);
    let mut reader = Reader::new(file_name);
    let mut sak = root.as_ref().and_then(|root| Sak::from_node(root, &mut reader));
    let tree = Tree { file: file_name.into(), root };
    let mut checked = Vec::new();
    if let Some(sak) = &mut sak {
        derive_dates_of_birth(sak);
        checked = validate::validate(sak, &tree);
        checked.retain(|problem| !reader.spoils(problem.place.field.as_deref().unwrap_or_default()));
    }
    problems.extend(reader.into_problems());
    problems.extend(checked);
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    Reading { sak, problems, tree }
}

/// Checks the sums of the tasks that are counted by the month, which `read` leaves;
/// `uker_per_maaned` is how many weeks the library counts as a month.
pub fn check_monthly_tasks(sak: &Sak, tree: &Tree, uker_per_maaned: u32) -> Vec<Problem> {
    validate::monthly_tasks(sak, tree, uker_per_maaned)
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
