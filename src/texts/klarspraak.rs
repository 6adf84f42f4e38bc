//! The jurist's measure of plain language: limits, words, explained terms and exceptions.
//!
//! Comes in: `legal-texts/ord/klarspraak.yaml` and `ordliste.yaml`. Goes out: `Klarspraak` and `Ordliste`.
//! Does not read prose; `workbench/plain.rs` does. The forbidden words of the same file are read by `ord.rs`.

use super::data::{Bilingual, Source};
use super::ord::ready;
use crate::language::Maalform;
use crate::yaml::Node;
use std::collections::BTreeSet;

/// The file with limits, words and exceptions.
pub const PLAIN: &str = "legal-texts/ord/klarspraak.yaml";
/// The file with words that the dictionaries lack.
pub const WORDS: &str = "legal-texts/ord/ordliste.yaml";
/// What the file holds besides the forbidden words.
pub(super) const KEYS: [&str; 8] =
    ["grenser", "forkortelser", "forklart", "faguttrykk", "passiv", "nektinger", "tunge_endelser", "unntak"];

/// How heavy a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Maal {
    /// The highest LIX of a text.
    pub lix: usize,
    /// The most words in a sentence on average.
    pub ord_per_setning: usize,
    /// The most words in any sentence.
    pub lengste_setning: usize,
    /// A text of fewer words is measured by its longest sentence only.
    pub kort_tekst: usize,
    /// The most words with a heavy ending in a sentence.
    pub tunge_ord: usize,
}

/// A term that a text must explain where it uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faguttrykk {
    /// Beginnings of words, in small letters.
    pub finn: Vec<String>,
    /// Any of these in the same text explains it, in small letters.
    pub forklart_med: Vec<String>,
    /// What to write.
    pub bruk: Bilingual,
}

/// How a language makes passives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passiv {
    /// Endings of a verb that is passive by itself.
    pub endelser: Vec<String>,
    /// Verbs that make a participle after them passive.
    pub hjelpeverb: Vec<String>,
    /// Words that may stand between the two.
    pub imellom: Vec<String>,
    /// Endings of participles.
    pub partisipp: Vec<String>,
    /// Words with such endings that are not passives.
    pub ikke: Vec<String>,
}

/// Something that may stand although a rule says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unntak {
    /// The rule, as `Regel` names it.
    pub regel: String,
    /// The word or phrase, in small letters; any when absent.
    pub ord: Option<String>,
    /// The text's id; every text when absent.
    pub tekst: Option<String>,
    /// Its line in the file.
    pub line: u32,
}

/// Everything the file says besides the forbidden words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Klarspraak {
    /// The limits.
    pub maal: Maal,
    /// Abbreviations whose full stop does not end a sentence, in small letters.
    pub forkortelser: Vec<String>,
    /// Abbreviations that are explained, or known to all.
    pub forklart: Vec<String>,
    /// Terms to explain.
    pub faguttrykk: Vec<Faguttrykk>,
    pub(crate) passiv: [Passiv; 2],
    pub(crate) nektinger: [Vec<String>; 2],
    pub(crate) tunge_endelser: [Vec<String>; 2],
    /// The exceptions.
    pub unntak: Vec<Unntak>,
}

impl Klarspraak {
    /// The passives of a language.
    pub fn passiv(&self, maalform: Maalform) -> &Passiv {
        &self.passiv[maalform as usize]
    }

    /// The words that deny, in a language.
    pub fn nektinger(&self, maalform: Maalform) -> &[String] {
        &self.nektinger[maalform as usize]
    }

    /// The endings of nouns made of verbs, in a language.
    pub fn tunge_endelser(&self, maalform: Maalform) -> &[String] {
        &self.tunge_endelser[maalform as usize]
    }
}

/// The names of the rules that an exception can name.
pub const REGLER: [&str; 9] =
    ["lix", "snitt", "lang-setning", "passiv", "tunge-ord", "dobbel-nekting", "uforklart", "henvisninger", "staving"];

/// Reads the file.
pub(crate) fn read_klarspraak(source: &mut Source<'_>) -> Option<Klarspraak> {
    let root = source.root()?;
    let fields = source.entries(&root)?;
    let maal = source.need(fields, "grenser", read_maal);
    let small = |source: &mut Source<'_>, node: &Node| source.text(node).map(|text| ready(&text));
    Some(Klarspraak {
        maal: maal?,
        forkortelser: source.list(fields, "forkortelser", small),
        forklart: source.list(fields, "forklart", Source::text),
        faguttrykk: source.list(fields, "faguttrykk", read_faguttrykk),
        passiv: source.may(fields, "passiv", |source, node| both(source, node, read_passiv)).unwrap_or_default(),
        nektinger: source.may(fields, "nektinger", |source, node| both(source, node, words)).unwrap_or_default(),
        tunge_endelser: source
            .may(fields, "tunge_endelser", |source, node| both(source, node, words))
            .unwrap_or_default(),
        unntak: source.list(fields, "unntak", read_unntak),
    })
}

fn read_maal(source: &mut Source<'_>, node: &Node) -> Option<Maal> {
    let fields =
        source.fields(node, &["lix", "ord_per_setning", "lengste_setning", "kort_tekst", "tunge_ord_i_setning"])?;
    let lix = source.need(fields, "lix", Source::number);
    let ord_per_setning = source.need(fields, "ord_per_setning", Source::number);
    let lengste_setning = source.need(fields, "lengste_setning", Source::number);
    let kort_tekst = source.need(fields, "kort_tekst", Source::number);
    let tunge_ord = source.need(fields, "tunge_ord_i_setning", Source::number);
    Some(Maal {
        lix: lix?,
        ord_per_setning: ord_per_setning?,
        lengste_setning: lengste_setning?,
        kort_tekst: kort_tekst?,
        tunge_ord: tunge_ord?,
    })
}

/// The same kind of value for both languages.
fn both<T>(
    source: &mut Source<'_>,
    node: &Node,
    mut read: impl FnMut(&mut Source<'_>, &Node) -> Option<T>,
) -> Option<[T; 2]> {
    let fields = source.fields(node, &["nb", "nn"])?;
    let (nb, nn) = (source.need(fields, "nb", &mut read), source.need(fields, "nn", &mut read));
    Some([nb?, nn?])
}

fn words(source: &mut Source<'_>, node: &Node) -> Option<Vec<String>> {
    source.items(node, |source, node| source.text(node).map(|text| ready(&text)))
}

fn read_passiv(source: &mut Source<'_>, node: &Node) -> Option<Passiv> {
    let fields = source.fields(node, &["endelser", "hjelpeverb", "imellom", "partisipp", "ikke"])?;
    let mut list = |key: &str| source.may(fields, key, words).unwrap_or_default();
    Some(Passiv {
        endelser: list("endelser"),
        hjelpeverb: list("hjelpeverb"),
        imellom: list("imellom"),
        partisipp: list("partisipp"),
        ikke: list("ikke"),
    })
}

fn read_faguttrykk(source: &mut Source<'_>, node: &Node) -> Option<Faguttrykk> {
    let fields = source.fields(node, &["finn", "forklart_med", "bruk"])?;
    let finn = source.need(fields, "finn", words);
    let forklart_med = source.need(fields, "forklart_med", words);
    let bruk = source.need(fields, "bruk", Source::bilingual);
    Some(Faguttrykk { finn: finn?, forklart_med: forklart_med?, bruk: bruk? })
}

fn read_unntak(source: &mut Source<'_>, node: &Node) -> Option<Unntak> {
    let fields = source.fields(node, &["regel", "ord", "tekst", "hvorfor"])?;
    let rule = |word: &str| REGLER.iter().find(|regel| **regel == word).map(|regel| (*regel).to_owned());
    let regel = source.need(fields, "regel", |source, node| source.word(node, &REGLER, rule));
    let ord = source.may(fields, "ord", Source::text).map(|text| ready(&text));
    let tekst = source.may(fields, "tekst", Source::text);
    source.need(fields, "hvorfor", Source::text)?;
    if ord.is_none() && tekst.is_none() {
        source.error("TEKST-022", node.line, "Unntaket sier verken ord eller tekst").hint =
            Some("skriv «ord: …» eller «tekst: …»".into());
        return None;
    }
    Some(Unntak { regel: regel?, ord, tekst, line: node.line })
}

/// Words that are right although the dictionaries lack them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ordliste {
    begge: BTreeSet<String>,
    nb: BTreeSet<String>,
    nn: BTreeSet<String>,
}

impl Ordliste {
    /// Tells whether a word, in small letters, is on the list.
    pub fn has(&self, word: &str, maalform: Maalform) -> bool {
        self.begge.contains(word) || maalform.choose(&self.nb, &self.nn).contains(word)
    }
}

/// Reads the list of words.
pub(crate) fn read_ordliste(source: &mut Source<'_>) -> Option<Ordliste> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "merknad", "begge", "nb", "nn"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let mut list = |key: &str| source.may(fields, key, words).unwrap_or_default().into_iter().collect();
    Some(Ordliste { begge: list("begge"), nb: list("nb"), nn: list("nn") })
}
