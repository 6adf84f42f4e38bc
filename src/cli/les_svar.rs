//! `vedtaksbrev les-svar`: what SvarUt and the archive answered goes into the journal.

use super::Outcome;
use super::args::LesSvar;
use crate::clock;
use crate::deliver::answers::{self, About, Answer, Kanal};
use crate::deliver::journal::Journal;
use crate::deliver::journal::answers::LetterVersion;
use crate::deliver::package;
use crate::disk::Disk;
use crate::problem::{Place, Problem};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the files and tells what was in them.
pub(super) fn run(disk: &dyn Disk, args: &LesSvar) -> Outcome {
    let mut outcome = Outcome::default();
    let journal = match Journal::open_existing(disk, &args.mappe) {
        Ok(journal) => journal,
        Err(problem) => return vec![problem].into(),
    };
    let mut read: Vec<(usize, &Path, usize, Answer)> = Vec::new();
    for (file, path) in args.filer.iter().enumerate() {
        let place = Place::file(path.display().to_string());
        match disk.read(path, answers::MAX_BYTES).and_then(|bytes| answers::read(&bytes, &place)) {
            Ok(found) => {
                if found.unknown > 0 {
                    let message = format!("{} svar har en status som programmet ikke kjenner", found.unknown);
                    let hint = "bruk den nyeste versjonen av vedtaksbrev, og se på brevene i SvarUt";
                    outcome.problems.push(Problem::error("UT-092", place, message).hint(hint));
                }
                read.extend((1..).zip(found.answers).map(|(number, answer)| (file, path.as_path(), number, answer)));
            }
            Err(problem) => outcome.problems.push(problem),
        }
    }
    // What binds an id to a letter comes first, so that the order of the files does not matter.
    read.sort_by_key(|(.., answer)| answer.about.key.is_none());
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut lost: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (mut new, total) = (0, read.len());
    for (file, path, number, answer) in read {
        match record(&journal, path, &answer) {
            Ok(Some(is_new)) => {
                new += usize::from(is_new);
                *counts.entry(answer.status.word).or_default() += 1;
            }
            Ok(None) => lost.entry(file).or_default().push(number),
            Err(problem) => {
                outcome.problems.push(problem);
                return outcome;
            }
        }
    }
    for (file, mut numbers) in lost {
        numbers.sort_unstable();
        let place = Place::file(args.filer[file].display().to_string());
        outcome.problems.push(unmatched(place, &numbers));
    }
    let words = counts.iter().map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ");
    let words = if words.is_empty() { String::new() } else { format!(": {words}") };
    outcome.output.push(format!("Leste {total} svar, {new} nye{words}"));
    outcome
}

/// Records an answer; tells whether it is new, or nothing when no letter of the journal is meant.
fn record(journal: &Journal, path: &Path, answer: &Answer) -> Result<Option<bool>, Problem> {
    let Some(letter) = letter(journal, path, answer.status.kanal, &answer.about)? else { return Ok(None) };
    let now = clock::now();
    let status = (answer.status, answer.about.id.as_deref());
    journal.record_answer(&letter, status, answer.tid.unwrap_or(now), now).map(Some)
}

/// The letter that an answer is about: by our key, by the other system's id, or by the name of the file, which begins
/// as the letter's own. A key that is wrong is never put right by the file's name.
fn letter(journal: &Journal, path: &Path, kanal: Kanal, about: &About) -> Result<Option<LetterVersion>, Problem> {
    if let Some(key) = &about.key {
        let (identitet, versjon) = package::from_key(key);
        return journal.letter_of_key(identitet, versjon);
    }
    if let Some(id) = &about.id
        && let Some(letter) = journal.letter_of_id(kanal, id)?
    {
        return Ok(Some(letter));
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    // A case number may hold a dot, so every beginning is tried, the longest first.
    for (at, _) in name.rmatch_indices('.') {
        if let Some(letter) = journal.letter_of_file(&format!("{}.pdf", &name[..at]))? {
            return Ok(Some(letter));
        }
    }
    Ok(None)
}

fn unmatched(place: Place, numbers: &[usize]) -> Problem {
    let first = numbers.first().copied().unwrap_or(1);
    let message = match numbers {
        [_] => format!("Svar nummer {first} gjelder ikke noe brev i journalen"),
        _ => format!("{} svar gjelder ikke noe brev i journalen, det første er nummer {first}", numbers.len()),
    };
    Problem::error("UT-091", place, message).hint(
        "velg riktig mappe med --mappe. Sier ikke svaret hvilket brev det gjelder, skriv det rundt: \
         {\"eksternReferanse\": …, \"svar\": …}, eller gi fila et navn som begynner som brevets",
    )
}
