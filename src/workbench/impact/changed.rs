//! What differs between two libraries, and which cases it can reach.
//!
//! Comes in: two libraries, and a case that has its texts. Goes out: changed files, the days they speak of, and whether
//! the case must be composed anew. Composes nothing; when in doubt it says yes.

use crate::letter::NOTE;
use crate::pipeline::Prepared;
use crate::texts::approval::LOCK;
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::texts::publisering;
use crate::texts::selected::SelectedTexts;
use crate::texts::version::Version;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// It says something else.
    Other,
}

impl What {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "ny",
            Self::Gone => "borte",
            Self::Other => "endret",
        }
    }
}

/// The files that differ, with what happened to them; approvals are not counted.
pub fn changed_files(before: &Library, after: &Library) -> BTreeMap<String, What> {
    let paths: BTreeSet<&str> = before.paths().chain(after.paths()).collect();
    let mut changed = BTreeMap::new();
    for path in paths.into_iter().filter(|path| *path != LOCK) {
        match (before.sha256(path), after.sha256(path)) {
            (Some(_), None) => _ = changed.insert(path.to_owned(), What::Gone),
            (None, Some(_)) => _ = changed.insert(path.to_owned(), What::New),
            (old, new) if old != new => _ = changed.insert(path.to_owned(), What::Other),
            _ => {}
        }
    }
    changed
}

/// The days that a change speaks of, and the day itself: days and years on lines that only one of the two libraries has,
/// those that name a file that only one of them has, and the first day of a changed text that another one replaces by now.
pub fn days(before: &Library, after: &Library, today: Date) -> BTreeSet<Date> {
    let first = after.grenser().foerste_brevdato.unwrap_or(today);
    let mut days = BTreeSet::from([today]);
    for (path, what) in changed_files(before, after) {
        let (old, new) = (lines(before, &path), lines(after, &path));
        let differing = old.symmetric_difference(&new).map(String::as_str);
        let name = (what != What::Other).then_some(path.as_str());
        days.extend(off_today(after, &path, today).filter(|_| what == What::Other));
        for line in differing.chain(name) {
            let words = line.split(|c: char| !c.is_ascii_digit() && c != '-');
            days.extend(words.filter_map(crate::yaml::date));
            days.extend(year(line).and_then(|year| Date::new(year, 1, 1).ok()));
        }
    }
    days.retain(|day| *day >= first);
    days
}

/// The first day of a version that does not hold today; nothing when it does, or when its day is not decided.
fn off_today(library: &Library, path: &str, today: Date) -> Option<Date> {
    let (folder, name) = path.rsplit_once('/')?;
    let version = Version::of(name, library.lovskifter())?;
    let begun = library.versions(folder).filter(|(it, _)| it.maalform == version.maalform && it.fra <= today);
    let holds = begun.map(|(it, _)| it.fra).max() == Some(version.fra);
    (!holds && !library.lovskifter().is_undecided(version.fra)).then_some(version.fra)
}

/// The texts and templates among the changed files that wait for a change of law without a day, by its name; and the
/// others, which a case must use to show what the change does.
pub(super) fn prose(after: &Library, changed: &BTreeMap<String, What>) -> (BTreeMap<String, usize>, BTreeSet<String>) {
    let (mut waiting, mut rest) = (BTreeMap::new(), BTreeSet::new());
    for path in changed.keys() {
        let name = path.rsplit('/').next().unwrap_or_default();
        let Some(version) = Version::of(name, after.lovskifter()) else { continue };
        if after.lovskifter().is_undecided(version.fra) {
            *waiting.entry(after.lovskifter().print_day(version.fra)).or_default() += 1;
        } else {
            rest.insert(path.clone());
        }
    }
    (waiting, rest)
}

/// The lines of a file, without those that only say where and when it was read.
fn lines(library: &Library, path: &str) -> BTreeSet<String> {
    let content = String::from_utf8_lossy(library.bytes(path).unwrap_or_default()).into_owned();
    let about = |line: &&str| ["kilde:", "kontrollert:", "merknad:", "#"].iter().any(|word| line.starts_with(word));
    content.lines().map(str::trim).filter(|line| !about(line)).map(str::to_owned).collect()
}

/// The year of a rate.
fn year(line: &str) -> Option<i16> {
    let (_, rest) = line.split_once("aar:")?;
    rest.trim_start().get(..4)?.parse().ok()
}

/// A file that changed, as far as it can reach.
enum Reach {
    /// Every case: data, or the approvals.
    All,
    /// The cases of a sender.
    Sender(String),
    /// Letters of a language from a day on; all of them, or only those that use the folder.
    Prose { folder: String, versions: Vec<Version>, only_users: bool },
}

/// Which cases the changes can reach.
pub struct Touch(Vec<Reach>);

impl Touch {
    /// Of two libraries and the files that differ.
    pub fn of(before: &Library, after: &Library, changed: &BTreeMap<String, What>) -> Self {
        let mut reaches: Vec<Reach> =
            changed.iter().filter_map(|(path, what)| reach(before, after, path, *what)).collect();
        if before.sha256(LOCK) != after.sha256(LOCK) {
            reaches.push(Reach::All);
        }
        Self(reaches)
    }

    /// Tells whether a case can get another letter.
    pub fn reaches(&self, case: &Prepared) -> bool {
        let selected = &case.selected;
        let folders = folders(selected);
        self.0.iter().any(|reach| match reach {
            Reach::All => true,
            Reach::Sender(id) => selected.avsender.id == *id,
            Reach::Prose { folder, versions, only_users } => {
                let holds = |it: &Version| it.maalform == selected.maalform && it.fra <= selected.brevdato;
                versions.iter().any(holds) && (!only_users || folders.contains(folder.as_str()))
            }
        })
    }
}

fn reach(before: &Library, after: &Library, path: &str, what: What) -> Option<Reach> {
    let (folder, name) = path.rsplit_once('/')?;
    let versions: Vec<Version> =
        [before, after].into_iter().filter_map(|library| Version::of(name, library.lovskifter())).collect();
    if !versions.is_empty() {
        let only_users = what == What::Other;
        return Some(Reach::Prose { folder: folder.to_owned(), versions, only_users });
    }
    let apart = name == "README.md" || path == publisering::path();
    if apart || path.starts_with(&format!("{LETTER_TEMPLATES}/layout/")) {
        // The page changes how letters look, not what they say, and what is said about the library is in no letter.
        return None;
    }
    let sender = path.strip_prefix(&format!("{LETTER_TEMPLATES}/avsendere/")).and_then(|rest| rest.split_once('/'));
    Some(sender.map_or(Reach::All, |(id, _)| Reach::Sender(id.to_owned())))
}

/// The texts and templates that a case may print from.
pub(super) fn used(selected: &SelectedTexts) -> impl Iterator<Item = &str> {
    let texts = selected.texts.values().chain(&selected.endringsgrunnlag).chain(&selected.omtale.tekst);
    let texts = texts.map(|text| text.path.as_str());
    texts.chain(selected.pieces.values().chain([&selected.template]).map(|template| template.path.as_str()))
}

/// The folders that they stand in, and that of the note every letter may have.
fn folders(selected: &SelectedTexts) -> BTreeSet<String> {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    used(selected).filter_map(folder).chain([format!("{LEGAL_TEXTS}/{NOTE}")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_days_are_those_of_the_lines_that_differ() {
        let library = |content: &str| {
            let path = "legal-texts/satser/x.yaml".to_owned();
            Library::from_files([(path, content.as_bytes().to_vec())])
        };
        let before = library("kontrollert: 2026-01-01\n- {aar: 2026, beloep: 1}\n- {fra: 2025-05-01}\n");
        let after = library(
            "kontrollert: 2026-06-01\n- {aar: 2026, beloep: 1}\n- {fra: 2025-05-01}\n- {aar: 2027, beloep: 2}\n- {fra: 2026-05-01}\n",
        );
        let today = date(2025, 1, 1);
        let expected = [today, date(2026, 5, 1), date(2027, 1, 1)];
        assert_eq!(days(&before, &after, today).into_iter().collect::<Vec<_>>(), expected);
    }
}
