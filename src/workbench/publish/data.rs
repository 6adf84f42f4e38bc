//! The chapters of data: services, complaint rules, rates, limits, required contents and the register of laws.
//!
//! Comes in: the library. Goes out: parts, mostly tables. Judges nothing and counts nothing.

use super::{Press, day_words, labelled, spoken, target};
use crate::language::Maalform;
use crate::letter::format;
use crate::sak::sak::Brevtype;
use crate::texts::grense::{Enhet, Grense};
use crate::texts::ord::Alvor;
use crate::texts::rules::capitalised;
use crate::texts::tjeneste::{Tjenestefakta, Tjenesteklasse};
use crate::typeset::sheet::{Bit, Line, Part};

/// A cell of words.
fn cell(words: impl Into<String>) -> Line {
    vec![Bit::plain(words)]
}

fn table(label: impl Into<String>, header: &[&str], rows: Vec<Vec<Line>>) -> Part {
    Part::Table { label: label.into(), header: header.iter().map(|word| (*word).to_owned()).collect(), rows }
}

/// The services, with what a decision on each rests on.
pub(super) fn services(press: &Press<'_>) -> Vec<Part> {
    let mut parts = vec![Part::heading(2, "Tjenestene")];
    for id in press.library.tjeneste_ids() {
        let Some(tjeneste) = press.library.tjeneste(&id) else { continue };
        parts.push(target(3, capitalised(tjeneste.navn.get(Maalform::Nb)), &format!("tjeneste-{id}")));
        let nynorsk = Bit { lang: Some(Maalform::Nn.tag()), ..Bit::plain(tjeneste.navn.get(Maalform::Nn)) };
        parts.push(labelled("På nynorsk", vec![nynorsk]));
        if let Some(words) = &tjeneste.usikkert {
            parts.push(labelled("Ikke avklart", cell(words)));
        }
        let several = tjeneste.fakta.len() > 1;
        for fakta in &tjeneste.fakta {
            if several {
                parts.push(Part::heading(4, format!("Fra {}", day_words(press.library, fakta.fra))));
            }
            parts.extend(service_facts(press, fakta));
        }
    }
    parts
}

fn service_facts(press: &Press<'_>, fakta: &Tjenestefakta) -> Vec<Part> {
    let outcomes: Vec<String> = fakta.utfall.iter().map(|utfall| spoken(utfall.word())).collect();
    let mut parts = vec![labelled("Svaret kan være", cell(outcomes.join(", ")))];
    for (klassifisering, klasse) in &fakta.klasser {
        if fakta.klasser.len() > 1 {
            parts.push(labelled("Når tjenesten er", cell(spoken(klassifisering.word()))));
        }
        parts.extend(class_facts(press, klasse));
    }
    parts
}

fn class_facts(press: &Press<'_>, klasse: &Tjenesteklasse) -> Vec<Part> {
    let mut parts = vec![labelled("Bygger på", press.links.sources(&klasse.hjemler))];
    for (utfall, more) in &klasse.hjemler_ved {
        parts.push(labelled(&format!("I tillegg ved {}", spoken(utfall.word())), press.links.sources(more)));
    }
    let ordning = press.library.klageordning(&klasse.klageordning);
    if let Some(ordning) = ordning {
        let to = format!("#klage-{}", ordning.id);
        parts.push(labelled("Klage", vec![Bit::link(ordning.navn.get(Maalform::Nb), to)]));
    }
    if let Some(id) = &klasse.egenandel {
        let text = format!("egenandel/{id}");
        let known = press.texts.contains(&text);
        let to = format!("#{}", super::texts::anchor(&text));
        parts.push(labelled("Betaling", vec![if known { Bit::link(&text, to) } else { Bit::plain(spoken(id)) }]));
    }
    parts
}

/// The complaint rules.
pub(super) fn complaints(press: &Press<'_>) -> Vec<Part> {
    let mut parts = vec![Part::heading(2, "Klage")];
    for id in press.library.folders_below("legal-texts/klageordninger") {
        let Some(ordning) = press.library.klageordning(&id) else { continue };
        parts.push(target(3, capitalised(ordning.navn.get(Maalform::Nb)), &format!("klage-{id}")));
        if let Some(words) = &ordning.usikkert {
            parts.push(labelled("Ikke avklart", cell(words)));
        }
        let rows = ordning.fakta.iter().map(|fakta| {
            vec![
                cell(day_words(press.library, fakta.fra)),
                cell(format::quantity(fakta.frist_uker.into(), format::Unit::Uker, Maalform::Nb)),
                cell(fakta.instans.word()),
                press.links.citations(&fakta.hjemmel),
            ]
        });
        let label = capitalised(ordning.navn.get(Maalform::Nb));
        parts.push(table(label, &["Fra", "Frist", "Avgjøres av", "Bygger på"], rows.collect()));
    }
    parts
}

/// The national rates, and the senders' own prices.
pub(super) fn rates(press: &Press<'_>) -> Vec<Part> {
    let satser = press.library.satser();
    let mut parts = vec![Part::heading(2, "Satser og priser")];
    for (id, sats) in &satser.satser {
        let title = capitalised(&spoken(id));
        parts.push(Part::heading(3, &title));
        if !sats.hjemmel.is_empty() {
            parts.push(labelled("Bygger på", press.links.citations(&sats.hjemmel)));
        }
        let rows =
            sats.beloep_oere.iter().rev().map(|(aar, oere)| vec![cell(aar.to_string()), cell(format::oere(*oere))]);
        parts.push(table(title, &["År", "Beløp"], rows.collect()));
    }
    if !satser.grunnbeloep.is_empty() {
        parts.push(Part::heading(3, "Grunnbeløpet"));
        let rows = satser.grunnbeloep.iter().rev();
        let rows = rows.map(|it| vec![cell(format::date(it.fra)), cell(format::oere(it.beloep_oere))]);
        parts.push(table("Grunnbeløpet", &["Fra", "Beløp"], rows.collect()));
    }
    for id in press.library.avsender_ids() {
        let Some(avsender) = press.library.avsender(&id).filter(|it| !it.priser.is_empty()) else { continue };
        let name = avsender.text("navn", Maalform::Nb).unwrap_or_else(|| id.clone());
        let title = format!("Prisene i {name}");
        parts.push(Part::heading(3, &title));
        let mut rows = Vec::new();
        for (pris, facts) in &avsender.priser {
            for (aar, beloep) in facts.beloep_oere.iter().rev() {
                let amount = beloep.print(Maalform::Nb, |oere| format::oere(*oere));
                let per = facts.per.as_ref().map(|per| format!(" {}", per.get(Maalform::Nb))).unwrap_or_default();
                let open = if beloep.unconfirmed().is_some() { ", ikke bekreftet" } else { "" };
                let amount = if amount.starts_with('[') { amount } else { format!("{amount}{per}{open}") };
                rows.push(vec![cell(capitalised(&spoken(pris))), cell(aar.to_string()), cell(amount)]);
            }
        }
        parts.push(table(title, &["Pris", "År", "Beløp"], rows));
    }
    parts
}

/// The limits that the law or the municipality sets.
pub(super) fn limits(press: &Press<'_>) -> Vec<Part> {
    let grenser = press.library.grenser();
    let mut rows = Vec::new();
    for (id, entries) in &grenser.grenser {
        for entry in entries {
            let hjemmel: Vec<_> = entry.hjemmel.iter().cloned().collect();
            let fra = day_words(press.library, entry.fra);
            rows.push(vec![
                cell(capitalised(&spoken(id))),
                cell(amount(entry)),
                cell(fra),
                press.links.citations(&hjemmel),
            ]);
        }
    }
    let header = ["Grense", "Verdi", "Fra", "Bygger på"];
    vec![Part::heading(2, "Grenser"), table("Aldre, timer, uker og dager", &header, rows)]
}

fn amount(entry: &Grense) -> String {
    let unit = match entry.enhet {
        Enhet::Timer => " timer",
        Enhet::Uker => " uker",
        Enhet::Dager => " dager",
        Enhet::Doegn => " døgn",
        Enhet::Maaneder => " måneder",
        Enhet::Aar => " år",
        Enhet::Antall => "",
    };
    format!("{}{unit}", format::number(entry.verdi.into()))
}

/// What each kind of letter must contain.
pub(super) fn demands(press: &Press<'_>) -> Vec<Part> {
    let mut parts = vec![
        Part::heading(2, "Hva brevene må inneholde"),
        Part::words(
            "Mangler et brev noe som er påkrevd, lager programmet det ikke. Ved «advarsel» får saksbehandleren beskjed.",
        ),
    ];
    for brevtype in Brevtype::WORDS {
        let Some(list) = press.library.krav(brevtype) else { continue };
        let title = capitalised(&spoken(brevtype));
        parts.push(Part::heading(3, &title));
        let rows = list.krav.iter().map(|krav| {
            let grounds = match &krav.praksis {
                Some(words) if krav.hjemmel.is_empty() => cell(words),
                _ => press.links.citations(&krav.hjemmel),
            };
            let weight = match krav.alvor {
                Alvor::Feil => "påkrevd",
                Alvor::Advarsel => "advarsel",
                Alvor::Ingenting => "kan mangle",
            };
            let when = [krav.fra.map(|day| ("fra", day)), krav.til.map(|day| ("til", day))];
            let when =
                when.into_iter().flatten().map(|(word, day)| format!("{word} {}", day_words(press.library, day)));
            let when = when.collect::<Vec<_>>().join(", ");
            vec![cell(&krav.hva), grounds, cell(weight), cell(if when.is_empty() { "alltid".to_owned() } else { when })]
        });
        parts.push(table(title, &["Hva", "Bygger på", "Hvor viktig", "Når"], rows.collect()));
    }
    parts
}

/// The laws that the texts rest on.
pub(super) fn laws(press: &Press<'_>) -> Vec<Part> {
    let mut rows = Vec::new();
    for id in press.library.lov_ids() {
        let Some(lov) = press.library.lov(&id) else { continue };
        let name = capitalised(lov.navn.get(Maalform::Nb));
        rows.push(vec![cell(name), cell(&lov.lovdata_id), cell(lov.paragrafer.len().to_string())]);
    }
    let header = ["Lov eller forskrift", "Nummer hos Lovdata", "Paragrafer i registeret"];
    vec![Part::heading(2, "Lovene og forskriftene"), table("Lovene og forskriftene", &header, rows)]
}
