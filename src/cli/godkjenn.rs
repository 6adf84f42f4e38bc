//! `vedtaksbrev tekster godkjenn`: shows what has changed, asks on a terminal, and writes the lock.
//!
//! The approved bytes are kept in `godkjent/` beside the library's folders, so that the next approval can show what
//! differs from them.

use super::Outcome;
use super::args::{Global, Godkjenn};
use super::tekster::own_copy;
use crate::check::check_library;
use crate::clock;
use crate::disk::{Disk, NewFile, Readers, RealDisk};
use crate::letter::known;
use crate::problem::{Cause, Place, Problem};
use crate::texts::approval::{self, Approved, Signers, Which};
use crate::texts::library::{Library, sha256_hex};
use crate::workbench::approvals::{KEPT, differences};
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

/// The most bytes of a kept file.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Approves texts in the folder given with `--tekster`; no names means all.
pub(super) fn run(global: &Global, command: &Godkjenn) -> Outcome {
    let folder = own_copy(global, "Si hvilken tekstsamling som skal godkjennes");
    folder.and_then(|folder| approve(folder, command)).unwrap_or_else(Outcome::from)
}

fn approve(folder: &Path, command: &Godkjenn) -> Result<Outcome, Vec<Problem>> {
    let one = |problem: Problem| vec![problem];
    let library = Library::open(&RealDisk, folder)?;
    let which = if command.tekst.is_empty() { Which::All } else { Which::Named(&command.tekst) };
    let signers = Signers { av: command.av.as_deref(), kontroll_av: command.kontroll_av.as_deref() };
    let approved = approval::approve(&library, which, signers, clock::today())?;
    if approved.paths.is_empty() {
        return Ok(Outcome { output: vec!["Ingen filer venter på kontroll.".to_owned()], problems: Vec::new() });
    }
    // What is wrong with a text stands in letters as soon as it is approved; data that cannot be read stops them anyway.
    let prose = |path: &&String| path.ends_with(".md");
    let texts: Vec<String> = approved.paths.iter().filter(prose).map(|path| library.place(path).file).collect();
    let wrong: Vec<Problem> = check_library(&library, &known::names())
        .into_iter()
        .filter(|it| it.is_error() && texts.contains(&it.place.file))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut output = differences(&library, &approved.paths, &|sha256| kept(folder, sha256));
    let stdin = std::io::stdin();
    if stdin.is_terminal() && !command.ja {
        let question = format!("Godkjenne {} filer? (ja eller nei)", approved.paths.len());
        output.push(question);
        if !confirmed(&output, &mut stdin.lock(), &mut std::io::stderr()) {
            return Err(one(not_confirmed()));
        }
        output.clear();
    }
    keep(folder, &library, &approved).map_err(one)?;
    let lock = folder.join(approval::LOCK);
    RealDisk.write(&lock, approved.lock.as_bytes()).map_err(one)?;
    // What is unsettled in an approved text is now the approver's to answer for, so she sees it.
    let unsettled = approved.usikkert.iter().map(|(path, what)| {
        Problem::warning("TEKST-090", library.place(path), format!("Godkjent, men merket som usikkert: {what}"))
            .hint("ta bort linjen «usikkert» når det er avklart, og godkjenn på nytt")
    });
    output.push(format!("Godkjente {} filer. Godkjenningen står i {}.", approved.paths.len(), lock.display()));
    Ok(Outcome { output, problems: unsettled.collect() })
}

fn not_confirmed() -> Problem {
    Problem::error("BRUK-014", Place::default(), "Ingenting ble godkjent")
        .hint("svar ja, eller bruk --ja")
        .caused_by(Cause::Usage)
}

/// Shows the lines and takes «ja» or «j» for yes; anything else is no.
fn confirmed(lines: &[String], answers: &mut dyn BufRead, questions: &mut dyn Write) -> bool {
    for line in lines {
        // A closed standard error leaves nowhere to say so.
        let _ = writeln!(questions, "{line}");
    }
    let mut answer = String::new();
    let _ = answers.read_line(&mut answer);
    ["ja", "j"].contains(&answer.trim().to_lowercase().as_str())
}

/// The bytes that were approved under a hash, unless they have been lost or changed since.
fn kept(folder: &Path, sha256: &str) -> Option<Vec<u8>> {
    let bytes = RealDisk.read(&folder.join(KEPT).join(sha256), MAX_BYTES).ok()?;
    (sha256_hex(&bytes) == sha256).then_some(bytes)
}

/// Keeps the approved texts by their hash; fonts and pictures have no words to compare.
fn keep(folder: &Path, library: &Library, approved: &Approved) -> Result<(), Problem> {
    let home = folder.join(KEPT);
    RealDisk.create_dir(&home)?;
    let has_words = |path: &&String| [".md", ".yaml", ".typ"].iter().any(|ending| path.ends_with(ending));
    let files = approved.paths.iter().filter(has_words).filter_map(|path| {
        let target = home.join(library.sha256(path)?);
        let bytes = library.bytes(path)?.to_vec();
        (!RealDisk.exists(&target)).then_some((target, bytes))
    });
    let mut files: Vec<NewFile> = files.map(|(path, bytes)| NewFile { path, bytes, readers: Readers::All }).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    RealDisk.write_group(&files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes_and_what_differs_is_shown_first() {
        let lines = ["Du kan [-se-]{+lese+}.".to_owned(), "Godkjenne 1 filer? (ja eller nei)".to_owned()];
        for (answer, expected) in [("ja\n", true), ("J\n", true), ("nei\n", false), ("\n", false), ("", false)] {
            let mut shown = Vec::new();
            assert_eq!(confirmed(&lines, &mut answer.as_bytes(), &mut shown), expected, "{answer:?}");
            assert_eq!(String::from_utf8(shown).unwrap(), lines.join("\n") + "\n");
        }
    }
}
