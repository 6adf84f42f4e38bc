//! The fields of the letters around the decision: one section for each kind.

use super::{Fields, Source, complaint, extent, rules, tasks};
use crate::letter::format;
use crate::sak::around::{
    Betalingsperiode, Egenandel, Endringsvarsel, Innsynsutfall, Klageresultat, Oversendelse, Spurt,
};
use crate::sak::recipients::Mottaker;
use crate::sak::sak::Partsrolle;
use crate::sak::values::{Dato, Fritekst, Linjetekst};
use crate::texts::rules::Form;
use serde_json::{Value, json};

/// Puts the section that the case has, and what letters without lines need at the root.
pub(super) fn put(source: Source<'_>, root: &mut Fields) {
    let sak = source.sak;
    if let Some(part) = sak.parter.first() {
        root.put("part", json!({"navn": part.navn.text()}));
    }
    if let Some((ordning, facts)) = &source.selected.omtale.klage {
        root.put("klage", complaint::fields(source, &ordning.id, facts));
    }
    if !sak.brevtype.has_lines() {
        root.put("regler", rules::rules_of_letter(source));
    }
    if let Some(it) = &sak.forsinkelse {
        let mut fields = Fields::default();
        fields
            .put("hvorfor", it.hvorfor.text())
            .put("svar_innen", day(it.svar_innen))
            .put("over_tida", is_late(source))
            .put_some("tidligere_svar_innen", it.tidligere_svar_innen.map(day));
        root.put("forsinkelse", fields.done());
    }
    root.put_some("varsel", sak.varsel.as_ref().map(|varsel| notice(source, varsel)));
    if let Some(it) = &sak.klagesak {
        let mut fields = Fields::default();
        fields
            .put("klage_mottatt", day(it.klage_mottatt))
            .put("tidligere_vedtak", day(it.tidligere_vedtak))
            .put("begrunnelse", it.begrunnelse.text())
            .put_some("innsender", it.innsender.and_then(|it| sak.sent_by(it)))
            .put("medhold", it.resultat == Klageresultat::Medhold)
            .put("delvis_medhold", it.resultat == Klageresultat::DelvisMedhold);
        root.put("klagesak", fields.done());
    }
    if let Some(it) = &sak.avvisning {
        let mut fields = Fields::default();
        fields
            .put("hva", it.hva.text())
            .put("mottatt", day(it.mottatt))
            .put("vurdering", it.vurdering.text())
            .put("grunn_tekst", format!("avvisning/grunn/{}", it.grunn.text()))
            .put_some("rett_organ", line(&it.rett_organ));
        root.put("avvisning", fields.done());
    }
    if let Some(it) = &sak.retting {
        let one = |it: &crate::sak::around::Rettelse| json!({"sto": it.sto.text(), "skal_staa": it.skal_staa.text()});
        let mut fields = Fields::default();
        fields
            .put("tidligere_vedtak", day(it.tidligere_vedtak))
            .put("rettelser", it.rettelser.iter().map(one).collect::<Vec<_>>())
            .put_some("hvorfor", free(&it.hvorfor));
        root.put("retting", fields.done());
    }
    put_forwarded(source, root);
    if let Some(it) = &sak.innhenting {
        let mut fields = Fields::default();
        fields
            .put("fra_parten", it.fra == Spurt::Parten)
            .put("fra_andre", it.fra == Spurt::Andre)
            .put_some("fra_hvem", line(&it.fra_hvem))
            .put("hva", lines(&it.hva))
            .put("hvorfor", it.hvorfor.text())
            .put("svarfrist", day(it.svarfrist));
        root.put("innhenting", fields.done());
    }
    if let Some(it) = &sak.egenandel {
        root.put("egenandel", payment(source, it)).put("sats", rates(source, it.fra.date().year()));
    }
    put_insight(source, root);
    put_wait_and_authority(source, root);
}

/// Whether a preliminary answer comes after the day it was due.
fn is_late(source: Source<'_>) -> bool {
    let months = source.selected.grense("foreloepig_svar").map(|grense| grense.verdi);
    let due = months.and_then(|months| source.sak.answer_due(months));
    due.is_some_and(|due| source.sak.brevdato() > due)
}

fn day(day: Dato) -> String {
    format::date(day.date())
}

fn line(text: &Option<Linjetekst>) -> Option<String> {
    text.as_ref().map(|text| text.text().to_owned())
}

fn free(text: &Option<Fritekst>) -> Option<String> {
    text.as_ref().map(|text| text.text().to_owned())
}

fn lines(texts: &[Linjetekst]) -> Vec<Value> {
    texts.iter().map(|text| Value::from(text.text())).collect()
}

fn notice(source: Source<'_>, it: &Endringsvarsel) -> Value {
    let words = |omfang| extent::in_sentence(omfang, source.maalform());
    let mut service = Fields::default();
    if let Some(tjeneste) = &source.selected.omtale.tjeneste {
        let name = tjeneste.navn.get(source.maalform());
        let short = tjeneste.kort.as_ref().map_or(name, |short| short.get(source.maalform()));
        service.put("tittel", format::capitalised(name)).put("navn", name).put("kort", short);
    }
    service.put_some("oppgaver", tasks::table(source, &it.oppgaver));
    let mut fields = Fields::default();
    fields
        .put("linje", service.done())
        .put("paaroerende", source.sak.parter.first().is_some_and(|part| part.rolle == Partsrolle::Paaroerende))
        .put("tidligere_vedtak", day(it.tidligere_vedtak))
        .put("grunnlag_tekst", format!("varsel/grunnlag/{}", it.grunnlag.text()))
        .put("hvorfor", it.hvorfor.text())
        .put("svarfrist", day(it.svarfrist))
        .put_some("gjengivelse", line(&it.gjengivelse))
        .put_some("foer", words(&it.foer))
        .put_some("vurderer", it.vurderer.as_ref().and_then(words));
    fields.done()
}

fn put_forwarded(source: Source<'_>, root: &mut Fields) {
    let Some(it) = &source.sak.oversendelse else { return };
    let du = source.sak.parter.first();
    let mut fields = Fields::default();
    fields
        .put("klage_mottatt", day(it.klage_mottatt))
        .put_some("klager", line(&it.klage_fra).or_else(|| du.map(|part| part.navn.text().to_owned())))
        .put("kopi", copies(source))
        .put("i_tide", it.i_tide)
        .put("for_sent", !it.i_tide)
        .put_some("klage_sendt", it.klage_sendt.map(day))
        .put_some("vedtak_mottatt", it.vedtak_mottatt.map(day))
        .put_some("siste_dag", last_day(source, it).map(format::date))
        .put("tidligere_vedtak", day(it.tidligere_vedtak))
        .put("vedtaket_gjelder", it.vedtaket_gjelder.text())
        .put("sammendrag", it.sammendrag.text())
        .put("vurdering", it.vurdering.text())
        .put_some("utsatt", free(&it.utsatt))
        .put("dokumenter", lines(&it.dokumenter))
        .put("kopi_til", lines(&it.kopi_til));
    root.put("oversendelse", fields.done());
}

/// Those who get a copy of what goes to the body that decides the complaint, each with what she is in the case.
fn copies(source: Source<'_>) -> Vec<Value> {
    let sak = source.sak;
    let instead = !sak.party_gets_letter(0);
    let one = |mottaker: &Mottaker| {
        let mut fields = Fields::default();
        fields.put_some("navn", sak.navn(mottaker));
        if let Some(person) = sak.representant(mottaker) {
            let kind = if instead { "i_stedet" } else { "representant" };
            fields.put(kind, true).put("rolle", super::representative_role(person.rolle, source.maalform()));
        } else if sak.part(mottaker).is_some_and(|part| part.rolle == Partsrolle::Foresatt) {
            fields.put("foresatt", true);
        } else {
            fields.put("part", true);
        }
        fields.done()
    };
    sak.personer().iter().map(one).collect()
}

/// The last day for the complaint, when the case says when the party got the decision.
fn last_day(source: Source<'_>, it: &Oversendelse) -> Option<jiff::civil::Date> {
    let (_, facts) = source.selected.omtale.klage.as_ref()?;
    crate::texts::klagefrist::last_day(source.selected.library(), it, facts)
}

fn payment(source: Source<'_>, it: &Egenandel) -> Value {
    let per = match it.per {
        Betalingsperiode::Maaned => source.maalform().choose("i måneden", "i månaden"),
        Betalingsperiode::Doegn => "per døgn",
        Betalingsperiode::Dag => "per dag",
    };
    let kroner = |amount: u32| format::oere(i64::from(amount) * 100);
    let row = |it: &crate::sak::around::Utregning| json!({"hva": it.hva.text(), "beloep": kroner(it.beloep)});
    let mut fields = Fields::default();
    let tjeneste = source.selected.omtale.tjeneste.as_ref();
    fields
        .put_some("navn", tjeneste.map(|tjeneste| tjeneste.navn.get(source.maalform()).to_owned()))
        .put("fra", day(it.fra))
        .put("beloep", format!("{} {per}", kroner(it.beloep)))
        .put("utregning", it.utregning.iter().map(row).collect::<Vec<_>>())
        .put("begrunnelse", it.begrunnelse.text())
        .put("regel_tekst", format!("egenandelsvedtak/regel/{}", it.grunnlag.text()))
        .put("endring_tekst", format!("egenandelsvedtak/endringer/{}", it.grunnlag.text()));
    fields.done()
}

/// Every rate of a year; one that is not set is absent, so that a text that needs it fails.
fn rates(source: Source<'_>, year: i16) -> Value {
    let mut fields = Fields::default();
    fields.put("aar", year.to_string());
    for id in source.selected.library().satser().satser.keys() {
        fields.put_some(id, source.selected.sats_oere(id, year).map(format::oere));
    }
    fields.put_some("to_g", source.selected.to_g_oere(year).map(|(oere, _)| format::oere(oere)));
    fields.done()
}

fn put_wait_and_authority(source: Source<'_>, root: &mut Fields) {
    if let Some(it) = &source.sak.utsettelse {
        let mut fields = Fields::default();
        fields
            .put("mottatt", day(it.mottatt))
            .put("tidligere_vedtak", day(it.tidligere_vedtak))
            .put("vedtaket_gjelder", it.vedtaket_gjelder.text())
            .put("gjelder_fra", day(it.gjelder_fra))
            .put("begrunnelse", it.begrunnelse.text());
        root.put("utsettelse", fields.done());
    }
    if let Some(it) = &source.sak.fullmakt {
        let mut fields = Fields::default();
        fields
            .put_some("fullmektig", line(&it.fullmektig))
            .put("gjelder", lines(&it.gjelder))
            .put_some("til", it.til.map(day));
        root.put("fullmakt", fields.done());
    }
}

fn put_insight(source: Source<'_>, root: &mut Fields) {
    let Some(it) = &source.sak.innsyn else { return };
    // What the text on a representative rests on says behind which exceptions she may see.
    let text = source.selected.text("innsynssvar/representant");
    let one = |(unntatt, hjemmel): (&crate::sak::around::Unntatt, &crate::texts::hjemmel::Hjemmel)| {
        let cited = source.selected.print_hjemler(std::slice::from_ref(hjemmel), Form::Long);
        let representant = text.iter().any(|text| text.front.hjemmel.contains(hjemmel));
        let (hva, hvorfor) = (unntatt.hva.text(), unntatt.hvorfor.text());
        json!({"hva": hva, "lovsted": cited, "hvorfor": hvorfor, "representant": representant})
    };
    let kept = it.unntatt.iter().zip(&source.selected.omtale.hjemler).map(one);
    let mut fields = Fields::default();
    fields
        .put("krav_mottatt", day(it.krav_mottatt))
        .put("alt", it.svar == Innsynsutfall::Alt)
        .put("delvis", it.svar == Innsynsutfall::Delvis)
        .put("nei", it.svar == Innsynsutfall::Nei)
        .put("dokumenter", lines(&it.dokumenter))
        .put("unntatt", kept.collect::<Vec<_>>());
    root.put("innsyn", fields.done());
}
