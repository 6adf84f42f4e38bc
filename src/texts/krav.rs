//! What the law demands that a letter contains, and the failures that supervisory bodies have found.
//!
//! Comes in: `legal-texts/krav/<brevtype>.yaml` and `krav/feil.yaml`. Goes out: dated entries with their statutes.
//! Does not look at a letter; `letter/demands.rs` does.

use super::data::{Fields, Source};
use super::hjemmel::Hjemmel;
use super::ord::Alvor;
use crate::sak::line::{Klassifisering, Utfall};
use crate::yaml::Node;
use jiff::civil::Date;

/// What an element must stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gjelder {
    /// The letter as a whole.
    Brev,
    /// Each part with a complaint rule of its own.
    Del,
    /// Each line of the decision.
    Linje,
}

impl Gjelder {
    const WORDS: [&'static str; 3] = ["brev", "del", "linje"];
    const ALL: [Self; 3] = [Self::Brev, Self::Del, Self::Linje];
}

/// What meets an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moetes {
    /// A text that says so in `oppfyller` stands there.
    Tekst(String),
    /// A field is printed there.
    Felt(String),
}

/// One required element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Krav {
    /// The name that texts use in `oppfyller`.
    pub id: String,
    /// The problem's code, one of `CODES`.
    pub kode: &'static str,
    /// What must be said.
    pub hva: String,
    /// The statutes.
    pub hjemmel: Vec<Hjemmel>,
    /// Who asks for it, where no statute does.
    pub praksis: Option<String>,
    /// What it must stand in.
    pub gjelder: Gjelder,
    /// Whether a letter without it is refused.
    pub alvor: Alvor,
    /// Only for lines with these outcomes; any when empty.
    pub utfall: Vec<Utfall>,
    /// Only for lines of this class.
    pub klasse: Option<Klassifisering>,
    /// Only when each of these fields is there, or is not there after «!».
    pub naar: Vec<String>,
    /// All of these, each met by any of its alternatives.
    pub krever: Vec<Vec<Moetes>>,
    /// First day.
    pub fra: Option<Date>,
    /// Last day.
    pub til: Option<Date>,
    /// The entry's line in the file.
    pub line: u32,
}

impl Krav {
    /// Tells whether the element is required on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.fra.is_none_or(|fra| fra <= day) && self.til.is_none_or(|til| day <= til)
    }
}

/// The elements of one kind of letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kravliste {
    /// The file.
    pub path: String,
    /// The complaint rule of such letters, where the kind of letter decides it.
    pub klageordning: Option<String>,
    /// The elements, in the order of the file.
    pub krav: Vec<Krav>,
}

/// One failure with the check that looks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feil {
    /// Such as `F10`.
    pub id: String,
    /// The problem's code, one of `CODES`.
    pub kode: &'static str,
    /// What is wrong.
    pub hva: String,
    /// What to do.
    pub gjoer: String,
    /// Who found it.
    pub kilde: String,
    /// The statutes.
    pub hjemmel: Vec<Hjemmel>,
    /// Whether it stops the letter.
    pub alvor: Alvor,
    /// The kinds of letter it concerns; any when empty.
    pub brevtyper: Vec<String>,
    /// The check: a name of the program's, `krav:<id>`, `ord:<id>` or `utenfor`.
    pub kontroll: String,
    /// First day.
    pub fra: Option<Date>,
    /// Last day.
    pub til: Option<Date>,
    /// The entry's line in the file.
    pub line: u32,
}

/// The failures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feilliste {
    /// The file.
    pub path: String,
    /// The entries, in the order of the file.
    pub feil: Vec<Feil>,
}

macro_rules! codes {
    ($($code:literal)*) => {
        /// The codes that a list may give its entries.
        pub const CODES: &[&str] = &[$(concat!("BREV-", $code)),*];
    };
}

codes! {
    "100" "101" "102" "103" "104" "105" "106" "107" "108" "109" "110" "111" "112" "113" "114" "115" "116" "117" "118" "119"
    "120" "121" "122" "123" "124" "125" "126" "127" "128" "129" "130" "131" "132" "133" "134" "135" "136" "137" "138" "139"
    "140" "141" "142" "143" "144" "145" "146" "147" "148" "149" "150" "151" "152" "153" "154" "155" "156" "157" "158" "159"
    "160" "161" "162" "163" "164" "165" "166" "167" "168" "169" "170" "171" "172" "173" "174" "175" "176" "177" "178" "179"
    "180" "181" "182" "183" "184" "185" "186" "187" "188" "189" "190" "191" "192" "193" "194" "195" "196" "197" "198" "199"
    "201" "202" "203" "204" "205" "206" "207" "208" "209" "210" "211" "212" "213" "214" "215" "216" "217" "218" "219"
    "220" "221" "222" "223" "224" "225" "226" "227" "228" "229"
}

fn code(source: &mut Source<'_>, node: &Node) -> Option<&'static str> {
    let text = source.text(node)?;
    let known = CODES.iter().find(|code| **code == text).copied();
    if known.is_none() {
        source.error("TEKST-023", node.line, format!("«{text}» er ikke en kode som lister kan bruke")).hint =
            Some("skriv BREV-100 til BREV-199 for krav, og BREV-201 til BREV-229 for feil".into());
    }
    known
}

/// Reads the elements of a kind of letter.
pub(crate) fn read_krav(source: &mut Source<'_>) -> Option<Kravliste> {
    let root = source.root()?;
    let fields = list_fields(source, &root, "krav")?;
    let klageordning = source.may(fields, "klageordning", Source::text);
    let krav = source.need(fields, "krav", |source, node| source.items(node, read_one))?;
    repeated(source, krav.iter().map(|krav| (krav.kode, krav.id.clone(), krav.line)).collect());
    Some(Kravliste { path: source.path().to_owned(), klageordning, krav })
}

/// Reads the failures.
pub(crate) fn read_feil(source: &mut Source<'_>) -> Option<Feilliste> {
    let root = source.root()?;
    let fields = list_fields(source, &root, "feil")?;
    let feil = source.need(fields, "feil", |source, node| source.items(node, read_failure))?;
    repeated(source, feil.iter().map(|feil| (feil.kode, feil.id.clone(), feil.line)).collect());
    Some(Feilliste { path: source.path().to_owned(), feil })
}

/// Notes a code that two elements share; one element may have several entries, each with its own days or conditions.
fn repeated(source: &mut Source<'_>, codes: Vec<(&'static str, String, u32)>) {
    for (index, (code, id, line)) in codes.iter().enumerate() {
        if codes[..index].iter().any(|(other, theirs, _)| other == code && theirs != id) {
            source.error("TEKST-024", *line, format!("Koden {code} brukes av et annet punkt også")).hint =
                Some("gi hvert punkt sin egen kode".into());
        }
    }
}

fn list_fields<'n>(source: &mut Source<'_>, root: &'n Node, key: &str) -> Option<Fields<'n>> {
    let fields = source.fields(root, &["kilde", "kontrollert", "usikkert", "merknad", "klageordning", key])?;
    source.need(fields, "kilde", Source::text);
    source.need(fields, "kontrollert", Source::date);
    Some(fields)
}

fn dates(source: &mut Source<'_>, fields: Fields<'_>) -> (Option<Date>, Option<Date>) {
    (source.may(fields, "fra", Source::date), source.may(fields, "til", Source::last_date))
}

fn severity(source: &mut Source<'_>, fields: Fields<'_>) -> Alvor {
    source.may(fields, "alvor", Alvor::read).unwrap_or(Alvor::Feil)
}

fn read_one(source: &mut Source<'_>, node: &Node) -> Option<Krav> {
    let known = ["id", "kode", "hva", "hjemmel", "praksis", "gjelder", "alvor", "utfall", "klasse", "naar", "krever"];
    let fields = source.fields(node, &[known.as_slice(), &["fra", "til", "merknad", "usikkert"]].concat())?;
    let id = source.need(fields, "id", Source::text);
    let kode = source.need(fields, "kode", code);
    let hva = source.need(fields, "hva", Source::text);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    let praksis = source.may(fields, "praksis", Source::text);
    if hjemmel.is_empty() && praksis.is_none() {
        source.error("TEKST-022", node.line, "Kravet mangler «hjemmel» eller «praksis»").hint =
            Some("skriv regelen, eller hvem som ber om det".into());
    }
    let gjelder = source.may(fields, "gjelder", |source, node| {
        source.word(node, &Gjelder::WORDS, |word| {
            Gjelder::ALL.into_iter().find(|it| Gjelder::WORDS[*it as usize] == word)
        })
    });
    let alvor = severity(source, fields);
    let utfall = source.list(fields, "utfall", |source, node| source.word(node, Utfall::WORDS, Utfall::from_word));
    let klasse = source
        .may(fields, "klasse", |source, node| source.word(node, Klassifisering::WORDS, Klassifisering::from_word));
    let naar = source.list(fields, "naar", Source::text);
    let krever = source.list(fields, "krever", |source, node| source.items(node, read_means));
    let (fra, til) = dates(source, fields);
    let id = id?;
    let krever = if krever.is_empty() { vec![vec![Moetes::Tekst(id.clone())]] } else { krever };
    Some(Krav {
        id,
        kode: kode?,
        hva: hva?,
        hjemmel,
        praksis,
        gjelder: gjelder.unwrap_or(Gjelder::Brev),
        alvor,
        utfall,
        klasse,
        naar,
        krever,
        fra,
        til,
        line: node.line,
    })
}

fn read_means(source: &mut Source<'_>, node: &Node) -> Option<Moetes> {
    let text = source.text(node)?;
    Some(text.strip_prefix("tekst:").map_or_else(|| Moetes::Felt(text.clone()), |id| Moetes::Tekst(id.to_owned())))
}

fn read_failure(source: &mut Source<'_>, node: &Node) -> Option<Feil> {
    let known = ["id", "kode", "hva", "gjoer", "kilde", "hjemmel", "alvor", "brevtyper", "kontroll", "fra", "til"];
    let fields = source.fields(node, &[known.as_slice(), &["merknad", "usikkert"]].concat())?;
    let id = source.need(fields, "id", Source::text);
    let kode = source.need(fields, "kode", code);
    let hva = source.need(fields, "hva", Source::text);
    let gjoer = source.need(fields, "gjoer", Source::text);
    let kilde = source.need(fields, "kilde", Source::text);
    let hjemmel = source.list(fields, "hjemmel", Source::hjemmel);
    let alvor = severity(source, fields);
    let brevtyper = source.list(fields, "brevtyper", Source::text);
    let kontroll = source.need(fields, "kontroll", Source::text);
    let (fra, til) = dates(source, fields);
    Some(Feil {
        id: id?,
        kode: kode?,
        hva: hva?,
        gjoer: gjoer?,
        kilde: kilde?,
        hjemmel,
        alvor,
        brevtyper,
        kontroll: kontroll?,
        fra,
        til,
        line: node.line,
    })
}
