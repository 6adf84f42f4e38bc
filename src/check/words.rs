//! No text uses a word that is wrong on a day the text holds.

use super::Check;
use super::paragraphs::{Paragraph, paragraphs};
use crate::problem::Problem;
use crate::texts::fraser::Fraser;
use crate::texts::ord::Alvor;

/// Checks texts, templates and the register's plain words.
pub(super) fn check(check: &mut Check<'_>) {
    let words = check.library.ord();
    for paragraph in paragraphs(check) {
        judge(check, &words, &paragraph);
    }
}

fn judge(check: &mut Check<'_>, words: &Fraser, paragraph: &Paragraph) {
    let Paragraph { path, line, text, first, last_day, maalform } = paragraph;
    let (first, maalform, line) = (*first, *maalform, *line);
    let words = words.may_stand_in(text);
    for word in &words {
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
