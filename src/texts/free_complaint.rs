//! What a caseworker has typed about complaints, against the complaint rules of the lines it is about.
//!
//! Comes in: the texts of a case file, the selected lines and `legal-texts/klagesetninger.yaml`. Goes out: the fields
//! that say something else. Never repeats what was typed; `failures.rs` words the problems.

use super::avsender::Avsender;
use super::klageordning::{Klagefakta, Klageinstans};
use super::ord::ready;
use super::select::Selection;
use super::selected::SelectedLine;

/// The days of a week, in which deadlines are counted.
const DAYS_IN_WEEK: u32 = 7;

/// Fields of the case, by what they say.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Another deadline than the law's.
    pub(super) frist: Vec<String>,
    /// Another body than the one that decides.
    pub(super) instans: Vec<String>,
    /// That the party disagrees.
    pub(super) uenighet: Vec<String>,
}

/// Reads every text of a case.
pub(super) fn claims(selection: &Selection<'_>, lines: &[Option<SelectedLine>], avsender: Option<&Avsender>) -> Claims {
    let mut claims = Claims::default();
    let Some(sentences) = selection.library.klagesetninger() else { return claims };
    let unread = |path: &str| selection.tree.spoiled().covers(path);
    for (path, text) in selection.tree.texts().filter(|(path, text)| text.contains(' ') && !unread(path)) {
        let (text, rules) = (ready(text), rules_of(&path, lines));
        let wrong = |days: u32| !rules.iter().any(|rule| u32::from(rule.frist_uker) * DAYS_IN_WEEK == days);
        if !rules.is_empty() && sentences.deadlines(&text).into_iter().any(wrong) {
            claims.frist.push(path.clone());
        }
        let decides = |body: Klageinstans| rules.iter().any(|rule| rule.instans == body);
        let bodies = sentences.bodies(&text);
        // A sentence that names the right body may name another one too.
        let right = bodies.iter().any(|(body, _)| body.is_some_and(decides));
        let elsewhere = bodies.iter().any(|(body, sentence)| {
            body.is_some_and(|body| decides(body) && other_office(selection, avsender, body, sentence))
        });
        if !rules.is_empty() && (elsewhere || !bodies.is_empty() && !right) {
            claims.instans.push(path.clone());
        }
        if path.contains("vurdering") && sentences.disagrees(&text) {
            claims.uenighet.push(path);
        }
    }
    claims
}

/// The complaint rules of the line that a field stands on, or of every line.
fn rules_of<'l>(path: &str, lines: &'l [Option<SelectedLine>]) -> Vec<&'l Klagefakta> {
    let on_line = path.strip_prefix("tjenester[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let here = lines.iter().enumerate().filter(|(index, _)| on_line.is_none_or(|at| at == *index));
    here.filter_map(|(_, line)| Some(&line.as_ref()?.klage)).collect()
}

/// Whether a sentence names the body of another place, as «Statsforvalteren i …» with another ending.
fn other_office(selection: &Selection<'_>, avsender: Option<&Avsender>, body: Klageinstans, sentence: &str) -> bool {
    let own = avsender.and_then(|avsender| avsender.text(body.word(), selection.maalform)).unwrap_or_default();
    let own = ready(&own);
    own.split_once(" i ").is_some_and(|(name, _)| {
        let named = sentence.match_indices(&format!("{name} i ")).map(|(at, _)| &sentence[at..]).collect::<Vec<_>>();
        !named.is_empty() && named.iter().all(|rest| !rest.starts_with(&own))
    })
}
