//! What the library's files say, read on first use and kept.
//!
//! Comes in: the library and an id, a day, a language. Goes out: shared, parsed values, and what is wrong with a file.
//! Each file is read once, whoever asks; nothing is read that nobody asks for.

use super::approval::Godkjenninger;
use super::avsender::{Avsender, Pris, read_avsender, read_priser};
use super::data::Source;
use super::felles::{FellesRegler, read_felles};
use super::grense::{Grenser, read_grenser};
use super::klageordning::{Klageordning, read_klageordning};
use super::law_data::LawShelves;
use super::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use super::sats::{SatsFile, Satser, read_satser};
use super::statute::{Lov, read_lov};
use super::text::{Template, Text, read_template, read_text};
use super::tjeneste::{Tjeneste, read_tjeneste};
use crate::language::Maalform;
use crate::problem::Problem;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// What could be read of a file, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Loaded<T> {
    pub(crate) value: Option<Arc<T>>,
    pub(crate) problems: Vec<Problem>,
}

/// The files of one kind that have been read, by path.
#[derive(Debug)]
pub(super) struct Shelf<T>(RwLock<HashMap<String, Arc<Loaded<T>>>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(RwLock::new(HashMap::new()))
    }
}

impl<T> Shelf<T> {
    /// The same files, read already, but for one.
    pub(super) fn without(&self, path: &str) -> Self {
        let read = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Self(RwLock::new(
            read.iter().filter(|(name, _)| *name != path).map(|(name, it)| (name.clone(), Arc::clone(it))).collect(),
        ))
    }

    pub(super) fn get(
        &self,
        library: &Library,
        path: &str,
        read: impl FnOnce(&mut Source<'_>) -> Option<T>,
    ) -> Arc<Loaded<T>> {
        if let Some(loaded) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Arc::clone(loaded);
        }
        if library.bytes(path).is_none() {
            return Arc::new(Loaded { value: None, problems: Vec::new() });
        }
        let mut source = Source::new(library, path);
        let value = read(&mut source).map(Arc::new);
        let loaded = Arc::new(Loaded { value, problems: source.into_problems() });
        let mut shelf = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(shelf.entry(path.to_owned()).or_insert(loaded))
    }
}

/// Everything that has been read.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    pub(super) texts: Shelf<Text>,
    pub(super) templates: Shelf<Template>,
    pub(super) lover: Shelf<Lov>,
    pub(super) tjenester: Shelf<Tjeneste>,
    pub(super) klageordninger: Shelf<Klageordning>,
    pub(super) avsendere: Shelf<Avsender>,
    pub(super) priser: Shelf<BTreeMap<String, Pris>>,
    pub(super) felles: Shelf<FellesRegler>,
    pub(super) law: LawShelves,
    pub(super) sats_files: Shelf<SatsFile>,
    pub(super) grense_files: Shelf<Grenser>,
    pub(super) satser: OnceLock<Arc<Satser>>,
    pub(super) grenser: OnceLock<Arc<Grenser>>,
    pub(super) godkjenninger: OnceLock<Arc<Godkjenninger>>,
}

impl Library {
    pub(crate) fn load_text(&self, path: &str) -> Arc<Loaded<Text>> {
        self.shelves.texts.get(self, path, read_text)
    }

    pub(crate) fn load_template(&self, path: &str) -> Arc<Loaded<Template>> {
        self.shelves.templates.get(self, path, read_template)
    }

    pub(crate) fn load_lov(&self, path: &str) -> Arc<Loaded<Lov>> {
        self.shelves.lover.get(self, path, read_lov)
    }

    pub(crate) fn load_tjeneste(&self, path: &str) -> Arc<Loaded<Tjeneste>> {
        self.shelves.tjenester.get(self, path, read_tjeneste)
    }

    pub(crate) fn load_klageordning(&self, path: &str) -> Arc<Loaded<Klageordning>> {
        self.shelves.klageordninger.get(self, path, read_klageordning)
    }

    /// The rules that many services share.
    pub(crate) fn load_felles(&self) -> Arc<Loaded<FellesRegler>> {
        self.shelves.felles.get(self, &format!("{LEGAL_TEXTS}/regler/felles.yaml"), read_felles)
    }

    pub(crate) fn load_priser(&self, path: &str) -> Arc<Loaded<BTreeMap<String, Pris>>> {
        self.shelves.priser.get(self, path, read_priser)
    }

    pub(crate) fn load_satser(&self, path: &str) -> Arc<Loaded<SatsFile>> {
        self.shelves.sats_files.get(self, path, read_satser)
    }

    pub(crate) fn load_grenser(&self, path: &str) -> Arc<Loaded<Grenser>> {
        self.shelves.grense_files.get(self, path, read_grenser)
    }

    pub(crate) fn load_avsender(&self, path: &str) -> Arc<Loaded<Avsender>> {
        self.shelves.avsendere.get(self, path, |source| {
            let mut avsender = read_avsender(source)?;
            let priser_path = path.replace("avsender.yaml", "satser.yaml");
            if let Some(priser) = self.load_priser(&priser_path).value.as_deref() {
                avsender.priser = priser.clone();
                avsender.priser_path = Some(priser_path);
            }
            Some(avsender)
        })
    }

    /// The text that holds on a day in a language; nothing when there is none, or it cannot be read.
    pub fn text(&self, id: &str, day: Date, maalform: Maalform) -> Option<Arc<Text>> {
        let folder = format!("{LEGAL_TEXTS}/{id}");
        let text = self.load_text(self.version_on(&folder, day, maalform)?).value.clone()?;
        text.front.opphevet.is_none_or(|opphevet| day < opphevet).then_some(text)
    }

    /// The template of a kind of letter that holds on a day in a language.
    pub fn template(&self, brevtype: &str, day: Date, maalform: Maalform) -> Option<Arc<Template>> {
        let folder = format!("{LETTER_TEMPLATES}/{brevtype}");
        self.load_template(self.version_on(&folder, day, maalform)?).value.clone()
    }

    /// The piece of templates that holds on a day in a language.
    pub fn piece(&self, navn: &str, day: Date, maalform: Maalform) -> Option<Arc<Template>> {
        self.template(&format!("deler/{navn}"), day, maalform)
    }

    /// A law of the register.
    pub fn lov(&self, id: &str) -> Option<Arc<Lov>> {
        self.load_lov(&lov_path(id)).value.clone()
    }

    /// A service.
    pub fn tjeneste(&self, id: &str) -> Option<Arc<Tjeneste>> {
        self.load_tjeneste(&tjeneste_path(id)).value.clone()
    }

    /// A complaint rule.
    pub fn klageordning(&self, id: &str) -> Option<Arc<Klageordning>> {
        self.load_klageordning(&format!("{LEGAL_TEXTS}/klageordninger/{id}/ordning.yaml")).value.clone()
    }

    /// A sender with its local prices.
    pub fn avsender(&self, id: &str) -> Option<Arc<Avsender>> {
        self.load_avsender(&avsender_path(id)).value.clone()
    }

    /// Every rate.
    pub fn satser(&self) -> Arc<Satser> {
        Arc::clone(self.shelves.satser.get_or_init(|| {
            let mut all = Satser::default();
            for path in self.yaml_in("satser") {
                let loaded = self.load_satser(path);
                let Some(file) = loaded.value.as_deref() else { continue };
                all.satser.extend(file.satser.clone());
                if let Some(grunnbeloep) = &file.grunnbeloep {
                    all.grunnbeloep.clone_from(grunnbeloep);
                    all.grunnbeloep_path = Some(path.to_owned());
                }
            }
            Arc::new(all)
        }))
    }

    /// Every limit.
    pub fn grenser(&self) -> Arc<Grenser> {
        Arc::clone(self.shelves.grenser.get_or_init(|| {
            let mut all = Grenser::default();
            for file in self.yaml_in("grenser").filter_map(|path| self.load_grenser(path).value.clone()) {
                all.grenser.extend(file.grenser.clone());
                all.foerste_brevdato = all.foerste_brevdato.or(file.foerste_brevdato);
            }
            Arc::new(all)
        }))
    }

    /// The approvals.
    pub fn godkjenninger(&self) -> Arc<Godkjenninger> {
        Arc::clone(self.shelves.godkjenninger.get_or_init(|| Arc::new(Godkjenninger::read(self).0)))
    }

    /// The YAML files directly in a folder of `legal-texts/`, sorted.
    pub(crate) fn yaml_in<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a str> {
        let folder = format!("{LEGAL_TEXTS}/{folder}");
        let paths: Vec<&str> = self
            .paths_below(&folder)
            .filter(|path| path.ends_with(".yaml") && !path[folder.len() + 1..].contains('/'))
            .collect();
        paths.into_iter()
    }

    /// The ids of the services, sorted.
    pub fn tjeneste_ids(&self) -> Vec<String> {
        let ids = self.folders_below(&format!("{LEGAL_TEXTS}/tjenester")).into_iter();
        ids.filter(|id| self.has_tjeneste(id)).collect()
    }

    /// Whether there is a service with an id.
    pub fn has_tjeneste(&self, id: &str) -> bool {
        self.bytes(&tjeneste_path(id)).is_some()
    }

    /// The ids of the senders, sorted.
    pub fn avsender_ids(&self) -> Vec<String> {
        let ids = self.folders_below(&format!("{LETTER_TEMPLATES}/avsendere")).into_iter();
        ids.filter(|id| self.bytes(&avsender_path(id)).is_some()).collect()
    }

    /// The ids of the grounds for changing a decision, sorted.
    pub fn endringsgrunnlag_ids(&self) -> Vec<String> {
        self.folders_below(&format!("{LEGAL_TEXTS}/endringsgrunnlag"))
    }

    /// The ids of the laws, sorted.
    pub fn lov_ids(&self) -> Vec<String> {
        let names = self.yaml_in("lover").filter_map(|path| path.rsplit('/').next()?.strip_suffix(".yaml"));
        names.map(str::to_owned).collect()
    }

    /// The ids of the texts, sorted.
    pub fn text_ids(&self) -> Vec<String> {
        self.text_ids_in(LEGAL_TEXTS)
    }

    /// The ids of the texts in a folder and below it, such as `tjenester/bpa`, sorted.
    pub fn text_ids_below(&self, id: &str) -> Vec<String> {
        self.text_ids_in(&format!("{LEGAL_TEXTS}/{id}"))
    }

    fn text_ids_in(&self, folder: &str) -> Vec<String> {
        let ids = self.paths_below(folder).filter_map(|path| super::text::id_and_version(self, path, LEGAL_TEXTS));
        let mut ids: Vec<String> = ids.map(|(id, _)| id.to_owned()).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// The register's file for a law.
pub(crate) fn lov_path(id: &str) -> String {
    format!("{LEGAL_TEXTS}/lover/{id}.yaml")
}

fn tjeneste_path(id: &str) -> String {
    format!("{LEGAL_TEXTS}/tjenester/{id}/tjeneste.yaml")
}

fn avsender_path(id: &str) -> String {
    format!("{LETTER_TEMPLATES}/avsendere/{id}/avsender.yaml")
}
