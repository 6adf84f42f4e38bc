//! A text is prose: paragraphs, lists and bold, with gaps and no logic.
//!
//! What a text cites in running words is checked in `cited.rs`, and its words in `words.rs`.

use super::Check;
use crate::texts::gaps::Gaps;
use crate::texts::text::{Template, Text};

const ALLOWED: &str = "en tekst kan ha avsnitt, lister med «- » eller «1. », og **fet skrift**";

/// Checks the body of every text, line by line.
pub(super) fn check(check: &mut Check<'_>) {
    for text in check.texts.clone() {
        if text.body.trim().is_empty() {
            check.error("TEKST-039", &text.path, text.body_line, "Teksten er tom", "skriv teksten, eller slett fila");
        }
        for (number, line) in (text.body_line..).zip(text.body.lines()) {
            if let Some(what) = markup(line) {
                check.error("TEKST-034", &text.path, number, format!("En tekst kan ikke ha {what}"), ALLOWED);
            }
            if line.contains('"') {
                check.error("TEKST-033", &text.path, number, "Teksten har rette anførselstegn", "skriv « og »");
            }
        }
        logic(check, &text);
    }
    for template in check.templates.clone() {
        templates(check, &template);
    }
}

/// A template is Handlebars that compiles, and places what it names through helpers only.
fn templates(check: &mut Check<'_>, template: &Template) {
    let line_in_file = |line: u32| line + template.body_line - 1;
    match Gaps::of(&template.body) {
        Ok(gaps) => {
            for line in gaps.forbidden {
                let message = "Malen har {{{…}}}, {{&…}} eller {{>…}}";
                check.error("TEKST-029", &template.path, line_in_file(line), message, "bruk {{…}} og {{del \"navn\"}}");
            }
        }
        Err(line) => {
            let hint = "se etter {{#if}} uten {{/if}} og klammer som ikke lukkes";
            let line = line_in_file(line.unwrap_or(1));
            check.error("TEKST-038", &template.path, line, "Malen er ikke gyldig Handlebars her", hint);
        }
    }
}

fn logic(check: &mut Check<'_>, text: &Text) {
    match Gaps::of(&text.body) {
        Ok(gaps) => {
            for line in gaps.logic {
                let hint = "skriv bare hull som {{avsender.navn}}. Valg hører hjemme i letter-templates/";
                check.error("TEKST-029", &text.path, line + text.body_line - 1, "En tekst kan ikke ha logikk", hint);
            }
        }
        Err(line) => {
            let line = line.map_or(text.body_line, |line| line + text.body_line - 1);
            check.error(
                "TEKST-029",
                &text.path,
                line,
                "Et hull er ikke skrevet riktig",
                "skriv {{navn}} med to klammer på hver side",
            );
        }
    }
}

/// The markup of a line that a text may not have.
fn markup(line: &str) -> Option<&'static str> {
    let trimmed = line.trim_start();
    let is_rule = |mark: char| !trimmed.is_empty() && trimmed.trim_end().chars().all(|letter| letter == mark);
    let is_tag =
        |rest: &str| rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?'));
    let single_star = line.replace("**", "").trim_start().trim_start_matches("* ").contains('*');
    match () {
        () if trimmed.starts_with('#') || is_rule('=') || is_rule('-') || is_rule('*') => {
            Some("overskrift eller strek")
        }
        () if trimmed.starts_with('|') => Some("tabell"),
        () if trimmed.starts_with('>') => Some("sitatblokk"),
        () if trimmed.starts_with("* ") || trimmed.starts_with("+ ") => Some("liste med * eller +"),
        () if line.contains('`') || trimmed.starts_with("~~~") => Some("kode"),
        () if line.match_indices('<').any(|(at, _)| is_tag(&line[at + 1..])) => Some("HTML"),
        () if line.contains("](") || line.contains("][") || line.contains("![") => Some("lenke eller bilde"),
        () if line.starts_with("    ") && !trimmed.is_empty() => Some("innrykk på fire tegn"),
        () if single_star || line.contains("__") => Some("kursiv"),
        () if line.contains('\\') => Some("omvendt skråstrek"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::markup;

    #[test]
    fn prose_lists_and_bold_are_allowed() {
        for line in [
            "",
            "Du kan klage.",
            "- Skriv **under**.",
            "1. Send klagen til {{avsender.klageadresse}}.",
            "Under 67 år < 2G – ja.",
            "§ 3-6 (nr. 2)",
        ] {
            assert_eq!(markup(line), None, "{line}");
        }
    }

    #[test]
    fn other_markup_is_seen() {
        for line in [
            "# A",
            "===",
            "---",
            "| a |",
            "> a",
            "* a",
            "+ a",
            "`a`",
            "a <b>b</b>",
            "<!-- a -->",
            "[a](b)",
            "![a](b)",
            "    a",
            "a *b* c",
            "__a__",
            "a\\",
        ] {
            assert!(markup(line).is_some(), "{line}");
        }
    }
}
