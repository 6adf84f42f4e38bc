//! Approval as the jurist sees it: who approved what and when, what has changed since, what has stood too long.
//!
//! Comes in: the library, and the approved bytes that were kept. Goes out: lines for a person.
//! Writes nothing; `tekster godkjenn` does.

use super::impact::difference::hunks;
use crate::texts::approval::{Godkjenning, Underskrift, needs_approval};
use crate::texts::library::{LEGAL_TEXTS, Library};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The limit that says how many months a text may stand before someone confirms it again.
const CONFIRM_EVERY: &str = "bekreftes_hver";
/// How many texts a summary names.
const NAMED: usize = 5;

/// The folder beside the library's two, where the approved bytes are kept by their SHA-256.
pub const KEPT: &str = "godkjent";

/// The day before which a confirmation is too old, and the months that the jurist has set; nothing without a limit.
pub(super) fn oldest_confirmation(library: &Library, today: Date) -> Option<(Date, u32)> {
    let months = library.grenser().verdi(CONFIRM_EVERY, today)?.verdi;
    Some((today.checked_sub(jiff::Span::new().months(months)).ok()?, months))
}

/// An approval in words.
pub(super) fn said(line: &Godkjenning) -> String {
    let control = line.kontroll.as_ref();
    let control = control.map(|Underskrift { dato, navn }| format!(", kontrollert {dato} av {navn}"));
    format!("godkjent {} av {}{}", line.dato, line.navn, control.unwrap_or_default())
}

/// Drafts and approvals, who and when, and the texts that nobody has confirmed for too long.
pub fn summary(library: &Library, today: Date) -> Vec<String> {
    let approvals = library.godkjenninger();
    let files: Vec<&str> = library.paths().filter(|path| needs_approval(path)).collect();
    let approved = files.iter().filter(|path| approvals.is_approved(library, path)).count();
    let drafts = files.len() - approved;
    let mut lines = vec![format!("Godkjenning: {approved} av {} filer er godkjent, {drafts} er utkast.", files.len())];
    let mut by: BTreeMap<(Date, &str), usize> = BTreeMap::new();
    let mut waiting = 0;
    for line in files.iter().filter_map(|path| approvals.current(library, path)) {
        *by.entry((line.dato, &line.navn)).or_default() += 1;
        waiting += usize::from(approvals.to_personer && line.kontroll.is_none());
        if let Some(Underskrift { dato, navn }) = &line.kontroll {
            *by.entry((*dato, navn)).or_default() += 1;
        }
    }
    lines
        .extend(by.iter().map(|((dato, navn), count)| format!("  {navn} {dato}: {}", counted(*count, "fil", "filer"))));
    if waiting > 0 {
        lines.push(format!("  {} venter på at en person til kontrollerer.", counted(waiting, "fil", "filer")));
    }
    lines.extend(stale(library, today));
    lines
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The texts whose newest version was last confirmed too long ago.
fn stale(library: &Library, today: Date) -> Option<String> {
    let (oldest, months) = oldest_confirmation(library, today)?;
    let is_stale = |id: &String| {
        let folder = format!("{LEGAL_TEXTS}/{id}");
        let last = library.versions(&folder).map(|(version, _)| version.fra).filter(|fra| *fra <= today).max();
        let newest = library.versions(&folder).filter(|(version, _)| Some(version.fra) == last);
        let days = newest.filter_map(|(_, path)| library.load_text(path).value.as_ref()?.front.kontrollert);
        days.min().is_some_and(|day| day < oldest)
    };
    let ids: Vec<String> = library.text_ids().into_iter().filter(is_stale).collect();
    if ids.is_empty() {
        return None;
    }
    let more = if ids.len() > NAMED { ", …" } else { "" };
    let names = ids.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let count = counted(ids.len(), "tekst er", "tekster er");
    Some(format!("{count} ikke bekreftet på {months} måneder: {names}{more}. Se «vedtaksbrev tekster liste»."))
}

/// What approving would mean: the words that differ from what was approved last, file by file.
///
/// `kept` gives the bytes that have a SHA-256, when they were kept.
pub fn differences(library: &Library, paths: &[String], kept: &dyn Fn(&str) -> Option<Vec<u8>>) -> Vec<String> {
    let approvals = library.godkjenninger();
    let (mut lines, mut new, mut same) = (Vec::new(), 0, 0);
    for path in paths {
        let Some(before) = approvals.linjer.get(path) else {
            new += 1;
            continue;
        };
        if approvals.current(library, path).is_some() {
            same += 1;
            continue;
        }
        lines.push(format!("{} ({}):", library.place(path).file, said(before)));
        let after = library.bytes(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let before = kept(&before.sha256).and_then(|bytes| String::from_utf8(bytes).ok());
        match before.zip(after) {
            Some((before, after)) => {
                let changed = hunks(before.trim_end(), after.trim_end());
                lines.extend(changed.iter().flat_map(|hunk| hunk.lines()).map(|line| format!("  {line}")));
            }
            None => {
                lines.push("  endret, men det som ble godkjent, er ikke tatt vare på eller kan ikke vises".to_owned())
            }
        }
        lines.push(String::new());
    }
    let counts = [(new, "ikke godkjent før"), (same, "uendret siden sist")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    lines.extend(counts.map(|(count, what)| format!("{}: {what}.", counted(count, "fil", "filer"))));
    lines
}
