//! The chapter of texts: every text with every version in both languages, and when it is used.
//!
//! Comes in: the library. Goes out: parts. Repeats what files and templates say.

use super::{Press, day_words, labelled, prose, spoken, target};
use crate::letter::format;
use crate::texts::gaps::placements::Condition;
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::texts::rules::capitalised;
use crate::texts::text::Text;
use crate::typeset::sheet::{Bit, Part};
use crate::workbench::users::Users;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The chapter.
pub(super) fn chapter(press: &Press<'_>) -> Vec<Part> {
    let users = Users::of(press.library);
    let placed = placed(press.library);
    let mut parts = vec![Part::heading(2, "Tekstene")];
    let mut group = String::new();
    for id in &press.texts {
        let top = id.split('/').next().unwrap_or_default();
        if top != group {
            group = top.to_owned();
            parts.push(Part::heading(3, capitalised(&spoken(top))));
        }
        parts.extend(text(press, id, &users, placed.get(id)));
    }
    parts
}

/// How many files a text has.
pub(super) fn files(library: &Library, id: &str) -> usize {
    library.versions(&format!("{LEGAL_TEXTS}/{id}")).count()
}

/// The name that links to a text use.
pub(super) fn anchor(id: &str) -> String {
    format!("tekst-{}", id.replace('/', "--"))
}

fn text(press: &Press<'_>, id: &str, users: &Users, placed: Option<&BTreeSet<String>>) -> Vec<Part> {
    let mut parts = vec![target(4, id, &anchor(id))];
    let by = users.of_text(id);
    let by = if by.is_empty() { "ikke i noe brev".to_owned() } else { by.join(", ") };
    parts.push(labelled("Brukes av", vec![Bit::plain(by)]));
    if let Some(placed) = placed {
        let items = placed.iter().map(|line| vec![Bit::plain(line)]).collect();
        parts.push(Part::Paragraph { bits: vec![Bit::strong("Står i brevet:")] });
        parts.push(Part::List { ordered: false, items });
    }
    let folder = format!("{LEGAL_TEXTS}/{id}");
    let mut by_day: BTreeMap<Date, Vec<Arc<Text>>> = BTreeMap::new();
    for (version, path) in press.library.versions(&folder) {
        by_day.entry(version.fra).or_default().extend(press.library.load_text(path).value.clone());
    }
    for (fra, mut both) in by_day {
        both.sort_by_key(|text| text.version.maalform);
        parts.push(Part::heading(5, format!("Gjelder fra {}", day_words(press.library, fra))));
        parts.extend(facts(press, &both));
        for text in both {
            parts.push(Part::Paragraph { bits: vec![Bit::strong(capitalised(text.version.maalform.name()))] });
            parts.push(Part::Quote { lang: text.version.maalform.tag(), parts: prose::parts(&text.body) });
        }
    }
    parts
}

/// What the versions of a day rest on; said once when both languages say the same.
fn facts(press: &Press<'_>, both: &[Arc<Text>]) -> Vec<Part> {
    let Some(first) = both.first() else { return Vec::new() };
    let front = &first.front;
    let mut parts = Vec::new();
    if let Some(opphevet) = front.opphevet {
        parts.push(labelled("Gjelder ikke lenger fra", vec![Bit::plain(day_words(press.library, opphevet))]));
    }
    let approvals = press.library.godkjenninger();
    let approved = |text: &Arc<Text>| match approvals.linjer.get(&text.path) {
        Some(line) if approvals.is_approved(press.library, &text.path) => {
            format!("godkjent {} av {}", format::date(line.dato), line.navn)
        }
        _ => "utkast".to_owned(),
    };
    let words: BTreeSet<String> = both.iter().map(approved).collect();
    let status = if words.len() == 1 {
        words.into_iter().collect::<String>()
    } else {
        let each = both.iter().map(|text| format!("{} {}", text.version.maalform.name(), approved(text)));
        each.collect::<Vec<_>>().join("; ")
    };
    parts.push(labelled("Status", vec![Bit::plain(status)]));
    if !front.hjemmel.is_empty() {
        parts.push(labelled("Bygger på", press.links.citations(&front.hjemmel)));
    }
    let said = [("Hva som er nytt", &front.merknad), ("Kilde", &front.kilde), ("Ikke avklart", &front.usikkert)];
    for (label, words) in said {
        if let Some(words) = words {
            parts.push(labelled(label, vec![Bit::plain(words)]));
        }
    }
    if let Some(day) = front.kontrollert {
        parts.push(labelled("Sist kontrollert", vec![Bit::plain(format::date(day))]));
    }
    parts
}

/// Where each text is placed, in words: the template and what must hold.
fn placed(library: &Library) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in library.paths_below(LETTER_TEMPLATES).filter(|path| path.ends_with(".nb.md")) {
        let Some(template) = library.load_template(path).value.clone() else { continue };
        for placement in super::templates::placements(&template) {
            let when = conditions(&placement.conditions);
            let line = format!("i «{}», {}", template.id, if when.is_empty() { "alltid" } else { &when });
            all.entry(placement.asked).or_default().insert(line);
        }
    }
    all
}

/// Conditions as words: «når a og ikke b, én gang for hver c».
pub(super) fn conditions(all: &[Condition]) -> String {
    let mut words: Vec<String> = Vec::new();
    for condition in all {
        let said = match condition {
            Condition::If(field) => format!("når saken har «{field}»"),
            Condition::Unless(field) => format!("når saken ikke har «{field}»"),
            Condition::Each(field) => format!("én gang for hver i «{field}»"),
        };
        if !words.contains(&said) {
            words.push(said);
        }
    }
    words.join(", og ")
}
