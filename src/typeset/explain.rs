//! Typst's diagnostics as our problems.
//!
//! Comes in: errors and warnings from Typst. Goes out: problems that point into the layout.
//! Never repeats Typst's own text: it may quote the letter.

use super::layout::{Layout, path_of};
use crate::problem::{Cause, Place, Problem};
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpanKind, Source};

/// Where in the making of the PDF something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// While the pages were laid out.
    Layout,
    /// While the PDF was written and checked against the standards.
    Export,
}

/// The problems that the diagnostics are, without their text; each place once.
pub(super) fn problems(diagnostics: &[SourceDiagnostic], layout: &Layout, stage: Stage) -> Vec<Problem> {
    let mut problems: Vec<Problem> =
        diagnostics.iter().map(|diagnostic| problem(place(diagnostic, layout), stage)).collect();
    problems.sort();
    problems.dedup();
    problems
}

/// A mistake of ours with no place in the layout.
pub(super) fn bug(stage: Stage) -> Problem {
    problem(Place::default(), stage)
}

fn problem(place: Place, stage: Stage) -> Problem {
    let (code, message) = match stage {
        Stage::Layout => ("PDF-005", "Oppsettet klarte ikke å sette brevet."),
        Stage::Export => ("PDF-006", "Brevet kan ikke bli en PDF som følger PDF/A-2a og PDF/UA-1."),
    };
    Problem::error(code, place, message)
        .caused_by(Cause::Bug)
        .hint("har kommunen endret filene i letter-templates/layout, så prøv uten endringen; ellers meld fra om feilen")
}

fn place(diagnostic: &SourceDiagnostic, layout: &Layout) -> Place {
    let Some(source) = diagnostic.span.id().and_then(|id| layout.sources.get(&id.into_raw().get())) else {
        return Place::default();
    };
    let start = match diagnostic.span.get() {
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range).map(|range| range.start),
        DiagSpanKind::Range { range, .. } => Some(range.start),
        DiagSpanKind::Detached => None,
    };
    let file = format!("letter-templates/{}", path_of(source.id().vpath().get_without_slash()));
    Place { file, line: start.and_then(|byte| line(source, byte)), ..Place::default() }
}

fn line(source: &Source, byte: usize) -> Option<u32> {
    u32::try_from(source.lines().byte_to_line(byte)? + 1).ok()
}
