//! What a report must not show: counts so small that they could tell who someone is.
//!
//! Comes in: `legal-texts/rapport.yaml`. Goes out: `Rapportregler`. Counts nothing and hides nothing.

use super::data::Source;
use super::version::in_force;
use crate::yaml::Node;
use jiff::civil::Date;

/// The rules of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rapportregler {
    smaa_tall: Vec<SmaaTall>,
}

/// From a day on, counts from 1 and below the limit are small.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SmaaTall {
    fra: Date,
    under: u32,
}

impl Rapportregler {
    /// The smallest count that may be shown beside 0, on a day; the first rule holds for earlier days too.
    pub fn under(&self, day: Date) -> Option<u32> {
        in_force(&self.smaa_tall, day, |entry| entry.fra).or(self.smaa_tall.first()).map(|entry| entry.under)
    }
}

/// Reads the file.
pub(crate) fn read_rapport(source: &mut Source<'_>) -> Option<Rapportregler> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "usikkert", "merknad", "smaa_tall"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let smaa_tall = source.need(fields, "smaa_tall", |source, node| source.items(node, read_entry))?;
    Some(Rapportregler { smaa_tall })
}

fn read_entry(source: &mut Source<'_>, node: &Node) -> Option<SmaaTall> {
    let fields = source.fields(node, &["fra", "under"])?;
    let fra = source.need(fields, "fra", Source::date);
    let under = source.need(fields, "under", Source::number);
    Some(SmaaTall { fra: fra?, under: under? })
}
