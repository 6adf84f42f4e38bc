//! Rates by the year the service is used, and twice the basic amount (2G).
//!
//! Comes in: `legal-texts/satser/*.yaml`. Goes out: amounts in øre, or nothing when a year has none.
//! Never answers with another year's amount.

use super::data::{Fields, Source};
use super::hjemmel::Hjemmel;
use crate::sak::around::Betalingsperiode;
use crate::yaml::Node;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One rate through the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sats {
    /// The file it stands in.
    pub path: String,
    /// What it is counted in.
    pub enhet: String,
    /// What it is for: `maaned`, `doegn` or `dag`; absent when it is not a price.
    pub per: Option<String>,
    /// The citations.
    pub hjemmel: Vec<Hjemmel>,
    /// The local prices that may not be higher, by the ids of a sender's price list.
    pub tak_for: Vec<String>,
    /// Øre by year.
    pub beloep_oere: BTreeMap<i16, i64>,
    /// The entry's line in the file.
    pub line: u32,
}

/// The basic amount of the national insurance scheme from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grunnbeloep {
    /// The first day.
    pub fra: Date,
    /// The amount in øre.
    pub beloep_oere: i64,
}

/// Every rate of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Satser {
    /// The rates by id.
    pub satser: BTreeMap<String, Sats>,
    /// The basic amounts, in the order of the file.
    pub grunnbeloep: Vec<Grunnbeloep>,
    /// The file the basic amounts stand in.
    pub grunnbeloep_path: Option<String>,
}

impl Satser {
    /// A rate for the year it is used, in øre; nothing when it is unknown or not set for that year.
    pub fn beloep_oere(&self, id: &str, aar: i16) -> Option<i64> {
        self.satser.get(id)?.beloep_oere.get(&aar).copied()
    }

    /// Twice the basic amount in force on 1 January of a year, in øre (egenandelsforskriften § 10).
    ///
    /// Nothing when the newest amount before that day is more than a year older: it has not been registered yet.
    pub fn to_g_oere(&self, aar: i16) -> Option<i64> {
        let new_year = Date::new(aar, 1, 1).ok()?;
        let year_before = Date::new(aar.checked_sub(1)?, 1, 1).ok()?;
        let amount = super::version::in_force(&self.grunnbeloep, new_year, |amount| amount.fra)?;
        (amount.fra >= year_before).then(|| amount.beloep_oere.checked_mul(2)).flatten()
    }
}

/// What one file of rates holds; each file has one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SatsFile {
    pub(crate) satser: BTreeMap<String, Sats>,
    pub(crate) grunnbeloep: Option<Vec<Grunnbeloep>>,
    pub(crate) hjemmel: Vec<Hjemmel>,
}

/// Reads a file of rates.
pub(crate) fn read_satser(source: &mut Source<'_>) -> Option<SatsFile> {
    let root = source.root()?;
    let fields =
        source.fields(&root, &["kilde", "kontrollert", "usikkert", "merknad", "satser", "grunnbeloep", "hjemmel"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    let satser = source.may(fields, "satser", |source, node| {
        let entries = source.entries(node)?;
        Some(entries.iter().filter_map(|(id, _, node)| Some((id.to_owned(), read_sats(source, node)?))).collect())
    });
    let grunnbeloep = source.may(fields, "grunnbeloep", |source, node| source.items(node, read_grunnbeloep));
    Some(SatsFile { satser: satser.unwrap_or_default(), grunnbeloep, hjemmel })
}

fn read_sats(source: &mut Source<'_>, node: &Node) -> Option<Sats> {
    let fields = source.fields(node, &["enhet", "per", "hjemmel", "verdier", "tak_for", "merknad", "usikkert"])?;
    let enhet = source.need(fields, "enhet", Source::text);
    let per = source.may(fields, "per", |source, node| {
        source.word(node, Betalingsperiode::WORDS, |word| Betalingsperiode::from_word(word).map(|_| word.to_owned()))
    });
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    let beloep_oere = source.need(fields, "verdier", |source, node| read_years(source, node, Source::oere));
    let tak_for = source.list(fields, "tak_for", Source::text);
    Some(Sats {
        path: source.path().into(),
        enhet: enhet?,
        per,
        hjemmel,
        tak_for,
        beloep_oere: beloep_oere?,
        line: node.line,
    })
}

/// Reads `[{aar: 2026, beloep: 205}, …]`, each year once.
pub(crate) fn read_years<'a, T>(
    source: &mut Source<'a>,
    node: &Node,
    read_amount: impl Fn(&mut Source<'a>, &Node) -> Option<T>,
) -> Option<BTreeMap<i16, T>> {
    let read = |source: &mut Source<'a>, node: &Node| {
        let fields: Fields<'_> = source.fields(node, &["aar", "beloep", "merknad", "usikkert"])?;
        let aar = source.need(fields, "aar", Source::number);
        let beloep = source.need(fields, "beloep", &read_amount);
        Some((aar?, beloep?, node.line))
    };
    let mut years = BTreeMap::new();
    for (aar, beloep, line) in source.items(node, read)? {
        if years.insert(aar, beloep).is_some() {
            source.error("TEKST-024", line, format!("Året {aar} står to ganger"));
        }
    }
    Some(years)
}

fn read_grunnbeloep(source: &mut Source<'_>, node: &Node) -> Option<Grunnbeloep> {
    let fields = source.fields(node, &["fra", "beloep", "kilde", "merknad", "usikkert"])?;
    let fra = source.need(fields, "fra", Source::date);
    let beloep_oere = source.need(fields, "beloep", Source::oere);
    Some(Grunnbeloep { fra: fra?, beloep_oere: beloep_oere? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn two_g_is_twice_the_amount_on_1_january_and_unset_when_too_old() {
        let amount = |fra, kroner: i64| Grunnbeloep { fra, beloep_oere: kroner * 100 };
        let grunnbeloep = vec![amount(date(2025, 5, 1), 130_160), amount(date(2026, 5, 1), 136_549)];
        let satser = Satser { grunnbeloep, ..Satser::default() };
        assert_eq!(satser.to_g_oere(2025), None);
        assert_eq!(satser.to_g_oere(2026), Some(26_032_000));
        assert_eq!(satser.to_g_oere(2027), Some(27_309_800));
        assert_eq!(satser.to_g_oere(2028), None);
    }

    #[test]
    fn a_year_without_a_rate_never_gets_another_years() {
        let sats = Sats {
            path: String::new(),
            enhet: "kroner".into(),
            per: None,
            hjemmel: vec![],
            tak_for: vec![],
            beloep_oere: [(2026, 20_500)].into(),
            line: 1,
        };
        let satser = Satser { satser: [("korttid_per_doegn".to_owned(), sats)].into(), ..Satser::default() };
        assert_eq!(satser.beloep_oere("korttid_per_doegn", 2026), Some(20_500));
        assert_eq!(satser.beloep_oere("korttid_per_doegn", 2027), None);
    }
}
