//! What a sentence about complaints claims: how long, and who decides; and words that say the party disagrees.
//!
//! Comes in: `legal-texts/klagesetninger.yaml`. Goes out: `Klagesetninger`, which reads one sentence at a time.
//! Knows no deadline and no body: it counts what was typed, and the case's complaint rules say what is right.

use super::data::Source;
use super::klageordning::Klageinstans;
use super::library::LEGAL_TEXTS;
use super::ord::{ready, starts_word};
use crate::yaml::Node;
use std::collections::BTreeMap;

/// Which sentences are about something: a word of each list, outside the excepted phrases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kjennetegn {
    setning: Vec<Vec<String>>,
    unntak: Vec<String>,
}

/// A body, and which one of the complaint rules' it is; none for one that decides no such complaints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    instans: Option<Klageinstans>,
    finn: Vec<String>,
}

/// The file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Klagesetninger {
    frist: Kjennetegn,
    enheter: Vec<(u32, Vec<String>)>,
    tall: BTreeMap<String, u32>,
    instans: Kjennetegn,
    organer: Vec<Organ>,
    uenighet: Vec<String>,
}

/// Where the file stands.
pub(crate) fn path() -> String {
    format!("{LEGAL_TEXTS}/klagesetninger.yaml")
}

impl Kjennetegn {
    /// The sentences of a text made ready by `ready` that are about it.
    fn sentences<'t>(&self, ready: &'t str) -> Vec<&'t str> {
        // Most texts lack a word of some list altogether, so they need not be cut up.
        if !self.has_each(ready) {
            return Vec::new();
        }
        let fits = |sentence: &&str| self.has_each(sentence) && !has_one(sentence, &self.unntak);
        ready.split(['.', '!', '?']).map(str::trim).filter(fits).collect()
    }

    fn has_each(&self, ready: &str) -> bool {
        self.setning.iter().all(|words| has_one(ready, words))
    }
}

fn has_one(ready: &str, words: &[String]) -> bool {
    words.iter().any(|word| starts_word(ready, word))
}

impl Klagesetninger {
    /// The deadlines in days that a text made ready by `ready` claims for complaints.
    pub fn deadlines(&self, ready: &str) -> Vec<u32> {
        self.frist.sentences(ready).into_iter().flat_map(|sentence| self.periods(sentence)).collect()
    }

    /// Every number that stands right before a unit.
    fn periods(&self, sentence: &str) -> Vec<u32> {
        let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let number = |word: &str| word.parse().ok().or_else(|| self.tall.get(word).copied());
        let days = |word: &str| self.enheter.iter().find(|(_, finn)| finn.iter().any(|unit| word.starts_with(unit)));
        let pairs = words.windows(2).filter_map(|pair| Some((number(pair[0])?, days(pair[1])?.0)));
        pairs.filter_map(|(number, days)| number.checked_mul(days)).collect()
    }

    /// The bodies that a text made ready by `ready` claims decide complaints, each with the sentence that says so.
    pub fn bodies<'t>(&self, ready: &'t str) -> Vec<(Option<Klageinstans>, &'t str)> {
        let named = |sentence: &'t str| {
            let has = move |organ: &&Organ| has_one(sentence, &organ.finn);
            self.organer.iter().filter(has).map(move |organ| (organ.instans, sentence))
        };
        self.instans.sentences(ready).into_iter().flat_map(named).collect()
    }

    /// Tells whether a text made ready by `ready` says that someone disagrees.
    pub fn disagrees(&self, ready: &str) -> bool {
        has_one(ready, &self.uenighet)
    }
}

/// Reads the file.
pub(crate) fn read_klagesetninger(source: &mut Source<'_>) -> Option<Klagesetninger> {
    let root = source.root()?;
    let known = ["kilde", "kontrollert", "usikkert", "merknad", "klagefrist", "klageinstans", "uenighet"];
    let fields = source.fields(&root, &known)?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let deadline = source.need(fields, "klagefrist", |source, node| {
        let fields = source.fields(node, &["setning", "unntak", "enheter", "tall"])?;
        let enheter = source.need(fields, "enheter", |source, node| source.items(node, unit));
        let tall = source.need(fields, "tall", |source, node| {
            let entries = source.entries(node)?;
            let one = |(word, _, node): (&str, u32, &Node)| Some((ready(word), source.number(node)?));
            Some(entries.iter().filter_map(one).collect())
        });
        Some((signs(source, node)?, enheter?, tall?))
    });
    let body = source.need(fields, "klageinstans", |source, node| {
        let fields = source.fields(node, &["setning", "unntak", "organer"])?;
        let organer = source.need(fields, "organer", |source, node| source.items(node, organ));
        Some((signs(source, node)?, organer?))
    });
    let uenighet = source.need(fields, "uenighet", words);
    let ((frist, enheter, tall), (instans, organer)) = (deadline?, body?);
    Some(Klagesetninger { frist, enheter, tall, instans, organer, uenighet: uenighet? })
}

fn words(source: &mut Source<'_>, node: &Node) -> Option<Vec<String>> {
    source.items(node, |source, node| source.text(node).map(|text| ready(&text)))
}

fn signs(source: &mut Source<'_>, node: &Node) -> Option<Kjennetegn> {
    let fields = source.entries(node)?;
    let setning = source.need(fields, "setning", |source, node| source.items(node, words));
    let unntak = source.may(fields, "unntak", words).unwrap_or_default();
    Some(Kjennetegn { setning: setning?, unntak })
}

fn unit(source: &mut Source<'_>, node: &Node) -> Option<(u32, Vec<String>)> {
    let fields = source.fields(node, &["dager", "finn"])?;
    let dager = source.need(fields, "dager", Source::number);
    Some((dager?, source.need(fields, "finn", words)?))
}

fn organ(source: &mut Source<'_>, node: &Node) -> Option<Organ> {
    let fields = source.fields(node, &["instans", "finn"])?;
    let instans = source.may(fields, "instans", Klageinstans::read);
    Some(Organ { instans, finn: source.need(fields, "finn", words)? })
}
