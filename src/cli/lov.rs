//! `vedtaksbrev lov`: what the law register knows about a citation on a day, and what rests on it.
//!
//! Comes in: citations as data or as people write them. Goes out: lines for standard output.
//! Does not say what the law means; the words are the register's.

use super::Outcome;
use super::args::Lov as Arguments;
use crate::clock;
use crate::language::Maalform;
use crate::problem::{Cause, Place, Problem};
use crate::suggest::closest;
use crate::texts::free_citation::Names;
use crate::texts::hjemmel::Hjemmel;
use crate::texts::library::Library;
use crate::texts::rules::{Form, capitalised, print_hjemler, refuse};
use crate::texts::statute::{Lov, Paragraf, Standing};
use crate::texts::uses;
use jiff::civil::Date;

/// Prints each citation, and all of them in series when there are several.
pub(super) fn run(library: &Library, arguments: &Arguments) -> Outcome {
    let day = match arguments.dato.as_deref().map(|text| super::journal::date(text, "--dato")) {
        None => clock::today(),
        Some(Ok(day)) => day,
        Some(Err(problem)) => return vec![problem].into(),
    };
    let mut outcome = Outcome::default();
    let mut known = Vec::new();
    for spelled in typed(&arguments.hjemmel) {
        match parse(library, &spelled, day) {
            Ok(hjemler) => {
                let new: Vec<Hjemmel> = hjemler.into_iter().filter(|hjemmel| !known.contains(hjemmel)).collect();
                known.extend(new);
            }
            Err(problem) => outcome.problems.push(problem),
        }
    }
    if known.len() > 1 {
        for maalform in Maalform::ALL {
            let printed = print_hjemler(library, &known, day, maalform, Form::Long);
            outcome.output.push(row(&capitalised(maalform.name()), &printed));
        }
    }
    for (index, hjemmel) in known.iter().enumerate() {
        if index > 0 || known.len() > 1 {
            outcome.output.push(String::new());
        }
        match library.lov(&hjemmel.lov) {
            Some(lov) if !matches!(lov.standing(hjemmel, day), Standing::Unknown) => {
                outcome.output.extend(describe(library, &lov, hjemmel, day));
            }
            _ => outcome.problems.extend(
                refuse(library, hjemmel, day)
                    .map(|refusal| Problem::error(refusal.code, Place::default(), refusal.message).hint(refusal.hint)),
            ),
        }
    }
    outcome
}

/// The citations that were typed: words without quotation marks around them are one, as «hol § 3-2 nr 6 b».
fn typed(arguments: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut goes_on = false;
    for argument in arguments {
        let whole = argument.contains('/') || argument.contains(char::is_whitespace);
        match all.last_mut().filter(|_| goes_on && !whole) {
            Some(before) => before.push_str(&format!(" {argument}")),
            None => all.push(argument.clone()),
        }
        goes_on = !whole;
    }
    all
}

/// A citation as data, or those that stand in a text; the sign for a section is hard to find on some keyboards.
fn parse(library: &Library, spelled: &str, day: Date) -> Result<Vec<Hjemmel>, Problem> {
    let data = || {
        let (lov, rest) = spelled.split_once('/')?;
        Some(vec![Hjemmel::parse(&format!("{}/{rest}", lov.to_lowercase()))?])
    };
    let text = || {
        let names = Names::of(library);
        let found = names.find(spelled, day);
        let signed = spelled.split_once(' ').map(|(lov, rest)| format!("{lov} § {rest}"));
        let found = if found.is_empty() { names.find(&signed.unwrap_or_default(), day) } else { found };
        (!found.is_empty()).then_some(found)
    };
    data().or_else(text).ok_or_else(|| {
        let ids = library.lov_ids();
        let law = spelled.split(['/', ' ']).next().unwrap_or_default();
        let hint = match closest(law, ids.iter().map(String::as_str)).filter(|near| *near != law) {
            Some(near) => format!("mente du «{near}»?"),
            None => "skriv lov/paragraf/ledd/nummer/bokstav, for eksempel hol/3-2/1/6/b".to_owned(),
        };
        Problem::error("BRUK-012", Place::default(), "Dette er ikke en hjemmel i lovregisteret")
            .hint(hint)
            .caused_by(Cause::Usage)
    })
}

fn row(label: &str, text: &str) -> String {
    format!("{label:<12}{text}")
}

fn describe(library: &Library, lov: &Lov, hjemmel: &Hjemmel, day: Date) -> Vec<String> {
    let print = |maalform, form| print_hjemler(library, std::slice::from_ref(hjemmel), day, maalform, form);
    let mut lines = vec![
        row("Hjemmel", &hjemmel.to_string()),
        row("Bokmål", &print(Maalform::Nb, Form::Long)),
        row("Nynorsk", &print(Maalform::Nn, Form::Long)),
        row("Kort", &format!("{} {}", lov.kort, print(Maalform::Nb, Form::Short))),
        row("Lovdata", &lov.lovdata_id),
    ];
    if let Some(section) = lov.paragraf(hjemmel, day) {
        lines.push(row("Overskrift", &section.overskrift.nb));
        lines.push(row("", &section.overskrift.nn));
        lines.push(row("Status", &status(library, lov, hjemmel, section, day)));
        if let Some(successor) = successor(lov, hjemmel, section, day) {
            let printed = print_hjemler(library, std::slice::from_ref(successor), day, Maalform::Nb, Form::Long);
            lines.push(row("Avløst av", &format!("{successor} ({printed})")));
        }
        for maalform in Maalform::ALL {
            lines.extend(section.sier(hjemmel, day, maalform).map(|words| row("Sier", words)));
        }
        lines.extend(section.usikkert.as_deref().map(|what| row("Usikkert", what)));
    }
    for (label, uses) in [("Tekster", uses::texts(library, hjemmel)), ("Tjenester", uses::services(library, hjemmel))] {
        let listed = if uses.is_empty() { "ingen".to_owned() } else { uses.join(", ") };
        lines.push(row(label, &listed));
    }
    lines
}

fn status(library: &Library, lov: &Lov, hjemmel: &Hjemmel, section: &Paragraf, day: Date) -> String {
    let print = |day| library.lovskifter().print_day(day);
    let since = format!("fra {}", print(section.fra));
    let until = section.til.map_or_else(String::new, |til| format!(" til og med {}", print(til)));
    match lov.standing(hjemmel, day) {
        Standing::InForce(_) => format!("gjelder {day} ({since}{until})"),
        Standing::PartWaits(_) => "vedtatt, men ikke satt i kraft".to_owned(),
        Standing::NoSuchPart(section) if section.ledd > 0 && hjemmel.ledd > Some(section.ledd) => {
            format!("paragrafen gjelder {day}, men har {} ledd", section.ledd)
        }
        Standing::NoSuchPart(_) => format!("paragrafen gjelder {day}, men delen er ikke i lovregisteret"),
        _ if section.fra > day => format!("gjelder ikke {day}, men {since}"),
        _ => format!("gjelder ikke {day} (gjaldt {since}{until})"),
    }
}

fn successor<'l>(lov: &'l Lov, hjemmel: &Hjemmel, section: &'l Paragraf, day: Date) -> Option<&'l Hjemmel> {
    match lov.standing(hjemmel, day) {
        Standing::NoSuchPart(_) => lov.ended_part(hjemmel, day)?.avloest_av.as_ref(),
        _ => section.avloest_av.as_ref(),
    }
}
