//! A sender's own settings for SvarUt and the archive: the blocks `svarut` and `arkiv` of `avsender.yaml`.
//!
//! Comes in: the blocks. Goes out: settings, each confirmed or not. Without a block SvarUt has what is safe, and the
//! archive nothing, because its code for access is its own. Packs nothing.

use super::avsender::{Local, local};
use super::data::Source;
use super::pakker::{Kode, read_code};
use crate::yaml::Node;

/// How strongly a recipient must identify herself to open a letter in SvarUt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sikkerhetsnivaa {
    /// SvarUt's level 3.
    #[default]
    Betydelig,
    /// SvarUt's level 4, which takes encrypted documents only.
    Hoyeste,
}

impl Sikkerhetsnivaa {
    const WORDS: [&str; 2] = ["BETYDELIG", "HOYESTE"];

    /// The word of SvarUt.
    pub fn word(self) -> &'static str {
        match self {
            Self::Betydelig => Self::WORDS[0],
            Self::Hoyeste => Self::WORDS[1],
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Betydelig, Self::Hoyeste].into_iter().find(|level| level.word() == word)
    }
}

/// Settings for SvarUt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SvarUt {
    /// Who pays for the postage.
    pub konteringskode: Option<Local<String>>,
    /// How strongly the recipient must identify herself.
    pub sikkerhetsnivaa: Sikkerhetsnivaa,
    /// Whether letters on paper are printed on both sides.
    pub tosidig: bool,
    /// Whether letters on paper are printed in colour.
    pub farger: bool,
}

impl Default for SvarUt {
    fn default() -> Self {
        Self { konteringskode: None, sikkerhetsnivaa: Sikkerhetsnivaa::default(), tosidig: true, farger: false }
    }
}

/// Settings for the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arkiv {
    /// The archive's code for who may see the document.
    pub tilgangskode: Local<Kode>,
    /// Why the document is screened, in the archive's own words, instead of the library's.
    pub skjermingshjemmel: Option<Local<String>>,
    /// The name by which the archive knows the system that the case number comes from.
    pub fagsystem: Option<Local<String>>,
}

/// Reads the block `svarut`.
pub(super) fn read_svarut(source: &mut Source<'_>, node: &Node) -> Option<SvarUt> {
    let fields = source.fields(node, &["konteringskode", "sikkerhetsnivaa", "tosidig", "farger"])?;
    let usual = SvarUt::default();
    let konteringskode = source.may(fields, "konteringskode", |source, node| local(source, node, accounting));
    let sikkerhetsnivaa = source.may(fields, "sikkerhetsnivaa", |source, node| {
        source.word(node, &Sikkerhetsnivaa::WORDS, Sikkerhetsnivaa::from_word)
    });
    let tosidig = source.may(fields, "tosidig", Source::flag).unwrap_or(usual.tosidig);
    let farger = source.may(fields, "farger", Source::flag).unwrap_or(usual.farger);
    Some(SvarUt { konteringskode, sikkerhetsnivaa: sikkerhetsnivaa.unwrap_or_default(), tosidig, farger })
}

/// SvarUt's own rule for the code: at most twenty letters, digits and `_ - .`.
fn accounting(source: &mut Source<'_>, node: &Node) -> Option<String> {
    let text = source.text(node)?;
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "_-.øæåØÆÅ".contains(letter);
    if text.chars().count() <= 20 && text.chars().all(fits) {
        return Some(text);
    }
    let hint = "skriv høyst tjue bokstaver og sifre, uten mellomrom".to_owned();
    source.error("TEKST-023", node.line, "Konteringskoden kan ikke skrives slik").hint = Some(hint);
    None
}

/// Reads the block `arkiv`.
pub(super) fn read_arkiv(source: &mut Source<'_>, node: &Node) -> Option<Arkiv> {
    let fields = source.fields(node, &["tilgangskode", "skjermingshjemmel", "fagsystem"])?;
    let tilgangskode = source.need(fields, "tilgangskode", |source, node| local(source, node, read_code));
    let mut text = |name| source.may(fields, name, |source, node| local(source, node, Source::text));
    let (skjermingshjemmel, fagsystem) = (text("skjermingshjemmel"), text("fagsystem"));
    Some(Arkiv { tilgangskode: tilgangskode?, skjermingshjemmel, fagsystem })
}

/// What of the settings is not confirmed, as the field's name and what is missing.
pub(super) fn unconfirmed<'a>(svarut: &'a SvarUt, arkiv: Option<&'a Arkiv>) -> Vec<(String, &'a str)> {
    let text = |name: &str, local: &'a Option<Local<String>>| {
        local.as_ref().and_then(|local| Some((name.to_owned(), local.unconfirmed()?)))
    };
    let code = arkiv.and_then(|arkiv| Some(("arkiv.tilgangskode".to_owned(), arkiv.tilgangskode.unconfirmed()?)));
    let archive = arkiv.into_iter().flat_map(|arkiv| {
        [text("arkiv.skjermingshjemmel", &arkiv.skjermingshjemmel), text("arkiv.fagsystem", &arkiv.fagsystem)]
    });
    [text("svarut.konteringskode", &svarut.konteringskode), code].into_iter().chain(archive).flatten().collect()
}
