//! The fields of `omfang` by name, so that a service's facts can speak of them.
//!
//! Comes in: the extent of a line. Goes out: which of its fields are set.
//! Does not know which fields a service takes.

use crate::sak::line::Omfang;

/// The names of the fields, as the case file spells them.
pub const FIELDS: [&str; 10] = [
    "timer_per_uke",
    "timer_per_maaned",
    "besoek_per_doegn",
    "minutter_per_besoek",
    "besoek_per_uke",
    "dager_per_uke",
    "doegn",
    "doegn_per_maaned",
    "hele_doegnet",
    "utdyping",
];

/// The fields that are set, in declaration order.
pub fn set_fields(omfang: &Omfang) -> Vec<&'static str> {
    let Omfang {
        timer_per_uke,
        timer_per_maaned,
        besoek_per_doegn,
        minutter_per_besoek,
        besoek_per_uke,
        dager_per_uke,
        doegn,
        doegn_per_maaned,
        hele_doegnet,
        utdyping,
    } = omfang;
    let set = [
        timer_per_uke.is_some(),
        timer_per_maaned.is_some(),
        besoek_per_doegn.is_some(),
        minutter_per_besoek.is_some(),
        besoek_per_uke.is_some(),
        dager_per_uke.is_some(),
        doegn.is_some(),
        doegn_per_maaned.is_some(),
        hele_doegnet.is_some(),
        utdyping.is_some(),
    ];
    FIELDS.into_iter().zip(set).filter(|(_, set)| *set).map(|(field, _)| field).collect()
}

/// A field of an extent with a value, for hints.
pub fn example(field: &str) -> String {
    let value = match field {
        "timer_per_uke" => "2.5",
        "timer_per_maaned" => "10",
        "minutter_per_besoek" => "30",
        "doegn" => "21",
        "doegn_per_maaned" => "7",
        "hele_doegnet" => "true",
        "utdyping" => "mandag og torsdag",
        _ => "2",
    };
    format!("{field}: {value}")
}
