//! What the sender says of itself, with a mark on each value that is not confirmed.

use super::{Fields, Source};
use crate::letter::markdown::{MARK_END, MARK_UNCONFIRMED};
use serde_json::Value;

/// The sender's fields that texts may name.
const NAMES: [&str; 10] = [
    "navn",
    "kontor",
    "telefon",
    "besoeksadresse",
    "klageadresse",
    "digital_klage",
    "statsforvalter",
    "klagenemnd",
    "forskrift_langtidsopphold",
    "kriterier_omsorgsbolig",
];

/// `avsender.*`: a field that the sender's file does not have is absent.
pub fn sender_fields(source: Source<'_>) -> Value {
    let mut fields = Fields::default();
    for name in NAMES.into_iter().chain(["forskrift_langtidsopphold_kriterier"]) {
        fields.put_some(name, marked(source, name));
    }
    fields.done()
}

/// One of the sender's values as it is printed; an unconfirmed one carries its field's name as a mark.
pub fn marked(source: Source<'_>, name: &str) -> Option<String> {
    let avsender = &source.selected.avsender;
    let text = avsender.text(name, source.sak.maalform)?;
    let unconfirmed = avsender.unconfirmed().iter().any(|field| field == name);
    Some(if unconfirmed { format!("{MARK_UNCONFIRMED}{name}{MARK_END}{text}") } else { text })
}
