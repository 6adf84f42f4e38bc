//! Citations against the law register: printed with the law's name, in series, and judged on a day.
//!
//! Comes in: citations and the library. Goes out: «pasient- og brukerrettighetsloven §§ 7-2 og 7-5», or why one cannot be used.
//! Does not choose which rules a letter names.

use super::hard_space::HARD_SPACE;
use super::hjemmel::{Hjemmel, print_together, series, together};
use super::library::Library;
use super::statute::{Lov, Standing};
use crate::language::Maalform;
use jiff::civil::Date;

/// How citations are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With the law's name: «helse- og omsorgstjenesteloven § 3-8».
    Long,
    /// Without it: «§ 3-8».
    Short,
}

/// Why a citation cannot be used on a day, and what to write in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The problem's code: TEKST-030 does not exist, TEKST-031 not in force.
    pub code: &'static str,
    /// What is wrong, in Norwegian.
    pub message: String,
    /// What to do, in Norwegian.
    pub hint: String,
}

/// Citations as they stand in a letter; sections of the same law stand together, in the order given.
pub fn print_hjemler(library: &Library, hjemler: &[Hjemmel], day: Date, maalform: Maalform, form: Form) -> String {
    let mut laws: Vec<&str> = Vec::new();
    for hjemmel in hjemler {
        if !laws.contains(&hjemmel.lov.as_str()) {
            laws.push(&hjemmel.lov);
        }
    }
    let groups = laws.into_iter().map(|id| {
        let cited: Vec<&Hjemmel> = hjemler.iter().filter(|hjemmel| hjemmel.lov == id).collect();
        let lov = library.lov(id);
        let numbers = print_numbers(lov.as_deref(), &cited, day, maalform);
        let navn = lov.as_deref().map_or(id, |lov| lov.navn.get(maalform));
        if form == Form::Long { format!("{navn} {numbers}") } else { numbers }
    });
    series(&groups.collect::<Vec<_>>())
}

fn print_numbers(lov: Option<&Lov>, cited: &[&Hjemmel], day: Date, maalform: Maalform) -> String {
    let artikler = lov.is_some_and(|lov| lov.artikler);
    let groups = together(cited);
    let number = |group: &Vec<&Hjemmel>| {
        let section = lov.zip(group.first()).and_then(|(lov, first)| lov.paragraf(first, day));
        let first = group.first().is_some_and(|first| first.ledd <= Some(1));
        print_together(group, maalform, first && section.is_some_and(|section| section.ledd == 1))
    };
    let (one, several) = if artikler { ("artikkel", "artikkel") } else { ("§", "§§") };
    let numbers: Vec<String> = groups.iter().map(number).collect();
    if numbers.len() > 1 && groups.iter().flatten().all(|hjemmel| hjemmel.del().is_empty()) {
        return format!("{several}{HARD_SPACE}{}", series(&numbers));
    }
    let each: Vec<String> = numbers.iter().map(|number| format!("{one}{HARD_SPACE}{number}")).collect();
    series(&each)
}

/// What is said of a law that the register does not have, or that it cannot read.
pub fn not_in_register(lov: &str) -> String {
    format!("Loven «{lov}» står ikke i lovregisteret")
}

/// Says why a citation cannot be used on a day; nothing when it can.
pub fn refuse(library: &Library, hjemmel: &Hjemmel, day: Date) -> Option<Refusal> {
    let Some(lov) = library.lov(&hjemmel.lov) else {
        let known = library.lov_ids();
        let hint = match crate::suggest::closest(&hjemmel.lov, known.iter().map(String::as_str)) {
            Some(near) => format!("mente du «{near}»?"),
            None => format!("legg loven inn i {}", super::lookup::lov_path(&hjemmel.lov)),
        };
        return Some(Refusal { code: "TEKST-030", message: not_in_register(&hjemmel.lov), hint });
    };
    let printed = print_hjemler(library, std::slice::from_ref(hjemmel), day, Maalform::Nb, Form::Long);
    let file = super::lookup::lov_path(&hjemmel.lov);
    match lov.standing(hjemmel, day) {
        Standing::InForce(_) => None,
        Standing::Unknown => Some(Refusal {
            code: "TEKST-030",
            message: format!("«{hjemmel}» ({printed}) står ikke i lovregisteret"),
            hint: format!("rett hjemmelen, eller legg paragrafen inn i {file}"),
        }),
        Standing::NoSuchPart(section) => Some(Refusal {
            code: "TEKST-030",
            message: format!("«{hjemmel}» ({printed}) er ikke blant delene av paragrafen i lovregisteret"),
            hint: match lov.ended_part(hjemmel, day).and_then(|earlier| earlier.avloest_av.as_ref()) {
                Some(successor) => use_instead(library, successor, day),
                None => format!(
                    "rett hjemmelen, eller legg «{}» til i «deler» i {file}, linje {}",
                    hjemmel.del(),
                    section.line
                ),
            },
        }),
        Standing::PartWaits(_) => Some(Refusal {
            code: "TEKST-031",
            message: format!("«{hjemmel}» ({printed}) er vedtatt, men ikke satt i kraft"),
            hint: "bruk en annen hjemmel til den trer i kraft".to_owned(),
        }),
        Standing::NotInForce(section) => Some(not_in_force(library, hjemmel, section, &printed, day)),
    }
}

fn use_instead(library: &Library, successor: &Hjemmel, day: Date) -> String {
    let name = print_hjemler(library, std::slice::from_ref(successor), day, Maalform::Nb, Form::Long);
    format!("bruk «{successor}» ({name})")
}

fn not_in_force(
    library: &Library,
    hjemmel: &Hjemmel,
    section: &super::statute::Paragraf,
    printed: &str,
    day: Date,
) -> Refusal {
    let print = |day| library.lovskifter().print_day(day);
    let message = format!("«{hjemmel}» ({printed}) gjelder ikke {}", print(day));
    let hint = match (&section.avloest_av, section.til) {
        (Some(successor), _) => use_instead(library, successor, day),
        (None, Some(til)) => {
            format!("paragrafen gjaldt til og med {}, og har ingen etterfølger i lovregisteret", print(til))
        }
        (None, None) => format!("paragrafen gjelder fra {}", print(section.fra)),
    };
    Refusal { code: "TEKST-031", message, hint }
}

/// The same words with a capital first letter, as at the start of a sentence.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
