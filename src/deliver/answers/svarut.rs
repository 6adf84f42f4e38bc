//! SvarUt's answers: statuses, events, the reply to a dispatch, errors; alone, in a list, one a line, or in a wrapper
//! that says which letter an answer is about: `{"eksternReferanse": …, "svar": …}`.
//!
//! Comes in: JSON. Goes out: answers. Unknown fields are passed over, as the interfaces ask their readers to.

use super::{About, Answer, Answers, Status, archive, moment, word};
use serde_json::Value;

/// How many wrappers may lie in each other.
const DEEPEST: usize = 4;

/// Reads JSON, whole or one value a line; nothing when it is neither.
pub(super) fn read(text: &str, found: &mut Answers) -> Option<()> {
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return answers(&value, &About::default(), 0, found);
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        answers(&serde_json::from_str::<Value>(line).ok()?, &About::default(), 0, found)?;
    }
    Some(())
}

fn answers(value: &Value, about: &About, depth: usize, found: &mut Answers) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    if let Some(items) = value.as_array() {
        return items.iter().try_for_each(|item| answers(item, about, depth + 1, found));
    }
    let fields = value.as_object()?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let about = About {
        key: text("eksternReferanse").and_then(word).or_else(|| about.key.clone()),
        id: text("id").and_then(word).or_else(|| about.id.clone()),
    };
    if let Some(inner) = fields.get("svar") {
        return match inner.as_str() {
            Some(xml) => archive::read(xml.trim(), &about, found),
            None => answers(inner, &about, depth + 1, found),
        };
    }
    if let Some(statuses) = fields.get("statuser") {
        return statuses.as_array()?.iter().try_for_each(|item| answers(item, &about, depth + 1, found));
    }
    if let Some(events) = fields.get("hendelser") {
        let times = events.as_array()?.iter().filter_map(|event| moment(event.get("tidspunkt")?.as_str()?));
        found.answers.push(Answer { about, status: Status::EVENT, tid: times.max() });
        return Some(());
    }
    let tid = text("sisteStatusEndring").and_then(moment);
    let is_error = ["errorId", "errorCode", "error"].iter().any(|name| fields.contains_key(*name));
    match text("status") {
        Some(status) => match Status::from_word(status) {
            Some(status) => found.answers.push(Answer { about, status, tid }),
            None => found.unknown += 1,
        },
        None if is_error => found.answers.push(Answer { about, status: Status::REFUSED, tid }),
        None if about.id.is_some() => found.answers.push(Answer { about, status: Status::SENT, tid }),
        None => return None,
    }
    Some(())
}
