//! What stands on the outside of a letter that goes to a dispatch system or an archive.
//!
//! Comes in: `legal-texts/pakker.yaml`. Goes out: `Pakker`: neutral titles, codes, and why the document is screened.
//! Packs nothing, and does not know how a package is written.

use super::data::{Bilingual, Source};
use super::hjemmel::Hjemmel;
use super::version::in_force;
use crate::sak::sak::{Brevtype, Partsrolle, Representantrolle};
use crate::yaml::Node;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The file, as the library names it.
pub const PATH: &str = "legal-texts/pakker.yaml";
/// The gap that the title of a dispatch has.
const SENDER: &str = "{{avsender.navn}}";

/// A code of the archive with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kode {
    /// The code.
    pub kode: String,
    /// What it stands for.
    pub navn: String,
}

/// How one kind of letter is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registrering {
    /// The kind of document.
    pub dokumenttype: Kode,
    /// The title that the public sees: no name, no service, no outcome.
    pub offentlig_tittel: Bilingual,
}

/// What stands on packages from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pakkefakta {
    /// First day.
    pub fra: Date,
    /// The title in a mailbox, with a gap for the sender's name.
    tittel: Bilingual,
    /// The public title of the case.
    pub mappetittel: Bilingual,
    /// The archive's code for a role in the case; a role without a code has none.
    pub roller: BTreeMap<String, Kode>,
    /// By the word of the kind of letter.
    pub brevtyper: BTreeMap<String, Registrering>,
}

impl Pakkefakta {
    /// The title in a mailbox, which names the sender and nothing else.
    pub fn tittel(&self, maalform: crate::language::Maalform, avsender: &str) -> String {
        self.tittel.get(maalform).replace(SENDER, avsender)
    }
}

/// Why a document is screened, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skjerming {
    /// First day.
    pub fra: Date,
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
    /// The entry's line in the file.
    pub line: u32,
}

/// The file through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pakker {
    /// Why documents are screened.
    pub skjerming: Vec<Skjerming>,
    fakta: Vec<Pakkefakta>,
}

impl Pakker {
    /// What stands on packages on a day.
    pub fn fakta(&self, day: Date) -> Option<&Pakkefakta> {
        in_force(&self.fakta, day, |fakta| fakta.fra)
    }

    /// Why documents are screened on a day.
    pub fn skjermingshjemmel(&self, day: Date) -> Option<&[Hjemmel]> {
        in_force(&self.skjerming, day, |entry| entry.fra).map(|entry| entry.hjemmel.as_slice())
    }
}

/// Reads the file.
pub(crate) fn read_pakker(source: &mut Source<'_>) -> Option<Pakker> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "usikkert", "skjermingshjemmel", "fakta"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let skjerming = source.need(fields, "skjermingshjemmel", |source, node| source.items(node, read_screening));
    let fakta = source.need(fields, "fakta", |source, node| source.items(node, read_fakta));
    Some(Pakker { skjerming: skjerming?, fakta: fakta? })
}

fn read_screening(source: &mut Source<'_>, node: &Node) -> Option<Skjerming> {
    let fields = source.fields(node, &["fra", "hjemmel"])?;
    let fra = source.need(fields, "fra", Source::date);
    let hjemmel = source.need(fields, "hjemmel", |source, node| source.items(node, Source::hjemmel));
    Some(Skjerming { fra: fra?, hjemmel: hjemmel?, line: node.line })
}

fn read_fakta(source: &mut Source<'_>, node: &Node) -> Option<Pakkefakta> {
    let fields = source.fields(node, &["fra", "tittel", "mappetittel", "roller", "brevtyper"])?;
    let fra = source.need(fields, "fra", Source::date);
    let tittel = source.need(fields, "tittel", read_title);
    let mappetittel = source.need(fields, "mappetittel", Source::bilingual);
    let roller = source.need(fields, "roller", |source, node| {
        let words: Vec<&str> = Partsrolle::WORDS.iter().chain(Representantrolle::WORDS).copied().collect();
        let entries = source.fields(node, &words)?;
        Some(entries.iter().filter_map(|(word, _, node)| Some((word.to_owned(), read_code(source, node)?))).collect())
    });
    let brevtyper = source.need(fields, "brevtyper", |source, node| {
        let entries = source.fields(node, Brevtype::WORDS)?;
        let one = |source: &mut Source<'_>, node: &Node| {
            let fields = source.fields(node, &["dokumenttype", "offentlig_tittel"])?;
            let dokumenttype = source.need(fields, "dokumenttype", read_code);
            let offentlig_tittel = source.need(fields, "offentlig_tittel", Source::bilingual);
            Some(Registrering { dokumenttype: dokumenttype?, offentlig_tittel: offentlig_tittel? })
        };
        // Every kind of letter can be archived.
        let read = |word: &&'static str| Some(((*word).to_owned(), source.need(entries, word, one)?));
        Some(Brevtype::WORDS.iter().filter_map(read).collect())
    });
    Some(Pakkefakta { fra: fra?, tittel: tittel?, mappetittel: mappetittel?, roller: roller?, brevtyper: brevtyper? })
}

/// The title names the sender, so that the recipient knows who writes.
fn read_title(source: &mut Source<'_>, node: &Node) -> Option<Bilingual> {
    let title = source.bilingual(node)?;
    let names = |text: &str| text.contains(SENDER) && text.replace(SENDER, "").find(['{', '}']).is_none();
    if names(&title.nb) && names(&title.nn) {
        return Some(title);
    }
    let hint = format!("skriv {SENDER} der avsenderens navn skal stå, og ingen andre felt");
    source.error("TEKST-023", node.line, "Tittelen skal ha plass til avsenderens navn").hint = Some(hint);
    None
}

pub(super) fn read_code(source: &mut Source<'_>, node: &Node) -> Option<Kode> {
    let fields = source.fields(node, &["kode", "navn"])?;
    let kode = source.need(fields, "kode", Source::text);
    let navn = source.need(fields, "navn", Source::text);
    Some(Kode { kode: kode?, navn: navn? })
}
