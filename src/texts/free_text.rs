//! What a caseworker has typed, against the law register of the letter's day.
//!
//! Comes in: the texts of a case file with their places. Goes out: TEKST-013.
//! Changes nothing, stops nothing, and never repeats what was typed: only the citation as the register prints it.

use super::free_citation::Names;
use super::hjemmel::Hjemmel;
use super::rules::{Form, print_hjemler};
use super::select::Selection;
use super::statute::Standing;
use crate::language::Maalform;
use crate::problem::Problem;

/// Notes citations that cannot be used on the day of the letter.
pub(super) fn check(selection: &mut Selection<'_>) {
    let cited: Vec<(String, &str)> = selection.tree.texts().filter(|(_, text)| text.contains('§')).collect();
    if cited.is_empty() {
        return;
    }
    let names = Names::of(selection.library);
    for (path, text) in &cited {
        for meanings in names.find(text) {
            if let Some(hjemmel) = names.outdated(&meanings, selection.brevdato) {
                let problem = outdated(selection, hjemmel, path);
                selection.problems.push(problem);
            }
        }
    }
}

fn outdated(selection: &Selection<'_>, hjemmel: &Hjemmel, path: &str) -> Problem {
    let (library, day) = (selection.library, selection.brevdato);
    let print = |hjemmel: &Hjemmel| print_hjemler(library, std::slice::from_ref(hjemmel), day, Maalform::Nb, Form::Long);
    let lov = library.lov(&hjemmel.lov);
    let ended = lov.as_deref().and_then(|lov| match lov.standing(hjemmel, day) {
        Standing::NoSuchPart(_) => lov.moved_part(hjemmel, day),
        _ => lov.paragraf(hjemmel, day),
    });
    let hint = match ended.map(|section| (&section.avloest_av, section.til, section.fra)) {
        Some((Some(successor), Some(til), _)) => {
            let from = til.tomorrow().unwrap_or(til);
            format!("det heter {} fra {from}", print(successor))
        }
        Some((_, Some(til), _)) => format!("paragrafen gjaldt til og med {til}"),
        Some((_, None, fra)) => format!("paragrafen gjelder fra {fra}"),
        None => "sjekk henvisningen".to_owned(),
    };
    let message = format!("Teksten viser til {}, som ikke gjelder {day}", print(hjemmel));
    Problem::warning("TEKST-013", selection.tree.place(path), message).hint(hint)
}
