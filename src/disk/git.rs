//! The files of a folder as git remembers them, by the program `git`.
//!
//! Comes in: a folder, a revision and the names below the folder that are wanted. Goes out: paths and bytes.
//! Changes nothing, asks no network, and hands git nothing that it could read as an option.

use super::not_found;
use crate::problem::{Cause, Place, Problem};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// The longest revision that is asked for, in bytes.
const LONGEST: usize = 200;
/// The most bytes that a list of files may take.
const LIST: u64 = 16 * 1024 * 1024;

/// The files below `tops` in a folder at a revision, at most `limit` bytes together; hidden names are left out.
///
/// # Errors
/// FIL-020 no such folder, FIL-040 no git, FIL-041 not a revision, FIL-023 more than `limit` bytes, FIL-029.
pub fn read_revision(
    folder: &Path,
    revision: &str,
    tops: &[&str],
    limit: u64,
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    if !folder.is_dir() {
        return Err(not_found(Place::file(folder.display().to_string())));
    }
    let spelled = !revision.is_empty() && !revision.starts_with('-') && revision.len() <= LONGEST;
    if !spelled || revision.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(unknown(folder));
    }
    let asked = format!("{revision}^{{commit}}");
    let commit = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &asked], b"", 256)?;
    let commit = commit.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()).unwrap_or_default();
    if commit.len() < 40 || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(unknown(folder));
    }
    let list = run(folder, &[&["ls-tree", "-r", "-z", "-l", &commit, "--"], tops].concat(), b"", LIST)?;
    let files = listed(&list.ok_or_else(|| fault(folder))?);
    if files.iter().map(|file| file.size).sum::<u64>() > limit {
        let place = Place::file(folder.display().to_string());
        return Err(Problem::error("FIL-023", place, "Mappa er for stor på den versjonen"));
    }
    let names: String = files.iter().map(|file| format!("{}\n", file.object)).collect();
    let most = limit + (files.len() as u64 + 1) * 128;
    let contents = run(folder, &["cat-file", "--batch"], names.as_bytes(), most)?.ok_or_else(|| fault(folder))?;
    unpack(&files, &contents).ok_or_else(|| fault(folder))
}

struct Listed {
    object: String,
    size: u64,
    path: String,
}

/// Reads `mode type object size<TAB>path`, each ended by a zero byte; links and other repositories are passed over.
fn listed(list: &[u8]) -> Vec<Listed> {
    let one = |entry: &[u8]| {
        let entry = std::str::from_utf8(entry).ok()?;
        let (facts, path) = entry.split_once('\t')?;
        let facts: Vec<&str> = facts.split_ascii_whitespace().collect();
        let ordinary = facts.first().is_some_and(|mode| mode.starts_with("100"));
        let hidden = path.split('/').any(|step| step.starts_with('.'));
        (ordinary && !hidden).then_some(())?;
        Some(Listed { object: (*facts.get(2)?).to_owned(), size: facts.get(3)?.parse().ok()?, path: path.to_owned() })
    };
    list.split(|byte| *byte == 0).filter_map(one).collect()
}

/// Takes `object type size<LF>bytes<LF>` apart, one for each file in order.
fn unpack(files: &[Listed], mut contents: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::with_capacity(files.len());
    for file in files {
        let end = contents.iter().position(|byte| *byte == b'\n')?;
        let size = usize::try_from(file.size).ok()?;
        let head = std::str::from_utf8(contents.get(..end)?).ok()?;
        (head == format!("{} blob {size}", file.object)).then_some(())?;
        let start = end + 1;
        found.push((file.path.clone(), contents.get(start..start + size)?.to_vec()));
        contents = contents.get(start + size + 1..).unwrap_or_default();
    }
    Some(found)
}

/// What git answers to a question in a folder; nothing when it says no.
fn run(folder: &Path, arguments: &[&str], input: &[u8], limit: u64) -> Result<Option<Vec<u8>>, Problem> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["--no-pager", "--no-replace-objects"]).args(arguments);
    // Another repository than the folder's own must not answer, and nobody is asked for a password.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(name);
    }
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = spawned.map_err(|_| no_git())?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let answer = std::thread::scope(|threads| {
        threads.spawn(move || {
            // A git that stops reading says so by its answer.
            let _ = stdin.map(|mut stdin| stdin.write_all(input));
        });
        let mut answer = Vec::new();
        stdout.map(|stdout| stdout.take(limit).read_to_end(&mut answer)).transpose().map(|_| answer)
    });
    let status = child.wait().map_err(|_| fault(folder))?;
    Ok(Some(answer.map_err(|_| fault(folder))?).filter(|_| status.success()))
}

fn no_git() -> Problem {
    Problem::error("FIL-040", Place::default(), "Programmet git finnes ikke på maskinen")
        .caused_by(Cause::Surroundings)
        .hint("installer git, eller legg den gamle versjonen i en mappe og bruk den")
}

fn unknown(folder: &Path) -> Problem {
    let place = Place::file(folder.display().to_string());
    Problem::error("FIL-041", place, "Git kjenner ikke den versjonen av mappa")
        .caused_by(Cause::Usage)
        .hint("skriv en versjon som «git log» viser, for eksempel git:HEAD eller git:main")
}

fn fault(folder: &Path) -> Problem {
    Problem::error("FIL-029", Place::file(folder.display().to_string()), "Git svarte med en feil")
        .caused_by(Cause::Surroundings)
        .hint("sjekk at «git status» virker i mappa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordinary_files_that_are_not_hidden_are_taken() {
        let (one, two) = ("1".repeat(40), "2".repeat(40));
        let list = format!(
            "100644 blob {one}       3\ta/b c.md\0120000 blob {two}       9\ta/lenke\0160000 commit {two}       -\ta/annet\0100644 blob {two}       1\ta/.skjult\0100755 blob {two}       0\ta/æ.md\0"
        );
        let files = listed(list.as_bytes());
        let found: Vec<_> = files.iter().map(|file| (file.path.as_str(), file.size)).collect();
        assert_eq!(found, [("a/b c.md", 3), ("a/æ.md", 0)]);
        let contents = format!("{one} blob 3\nx\ny\n{two} blob 0\n\n");
        let unpacked = unpack(&files, contents.as_bytes());
        assert_eq!(unpacked, Some(vec![("a/b c.md".to_owned(), b"x\ny".to_vec()), ("a/æ.md".to_owned(), Vec::new())]));
        for cut in 0..contents.len() {
            assert_eq!(unpack(&files, &contents.as_bytes()[..cut]).is_some(), cut == contents.len() - 1, "{cut}");
        }
    }
}
