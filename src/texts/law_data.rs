//! The jurist's lists, read on first use and kept: words, holidays, required elements, channels, packages, small numbers.
//!
//! Comes in: the library. Goes out: shared, parsed values. Texts, services and the register are read by `lookup.rs`.

use super::fraser::Fraser;
use super::helligdager::{Helligdager, read_helligdager};
use super::kanaler::{Kanaler, read_kanaler};
use super::klagesetning::{self, Klagesetninger, read_klagesetninger};
use super::klarspraak::{Klarspraak, Ordliste, PLAIN, WORDS, read_klarspraak, read_ordliste};
use super::krav::{Feilliste, Kravliste, read_feil, read_krav};
use super::library::{LEGAL_TEXTS, Library};
use super::lookup::{Loaded, Shelf};
use super::lovskifte::{self, Lovskifter, read_lovskifter};
use super::ord::{Frase, read_ord};
use super::pakker::{self, Pakker, read_pakker};
use super::payment::{self, Betaling, read_betaling};
use super::publisering::{self, Publisering, read_publisering};
use super::rapport::{Rapportregler, read_rapport};
use std::sync::{Arc, OnceLock};

/// The list of days on which a deadline cannot end.
pub const HOLIDAYS: &str = "legal-texts/helligdager.yaml";

/// The lists that have been read.
#[derive(Debug, Default)]
pub(super) struct LawShelves {
    pub(super) lovskifter: Shelf<Lovskifter>,
    pub(super) ord_files: Shelf<Vec<Frase>>,
    pub(super) ord: OnceLock<Arc<Fraser>>,
    pub(super) helligdager: Shelf<Helligdager>,
    pub(super) kanaler: Shelf<Kanaler>,
    pub(super) klagesetninger: Shelf<Klagesetninger>,
    pub(super) rapport: Shelf<Rapportregler>,
    pub(super) krav: Shelf<Kravliste>,
    pub(super) feil: Shelf<Feilliste>,
    pub(super) klarspraak: Shelf<Klarspraak>,
    pub(super) ordliste: Shelf<Ordliste>,
    pub(super) publisering: Shelf<Publisering>,
    pub(super) pakker: Shelf<Pakker>,
    pub(super) betaling: Shelf<Betaling>,
}

impl Library {
    pub(crate) fn load_lovskifter(&self) -> Arc<Loaded<Lovskifter>> {
        self.shelves.law.lovskifter.get(self, &lovskifte::path(), read_lovskifter)
    }

    pub(crate) fn load_ord(&self, path: &str) -> Arc<Loaded<Vec<Frase>>> {
        self.shelves.law.ord_files.get(self, path, read_ord)
    }

    pub(crate) fn load_helligdager(&self) -> Arc<Loaded<Helligdager>> {
        self.shelves.law.helligdager.get(self, HOLIDAYS, read_helligdager)
    }

    pub(crate) fn load_kanaler(&self) -> Arc<Loaded<Kanaler>> {
        self.shelves.law.kanaler.get(self, &format!("{LEGAL_TEXTS}/kanaler.yaml"), read_kanaler)
    }

    pub(crate) fn load_klagesetninger(&self) -> Arc<Loaded<Klagesetninger>> {
        self.shelves.law.klagesetninger.get(self, &klagesetning::path(), read_klagesetninger)
    }

    /// What sentences about complaints say; nothing when the library does not tell.
    pub fn klagesetninger(&self) -> Option<Arc<Klagesetninger>> {
        self.load_klagesetninger().value.clone()
    }

    /// Who may get what by which channel; nothing when the library does not say.
    pub fn kanaler(&self) -> Option<Arc<Kanaler>> {
        self.load_kanaler().value.clone()
    }

    pub(crate) fn load_rapport(&self) -> Arc<Loaded<Rapportregler>> {
        self.shelves.law.rapport.get(self, &format!("{LEGAL_TEXTS}/rapport.yaml"), read_rapport)
    }

    /// What a report must not show; nothing when the library does not say.
    pub fn rapport(&self) -> Option<Arc<Rapportregler>> {
        self.load_rapport().value.clone()
    }

    pub(crate) fn load_pakker(&self) -> Arc<Loaded<Pakker>> {
        self.shelves.law.pakker.get(self, pakker::PATH, read_pakker)
    }

    /// What stands on packages for dispatch and archive; nothing when the library does not say.
    pub fn pakker(&self) -> Option<Arc<Pakker>> {
        self.load_pakker().value.clone()
    }

    pub(crate) fn load_betaling(&self) -> Arc<Loaded<Betaling>> {
        self.shelves.law.betaling.get(self, &payment::path(), read_betaling)
    }

    /// How high a payment may be; nothing when the library does not say.
    pub fn betaling(&self) -> Option<Arc<Betaling>> {
        self.load_betaling().value.clone()
    }

    pub(crate) fn load_krav(&self, path: &str) -> Arc<Loaded<Kravliste>> {
        self.shelves.law.krav.get(self, path, read_krav)
    }

    pub(crate) fn load_feil(&self) -> Arc<Loaded<Feilliste>> {
        self.shelves.law.feil.get(self, &feil_path(), read_feil)
    }

    pub(crate) fn load_publisering(&self) -> Arc<Loaded<Publisering>> {
        self.shelves.law.publisering.get(self, &publisering::path(), read_publisering)
    }

    /// The words that are wrong from a day on, in the order of the files.
    pub fn ord(&self) -> Arc<Fraser> {
        Arc::clone(self.shelves.law.ord.get_or_init(|| {
            let files =
                self.yaml_in("ord").filter(|path| *path != WORDS).filter_map(|path| self.load_ord(path).value.clone());
            Arc::new(Fraser::new(files.flat_map(|file| file.as_ref().clone()).collect()))
        }))
    }

    /// The days on which a deadline cannot end; nothing when the library does not say.
    pub fn helligdager(&self) -> Option<Arc<Helligdager>> {
        self.load_helligdager().value.clone()
    }

    pub(crate) fn load_klarspraak(&self) -> Arc<Loaded<Klarspraak>> {
        self.shelves.law.klarspraak.get(self, PLAIN, read_klarspraak)
    }

    /// The measure of plain language; nothing when the library has none.
    pub fn klarspraak(&self) -> Option<Arc<Klarspraak>> {
        self.load_klarspraak().value.clone()
    }

    pub(crate) fn load_ordliste(&self) -> Arc<Loaded<Ordliste>> {
        self.shelves.law.ordliste.get(self, WORDS, read_ordliste)
    }

    /// The words that the dictionaries lack.
    pub fn ordliste(&self) -> Arc<Ordliste> {
        self.load_ordliste().value.clone().unwrap_or_default()
    }

    /// What a kind of letter must contain; nothing when the library has no list.
    pub fn krav(&self, brevtype: &str) -> Option<Arc<Kravliste>> {
        self.load_krav(&krav_path(brevtype)).value.clone()
    }

    /// The failures that supervisory bodies have found, and what looks for them.
    pub fn feil(&self) -> Option<Arc<Feilliste>> {
        self.load_feil().value.clone()
    }
}

/// The list of a kind of letter.
pub fn krav_path(brevtype: &str) -> String {
    format!("{LEGAL_TEXTS}/krav/{brevtype}.yaml")
}

/// The list of failures.
pub fn feil_path() -> String {
    format!("{LEGAL_TEXTS}/krav/feil.yaml")
}
