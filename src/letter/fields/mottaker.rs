//! `mottaker`: why someone gets the letter, and whether «du» in it is someone else.
//!
//! Comes in: the case and the recipient. Goes out: one flag for the recipient's role, and the names that texts use.
//! Prints no address and says nothing about other recipients but that there are adults.

use super::{Fields, Source};
use crate::sak::recipients::MottakerKind;
use crate::sak::sak::{Partsrolle, Representantrolle};
use serde_json::Value;

/// The fields of one recipient.
pub(super) fn fields(source: Source<'_>) -> Value {
    let (sak, mottaker) = (source.sak, source.mottaker);
    let mut fields = Fields::default();
    let Some(du) = sak.parter.first() else { return fields.done() };
    let other = !matches!(mottaker.kind, MottakerKind::Part(0) | MottakerKind::Klageinstans);
    fields.put_some("navn", sak.navn(mottaker)).put("part", du.navn.text()).put("annen", other);
    if let Some(person) = sak.representant(mottaker) {
        fields.put(person.rolle.word(), true).put_some("mandat", person.mandat.as_ref().map(|text| text.text()));
    }
    match sak.part(mottaker).map(|part| part.rolle) {
        Some(Partsrolle::Barn) => fields.put("barn", true).put("voksne", has_adults(source)),
        Some(Partsrolle::Foresatt) if other => fields.put("foresatt", true),
        Some(Partsrolle::Soeker | Partsrolle::Paaroerende) if other => fields.put("medpart", true),
        _ => &mut fields,
    };
    fields.done()
}

/// Whether someone responsible for a child gets the letter too.
fn has_adults(source: Source<'_>) -> bool {
    let guardian = |rolle| matches!(rolle, Representantrolle::Verge);
    source.sak.parter.iter().any(|part| part.rolle == Partsrolle::Foresatt)
        || source.sak.representanter.iter().any(|other| guardian(other.rolle))
}
