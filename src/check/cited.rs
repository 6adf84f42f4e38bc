//! No prose of ours cites what does not exist, or is not in force as long as the prose holds.

use super::Check;
use super::citations::cite;
use super::paragraphs::paragraphs;
use crate::texts::doubtful;
use crate::texts::free_citation::{Names, may_cite};

/// Checks texts, templates and the register's plain words. What lists cite as data is judged by `citations.rs`.
pub(super) fn check(check: &mut Check<'_>) {
    let citing: Vec<_> = paragraphs(check).into_iter().filter(|paragraph| may_cite(&paragraph.text)).collect();
    if citing.is_empty() {
        return;
    }
    let names = Names::of(check.library);
    for paragraph in citing {
        let doubts = names.doubts(&paragraph.text, paragraph.first);
        for doubt in &doubts {
            let (message, hint) = doubtful::wording(check.library, doubt, paragraph.first);
            check.error(doubt.status.code(), &paragraph.path, paragraph.line, message, hint);
        }
        // What holds on the first day may end while the text still does.
        for hjemmel in names.find(&paragraph.text, paragraph.first) {
            if !doubts.iter().any(|doubt| doubt.hjemmel == hjemmel) {
                cite(check, &paragraph.path, paragraph.line, &hjemmel, paragraph.first, paragraph.last_day);
            }
        }
    }
}
