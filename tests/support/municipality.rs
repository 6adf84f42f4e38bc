//! A municipality's year of decisions, invented: seeded, so that the same town is the same every time.
//!
//! Comes in: how many decisions of each outcome and how many persons. Goes out: cases as JSON, all distinct.
//! The cases vary as the good cases of the tests do, which are written by hand: services, outcomes, languages,
//! lengths and free text; names, dates, addresses and numbers are drawn. No person exists.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// What a town publishes: decisions by outcome, and persons.
#[derive(Debug, Clone, Copy)]
pub struct Town {
    pub granted: u64,
    pub refused: u64,
    pub waiting: u64,
    pub other: u64,
    pub persons: u64,
    pub sender: &'static str,
}

/// Færder kommune 2024, helse- og omsorgstjenester: 3 548 decisions of which 3 463 granted, 62 refused and 19 on the
/// waiting list, to 1 700 persons. The published parts sum to 3 544, so 4 are of another kind.
pub const FAERDER_2024: Town =
    Town { granted: 3_463, refused: 62, waiting: 19, other: 4, persons: 1_700, sender: "faerder" };
/// Bodø kommune 2019, Tjenestekontoret: 6 415 decisions of which 52 refused. The waiting list and the persons, which
/// are not published, are in proportion to Færder's.
pub const BODOE_2019: Town =
    Town { granted: 6_329, refused: 52, waiting: 34, other: 0, persons: 3_070, sender: "bodoe" };

impl Town {
    pub fn decisions(&self) -> u64 {
        self.granted + self.refused + self.waiting + self.other
    }

    /// A town of another size, in proportion.
    pub fn scaled(&self, decisions: u64) -> Self {
        let part = |count: u64| count * decisions / self.decisions();
        // A village has a refusal too, as soon as it has ten decisions.
        let (refused, waiting, other) =
            (part(self.refused).max(u64::from(decisions >= 10)), part(self.waiting), part(self.other));
        Self {
            granted: decisions.saturating_sub(refused + waiting + other),
            refused,
            waiting,
            other,
            persons: part(self.persons).max(1),
            ..*self
        }
    }
}

/// A small generator (splitmix64), so that no library's version changes the town.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// A case written by hand, and what it decides.
struct Base {
    case: Value,
    counts: [u64; 4],
    young: bool,
    weight: usize,
}

/// The services that each sender classifies in its own way, when the case does not say.
const CLASSIFIED: [&str; 3] = ["matombringing", "trygghetsalarm", "velferdsteknologi"];

impl Base {
    /// Whether the case means the same when it is this sender's.
    fn suits(&self, sender: &str) -> bool {
        let lines = self.case["tjenester"].as_array().unwrap();
        let open =
            |line: &Value| line["klassifisering"].is_null() && CLASSIFIED.contains(&line["tjeneste"].as_str().unwrap());
        self.case["avsender"] == sender || !lines.iter().any(open)
    }
}

/// Bases whose point is an odd file rather than an ordinary case.
const ODD: [&str; 4] = ["bom-og-crlf", "tegn-i-fritekst", "samiske-og-andre-navn", "foerste-brev"];

fn bases() -> Vec<Base> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let usable = folders.iter().filter(|folder| !ODD.iter().any(|odd| folder.ends_with(odd)));
    usable.filter_map(|folder| base(&fs::read_to_string(folder.join("sak.yaml")).ok()?)).collect()
}

fn base(text: &str) -> Option<Base> {
    let case: Value = serde_yaml::from_str(text).unwrap();
    // Letters around the decision, such as notices, decide nothing.
    if !["vedtak", "endringsvedtak"].contains(&case["brevtype"].as_str()?) {
        return None;
    }
    // A year earlier, the oldest would be before the texts' first day.
    if case["vedtaksdato"].as_str()? < "2026" {
        return None;
    }
    let born = case["parter"][0]["foedselsdato"].as_str()?;
    let young = born[..4].parse::<u32>().unwrap() > 1960 || case["parter"][0]["foedselsnummer"].is_string();
    let mut counts = [0; 4];
    for line in case["tjenester"].as_array().unwrap() {
        let kind = match (case["brevtype"].as_str().unwrap(), line["utfall"].as_str().unwrap()) {
            ("vedtak", "innvilget" | "delvis-innvilget") => 0,
            ("vedtak", "avslag") => 1,
            ("vedtak", "venteliste") => 2,
            _ => 3,
        };
        counts[kind] += 1;
    }
    // Help at home, practical help and alarms are most of a year.
    let common = ["helsetjenester-i-hjemmet", "praktisk-bistand", "trygghetsalarm", "korttidsopphold"];
    let first = case["tjenester"][0]["tjeneste"].as_str().unwrap();
    let weight = if common.contains(&first) { 12 } else { 2 };
    Some(Base { case, counts, young, weight })
}

/// The cases of a town's year, as JSON objects in the order they came.
pub fn year(town: &Town, seed: u64) -> Vec<Value> {
    let bases: Vec<Base> = bases().into_iter().filter(|base| base.suits(town.sender)).collect();
    let mut dice = Dice::new(seed);
    let mut left = [town.granted, town.refused, town.waiting, town.other];
    let mut chosen: Vec<&Base> = Vec::new();
    // The rare outcomes first: what is granted beside them counts too.
    for kind in [2, 3, 1, 0] {
        while left[kind] > 0 {
            let fits = |base: &&Base| base.counts[kind] > 0 && base.counts.iter().zip(left).all(|(n, left)| *n <= left);
            let fitting: Vec<&Base> = bases.iter().filter(fits).collect();
            let weighted: Vec<&Base> = fitting.iter().flat_map(|base| vec![*base; base.weight]).collect();
            let base = *dice.pick(&weighted);
            (0..4).for_each(|at| left[at] -= base.counts[at]);
            chosen.push(base);
        }
    }
    for at in (1..chosen.len()).rev() {
        chosen.swap(at, dice.below(at + 1));
    }
    let young = chosen.iter().filter(|base| base.young).count() as u64;
    let old = town.persons.saturating_sub(young).max(1);
    let (mut next_young, mut next_old) = (old, 0);
    let cases = chosen.iter().enumerate().map(|(number, base)| {
        let person = if base.young {
            next_young += 1;
            next_young
        } else {
            next_old += 1;
            if next_old <= old { next_old - 1 } else { dice.below(old as usize) as u64 }
        };
        vary(base, number, person, town.sender, &mut dice)
    });
    cases.collect()
}

fn vary(base: &Base, number: usize, person: u64, sender: &str, dice: &mut Dice) -> Value {
    let mut case = base.case.clone();
    move_days(&mut case, -7 * dice.below(45) as i64, "");
    case["saksnummer"] = json!(format!("2026/{number:05}"));
    case["avsender"] = json!(sender);
    let part = &mut case["parter"][0];
    part["navn"] = json!(name(person));
    if !base.young {
        part["foedselsdato"] =
            json!(format!("19{:02}-{:02}-{:02}", 28 + person % 25, 1 + person % 12, 1 + person % 28));
        if let Some(fields) = part.as_object_mut() {
            fields.remove("foedselsnummer");
        }
    }
    if part["adresse"].is_object() {
        let line = format!("{} {}", dice.pick(&STREETS), 1 + dice.below(180));
        part["adresse"]["linjer"] = json!([line]);
    }
    if case["vurdering"].is_object() {
        let mut text = case["vurdering"]["situasjon"].as_str().unwrap_or_default().to_owned();
        let nynorsk = case["maalform"] == "nn";
        for _ in 0..=dice.below(4) {
            text = format!("{} {}", text.trim_end(), sentence(nynorsk, dice));
        }
        case["vurdering"]["situasjon"] = json!(text.trim());
    }
    case
}

/// Moves every day but the dates of birth, whole weeks at a time.
fn move_days(value: &mut Value, days: i64, key: &str) {
    match value {
        Value::String(text) if key != "foedselsdato" => {
            if let Ok(day) = text.parse::<jiff::civil::Date>()
                && text.len() == 10
            {
                *text = (day + jiff::Span::new().days(days)).to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| move_days(item, days, key)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, field)| move_days(field, days, name)),
        _ => {}
    }
}

const STREETS: [&str; 8] = [
    "Prøveveien",
    "Eksempelgata",
    "Mønsterbakken",
    "Oppdiktaveien",
    "Testlia",
    "Fabelstien",
    "Modellveien",
    "Tenkthaugen",
];
pub const FIRST: [&str; 20] = [
    "Ask",
    "Bjørg",
    "Dagny",
    "Eivind",
    "Frøydis",
    "Gunnar",
    "Hjørdis",
    "Ivar",
    "Jorunn",
    "Kåre",
    "Liv",
    "Magnhild",
    "Nils",
    "Oddny",
    "Peder",
    "Ragnhild",
    "Sverre",
    "Torbjørg",
    "Unni",
    "Åse",
];
const LAST: [&str; 10] =
    ["Eksempelsen", "Prøve", "Mønster", "Oppdikt", "Testesen", "Fabel", "Modell", "Tenkt", "Påfunn", "Dikt"];

/// A name of its own for each person.
fn name(person: u64) -> String {
    let at = |list: &[&str], part: u64| list[(part % list.len() as u64) as usize].to_owned();
    let (first, middle, last) = (at(&FIRST, person), at(&FIRST, person / 20), at(&LAST, person / 400));
    format!(
        "{first} {middle} {last}{}",
        if person / 4_000 > 0 { format!("-{}", at(&FIRST, person / 4_000)) } else { String::new() }
    )
}

fn sentence(nynorsk: bool, dice: &mut Dice) -> String {
    let number = 2 + dice.below(9_000);
    let (bokmaal, ny) = *dice.pick(&[
        ("Du har bodd i leiligheten i {} måneder.", "Du har budd i leilegheita i {} månader."),
        ("Hjemmet er på {} kvadratmeter og har trapp.", "Heimen er på {} kvadratmeter og har trapp."),
        ("Du regner med å gå {} skritt på en vanlig dag.", "Du reknar med å gå {} steg på ein vanleg dag."),
        (
            "Det er {} meter til butikken, og du går dit når været er godt.",
            "Det er {} meter til butikken, og du går dit når vêret er godt.",
        ),
        (
            "Naboen din hjelper deg av og til, sist for {} timer siden.",
            "Naboen din hjelper deg av og til, sist for {} timar sidan.",
        ),
    ]);
    (if nynorsk { ny } else { bokmaal }).replace("{}", &number.to_string())
}
