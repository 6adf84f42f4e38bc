//! Rules that many services share, besides each service's own: `legal-texts/regler/felles.yaml`.
//!
//! Comes in: the file. Goes out: dated facts. Does not print citations (`rules.rs`).

use super::data::{Bilingual, Source};
use super::hjemmel::Hjemmel;
use super::version::in_force;
use crate::sak::line::Klassifisering;
use crate::yaml::Node;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The shared rules through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FellesRegler {
    /// The file.
    pub path: String,
    /// What holds from each day.
    pub fakta: Vec<FellesFakta>,
}

/// The shared rules from a day on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FellesFakta {
    /// The file.
    pub path: String,
    /// First day.
    pub fra: Date,
    /// For every line of a classification.
    pub klasser: BTreeMap<Klassifisering, Vec<Hjemmel>>,
    /// In place of those for health services, where the person's view has no great weight by law.
    pub uten_stor_vekt: Vec<Hjemmel>,
    /// When children are in the household.
    pub barn: Vec<Hjemmel>,
    /// When a running decision is changed to the party's harm.
    pub endring: Vec<Hjemmel>,
    /// When a decision is changed after a complaint.
    pub omgjoering: Vec<Hjemmel>,
    /// The provisions that bind only where forvaltningsloven's chapters on decisions apply.
    pub enkeltvedtak: Vec<Hjemmel>,
    /// What is said in place of them elsewhere.
    pub uten_enkeltvedtak: Option<String>,
    /// What the sender's own rules say, by the sender's field.
    pub avsender: BTreeMap<String, Bilingual>,
}

impl FellesRegler {
    /// What holds on a day.
    pub fn fakta(&self, day: Date) -> Option<&FellesFakta> {
        in_force(&self.fakta, day, |fakta| fakta.fra)
    }
}

/// Reads the shared rules.
pub(crate) fn read_felles(source: &mut Source<'_>) -> Option<FellesRegler> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "fakta"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    let fakta = source.need(fields, "fakta", |source, node| source.items(node, read_fakta))?;
    Some(FellesRegler { path: source.path().into(), fakta })
}

fn read_fakta(source: &mut Source<'_>, node: &Node) -> Option<FellesFakta> {
    let known = ["fra", "helsetjeneste", "servicetjeneste", "barn", "endring", "avsender", "uten_stor_vekt"];
    let known = [known.as_slice(), &["omgjoering", "enkeltvedtak", "uten_enkeltvedtak", "usikkert"]].concat();
    let fields = source.fields(node, &known)?;
    let fra = source.need(fields, "fra", Source::date)?;
    let mut klasser = BTreeMap::new();
    for klasse in [Klassifisering::Helsetjeneste, Klassifisering::Servicetjeneste] {
        klasser.insert(klasse, source.list(fields, klasse.word(), Source::hjemmel));
    }
    let uten_stor_vekt = source.list(fields, "uten_stor_vekt", Source::hjemmel);
    let barn = source.list(fields, "barn", Source::hjemmel);
    let endring = source.list(fields, "endring", Source::hjemmel);
    let omgjoering = source.list(fields, "omgjoering", Source::hjemmel);
    let enkeltvedtak = source.list(fields, "enkeltvedtak", Source::hjemmel);
    let uten_enkeltvedtak = source.may(fields, "uten_enkeltvedtak", Source::text);
    let avsender = source.may(fields, "avsender", |source, node| {
        let fields = source.entries(node)?;
        let one = |(name, _, node): (&str, u32, &Node)| Some((name.to_owned(), source.bilingual(node)?));
        Some(fields.iter().filter_map(one).collect())
    });
    let (path, avsender) = (source.path().into(), avsender.unwrap_or_default());
    let own = FellesFakta { path, fra, klasser, uten_stor_vekt, barn, endring, ..FellesFakta::default() };
    Some(FellesFakta { omgjoering, enkeltvedtak, uten_enkeltvedtak, avsender, ..own })
}
