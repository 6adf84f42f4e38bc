//! `deler`: the lines grouped by complaint rule, and the facts that the letter's answer is built from.

use super::line::{Line, lines};
use super::rules::rules;
use super::{Fields, Source, complaint, payment, reasons};
use crate::letter::format;
use crate::sak::line::{Klassifisering, Utfall};
use serde_json::{Value, json};

/// Puts `deler`, `flere_deler`, `tittel`, `svar` and the rest of the letter's answer.
pub(super) fn put(source: Source<'_>, root: &mut Fields) {
    let all = lines(source);
    let groups = groups(&all);
    let several = groups.len() > 1;
    let part = |(index, (id, members)): (usize, &(&str, Vec<Line<'_>>))| part(source, index, id, members, several);
    let helped = all.iter().any(Line::gives) || !source.sak.eksisterende_tjenester.is_empty();
    root.put("flere_deler", several)
        .put("hjelp", helped)
        .put("deler", groups.iter().enumerate().map(part).collect::<Vec<_>>())
        .put("tittel", title(source, &all));
    if several {
        root.put_some("felles_begrunnelse", reasons::of_case(source));
    }
    put_answer(source, &all, root);
}

/// The lines by complaint rule, in the order of the case. What the party has from before is not decided, so it opens no
/// part of its own: it stands with the lines of its rule, or in the first part.
pub(super) fn groups<'l>(all: &[Line<'l>]) -> Vec<(&'l str, Vec<Line<'l>>)> {
    let decided: Vec<&str> = all.iter().filter(|line| !line.had_before()).map(Line::complaint).collect();
    let mut groups: Vec<(&str, Vec<Line<'_>>)> = Vec::new();
    for line in all {
        let own = line.complaint();
        let id = if decided.is_empty() || decided.contains(&own) { own } else { decided[0] };
        match groups.iter_mut().find(|(known, _)| *known == id) {
            Some((_, members)) => members.push(*line),
            None => groups.push((id, vec![*line])),
        }
    }
    groups
}

/// What the opening paragraph says: line by line, or once when all lines have the same answer.
fn put_answer(source: Source<'_>, all: &[Line<'_>], root: &mut Fields) {
    let answers: Vec<&Line<'_>> = all.iter().filter(|line| line.answers()).collect();
    let every = |utfall: Utfall| !answers.is_empty() && answers.iter().all(|line| line.line.utfall == utfall);
    let place_refused = answers.iter().any(|line| line.line.utfall == Utfall::Avslag && line.line.langtid.is_some());
    // A decision changed after a complaint may answer no application; then nothing is said of one.
    let applied = !source.sak.soeknad.is_empty();
    let uniform = applied && (every(Utfall::Innvilget) || every(Utfall::Avslag));
    let (given, rest): (Vec<&Line<'_>>, Vec<&Line<'_>>) = answers.iter().partition(|line| line.gives());
    let each: Vec<Value> = match uniform {
        true => Vec::new(),
        false => given.iter().chain(rest.iter().filter(|_| applied)).map(|line| line.fields(source)).collect(),
    };
    put_agreed(source, all, root);
    root.put("svar", each).put(
        "svar_alt",
        json!({
            "faar": uniform && every(Utfall::Innvilget),
            "avslag": uniform && every(Utfall::Avslag),
            "ikke_venteliste": uniform && every(Utfall::Avslag) && place_refused,
        }),
    );
    let first =
        answers.iter().filter(|line| line.gives()).filter_map(|line| line.line.periode.as_ref()).map(|it| it.fra);
    let starts_once = applied && (every(Utfall::Innvilget) || (answers.len() == 1 && answers[0].gives()));
    root.put_some("start", first.min().filter(|_| starts_once).map(|fra| json!({"fra": format::date(fra.date())})));
    let case = source.sak.vurdering.iter();
    let reasons = case.chain(all.iter().filter_map(|line| line.line.vurdering.as_ref()));
    let main: Vec<Value> =
        reasons.filter_map(|it| it.hovedgrunn.as_ref()).map(|text| Value::from(text.text())).collect();
    root.put("hovedgrunner", main);
}

/// The facts of a heading: what is given, what is not, and which of the forms fits.
fn title(source: Source<'_>, lines: &[Line<'_>]) -> Value {
    let mut answers: Vec<&Line<'_>> = lines.iter().filter(|line| line.answers()).collect();
    // A part may hold only what is given beside the answer.
    if answers.is_empty() {
        answers = lines.iter().collect();
    }
    let each = |pick: &dyn Fn(&Line<'_>) -> bool, lines: &[&Line<'_>]| {
        let names = once(lines.iter().filter(|line| pick(line)).map(|line| line.short_name(source)));
        (!names.is_empty()).then_some(names)
    };
    let names = |pick: &dyn Fn(&Line<'_>) -> bool, lines: &[&Line<'_>]| each(pick, lines).map(|it| format::list(&it));
    let with = |utfall: Utfall| answers.iter().filter(|line| line.line.utfall == utfall).count();
    let beside: Vec<&Line<'_>> = lines.iter().filter(|line| !line.answers() && line.line.avtalt.is_some()).collect();
    let given = names(&|line| line.gives(), &answers);
    // After «ikke» the last of several is joined with «eller».
    let refused = each(&|line| line.line.utfall == Utfall::Avslag, &answers).map(|it| format::either(&it));
    let (partly, waiting) = (with(Utfall::DelvisInnvilget), with(Utfall::Venteliste));
    let only = (answers.len() == 1).then(|| answers[0]);
    let hours = only
        .and_then(|line| line.line.omfang.as_ref())
        .and_then(|it| super::extent::hours_in_sentence(it, source.maalform()));
    let form = match (given.is_some(), refused.is_some()) {
        _ if waiting > 0 => "venteliste",
        (true, false) if partly == 0 => "faar_alt",
        (true, false) if hours.is_some() => "delvis_med_tall",
        (true, false) => "delvis",
        (false, _) if beside.is_empty() => "avslag",
        (false, _) if beside.len() > 2 => "avslag_men_annet",
        (false, _) => "avslag_men",
        (true, true) if partly == 0 => "faar_men_ikke",
        (true, true) => "noe",
    };
    let given = match form {
        "venteliste" => names(&|line| line.line.utfall == Utfall::Venteliste, &answers),
        "avslag_men" => names(&|line| line.gives(), &beside),
        _ => given,
    };
    let mut fields = Fields::default();
    fields.put(form, true).put_some("faar", given).put_some("faar_ikke", refused).put_some("omfang", hours);
    fields.done()
}

fn part(source: Source<'_>, index: usize, id: &str, lines: &[Line<'_>], several: bool) -> Value {
    let sak = source.sak;
    let gives: Vec<&Line<'_>> = lines.iter().filter(|line| line.gives()).collect();
    let decided: Vec<Line<'_>> = lines.iter().filter(|line| line.complaint() == id).copied().collect();
    // The waiting list is for a stay too, and its letter gives the notice of payment.
    let stays: Vec<&Line<'_>> = lines.iter().filter(|line| line.line.utfall != Utfall::Avslag).collect();
    let names = once(lines.iter().map(|line| line.short_name(source)));
    let fields_of = |line: &&Line<'_>| line.fields(source);
    let mut part = Fields::default();
    part.put("bokstav", char::from(b'A' + u8::try_from(index).unwrap_or(0)).to_string())
        .put("navn", format::capitalised(&format::list(&names)))
        .put("tittel", title(source, lines))
        .put("linjer", lines.iter().map(|line| line.fields(source)).collect::<Vec<_>>())
        .put("faar", gives.iter().map(fields_of).collect::<Vec<_>>())
        .put("som_kort", gives.len() == 1 && (gives[0].line.bpa.is_some() || gives[0].line.langtid.is_some()))
        .put("bare_innvilget", lines.iter().all(|line| line.line.utfall == Utfall::Innvilget))
        .put("bare_avslag", lines.iter().all(|line| line.line.utfall == Utfall::Avslag))
        .put_some("klage", decided.first().map(|line| complaint::fields(source, id, &line.selected.klage)))
        .put("regler", rules(source, &decided))
        .put("begrunnelser", reasons::of_part(source, lines, !several))
        .put("betaling", payment::payments(source, &gives))
        .put("institusjon", stays.iter().any(|line| line.selected.institusjonsopphold))
        .put("opphold", stays_in_sentence(source, &stays))
        .put("teller_doegn", stays.iter().any(|line| line.selected.teller_doegn));
    if let [only] = gives[..] {
        part.put_some(
            "omfang_kort",
            only.line.omfang.as_ref().and_then(|it| super::extent::in_sentence(it, sak.maalform)),
        );
    }
    put_long_stay(source, lines, &mut part);
    put_agreed(source, lines, &mut part);
    // The whole case is looked at again where something is given, and in the only part.
    let whole = !several || !gives.is_empty();
    part.put("ny_vurdering", reviews(source, lines, whole));
    // What the case says as a whole belongs to the first part that refuses, or to the first one.
    let owner = sak.tjenester.iter().position(|line| line.utfall == Utfall::Avslag).unwrap_or(0);
    if sak.tjenester.get(owner).is_some_and(|owner| lines.iter().any(|line| std::ptr::eq(line.line, owner))) {
        part.put_some("tilbud_naa", sak.tilbud_naa.as_ref().map(|text| text.text().to_owned()))
            .put_some("kan_endre_svaret", sak.kan_endre_svaret.as_ref().map(|text| text.text().to_owned()));
    }
    let existing = sak.eksisterende_tjenester.iter().map(|it| {
        let mut fields = Fields::default();
        fields
            .put("tjeneste", it.tjeneste.text())
            .put_some("omfang", it.omfang.as_ref().map(|text| text.text().to_owned()));
        fields.done()
    });
    // Services kept from before stand with the part that gives something.
    if !several || lines.iter().any(|line| line.selected.klassifisering == Klassifisering::Helsetjeneste) {
        part.put("eksisterende", existing.collect::<Vec<_>>());
    }
    part.done()
}

/// Each name once: a service may have several lines, such as two short stays.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    names.fold(Vec::new(), |mut all, name| {
        if !all.contains(&name) {
            all.push(name);
        }
        all
    })
}

/// The stays in an institution as a sentence says them: «korttidsoppholdet og dagoppholdet».
fn stays_in_sentence(source: Source<'_>, lines: &[&Line<'_>]) -> String {
    let stays = lines.iter().filter(|line| line.selected.institusjonsopphold);
    format::list(&once(stays.map(|line| line.definite_name(source))))
}

fn put_long_stay(source: Source<'_>, lines: &[Line<'_>], part: &mut Fields) {
    let place = lines.iter().find(|line| line.line.langtid.is_some() && !line.gives());
    let Some(place) = place else { return };
    let mut fields = place.fields(source);
    let langtid = fields["langtid"].take();
    if place.line.utfall == Utfall::Venteliste {
        part.put("venteliste", langtid.clone());
    }
    part.put("langtid_svar", langtid);
}

/// The services that the party agreed to without having applied, with the latest day she did.
fn put_agreed(source: Source<'_>, lines: &[Line<'_>], part: &mut Fields) {
    let agreed: Vec<&Line<'_>> = lines.iter().filter(|line| line.line.avtalt.is_some()).collect();
    let Some(day) = agreed.iter().filter_map(|line| line.line.avtalt).max() else { return };
    let names = once(agreed.iter().map(|line| line.short_name(source)));
    part.put("avtalt", json!({"dato": format::date(day.date()), "tjenester": format::list(&names)}));
}

/// When the office looks again: the case's own where it belongs, then each line's under its name.
fn reviews(source: Source<'_>, lines: &[Line<'_>], with_case: bool) -> Vec<Value> {
    let one = |name: Option<String>, it: &crate::sak::reasons::NyVurdering| {
        let mut fields = Fields::default();
        fields
            .put_some("om", name)
            .put_some("kontakt", it.kontakt.as_ref().map(|text| text.text().to_owned()))
            .put_some("senest", it.senest.map(|day| format::date(day.date())));
        fields.done()
    };
    let case = source.sak.ny_vurdering.iter().filter(|_| with_case).map(|it| one(None, it));
    let own = lines.iter().filter_map(|line| {
        let name = (lines.len() > 1).then(|| format::capitalised(&line.name(source)));
        line.line.ny_vurdering.as_ref().map(|it| one(name, it))
    });
    case.chain(own).collect()
}
