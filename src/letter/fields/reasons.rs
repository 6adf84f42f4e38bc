//! `begrunnelse.*`: the individual reasons, of the whole case and of single lines.

use super::line::Line;
use super::{Fields, Source};
use crate::letter::format;
use crate::sak::line::Utfall;
use crate::sak::reasons::Vurdering;
use crate::sak::values::Fritekst;
use serde_json::{Value, json};

/// The reasons of a part: the case's own first, then each line's.
///
/// A part whose only reasons are one line's, or the case's, needs no name over them.
pub(super) fn of_part(source: Source<'_>, lines: &[Line<'_>], with_case: bool) -> Vec<Value> {
    let case = source.sak.vurdering.as_ref().filter(|_| with_case);
    let own: Vec<&Line<'_>> = lines.iter().filter(|line| needs_reasons(line)).collect();
    let alone = case.is_none() && own.len() == 1;
    let mut all = Vec::new();
    if let Some(vurdering) = case {
        // Lines without reasons of their own get their law and their tables here.
        let rest: Vec<&Line<'_>> = lines.iter().filter(|line| line.line.vurdering.is_none()).collect();
        all.push(reasons(source, Some(vurdering), &rest, None, true));
    }
    for line in own {
        if case.is_some() && line.line.vurdering.is_none() {
            continue;
        }
        let name = (!alone).then(|| format::capitalised(&line.name(source)));
        all.push(reasons(source, line.line.vurdering.as_ref(), &[line], name, alone));
    }
    all
}

/// The case's reasons alone, before the parts of a letter in parts.
pub(super) fn of_case(source: Source<'_>) -> Option<Value> {
    source.sak.vurdering.as_ref().map(|vurdering| reasons(source, Some(vurdering), &[], None, true))
}

fn needs_reasons(line: &Line<'_>) -> bool {
    let own = line.line.langtid.is_some() || line.line.teknologi.is_some();
    own || line.line.vurdering.is_some() || !line.line.omsorgsarbeid.is_empty() || compares_tasks(line)
}

/// Whether the tasks show what was applied for beside what is given, which stands among the reasons.
fn compares_tasks(line: &Line<'_>) -> bool {
    let tasks = &line.line.oppgaver;
    tasks.iter().any(|task| task.soekt_minutter.is_some()) && tasks.iter().all(|task| task.foer_minutter.is_none())
}

fn reasons(
    source: Source<'_>,
    vurdering: Option<&Vurdering>,
    lines: &[&Line<'_>],
    name: Option<String>,
    headings: bool,
) -> Value {
    let mut fields = Fields::default();
    fields
        .put_some("om", name)
        .put("overskrifter", headings)
        .put("fortsatt", source.sak.endring.is_some())
        .put("lov", law_texts(source, lines))
        .put("linjer", lines.iter().map(|line| line.fields(source)).collect::<Vec<_>>())
        .put_some("barn", children(source, vurdering, headings));
    if let Some(vurdering) = vurdering {
        put_texts(&mut fields, vurdering, !source.sak.moeter.is_empty() && source.sak.endring.is_none() && headings);
    }
    fields.done()
}

/// The reasons as they were written, whatever the letter makes of them.
pub(super) fn written(vurdering: &Vurdering) -> Value {
    let mut fields = Fields::default();
    put_texts(&mut fields, vurdering, false);
    fields.put_some("barnets_beste", vurdering.barnets_beste.as_ref().map(|text| text.text().to_owned()));
    fields.put_some("hovedgrunn", vurdering.hovedgrunn.as_ref().map(|text| text.text().to_owned()));
    fields.done()
}

fn put_texts(fields: &mut Fields, vurdering: &Vurdering, meetings: bool) {
    let text = |it: &Option<Fritekst>| it.as_ref().map(|text| text.text().to_owned());
    fields
        .put("moeter", meetings)
        .put_some("situasjon", text(&vurdering.situasjon))
        .put_some("medvirkning", text(&vurdering.medvirkning))
        .put_some("behov", text(&vurdering.behov))
        .put_some("klassifisering", text(&vurdering.klassifisering))
        .put_some("samlet", text(&vurdering.samlet))
        .put_some("forsvarlighet", text(&vurdering.forsvarlighet))
        .put_some("paaroerende", text(&vurdering.paaroerende));
    let pair = |hva: &str, name: &str, answer: &str| json!({"hva": hva, name: answer});
    let moments = vurdering.momenter.iter().map(|it| pair(it.hva.text(), "vurdering", it.vurdering.text()));
    let claims = vurdering.anfoersler.iter().map(|it| pair(it.hva.text(), "svar", it.svar.text()));
    let others = vurdering.alternativer.iter().map(|it| pair(it.hva.text(), "hvorfor_ikke", it.hvorfor_ikke.text()));
    fields.put("momenter", moments.collect::<Vec<_>>());
    fields.put("anfoersler", claims.collect::<Vec<_>>());
    fields.put("alternativer", others.collect::<Vec<_>>());
}

/// The children's section: the household's children stand in the case's reasons or in a lone line's.
fn children(source: Source<'_>, vurdering: Option<&Vurdering>, headings: bool) -> Option<Value> {
    let household = source.sak.husstand.as_ref().map_or(&[][..], |husstand| &husstand.barn);
    let household = if headings { household } else { &[] };
    let together = vurdering.and_then(|vurdering| vurdering.barnets_beste.as_ref());
    if household.is_empty() && together.is_none() {
        return None;
    }
    let each = |barn: &crate::sak::sak::Barn| json!({"navn": barn.navn.text(), "syn": barn.syn.text(), "vurdering": barn.vurdering.text()});
    let mut fields = Fields::default();
    fields
        .put("hver", household.iter().map(each).collect::<Vec<_>>())
        .put_some("samlet", together.map(|text| text.text().to_owned()));
    Some(fields.done())
}

/// The texts that say what the law asks for, where something is not given as applied for.
fn law_texts(source: Source<'_>, lines: &[&Line<'_>]) -> Vec<Value> {
    let mut ids = Vec::new();
    for line in lines {
        let refused = line.line.utfall == Utfall::Avslag;
        if line.line.langtid.is_some() {
            continue;
        }
        if refused || line.line.utfall == Utfall::DelvisInnvilget {
            ids.extend(line.text_id(source, ""));
            ids.extend(line.text_id(source, "rett"));
        }
        // A service that ends was not applied for, so nothing is said of a refusal.
        if refused && source.sak.endring.is_none() {
            ids.extend(line.text_id(source, "avslag"));
            ids.extend(line.text_id(source, line.selected.klassifisering.word()));
        }
    }
    ids.into_iter().map(Value::from).collect()
}
