//! One line of the decision against its service's facts.
//!
//! Comes in: a line of the case. Goes out: `SelectedLine`, and everything the service does not allow or lacks.
//! Knows no service by name.

use super::avsender::Avsender;
use super::extent::{example, set_fields};
use super::select::Selection;
use super::selected::SelectedLine;
use super::tjeneste::{Krav, Rettskilde, Tjeneste, Tjenestefakta, Tjenesteklasse};
use crate::sak::line::{Klassifisering, Omfang, Periode, Slutt, Tjenestelinje, Utfall};
use crate::suggest::one_of;
use jiff::civil::Date;
use std::sync::Arc;

/// The limit of how long a service lasts before forvaltningsloven's chapters on decisions apply.
const LENGTH: &str = "varighet_enkeltvedtak";

/// Checks a line and picks what it rests on; `changes` when the letter changes a running decision; nothing when the service or its rules cannot be found.
pub(super) fn select_line(
    selection: &mut Selection<'_>,
    avsender: Option<&Avsender>,
    index: usize,
    line: &Tjenestelinje,
    changes: bool,
) -> Option<SelectedLine> {
    let at = format!("tjenester[{index}]");
    let tjeneste = find_service(selection, line.tjeneste.text(), &format!("{at}.tjeneste"))?;
    let Some(fakta) = tjeneste.fakta(selection.brevdato).cloned() else {
        let message = format!("Tjenesten har ingen regler for {}", selection.brevdato);
        selection.error("TEKST-002", &format!("{at}.tjeneste"), message).hint =
            Some(format!("legg til «fra:» i {}", tjeneste.path));
        return None;
    };
    check_outcome(selection, line, &fakta, &at);
    check_extent(selection, line, &fakta, &at);
    check_parts(selection, line, &fakta, &at);
    let (klassifisering, klasse, klassifisering_ubekreftet) =
        classify(selection, avsender, line, &tjeneste, &fakta, &at)?;
    selection.cite(klasse.hjemler(line).into_iter(), avsender, &format!("{at}.tjeneste"));
    let (brevdato, path) = (selection.brevdato, tjeneste.path.clone());
    let klageordning = selection.library.klageordning(&klasse.klageordning);
    let Some((klageordning, klage)) =
        klageordning.and_then(|ordning| ordning.fakta(brevdato).cloned().map(|fakta| (ordning, fakta)))
    else {
        let message = format!("Klageordningen «{}» finnes ikke for {brevdato}", klasse.klageordning);
        selection.error("TEKST-032", &format!("{at}.tjeneste"), message).hint =
            Some(format!("rett «klageordning» i {path}"));
        return None;
    };
    selection.cite(klage.hjemmel.iter().cloned().map(Rettskilde::Lov), avsender, &format!("{at}.tjeneste"));
    let aar = years(line, brevdato);
    let weeks = selection.library.grenser().verdi(LENGTH, brevdato).map_or(0, |grense| grense.verdi);
    let enkeltvedtak = klasse.pbrl_2_7.applies(!changes && is_short(line, weeks));
    let (institusjonsopphold, teller_doegn) = (fakta.institusjonsopphold, fakta.teller_doegn);
    Some(SelectedLine {
        tjeneste,
        klassifisering,
        klassifisering_ubekreftet,
        klasse,
        klageordning,
        klage,
        aar,
        institusjonsopphold,
        enkeltvedtak,
        krever: fakta.krever.clone(),
        omfang: fakta.omfang.clone(),
        teller_doegn,
    })
}

pub(super) fn find_service(selection: &mut Selection<'_>, id: &str, field: &str) -> Option<Arc<Tjeneste>> {
    if !selection.library.has_tjeneste(id) {
        let known = selection.library.tjeneste_ids();
        selection.unknown("TEKST-002", field, id, "Tjenesten", &known);
        return None;
    }
    let path = format!("{}/tjenester/{id}/tjeneste.yaml", super::library::LEGAL_TEXTS);
    let loaded = selection.library.load_tjeneste(&path);
    selection.problems.extend(loaded.problems.iter().cloned());
    loaded.value.clone()
}

fn check_outcome(selection: &mut Selection<'_>, line: &Tjenestelinje, fakta: &Tjenestefakta, at: &str) {
    if fakta.utfall.contains(&line.utfall) {
        return;
    }
    let (code, message) = if line.utfall == Utfall::Venteliste {
        ("TEKST-011", "Denne tjenesten kan ikke ha venteliste".to_owned())
    } else {
        ("TEKST-003", format!("Tjenesten kan ikke ha utfallet «{}»", line.utfall.word()))
    };
    let allowed: Vec<&str> = fakta.utfall.iter().map(|utfall| utfall.word()).collect();
    selection.error(code, &format!("{at}.utfall"), message).hint = Some(format!("skriv utfall: {}", one_of(&allowed)));
}

fn granted(utfall: Utfall) -> bool {
    matches!(utfall, Utfall::Innvilget | Utfall::DelvisInnvilget)
}

fn check_extent(selection: &mut Selection<'_>, line: &Tjenestelinje, fakta: &Tjenestefakta, at: &str) {
    if let Some(soekt) = &line.soekt {
        unknown_extent(selection, soekt, &format!("{at}.soekt"), &fakta.omfang);
    }
    if let Some(omfang) = &line.omfang {
        unknown_extent(selection, omfang, &format!("{at}.omfang"), &fakta.omfang);
    }
    let set = line.omfang.as_ref().map(set_fields).unwrap_or_default();
    let needs: Vec<&str> = fakta.krever_en_av.iter().map(String::as_str).collect();
    let foreign = set.iter().any(|field| !fakta.omfang.iter().any(|known| known == field));
    let known = granted(line.utfall) && !selection.tree.spoiled().covers(&format!("{at}.utfall"));
    // A field that the service does not know is the cause, and is reported as that.
    if known && !foreign && !needs.is_empty() && !needs.iter().any(|field| set.contains(field)) {
        let message = "Det står ikke hvor mye som er innvilget";
        selection.error("TEKST-007", &format!("{at}.omfang"), message).hint =
            Some(format!("skriv omfang med {}, for eksempel omfang: {{{}}}", one_of(&needs), example(needs[0])));
    }
}

/// Notes the fields of an extent that are not among the known ones.
pub(super) fn unknown_extent(selection: &mut Selection<'_>, omfang: &Omfang, at: &str, known: &[String]) {
    for field in set_fields(omfang) {
        if !known.iter().any(|known| known == field) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = if known.is_empty() {
                "ta bort feltet. Denne tjenesten har ikke omfang".into()
            } else {
                format!("bruk {}", one_of(&known))
            };
            let message = format!("Denne tjenesten måles ikke i «{field}»");
            selection.error("TEKST-006", &format!("{at}.{field}"), message).hint = Some(hint);
        }
    }
}

fn check_parts(selection: &mut Selection<'_>, line: &Tjenestelinje, fakta: &Tjenestefakta, at: &str) {
    for krav in Krav::ALL {
        let (there, needed) = match krav {
            // How the help is arranged is only known once it is granted.
            Krav::Bpa => (line.bpa.is_some(), granted(line.utfall)),
            Krav::Omsorgsarbeid => (!line.omsorgsarbeid.is_empty(), true),
            Krav::Langtid => (line.langtid.is_some(), true),
            Krav::Stoenad => (line.stoenad.is_some(), granted(line.utfall)),
            Krav::Teknologi => (line.teknologi.is_some(), true),
        };
        let (field, word) = (format!("{at}.{}", krav.word()), krav.word());
        match (fakta.krever.contains(&krav), there) {
            (true, false) if needed => {
                let (message, hint) = missing_part(krav);
                selection.error("TEKST-008", &field, message).hint = Some(hint.into());
            }
            (false, true) => {
                selection.error("TEKST-012", &field, format!("«{word}» hører ikke til denne tjenesten")).hint =
                    Some(format!("ta bort «{word}», eller rett tjeneste"));
            }
            _ => {}
        }
    }
}

fn missing_part(krav: Krav) -> (&'static str, &'static str) {
    match krav {
        Krav::Bpa => (
            "Det står ikke hvordan assistansen er ordnet",
            "legg til bpa under tjenesten, med arbeidsleder, leverandoer og avlastning",
        ),
        Krav::Omsorgsarbeid => (
            "Det står ikke hvilket omsorgsarbeid parten gjør",
            "legg til omsorgsarbeid under tjenesten: hva, hvor_ofte, opplyst_minutter_per_uke og regnet_minutter_per_uke",
        ),
        Krav::Langtid => (
            "Det står ikke om parten må ha plass nå, eller skal stå på venteliste",
            "legg til langtid under tjenesten, med plass_straks, plass_straks_vurdering, kriterier_oppfylt og kriterier",
        ),
        Krav::Stoenad => (
            "Det står ikke hvor mye parten får betalt, og om hjelpestønad er regnet med",
            "legg til stoenad under tjenesten, med timesats og hjelpestoenad",
        ),
        Krav::Teknologi => (
            "Det står ikke om vilkårene for utstyret er oppfylt",
            "legg til teknologi under tjenesten, med hvert vilkår som oppfylt og hvorfor. «vedtaksbrev ny» viser feltene",
        ),
    }
}

type Class = (Klassifisering, Tjenesteklasse, Option<String>);

fn classify(
    selection: &mut Selection<'_>,
    avsender: Option<&Avsender>,
    line: &Tjenestelinje,
    tjeneste: &Tjeneste,
    fakta: &Tjenestefakta,
    at: &str,
) -> Option<Class> {
    let only = fakta.klasser.keys().next().copied().filter(|_| fakta.klasser.len() == 1);
    let local = avsender.and_then(|avsender| avsender.klassifisering.get(&tjeneste.id));
    let chosen = line.klassifisering.or(only);
    let klassifisering = chosen.or_else(|| local.and_then(|local| local.value()).copied());
    let unconfirmed = local.filter(|_| chosen.is_none()).and_then(|local| local.unconfirmed()).map(str::to_owned);
    let found = klassifisering
        .and_then(|klassifisering| Some((klassifisering, fakta.klasser.get(&klassifisering)?.clone(), unconfirmed)));
    // Without a sender nobody knows what the municipality has chosen; that is said about the sender.
    if found.is_none() && (avsender.is_some() || klassifisering.is_some()) {
        let allowed: Vec<&str> = fakta.klasser.keys().map(|klassifisering| klassifisering.word()).collect();
        let message = match klassifisering {
            Some(klassifisering) => format!("Denne tjenesten kan ikke være en {}", klassifisering.word()),
            None => "Det står ikke om tjenesten er helsetjeneste eller servicetjeneste".to_owned(),
        };
        selection.error("TEKST-005", &format!("{at}.klassifisering"), message).hint =
            Some(format!("skriv klassifisering: {}", one_of(&allowed)));
    }
    found
}

/// Tells whether a service will not last longer than so many weeks: by its first and last day, or by the days and
/// nights that are given or applied for where it has no last day. A service whose length nobody has stated is long.
fn is_short(line: &Tjenestelinje, weeks: u32) -> bool {
    let limit = i64::from(weeks) * 7;
    let counted = line.omfang.as_ref().or(line.soekt.as_ref()).and_then(|omfang| omfang.doegn);
    match &line.periode {
        Some(Periode { fra, til: Slutt::Dato(til) }) => {
            let days = til.date().since(fra.date()).map_or(0, |span| i64::from(span.get_days()) + 1);
            days <= limit
        }
        Some(_) => false,
        None => counted.is_some_and(|days| i64::from(days) <= limit),
    }
}

/// The years a line uses: the year it begins, and the next one when it runs on.
fn years(line: &Tjenestelinje, brevdato: Date) -> Vec<i16> {
    let Some(periode) = &line.periode else { return vec![brevdato.year()] };
    let first = periode.fra.date().year();
    let runs_on = match periode.til {
        Slutt::Dato(til) => til.date().year() > first,
        Slutt::NaarPlass | Slutt::UtenSluttdato => true,
    };
    if runs_on { vec![first, first + 1] } else { vec![first] }
}
