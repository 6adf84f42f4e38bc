//! The failures that supervisory bodies have found in decisions, looked for in a case.
//!
//! Comes in: a case, its selected lines and `legal-texts/krav/feil.yaml`. Goes out: problems with the list's codes and words.
//! The list says which checks are used, how serious each is and who found it; the checks are here, by name.

use super::answer_time::{on_day_off, too_short};
use super::avsender::Avsender;
use super::free_complaint::{Claims, claims};
use super::grense::Grense;
use super::krav::Feil;
use super::ord::Alvor;
use super::select::Selection;
use super::selected::SelectedLine;
use super::tjeneste::Krav;
use crate::problem::Problem;
use crate::sak::line::{Tjenestelinje, Utfall};
use crate::sak::reasons::Vurdering;
use crate::sak::sak::{Innsender, Partsrolle, Sak, Soeknad};
use std::collections::BTreeMap;

/// What stands between what to do and who found the failure.
pub const SOURCE: &str = ". Kilde: ";

/// What a check looks at.
pub(super) struct Facts<'a> {
    sak: &'a Sak,
    lines: Vec<(usize, &'a Tjenestelinje, &'a SelectedLine)>,
    /// Limits on the day of the letter, by id.
    limits: BTreeMap<&'static str, Grense>,
    claims: Claims,
    /// Deadlines for the reader that end on a day off.
    on_day_off: Vec<String>,
}

/// A check: gives the fields of the case where the failure is.
type Check = fn(&Facts<'_>) -> Vec<String>;

/// The checks by the names that the list uses.
const CHECKS: [(&str, Check); 17] = [
    ("kort-begrunnelse", short_reasons),
    ("ubrukt-mal", same_words),
    ("omsorgsarbeid-uten-timer", care_without_hours),
    ("samlet-uten-tjenester", not_together),
    ("barn-uten-vurdering", child_not_assessed),
    ("avlastning-uten-paaroerende", carers_not_described),
    ("omfang-mangler", no_extent),
    ("medvirkning-mangler", no_participation),
    ("anfoersler-mangler", not_answered),
    ("endring-uten-grunnlag", no_ground),
    ("foreloepig-svar", no_preliminary_answer),
    ("fullmektig-uten-brev", representative_left_out),
    ("bpa-mangler", bpa_not_arranged),
    ("klagefrist-i-fritekst", |facts| facts.claims.frist.clone()),
    ("klageinstans-i-fritekst", |facts| facts.claims.instans.clone()),
    ("kort-svarfrist", |facts| facts.limit("svarfrist").map_or_else(Vec::new, |days| too_short(facts.sak, days))),
    ("svarfrist-paa-fridag", |facts| facts.on_day_off.clone()),
];

/// Names that the list may use for what other parts of the program look for.
const ELSEWHERE: [&str; 3] = ["klageordning", "gammel-henvisning", "utenfor"];

/// The limits that checks ask for.
const LIMITS: [&str; 4] = ["kort_begrunnelse", "myndig", "foreloepig_svar", "svarfrist"];

/// The limit that a check prints as `{{grense}}`.
fn printed(kontroll: &str) -> &'static str {
    if kontroll == "kort-svarfrist" { "svarfrist" } else { "foreloepig_svar" }
}

/// Tells whether the list names a check that exists.
pub fn is_check(name: &str) -> bool {
    CHECKS.iter().any(|(known, _)| *known == name) || ELSEWHERE.contains(&name)
}

/// The names of the checks.
pub fn checks() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name).chain(ELSEWHERE)
}

/// Notes the failures of a case.
pub(super) fn check(
    selection: &mut Selection<'_>,
    sak: &Sak,
    lines: &[Option<SelectedLine>],
    avsender: Option<&Avsender>,
) {
    let Some(list) = selection.library.feil() else { return };
    let grenser = selection.library.grenser();
    let limit = |id: &'static str| Some((id, grenser.verdi(id, selection.brevdato)?.clone()));
    let paired = sak.tjenester.iter().enumerate().zip(lines);
    let facts = Facts {
        sak,
        lines: paired.filter_map(|((index, line), selected)| Some((index, line, selected.as_ref()?))).collect(),
        limits: LIMITS.into_iter().filter_map(limit).collect(),
        claims: claims(selection, lines, avsender),
        on_day_off: selection.library.helligdager().map_or_else(Vec::new, |days| on_day_off(sak, &days)),
    };
    let day = selection.brevdato;
    let holds = |feil: &&Feil| {
        feil.alvor != Alvor::Ingenting
            && (feil.brevtyper.is_empty() || feil.brevtyper.iter().any(|word| word == sak.brevtype.word()))
            && feil.fra.is_none_or(|fra| fra <= day)
            && feil.til.is_none_or(|til| day <= til)
    };
    for feil in list.feil.iter().filter(holds) {
        let Some((_, look)) = CHECKS.iter().find(|(name, _)| *name == feil.kontroll) else { continue };
        for field in look(&facts) {
            let limit = facts.limits.get(printed(&feil.kontroll)).map(Grense::print).unwrap_or_default();
            let message = feil.hva.replace("{{grense}}", &limit);
            let hint = format!("{}{SOURCE}{}", feil.gjoer, feil.kilde);
            let place = selection.tree.place(&field);
            selection.problems.push(match feil.alvor {
                Alvor::Feil => Problem::error(feil.kode, place, message).hint(hint),
                _ => Problem::warning(feil.kode, place, message).hint(hint),
            });
        }
    }
}

impl Facts<'_> {
    fn limit(&self, id: &str) -> Option<u32> {
        self.limits.get(id).map(|limit| limit.verdi)
    }

    /// The reasons with their paths: each line's, and the case's.
    fn reasons(&self) -> Vec<(String, &Vurdering)> {
        let own = self.sak.tjenester.iter().enumerate();
        let own = own.filter_map(|(at, line)| Some((format!("tjenester[{at}].vurdering"), line.vurdering.as_ref()?)));
        self.sak.vurdering.iter().map(|case| ("vurdering".to_owned(), case)).chain(own).collect()
    }

    fn any(&self, has: impl Fn(&Vurdering) -> bool) -> bool {
        self.reasons().iter().any(|(_, vurdering)| has(vurdering))
    }

    fn says_no(&self) -> bool {
        let no = |utfall| matches!(utfall, Utfall::Avslag | Utfall::DelvisInnvilget | Utfall::Venteliste);
        self.sak.tjenester.iter().any(|line| no(line.utfall))
    }
}

fn gives(line: &Tjenestelinje) -> bool {
    matches!(line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget)
}

fn at(found: bool, path: &str) -> Vec<String> {
    if found { vec![path.to_owned()] } else { Vec::new() }
}

fn short_reasons(facts: &Facts<'_>) -> Vec<String> {
    let Some(least) = facts.limit("kort_begrunnelse") else { return Vec::new() };
    let short = |text: &str| text.chars().count() < usize::try_from(least).unwrap_or(usize::MAX);
    let all = facts.reasons().into_iter();
    let judged = all.filter_map(|(path, it)| Some((format!("{path}.forsvarlighet"), it.forsvarlighet.as_ref()?)));
    judged.filter(|(_, text)| facts.says_no() && short(text.text())).map(|(path, _)| path).collect()
}

fn same_words(facts: &Facts<'_>) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (path, it) in facts.reasons() {
        let fields = [
            ("situasjon", &it.situasjon),
            ("medvirkning", &it.medvirkning),
            ("behov", &it.behov),
            ("samlet", &it.samlet),
            ("forsvarlighet", &it.forsvarlighet),
            ("barnets_beste", &it.barnets_beste),
            ("paaroerende", &it.paaroerende),
        ];
        for (name, text) in fields.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?.text().trim()))) {
            if seen.contains(&text) {
                found.push(format!("{path}.{name}"));
            }
            seen.push(text);
        }
    }
    found
}

fn care_without_hours(facts: &Facts<'_>) -> Vec<String> {
    let idle = |line: &Tjenestelinje| line.omsorgsarbeid.iter().all(|work| work.opplyst_minutter_per_uke == 0);
    let asked =
        facts.lines.iter().filter(|(_, line, selected)| selected.krever.contains(&Krav::Omsorgsarbeid) && idle(line));
    asked.map(|(index, ..)| format!("tjenester[{index}].omsorgsarbeid")).collect()
}

fn not_together(facts: &Facts<'_>) -> Vec<String> {
    let several = !facts.sak.eksisterende_tjenester.is_empty() || facts.sak.tjenester.len() > 1;
    let waits = |line: &Tjenestelinje| line.langtid.as_ref().is_some_and(|it| it.ventetid_vurdering.is_some());
    let weighed =
        facts.any(|it| it.forsvarlighet.is_some() || it.samlet.is_some()) || facts.sak.tjenester.iter().any(waits);
    at(several && facts.says_no() && !weighed, "vurdering.forsvarlighet")
}

fn child_not_assessed(facts: &Facts<'_>) -> Vec<String> {
    let Some(adult) = facts.limit("myndig") else { return Vec::new() };
    let sak = facts.sak;
    let born = sak.parter.first().and_then(|part| part.foedselsdato).into_iter();
    let born = born.chain(sak.gjelder_person.iter().filter_map(|person| person.foedselsdato));
    let child = born.into_iter().any(|day| crate::sak::age::years(day.date(), sak.brevdato()) < adult);
    let assessed = facts.any(|it| it.barnets_beste.is_some())
        || sak.husstand.as_ref().is_some_and(|husstand| !husstand.barn.is_empty());
    at(child && !assessed, "vurdering.barnets_beste")
}

/// A carer who is party tells of herself; where relief is part of someone else's assistance, she has to be told of.
fn carers_not_described(facts: &Facts<'_>) -> Vec<String> {
    let relieves = |line: &Tjenestelinje| line.bpa.as_ref().is_some_and(|bpa| bpa.omfatter_avlastning == Some(true));
    let care = facts.sak.tjenester.iter().any(relieves);
    let own_case = facts.sak.parter.first().is_some_and(|part| part.rolle == Partsrolle::Paaroerende);
    at(care && !own_case && !facts.any(|it| it.paaroerende.is_some()), "vurdering.paaroerende")
}

fn no_extent(facts: &Facts<'_>) -> Vec<String> {
    let lacks = |line: &Tjenestelinje, selected: &SelectedLine| {
        gives(line) && !selected.omfang.is_empty() && line.omfang.is_none() && line.fra_foer != Some(true)
    };
    let found = facts.lines.iter().filter(|(_, line, selected)| lacks(line, selected));
    found.map(|(index, ..)| format!("tjenester[{index}].omfang")).collect()
}

fn no_participation(facts: &Facts<'_>) -> Vec<String> {
    at(facts.says_no() && !facts.any(|it| it.medvirkning.is_some()), "vurdering.medvirkning")
}

/// A reminder where the party is known to have spoken: after a notice, through someone who acts for her, or in words
/// that say she disagrees.
fn not_answered(facts: &Facts<'_>) -> Vec<String> {
    let spoke = facts.sak.endring.as_ref().is_some_and(|endring| endring.uttalelse.is_some())
        || !facts.sak.representanter.is_empty()
        || !facts.claims.uenighet.is_empty();
    at(
        spoke && facts.says_no() && facts.any(|_| true) && !facts.any(|it| !it.anfoersler.is_empty()),
        "vurdering.anfoersler",
    )
}

fn no_ground(facts: &Facts<'_>) -> Vec<String> {
    let Some(endring) = &facts.sak.endring else { return at(facts.sak.brevtype.changes(), "endring") };
    at(endring.to_harm() && endring.varsel.is_none(), "endring.varsel")
}

fn no_preliminary_answer(facts: &Facts<'_>) -> Vec<String> {
    let Some(months) = facts.limit("foreloepig_svar") else { return Vec::new() };
    let sak = facts.sak;
    let Some(due) = sak.answer_due(months) else { return Vec::new() };
    let field = if sak.forsinkelse.is_some() { "forsinkelse.hvorfor" } else { "foreloepig_svar" };
    at(sak.foreloepig_svar.is_none_or(|sent| sent.date() > due) && sak.brevdato() > due, field)
}

/// Whoever stands among the representatives gets the letter; the one who applied for the party may have been left out.
fn representative_left_out(facts: &Facts<'_>) -> Vec<String> {
    let acted = |soeknad: &Soeknad| soeknad.innsender == Some(Innsender::Representanten);
    let applied = facts.sak.soeknad.iter().enumerate().filter(|(_, soeknad)| acted(soeknad));
    let left_out = applied.filter(|_| facts.sak.representanter.is_empty());
    left_out.map(|(index, _)| format!("soeknad[{index}].innsender")).collect()
}

fn bpa_not_arranged(facts: &Facts<'_>) -> Vec<String> {
    let lacks = |line: &Tjenestelinje| line.bpa.as_ref().is_none_or(|bpa| bpa.flytting_av_timer.is_none());
    let needs = |line: &Tjenestelinje, selected: &SelectedLine| gives(line) && selected.krever.contains(&Krav::Bpa);
    let found = facts.lines.iter().filter(|(_, line, selected)| needs(line, selected) && lacks(line));
    found.map(|(index, ..)| format!("tjenester[{index}].bpa.flytting_av_timer")).collect()
}
