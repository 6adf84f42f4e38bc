//! What the sender says of itself, with a mark on each value that is not confirmed.

use super::{Fields, Source};
use crate::letter::markdown::reader::{MARK_END, MARK_UNCONFIRMED};
use crate::texts::avsender::RULE_PARTS;
use crate::texts::hard_space::with_hard_spaces;
use serde_json::Value;

/// What a sender writes for something it does not have, such as complaints by web.
const NO: &str = "nei";

/// `avsender.*`: a field that the sender's file does not have, or says `nei` to, is absent.
pub fn sender_fields(source: Source<'_>) -> Value {
    let mut fields = Fields::default();
    let avsender = &source.selected.avsender;
    for name in avsender.felt.keys() {
        let has = avsender.text(name, source.sak.maalform).is_some_and(|text| text != NO);
        fields.put_some(name, marked(source, name).filter(|_| has));
    }
    fields.done()
}

/// One of the sender's own rules: its name, and the day it was adopted and its number where the sender has stated them.
pub fn rule(source: Source<'_>, name: &str) -> Option<String> {
    let [adopted, number] = RULE_PARTS.map(|part| marked(source, &format!("{name}{part}")));
    let adopted = adopted.map(|day| source.maalform().choose("vedtatt ", "vedteken ").to_owned() + &day);
    let parts: Vec<String> = [Some(marked(source, name)?), adopted, number].into_iter().flatten().collect();
    Some(parts.join(", "))
}

/// One of the sender's values as it is printed; an unconfirmed one carries its field's name as a mark.
pub fn marked(source: Source<'_>, name: &str) -> Option<String> {
    let avsender = &source.selected.avsender;
    let text = with_hard_spaces(&avsender.text(name, source.sak.maalform)?);
    let unconfirmed = avsender.felt.get(name).is_some_and(|field| field.unconfirmed().is_some());
    Some(if unconfirmed { format!("{MARK_UNCONFIRMED}{name}{MARK_END}{text}") } else { text })
}
