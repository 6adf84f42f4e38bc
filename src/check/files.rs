//! Every file is of a known kind and can be read.

use super::Check;
use crate::texts::approval::{Godkjenninger, LOCK, SETTING};
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES};
use crate::texts::text::id_and_version;

/// Characters that a reader cannot see, or that turn text around; line ends are not among them.
fn is_invisible(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

/// Reads every file once and keeps what the other checks need.
pub(super) fn check(check: &mut Check<'_>) {
    let paths: Vec<String> = check.library.paths().map(str::to_owned).collect();
    for path in &paths {
        if path.ends_with(".md") || path.ends_with(".yaml") {
            invisible_characters(check, path);
        }
        if path == LOCK || path == SETTING {
            let (approvals, problems) = Godkjenninger::read(check.library);
            check.problems.extend(problems);
            for gone in &approvals.borte {
                let message = format!("Den godkjente fila {gone} finnes ikke lenger");
                let hint = "hent den tilbake, eller godkjenn tekstene på nytt når den skal være borte";
                check.file_error("TEKST-046", LOCK, message, hint);
            }
        } else if !path.ends_with("README.md") {
            read(check, path);
        }
    }
}

fn read(check: &mut Check<'_>, path: &str) {
    let library = check.library;
    let steps: Vec<&str> = path.split('/').collect();
    match steps.as_slice() {
        [LEGAL_TEXTS, .., name] if name.ends_with(".md") => match id_and_version(library, path, LEGAL_TEXTS) {
            Some(_) => {
                let loaded = library.load_text(path);
                check.problems.extend(loaded.problems.iter().cloned());
                check.texts.extend(loaded.value.clone());
            }
            None => not_a_version(check, path),
        },
        [LETTER_TEMPLATES, .., name] if name.ends_with(".md") => {
            match id_and_version(library, path, LETTER_TEMPLATES) {
                Some(_) => {
                    let loaded = library.load_template(path);
                    check.problems.extend(loaded.problems.iter().cloned());
                    check.templates.extend(loaded.value.clone());
                }
                // The layout's fonts bring their own texts.
                None if steps.get(1) != Some(&"layout") => not_a_version(check, path),
                None => {}
            }
        }
        // Only the workbench reads it.
        [LEGAL_TEXTS, "maalform.yaml"] => {}
        [LEGAL_TEXTS, "lover", _] => check.problems.extend(library.load_lov(path).problems.iter().cloned()),
        [LEGAL_TEXTS, "satser", _] => check.problems.extend(library.load_satser(path).problems.iter().cloned()),
        [LEGAL_TEXTS, "grenser", _] => check.problems.extend(library.load_grenser(path).problems.iter().cloned()),
        [LEGAL_TEXTS, "ord", "ordliste.yaml"] => {
            check.problems.extend(library.load_ordliste().problems.iter().cloned())
        }
        [LEGAL_TEXTS, "ord", "klarspraak.yaml"] => {
            check.problems.extend(library.load_ord(path).problems.iter().cloned());
            check.problems.extend(library.load_klarspraak().problems.iter().cloned());
        }
        [LEGAL_TEXTS, "ord", _] => check.problems.extend(library.load_ord(path).problems.iter().cloned()),
        [LEGAL_TEXTS, "helligdager.yaml"] => check.problems.extend(library.load_helligdager().problems.iter().cloned()),
        [LEGAL_TEXTS, "krav", "feil.yaml"] => check.problems.extend(library.load_feil().problems.iter().cloned()),
        [LEGAL_TEXTS, "krav", _] => check.problems.extend(library.load_krav(path).problems.iter().cloned()),
        [LEGAL_TEXTS, "kanaler.yaml"] => check.problems.extend(library.load_kanaler().problems.iter().cloned()),
        [LEGAL_TEXTS, "klagesetninger.yaml"] => {
            check.problems.extend(library.load_klagesetninger().problems.iter().cloned())
        }
        [LEGAL_TEXTS, "publisering.yaml"] => check.problems.extend(library.load_publisering().problems.iter().cloned()),
        [LEGAL_TEXTS, "rapport.yaml"] => check.problems.extend(library.load_rapport().problems.iter().cloned()),
        [LEGAL_TEXTS, "pakker.yaml"] => check.problems.extend(library.load_pakker().problems.iter().cloned()),
        [LEGAL_TEXTS, "lovskifter.yaml"] => check.problems.extend(library.load_lovskifter().problems.iter().cloned()),
        [LEGAL_TEXTS, "regler", name @ ("felles.yaml" | "egenandel.yaml")] => shared(check, name),
        [LEGAL_TEXTS, "tjenester", _, "tjeneste.yaml"] => {
            check.problems.extend(library.load_tjeneste(path).problems.iter().cloned())
        }
        [LEGAL_TEXTS, "klageordninger", _, "ordning.yaml"] => {
            check.problems.extend(library.load_klageordning(path).problems.iter().cloned())
        }
        [LETTER_TEMPLATES, "avsendere", _, "avsender.yaml"] => {
            check.problems.extend(library.load_avsender(path).problems.iter().cloned())
        }
        [LETTER_TEMPLATES, "avsendere", _, "satser.yaml"] => {
            check.problems.extend(library.load_priser(path).problems.iter().cloned())
        }
        [LEGAL_TEXTS, ..] => check.file_error(
            "TEKST-025",
            path,
            "Fila er ikke av et slag som leses",
            "flytt den ut av mappa, eller rett navnet",
        ),
        _ => {}
    }
}

/// Reads the rules that many services share.
fn shared(check: &mut Check<'_>, name: &str) {
    let problems = match name {
        "felles.yaml" => check.library.load_felles().problems.clone(),
        _ => check.library.load_betaling().problems.clone(),
    };
    check.problems.extend(problems);
}

fn not_a_version(check: &mut Check<'_>, path: &str) {
    let hint = "skriv første dag og målform, for eksempel 2026-07-01.nb.md";
    check.file_error("TEKST-025", path, "Filnavnet sier ikke hvilken versjon dette er", hint);
}

fn invisible_characters(check: &mut Check<'_>, path: &str) {
    let Some(content) = check.library.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return };
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    for (number, line) in (1..).zip(content.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(letter) = line.chars().find(|letter| is_invisible(*letter)) {
            let message = format!("Linja har et tegn som ikke synes (U+{:04X})", u32::from(letter));
            check.error("TEKST-033", path, number, message, "slett tegnet, og skriv mellomrommet eller ordet på nytt");
        }
    }
}
