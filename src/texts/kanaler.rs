//! Who may get what by which channel, and what a graded address forbids.
//!
//! Comes in: `legal-texts/kanaler.yaml`. Goes out: `Kanaler`.
//! Sends nothing; the rooms that make and deliver letters ask here.

use super::data::Source;
use super::hjemmel::Hjemmel;
use crate::sak::sak::Adressegradering;
use crate::yaml::Node;
use std::collections::BTreeMap;

/// What follows from a graded address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gradering {
    /// Whether the address may be printed.
    pub adresse_i_brev: bool,
    /// Whether others may have a copy.
    pub kopi_til_andre: bool,
    /// Whether the letter may go by a channel without a person.
    pub automatisk_kanal: bool,
}

/// A way to reach someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kanal {
    /// Whether it may be used at all.
    pub tillatt: bool,
    /// What must be so first.
    pub krever: Vec<String>,
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
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
    pub fn for_grading(&self, gradering: Option<Adressegradering>) -> Option<Gradering> {
        self.gradering.get(gradering?.word()).copied()
    }
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
        Some(
            entries.iter().filter_map(|(word, _, node)| Some((word.to_owned(), read_grading(source, node)?))).collect(),
        )
    });
    let kanaler = source.need(fields, "kanaler", |source, node| {
        let entries = source.entries(node)?;
        Some(entries.iter().filter_map(|(id, _, node)| Some((id.to_owned(), read_channel(source, node)?))).collect())
    });
    Some(Kanaler { gradering: gradering?, kanaler: kanaler? })
}

fn read_grading(source: &mut Source<'_>, node: &Node) -> Option<Gradering> {
    let fields = source.fields(node, &["adresse_i_brev", "kopi_til_andre", "automatisk_kanal", "gjoer", "usikkert"])?;
    let adresse_i_brev = source.need(fields, "adresse_i_brev", Source::flag);
    let kopi_til_andre = source.need(fields, "kopi_til_andre", Source::flag);
    let automatisk_kanal = source.need(fields, "automatisk_kanal", Source::flag);
    source.need(fields, "gjoer", Source::bilingual);
    Some(Gradering {
        adresse_i_brev: adresse_i_brev?,
        kopi_til_andre: kopi_til_andre?,
        automatisk_kanal: automatisk_kanal?,
    })
}

fn read_channel(source: &mut Source<'_>, node: &Node) -> Option<Kanal> {
    let fields = source.fields(node, &["tillatt", "hjemmel", "krever", "merknad", "usikkert"])?;
    let tillatt = source.need(fields, "tillatt", Source::flag);
    let krever = source.list(fields, "krever", Source::text);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    Some(Kanal { tillatt: tillatt?, krever, hjemmel })
}
