//! Every version has its twin in the other language, and ends as it says.

use super::Check;
use crate::language::Maalform;
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES};
use crate::texts::text::id_and_version;
use crate::texts::version::Version;
use std::collections::{BTreeMap, BTreeSet};

/// Checks the chain of versions in every folder of prose and templates.
pub(super) fn check(check: &mut Check<'_>) {
    let mut folders: BTreeMap<String, BTreeSet<Version>> = BTreeMap::new();
    for (top, path) in [LEGAL_TEXTS, LETTER_TEMPLATES]
        .into_iter()
        .flat_map(|top| check.library.paths_below(top).map(move |path| (top, path)))
    {
        if let Some((id, version)) = id_and_version(check.library, path, top) {
            folders.entry(format!("{top}/{id}")).or_default().insert(version);
        }
    }
    let lovskifter = check.library.lovskifter();
    for (folder, versions) in &folders {
        for version in versions {
            let other = version.maalform.choose(Maalform::Nn, Maalform::Nb);
            let twin = Version { maalform: other, ..*version };
            if !versions.contains(&twin) {
                let (_, id) = folder.split_once('/').unwrap_or_default();
                let message =
                    format!("«{id}» finnes ikke på {} for {}", other.name(), lovskifter.print_day(version.fra));
                let hint =
                    format!("lag {}", check.library.place(&format!("{folder}/{}", twin.file_name(lovskifter))).file);
                check.file_error("TEKST-004", &format!("{folder}/{}", version.file_name(lovskifter)), message, hint);
            }
        }
    }
    ends(check);
}

/// `opphevet` comes after the first day, is the same in both languages, and has no successor.
fn ends(check: &mut Check<'_>) {
    for text in check.texts.clone() {
        let Some(opphevet) = text.front.opphevet else { continue };
        let line = check.line_with(&text.path, "opphevet:");
        if opphevet <= text.version.fra {
            check.error(
                "TEKST-026",
                &text.path,
                line,
                "Teksten er opphevet før den begynner å gjelde",
                "rett «opphevet»",
            );
        }
        let folder = format!("{LEGAL_TEXTS}/{}", text.id);
        let has_later = check.library.versions(&folder).any(|(other, _)| other.fra > text.version.fra);
        if has_later {
            check.error(
                "TEKST-026",
                &text.path,
                line,
                "Teksten er opphevet, men har en senere versjon",
                "ta bort «opphevet», versjonen gjelder til den neste",
            );
        }
        let twin = check.texts.iter().find(|other| {
            other.id == text.id
                && other.version.fra == text.version.fra
                && other.version.maalform != text.version.maalform
        });
        if twin.is_some_and(|twin| twin.front.opphevet != Some(opphevet)) {
            check.error(
                "TEKST-026",
                &text.path,
                line,
                "Målformene er ikke opphevet samme dag",
                "skriv samme «opphevet» i begge filene",
            );
        }
    }
}
