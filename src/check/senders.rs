//! Every sender has its fields, its prices and its logo.

use super::Check;
use crate::texts::data::suggest;

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
        let Some(avsender) = check.library.avsender(id) else { continue };
        let services = check.library.tjeneste_ids();
        for (tjeneste, choice) in &avsender.klassifisering {
            let line = check.line_with(&avsender.path, "klassifisering:");
            let Some(facts) = check.library.tjeneste(tjeneste) else {
                let near = suggest(tjeneste, services.iter().map(String::as_str));
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
