//! What stands first when the library is published, and where its citations lead.
//!
//! Comes in: `legal-texts/publisering.yaml`. Goes out: `Publisering`, and the web address of a citation.
//! Asks no network: whether an address leads anywhere, a person must try.

use super::data::{Bilingual, Source};
use super::hjemmel::Hjemmel;
use super::library::{LEGAL_TEXTS, Library};
use super::statute::Lov;
use super::version::in_force;
use crate::yaml::Node;
use jiff::civil::Date;

/// The stand-ins of an address.
const NUMMER: &str = "{nummer}";
const PARAGRAF: &str = "{paragraf}";

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publisering {
    /// The introductions, each from its first day.
    pub innledning: Vec<Innledning>,
    /// The addresses, each for the register's ids that begin in a way.
    pub lenker: Vec<(String, String)>,
}

/// An introduction from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Innledning {
    /// The first day.
    pub fra: Date,
    /// The title of the whole.
    pub tittel: Bilingual,
    /// What it rests on.
    pub hjemmel: Vec<Hjemmel>,
    /// The paragraphs in bokmål and nynorsk.
    pub avsnitt: (Vec<String>, Vec<String>),
}

impl Publisering {
    /// The introduction on a day.
    pub fn innledning(&self, day: Date) -> Option<&Innledning> {
        in_force(&self.innledning, day, |it| it.fra)
    }

    /// The web address of a section of a law; nothing when the file has none for such laws.
    pub fn address(&self, lov: &Lov, paragraf: &str) -> Option<String> {
        let found =
            self.lenker.iter().find_map(|(start, address)| Some((lov.lovdata_id.strip_prefix(start)?, address)));
        let (nummer, address) = found?;
        Some(address.replace(NUMMER, nummer).replace(PARAGRAF, paragraf).replace('§', "%C2%A7"))
    }
}

/// The file's path.
pub fn path() -> String {
    format!("{LEGAL_TEXTS}/publisering.yaml")
}

/// Reads the file.
pub(crate) fn read_publisering(source: &mut Source<'_>) -> Option<Publisering> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "usikkert", "innledning", "lenker"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let innledning = source.need(fields, "innledning", |source, node| source.items(node, read_innledning));
    let lenker = source.need(fields, "lenker", |source, node| source.items(node, read_lenke));
    Some(Publisering { innledning: innledning?, lenker: lenker? })
}

fn read_innledning(source: &mut Source<'_>, node: &Node) -> Option<Innledning> {
    let fields = source.fields(node, &["fra", "tittel", "hjemmel", "nb", "nn"])?;
    let fra = source.need(fields, "fra", Source::date);
    let tittel = source.need(fields, "tittel", Source::bilingual);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    let paragraphs = |source: &mut Source<'_>, node: &Node| source.items(node, Source::text);
    let (nb, nn) = (source.need(fields, "nb", paragraphs), source.need(fields, "nn", paragraphs));
    Some(Innledning { fra: fra?, tittel: tittel?, hjemmel, avsnitt: (nb?, nn?) })
}

fn read_lenke(source: &mut Source<'_>, node: &Node) -> Option<(String, String)> {
    let fields = source.fields(node, &["begynner", "adresse"])?;
    let start = source.need(fields, "begynner", Source::text);
    let address = source.need(fields, "adresse", Source::text)?;
    if !address.starts_with("https://") || address.chars().any(|c| c.is_whitespace() || "\"<>".contains(c)) {
        source.error("TEKST-023", fields.line_of("adresse"), "Her skal det stå en adresse som begynner med https://");
        return None;
    }
    Some((start?, address))
}

impl Library {
    /// What stands first when the library is published; nothing when the library does not say.
    pub fn publisering(&self) -> Option<std::sync::Arc<Publisering>> {
        self.load_publisering().value.clone()
    }
}
