//! No text uses a word that is wrong on a day the text holds.

use super::Check;
use crate::language::Maalform;
use crate::problem::Problem;
use crate::texts::ord::{Alvor, Frase, ready};
use jiff::civil::Date;

/// Checks texts, templates and the register's plain words.
pub(super) fn check(check: &mut Check<'_>) {
    let words = check.library.ord();
    for text in check.texts.clone() {
        let last_day = check.last_day(&text.path);
        let found = (text.version.fra, last_day, text.version.maalform);
        paragraphs(check, &words, &text.path, (&text.body, text.body_line), found);
    }
    for template in check.templates.clone() {
        let last_day = check.last_day(&template.path);
        let found = (template.version.fra, last_day, template.version.maalform);
        paragraphs(check, &words, &template.path, (&template.body, template.body_line), found);
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
                    paragraphs(check, &words, &path, place, (sier.fra, last_day, maalform));
                }
            }
        }
    }
}

type Holds = (Date, Option<Date>, Maalform);

/// Looks paragraph by paragraph, so that a phrase over two lines is seen and its line is still named.
fn paragraphs(check: &mut Check<'_>, words: &[Frase], path: &str, (body, first): (&str, u32), holds: Holds) {
    let mut paragraph = (first, String::new());
    for (number, line) in (first..).zip(body.lines().chain([""])) {
        if line.trim().is_empty() {
            let (line, text) = std::mem::replace(&mut paragraph, (number + 1, String::new()));
            judge(check, words, path, line, &ready(&text), holds);
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

fn judge(check: &mut Check<'_>, words: &[Frase], path: &str, line: u32, text: &str, (fra, last_day, maalform): Holds) {
    let first = check.from(fra);
    for word in words {
        let Some(found) = word.too_early_in(text, first, maalform) else { continue };
        let message = format!("«{found}» kan ikke stå i teksten før {}", word.fra);
        let hint = format!("lag en ny versjon fra {}, og la denne ha det gamle ordet", word.fra);
        check.error("TEKST-043", path, line, message, hint);
    }
    for word in words.iter().filter(|word| word.tekster != Alvor::Ingenting) {
        let while_wrong = last_day.is_none_or(|last| word.fra <= last) && word.til.is_none_or(|til| first <= til);
        let Some(found) = word.found_in(text).filter(|_| while_wrong) else { continue };
        let since = if word.fra > first { format!(" fra {}", word.fra) } else { String::new() };
        let message = format!("«{found}» kan ikke stå i teksten{since}");
        let mut hint = word.hint(maalform);
        if word.fra > first {
            hint = format!("{hint}. Lag en ny versjon fra {}", word.fra);
        }
        let place = check.library.place_at(path, line);
        check.problems.push(match word.tekster {
            Alvor::Feil => Problem::error("TEKST-043", place, message).hint(hint),
            _ => Problem::warning("TEKST-043", place, message).hint(hint),
        });
    }
}
