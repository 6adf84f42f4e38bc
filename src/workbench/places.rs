//! Where a text, a field or a citation is used, file by file.
//!
//! Comes in: the library and a name. Goes out: lines with file, line and what uses it.
//! Does not look at cases or at the program's own choices beyond those in `users.rs`.

use super::users::Users;
use crate::letter::known;
use crate::problem::{Cause, Place, Problem};
use crate::suggest::closest;
use crate::texts::hjemmel::Hjemmel;
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::yaml::{self, Node};
use std::collections::BTreeSet;

/// The places that use a text, a field or a citation.
///
/// # Errors
/// TEKST-085 for a name that is none of them.
pub fn places(library: &Library, name: &str) -> Result<Vec<String>, Problem> {
    let name = name.trim().trim_start_matches("{{").trim_end_matches("}}").trim_end_matches('/');
    let mut found = Vec::new();
    let is_text = library.text_ids().iter().any(|id| id == name);
    if is_text {
        found.extend(placed(library, name));
        let by_data = Users::of(library).of_text(name).into_iter().filter(|user| !user.starts_with("malen "));
        found.extend(by_data);
    }
    found.extend(citing(library, name));
    found.extend(filling(library, name));
    if !found.is_empty() {
        return Ok(found);
    }
    let known = known_names(library);
    if is_text || known.contains(name) || is_provision(library, name) {
        return Ok(vec![format!("«{name}» er ikke brukt noe sted.")]);
    }
    let near = closest(name, known.iter().map(String::as_str));
    let hint = near.map_or(
        "skriv en tekst (klage/slik), et felt (avsender.telefon) eller en hjemmel (pbrl/7-2)".to_owned(),
        |near| format!("mente du «{near}»?"),
    );
    let message = format!("«{name}» er verken en tekst, et felt eller en hjemmel");
    Err(Problem::error("TEKST-085", Place::default(), message).hint(hint).caused_by(Cause::Usage))
}

fn line_of(library: &Library, path: &str, line: u32, what: &str) -> String {
    format!("{}: {what}", library.place_at(path, line))
}

/// Templates that place a text by its name.
fn placed(library: &Library, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in markdown(library, LETTER_TEMPLATES) {
        let Some(template) = library.load_template(path).value.clone() else { continue };
        for asked in template.texts.iter().filter(|asked| asked.navn == id) {
            found.push(line_of(library, path, template.body_line + asked.line - 1, "malen plasserer teksten"));
        }
    }
    found
}

/// Files that cite a provision or one within it.
fn citing(library: &Library, name: &str) -> Vec<String> {
    let law = name.split('/').next().unwrap_or_default();
    if !library.lov_ids().iter().any(|id| id == law) {
        return Vec::new();
    }
    let within = |cited: &str| cited == name || cited.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    let mut found = Vec::new();
    for path in markdown(library, LEGAL_TEXTS) {
        let Some(text) = library.load_text(path).value.clone() else { continue };
        for hjemmel in text.front.cited().map(ToString::to_string).filter(|cited| within(cited)) {
            let content = std::str::from_utf8(library.bytes(path).unwrap_or_default()).unwrap_or_default();
            let line = (1..).zip(content.lines()).find(|(_, line)| line.contains(&hjemmel)).map_or(1, |(line, _)| line);
            found.push(line_of(library, path, line, &format!("teksten bygger på {hjemmel}")));
        }
    }
    for path in library.paths_below(LEGAL_TEXTS).filter(|path| path.ends_with(".yaml")) {
        let root = library.bytes(path).and_then(|bytes| yaml::parse(bytes, path).root);
        let mut cited = Vec::new();
        root.iter().for_each(|root| scalars(root, &mut cited));
        let cited = cited.into_iter().filter(|(_, text)| Hjemmel::parse(text).is_some() && within(text));
        found.extend(cited.map(|(line, text)| line_of(library, path, line, &format!("nevner {text}"))));
    }
    found
}

fn scalars(node: &Node, found: &mut Vec<(u32, String)>) {
    found.extend(node.text().map(|text| (node.line, text.to_owned())));
    node.entries().iter().for_each(|entry| scalars(&entry.value, found));
    node.items().iter().for_each(|item| scalars(item, found));
}

/// Texts with the gap, and templates that print the field or choose by it.
fn filling(library: &Library, name: &str) -> Vec<String> {
    let within = |field: &str| field == name || field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let mut found = Vec::new();
    for path in markdown(library, LEGAL_TEXTS) {
        let Some(text) = library.load_text(path).value.clone() else { continue };
        for gap in text.gaps().iter().filter(|gap| within(&gap.navn)) {
            let what = format!("teksten skriver {{{{{}}}}}", gap.navn);
            found.push(line_of(library, path, text.body_line + gap.line - 1, &what));
        }
    }
    for path in markdown(library, LETTER_TEMPLATES) {
        let Some(template) = library.load_template(path).value.clone() else { continue };
        for (line, body) in (template.body_line..).zip(template.body.lines()) {
            for (field, chooses) in fields_in(body).into_iter().filter(|(field, _)| within(field)) {
                let what = if chooses { "malen velger etter" } else { "malen skriver" };
                found.push(line_of(library, path, line, &format!("{what} {field}")));
            }
        }
    }
    found
}

/// The fields that a template's line names, and whether it is to choose by them.
fn fields_in(line: &str) -> BTreeSet<(&str, bool)> {
    let mut fields = BTreeSet::new();
    for tag in line.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
        let chooses = ["#if", "#unless", "else if"].iter().any(|word| tag.starts_with(word));
        let tag = tag.split(" as |").next().unwrap_or_default();
        let words = tag.split(|c: char| c.is_whitespace() || "()~#/".contains(c));
        let fields_of_tag = words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
        fields.extend(fields_of_tag.map(|word| (word, chooses)));
    }
    fields
}

fn markdown<'a>(library: &'a Library, top: &str) -> Vec<&'a str> {
    library.paths_below(top).filter(|path| path.ends_with(".md") && !path.ends_with("README.md")).collect()
}

fn is_provision(library: &Library, name: &str) -> bool {
    let Some(hjemmel) = Hjemmel::parse(name) else { return false };
    library.lov(&hjemmel.lov).is_some_and(|lov| lov.paragrafer.iter().any(|it| it.paragraf == hjemmel.paragraf))
}

/// Every name that this command knows.
fn known_names(library: &Library) -> BTreeSet<String> {
    let fields = known::FIELDS.iter().map(|(name, _)| (*name).to_owned());
    let limits = library.grenser().grenser.keys().map(|id| format!("grense.{id}")).collect::<Vec<_>>();
    let rates = library.satser().satser.keys().map(|id| format!("sats.{id}")).collect::<Vec<_>>();
    library.text_ids().into_iter().chain(fields).chain(limits).chain(rates).chain(library.lov_ids()).collect()
}
