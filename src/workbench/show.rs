//! One text as it stands on a day: what it rests on, its words, and what fills its gaps.
//!
//! Comes in: the library, a name, a day and a language. Goes out: lines for a person.
//! Fills no gap: that takes a case.

use super::folder_of;
use super::users::Users;
use crate::language::Maalform;
use crate::letter::known;
use crate::problem::Problem;
use crate::texts::front_matter::FrontMatter;
use crate::texts::gaps::Gaps;
use crate::texts::library::{LEGAL_TEXTS, Library};
use crate::texts::rules::{Form, print_hjemler};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The text on the day.
///
/// # Errors
/// TEKST-041 for a name that names nothing, TEKST-004 when no version holds on the day.
pub fn show(library: &Library, name: &str, day: Date, maalform: Maalform) -> Result<Vec<String>, Problem> {
    let folder = folder_of(library, name)?;
    let path =
        library.version_on(&folder, day, maalform).ok_or_else(|| none_on(library, &folder, name, day, maalform))?;
    let (front, body) = read(library, path);
    if front.opphevet.is_some_and(|opphevet| opphevet <= day) {
        return Err(none_on(library, &folder, name, day, maalform));
    }
    let mut lines = vec![library.place(path).file];
    lines.extend(facts(library, &front, day, maalform));
    if let Some(id) = folder.strip_prefix(&format!("{LEGAL_TEXTS}/")) {
        let users = Users::of(library).of_text(id);
        lines
            .push(format!("brukt i: {}", if users.is_empty() { "ikke noe brev".to_owned() } else { users.join(", ") }));
    }
    lines.extend([String::new(), body.trim().to_owned()]);
    let gaps = gaps(&body);
    if !gaps.is_empty() {
        lines.extend([String::new(), "Felt i teksten:".to_owned()]);
        lines.extend(gaps);
    }
    Ok(lines.iter().flat_map(|line| line.split('\n')).map(|line| line.replace('\u{a0}', " ")).collect())
}

fn none_on(library: &Library, folder: &str, name: &str, day: Date, maalform: Maalform) -> Problem {
    let first = library.versions(folder).filter(|(it, _)| it.maalform == maalform).map(|(it, _)| it.fra).min();
    let hint = match first {
        Some(first) if first > day => format!("den første versjonen gjelder fra {first}"),
        Some(_) => "teksten er opphevet uten en ny".to_owned(),
        None => format!("lag teksten på {}", maalform.name()),
    };
    let message = format!("«{name}» finnes ikke på {} for {day}", maalform.name());
    Problem::error("TEKST-004", library.place(folder), message).hint(hint)
}

/// Front matter and body of a text or a template; the body is the file itself when it cannot be read.
fn read(library: &Library, path: &str) -> (FrontMatter, String) {
    let parts = if path.starts_with(LEGAL_TEXTS) {
        library.load_text(path).value.as_ref().map(|text| (text.front.clone(), text.body.clone()))
    } else {
        library.load_template(path).value.as_ref().map(|template| (template.front.clone(), template.body.clone()))
    };
    parts.unwrap_or_else(|| {
        let bytes = library.bytes(path).unwrap_or_default();
        (FrontMatter::default(), String::from_utf8_lossy(bytes).into_owned())
    })
}

fn facts(library: &Library, front: &FrontMatter, day: Date, maalform: Maalform) -> Vec<String> {
    let printed = print_hjemler(library, &front.hjemmel, day, maalform, Form::Long);
    let by_rule = front
        .hjemmel_ved
        .iter()
        .map(|(rule, cited)| format!("{rule}: {}", print_hjemler(library, cited, day, maalform, Form::Long)));
    let by_rule: Vec<String> = by_rule.collect();
    let plain = [
        ("hjemmel", (!printed.is_empty()).then_some(printed)),
        ("hjemmel_ved", (!by_rule.is_empty()).then(|| by_rule.join("; "))),
        ("oppfyller", (!front.oppfyller.is_empty()).then(|| front.oppfyller.join(", "))),
        ("kilde", front.kilde.clone()),
        ("kontrollert", front.kontrollert.map(|day| day.to_string())),
        ("merknad", front.merknad.clone()),
        ("usikkert", front.usikkert.clone()),
        ("opphevet", front.opphevet.map(|day| day.to_string())),
    ];
    plain.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?))).collect()
}

fn gaps(body: &str) -> Vec<String> {
    let names: BTreeSet<String> =
        Gaps::of(body).map(|gaps| gaps.gaps.into_iter().map(|gap| gap.navn).collect()).unwrap_or_default();
    let meaning = |name: &str| {
        let known = known::FIELDS.iter().find(|(known, _)| *known == name).map(|(_, prints)| *prints);
        known.or(match name.split_once('.').map(|(kind, _)| kind) {
            Some("grense") => Some("en grense, med enhet"),
            Some("sats") => Some("en sats, for året tjenesten brukes"),
            _ => None,
        })
    };
    names
        .iter()
        .map(|name| format!("  {{{{{name}}}}}{}", meaning(name).map_or_else(String::new, |it| format!(": {it}"))))
        .collect()
}
