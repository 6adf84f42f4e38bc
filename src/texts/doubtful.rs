//! The words for a citation in running text that cannot be used.
//!
//! Comes in: what `free_citation.rs` found, and a day. Goes out: a message and a hint in bokmål.
//! Does not say how serious it is: that differs between our texts and the caseworker's.

use super::free_citation::{Doubt, Names, Status};
use super::hjemmel::Hjemmel;
use super::library::Library;
use super::rules::{Form, print_hjemler};
use super::statute::{Lov, Standing};
use super::text::Text;
use crate::language::Maalform;
use crate::problem::Problem;
use jiff::civil::Date;

/// What is wrong with a citation on a day, and what to do about it.
pub fn wording(library: &Library, doubt: &Doubt, day: Date) -> (String, String) {
    let hjemmel = &doubt.hjemmel;
    let printed = print_hjemler(library, std::slice::from_ref(hjemmel), day, Maalform::Nb, Form::Long);
    let lov = library.lov(&hjemmel.lov);
    let (what, hint) = match doubt.status {
        Status::NotInForce => {
            let hint = lov.as_deref().map_or_else(String::new, |lov| in_its_place(library, lov, hjemmel, day));
            (format!("som ikke gjelder {}", library.lovskifter().print_day(day)), hint)
        }
        Status::NoPart => {
            let ledd = lov.as_deref().and_then(|lov| lov.paragraf(hjemmel, day)).map_or(0, |section| section.ledd);
            let hint = match ledd {
                1.. if hjemmel.ledd > Some(ledd) => format!("paragrafen har {ledd} ledd"),
                _ => "sjekk nummeret og bokstaven".to_owned(),
            };
            ("som ikke finnes".to_owned(), hint)
        }
        Status::NoSection | Status::Sound => {
            let hint = match (elsewhere(library, hjemmel, day), coming(library, hjemmel, day)) {
                (Some(other), _) => format!("sjekk om du mener {other}"),
                (None, Some(first)) => {
                    format!("den nye loven med samme navn har paragrafen og gjelder {}", since(library, first))
                }
                (None, None) => "sjekk at paragrafen finnes, for registeret har ikke alle".to_owned(),
            };
            ("som ikke står i lovregisteret".to_owned(), hint)
        }
    };
    (format!("Teksten viser til {printed}, {what}"), hint)
}

/// What is wrong with the citations in our own prose on a day: TEKST-030 and TEKST-031, all errors.
pub(super) fn in_prose(library: &Library, text: &Text, day: Date) -> Vec<Problem> {
    if !text.may_cite {
        return Vec::new();
    }
    let problem = |doubt: &Doubt| {
        let (message, hint) = wording(library, doubt, day);
        Problem::error(doubt.status.code(), library.place_at(&text.path, text.body_line), message).hint(hint)
    };
    Names::of(library).doubts(&text.body, day).iter().map(problem).collect()
}

/// What holds in place of a citation that is not in force, or when it did or will.
fn in_its_place(library: &Library, lov: &Lov, hjemmel: &Hjemmel, day: Date) -> String {
    let (what, ended) = match lov.standing(hjemmel, day) {
        Standing::PartWaits(_) => return "delen er vedtatt, men ikke satt i kraft".to_owned(),
        Standing::NoSuchPart(_) => ("delen", lov.ended_part(hjemmel, day)),
        _ => ("paragrafen", lov.paragraf(hjemmel, day)),
    };
    match ended.map(|section| (&section.avloest_av, section.til.filter(|til| *til < day), section.fra)) {
        Some((Some(successor), Some(til), _)) => {
            let after = til.tomorrow().unwrap_or(til);
            let name = print_hjemler(library, std::slice::from_ref(successor), day, Maalform::Nb, Form::Long);
            format!("det heter {name} {}", since(library, after))
        }
        Some((None, Some(til), _)) => format!("{what} gjaldt til og med {til}"),
        Some((_, None, fra)) => format!("{what} gjelder {}", since(library, fra)),
        None => "sjekk henvisningen".to_owned(),
    }
}

/// A first day as a caseworker reads it.
fn since(library: &Library, day: Date) -> String {
    if library.lovskifter().is_undecided(day) {
        "fra en dag som ikke er bestemt".to_owned()
    } else {
        format!("fra {day}")
    }
}

/// The first day of the section in a law that has the same name and is not in force yet.
fn coming(library: &Library, hjemmel: &Hjemmel, day: Date) -> Option<Date> {
    let own = library.lov(&hjemmel.lov)?;
    let first = |id: String| {
        let lov = library.lov(&id).filter(|lov| lov.navn == own.navn && lov.id != own.id)?;
        let other = Hjemmel { lov: id, ..hjemmel.clone() };
        lov.paragraf(&other, day).map(|section| section.fra).filter(|fra| *fra > day)
    };
    library.lov_ids().into_iter().find_map(first)
}

/// The only other law that has a section with this number in force, where the register knows the chapter in the law that
/// was named; many laws have sections without chapters.
fn elsewhere(library: &Library, hjemmel: &Hjemmel, day: Date) -> Option<String> {
    let in_force = |id: String| {
        let other = Hjemmel { lov: id, ledd: None, nr: None, bokstav: None, ..hjemmel.clone() };
        let lov = library.lov(&other.lov)?;
        matches!(lov.standing(&other, day), Standing::InForce(_)).then_some(other)
    };
    let (chapter, _) = hjemmel.paragraf.split_once('-')?;
    let named = library.lov(&hjemmel.lov)?;
    let mut chapters = named.paragrafer.iter().filter_map(|section| section.paragraf.split_once('-'));
    chapters.find(|(known, _)| *known == chapter)?;
    let ids = library.lov_ids().into_iter();
    let found: Vec<Hjemmel> = ids.filter_map(in_force).collect();
    (found.len() == 1).then(|| print_hjemler(library, &found, day, Maalform::Nb, Form::Long))
}
