//! A service's own thresholds, compared with the case: ages and hours that the law names for it.
//!
//! Comes in: entries of `grenser` in `tjeneste.yaml`, the library's limits, and a line of the case. Goes out: TEKST-164.
//! Which limit, of whom, for which outcomes, how serious it is and what to do stand in the file. Says no person's age.

use super::data::Source;
use super::ord::Alvor;
use super::select::Selection;
use super::selected::SelectedLine;
use crate::problem::Problem;
use crate::sak::age::years;
use crate::sak::line::{Tjenestelinje, Utfall};
use crate::sak::sak::{Partsrolle, Sak};
use crate::yaml::Node;
use jiff::civil::Date;

/// What of a case a limit is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maal {
    /// The age of the person who gets the service: whom the care concerns, or else the first party.
    BrukerensAlder,
    /// The age of the child that the service is for: whom the care concerns, or a party who is a child.
    BarnetsAlder,
    /// The hours a week that are applied for.
    SoekteTimer,
}

impl Maal {
    const WORDS: [&'static str; 3] = ["brukerens-alder", "barnets-alder", "soekte-timer"];
    const ALL: [Self; 3] = [Self::BrukerensAlder, Self::BarnetsAlder, Self::SoekteTimer];
}

/// On which side of a limit the case should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below it.
    Under,
    /// At it or above.
    Minst,
}

impl Side {
    const WORDS: [&'static str; 2] = ["under", "minst"];
    const ALL: [Self; 2] = [Self::Under, Self::Minst];
}

/// One comparison of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sammenligning {
    /// What is compared.
    pub maal: Maal,
    /// The limit's id.
    pub grense: String,
    /// The side on which nothing is said.
    pub side: Side,
    /// The outcomes it concerns.
    pub utfall: Vec<Utfall>,
    /// Whether nothing is said of a service that the party has from before.
    pub ikke_fra_foer: bool,
    /// How serious it is.
    pub alvor: Alvor,
    /// What is wrong, with the limit as `{{grense}}`.
    pub hva: String,
    /// What to do.
    pub gjoer: String,
    /// The entry's line in the file.
    pub line: u32,
}

/// Reads a comparison.
pub(super) fn read(source: &mut Source<'_>, node: &Node) -> Option<Sammenligning> {
    let known = ["maal", "grense", "skal_vaere", "utfall", "ikke_fra_foer", "alvor", "hva", "gjoer", "usikkert"];
    let fields = source.fields(node, &known)?;
    let maal = source.need(fields, "maal", |source, node| {
        source.word(node, &Maal::WORDS, |word| Maal::ALL.into_iter().find(|it| Maal::WORDS[*it as usize] == word))
    });
    let grense = source.need(fields, "grense", Source::text);
    let side = source.need(fields, "skal_vaere", |source, node| {
        source.word(node, &Side::WORDS, |word| Side::ALL.into_iter().find(|it| Side::WORDS[*it as usize] == word))
    });
    let utfall = source.need(fields, "utfall", |source, node| {
        source.items(node, |source, node| source.word(node, Utfall::WORDS, Utfall::from_word))
    });
    let ikke_fra_foer = source.may(fields, "ikke_fra_foer", Source::flag).unwrap_or(false);
    let alvor = source.need(fields, "alvor", Alvor::read);
    let (hva, gjoer) = (source.need(fields, "hva", Source::text), source.need(fields, "gjoer", Source::text));
    Some(Sammenligning {
        maal: maal?,
        grense: grense?,
        side: side?,
        utfall: utfall?,
        ikke_fra_foer,
        alvor: alvor?,
        hva: hva?,
        gjoer: gjoer?,
        line: node.line,
    })
}

/// Notes the lines that are on the wrong side of a threshold of their service.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, lines: &[Option<SelectedLine>]) {
    let grenser = selection.library.grenser();
    for (index, (line, selected)) in sak.tjenester.iter().zip(lines).enumerate() {
        let fakta = selected.as_ref().and_then(|selected| selected.tjeneste.fakta(selection.brevdato));
        for it in fakta.iter().flat_map(|fakta| &fakta.grenser).filter(|it| it.alvor != Alvor::Ingenting) {
            let Some(grense) = grenser.verdi(&it.grense, selection.brevdato) else { continue };
            let concerns = it.utfall.contains(&line.utfall) && !(it.ikke_fra_foer && line.fra_foer == Some(true));
            let limit = i64::from(grense.verdi) * if it.maal == Maal::SoekteTimer { 60 } else { 1 };
            let Some((field, value)) = measured(selection, sak, index, line, it.maal).filter(|_| concerns) else {
                continue;
            };
            let right = if it.side == Side::Under { value < limit } else { value >= limit };
            if right {
                continue;
            }
            let message = it.hva.replace("{{grense}}", &grense.print());
            let rule = grense.hjemmel.as_ref().map(|hjemmel| selection.print(std::slice::from_ref(hjemmel)));
            let hint = rule.map_or_else(|| it.gjoer.clone(), |rule| format!("{}. Regelen er {rule}", it.gjoer));
            let place = selection.tree.place(&field);
            selection.problems.push(match it.alvor {
                Alvor::Feil => Problem::error("TEKST-164", place, message).hint(hint),
                _ => Problem::warning("TEKST-164", place, message).hint(hint),
            });
        }
    }
}

/// The field that is compared, and its value: whole years, or minutes a week. Nothing when the case does not say.
fn measured(
    selection: &Selection<'_>,
    sak: &Sak,
    index: usize,
    line: &Tjenestelinje,
    maal: Maal,
) -> Option<(String, i64)> {
    let person =
        sak.gjelder_person.as_ref().map(|person| ("gjelder_person.foedselsdato".to_owned(), person.foedselsdato));
    let party = |at: usize| Some((format!("parter[{at}].foedselsdato"), sak.parter.get(at)?.foedselsdato));
    let (field, born) = match maal {
        Maal::SoekteTimer => {
            let minutes = line.soekt.as_ref()?.timer_per_uke?.minutter;
            return Some((format!("tjenester[{index}].soekt.timer_per_uke"), i64::from(minutes)));
        }
        Maal::BrukerensAlder => person.or_else(|| party(0))?,
        Maal::BarnetsAlder => {
            person.or_else(|| party(sak.parter.iter().position(|part| part.rolle == Partsrolle::Barn)?))?
        }
    };
    // The age on the day the service begins, when that is known.
    let day: Date = line.periode.as_ref().map_or(selection.brevdato, |periode| periode.fra.date());
    let born = born.filter(|born| born.date() <= day && !selection.tree.spoiled().covers(&field))?;
    Some((field, i64::from(years(born.date(), day))))
}
