//! A sender: office, addresses, local choices and prices, each confirmed or not.
//!
//! Comes in: `letter-templates/avsendere/<id>/avsender.yaml` and `satser.yaml`. Goes out: `Avsender`.
//! Never invents what the municipality has not said.

use super::data::{Bilingual, Fields, Source};
use super::epost::{Epost, read_epost};
use super::library::Library;
use super::sats::read_years;
use super::utsendingsvalg::{self, Arkiv, SvarUt, read_arkiv, read_svarut};
use crate::language::Maalform;
use crate::sak::line::Klassifisering;
use crate::yaml::{Kind, Node};
use std::collections::BTreeMap;

/// A local fact: known, or marked `ubekreftet` with or without a value to print meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Local<T> {
    /// Confirmed.
    Known(T),
    /// Not confirmed: what is missing, and a value that may be right.
    Unconfirmed {
        /// What is missing, to stand after «fylles ut av kommunen:».
        hva: Bilingual,
        /// A value that may be right.
        verdi: Option<T>,
    },
}

impl<T> Local<T> {
    /// The value, confirmed or not.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unconfirmed { verdi, .. } => verdi.as_ref(),
        }
    }

    /// What is missing, when the fact is not confirmed.
    pub fn unconfirmed(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Unconfirmed { hva, .. } => Some(&hva.nb),
        }
    }

    /// The value as `show` prints it, or «[fylles ut av kommunen: …]».
    pub fn print(&self, maalform: Maalform, show: impl FnOnce(&T) -> String) -> String {
        match self {
            Self::Known(value) | Self::Unconfirmed { verdi: Some(value), .. } => show(value),
            Self::Unconfirmed { hva, verdi: None } => {
                let lead = maalform.choose("fylles ut av kommunen", "blir fylt ut av kommunen");
                format!("[{lead}: {}]", hva.get(maalform))
            }
        }
    }
}

/// A postal address in Norway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postadresse {
    /// Street or box.
    pub linjer: Vec<Local<String>>,
    /// Four digits.
    pub postnummer: Local<String>,
    /// Post office.
    pub poststed: Local<String>,
}

/// A local price through the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pris {
    /// What it is counted in.
    pub enhet: String,
    /// What stands after the amount, such as «i måneden».
    pub per: Option<Bilingual>,
    /// Øre by year; a year that is not here has no price yet.
    pub beloep_oere: BTreeMap<i16, Local<i64>>,
}

/// A sender of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avsender {
    /// The folder's name, such as `faerder`.
    pub id: String,
    /// The path of `avsender.yaml`.
    pub path: String,
    /// The plain fields by name: `FIELDS`.
    pub felt: BTreeMap<&'static str, Local<Bilingual>>,
    /// Where to send letters on paper.
    pub postadresse: Postadresse,
    /// The criteria in the sender's own rule on long-term stays, one by one; empty when it has not said them.
    pub kriterier: Vec<Bilingual>,
    /// The sender's own choice for services that may be classified in two ways.
    pub klassifisering: BTreeMap<String, Local<Klassifisering>>,
    /// Settings for SvarUt.
    pub svarut: SvarUt,
    /// Settings for the archive, when the sender has any.
    pub arkiv: Option<Arkiv>,
    /// The path of `satser.yaml`, when there is one.
    pub priser_path: Option<String>,
    /// Local prices by id.
    pub priser: BTreeMap<String, Pris>,
    /// How it sends e-mail; nothing when it does not.
    pub epost: Option<Epost>,
}

/// The plain fields of a sender, which texts name as `{{avsender.<felt>}}`.
pub const FIELDS: [&str; 11] = [
    "navn",
    "kontor",
    "kommunenummer",
    "besoeksadresse",
    "telefon",
    "klageadresse",
    "digital_klage",
    "statsforvalter",
    "klagenemnd",
    "forskrift_langtidsopphold",
    "forskrift_langtidsopphold_kriterier",
];
/// What is added to the name of a field that names a rule, for the day the rule was adopted and its number in Norsk Lovtidend.
pub const RULE_PARTS: [&str; 2] = ["_vedtatt", "_id"];
/// Plain fields that only some senders have: those with such a dwelling, those with rules of their own for
/// servicetjenester, those that demand a complaint before a lawsuit (forvaltningsloven § 27 b), and what is known of a rule
/// besides its name.
pub const OPTIONAL_FIELDS: [&str; 5] = [
    "kriterier_omsorgsbolig",
    "regler_servicetjenester",
    "soeksmaalsvilkaar",
    "forskrift_langtidsopphold_vedtatt",
    "forskrift_langtidsopphold_id",
];

/// The list of criteria for long-term stays in a sender's file.
const KRITERIER: &str = "kriterier_langtidsopphold";

impl Avsender {
    /// A plain field as it is printed; nothing when the sender has no such field.
    pub fn text(&self, felt: &str, maalform: Maalform) -> Option<String> {
        self.felt.get(felt).map(|local| local.print(maalform, |value| value.get(maalform).to_owned()))
    }

    /// What is not confirmed, as the field's name and what is missing.
    pub fn unconfirmed(&self) -> Vec<(String, &str)> {
        let fields = self.felt.iter().filter_map(|(name, local)| Some(((*name).to_owned(), local.unconfirmed()?)));
        let address = &self.postadresse;
        let lines = address.linjer.iter().map(|line| ("postadresse.linjer", line));
        let address =
            lines.chain([("postadresse.postnummer", &address.postnummer), ("postadresse.poststed", &address.poststed)]);
        let address = address.filter_map(|(name, local)| Some((name.to_owned(), local.unconfirmed()?)));
        let classes = self
            .klassifisering
            .iter()
            .filter_map(|(id, local)| Some((format!("klassifisering.{id}"), local.unconfirmed()?)));
        let prices = self
            .priser
            .iter()
            .flat_map(|(id, pris)| pris.beloep_oere.iter().map(move |(aar, beloep)| (id, aar, beloep)));
        let prices = prices.filter_map(|(id, aar, beloep)| Some((format!("priser.{id}.{aar}"), beloep.unconfirmed()?)));
        let dispatch = utsendingsvalg::unconfirmed(&self.svarut, self.arkiv.as_ref());
        fields.chain(address).chain(classes).chain(prices).chain(dispatch).collect()
    }

    /// The path of the sender's logo.
    pub fn logo_path(&self) -> String {
        self.path.replace("avsender.yaml", "logo.svg")
    }
}

pub(super) fn local<'a, T>(
    source: &mut Source<'a>,
    node: &Node,
    read: impl FnOnce(&mut Source<'a>, &Node) -> Option<T>,
) -> Option<Local<T>> {
    if node.get("ubekreftet").is_none() {
        return read(source, node).map(Local::Known);
    }
    let fields = source.fields(node, &["ubekreftet", "verdi"])?;
    let hva = source.need(fields, "ubekreftet", words);
    let verdi = source.may(fields, "verdi", read);
    Some(Local::Unconfirmed { hva: hva?, verdi })
}

/// A text that is the same in both languages, or one for each.
fn words(source: &mut Source<'_>, node: &Node) -> Option<Bilingual> {
    match node.kind {
        Kind::Scalar(_) => source.text(node).map(|text| Bilingual { nb: text.clone(), nn: text }),
        _ => source.bilingual(node),
    }
}

/// Reads a sender; its id is the folder's name.
pub(crate) fn read_avsender(source: &mut Source<'_>) -> Option<Avsender> {
    let id = source.path().rsplit('/').nth(1)?.to_owned();
    let root = source.root()?;
    let others = ["postadresse", "klassifisering", KRITERIER, "svarut", "arkiv", "epost", "kilde", "kontrollert"];
    let known: Vec<&str> = FIELDS.into_iter().chain(OPTIONAL_FIELDS).chain(others).collect();
    let fields = source.fields(&root, &known)?;
    let mut felt = BTreeMap::new();
    for name in FIELDS {
        if let Some(value) = source.need(fields, name, |source, node| local(source, node, words)) {
            felt.insert(name, value);
        }
    }
    for name in OPTIONAL_FIELDS {
        if let Some(value) = source.may(fields, name, |source, node| local(source, node, words)) {
            felt.insert(name, value);
        }
    }
    let postadresse = source.need(fields, "postadresse", read_postadresse);
    let klassifisering = source.may(fields, "klassifisering", |source, node| {
        let entries: Fields<'_> = source.entries(node)?;
        let read =
            |source: &mut Source<'_>, node: &Node| source.word(node, Klassifisering::WORDS, Klassifisering::from_word);
        Some(entries.iter().filter_map(|(id, _, node)| Some((id.to_owned(), local(source, node, read)?))).collect())
    });
    let kriterier = source.list(fields, KRITERIER, words);
    let svarut = source.may(fields, "svarut", read_svarut).unwrap_or_default();
    let arkiv = source.may(fields, "arkiv", read_arkiv);
    let epost = source.may(fields, "epost", read_epost);
    let (path, klassifisering) = (source.path().to_owned(), klassifisering.unwrap_or_default());
    Some(Avsender {
        id,
        path,
        felt,
        postadresse: postadresse?,
        kriterier,
        klassifisering,
        svarut,
        arkiv,
        priser_path: None,
        priser: BTreeMap::new(),
        epost,
    })
}

fn read_postadresse(source: &mut Source<'_>, node: &Node) -> Option<Postadresse> {
    let fields = source.fields(node, &["linjer", "postnummer", "poststed"])?;
    let linjer = source
        .need(fields, "linjer", |source, node| source.items(node, |source, node| local(source, node, Source::text)));
    let postnummer = source.need(fields, "postnummer", |source, node| local(source, node, Source::text));
    let poststed = source.need(fields, "poststed", |source, node| local(source, node, Source::text));
    Some(Postadresse { linjer: linjer?, postnummer: postnummer?, poststed: poststed? })
}

/// Reads a sender's local prices.
pub(crate) fn read_priser(source: &mut Source<'_>) -> Option<BTreeMap<String, Pris>> {
    let root = source.root()?;
    let fields = source.fields(&root, &["kilde", "kontrollert", "merknad", "usikkert", "priser"])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    source.need(fields, "priser", |source, node| {
        let entries = source.entries(node)?;
        Some(entries.iter().filter_map(|(id, _, node)| Some((id.to_owned(), read_pris(source, node)?))).collect())
    })
}

fn read_pris(source: &mut Source<'_>, node: &Node) -> Option<Pris> {
    let fields = source.fields(node, &["enhet", "per", "verdier", "merknad"])?;
    let enhet = source.need(fields, "enhet", Source::text);
    let per = source.may(fields, "per", Source::bilingual);
    let beloep_oere = source.need(fields, "verdier", |source, node| {
        read_years(source, node, |source, node| local(source, node, Source::oere))
    });
    Some(Pris { enhet: enhet?, per, beloep_oere: beloep_oere? })
}

/// The id of the sender with this name, in whatever capitals.
pub(super) fn sender_named(library: &Library, name: &str, maalform: Maalform) -> Option<String> {
    let has_name = |id: &String| {
        let own = library.avsender(id).and_then(|sender| sender.text("navn", maalform));
        own.is_some_and(|own| own.to_lowercase() == name.trim().to_lowercase())
    };
    library.avsender_ids().into_iter().find(has_name)
}
