//! `klage.*`: who decides a complaint, how long, until when, and which texts say so.

use super::{Fields, Source, sender};
use crate::letter::format::{self, Unit};
use crate::sak::recipients::MottakerKind;
use crate::sak::sak::Partsrolle;
use crate::texts::klageordning::Klagefakta;
use serde_json::Value;

/// The deadline counted from the day the recipient got the letter, whatever the complaint rule.
const FROM_RECIPIENT: &str = "klage/frist-mottaker";

/// Whether the recipient gets the letter because «du» does not: a representative, or a child's parent.
fn stands_in(source: Source<'_>) -> bool {
    let (sak, mottaker) = (source.sak, source.mottaker);
    let acts = match mottaker.kind {
        MottakerKind::Part(_) => sak.part(mottaker).is_some_and(|part| part.rolle == Partsrolle::Foresatt),
        MottakerKind::Representant(_) => true,
        MottakerKind::Klageinstans => false,
    };
    acts && !sak.party_gets_letter(0)
}

/// The fields of a complaint rule.
pub(super) fn fields(source: Source<'_>, id: &str, facts: &Klagefakta) -> Value {
    let maalform = source.maalform();
    let mut texts = Fields::default();
    for name in ["uenig", "frist", "avgjoer", "ombud", "slik", "slik-del"] {
        let text = format!("klageordninger/{id}/{name}");
        texts.put_some(&name.replace('-', "_"), source.selected.text(&text).map(|_| text.clone()));
    }
    // Whoever gets the letter in place of «du» has a day of her own; the page in front asks for the same text.
    let instead = stands_in(source);
    if instead {
        texts.put("frist", FROM_RECIPIENT);
    }
    let frist = format::quantity(i64::from(facts.frist_uker), Unit::Uker, maalform);
    let instans = sender::marked(source, facts.instans.word());
    let received = source.sak.mottatt(source.mottaker);
    let last = received.and_then(|day| source.selected.last_day(day, facts.frist_uker));
    let text = format!("klageordninger/{id}/siste-dag");
    texts.put_some("siste_dag", last.and_then(|_| source.selected.text(&text)).map(|_| text));
    let mut fields = Fields::default();
    fields
        .put("fra_mottaker", instead)
        .put_some("mottatt", received.filter(|_| last.is_some()).map(format::date))
        .put_some("siste_dag", last.map(format::date))
        .put("tekst", texts.done())
        .put("frist_stor", format::capitalised(&frist))
        .put("frist", frist)
        .put_some("instans_stor", instans.as_deref().map(format::capitalised))
        .put_some("instans", instans);
    fields.done()
}
