//! No prose of ours cites what does not exist, or is not in force as long as the prose holds.

use super::Check;
use super::paragraphs::paragraphs;
use crate::texts::doubtful;
use crate::texts::free_citation::{Names, may_cite};
use crate::texts::lovskifte::UNSET;

/// Checks texts, templates and the register's plain words. What lists cite as data is judged by `citations.rs`.
pub(super) fn check(check: &mut Check<'_>) {
    let citing: Vec<_> = paragraphs(check).into_iter().filter(|paragraph| may_cite(&paragraph.text)).collect();
    if citing.is_empty() {
        return;
    }
    let names = Names::of(check.library);
    for paragraph in citing {
        let mut said = Vec::new();
        for day in [paragraph.first, paragraph.last_day.unwrap_or(UNSET)] {
            for doubt in names.doubts(&paragraph.text, day) {
                if said.contains(&doubt.hjemmel) {
                    continue;
                }
                let (message, hint) = doubtful::wording(check.library, &doubt, day);
                let hint = if day == paragraph.first { hint } else { format!("{hint}. Lag en ny versjon fra da") };
                check.error(doubt.status.code(), &paragraph.path, paragraph.line, message, hint);
                said.push(doubt.hjemmel);
            }
        }
    }
}
