//! Bokmål and nynorsk side by side: what stands in one of them only, and words of the other language.
//!
//! Comes in: the library. Goes out: problems, sorted by place. Judges no translation.

use crate::check::check_library;
use crate::language::Maalform;
use crate::letter::known;
use crate::problem::Problem;
use crate::texts::gaps::placements::{Placement, placements};
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::texts::version::Version;
use crate::yaml::{self, Node};
use std::collections::BTreeSet;

/// The jurist's list of words that belong to one of the languages only.
pub const WORDS: &str = "legal-texts/maalform.yaml";

/// What the check of the library says about the same things: a missing twin, other gaps, other citations.
const PARITY_CODES: [&str; 2] = ["TEKST-004", "TEKST-028"];

/// Every difference between the languages.
///
/// TEKST-004 a version in one language only, TEKST-028 other gaps or citations, TEKST-050 other conditions in a
/// template, TEKST-051 other amounts, TEKST-052 changed after approval in one language only, TEKST-053 a word of the
/// other language, TEKST-054 other paragraphs or list entries.
pub fn parity(library: &Library) -> Vec<Problem> {
    let mut problems = check_library(library, &known::names());
    problems.retain(|problem| PARITY_CODES.contains(&problem.code));
    let foreign = [Maalform::Nb, Maalform::Nn].map(|maalform| foreign_words(library, maalform));
    let words_not_in = |maalform: Maalform| &foreign[maalform as usize];
    for top in [LEGAL_TEXTS, LETTER_TEMPLATES] {
        for path in library.paths_below(top) {
            let version = path.rsplit('/').next().and_then(Version::from_file_name);
            match version {
                Some(version) => {
                    words(library, path, version.maalform, words_not_in(version.maalform), &mut problems);
                    if version.maalform == Maalform::Nb {
                        twins(library, path, &mut problems);
                    }
                }
                None if path.ends_with(".yaml") && path != WORDS => {
                    let root = library.bytes(path).and_then(|bytes| yaml::parse(bytes, path).root);
                    root.iter().for_each(|root| data(library, path, root, &foreign, &mut problems));
                }
                None => {}
            }
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

/// The words that do not belong in a language, by the jurist's list.
fn foreign_words(library: &Library, maalform: Maalform) -> BTreeSet<String> {
    let root = library.bytes(WORDS).and_then(|bytes| yaml::parse(bytes, WORDS).root);
    let keys =
        maalform.choose(["ikke_i_bokmaal", "ikke_hos_oss_i_bokmaal"], ["ikke_i_nynorsk", "ikke_hos_oss_i_nynorsk"]);
    let list = |key: &str| root.as_ref().and_then(|root| root.get(key)).map(Node::items).unwrap_or_default();
    keys.into_iter().flat_map(list).filter_map(Node::text).map(str::to_lowercase).collect()
}

/// The body of a text or template, and the line it begins on.
fn body(library: &Library, path: &str) -> (String, u32) {
    let text = library.load_text(path).value.as_ref().map(|text| (text.body.clone(), text.body_line));
    let template = || library.load_template(path).value.as_ref().map(|it| (it.body.clone(), it.body_line));
    if path.starts_with(LEGAL_TEXTS) { text } else { template() }.unwrap_or_default()
}

fn words(library: &Library, path: &str, maalform: Maalform, foreign: &BTreeSet<String>, problems: &mut Vec<Problem>) {
    let (body, first) = body(library, path);
    for (line, text) in (first..).zip(body.lines()) {
        foreign_in(library, path, line, maalform, &without_gaps(text), foreign, problems);
    }
}

fn foreign_in(
    library: &Library,
    path: &str,
    line: u32,
    maalform: Maalform,
    text: &str,
    foreign: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) {
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| foreign.contains(&word.to_lowercase())) {
        let message = format!("«{word}» hører ikke hjemme på {}", maalform.name());
        let hint = format!("rett ordet, eller ta det ut av {WORDS}");
        problems.push(Problem::error("TEKST-053", library.place_at(path, line), message).hint(hint));
    }
}

/// Words under `nb` and `nn` in a data file.
fn data(library: &Library, path: &str, node: &Node, foreign: &[BTreeSet<String>; 2], problems: &mut Vec<Problem>) {
    for entry in node.entries() {
        if let (Some(maalform), Some(text)) = (Maalform::from_tag(&entry.key), entry.value.text()) {
            let foreign = &foreign[maalform as usize];
            foreign_in(library, path, entry.value.line, maalform, text, foreign, problems);
        }
        data(library, path, &entry.value, foreign, problems);
    }
    node.items().iter().for_each(|item| data(library, path, item, foreign, problems));
}

/// The text without gaps and helpers, which are the same words in both languages.
fn without_gaps(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split("{{").enumerate() {
        out.push_str(if index == 0 { part } else { part.split_once("}}").map_or("", |(_, rest)| rest) });
        out.push(' ');
    }
    out
}

/// A version against the same version in nynorsk.
fn twins(library: &Library, nb: &str, problems: &mut Vec<Problem>) {
    let nn = nb.replace(".nb.md", ".nn.md");
    if library.bytes(&nn).is_none() {
        return;
    }
    let ((in_nb, _), (in_nn, line)) = (body(library, nb), body(library, &nn));
    let mut differ = |code: &'static str, message: &str, hint: &str| {
        problems.push(Problem::error(code, library.place_at(&nn, line), message).hint(hint));
    };
    let shape = |body: &str| -> Vec<(String, String, Vec<_>)> {
        let of = |it: Placement| (it.helper, it.asked, it.conditions);
        placements(body).into_iter().map(of).collect()
    };
    if shape(&in_nb) != shape(&in_nn) {
        differ(
            "TEKST-050",
            "Malen velger ikke det samme som i bokmål",
            "bruk de samme vilkårene og tekstene i samme rekkefølge",
        );
    }
    if amounts(&in_nb) != amounts(&in_nn) {
        differ("TEKST-051", "Tallene er ikke de samme som i bokmål", "sammenlign tallene i de to filene");
    }
    if blocks(&in_nb) != blocks(&in_nn) {
        differ(
            "TEKST-054",
            "Avsnittene eller listepunktene er ikke like mange som i bokmål",
            "del opp teksten likt på begge målformer",
        );
    }
    let approvals = library.godkjenninger();
    let stale = |path: &str| approvals.linjer.contains_key(path) && !approvals.is_approved(library, path);
    if let Some((changed, kept)) = match (stale(nb), stale(&nn)) {
        (true, false) if approvals.is_approved(library, &nn) => Some((nb, nn.as_str())),
        (false, true) if approvals.is_approved(library, nb) => Some((nn.as_str(), nb)),
        _ => None,
    } {
        let message = "Teksten er endret etter godkjenningen, men ikke på den andre målformen";
        let hint = format!("se om {} skal endres også", library.place(kept).file);
        problems.push(Problem::warning("TEKST-052", library.place(changed), message).hint(hint));
    }
}

/// The numbers of a text, outside its gaps.
fn amounts(body: &str) -> Vec<String> {
    let text = without_gaps(body);
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.map(str::to_owned).collect()
}

/// How many paragraphs and list entries a text has.
fn blocks(body: &str) -> (usize, usize) {
    let is_item =
        |line: &&str| line.starts_with("- ") || line.split_once(". ").is_some_and(|(n, _)| n.parse::<u8>().is_ok());
    let items = body.lines().filter(is_item).count();
    (body.split("\n\n").filter(|block| !block.trim().is_empty()).count(), items)
}
