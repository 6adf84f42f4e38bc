//! The e-mails reveal nothing: not their texts, and not what a sender says of itself and of where letters are.

use super::Check;
use crate::language::Maalform;
use crate::texts::avsender::Avsender;
use crate::texts::gaps::Gaps;
use crate::texts::melding::{FOLDER, GAP, Slag, revealing, reveals};
use crate::texts::text::Text;
use jiff::civil::Date;

/// Checks the texts of e-mails, and the senders that send them.
pub(super) fn check(check: &mut Check<'_>) {
    let beginning = format!("{FOLDER}/");
    for text in check.texts.clone().iter().filter(|text| text.id.starts_with(&beginning)) {
        gaps(check, text);
        if text.id.ends_with("/emne") && text.body.trim().lines().count() > 1 {
            check.error("TEKST-081", &text.path, text.body_line, "Emnet må stå på én linje", "ta bort linjeskiftet");
        }
        let last = check.last_day(&text.path).unwrap_or(Date::MAX);
        // A gap's name is no word of the message.
        let words = text.body.replace(GAP, "");
        for day in [check.from(text.version.fra), last] {
            neutral(check, &text.path, text.body_line, day, &words);
        }
    }
    for avsender in check.library.avsender_ids().iter().filter_map(|id| check.library.avsender(id)) {
        sender(check, &avsender);
    }
}

fn gaps(check: &mut Check<'_>, text: &Text) {
    let Ok(gaps) = Gaps::of(&text.body) else { return };
    for gap in gaps.gaps.iter().filter(|gap| gap.navn != GAP) {
        let line = gap.line + text.body_line - 1;
        let hint = format!("bruk bare {{{{{GAP}}}}}: e-posten skal ikke si noe om saken");
        check.error("TEKST-081", &text.path, line, format!("En e-post kan ikke ha {{{{{}}}}}", gap.navn), hint);
    }
}

fn neutral(check: &mut Check<'_>, path: &str, line: u32, day: Date, words: &str) {
    if let Some(word) = revealing(check.library, day, words) {
        let problem = reveals(check.library.place_at(path, line), &word);
        check.problems.push(problem);
    }
}

fn sender(check: &mut Check<'_>, avsender: &Avsender) {
    let Some(epost) = &avsender.epost else { return };
    let line = check.line_with(&avsender.path, "epost:");
    let said = [Some(epost.fra.as_str()), epost.svar_til.as_deref(), Some(&epost.hvor.nb), Some(&epost.hvor.nn)];
    let name = Maalform::ALL.into_iter().filter_map(|maalform| avsender.text("navn", maalform));
    // The parts of an address are words too.
    let words = said.into_iter().flatten().map(|it| it.replace(['@', '.', '-', '_'], " ")).chain(name);
    let words: Vec<String> = words.collect();
    neutral(check, &avsender.path, line, Date::MAX, &words.join("\n"));
    for (slag, part) in Slag::ALL.into_iter().flat_map(|slag| ["emne", "tekst"].map(|part| (slag, part))) {
        for maalform in Maalform::ALL {
            let id = format!("{FOLDER}/{}/{part}", slag.word());
            if check.library.text(&id, check.first_day, maalform).is_none() {
                let message = format!("Avsenderen sender e-post, men «{id}» finnes ikke på {}", maalform.name());
                let hint = format!("lag legal-texts/{id}/{}.{}.md", check.print_first_day(), maalform.tag());
                check.error("TEKST-032", &avsender.path, line, message, hint);
            }
        }
    }
}
