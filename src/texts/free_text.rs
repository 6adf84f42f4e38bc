//! What a caseworker has typed, against the law register of the letter's day.
//!
//! Comes in: the texts of a case file with their places. Goes out: TEKST-013 for citations, TEKST-014 and TEKST-015 for words.
//! Changes nothing and never repeats what was typed: only what the register and the word lists print.

use super::free_citation::Names;
use super::hjemmel::Hjemmel;
use super::ord::{Alvor, Frase, ready};
use super::rules::{Form, print_hjemler};
use super::select::Selection;
use super::statute::Standing;
use crate::language::Maalform;
use crate::problem::Problem;
use crate::sak::sak::Sak;

/// Notes citations and words that cannot be used on the day of the letter.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak) {
    words(selection, sak);
    citations(selection);
}

fn words(selection: &mut Selection<'_>, sak: &Sak) {
    let words = selection.library.ord();
    let (tree, maalform, day) = (selection.tree, selection.maalform, selection.brevdato);
    let texts = tree.texts().filter(|(_, text)| text.contains(' ')).map(|(path, text)| (path, ready(text)));
    let texts: Vec<(String, String)> = texts.collect();
    // One search for each word in all that is typed, and most are not there; only the others are looked for by field.
    let all = texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
    let wrong =
        |word: &&Frase| word.fritekst != Alvor::Ingenting && word.wrong_on(day) && word.found_in(&all).is_some();
    let wrong: Vec<_> = words.iter().filter(wrong).collect();
    let early = |word: &&Frase| word.too_early_in(&all, day, maalform).is_some();
    let early: Vec<_> = words.iter().filter(early).collect();
    for (path, text) in texts {
        for word in &early {
            let Some(found) = word.too_early_in(&text, selection.brevdato, maalform) else { continue };
            let message = format!("«{found}» kom først {}", word.fra);
            let hint = "skriv ordet loven hadde da vedtaket ble gjort";
            selection.problems.push(Problem::warning("TEKST-015", tree.place(&path), message).hint(hint));
        }
        for word in wrong.iter().filter(|word| concerns(word, sak, &path)) {
            let Some(found) = word.found_in(&text) else { continue };
            let message = format!("«{found}» kan ikke stå i et brev fra {}", selection.brevdato);
            let place = tree.place(&path);
            selection.problems.push(match word.fritekst {
                Alvor::Feil => Problem::error("TEKST-014", place, message).hint(word.hint(maalform)),
                _ => Problem::warning("TEKST-014", place, message).hint(word.hint(maalform)),
            });
        }
    }
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
    let cited: Vec<(String, &str)> = selection.tree.texts().filter(|(_, text)| text.contains('§')).collect();
    if cited.is_empty() {
        return;
    }
    let names = Names::of(selection.library);
    for (path, text) in &cited {
        for found in names.find(text) {
            if let Some(hjemmel) = names.outdated(&found, selection.brevdato) {
                let problem = outdated(selection, hjemmel, path);
                selection.problems.push(problem);
            }
        }
    }
}

fn outdated(selection: &Selection<'_>, hjemmel: &Hjemmel, path: &str) -> Problem {
    let (library, day) = (selection.library, selection.brevdato);
    let print =
        |hjemmel: &Hjemmel| print_hjemler(library, std::slice::from_ref(hjemmel), day, Maalform::Nb, Form::Long);
    let when = |day| library.lovskifter().print_day(day);
    let place = selection.tree.place(path);
    let lov = library.lov(&hjemmel.lov);
    let Some(section) = lov.as_deref().and_then(|lov| match lov.standing(hjemmel, day) {
        Standing::NoSuchPart(_) => lov.moved_part(hjemmel, day).or_else(|| lov.paragraf(hjemmel, day)),
        _ => lov.paragraf(hjemmel, day),
    }) else {
        let message = format!("Teksten viser til {}, som ikke står i lovregisteret", print(hjemmel));
        return Problem::warning("TEKST-013", place, message).hint("sjekk at paragrafen finnes og gjelder");
    };
    let message = format!("Teksten viser til {}, som ikke gjelder {day}", print(hjemmel));
    let hint = match (&section.avloest_av, section.til) {
        _ if section.holds_on(day) && section.waits(hjemmel) => "leddet er vedtatt, men ikke satt i kraft".to_owned(),
        _ if section.holds_on(day) => format!("paragrafen har {} ledd", section.ledd),
        (Some(successor), Some(til)) => {
            format!("det heter {} fra {}", print(successor), when(til.tomorrow().unwrap_or(til)))
        }
        (_, Some(til)) => format!("paragrafen gjaldt til og med {}", when(til)),
        (_, None) => format!("paragrafen gjelder fra {}", when(section.fra)),
    };
    Problem::warning("TEKST-013", place, message).hint(hint)
}
