//! How much and for how long, in words.

use crate::language::Maalform;
use crate::letter::format::{self, HARD_SPACE, Unit};
use crate::sak::line::{Omfang, Periode, Slutt};
use crate::texts::grense::{Enhet, Grense};

/// An extent as a table says it, in lower case: «2,5 timer per uke», «to dager per uke, mandag og torsdag».
pub fn extent(omfang: &Omfang, maalform: Maalform) -> Option<String> {
    let measure = per(omfang, maalform, [("per uke", "per veke"), ("per måned", "per månad")]);
    let more = omfang.utdyping.as_ref().map(|more| more.text().to_owned());
    let parts: Vec<String> = measure.into_iter().chain(more).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// An extent as a sentence says it: «2,5 timer i uka»; as the caseworker told it, when nothing is counted.
pub fn in_sentence(omfang: &Omfang, maalform: Maalform) -> Option<String> {
    per(omfang, maalform, [("i uka", "i veka"), ("i måneden", "i månaden")])
        .or_else(|| omfang.utdyping.as_ref().map(|told| told.text().to_owned()))
}

/// An extent as a sentence says all of it: «to dager i uka, mandag og torsdag».
pub fn in_full(omfang: &Omfang, maalform: Maalform) -> Option<String> {
    let short = in_sentence(omfang, maalform)?;
    let more = omfang.utdyping.as_ref().map(|more| more.text()).filter(|more| *more != short);
    Some(more.map_or_else(|| short.clone(), |more| format!("{short}, {more}")))
}

/// Hours a week in a sentence, also when visits are stated: «7 timer i uka»; nothing when there are no hours.
pub fn hours_in_sentence(omfang: &Omfang, maalform: Maalform) -> Option<String> {
    let minutes = omfang.weekly_minutes()?;
    Some(format!("{} {}", format::hours(minutes * 4, maalform), maalform.choose("i uka", "i veka")))
}

fn per(omfang: &Omfang, maalform: Maalform, spans: [(&str, &str); 2]) -> Option<String> {
    let [week, month] = spans.map(|(nb, nn)| maalform.choose(nb, nn).replace("per ", "per\u{A0}"));
    let mut parts = Vec::new();
    if let Some(visits) = omfang.besoek_per_doegn {
        parts.push(format!("{} besøk om dagen{}", neuter(visits, maalform), each(omfang, maalform)));
    }
    if let Some(visits) = omfang.besoek_per_uke {
        parts.push(format!("{} besøk {week}{}", neuter(visits, maalform), each(omfang, maalform)));
    }
    match (&omfang.timer_per_uke, omfang.weekly_minutes()) {
        (Some(timer), _) => parts.push(format!("{} {week}", format::hours(u64::from(timer.minutter) * 4, maalform))),
        (None, Some(minutes)) if omfang.besoek_per_doegn.is_some() => {
            parts.push(format!("{} {week}", format::hours(minutes * 4, maalform)));
        }
        _ => {}
    }
    if let Some(timer) = &omfang.timer_per_maaned {
        parts.push(format!("{} {month}", format::hours(u64::from(timer.minutter) * 4, maalform)));
    }
    if let Some(days) = omfang.dager_per_uke {
        parts.push(format!("{} {week}", days_of(days, Unit::Dager, maalform)));
    }
    if let Some(days) = omfang.doegn {
        parts.push(format!("{days}{HARD_SPACE}døgn"));
    }
    if let Some(days) = omfang.doegn_per_maaned {
        parts.push(format!("{} døgn {month}", neuter(days, maalform)));
    }
    if omfang.hele_doegnet == Some(true) {
        parts.push(maalform.choose("hele døgnet", "heile døgnet").to_owned());
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn each(omfang: &Omfang, maalform: Maalform) -> String {
    omfang.minutter_per_besoek.map_or_else(String::new, |minutes| {
        format!(" på {minutes}{HARD_SPACE}{}", maalform.choose("minutter", "minutt"))
    })
}

fn days_of(value: u32, unit: Unit, maalform: Maalform) -> String {
    format!("{}{HARD_SPACE}{}", format::count(i64::from(value), maalform), unit.word(i64::from(value), maalform))
}

/// A count before a neuter noun: «ett besøk», «tre besøk».
fn neuter(value: u32, maalform: Maalform) -> String {
    if value == 1 { maalform.choose("ett", "eitt").to_owned() } else { format::count(i64::from(value), maalform) }
}

/// A period in lower case: «fra 30. november 2026, uten sluttdato».
pub fn period(periode: &Periode, maalform: Maalform) -> String {
    let from = maalform.choose("fra", "frå");
    let start = periode.fra.date();
    match periode.til {
        Slutt::UtenSluttdato => {
            format!("{from} {}, {}", format::date(start), maalform.choose("uten sluttdato", "utan sluttdato"))
        }
        Slutt::NaarPlass => format!("{from} {} til du får plass", format::date(start)),
        Slutt::Dato(end) => {
            let start =
                if start.year() == end.date().year() { format::day_and_month(start) } else { format::date(start) };
            format!("{from} {start} til {}", format::date(end.date()))
        }
    }
}

/// A limit of the library with its unit.
pub fn limit(grense: &Grense, maalform: Maalform) -> String {
    let value = i64::from(grense.verdi);
    let unit = match grense.enhet {
        Enhet::Timer => Unit::Timer,
        Enhet::Uker => Unit::Uker,
        Enhet::Dager => Unit::Dager,
        Enhet::Doegn => Unit::Doegn,
        Enhet::Maaneder => Unit::Maaneder,
        Enhet::Aar => Unit::Aar,
        Enhet::Antall => return format::number(value),
    };
    format::quantity(value, unit, maalform)
}
