//! What a letter around the decision rests on: the service it speaks of, its complaint rule, and texts by name.
//!
//! Comes in: a case without lines of its own. Goes out: `Omtale`, and what the library does not have.
//! Knows no kind of letter's law; `krav/<brevtype>.yaml` names the complaint rule where the kind decides it.

use super::avsender::Avsender;
use super::hjemmel::Hjemmel;
use super::klageordning::{Klagefakta, Klageordning};
use super::select::Selection;
use super::text::{Template, Text};
use super::tjeneste::{Rettskilde, Tjeneste};
use crate::problem::Problem;
use crate::sak::sak::Sak;
use crate::sak::values::Slug;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a letter without lines speaks of.
#[derive(Debug, Clone, Default)]
pub struct Omtale {
    /// The service.
    pub tjeneste: Option<Arc<Tjeneste>>,
    /// The complaint rule with what it says on the day.
    pub klage: Option<(Arc<Klageordning>, Klagefakta)>,
    /// The text that the case names: the ground, the reason, the rule.
    pub tekst: Option<Arc<Text>>,
    /// Whether forvaltningsloven's chapters on decisions apply to no class of the service (pasient- og
    /// brukerrettighetsloven § 2-7).
    pub uten_enkeltvedtak: bool,
    /// The provisions that the case names, in its order.
    pub hjemler: Vec<Hjemmel>,
}

/// The template of the page in front.
const SUMMARY: &str = "deler/kort";

/// The template of the page in front, when the case asks for one and the letter can have it.
pub(super) fn summary(selection: &mut Selection<'_>, sak: &Sak) -> Option<Arc<Template>> {
    if sak.kortversjon != Some(true) {
        return None;
    }
    if !sak.brevtype.has_lines() {
        let message = "Bare vedtak om tjenester kan ha en kortversjon";
        let place = selection.tree.place("kortversjon");
        selection.problems.push(Problem::warning("TEKST-056", place, message).hint("brevet blir laget uten"));
        return None;
    }
    selection.template(SUMMARY)
}

/// Picks what the letter speaks of, and adds its texts.
pub(super) fn pick(
    selection: &mut Selection<'_>,
    sak: &Sak,
    avsender: Option<&Avsender>,
    texts: &mut BTreeMap<String, Arc<Text>>,
) -> Omtale {
    let mut omtale = Omtale::default();
    let named = [
        sak.varsel.as_ref().map(|varsel| ("varsel/grunnlag", &varsel.grunnlag, "varsel.grunnlag")),
        sak.avvisning.as_ref().map(|avvisning| ("avvisning/grunn", &avvisning.grunn, "avvisning.grunn")),
        sak.egenandel.as_ref().map(|egenandel| ("egenandelsvedtak/regel", &egenandel.grunnlag, "egenandel.grunnlag")),
    ];
    let mut named_at = "";
    for (folder, id, field) in named.into_iter().flatten() {
        (omtale.tekst, named_at) = (selection.named_text(folder, id.text(), field), field);
    }
    // What can change a payment follows the same rule as the payment.
    if let Some(egenandel) = sak.egenandel.as_ref().filter(|_| omtale.tekst.is_some()) {
        let text = selection.text(&format!("egenandelsvedtak/endringer/{}", egenandel.grunnlag.text()));
        texts.extend(text.map(|text| (text.id.clone(), text)));
    }
    let services = [
        sak.varsel.as_ref().map(|varsel| (&varsel.tjeneste, "varsel.tjeneste")),
        sak.egenandel.as_ref().map(|egenandel| (&egenandel.tjeneste, "egenandel.tjeneste")),
    ];
    for (id, field) in services.into_iter().flatten() {
        omtale.tjeneste = super::select_line::find_service(selection, id.text(), field);
    }
    // A notice of a change is of a running decision, whatever its length. What is paid is no decision of that kind.
    let noticed = omtale.tjeneste.as_ref().filter(|_| sak.varsel.is_some());
    let fakta = noticed.and_then(|tjeneste| tjeneste.fakta(selection.brevdato));
    omtale.uten_enkeltvedtak =
        fakta.is_some_and(|fakta| fakta.klasser.values().all(|klasse| !klasse.pbrl_2_7.applies(false)));
    if !sak.brevtype.has_lines() {
        omtale.klage = complaint(selection, sak, texts);
        if let Some((_, fakta)) = &omtale.klage {
            super::klagefrist::check(selection, sak, fakta);
        }
    }
    let kept = sak.innsyn.iter().flat_map(|innsyn| &innsyn.unntatt).enumerate();
    let kept = kept.map(|(index, it)| (format!("innsyn.unntatt[{index}].hjemmel"), &it.hjemmel));
    let refused = sak.avvisning.iter().flat_map(|avvisning| &avvisning.hjemler).enumerate();
    let refused = refused.map(|(index, it)| (format!("avvisning.hjemler[{index}]"), it));
    for (field, hjemmel) in kept.chain(refused) {
        match Hjemmel::parse(hjemmel.text()) {
            Some(hjemmel) => {
                selection.cite(std::iter::once(Rettskilde::Lov(hjemmel.clone())), avsender, &field);
                omtale.hjemler.push(hjemmel);
            }
            None => {
                selection.error("TEKST-030", &field, "Dette er ikke en hjemmel").hint =
                    Some("skriv lov/paragraf/ledd/nummer/bokstav, for eksempel fvl/19/2/-/b".into());
            }
        }
    }
    if let Some(text) = &omtale.tekst {
        let klage = omtale.klage.as_ref().map(|(ordning, _)| ordning.id.as_str());
        let cited: Vec<Rettskilde> = text.front.hjemler(klage).cloned().map(Rettskilde::Lov).collect();
        selection.cite(cited.into_iter(), avsender, named_at);
        texts.insert(text.id.clone(), Arc::clone(text));
    }
    omtale
}

/// The complaint rule that the case names, or that the kind of letter has.
fn complaint(
    selection: &mut Selection<'_>,
    sak: &Sak,
    texts: &mut BTreeMap<String, Arc<Text>>,
) -> Option<(Arc<Klageordning>, Klagefakta)> {
    let of_kind = selection.library.krav(sak.brevtype.word()).and_then(|list| list.klageordning.clone());
    let id = sak.klage_etter.as_ref().map(Slug::text).map(str::to_owned).or(of_kind)?;
    let known = selection.library.folders_below(&format!("{}/klageordninger", super::library::LEGAL_TEXTS));
    if !known.contains(&id) {
        selection.unknown("TEKST-032", "klage_etter", &id, "Klageordningen", &known);
        return None;
    }
    let ordning = selection.library.klageordning(&id)?;
    let fakta = ordning.fakta(selection.brevdato).cloned()?;
    // A complaint within the weeks from the decision itself is within them from the day it was received too.
    let sent = sak.oversendelse.as_ref().filter(|it| !it.i_tide);
    let helligdager = selection.library.helligdager();
    let last = sent.and_then(|it| helligdager.as_ref()?.last_day(it.tidligere_vedtak.date(), fakta.frist_uker));
    if sent.zip(last).is_some_and(|(it, last)| it.klage_mottatt.date() <= last) {
        let hint = "rett i_tide eller datoene. Fristen løper tidligst fra vedtaket";
        selection.error("TEKST-069", "oversendelse.i_tide", "Klagen kom før fristen kan ha gått ut").hint =
            Some(hint.into());
    }
    for text in selection.library.text_ids_below(&format!("klageordninger/{id}")) {
        if let Some(found) = selection.library.text(&text, selection.brevdato, selection.maalform) {
            texts.insert(text, found);
        }
    }
    Some((ordning, fakta))
}
