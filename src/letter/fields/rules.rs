//! `regler`: the rows of «Reglene vi har brukt», of a part or of a letter without lines.
//!
//! Comes in: the case, the selected texts and the lines. Goes out: what they rest on, as rows with plain words.
//! Chooses no rule: services, texts and the shared rules say what they rest on.

use super::line::{Line, lines};
use super::{Fields, Source, change, sender};
use crate::sak::line::Klassifisering;
use crate::sak::sak::{Partsrolle, Sak};
use crate::texts::hjemmel::Hjemmel;
use crate::texts::selected::Regel;
use crate::texts::text::Text;
use crate::texts::tjeneste::Rettskilde;
use serde_json::Value;
use std::sync::Arc;

/// The files behind all the letter's rows of «Reglene vi har brukt».
pub fn cited_paths(source: Source<'_>) -> Vec<String> {
    let lines = lines(source);
    let cited = if lines.is_empty() { cited_by_letter(source) } else { cited(source, &lines) };
    let common = (!lines.is_empty()).then(|| source.selected.felles_regler.path.clone());
    source.selected.regler(&cited).into_iter().map(|regel| regel.path).chain(common).collect()
}

/// The required element that a text meets by saying which rules the decision rests on.
const STATES_THE_RULES: &str = "rettsregler";

/// The rows of a letter without lines.
pub(super) fn rules_of_letter(source: Source<'_>) -> Vec<Value> {
    let rows = source.selected.regler(&cited_by_letter(source));
    rows.into_iter().map(|regel| rule(source, regel)).collect()
}

/// What a letter without lines rests on: what the case cites, and the citations of those of its texts that state its
/// rules.
fn cited_by_letter(source: Source<'_>) -> Vec<Rettskilde> {
    let klage = source.selected.omtale.klage.as_ref().map(|(ordning, _)| ordning.id.as_str());
    let states = |text: &&Arc<Text>| text.front.oppfyller.iter().any(|it| it == STATES_THE_RULES);
    let texts = source.selected.texts.values().filter(states);
    let stated = source.selected.omtale.hjemler.iter().filter(|_| source.sak.avvisning.is_some());
    stated.chain(texts.flat_map(|text| text.front.hjemler(klage))).cloned().map(Rettskilde::Lov).collect()
}

/// The rows of «Reglene vi har brukt».
pub(super) fn rules(source: Source<'_>, lines: &[Line<'_>]) -> Vec<Value> {
    let rows = source.selected.regler(&cited(source, lines));
    rows.into_iter().map(|regel| rule(source, regel)).collect()
}

/// What the lines rest on: their own rules, then those common to such lines.
fn cited(source: Source<'_>, lines: &[Line<'_>]) -> Vec<Rettskilde> {
    let common = &source.selected.felles_regler;
    let mut cited: Vec<Rettskilde> = Vec::new();
    if source.sak.endring.is_some() {
        let ground = source.selected.endringsgrunnlag.iter().flat_map(|text| text.front.hjemmel.clone());
        let common = common.endring.iter().filter(|hjemmel| holds_for_change(source, lines, hjemmel)).cloned();
        cited.extend(ground.chain(common).map(Rettskilde::Lov));
    }
    let after_complaint = common.omgjoering.iter().filter(|_| source.sak.klagesak.is_some());
    cited.extend(after_complaint.cloned().map(Rettskilde::Lov));
    cited.extend(lines.iter().flat_map(|line| line.selected.hjemler(line.line)));
    let relief =
        lines.iter().filter(|line| line.line.bpa.as_ref().is_some_and(|bpa| bpa.omfatter_avlastning == Some(true)));
    let relief = relief.filter_map(|line| source.selected.text(&line.text_id(source, "rett-avlastning")?));
    cited.extend(relief.flat_map(|text| text.front.hjemmel.clone()).map(Rettskilde::Lov));
    for (klasse, rules) in &common.klasser {
        let weighty = |line: &Line<'_>| line.selected.klasse.stor_vekt || *klasse != Klassifisering::Helsetjeneste;
        if lines.iter().any(|line| line.selected.klassifisering == *klasse && !weighty(line)) {
            cited.extend(common.uten_stor_vekt.iter().cloned().map(Rettskilde::Lov));
        }
        if lines.iter().any(|line| line.selected.klassifisering == *klasse && weighty(line)) {
            cited.extend(rules.iter().cloned().map(Rettskilde::Lov));
        }
    }
    if concerns_children(source.sak) {
        cited.extend(common.barn.iter().cloned().map(Rettskilde::Lov));
    }
    let enkeltvedtak = lines.iter().any(|line| line.selected.enkeltvedtak);
    cited.retain(|kilde| match kilde {
        Rettskilde::Lov(hjemmel) => source.selected.binds(hjemmel, enkeltvedtak),
        Rettskilde::Avsender(_) => true,
    });
    cited
}

/// A change for the better needs no notice, and nobody asks to wait with it, but for the lines where she may.
fn holds_for_change(source: Source<'_>, lines: &[Line<'_>], hjemmel: &Hjemmel) -> bool {
    let Some(endring) = &source.sak.endring else { return false };
    let waits = || source.selected.text(WAIT).is_some_and(|text| text.front.hjemmel.contains(hjemmel));
    endring.to_harm() || (lines.iter().any(|line| change::may_wait(endring, line.line)) && waits())
}

/// The text that says that the party may ask to wait with a change.
const WAIT: &str = "utsatt-iverksetting";

/// Whether a child is party, lives in the household or is assessed in the reasons.
fn concerns_children(sak: &Sak) -> bool {
    let party = sak.parter.iter().any(|part| part.rolle == Partsrolle::Barn);
    let household = sak.husstand.as_ref().is_some_and(|husstand| !husstand.barn.is_empty());
    let reasons = sak.vurdering.iter().chain(sak.tjenester.iter().filter_map(|line| line.vurdering.as_ref()));
    party || household || reasons.into_iter().any(|it| it.barnets_beste.is_some())
}

fn rule(source: Source<'_>, regel: Regel) -> Value {
    let lovsted = match &regel.kilde {
        Rettskilde::Lov(_) => Some(regel.lovsted),
        Rettskilde::Avsender(felt) => sender::rule(source, felt),
    };
    let mut fields = Fields::default();
    fields.put_some("lovsted", lovsted).put_some("sier", regel.sier);
    fields.done()
}
