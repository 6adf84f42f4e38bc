//! `mottaker`: why someone gets the letter, and whether «du» in it is someone else.
//!
//! Comes in: the case and the recipient. Goes out: one flag for the recipient's role, and the names that texts use.
//! Prints no address. Of other recipients it says that there are adults, and names those who are parties together.

use super::{Fields, Source};
use crate::letter::format;
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
        Some(rolle @ (Partsrolle::Soeker | Partsrolle::Paaroerende)) if rolle == du.rolle => {
            fields.put_some("andre", together(source)).put("sammen_vedtak", sak.brevtype.has_lines())
        }
        Some(Partsrolle::Soeker | Partsrolle::Paaroerende) if other => fields.put("medpart", true),
        _ => &mut fields,
    };
    fields.done()
}

/// The other parties who are in the case for the same reason as the recipient, such as a child's two carers.
fn together(source: Source<'_>) -> Option<String> {
    let sak = source.sak;
    let own = sak.part(source.mottaker)?;
    let others = sak.parter.iter().filter(|part| part.rolle == own.rolle && !std::ptr::eq(*part, own));
    let names: Vec<String> = others.map(|part| part.navn.text().to_owned()).collect();
    (!names.is_empty()).then(|| format::list(&names))
}

/// Whether someone responsible for a child gets the letter too.
fn has_adults(source: Source<'_>) -> bool {
    let guardian = |rolle| matches!(rolle, Representantrolle::Verge);
    source.sak.parter.iter().any(|part| part.rolle == Partsrolle::Foresatt)
        || source.sak.representanter.iter().any(|other| guardian(other.rolle))
}
