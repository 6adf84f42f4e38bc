//! The chapter of templates: what each kind of letter consists of, in its order, and when.
//!
//! Comes in: the library. Goes out: parts. Evaluates nothing.

use super::texts::{anchor, conditions};
use super::{Press, day_words, spoken, target};
use crate::language::Maalform;
use crate::texts::gaps::placements::{self, Placement};
use crate::texts::library::LETTER_TEMPLATES;
use crate::texts::rules::capitalised;
use crate::texts::text::Template;
use crate::texts::version::Version;
use crate::typeset::sheet::{Bit, Line, Part};
use std::sync::Arc;

/// The helpers that place a text, and those that place a piece of a template.
const TEXTS: [&str; 2] = ["tekst", "setning"];
const PIECES: [&str; 2] = ["del", "delsetning"];
/// The helpers that place what the caseworker wrote.
const FREE: [&str; 3] = ["fritekst", "fritekst-videre", "fritekst-linje"];

/// The chapter.
pub(super) fn chapter(press: &Press<'_>) -> Vec<Part> {
    let mut parts = vec![
        Part::heading(2, "Malene"),
        Part::words("En mal sier hvilke tekster et brev har, i hvilken rekkefølge, og hva som må være oppfylt."),
    ];
    let library = press.library;
    let paths = library.paths_below(LETTER_TEMPLATES).filter(|path| path.ends_with(".md"));
    let is_nb = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        Version::of(name, library.lovskifter()).is_some_and(|version| version.maalform == Maalform::Nb)
    };
    let all: Vec<Arc<Template>> =
        paths.filter(is_nb).filter_map(|path| library.load_template(path).value.clone()).collect();
    // Whole letters first, and then the pieces that they share.
    for pieces in [false, true] {
        for template in all.iter().filter(|template| template.id.starts_with("deler/") == pieces) {
            parts.extend(one(press, template));
        }
    }
    parts
}

fn one(press: &Press<'_>, template: &Template) -> Vec<Part> {
    let name = template.id.strip_prefix("deler/");
    let title =
        name.map_or_else(|| format!("Brevet «{}»", spoken(&template.id)), |name| format!("Delen «{}»", spoken(name)));
    let fra = day_words(press.library, template.version.fra);
    let items: Vec<Line> = placements(template).iter().map(|placement| line(press, placement)).collect();
    let mut parts = vec![target(3, format!("{title}, fra {fra}"), &piece_anchor(&template.path))];
    match items.is_empty() {
        true => parts.push(Part::words("Malen har bare ord og felt, og plasserer ingen tekster.")),
        false => parts.push(Part::List { ordered: true, items }),
    }
    parts
}

/// What a template places, without what only chooses.
pub(super) fn placements(template: &Template) -> Vec<Placement> {
    let known = |it: &Placement| [&TEXTS[..], &PIECES, &FREE].iter().any(|list| list.contains(&it.helper.as_str()));
    placements::placements(&template.body).into_iter().filter(known).collect()
}

fn line(press: &Press<'_>, placement: &Placement) -> Line {
    let asked = placement.asked.as_str();
    let helper = placement.helper.as_str();
    let mut line = if FREE.contains(&helper) {
        vec![Bit::plain(format!("Det saksbehandleren har skrevet i «{asked}»"))]
    } else if PIECES.contains(&helper) {
        let folder = format!("{LETTER_TEMPLATES}/deler/{asked}");
        let path = press.library.version_on(&folder, press.day, Maalform::Nb);
        let words = format!("delen «{}»", spoken(asked));
        vec![
            Bit::plain(""),
            path.map_or(Bit::plain(&words), |path| Bit::link(&words, format!("#{}", piece_anchor(path)))),
        ]
    } else if press.texts.contains(asked) {
        vec![Bit::plain("teksten "), Bit::link(asked, format!("#{}", anchor(asked)))]
    } else {
        vec![Bit::plain(format!("teksten som saken gir i «{asked}»"))]
    };
    line.retain(|bit| !bit.text.is_empty());
    if let Some(first) = line.first_mut() {
        first.text = capitalised(&first.text);
    }
    let when = conditions(&placement.conditions);
    if !when.is_empty() {
        line.push(Bit::plain(format!(", {when}")));
    }
    line
}

fn piece_anchor(path: &str) -> String {
    let name = path.trim_start_matches(LETTER_TEMPLATES).trim_start_matches('/').trim_end_matches(".nb.md");
    format!("mal-{}", name.replace('/', "--"))
}
