//! Orchestrator: everything that is wrong with the library, at once.
//!
//! Comes in: the library, and the names of the gaps that a letter can fill. Goes out: problems, the worst not first but in file order.
//! Changes nothing, and needs no case.

mod citations;
mod cited;
mod deadlines;
pub mod duties;
mod epost;
mod files;
mod gaps;
mod lists;
mod paragraphs;
mod prices;
mod prose;
mod references;
mod senders;
mod services;
mod unsettled;
mod versions;
mod words;

use crate::problem::{Place, Problem};
use crate::texts::library::{LEGAL_TEXTS, Library};
use crate::texts::rules::not_in_register;
use crate::texts::text::{Template, Text, id_and_version};
use jiff::civil::Date;
use std::sync::Arc;

/// What the checks share: the library, what has been read of it, and what is wrong so far.
struct Check<'a> {
    library: &'a Library,
    known_gaps: &'a [&'a str],
    texts: Vec<Arc<Text>>,
    templates: Vec<Arc<Template>>,
    first_day: Date,
    problems: Vec<Problem>,
}

/// Everything that is wrong with the library, sorted by file and line.
///
/// `known_gaps` are the names a letter can fill, such as `avsender.navn`; names that begin with
/// `grense.`, `sats.` or `pris.` are known when the library has such an entry.
/// Errors are TEKST-004 and TEKST-020 to TEKST-049 (TEKST-057 and TEKST-058 are warnings), and FIL-nnn for files that are not YAML;
/// what is not settled (`usikkert`) or not confirmed (`ubekreftet`) is a warning, one for each file.
pub fn check_library(library: &Library, known_gaps: &[&str]) -> Vec<Problem> {
    let first_day = library.grenser().foerste_brevdato.unwrap_or(Date::MIN);
    let mut check =
        Check { library, known_gaps, texts: Vec::new(), templates: Vec::new(), first_day, problems: Vec::new() };
    files::check(&mut check);
    versions::check(&mut check);
    prose::check(&mut check);
    gaps::check(&mut check);
    citations::check(&mut check);
    references::check(&mut check);
    services::check(&mut check);
    senders::check(&mut check);
    prices::check(&mut check);
    deadlines::check(&mut check);
    words::check(&mut check);
    cited::check(&mut check);
    epost::check(&mut check);
    lists::check(&mut check);
    unsettled::check(&mut check);
    let mut problems = check.problems;
    // What cites a law whose file cannot be read is not wrong; the file is.
    let unread: Vec<String> = library.lov_ids().into_iter().filter(|id| library.lov(id).is_none()).collect();
    let follows = |problem: &Problem| unread.iter().any(|id| problem.message == not_in_register(id));
    problems.retain(|problem| !follows(problem));
    problems.sort();
    problems.dedup();
    problems
}

impl Check<'_> {
    /// Notes an error on a line of a file.
    fn error(
        &mut self,
        code: &'static str,
        path: &str,
        line: u32,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let place = self.library.place_at(path, line);
        self.problems.push(Problem::error(code, place, message).hint(hint));
    }

    /// Notes an error about a whole file.
    fn file_error(&mut self, code: &'static str, path: &str, message: impl Into<String>, hint: impl Into<String>) {
        let place: Place = self.library.place(path);
        self.problems.push(Problem::error(code, place, message).hint(hint));
    }

    /// The first line of a file that begins with these letters after its indent, or the file's first line.
    fn line_with(&self, path: &str, beginning: &str) -> u32 {
        let content = self.library.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        (1..)
            .zip(content.lines())
            .find(|(_, line)| line.trim_start().starts_with(beginning))
            .map_or(1, |(number, _)| number)
    }

    /// The day from which something must hold: its own first day, or the first day that letters are made for.
    fn from(&self, fra: Date) -> Date {
        fra.max(self.first_day)
    }

    /// The first day as the name of a file; its form when the library does not say which it is.
    fn print_first_day(&self) -> String {
        if self.first_day == Date::MIN { "ÅÅÅÅ-MM-DD".to_owned() } else { self.first_day.to_string() }
    }

    /// The last day a version holds: the day before the next one, or nothing when it still does.
    fn last_day(&self, path: &str) -> Option<Date> {
        let (folder, _) = path.rsplit_once('/')?;
        let top = path.split_once('/')?.0;
        let (_, version) = id_and_version(self.library, path, top)?;
        let later = self
            .library
            .versions(folder)
            .filter(|(other, _)| other.maalform == version.maalform && other.fra > version.fra);
        let next = later.map(|(other, _)| other.fra).min();
        let ended = (top == LEGAL_TEXTS).then(|| self.library.load_text(path).value.as_ref()?.front.opphevet).flatten();
        next.or(ended)?.yesterday().ok()
    }
}
