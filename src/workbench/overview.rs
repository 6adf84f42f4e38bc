//! Every text at a glance: versions, languages, approval, last confirmed, used by.
//!
//! Comes in: the library and today's date. Goes out: lines for a person.
//! Does not judge the words; `kontroller`, `sammenlign` and `klarspraak` do.

use super::approvals::{oldest_confirmation, said};
use super::users::Users;
use crate::language::Maalform;
use crate::texts::library::{LEGAL_TEXTS, Library};
use crate::texts::text::Text;
use crate::texts::unsettled::{ubekreftet, usikkert};
use crate::texts::version::Version;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the summary counts.
#[derive(Default)]
struct Count {
    approved: usize,
    drafts: usize,
    old: usize,
}

/// The list of texts.
pub fn overview(library: &Library, today: Date) -> Vec<String> {
    let ids = library.text_ids();
    if ids.is_empty() {
        return vec!["Tekstsamlingen har ingen tekster.".to_owned()];
    }
    let users = Users::of(library);
    let oldest = oldest_confirmation(library, today).map(|(day, _)| day);
    let (mut lines, mut count) = (Vec::new(), Count::default());
    for id in &ids {
        lines.push(id.clone());
        lines.extend(versions(library, id, oldest, &mut count));
        let by = users.of_text(id);
        let by = if by.is_empty() { "ikke brukt i noe brev".to_owned() } else { format!("brukt i {}", by.join(", ")) };
        lines.push(format!("  {by}"));
        lines.push(String::new());
    }
    let files = count.approved + count.drafts;
    lines.push(format!(
        "{} tekster i {files} filer: {} godkjent, {} utkast. {} filer bør bekreftes på nytt.",
        ids.len(),
        count.approved,
        count.drafts,
        count.old
    ));
    lines
}

/// One line for each first day, with both languages on it.
fn versions(library: &Library, id: &str, oldest: Option<Date>, count: &mut Count) -> Vec<String> {
    let folder = format!("{LEGAL_TEXTS}/{id}");
    let mut by_day: BTreeMap<Date, Vec<(Version, &str)>> = BTreeMap::new();
    for (version, path) in library.versions(&folder) {
        by_day.entry(version.fra).or_default().push((version, path));
    }
    let last_day = by_day.keys().max().copied();
    let mut lines = Vec::new();
    for (fra, files) in by_day {
        let mut parts = Vec::new();
        for maalform in Maalform::ALL {
            let file = files.iter().find(|(version, _)| version.maalform == maalform);
            let said = file.map_or("mangler".to_owned(), |(_, path)| approval(library, path, count));
            parts.push(format!("{} {said}", maalform.tag()));
        }
        if parts.iter().all(|part| part.ends_with("utkast")) {
            parts = vec!["nb og nn utkast".to_owned()];
        }
        let texts: Vec<Arc<Text>> =
            files.iter().filter_map(|(_, path)| library.load_text(path).value.clone()).collect();
        let confirmed = texts.iter().filter_map(|text| text.front.kontrollert).min();
        let too_old = last_day == Some(fra) && confirmed.zip(oldest).is_some_and(|(day, oldest)| day < oldest);
        if too_old {
            count.old += files.len();
        }
        parts.push(confirmed.map_or("aldri kontrollert".to_owned(), |day| format!("kontrollert {day}")));
        if too_old {
            parts.push("bør bekreftes på nytt".to_owned());
        }
        if let Some(opphevet) = texts.iter().find_map(|text| text.front.opphevet) {
            parts.push(format!("opphevet fra {opphevet}"));
        }
        if texts.iter().any(|text| text.front.usikkert.is_some()) {
            parts.push("merket som usikkert".to_owned());
        }
        lines.push(format!("  fra {}: {}", library.lovskifter().print_day(fra), parts.join(", ")));
    }
    lines
}

fn approval(library: &Library, path: &str, count: &mut Count) -> String {
    let approvals = library.godkjenninger();
    match approvals.current(library, path) {
        Some(line) if approvals.is_approved(library, path) => {
            count.approved += 1;
            return said(line);
        }
        Some(line) => {
            count.drafts += 1;
            return format!("{}, venter på kontroll", said(line));
        }
        None => count.drafts += 1,
    }
    if approvals.linjer.contains_key(path) { "endret etter godkjenning".to_owned() } else { "utkast".to_owned() }
}

/// Everything that is marked as not settled or not confirmed, with its place.
pub fn unsettled(library: &Library) -> Vec<String> {
    let mut lines = Vec::new();
    for path in library.paths().filter(|path| !path.ends_with("README.md")) {
        let marked = [("usikkert", usikkert(library, path)), ("ubekreftet", ubekreftet(library, path))];
        for (mark, found) in marked {
            lines.extend(
                found.into_iter().map(|(line, what)| format!("{}: {mark}: {what}", library.place_at(path, line))),
            );
        }
    }
    if lines.is_empty() {
        lines.push("Ingenting er merket som usikkert eller ubekreftet.".to_owned());
    }
    lines
}
