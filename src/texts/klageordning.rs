//! A complaint rule: how long, and who decides.
//!
//! Comes in: `legal-texts/klageordninger/<ordning>/ordning.yaml`. Goes out: `Klageordning` with dated facts.
//! Its words are texts (`klageordninger/<ordning>/frist`, …), not data.

use super::data::{Bilingual, Source};
use super::hjemmel::Hjemmel;
use super::version::in_force;
use crate::yaml::Node;
use jiff::civil::Date;

/// The most weeks that can be meant.
const WEEKS_IN_YEAR: u8 = 52;

/// Who decides a complaint that the municipality does not uphold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Klageinstans {
    /// Statsforvalteren.
    Statsforvalter,
    /// The municipality's own complaints board.
    Klagenemnd,
}

impl Klageinstans {
    const WORDS: [&'static str; 2] = ["statsforvalter", "klagenemnd"];

    /// The word of the file, which is also the sender's field with the body's name.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Reads one of the words.
    pub(super) fn read(source: &mut Source<'_>, node: &Node) -> Option<Self> {
        source.word(node, &Self::WORDS, Self::from_word)
    }

    fn from_word(word: &str) -> Option<Self> {
        match word {
            "statsforvalter" => Some(Self::Statsforvalter),
            "klagenemnd" => Some(Self::Klagenemnd),
            _ => None,
        }
    }
}

/// A complaint rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klageordning {
    /// The folder's name, such as `pbrl`.
    pub id: String,
    /// The file's path in the library.
    pub path: String,
    /// What the rule is called.
    pub navn: Bilingual,
    /// What is not settled about it.
    pub usikkert: Option<String>,
    /// Its dated facts.
    pub fakta: Vec<Klagefakta>,
}

/// What holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klagefakta {
    /// The first day.
    pub fra: Date,
    /// The deadline in weeks.
    pub frist_uker: u8,
    /// Who decides.
    pub instans: Klageinstans,
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
    /// The entry's line in the file.
    pub line: u32,
}

impl Klageordning {
    /// What holds on a day.
    pub fn fakta(&self, day: Date) -> Option<&Klagefakta> {
        in_force(&self.fakta, day, |fakta| fakta.fra)
    }
}

/// Reads a complaint rule; its id is the folder's name.
pub(crate) fn read_klageordning(source: &mut Source<'_>) -> Option<Klageordning> {
    let id = source.path().rsplit('/').nth(1)?.to_owned();
    let root = source.root()?;
    let fields = source.fields(&root, &["navn", "kilde", "kontrollert", "usikkert", "fakta"])?;
    let navn = source.need(fields, "navn", Source::bilingual);
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let usikkert = source.may(fields, "usikkert", Source::text);
    let fakta = source.need(fields, "fakta", |source, node| source.items(node, read_fakta));
    Some(Klageordning { id, path: source.path().into(), navn: navn?, usikkert, fakta: fakta? })
}

fn read_fakta(source: &mut Source<'_>, node: &Node) -> Option<Klagefakta> {
    let fields = source.fields(node, &["fra", "frist_uker", "instans", "hjemmel"])?;
    let fra = source.need(fields, "fra", Source::date);
    let frist_uker = source.need(fields, "frist_uker", |source, node| {
        let weeks = source.number(node)?;
        if !(1..=WEEKS_IN_YEAR).contains(&weeks) {
            let message = format!("Fristen må være fra 1 til {WEEKS_IN_YEAR} uker");
            source.error("TEKST-023", node.line, message).hint = Some("skriv antall uker, for eksempel 4".into());
            return None;
        }
        Some(weeks)
    });
    let instans = source.need(fields, "instans", Klageinstans::read);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    Some(Klagefakta { fra: fra?, frist_uker: frist_uker?, instans: instans?, hjemmel, line: node.line })
}
