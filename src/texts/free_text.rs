//! What a caseworker has typed, against the law register of the letter's day.
//!
//! Comes in: the texts of a case file with their places. Goes out: TEKST-013 for citations, TEKST-014 and TEKST-015 for words.
//! Changes nothing and never repeats what was typed: only what the register and the word lists print.

use super::doubtful;
use super::free_citation::{Names, may_cite};
use super::ord::{Alvor, Frase, ready};
use super::select::Selection;
use crate::problem::Problem;
use crate::sak::sak::Sak;

/// Notes citations and words that cannot be used on the day of the letter.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak) {
    words(selection, sak);
    citations(selection);
    super::free_amount::check(selection, sak);
}

fn words(selection: &mut Selection<'_>, sak: &Sak) {
    let words = selection.library.ord();
    let (tree, maalform, day) = (selection.tree, selection.maalform, selection.brevdato);
    let texts = tree.texts().filter(|(_, text)| text.contains(' ')).map(|(path, text)| (path, ready(text)));
    let texts: Vec<(String, String)> = texts.collect();
    // One search in all that is typed: most words are not there, and only the others are looked for by field.
    let all = texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
    let there = words.may_stand_in(&all);
    let wrong = |word: &&&Frase| word.fritekst != Alvor::Ingenting && word.wrong_on(day);
    let wrong: Vec<&Frase> = there.iter().filter(wrong).copied().collect();
    for (path, text) in texts {
        for word in &there {
            let Some(found) = word.too_early_in(&text, selection.brevdato, maalform) else { continue };
            let message = format!("«{found}» kom først {}", word.fra);
            let hint = "skriv ordet loven hadde da vedtaket ble gjort";
            selection.problems.push(Problem::warning("TEKST-015", tree.place(&path), message).hint(hint));
        }
        for word in wrong.iter().filter(|word| concerns(word, sak, &path)) {
            let now = word.nytt_ord.then(|| without_the_past(&text, word.fra.year()));
            let Some(found) = word.found_in(now.as_ref().unwrap_or(&text)) else { continue };
            let found = found.replace('#', "…");
            let message = format!("«{found}» kan ikke stå i et brev fra {}", selection.brevdato);
            let place = tree.place(&path);
            selection.problems.push(match word.fritekst {
                Alvor::Feil => Problem::error("TEKST-014", place, message).hint(word.hint(maalform)),
                _ => Problem::warning("TEKST-014", place, message).hint(word.hint(maalform)),
            });
        }
    }
}

/// The text without the sentences that name a year before this one: in 2015 the old name was right.
fn without_the_past(text: &str, year: i16) -> String {
    let earlier = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        digits.len() == 4 && digits.parse().is_ok_and(|named: i16| (1900..year).contains(&named))
    };
    let now = text.split(". ").filter(|sentence| !sentence.split(' ').any(earlier));
    now.collect::<Vec<_>>().join(". ")
}

/// A word for some outcomes only concerns the line it stands on, or the case when it stands on none.
/// What is said of people, such as a guardian for economic matters, gives no reason for an outcome.
fn concerns(word: &Frase, sak: &Sak, path: &str) -> bool {
    let on_line = path.strip_prefix("tjenester[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let mut lines = sak.tjenester.iter().enumerate().filter(|(index, _)| on_line.is_none_or(|at| at == *index));
    let of_people = ["parter[", "representanter["].iter().any(|start| path.starts_with(start));
    word.utfall.is_empty() || !of_people && lines.any(|(_, line)| word.utfall.contains(&line.utfall))
}

fn citations(selection: &mut Selection<'_>) {
    let cited: Vec<(String, &str)> = selection.tree.texts().filter(|(_, text)| may_cite(text)).collect();
    if cited.is_empty() {
        return;
    }
    let names = Names::of(selection.library);
    for (path, text) in &cited {
        for doubt in names.doubts(text, selection.brevdato) {
            let (message, hint) = doubtful::wording(selection.library, &doubt, selection.brevdato);
            selection.problems.push(Problem::warning("TEKST-013", selection.tree.place(path), message).hint(hint));
        }
    }
}
