//! The law register: which sections exist, when they are in force, and what they say in plain words.
//!
//! Comes in: `legal-texts/lover/<lov>.yaml`. Goes out: `Lov` and its `Paragraf`s.
//! Does not print citations in series (`rules.rs`) and holds no law itself.

use super::data::{Bilingual, Source};
use super::hard_space::with_hard_spaces;
use super::hjemmel::Hjemmel;
use crate::language::Maalform;
use crate::yaml::Node;
use jiff::civil::Date;

/// A law or regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lov {
    /// The register's id, such as `hol`.
    pub id: String,
    /// Lovdata's id.
    pub lovdata_id: String,
    /// The name in running text.
    pub navn: Bilingual,
    /// The usual abbreviation.
    pub kort: String,
    /// Other names that people use.
    pub kalles: Vec<String>,
    /// Whether it has articles and not sections.
    pub artikler: bool,
    /// The sections; one that has changed stands once for each period.
    pub paragrafer: Vec<Paragraf>,
}

/// A section in one of its periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraf {
    /// The number with its letter glued on, such as `2-1e`.
    pub paragraf: String,
    /// The heading.
    pub overskrift: Bilingual,
    /// The first day in force.
    pub fra: Date,
    /// The last day in force; absent when it still is.
    pub til: Option<Date>,
    /// Where the rule went, when the period ended.
    pub avloest_av: Option<Hjemmel>,
    /// The number of ledd; 0 when unknown.
    pub ledd: u8,
    /// The parts that exist and that we cite, as `ledd/nr/bokstav`.
    pub deler: Vec<String>,
    /// Whether `deler` has every number and letter of the ledd that it divides.
    pub alle_deler: bool,
    /// The parts that are adopted and not in force.
    pub ikke_i_kraft: Vec<String>,
    /// What the section or a part of it says, in plain words.
    pub sier: Vec<Sier>,
    /// What is not settled about the entry.
    pub usikkert: Option<String>,
    /// The entry's line in the file.
    pub line: u32,
}

/// Plain words for a section or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sier {
    /// The part; empty for the whole section.
    pub del: String,
    /// The first day the words hold.
    pub fra: Date,
    /// The words.
    pub ord: Bilingual,
}

/// What the register knows about a citation on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'l> {
    /// In force.
    InForce(&'l Paragraf),
    /// The section exists, and the part is not among those it has.
    NoSuchPart(&'l Paragraf),
    /// The section is in force, and the part is adopted but not in force.
    PartWaits(&'l Paragraf),
    /// The section is not in force on the day; this is its latest period before it, or its first one after.
    NotInForce(&'l Paragraf),
    /// The register has no such section.
    Unknown,
}

impl Paragraf {
    /// Tells whether the section is in force on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.fra <= day && self.til.is_none_or(|til| day <= til)
    }

    /// The plain words for a part on a day, or for the nearest larger part that has words.
    pub fn sier(&self, hjemmel: &Hjemmel, day: Date, maalform: Maalform) -> Option<&str> {
        let del = hjemmel.del();
        let mut part = del.as_str();
        loop {
            let begun = self.sier.iter().filter(|sier| sier.del == part && sier.fra <= day);
            if let Some(sier) = begun.max_by_key(|sier| sier.fra) {
                return Some(sier.ord.get(maalform));
            }
            if part.is_empty() {
                return None;
            }
            part = part.rsplit_once('/').map_or("", |(larger, _)| larger);
        }
    }

    /// Tells whether the section has the part of a citation, in force or not.
    pub fn has(&self, hjemmel: &Hjemmel) -> bool {
        let del = hjemmel.del();
        let only_ledd = hjemmel.nr.is_none() && hjemmel.bokstav.is_none();
        del.is_empty()
            || self.deler.iter().chain(&self.ikke_i_kraft).any(|known| is_within(known, &del))
            || only_ledd && hjemmel.ledd.is_some_and(|ledd| ledd <= self.ledd)
    }

    /// Tells whether a citation is of a part that is adopted and not in force, or of something in it.
    fn waits(&self, hjemmel: &Hjemmel) -> bool {
        let del = hjemmel.del();
        self.ikke_i_kraft.iter().any(|waiting| is_within(&del, waiting))
    }
}

/// Whether a part is another one or lies in it.
fn is_within(del: &str, whole: &str) -> bool {
    del.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Lov {
    /// What the register knows about a citation of this law on a day.
    pub fn standing(&self, hjemmel: &Hjemmel, day: Date) -> Standing<'_> {
        let periods = || self.paragrafer.iter().filter(|section| section.paragraf == hjemmel.paragraf);
        if let Some(section) = periods().find(|section| section.holds_on(day)) {
            if section.waits(hjemmel) {
                return Standing::PartWaits(section);
            }
            return if section.has(hjemmel) { Standing::InForce(section) } else { Standing::NoSuchPart(section) };
        }
        let before = periods().filter(|section| section.fra <= day).max_by_key(|section| section.fra);
        match before.or_else(|| periods().min_by_key(|section| section.fra)) {
            Some(section) => Standing::NotInForce(section),
            None => Standing::Unknown,
        }
    }

    /// The latest period of a section in force that had a part which the present one lacks.
    pub fn ended_part(&self, hjemmel: &Hjemmel, day: Date) -> Option<&Paragraf> {
        let earlier = self.paragrafer.iter().filter(|section| section.paragraf == hjemmel.paragraf);
        let earlier = earlier.filter(|section| section.til.is_some_and(|til| til < day) && section.has(hjemmel));
        earlier.max_by_key(|section| section.fra)
    }

    /// The section that a citation means on a day, in force or not.
    pub fn paragraf(&self, hjemmel: &Hjemmel, day: Date) -> Option<&Paragraf> {
        match self.standing(hjemmel, day) {
            Standing::InForce(section)
            | Standing::NoSuchPart(section)
            | Standing::PartWaits(section)
            | Standing::NotInForce(section) => Some(section),
            Standing::Unknown => None,
        }
    }
}

/// Reads a law; its id is the file's name.
pub(crate) fn read_lov(source: &mut Source<'_>) -> Option<Lov> {
    let id = source.path().rsplit('/').next()?.strip_suffix(".yaml")?.to_owned();
    let root = source.root()?;
    let fields = source
        .fields(&root, &["id", "navn", "kort", "kalles", "enhet", "kilde", "kontrollert", "usikkert", "paragrafer"])?;
    let lovdata_id = source.need(fields, "id", Source::text);
    let navn = source.need(fields, "navn", Source::bilingual);
    let kort = source.need(fields, "kort", Source::text);
    let kalles = source.list(fields, "kalles", Source::text);
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let words = ["paragraf", "artikkel"];
    let enhet = source.may(fields, "enhet", |source, node| {
        source.word(node, &words, |word| words.contains(&word).then(|| word == "artikkel"))
    });
    let paragrafer = source.need(fields, "paragrafer", |source, node| source.items(node, read_paragraf));
    Some(Lov {
        id,
        lovdata_id: lovdata_id?,
        navn: navn?,
        kort: kort?,
        kalles,
        artikler: enhet.unwrap_or(false),
        paragrafer: paragrafer?,
    })
}

fn read_paragraf(source: &mut Source<'_>, node: &Node) -> Option<Paragraf> {
    let own = ["paragraf", "overskrift", "fra", "til", "avloest_av", "ledd", "deler", "alle_deler", "ikke_i_kraft"];
    let fields = source.fields(node, &[own.as_slice(), &["sier", "usikkert"]].concat())?;
    let paragraf = source.need(fields, "paragraf", Source::text);
    let overskrift = source.need(fields, "overskrift", Source::bilingual);
    let fra = source.need(fields, "fra", Source::date);
    let til = source.may(fields, "til", Source::last_date);
    let avloest_av = source.may(fields, "avloest_av", Source::hjemmel);
    let ledd = source.need(fields, "ledd", Source::number);
    let deler = source.list(fields, "deler", Source::text);
    let alle_deler = source.may(fields, "alle_deler", Source::flag).unwrap_or(false);
    let ikke_i_kraft = source.list(fields, "ikke_i_kraft", Source::text);
    let sier = source.list(fields, "sier", read_sier);
    let usikkert = source.may(fields, "usikkert", Source::text);
    if let (Some(fra), Some(til)) = (fra, til)
        && til < fra
    {
        source.error("TEKST-024", fields.line_of("til"), "«til» er før «fra»");
    }
    Some(Paragraf {
        paragraf: paragraf?,
        overskrift: overskrift?,
        fra: fra?,
        til,
        avloest_av,
        ledd: ledd?,
        deler,
        alle_deler,
        ikke_i_kraft,
        sier,
        usikkert,
        line: node.line,
    })
}

fn read_sier(source: &mut Source<'_>, node: &Node) -> Option<Sier> {
    let fields = source.fields(node, &["del", "fra", "nb", "nn"])?;
    let del = source.may(fields, "del", |_, node| node.text().map(str::to_owned)).unwrap_or_default();
    let fra = source.need(fields, "fra", Source::date);
    let (nb, nn) = (source.need(fields, "nb", Source::text), source.need(fields, "nn", Source::text));
    Some(Sier { del, fra: fra?, ord: Bilingual { nb: with_hard_spaces(&nb?), nn: with_hard_spaces(&nn?) } })
}
