//! A service as dated facts: outcomes, extent, citations, complaint rule.
//!
//! Comes in: `legal-texts/tjenester/<tjeneste>/tjeneste.yaml`. Goes out: `Tjeneste`.
//! Does not check a case against them; `select` does.

use super::data::{Bilingual, Fields, Source};
use super::hjemmel::Hjemmel;
use super::thresholds::Sammenligning;
use super::version::in_force;
use crate::sak::line::{Klassifisering, Tjenestelinje, Utfall};
use crate::yaml::Node;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The id of a source that a citation may name in place of a law: the sender's own rules.
const AVSENDER: &str = "avsender";

/// What a decision rests on: a provision, or a rule of the sender's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rettskilde {
    /// A provision of the law register.
    Lov(Hjemmel),
    /// A field of the sender, such as `forskrift_langtidsopphold`, written `avsender/<felt>`.
    Avsender(String),
}

/// What a case must bring besides the extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Krav {
    /// How user-controlled personal assistance is arranged: `bpa`.
    Bpa,
    /// The care work: `omsorgsarbeid`.
    Omsorgsarbeid,
    /// The two questions of a long-term stay: `langtid`.
    Langtid,
    /// What a carer is paid: `stoenad`.
    Stoenad,
    /// The conditions for equipment that the person has not chosen: `teknologi`.
    Teknologi,
}

impl Krav {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Bpa, Self::Omsorgsarbeid, Self::Langtid, Self::Stoenad, Self::Teknologi];
    const WORDS: [&'static str; 5] = ["bpa", "omsorgsarbeid", "langtid", "stoenad", "teknologi"];

    /// The field of the case file.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Whether forvaltningsloven's chapters on decisions apply (pasient- og brukerrettighetsloven § 2-7).
///
/// The provisions of those chapters stand in `legal-texts/regler/felles.yaml`, the length in `grenser/tid.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pbrl27 {
    /// When the service is expected to last longer than the law's limit.
    ToUker,
    /// Always.
    Alltid,
    /// Not listed there.
    Nei,
    /// No decision under that law, so that the chapters apply as they do elsewhere.
    Utenfor,
}

impl Pbrl27 {
    const WORDS: [&'static str; 4] = ["to-uker", "alltid", "nei", "utenfor"];
    const ALL: [Self; 4] = [Self::ToUker, Self::Alltid, Self::Nei, Self::Utenfor];

    /// Tells whether the chapters apply to a service; `short` when it will not last longer than the law's limit.
    pub fn applies(self, short: bool) -> bool {
        match self {
            Self::ToUker => !short,
            Self::Alltid | Self::Utenfor => true,
            Self::Nei => false,
        }
    }
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tjeneste {
    /// The folder's name, such as `praktisk-bistand`.
    pub id: String,
    /// The file's path in the library.
    pub path: String,
    /// The name within a sentence.
    pub navn: Bilingual,
    /// A shorter name, where one is usual.
    pub kort: Option<Bilingual>,
    /// The name in the definite form, where texts need it.
    pub bestemt: Option<Bilingual>,
    /// What is not settled about the service.
    pub usikkert: Option<String>,
    /// Its dated facts.
    pub fakta: Vec<Tjenestefakta>,
}

/// What holds for a service from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tjenestefakta {
    /// The first day.
    pub fra: Date,
    /// The outcomes a line may have.
    pub utfall: Vec<Utfall>,
    /// The fields of `omfang` that the service knows.
    pub omfang: Vec<String>,
    /// Fields of which a granted line has at least one.
    pub krever_en_av: Vec<String>,
    /// What else a line must bring.
    pub krever: Vec<Krav>,
    /// The code in the municipal patient and user register.
    pub kpr: Option<String>,
    /// Whether the service is a stay in an institution, for which a payment decision may come
    /// (egenandelsforskriften § 2).
    pub institusjonsopphold: bool,
    /// Whether its days count towards the yearly limit after which payment may follow income
    /// (egenandelsforskriften §§ 1 and 6).
    pub teller_doegn: bool,
    /// The thresholds of the service that a case is compared with.
    pub grenser: Vec<Sammenligning>,
    /// What follows from each classification that the service may have.
    pub klasser: BTreeMap<Klassifisering, Tjenesteklasse>,
    /// The entry's line in the file.
    pub line: u32,
}

/// What follows from a service's classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tjenesteklasse {
    /// The sources of every line.
    pub hjemler: Vec<Rettskilde>,
    /// More sources, by outcome.
    pub hjemler_ved: BTreeMap<Utfall, Vec<Rettskilde>>,
    /// The id of the complaint rule.
    pub klageordning: String,
    /// The text on payment, `egenandel/<this>`.
    pub egenandel: Option<String>,
    /// The grounds that a decision on payment may rest on; none when the service has no such payment.
    pub egenandelsvedtak: Vec<String>,
    /// Whether the person's own view has the great weight that the law gives it for some services.
    pub stor_vekt: bool,
    /// Whether forvaltningsloven's chapters on decisions apply.
    pub pbrl_2_7: Pbrl27,
    /// The entry's line in the file.
    pub line: u32,
}

impl Tjeneste {
    /// What holds on a day.
    pub fn fakta(&self, day: Date) -> Option<&Tjenestefakta> {
        in_force(&self.fakta, day, |fakta| fakta.fra)
    }
}

impl Tjenesteklasse {
    /// The sources of a line with this outcome, in the order they are printed.
    pub fn hjemler(&self, line: &Tjenestelinje) -> Vec<Rettskilde> {
        // Whoever gets a place without having to have it at once has met the criteria of the waiting list.
        let from_list = line.utfall == Utfall::Innvilget && line.langtid.as_ref().is_some_and(|it| !it.plass_straks);
        let outcomes = from_list.then_some(Utfall::Venteliste).into_iter().chain([line.utfall]);
        let more = outcomes.filter_map(|utfall| self.hjemler_ved.get(&utfall)).flatten();
        let mut all: Vec<Rettskilde> = Vec::new();
        for kilde in self.hjemler.iter().chain(more) {
            if !all.contains(kilde) {
                all.push(kilde.clone());
            }
        }
        all
    }
}

/// Reads a service; its id is the folder's name.
pub(crate) fn read_tjeneste(source: &mut Source<'_>) -> Option<Tjeneste> {
    let id = source.path().rsplit('/').nth(1)?.to_owned();
    let root = source.root()?;
    let fields = source.fields(&root, &["navn", "kort", "bestemt", "kilde", "kontrollert", "usikkert", "fakta"])?;
    let navn = source.need(fields, "navn", Source::bilingual);
    let kort = source.may(fields, "kort", Source::bilingual);
    let bestemt = source.may(fields, "bestemt", Source::bilingual);
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let usikkert = source.may(fields, "usikkert", Source::text);
    let fakta = source.need(fields, "fakta", |source, node| source.items(node, read_fakta));
    Some(Tjeneste { id, path: source.path().into(), navn: navn?, kort, bestemt, usikkert, fakta: fakta? })
}

fn read_fakta(source: &mut Source<'_>, node: &Node) -> Option<Tjenestefakta> {
    let fields = source.fields(
        node,
        &[
            ["fra", "utfall", "omfang", "krever_en_av", "krever"],
            ["kpr", "institusjonsopphold", "teller_doegn", "grenser", "klasser"],
        ]
        .concat(),
    )?;
    let fra = source.need(fields, "fra", Source::date);
    let utfall = source.need(fields, "utfall", |source, node| source.items(node, read_utfall));
    let omfang = source.list(fields, "omfang", read_extent_field);
    let krever_en_av = source.list(fields, "krever_en_av", read_extent_field);
    let krever = source.list(fields, "krever", |source, node| {
        source.word(node, &Krav::WORDS, |word| Krav::ALL.into_iter().find(|krav| krav.word() == word))
    });
    let kpr = source.may(fields, "kpr", Source::text);
    let institusjonsopphold = source.may(fields, "institusjonsopphold", Source::flag).unwrap_or(false);
    let teller_doegn = source.may(fields, "teller_doegn", Source::flag).unwrap_or(false);
    let grenser = source.list(fields, "grenser", super::thresholds::read);
    let klasser = source.need(fields, "klasser", |source, node| read_klasser(source, node));
    if let Some(field) = krever_en_av.iter().find(|field| !omfang.contains(field)) {
        source.error(
            "TEKST-024",
            fields.line_of("krever_en_av"),
            format!("«krever_en_av» har «{field}», som ikke står i «omfang»"),
        );
    }
    Some(Tjenestefakta {
        fra: fra?,
        utfall: utfall?,
        omfang,
        krever_en_av,
        krever,
        kpr,
        institusjonsopphold,
        teller_doegn,
        grenser,
        klasser: klasser?,
        line: node.line,
    })
}

fn read_utfall(source: &mut Source<'_>, node: &Node) -> Option<Utfall> {
    source.word(node, Utfall::WORDS, Utfall::from_word)
}

fn read_extent_field(source: &mut Source<'_>, node: &Node) -> Option<String> {
    source.among(node, &super::extent::FIELDS)
}

fn read_klasser(source: &mut Source<'_>, node: &Node) -> Option<BTreeMap<Klassifisering, Tjenesteklasse>> {
    let fields = source.fields(node, Klassifisering::WORDS)?;
    let mut klasser = BTreeMap::new();
    for (key, line, value) in fields.iter() {
        if let (Some(klassifisering), Some(klasse)) = (Klassifisering::from_word(key), read_klasse(source, value, line))
        {
            klasser.insert(klassifisering, klasse);
        }
    }
    Some(klasser)
}

fn read_klasse(source: &mut Source<'_>, node: &Node, line: u32) -> Option<Tjenesteklasse> {
    let fields = source.fields(
        node,
        &["hjemler", "hjemler_ved", "klageordning", "egenandel", "egenandelsvedtak", "stor_vekt", "pbrl_2_7"],
    )?;
    let hjemler = source.need(fields, "hjemler", |source, node| source.items(node, read_rettskilde));
    let hjemler_ved = source.may(fields, "hjemler_ved", |source, node| {
        let by_outcome: Fields<'_> = source.fields(node, Utfall::WORDS)?;
        let read = |(key, _, value): (&str, u32, &Node)| {
            Some((Utfall::from_word(key)?, source.items(value, read_rettskilde)?))
        };
        Some(by_outcome.iter().filter_map(read).collect())
    });
    let klageordning = source.need(fields, "klageordning", Source::text);
    let egenandel = source.may(fields, "egenandel", Source::text);
    let egenandelsvedtak = source.list(fields, "egenandelsvedtak", Source::text);
    let pbrl_2_7 = source.need(fields, "pbrl_2_7", |source, node| {
        source.word(node, &Pbrl27::WORDS, |word| {
            Pbrl27::ALL.into_iter().find(|value| Pbrl27::WORDS[*value as usize] == word)
        })
    });
    let hjemler_ved = hjemler_ved.unwrap_or_default();
    let stor_vekt = source.may(fields, "stor_vekt", Source::flag).unwrap_or(true);
    Some(Tjenesteklasse {
        hjemler: hjemler?,
        hjemler_ved,
        klageordning: klageordning?,
        egenandel,
        egenandelsvedtak,
        stor_vekt,
        pbrl_2_7: pbrl_2_7?,
        line,
    })
}

fn read_rettskilde(source: &mut Source<'_>, node: &Node) -> Option<Rettskilde> {
    let text = source.text(node)?;
    match text.split_once('/') {
        Some((AVSENDER, field)) => Some(Rettskilde::Avsender(field.to_owned())),
        _ => source.hjemmel(node).map(Rettskilde::Lov),
    }
}
