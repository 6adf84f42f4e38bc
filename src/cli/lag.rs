//! `vedtaksbrev lag`: case files become letters in a folder.

use super::args::{Global, Lag};
use super::{Outcome, send};
use crate::deliver::folder;
use crate::deliver::package::Ask;
use crate::disk::Disk;
use crate::letter::compose::Composed;
use crate::pipeline::{self, House, Prepared};
use crate::printing::{self, Piles};
use crate::problem::{Place, Problem};
use crate::send::Settings;
use crate::yaml::MAX_BYTES;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Makes the letters of every case that is in order, and tells all that is wrong with the others; gives the
/// identities of those that were made too.
pub(super) fn run(house: &House, disk: &dyn Disk, command: &Lag) -> (Outcome, Vec<String>) {
    let (mut outcome, mut made) = (Outcome::default(), Vec::new());
    let prepared = prepare_with(house, disk, &command.saker, command.kort, &mut outcome.problems);
    let mut piles = Piles::default();
    for case in &prepared {
        match make(house, disk, case, command, &mut piles) {
            Ok((paths, warnings)) => {
                outcome.output.extend(paths.iter().map(|path| path.display().to_string()));
                outcome.problems.extend(paths.iter().filter(|_| command.vis).filter_map(|path| show(path)));
                outcome.problems.extend(warnings);
                made.extend(case.identities());
            }
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    match printing::print_all(house, disk, &command.ut, piles, "") {
        Ok(files) => outcome.output.extend(files.iter().map(|file| file.path.display().to_string())),
        Err(problems) => outcome.problems.extend(problems),
    }
    (outcome, made)
}

/// Sends notices about the letters that were made, and about no others of the folder.
pub(super) fn send(house: &House, global: &Global, command: &Lag, outcome: Outcome, made: Vec<String>) -> Outcome {
    if made.is_empty() {
        return outcome;
    }
    let settings = Settings { saker: command.saker.clone(), only: made, ..send::notices(&command.ut) };
    outcome.and(send::with(&house.library, global, &settings, command.noekkel.clone()))
}

/// Reads all cases; those that would give the same letter as another stop both.
pub(super) fn prepare(house: &House, disk: &dyn Disk, files: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<Prepared> {
    prepare_with(house, disk, files, false, problems)
}

fn prepare_with(
    house: &House,
    disk: &dyn Disk,
    files: &[PathBuf],
    kort: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Prepared> {
    let mut all = Vec::new();
    for file in files {
        let name = file.display().to_string();
        match disk.read(file, MAX_BYTES as u64) {
            Ok(bytes) => {
                let (case, found) = pipeline::prepare_with(house, &name, &bytes, kort);
                problems.extend(found);
                all.extend(case);
            }
            Err(problem) => problems.push(problem),
        }
    }
    refuse_twins(&mut all, problems);
    all
}

/// Two cases that would write the same letter stop each other; no one can know which of them is right.
fn refuse_twins(all: &mut Vec<Prepared>, problems: &mut Vec<Problem>) {
    let mut cases: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, case) in all.iter().enumerate() {
        for identity in case.identities() {
            // Where small and capital letters are one, letters that differ only in that would share a file.
            cases.entry(identity.to_ascii_lowercase()).or_default().push(index);
        }
    }
    let mut twins: BTreeMap<usize, String> = BTreeMap::new();
    for group in cases.values().filter(|group| group.len() > 1) {
        for &index in group {
            let other = group.iter().find(|other| **other != index).and_then(|other| all.get(*other));
            twins.entry(index).or_insert_with(|| other.map(|other| other.file.clone()).unwrap_or_default());
        }
    }
    for (index, other) in &twins {
        let Some(case) = all.get(*index) else { continue };
        let hint = if *other == case.file {
            "nevn hver fil bare én gang"
        } else {
            "sjekk saksnummer. Skal saken ha to brev samme dag, skriv nummer: 2 i det ene"
        };
        let message = format!("Saken gir det samme brevet som {other}");
        problems.push(Problem::error("SAK-099", Place::file(&case.file), message).hint(hint));
    }
    let mut index = 0..;
    all.retain(|_| index.next().is_none_or(|index: usize| !twins.contains_key(&index)));
}

fn make(
    house: &House,
    disk: &dyn Disk,
    case: &Prepared,
    command: &Lag,
    piles: &mut Piles,
) -> Result<(Vec<PathBuf>, Vec<Problem>), Vec<Problem>> {
    let (mut letters, composed): (Vec<_>, Vec<Composed>) = pipeline::make(house, case)?.into_iter().unzip();
    let ask = Ask::new(&command.pakking.slag(), None);
    let by_hand = pipeline::pack::address(case, &ask, &mut letters, &composed)?;
    if command.hvorfor {
        for (letter, composed) in letters.iter_mut().zip(&composed) {
            pipeline::explain(house, case, letter, composed)?;
        }
    }
    let paths = folder::deliver(disk, &command.ut, &letters).map_err(|problem| vec![problem])?;
    letters.iter().for_each(|letter| piles.add(letter));
    let mut warnings = pipeline::draft_warnings(case, &composed);
    warnings.extend(by_hand);
    Ok((paths, warnings))
}

/// Opens a letter in the program that the system opens PDFs with.
fn show(letter: &Path) -> Option<Problem> {
    let opened = open::that_detached(letter);
    let message = "Fant ikke noe program som kan åpne brevet";
    let problem = Problem::warning("BRUK-015", Place::file(letter.display().to_string()), message);
    opened.err().map(|_| problem.hint("åpne fila selv; den er laget"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Pakking;
    use crate::deliver::receipt::sha256;
    use crate::disk::{FaultyDisk, RealDisk};
    use crate::problem::exit_code;
    use crate::texts::library::Library;
    use std::io::ErrorKind;

    const CASE: &str = include_str!("../../tests/cases/good/avslag-langtidsopphold/sak.yaml");
    /// One new folder; two letters with a receipt each: three steps a file, a rename each, and the folder's sync.
    const STEPS: usize = 1 + 4 * 3 + 4 + 1;

    /// Every PDF that is there is whole and has the receipt that belongs to it; gives how many there are.
    fn whole_letters(folder: &Path) -> usize {
        let files = RealDisk.list(folder).unwrap_or_default();
        let pdfs: Vec<_> = files.iter().filter(|file| file.extension().is_some_and(|it| it == "pdf")).collect();
        for pdf in &pdfs {
            let receipt = RealDisk.read(&folder.join(pdf.with_extension("kvittering.json")), 1 << 20).unwrap();
            let receipt: serde_json::Value = serde_json::from_slice(&receipt).unwrap();
            assert_eq!(receipt["pdf_sha256"], sha256(&RealDisk.read(&folder.join(pdf), 1 << 24).unwrap()));
        }
        pdfs.len()
    }

    fn hidden(folder: &Path) -> usize {
        let names = std::path::Path::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        names.filter(|name| name.to_string_lossy().starts_with('.')).count()
    }

    #[test]
    fn a_disk_that_fails_at_any_step_leaves_no_part_of_a_letter_and_says_which_file() {
        let house = House::new(Library::embedded()).unwrap();
        let desk = tempfile::tempdir().unwrap();
        let case = desk.path().join("sak.yaml");
        RealDisk.write(&case, CASE.as_bytes()).unwrap();
        for (kind, code) in [(ErrorKind::StorageFull, "FIL-027"), (ErrorKind::PermissionDenied, "FIL-026")] {
            for step in 1..=STEPS {
                let folder = desk.path().join(format!("{code}-{step}"));
                let disk = FaultyDisk::failing_from(step, kind);
                let command = Lag {
                    saker: vec![case.clone()],
                    ut: folder.clone(),
                    hvorfor: false,
                    kort: false,
                    vis: false,
                    pakking: Pakking::default(),
                    send: false,
                    noekkel: None,
                };
                let outcome = run(&house, &disk, &command).0;
                let errors: Vec<_> = outcome.problems.iter().filter(|problem| problem.is_error()).collect();
                assert_eq!((errors.len(), errors[0].code), (1, code), "step {step}");
                assert!(errors[0].place.file.contains(&format!("{code}-{step}")) && errors[0].hint.is_some());
                assert_eq!((exit_code(&outcome.problems), outcome.output.len()), (3, 0), "step {step}");
                // All four files are made and synced by step 13; then each receipt gets its name before its PDF.
                let expected = usize::from(step >= 16) + usize::from(step >= 18);
                assert_eq!((whole_letters(&folder), hidden(&folder)), (expected, 0), "step {step}");
            }
        }
        let command = Lag {
            saker: vec![case],
            ut: desk.path().join("hel"),
            hvorfor: false,
            kort: false,
            vis: false,
            pakking: Pakking::default(),
            send: false,
            noekkel: None,
        };
        let outcome = run(&house, &FaultyDisk::failing_from(STEPS + 1, ErrorKind::StorageFull), &command).0;
        assert_eq!((exit_code(&outcome.problems), outcome.output.len()), (0, 2));
    }
}
