//! Where a run's cases come from: a folder, a file of JSON lines, or standard input.
//!
//! Comes in: the place. Goes out: one case after the other, never more than a few in memory.
//! Does not read what a case says.

use crate::disk::{Disk, Lines};
use crate::problem::{Cause, Place, Problem};
use crate::yaml::MAX_BYTES;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

/// The endings of case files in a folder.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];
/// How many lines are read ahead of the workers.
const AHEAD: usize = 64;
/// What standard input is called.
pub const STANDARD_INPUT: &str = "-";

/// A case as it came.
#[derive(Debug)]
pub struct Raw {
    /// Its place within the source, the same whatever path the source was given by.
    pub key: String,
    /// The file's name for problems.
    pub file: String,
    /// The line in a file of lines, from 1.
    pub line: Option<u32>,
    /// The bytes, or why they could not be read.
    pub bytes: Result<Vec<u8>, Problem>,
}

impl Raw {
    /// The place as the user knows it.
    pub fn place(&self) -> Place {
        Place { line: self.line, ..Place::file(&self.file) }
    }
}

/// What a source answers.
#[derive(Debug)]
pub enum Next {
    /// A case.
    Case(Raw),
    /// Nothing yet: the one who writes is slow.
    NotYet,
    /// There are no more.
    End,
    /// The source itself failed; there may be more that cannot be read.
    Fault(Problem),
}

/// An open source.
pub enum Source<'d> {
    /// The case files of a folder, in the order of their names.
    Folder {
        /// The disk.
        disk: &'d dyn Disk,
        /// The folder.
        folder: PathBuf,
        /// The names, relative to it.
        names: std::vec::IntoIter<PathBuf>,
        /// How many there are.
        total: usize,
    },
    /// Lines, read by a thread of their own so that a slow writer stops nothing, and how many there are when known.
    Lines(Receiver<Next>, Option<usize>),
}

impl<'d> Source<'d> {
    /// Opens a folder, a file of JSON lines, or `-`.
    ///
    /// # Errors
    /// FIL-020 to FIL-029; BRUK-018 for a file of another kind; BRUK-020 for a folder without case files.
    pub fn open(disk: &'d dyn Disk, input: &Path) -> Result<Self, Problem> {
        if input.as_os_str() == STANDARD_INPUT {
            let lines = Lines::standard_input("standard inn", MAX_BYTES as u64);
            return Ok(Self::lines(lines, "standard inn", None));
        }
        let name = input.display().to_string();
        if !input.is_dir() {
            let total = Lines::count(input)?;
            if total.is_some() && !is_lines(input)? {
                return Err(Problem::error(
                    "BRUK-018",
                    Place::file(name),
                    "Fila er ikke saker i JSON, én på hver linje",
                )
                .caused_by(Cause::Usage)
                .hint("gi mappa saken ligger i, eller bruk «vedtaksbrev lag» for én sak"));
            }
            return Ok(Self::lines(Lines::open(input, MAX_BYTES as u64)?, &name, total));
        }
        let known = |path: &PathBuf| {
            path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        };
        let names: Vec<PathBuf> = disk.list(input)?.into_iter().filter(known).collect();
        if names.is_empty() {
            return Err(Problem::error("BRUK-020", Place::file(name), "Det er ingen saksfiler i mappa")
                .caused_by(Cause::Usage)
                .hint("saksfiler heter noe som slutter på .yaml, .yml eller .json"));
        }
        let total = names.len();
        Ok(Self::Folder { disk, folder: input.to_owned(), names: names.into_iter(), total })
    }

    fn lines(lines: Lines, name: &str, total: Option<usize>) -> Self {
        let (to, from) = mpsc::sync_channel(AHEAD);
        let name = name.to_owned();
        // Never joined: a read from standard input cannot be called off when the run stops.
        thread::spawn(move || read_lines(lines, &name, &to));
        Self::Lines(from, total)
    }

    /// How many cases there are, when that is known.
    pub fn total(&self) -> Option<usize> {
        match self {
            Self::Folder { total, .. } => Some(*total),
            Self::Lines(_, total) => *total,
        }
    }

    /// The next case, waiting at most `patience` for it.
    pub fn next(&mut self, patience: Duration) -> Next {
        match self {
            Self::Folder { disk, folder, names, .. } => match names.next() {
                None => Next::End,
                Some(name) => {
                    let path = folder.join(&name);
                    let bytes = disk.read(&path, MAX_BYTES as u64).map_err(vanished);
                    let key = name.to_string_lossy().replace('\\', "/");
                    Next::Case(Raw { key, file: path.display().to_string(), line: None, bytes })
                }
            },
            Self::Lines(from, _) => match from.recv_timeout(patience) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout) => Next::NotYet,
                Err(RecvTimeoutError::Disconnected) => Next::End,
            },
        }
    }
}

/// Tells whether a file may have a case on each line: not when it is YAML, nor JSON that is spread over the lines.
fn is_lines(input: &Path) -> Result<bool, Problem> {
    let is_yaml = |ending: &std::ffi::OsStr| ["yaml", "yml"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml));
    if input.extension().is_some_and(is_yaml) {
        return Ok(false);
    }
    let mut lines = Lines::open(input, MAX_BYTES as u64)?;
    while let Some(line) = lines.next_line()? {
        let Ok(line) = line else { return Ok(true) };
        let words = line.trim_ascii();
        if !words.is_empty() {
            return Ok(words != b"{" && !words.starts_with(b"["));
        }
    }
    Ok(true)
}

/// A file that was listed and is gone is not a wrong path: trying again may help.
fn vanished(problem: Problem) -> Problem {
    if problem.code != "FIL-020" {
        return problem;
    }
    Problem { message: "Fila ble borte mens kjøringen pågikk".into(), ..problem }
        .caused_by(Cause::Surroundings)
        .hint("legg den tilbake, eller rett lenka hvis den er en, og kjør på nytt")
}

fn read_lines(mut lines: Lines, name: &str, to: &SyncSender<Next>) {
    let mut number: u32 = 0;
    loop {
        let next = match lines.next_line() {
            Ok(None) => return,
            Err(problem) => Next::Fault(problem),
            Ok(Some(bytes)) => {
                number = number.saturating_add(1);
                if bytes.as_ref().is_ok_and(|line| line.iter().all(u8::is_ascii_whitespace)) {
                    continue;
                }
                let raw = Raw { key: number.to_string(), file: name.to_owned(), line: Some(number), bytes };
                Next::Case(raw)
            }
        };
        let last = matches!(next, Next::Fault(_));
        if to.send(next).is_err() || last {
            return;
        }
    }
}
