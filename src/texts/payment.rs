//! What a decision on payment rests on, how high the payment may be, and what must be known to say so.
//!
//! Comes in: `legal-texts/regler/egenandel.yaml`. Goes out: dated facts for each ground, and the ceiling in øre.
//! Does not look at a case; `payment_check.rs` does. Chooses no amount: it says how high one may be.

use super::data::Source;
use super::grense::Grenser;
use super::hjemmel::Hjemmel;
use super::library::LEGAL_TEXTS;
use super::sats::Satser;
use super::version::in_force;
use crate::sak::around::Betalingsperiode;
use crate::yaml::Node;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The file.
pub fn path() -> String {
    format!("{LEGAL_TEXTS}/regler/egenandel.yaml")
}

/// The grounds by name, each with what holds from each day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Betaling {
    /// The entries by the name that the case gives in `egenandel.grunnlag`.
    pub grunnlag: BTreeMap<String, Vec<Betalingsgrunnlag>>,
}

/// What holds for a ground from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Betalingsgrunnlag {
    /// First day.
    pub fra: Date,
    /// The citations of the ceiling.
    pub hjemmel: Vec<Hjemmel>,
    /// What an amount may be paid for.
    pub per: Vec<Betalingsperiode>,
    /// How high it may be.
    pub tak: Tak,
    /// Whether it may never be above what the service costs the municipality.
    pub hoeyst_kostnaden: bool,
    /// The entry's line in the file.
    pub line: u32,
}

/// How high a payment may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tak {
    /// A national rate of the year, perhaps only for a household with low income.
    Sats {
        /// The rate's id.
        id: String,
        /// Whether it holds only when the household's income is below twice the basic amount.
        inntekt_under_2g: bool,
    },
    /// Parts of the income, by the ids of limits and of the free amount (egenandelsforskriften § 3).
    Inntekt {
        /// Percent of the income up to the basic amount, when the free amount is taken from it.
        under_g: String,
        /// Percent of the income above.
        over_g: String,
        /// Percent of the basic amount that is left, besides the free amount.
        beholder: String,
        /// The free amount.
        fribeloep: String,
        /// What to do about an amount above it, with the percents as `{{under_g}}` and `{{over_g}}`.
        gjoer: String,
    },
}

impl Tak {
    /// The rate and the limits that it is made of, by id.
    pub fn names(&self) -> (&str, Vec<&str>) {
        match self {
            Self::Sats { id, .. } => (id, Vec::new()),
            Self::Inntekt { under_g, over_g, beholder, fribeloep, .. } => (fribeloep, vec![under_g, over_g, beholder]),
        }
    }
}

impl Betaling {
    /// What holds for a ground on a day.
    pub fn fakta(&self, grunnlag: &str, day: Date) -> Option<&Betalingsgrunnlag> {
        in_force(self.grunnlag.get(grunnlag)?, day, |fakta| fakta.fra)
    }
}

/// The highest payment in a month, in øre, of a yearly income in øre; a part of a krone counts as a whole one.
///
/// Nothing when an amount or a limit is not set for the day.
pub fn monthly_ceiling(tak: &Tak, inntekt: i64, satser: &Satser, grenser: &Grenser, day: Date) -> Option<i64> {
    let Tak::Inntekt { under_g, over_g, beholder, fribeloep, .. } = tak else { return None };
    let percent = |id: &str| Some(i64::from(grenser.verdi(id, day)?.verdi));
    let (g, free) = (satser.g_oere(day)?, satser.beloep_oere(fribeloep, day.year())?);
    let part = |amount: i64, percent: i64| amount.max(0).saturating_mul(percent) / 100;
    let of_income = part(inntekt.min(g) - free, percent(under_g)?) + part(inntekt - g, percent(over_g)?);
    let left = inntekt - part(g, percent(beholder)?) - free;
    let yearly = of_income.min(left).max(0);
    let kroner = (yearly + 12 * 100 - 1) / (12 * 100);
    kroner.checked_mul(100)
}

/// Reads the file.
pub(crate) fn read_betaling(source: &mut Source<'_>) -> Option<Betaling> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "usikkert", "merknad", "grunnlag"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let grunnlag = source.need(fields, "grunnlag", |source, node| {
        let entries = source.entries(node)?;
        let one = |(id, _, node): (&str, u32, &Node)| Some((id.to_owned(), source.items(node, read_fakta)?));
        Some(entries.iter().filter_map(one).collect())
    });
    Some(Betaling { grunnlag: grunnlag? })
}

fn read_fakta(source: &mut Source<'_>, node: &Node) -> Option<Betalingsgrunnlag> {
    let known = ["fra", "hjemmel", "per", "tak", "hoeyst_kostnaden", "merknad", "usikkert"];
    let fields = source.fields(node, &known)?;
    let fra = source.need(fields, "fra", Source::date);
    let hjemmel = source.need(fields, "hjemmel", |source, node| source.items(node, Source::hjemmel));
    let per = source.need(fields, "per", |source, node| {
        source.items(node, |source, node| source.word(node, Betalingsperiode::WORDS, Betalingsperiode::from_word))
    });
    let tak = source.need(fields, "tak", read_tak);
    let hoeyst_kostnaden = source.may(fields, "hoeyst_kostnaden", Source::flag).unwrap_or(false);
    Some(Betalingsgrunnlag { fra: fra?, hjemmel: hjemmel?, per: per?, tak: tak?, hoeyst_kostnaden, line: node.line })
}

fn read_tak(source: &mut Source<'_>, node: &Node) -> Option<Tak> {
    if node.get("sats").is_some() {
        let fields = source.fields(node, &["sats", "inntekt_under_2g"])?;
        let inntekt_under_2g = source.may(fields, "inntekt_under_2g", Source::flag).unwrap_or(false);
        return Some(Tak::Sats { id: source.need(fields, "sats", Source::text)?, inntekt_under_2g });
    }
    let fields = source.fields(node, &["under_g", "over_g", "beholder", "fribeloep", "gjoer"])?;
    let mut id = |key| source.need(fields, key, Source::text);
    let (under_g, over_g, beholder) = (id("under_g"), id("over_g"), id("beholder"));
    let (fribeloep, gjoer) = (id("fribeloep"), id("gjoer"));
    Some(Tak::Inntekt { under_g: under_g?, over_g: over_g?, beholder: beholder?, fribeloep: fribeloep?, gjoer: gjoer? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::library::Library;
    use jiff::civil::date;

    /// The highest payment in a month, in kroner, of a yearly income in kroner.
    fn ceiling(kroner: i64, day: Date) -> Option<i64> {
        let library = Library::embedded();
        let betaling = library.betaling().unwrap();
        let tak = &betaling.fakta("langtid", day).unwrap().tak;
        Some(monthly_ceiling(tak, kroner * 100, &library.satser(), &library.grenser(), day)? / 100)
    }

    #[test]
    fn a_payment_by_income_is_worked_out_as_the_forskrift_says() {
        let day = date(2026, 12, 15);
        // 75 % of 136 549 − 10 950, and 85 % of 289 450 − 136 549: 224 165 a year.
        assert_eq!(ceiling(289_450, day), Some(18_681));
        // Below the basic amount a quarter of it is left, besides the free amount: 100 000 − 34 137.25 − 10 950.
        assert_eq!(ceiling(100_000, day), Some(4_577));
        assert_eq!(ceiling(40_000, day), Some(0));
        assert_eq!(ceiling(289_450, date(2027, 12, 15)), None);
    }
}
