//! The same library with one file changed, without reading the others again.
//!
//! Comes in: a library, a path and new bytes, or none. Goes out: another library; the first one is as it was.
//! Writes nothing to a disk. A change of what decides the days of laws reads everything anew.

use super::law_data::LawShelves;
use super::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use super::lookup::Shelves;
use super::lovskifte;

impl Library {
    /// The library with one file changed, or gone when there are no bytes.
    #[must_use]
    pub fn with_file(&self, path: &str, bytes: Option<Vec<u8>>) -> Self {
        let mut changed = self.copied(path, bytes);
        if path != lovskifte::path() {
            changed.shelves = self.shelves.without(path);
        }
        changed
    }
}

impl Shelves {
    /// What has been read, but for a file and what is put together from it.
    fn without(&self, path: &str) -> Self {
        let in_folder = |folder: &str| path.starts_with(&format!("{LEGAL_TEXTS}/{folder}/"));
        let kept = |folder: &str| !in_folder(folder);
        // A sender is read together with its prices.
        let senders = !path.starts_with(&format!("{LETTER_TEMPLATES}/avsendere/"));
        let law = &self.law;
        Self {
            texts: self.texts.without(path),
            templates: self.templates.without(path),
            lover: self.lover.without(path),
            tjenester: self.tjenester.without(path),
            klageordninger: self.klageordninger.without(path),
            avsendere: if senders { self.avsendere.without(path) } else { Default::default() },
            priser: self.priser.without(path),
            felles: self.felles.without(path),
            law: LawShelves {
                lovskifter: law.lovskifter.without(path),
                ord_files: law.ord_files.without(path),
                ord: if kept("ord") { law.ord.clone() } else { Default::default() },
                helligdager: law.helligdager.without(path),
                kanaler: law.kanaler.without(path),
                pakker: law.pakker.without(path),
                betaling: law.betaling.without(path),
                klagesetninger: law.klagesetninger.without(path),
                krav: law.krav.without(path),
                feil: law.feil.without(path),
                rapport: law.rapport.without(path),
                klarspraak: law.klarspraak.without(path),
                ordliste: law.ordliste.without(path),
                publisering: law.publisering.without(path),
            },
            sats_files: self.sats_files.without(path),
            grense_files: self.grense_files.without(path),
            satser: if kept("satser") { self.satser.clone() } else { Default::default() },
            grenser: if kept("grenser") { self.grenser.clone() } else { Default::default() },
            // An approval holds for the bytes it was given for.
            godkjenninger: self.godkjenninger.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Maalform;

    #[test]
    fn only_the_changed_file_is_another_one() {
        let library = Library::embedded();
        let day = "2026-11-24".parse().unwrap();
        let body = |library: &Library, id: &str| library.text(id, day, Maalform::Nb).map(|text| text.body.clone());
        let (before, path) = (body(&library, "klage/uenig"), "legal-texts/klage/uenig/2024-06-01.nb.md");
        let text = String::from_utf8(library.bytes(path).unwrap().to_vec()).unwrap();
        let changed = library.with_file(path, Some(format!("{text}Ekstra.\n").into_bytes()));
        assert_ne!(body(&changed, "klage/uenig"), before);
        assert_eq!(body(&library, "klage/uenig"), before);
        assert_eq!(body(&changed, "kontakt"), body(&library, "kontakt"));
        assert_ne!(changed.sha256(path), library.sha256(path));
        assert_eq!(body(&library.with_file(path, None), "klage/uenig"), None);
    }

    #[test]
    fn what_is_put_together_from_several_files_follows() {
        let library = Library::embedded();
        assert!(library.grenser().grenser.contains_key("myndig") && !library.ord().is_empty());
        let without = library.with_file("legal-texts/grenser/alder.yaml", None);
        assert!(!without.grenser().grenser.contains_key("myndig"));
        let words = library.ord().len();
        assert!(library.with_file("legal-texts/ord/klage.yaml", None).ord().len() < words);
    }
}
