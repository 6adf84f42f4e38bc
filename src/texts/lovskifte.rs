//! Changes of law that wait for their day: one dated setting moves every letter from that day on.
//!
//! Comes in: `legal-texts/lovskifter.yaml`. Goes out: the first day of each change, also when it is not set.
//! Does not say what changes: files and entries name the change where others name a date.

use super::data::Source;
use super::library::{LEGAL_TEXTS, Library};
use crate::problem::Problem;
use crate::sak::Tree;
use crate::sak::sak::Sak;
use crate::sak::values::Dato;
use crate::yaml::{self, Node};
use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::Arc;

/// The last of the days that stand for «not decided»: nothing of such a change is ever used.
const UNSET: Date = Date::MAX;

/// The file.
pub(crate) fn path() -> String {
    format!("{LEGAL_TEXTS}/lovskifter.yaml")
}

/// The day of a change that is not decided, by its place in the file: two days apart, so that each has a day before it.
fn never(index: usize) -> Option<Date> {
    UNSET.checked_sub(i64::try_from(index).ok()?.checked_mul(2)?.days()).ok()
}

/// Whose date chooses between the old and the new law (a transitional rule).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VelgesEtter {
    /// The day of the letter.
    Brevdato,
    /// The day the application was received.
    Soeknad,
    /// The day the complaint was received.
    Klage,
}

impl VelgesEtter {
    const WORDS: [&'static str; 3] = ["brevdato", "soeknad", "klage"];
    const ALL: [Self; 3] = [Self::Brevdato, Self::Soeknad, Self::Klage];

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| Self::WORDS[*it as usize] == word)
    }
}

/// One change of law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lovskifte {
    /// What files and entries call it.
    pub id: String,
    /// Its first day; absent while it is not decided.
    pub foerste_dag: Option<Date>,
    /// Whose date chooses.
    pub velges_etter: VelgesEtter,
}

/// The changes of a library, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lovskifter(pub Vec<Lovskifte>);

impl Lovskifter {
    /// The day that a change's id stands for: its first day, or one that never comes; nothing for another word.
    pub fn day(&self, id: &str) -> Option<Date> {
        let index = self.0.iter().position(|it| it.id == id)?;
        self.0[index].foerste_dag.or_else(|| never(index))
    }

    /// A day as messages say it: the name of a change that is not decided, «dagen før» and its name, or the date.
    pub fn print_day(&self, day: Date) -> String {
        let undecided = self.0.iter().enumerate().filter(|(_, it)| it.foerste_dag.is_none());
        let said = |(index, it): (usize, &Lovskifte)| match never(index)? {
            first if first == day => Some(it.id.clone()),
            first if first.yesterday().is_ok_and(|last| last == day) => Some(format!("dagen før {}", it.id)),
            _ => None,
        };
        undecided.filter_map(said).next().unwrap_or_else(|| day.to_string())
    }

    /// Tells whether a day is that of a change that is not decided, or the day before it.
    pub fn is_undecided(&self, day: Date) -> bool {
        self.print_day(day) != day.to_string()
    }

    /// The changes that the bytes of the file tell of; what is wrong with them is found by `read_lovskifter`.
    pub(super) fn of_bytes(bytes: Option<&[u8]>) -> Self {
        let root = bytes.and_then(|bytes| yaml::parse(bytes, "").root);
        let items = root.as_ref().and_then(|root| root.get("lovskifter")).map(Node::items).unwrap_or_default();
        let one = |node: &Node| {
            let word = node.get("velges_etter").and_then(Node::text).and_then(VelgesEtter::from_word);
            Some(Lovskifte {
                id: node.get("id")?.text()?.to_owned(),
                foerste_dag: node.get("foerste_dag").and_then(Node::as_date),
                velges_etter: word.unwrap_or(VelgesEtter::Brevdato),
            })
        };
        Self(items.iter().filter_map(one).collect())
    }

    /// The ids of the changes whose day has come for the letter, but not for the date that chooses.
    pub(super) fn not_yet(&self, brevdato: Date, soeknad: Option<Date>, klage: Option<Date>) -> Vec<String> {
        let chooses = |it: &Lovskifte| match it.velges_etter {
            VelgesEtter::Brevdato => None,
            VelgesEtter::Soeknad => soeknad,
            VelgesEtter::Klage => klage,
        };
        let waits = |it: &&Lovskifte| {
            it.foerste_dag.is_some_and(|first| first <= brevdato && chooses(it).is_some_and(|day| day < first))
        };
        self.0.iter().filter(waits).map(|it| it.id.clone()).collect()
    }

    /// The same changes, with some of them not decided.
    pub(super) fn without(&self, ids: &[String]) -> Self {
        let one =
            |it: &Lovskifte| Lovskifte { foerste_dag: it.foerste_dag.filter(|_| !ids.contains(&it.id)), ..it.clone() };
        Self(self.0.iter().map(one).collect())
    }
}

/// The days of a case that a transitional rule may choose by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Valgdager {
    /// The first and the last application; a demand to see documents is one.
    soeknad: Option<(Date, Date)>,
    /// The complaint.
    klage: Option<Date>,
}

impl Valgdager {
    /// What is dismissed is the application where the case has one, and otherwise the complaint.
    fn of(sak: &Sak) -> Self {
        let day = |it: &Dato| it.date();
        let applied =
            sak.soeknad.iter().map(|soeknad| soeknad.mottatt).chain(sak.innsyn.iter().map(|it| it.krav_mottatt));
        let applied: Vec<Date> = applied.map(Dato::date).collect();
        let complained = sak.klagesak.as_ref().map(|it| &it.klage_mottatt);
        let complained = complained.or(sak.oversendelse.as_ref().map(|it| &it.klage_mottatt));
        let dismissed = sak.avvisning.as_ref().filter(|_| applied.is_empty()).map(|it| &it.mottatt);
        let soeknad = applied.iter().min().copied().zip(applied.iter().max().copied());
        Self { soeknad, klage: complained.or(dismissed).map(day) }
    }
}

impl Library {
    /// The library as it is for a case: a change of law that came after the day that chooses is not there yet.
    /// Where a case has several applications, the first one chooses.
    pub(super) fn for_case(self: &Arc<Self>, sak: &Sak, brevdato: Date) -> Arc<Self> {
        let days = Valgdager::of(sak);
        self.for_dates(brevdato, days.soeknad.map(|(first, _)| first), days.klage)
    }

    /// Says so when the first and the last application of a case fall under different law.
    pub(super) fn division(&self, sak: &Sak, tree: &Tree, brevdato: Date) -> Vec<Problem> {
        let days = Valgdager::of(sak);
        let waiting = |soeknad| self.lovskifter.not_yet(brevdato, Some(soeknad), days.klage);
        let divided = days.soeknad.filter(|(first, last)| waiting(*first) != waiting(*last));
        let message = "Loven skiftet mellom søknadene, og brevet følger loven for den første";
        let warn =
            |_| Problem::warning("TEKST-066", tree.place("soeknad"), message).hint("lag ett brev for hver søknad");
        divided.map(warn).into_iter().collect()
    }

    /// The changes of law that the library tells of.
    pub fn lovskifter(&self) -> &Lovskifter {
        &self.lovskifter
    }
}

/// Reads the file for the check of the library.
pub(crate) fn read_lovskifter(source: &mut Source<'_>) -> Option<Lovskifter> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "usikkert", "merknad", "lovskifter"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let read = |source: &mut Source<'_>, node: &Node| {
        let fields = source.fields(node, &["id", "foerste_dag", "velges_etter", "usikkert", "merknad"])?;
        let id = source.need(fields, "id", Source::text);
        let foerste_dag =
            source.may(fields, "foerste_dag", |source, node| if node.is_null() { None } else { source.date(node) });
        let velges_etter = source.need(fields, "velges_etter", |source, node| {
            source.word(node, &VelgesEtter::WORDS, VelgesEtter::from_word)
        });
        Some(Lovskifte { id: id?, foerste_dag, velges_etter: velges_etter? })
    };
    source.need(fields, "lovskifter", |source, node| source.items(node, read)).map(Lovskifter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn library(setting: &str) -> Library {
        let file = format!("lovskifter:\n  - id: ny-lov\n    foerste_dag: {setting}\n");
        let text = |name: &str| (format!("legal-texts/a/{name}.nb.md"), b"x".to_vec());
        let files = [text("2024-06-01"), text("ny-lov"), (path(), file.into_bytes())];
        Library::from_files(files)
    }

    fn name(library: &Library, day: Date) -> Option<&str> {
        library.version_on("legal-texts/a", day, crate::language::Maalform::Nb)
    }

    #[test]
    fn a_change_without_a_day_is_never_used() {
        assert_eq!(name(&library("null"), date(2100, 12, 31)), Some("legal-texts/a/2024-06-01.nb.md"));
    }

    #[test]
    fn changes_that_are_not_decided_keep_their_own_names() {
        let file = "lovskifter:\n  - {id: en}\n  - {id: to}\n  - {id: tre, foerste_dag: 2028-01-01}\n";
        let lovskifter = Lovskifter::of_bytes(Some(file.as_bytes()));
        let said = |id: &str| {
            let day = lovskifter.day(id).unwrap_or_default();
            [day, day.yesterday().unwrap_or_default()].map(|day| lovskifter.print_day(day))
        };
        assert_eq!(said("en"), ["en", "dagen før en"]);
        assert_eq!(said("to"), ["to", "dagen før to"]);
        assert_eq!(said("tre"), ["2028-01-01", "2027-12-31"]);
        assert_eq!(lovskifter.day("fire"), None);
    }

    #[test]
    fn a_change_with_a_day_is_used_from_that_day_and_not_before() {
        let library = library("2028-01-01\n    velges_etter: soeknad");
        assert_eq!(name(&library, date(2027, 12, 31)), Some("legal-texts/a/2024-06-01.nb.md"));
        assert_eq!(name(&library, date(2028, 1, 1)), Some("legal-texts/a/ny-lov.nb.md"));
    }

    #[test]
    fn a_transitional_rule_keeps_the_old_law_for_older_applications() {
        let library = std::sync::Arc::new(library("2028-01-01\n    velges_etter: soeknad"));
        let day = date(2028, 2, 1);
        let old = library.for_dates(day, Some(date(2027, 12, 31)), None);
        assert_eq!(name(&old, day), Some("legal-texts/a/2024-06-01.nb.md"));
        let new = library.for_dates(day, Some(date(2028, 1, 1)), None);
        assert_eq!(name(&new, day), Some("legal-texts/a/ny-lov.nb.md"));
    }
}
