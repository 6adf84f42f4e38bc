//! The paragraphs of all the library's prose: texts, templates and the register's plain words.
//!
//! Comes in: the library. Goes out: each paragraph in small letters, with its place and the days it holds.

use super::Check;
use crate::language::Maalform;
use crate::texts::ord::ready;
use jiff::civil::Date;

/// A paragraph, so that a phrase over two lines is seen and its line is still named.
pub(super) struct Paragraph {
    pub(super) path: String,
    /// Its first line in the file.
    pub(super) line: u32,
    /// In small letters, as `ready` makes it.
    pub(super) text: String,
    /// The first day it can stand in a letter.
    pub(super) first: Date,
    /// The last day it holds; absent when it still does.
    pub(super) last_day: Option<Date>,
    pub(super) maalform: Maalform,
}

/// Every paragraph.
pub(super) fn paragraphs(check: &Check<'_>) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let texts = check.texts.iter().map(|text| (&text.path, text.version, &text.body, text.body_line));
    let templates = check.templates.iter().map(|it| (&it.path, it.version, &it.body, it.body_line));
    for (path, version, body, line) in texts.chain(templates) {
        let holds = (check.from(version.fra), check.last_day(path), version.maalform);
        split(&mut all, path, (body, line), holds);
    }
    for lov in check.library.lov_ids().iter().filter_map(|id| check.library.lov(id)) {
        let path = format!("legal-texts/lover/{}.yaml", lov.id);
        for section in &lov.paragrafer {
            for sier in &section.sier {
                let later = section.sier.iter().filter(|other| other.del == sier.del && other.fra > sier.fra);
                let last_day =
                    later.map(|other| other.fra).min().and_then(|next| next.yesterday().ok()).or(section.til);
                for maalform in Maalform::ALL {
                    let place = (sier.ord.get(maalform), section.line);
                    split(&mut all, &path, place, (check.from(sier.fra), last_day, maalform));
                }
            }
        }
    }
    all
}

type Holds = (Date, Option<Date>, Maalform);

fn split(all: &mut Vec<Paragraph>, path: &str, (body, line): (&str, u32), (first, last_day, maalform): Holds) {
    let mut paragraph = (line, String::new());
    for (number, line) in (line..).zip(body.lines().chain([""])) {
        if line.trim().is_empty() {
            let (line, text) = std::mem::replace(&mut paragraph, (number + 1, String::new()));
            all.push(Paragraph { path: path.to_owned(), line, text: ready(&text), first, last_day, maalform });
        } else {
            paragraph.1.push_str(&without_gaps(line));
            paragraph.1.push('\n');
        }
    }
}

/// The line without what stands between double braces: names of fields are not words of the letter.
fn without_gaps(line: &str) -> String {
    let mut pieces = line.split("{{");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + " " + piece.split_once("}}").map_or("", |(_, after)| after))
}
