//! Who may get what by which channel, and what a graded address forbids.
//!
//! Comes in: `legal-texts/kanaler.yaml`. Goes out: `Kanaler`.
//! Sends nothing and knows no case; `utsending.rs` asks it about a recipient.

use super::data::Source;
use super::hjemmel::Hjemmel;
use crate::sak::sak::{Adressegradering, Partsrolle, Representantrolle};
use crate::yaml::Node;
use std::collections::BTreeMap;

/// What a channel may ask for; `send/rules.rs` looks for each.
const NEEDS: [&str; 7] =
    ["myndig", "ikke-reservert", "bekreftet-kontakt", "oenske", "retningslinje", "domene-paa-liste", "noeytral-tekst"];

/// What follows from a graded address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gradering {
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
    /// Whether the address may be printed.
    pub adresse_i_brev: bool,
    /// Whether others may have a copy.
    pub kopi_til_andre: bool,
    /// Whether the letter may go by a channel without a person.
    pub automatisk_kanal: bool,
    /// What the caseworker does by hand; never says which grading it is.
    pub gjoer: String,
    /// The entry's line in the file.
    pub line: u32,
}

/// A way to reach someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kanal {
    /// Whether it may be used at all.
    pub tillatt: bool,
    /// Whether no person handles the letter on its way.
    pub automatisk: bool,
    /// The recipients it is not made for, as `mottakerord` names them.
    pub ikke_til: Vec<String>,
    /// What must be so first.
    pub krever: Vec<String>,
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
    /// The entry's line in the file.
    pub line: u32,
}

/// The rules of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kanaler {
    /// By the grading's word in the case file.
    pub gradering: BTreeMap<String, Gradering>,
    /// By name.
    pub kanaler: BTreeMap<String, Kanal>,
}

impl Kanaler {
    /// What follows from the grading of an address; nothing when it is not graded.
    pub fn for_grading(&self, gradering: Option<Adressegradering>) -> Option<&Gradering> {
        self.gradering.get(gradering?.word())
    }

    /// What follows from the strictest of several gradings, among those that a person must handle.
    pub(super) fn strictest(&self, gradings: impl Iterator<Item = Adressegradering>) -> Option<&Gradering> {
        let rules = gradings.filter_map(|grading| Some((grading, self.for_grading(Some(grading))?)));
        rules.filter(|(_, rule)| !rule.automatisk_kanal).max_by_key(|(grading, _)| *grading).map(|(_, rule)| rule)
    }
}

/// The words for recipients: the roles of parties and representatives, and the body that decides complaints.
pub fn mottakerord() -> Vec<&'static str> {
    let roles = Partsrolle::WORDS.iter().chain(Representantrolle::WORDS).copied();
    roles.chain([super::utsending::KLAGEINSTANS]).collect()
}

/// Reads the file.
pub(crate) fn read_kanaler(source: &mut Source<'_>) -> Option<Kanaler> {
    let root = source.root()?;
    let known = ["kilde", "kontrollert", "usikkert", "merknad", "gradering", "kanaler"];
    let fields = source.fields(&root, &known)?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let gradering = source.need(fields, "gradering", |source, node| {
        let entries = source.fields(node, Adressegradering::WORDS)?;
        let read =
            entries.iter().filter_map(|(word, line, node)| Some((word.to_owned(), grading(source, line, node)?)));
        Some(read.collect())
    });
    let kanaler = source.need(fields, "kanaler", |source, node| {
        let entries = source.entries(node)?;
        Some(
            entries.iter().filter_map(|(id, line, node)| Some((id.to_owned(), channel(source, line, node)?))).collect(),
        )
    });
    let gradering: BTreeMap<String, Gradering> = gradering?;
    let first = gradering.values().next();
    if let Some(other) = gradering.values().find(|it| first.is_some_and(|first| first.gjoer != it.gjoer)) {
        let message = "Framgangsmåten er ikke lik for alle graderinger, så meldingen røper hvilken det er";
        source.error("TEKST-151", other.line, message).hint = Some("skriv den samme teksten for alle".into());
    }
    Some(Kanaler { gradering, kanaler: kanaler? })
}

fn grading(source: &mut Source<'_>, line: u32, node: &Node) -> Option<Gradering> {
    let known = ["hjemmel", "adresse_i_brev", "kopi_til_andre", "automatisk_kanal", "gjoer", "usikkert"];
    let fields = source.fields(node, &known)?;
    let hjemmel = source.need(fields, "hjemmel", |source, node| source.items(node, Source::hjemmel));
    let adresse_i_brev = source.need(fields, "adresse_i_brev", Source::flag);
    let kopi_til_andre = source.need(fields, "kopi_til_andre", Source::flag);
    let automatisk_kanal = source.need(fields, "automatisk_kanal", Source::flag);
    let gjoer = source.need(fields, "gjoer", |source, node| {
        let text = source.text(node)?;
        let graded = Adressegradering::WORDS.iter().filter(|word| **word != Adressegradering::Ingen.word());
        let says = graded.into_iter().any(|word| text.to_lowercase().contains(word));
        if says {
            let message = "Framgangsmåten sier hvilken gradering det er";
            source.error("TEKST-151", node.line, message).hint = Some("skriv for eksempel «slike adresser»".into());
        }
        Some(text)
    });
    Some(Gradering {
        hjemmel: hjemmel?,
        adresse_i_brev: adresse_i_brev?,
        kopi_til_andre: kopi_til_andre?,
        automatisk_kanal: automatisk_kanal?,
        gjoer: gjoer?,
        line,
    })
}

fn channel(source: &mut Source<'_>, line: u32, node: &Node) -> Option<Kanal> {
    let known = ["tillatt", "automatisk", "ikke_til", "hjemmel", "krever", "merknad", "usikkert"];
    let fields = source.fields(node, &known)?;
    let tillatt = source.need(fields, "tillatt", Source::flag);
    let automatisk = source.need(fields, "automatisk", Source::flag);
    let words = mottakerord();
    let ikke_til = source.list(fields, "ikke_til", |source, node| source.among(node, &words));
    let krever = source.list(fields, "krever", |source, node| source.among(node, &NEEDS));
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    Some(Kanal { tillatt: tillatt?, automatisk: automatisk?, ikke_til, krever, hjemmel, line })
}
