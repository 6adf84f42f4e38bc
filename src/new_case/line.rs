//! The fields of one line of the decision, by what its service takes and what was decided.
//!
//! Comes in: the service's facts, the outcome and the day. Goes out: fields.
//! Knows no service by name.

use super::examples::{amount, example};
use super::print::Felt;
use super::{Line, Wish};
use crate::sak::line::Utfall;
use crate::suggest::one_of;
use crate::texts::avsender::Avsender;
use crate::texts::tjeneste::Krav;
use jiff::ToSpan;

const OF: &str = "Tjenestelinje";

/// The extent that tasks can be summed up to.
const HOURS: &str = "timer_per_uke";
/// The extent that has no amount, so that only words tell less from more.
const ALL_DAY: &str = "hele_doegnet";
/// The extent that is counted in nights of the period.
const NIGHTS: &str = "doegn";

/// The line's fields.
pub(super) fn line(wish: &Wish, line: &Line, avsender: Option<&Avsender>) -> Vec<Felt> {
    let say = |key: &str| Felt::example(OF, key, example(OF, key, wish.maalform));
    let needs = |krav: Krav| line.fakta.krever.contains(&krav);
    let mut fields = vec![Felt::value(OF, "tjeneste", line.tjeneste.id.clone())];
    let chosen = avsender.is_some_and(|avsender| avsender.klassifisering.contains_key(&line.tjeneste.id));
    if line.fakta.klasser.len() > 1 && !chosen {
        fields.push(say("klassifisering"));
    }
    fields.push(Felt::value(OF, "utfall", line.utfall.word()));
    // A service that needs no measure may still have one.
    let measure = line.fakta.krever_en_av.first().or(line.fakta.omfang.first()).map(String::as_str);
    if line.granted() {
        fields.push(say("innhold"));
        if let Some(measure) = measure {
            fields.extend(extents(line, measure, wish));
        }
        fields.push(period(wish, measure));
        if measure == Some(HOURS) && !needs(Krav::Omsorgsarbeid) {
            fields.push(tasks(wish, line));
        }
    }
    if needs(Krav::Omsorgsarbeid) {
        fields.push(care_work(wish, line));
    }
    if needs(Krav::Stoenad) && line.granted() {
        let say = |key: &str| Felt::example("Stoenad", key, example("Stoenad", key, wish.maalform));
        fields.push(Felt::fields(OF, "stoenad", vec![say("timesats"), say("hjelpestoenad")]));
    }
    if needs(Krav::Bpa) && line.granted() {
        let keys = ["arbeidsleder", "leverandoer", "avlastning", "flytting_av_timer"];
        let fields_of = keys.map(|key| Felt::example("Bpa", key, example("Bpa", key, wish.maalform)));
        fields.push(Felt::fields(OF, "bpa", fields_of.into()));
    }
    if needs(Krav::Langtid) {
        fields.push(long_term(wish, line));
    }
    if needs(Krav::Teknologi) {
        fields.push(conditions(wish, line));
    }
    fields
}

/// What is given, and what was applied for when that is more.
fn extents(line: &Line, measure: &str, wish: &Wish) -> Vec<Felt> {
    let (given, applied) = amount(measure);
    let others: Vec<&str> = line.fakta.krever_en_av.iter().skip(1).map(String::as_str).collect();
    let others = (!others.is_empty()).then(|| format!("Kan også være {}", one_of(&others)));
    let words = wish.maalform.choose(("hjemme", "hjemme og ute"), ("heime", "heime og ute"));
    let extent = |key: &str, amount: &str, word: &str| {
        let mut fields = vec![Felt::example("Omfang", measure, amount).note(others.clone())];
        if measure == ALL_DAY && line.utfall == Utfall::DelvisInnvilget {
            fields.push(Felt::example("Omfang", "utdyping", word));
        }
        Felt::fields(OF, key, fields)
    };
    let asked = (line.utfall == Utfall::DelvisInnvilget).then(|| extent("soekt", applied, words.1));
    asked.into_iter().chain([extent("omfang", given, words.0)]).collect()
}

fn period(wish: &Wish, measure: Option<&str>) -> Felt {
    let fra = wish.vedtaksdato.saturating_add(7.days());
    let nights: Option<i64> = measure.filter(|it| *it == NIGHTS).and_then(|it| amount(it).0.parse().ok());
    let til = nights.map_or("uten-sluttdato".to_owned(), |nights| fra.saturating_add(nights.days()).to_string());
    let fields = vec![Felt::example("Periode", "fra", fra.to_string()), Felt::example("Periode", "til", til)];
    Felt::fields(OF, "periode", fields)
}

/// One task that is the whole extent of the example.
fn tasks(wish: &Wish, line: &Line) -> Felt {
    const OF_TASK: &str = "Oppgave";
    let say = |key: &str| Felt::example(OF_TASK, key, example(OF_TASK, key, wish.maalform));
    let mut fields = vec![say("hva"), Felt::example(OF_TASK, "minutter", "150"), say("hvor_ofte")];
    if line.utfall == Utfall::DelvisInnvilget {
        fields.push(Felt::example(OF_TASK, "soekt_minutter", "240"));
        fields.push(say("hvorfor_mindre"));
    }
    Felt::item(OF, "oppgaver", fields).optional()
}

fn care_work(wish: &Wish, line: &Line) -> Felt {
    const OF_WORK: &str = "Omsorgsarbeid";
    let say = |key: &str| Felt::example(OF_WORK, key, example(OF_WORK, key, wish.maalform));
    let counted = if line.utfall == Utfall::Innvilget { "240" } else { "150" };
    let fields = vec![
        say("hva"),
        say("hvor_ofte"),
        Felt::example(OF_WORK, "opplyst_minutter_per_uke", "240"),
        Felt::example(OF_WORK, "regnet_minutter_per_uke", counted),
    ];
    Felt::item(OF, "omsorgsarbeid", fields)
}

/// The conditions for equipment; a refusal rests on one of them.
fn conditions(wish: &Wish, line: &Line) -> Felt {
    const OF_EQUIPMENT: &str = "Teknologi";
    let why = |key: &str| Felt::example("Vilkaarsvurdering", "hvorfor", example(OF_EQUIPMENT, key, wish.maalform));
    let condition = |key: &str| {
        let met = Felt::example("Vilkaarsvurdering", "oppfylt", line.granted().to_string());
        Felt::fields(OF_EQUIPMENT, key, vec![met, why(key)])
    };
    let all =
        ["kan_ikke_velge_selv", "noedvendig", "til_beste", "forholdsmessig", "minst_inngripende", "ville_sagt_ja"];
    let mut fields = match line.granted() {
        true => all.map(condition).into(),
        false => vec![condition("noedvendig")],
    };
    if line.granted() {
        fields.push(condition("motsetter_seg_ikke"));
        fields.push(Felt::example(OF_EQUIPMENT, "paaroerende", example(OF_EQUIPMENT, "paaroerende", wish.maalform)));
    }
    Felt::fields(OF, "teknologi", fields)
}

/// The two questions of a long-term stay, as the outcome answers them.
fn long_term(wish: &Wish, line: &Line) -> Felt {
    const OF_STAY: &str = "Langtid";
    let say = |key: &str| Felt::example(OF_STAY, key, example(OF_STAY, key, wish.maalform));
    let flag = |key: &str, value: bool| Felt::value(OF_STAY, key, value.to_string());
    let met = line.utfall != Utfall::Avslag;
    let say_of_one = |key: &str| Felt::example("Kriterium", key, example("Kriterium", key, wish.maalform));
    let criterion =
        |named: Felt| vec![named, Felt::example("Kriterium", "oppfylt", met.to_string()), say_of_one("hvorfor")];
    let own = line.kriterier.iter().filter_map(|own| serde_json::to_string(own).ok());
    let mut criteria: Vec<_> = own.map(|own| criterion(Felt::value("Kriterium", "kriterium", own))).collect();
    if criteria.is_empty() {
        criteria.push(criterion(say_of_one("kriterium")));
    }
    let mut fields = vec![
        flag("plass_straks", line.granted()),
        say("plass_straks_vurdering"),
        flag("kriterier_oppfylt", met),
        Felt::items(OF_STAY, "kriterier", criteria),
    ];
    if line.utfall == Utfall::Venteliste {
        fields.push(Felt::example(OF_STAY, "venteliste_fra", wish.vedtaksdato.to_string()));
        fields.extend(["ventetid_vurdering", "kontaktperson", "oppfoelging", "intervall"].map(say));
    }
    if line.granted() {
        fields.push(say("sted").optional());
    }
    Felt::fields(OF, "langtid", fields)
}
