//! `endring.*`: what changes in a running decision.

use super::line::lines;
use super::{Fields, Source, extent};
use crate::letter::format;
use crate::sak::line::{Omfang, Periode, Slutt, Tjenestelinje};
use crate::sak::reasons::{Endring, Etterpaa, Retning};
use crate::sak::values::Dato;
use serde_json::json;

/// Puts `endring` when the case changes an earlier decision.
pub(super) fn put(source: Source<'_>, root: &mut Fields) {
    let (Some(endring), Some(line)) = (&source.sak.endring, lines(source).first().copied()) else { return };
    let words = |omfang: &Omfang| extent::in_full(omfang, source.maalform());
    let last_day_before = line.line.periode.as_ref().and_then(|periode| periode.fra.date().yesterday().ok());
    let mut fields = Fields::default();
    fields
        .put("linje", line.fields(source))
        .put("tidligere_vedtak", format::date(endring.tidligere_vedtak.date()))
        .put_some("varsel_sendt", endring.varsel.as_ref().map(|varsel| format::date(varsel.sendt.date())))
        .put("situasjon_foer", endring.situasjon_foer.text())
        .put("situasjon_naa", endring.situasjon_naa.text())
        .put("grunnlag_tekst", format!("endringsgrunnlag/{}", endring.grunnlag.text()))
        .put_some("foer", words(&endring.foer))
        .put_some("naa", line.line.omfang.as_ref().and_then(words))
        .put_some("varslet", endring.varslet.as_ref().and_then(words))
        .put_some("uttalelse", endring.uttalelse.map(|day| format::date(day.date())))
        .put_some("gjengivelse", endring.gjengivelse.as_ref().map(|text| text.text().to_owned()))
        .put_some("siste_dag_foer", endring.siste_dag.map(Dato::date).or(last_day_before).map(format::date));
    put_afterwards(endring, line.line.periode.as_ref(), &mut fields);
    // The answer to the notice counts as the cause only when the extent differs from the notice.
    let moved = endring.varslet.as_ref().is_some_and(|it| Some(it) != line.line.omfang.as_ref());
    fields.put("endret_etter_svar", endring.uttalelse.is_some() && moved);
    let way = endring.retning.unwrap_or(Retning::Mindre);
    fields
        .put("mindre", way == Retning::Mindre)
        .put("mer", way == Retning::Mer)
        .put("kan_vente", may_wait(endring, line.line))
        .put("opphoer", way == Retning::Opphoer);
    root.put("endring", fields.done());
}

/// What holds when a change with a last day has ended.
fn put_afterwards(endring: &Endring, periode: Option<&Periode>, fields: &mut Fields) {
    let (Some(etterpaa), Some(Slutt::Dato(last))) = (endring.etterpaa, periode.map(|periode| periode.til)) else {
        return;
    };
    let then = json!({
        "tidligere_vedtak": etterpaa == Etterpaa::TidligereVedtak,
        "slutter": etterpaa == Etterpaa::Slutter,
        "samme_siste_dag": etterpaa == Etterpaa::SammeSisteDag,
    });
    fields.put("etterpaa", then).put_some("dagen_etter", last.date().tomorrow().ok().map(format::date));
}

/// Whether the party may ask to wait: with less or no help, and with more of what is decided for someone who cannot
/// choose herself (pasient- og brukerrettighetsloven § 4-6 a).
pub(super) fn may_wait(endring: &Endring, line: &Tjenestelinje) -> bool {
    endring.to_harm() || line.teknologi.is_some()
}
