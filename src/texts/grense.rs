//! Limits that the law sets: ages, hours, weeks, days.
//!
//! Comes in: `legal-texts/grenser/*.yaml`. Goes out: the value on a day, with its unit.
//! Does not print them; `letter/format.rs` does.

use super::data::Source;
use super::hjemmel::Hjemmel;
use super::version::in_force;
use crate::yaml::Node;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How sure a limit is: verified, verified in part, from memory, judged.
const STATUSES: [&str; 4] = ["V", "V-P", "M", "J"];

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Enhet {
    /// Hours.
    Timer,
    /// Weeks.
    Uker,
    /// Days.
    Dager,
    /// Days and nights.
    Doegn,
    /// Months.
    Maaneder,
    /// Years.
    Aar,
    /// A plain number.
    Antall,
}

impl Enhet {
    const WORDS: [&'static str; 7] = ["timer", "uker", "dager", "doegn", "maaneder", "aar", "antall"];
    const ALL: [Self; 7] = [Self::Timer, Self::Uker, Self::Dager, Self::Doegn, Self::Maaneder, Self::Aar, Self::Antall];
}

/// A limit from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grense {
    /// The file it stands in.
    pub path: String,
    /// The first day.
    pub fra: Date,
    /// The value.
    pub verdi: u32,
    /// The unit.
    pub enhet: Enhet,
    /// The citation.
    pub hjemmel: Option<Hjemmel>,
    /// How sure the value is: V (verified), M (from memory) or J (a jurist must judge).
    pub status: Option<String>,
    /// The entry's line in the file.
    pub line: u32,
}

impl Grense {
    /// The value with its unit, as a message to a caseworker says it: «67 år».
    pub fn print(&self) -> String {
        let one = self.verdi == 1;
        let unit = match self.enhet {
            Enhet::Timer => {
                if one {
                    "time"
                } else {
                    "timer"
                }
            }
            Enhet::Uker => {
                if one {
                    "uke"
                } else {
                    "uker"
                }
            }
            Enhet::Dager => {
                if one {
                    "dag"
                } else {
                    "dager"
                }
            }
            Enhet::Doegn => "døgn",
            Enhet::Maaneder => {
                if one {
                    "måned"
                } else {
                    "måneder"
                }
            }
            Enhet::Aar => "år",
            Enhet::Antall => return self.verdi.to_string(),
        };
        format!("{} {unit}", self.verdi)
    }
}

/// Every limit of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grenser {
    /// The entries by id.
    pub grenser: BTreeMap<String, Vec<Grense>>,
    /// The first day that letters are made for.
    pub foerste_brevdato: Option<Date>,
}

impl Grenser {
    /// A limit on a day.
    pub fn verdi(&self, id: &str, day: Date) -> Option<&Grense> {
        in_force(self.grenser.get(id)?, day, |grense| grense.fra)
    }
}

/// Reads a file of limits.
pub(crate) fn read_grenser(source: &mut Source<'_>) -> Option<Grenser> {
    let root = source.root()?;
    let fields =
        source.fields(&root, &["kilde", "kontrollert", "usikkert", "merknad", "foerste_brevdato", "grenser"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let foerste_brevdato = source.may(fields, "foerste_brevdato", Source::date);
    let grenser = source.need(fields, "grenser", |source, node| {
        let entries = source.entries(node)?;
        Some(
            entries
                .iter()
                .filter_map(|(id, _, node)| Some((id.to_owned(), source.items(node, read_grense)?)))
                .collect(),
        )
    });
    Some(Grenser { grenser: grenser.unwrap_or_default(), foerste_brevdato })
}

fn read_grense(source: &mut Source<'_>, node: &Node) -> Option<Grense> {
    let fields = source.fields(node, &["fra", "verdi", "enhet", "hjemmel", "status", "merknad", "usikkert"])?;
    let fra = source.need(fields, "fra", Source::date);
    let enhet = source.need(fields, "enhet", |source, node| {
        source.word(node, &Enhet::WORDS, |word| {
            Enhet::ALL.into_iter().find(|enhet| Enhet::WORDS[*enhet as usize] == word)
        })
    });
    let verdi = source.need(fields, "verdi", Source::number);
    let hjemmel = source.may(fields, "hjemmel", Source::hjemmel);
    let status = source.may(fields, "status", |source, node| source.among(node, &STATUSES));
    Some(Grense {
        path: source.path().into(),
        fra: fra?,
        verdi: verdi?,
        enhet: enhet?,
        hjemmel,
        status,
        line: node.line,
    })
}
