//! `vedtaksbrev tekster klarspraak`: how plainly the texts, or a case's letters, are written.

use super::args::{Global, Klarspraak};
use super::{Outcome, house, lag, library};
use crate::disk::{Disk, RealDisk};
use crate::language::Maalform;
use crate::pipeline;
use crate::problem::Problem;
use crate::texts::klarspraak::PLAIN;
use crate::texts::library::Library;
use crate::workbench::plain::{self, MAX_BYTES, Speller, Spellers, Which, file_names};
use std::path::Path;

/// How many of the heaviest texts are listed.
const HEAVIEST: usize = 5;

/// Measures texts, or letters when a case is given.
pub(super) fn run(global: &Global, command: &Klarspraak) -> Outcome {
    if !command.sak.is_empty() {
        return house(global).map_or_else(Outcome::from, |house| letters(&house, command));
    }
    let library = match library(global) {
        Ok(library) => library,
        Err(problems) => return problems.into(),
    };
    if library.klarspraak().is_none() {
        return no_measure(&library).into();
    }
    let folders = command.tekst.iter().map(|name| crate::workbench::folder_of(&library, name));
    match folders.collect::<Result<Vec<_>, _>>() {
        Ok(folders) => texts(&library, &folders, command),
        Err(problem) => vec![problem].into(),
    }
}

/// What is wrong with the measure, or that there is none.
fn no_measure(library: &Library) -> Vec<Problem> {
    let problems = library.load_klarspraak().problems.clone();
    if !problems.is_empty() {
        return problems;
    }
    let missing = Problem::error("TEKST-059", library.place(PLAIN), "Tekstsamlingen har ingen grenser for klart språk");
    vec![missing.hint("hent fila fra en ny tekstsamling med «vedtaksbrev tekster hent-ut MAPPE»")]
}

fn texts(library: &Library, folders: &[String], command: &Klarspraak) -> Outcome {
    let (spellers, mut output) = dictionaries(&command.ordboeker);
    let found = plain::plain(library, Which { folders, maalform: command.maalform }, &spellers);
    let mut problems = found.problems;
    if folders.is_empty() {
        problems.extend(plain::languages(library, &spellers));
    }
    let shown = if folders.is_empty() { HEAVIEST } else { found.weights.len() };
    let mut lines: Vec<String> = found.weights.into_iter().take(shown).collect();
    lines.append(&mut output);
    let count = match problems.len() {
        0 => "ingen funn".to_owned(),
        many => format!("{many} funn"),
    };
    lines.push(format!("Målte {} tekstfiler: {count}.", found.texts));
    Outcome { output: lines, problems }
}

/// The dictionaries of the system, and a line about each language.
fn dictionaries(folder: &Path) -> (Spellers, Vec<String>) {
    let mut lines = Vec::new();
    let spellers = Maalform::ALL.map(|maalform| {
        let read = |name: &str| RealDisk.read(&folder.join(name), MAX_BYTES).ok();
        let [rules, words] = file_names(maalform);
        let speller = read(rules).zip(read(words)).and_then(|(rules, words)| Speller::read(&rules, &words));
        lines.push(match &speller {
            Some(_) => format!("Staving på {}: kontrollert med ordboka i {}.", maalform.name(), folder.display()),
            None => format!(
                "Staving på {}: ikke kontrollert, for det er ingen ordbok i {}. På Debian og Ubuntu: apt install hunspell-no",
                maalform.name(),
                folder.display()
            ),
        });
        speller
    });
    (spellers, lines)
}

/// The letters of cases as their readers meet them.
fn letters(house: &pipeline::House, command: &Klarspraak) -> Outcome {
    let mut outcome = Outcome::default();
    if house.library.klarspraak().is_none() {
        return no_measure(&house.library).into();
    }
    let prepared = lag::prepare(house, &RealDisk, &command.sak, &mut outcome.problems);
    for case in &prepared {
        match pipeline::compose(case) {
            Ok(composed) => {
                for (_, composed) in composed {
                    let measured = plain::letter(&house.library, &composed.letter, &case.file);
                    let (line, problems) = measured.unwrap_or_default();
                    outcome.output.push(line);
                    outcome.problems.extend(problems);
                }
            }
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    outcome
}
