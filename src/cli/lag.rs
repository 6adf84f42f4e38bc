//! `vedtaksbrev lag`: case files become letters in a folder.

use super::Outcome;
use crate::deliver::folder;
use crate::disk::Disk;
use crate::letter::compose::Composed;
use crate::pipeline::{self, House, Prepared};
use crate::problem::{Place, Problem};
use crate::yaml::MAX_BYTES;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Makes the letters of every case that is in order, and tells all that is wrong with the others.
pub(super) fn run(house: &House, disk: &dyn Disk, files: &[PathBuf], folder: &Path) -> Outcome {
    let mut outcome = Outcome::default();
    let prepared = prepare(house, disk, files, &mut outcome.problems);
    for case in &prepared {
        match make(house, disk, case, folder) {
            Ok((paths, warnings)) => {
                outcome.output.extend(paths.iter().map(|path| path.display().to_string()));
                outcome.problems.extend(warnings);
            }
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    outcome
}

/// Reads all cases; those that would give the same letter as another stop both.
pub(super) fn prepare(house: &House, disk: &dyn Disk, files: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<Prepared> {
    let mut all = Vec::new();
    for file in files {
        let name = file.display().to_string();
        match disk.read(file, MAX_BYTES as u64) {
            Ok(bytes) => {
                let (case, found) = pipeline::prepare(house, &name, &bytes);
                problems.extend(found);
                all.extend(case);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for identity in all.iter().flat_map(Prepared::identities) {
        *count.entry(identity).or_default() += 1;
    }
    let twice = |case: &Prepared| case.identities().iter().any(|identity| count.get(identity).is_some_and(|&n| n > 1));
    problems.extend(all.iter().filter(|case| twice(case)).map(|case| {
        Problem::error("SAK-099", Place::file(&case.file), "En annen fil i samme kjøring gir det samme brevet")
            .hint("gi det ene brevet et annet «nummer», eller ta bort den ene filen")
    }));
    all.retain(|case| !twice(case));
    all
}

fn make(
    house: &House,
    disk: &dyn Disk,
    case: &Prepared,
    folder: &Path,
) -> Result<(Vec<PathBuf>, Vec<Problem>), Vec<Problem>> {
    let (letters, composed): (Vec<_>, Vec<Composed>) = pipeline::make(house, case)?.into_iter().unzip();
    let paths = folder::deliver(disk, folder, &letters).map_err(|problem| vec![problem])?;
    Ok((paths, pipeline::draft_warnings(case, &composed)))
}
