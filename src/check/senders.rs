//! Every sender has its fields, its prices and its logo.

use super::Check;
use crate::suggest::closest;
use crate::texts::ceilings;

/// Checks the senders; what `avsender.yaml` must have was seen when it was read.
pub(super) fn check(check: &mut Check<'_>) {
    let ids = check.library.folders_below("letter-templates/avsendere");
    for id in &ids {
        let folder = format!("letter-templates/avsendere/{id}");
        for name in ["avsender.yaml", "satser.yaml", "logo.svg"] {
            let path = format!("{folder}/{name}");
            if check.library.bytes(&path).is_none() {
                check.file_error(
                    "TEKST-035",
                    &path,
                    format!("Avsenderen mangler {name}"),
                    "lag fila. En annen avsender kan være mønster",
                );
            }
        }
        logo(check, &format!("{folder}/logo.svg"));
        let Some(avsender) = check.library.avsender(id) else { continue };
        check.problems.extend(ceilings::too_high(check.library, &avsender).into_iter().map(|price| price.problem));
        let services = check.library.tjeneste_ids();
        for (tjeneste, choice) in &avsender.klassifisering {
            let line = check.line_with(&avsender.path, "klassifisering:");
            let Some(facts) = check.library.tjeneste(tjeneste) else {
                let near = closest(tjeneste, services.iter().map(String::as_str));
                let hint = near.map_or("bruk navnet på en mappe i legal-texts/tjenester/".to_owned(), |near| {
                    format!("mente du «{near}»?")
                });
                check.error("TEKST-032", &avsender.path, line, format!("Tjenesten «{tjeneste}» finnes ikke"), hint);
                continue;
            };
            let allowed = |class| facts.fakta.iter().any(|fakta| fakta.klasser.contains_key(class));
            if choice.value().is_some_and(|class| !allowed(class)) {
                check.error(
                    "TEKST-032",
                    &avsender.path,
                    line,
                    format!("Tjenesten «{tjeneste}» kan ikke være dette"),
                    "se «klasser» i tjeneste.yaml",
                );
            }
        }
    }
    if ids.is_empty() {
        check.file_error(
            "TEKST-035",
            "letter-templates/avsendere",
            "Det finnes ingen avsendere",
            "lag letter-templates/avsendere/<kommune>/avsender.yaml",
        );
    }
}

/// What a logo may not hold: words need fonts that the letter does not have, and the rest brings something from outside.
const FOREIGN: [&str; 7] = ["text", "tspan", "textpath", "image", "feimage", "script", "foreignobject"];

/// A logo is lines and surfaces of its own.
fn logo(check: &mut Check<'_>, path: &str) {
    let Some(content) = check.library.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return };
    for (number, line) in (1..).zip(content.lines()) {
        let names = line.split('<').skip(1).filter_map(|rest| {
            let name = rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
            Some(name.rsplit(':').next().unwrap_or(name).to_lowercase())
        });
        for name in names.filter(|name| FOREIGN.contains(&name.as_str())) {
            let hint = "lagre logoen som former: gjør tekst om til kurver, og ta bort bilder og skript";
            check.error("TEKST-049", path, number, format!("Logoen har <{name}>"), hint);
        }
    }
}
