//! Everything that is checked of what a case says, in one place.
//!
//! Comes in: the selection so far, the case and its lines. Goes out: problems in the selection. Picks no text.

use super::avsender::Avsender;
use super::select::Selection;
use super::selected::SelectedLine;
use super::{ceilings, criteria, failures, free_text, people, rates};
use crate::sak::sak::Sak;

/// Checks the case against all that the library knows of the day: words, failures, rates, people, ceilings and criteria.
pub(super) fn judge(
    selection: &mut Selection<'_>,
    sak: &Sak,
    lines: &[Option<SelectedLine>],
    avsender: Option<&Avsender>,
) {
    selection.check_changed_extent(sak, lines);
    free_text::check(selection, sak);
    failures::check(selection, sak, lines, avsender);
    rates::check(selection, sak, lines, avsender);
    people::check(selection, sak, lines);
    ceilings::check(selection, sak, lines, avsender);
    criteria::check(selection, sak, avsender);
}
