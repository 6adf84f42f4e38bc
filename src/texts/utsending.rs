//! How a letter may leave: whether a channel is open to a recipient, and which letters a person must handle.
//!
//! Comes in: a case, one of its recipients and `legal-texts/kanaler.yaml`. Goes out: `Utsending`, and yes with what
//! must be so first or no with the provisions that say so. Sends nothing, does not know whether anyone is reserved or
//! when contact data was confirmed, and never says which grading an address has.

use super::hjemmel::Hjemmel;
use super::kanaler::{Gradering, Kanaler};
use super::library::Library;
use super::rules::{Form, print_hjemler};
use crate::language::Maalform;
use crate::sak::recipients::{Mottaker, MottakerKind};
use crate::sak::sak::{Adresse, Adressegradering, Sak};
use serde::Serialize;

/// The word for the body that decides complaints, as recipient.
pub const KLAGEINSTANS: &str = "klageinstans";

/// Whether a letter may go by a channel without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Utsending {
    /// Any open channel.
    Fri,
    /// Only by hand.
    Manuell,
}

/// Why a channel is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hvorfor {
    /// The library does not know the channel.
    Ukjent,
    /// It is not open for letters about decisions at all.
    IkkeTillatt,
    /// It is not made for such a recipient.
    IkkeForMottakeren,
    /// The letter must be handled by hand.
    Manuell,
}

/// A channel that is closed, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stengt {
    /// Why.
    pub hvorfor: Hvorfor,
    /// The provisions; none where only the library's own rule says so.
    pub hjemler: Vec<Hjemmel>,
    /// The provisions as a message prints them, in bokmål; empty when there are none.
    pub lovsted: String,
}

/// Says whether a recipient's letter may go by a channel of `legal-texts/kanaler.yaml`.
///
/// Gives what must be so first (`krever`); who sends checks that.
///
/// # Errors
/// `Stengt` when the channel may not be used, as eForvaltningsforskriften § 8 or folkeregisterloven § 10-4 in the file.
pub fn may_use(library: &Library, sak: &Sak, mottaker: &Mottaker, kanal: &str) -> Result<Vec<String>, Stengt> {
    let closed = |hvorfor, hjemler: &[Hjemmel]| Stengt {
        hvorfor,
        hjemler: hjemler.to_vec(),
        lovsted: print_hjemler(library, hjemler, sak.brevdato(), Maalform::Nb, Form::Long),
    };
    let kanaler = library.kanaler().ok_or_else(|| closed(Hvorfor::Ukjent, &[]))?;
    let rule = kanaler.kanaler.get(kanal).ok_or_else(|| closed(Hvorfor::Ukjent, &[]))?;
    if !rule.tillatt {
        return Err(closed(Hvorfor::IkkeTillatt, &rule.hjemmel));
    }
    if rule.ikke_til.iter().any(|word| word == role(sak, mottaker)) {
        return Err(closed(Hvorfor::IkkeForMottakeren, &rule.hjemmel));
    }
    let by_hand = kanaler.by_hand(sak, mottaker).filter(|_| rule.automatisk);
    by_hand.map_or_else(|| Ok(rule.krever.clone()), |grading| Err(closed(Hvorfor::Manuell, &grading.hjemmel)))
}

/// Says whether a recipient's letter may go by a channel without a person; by hand when the library does not say.
pub fn utsending(library: &Library, sak: &Sak, mottaker: &Mottaker) -> Utsending {
    match library.kanaler() {
        Some(kanaler) if kanaler.by_hand(sak, mottaker).is_none() => Utsending::Fri,
        _ => Utsending::Manuell,
    }
}

fn role(sak: &Sak, mottaker: &Mottaker) -> &'static str {
    let party = sak.part(mottaker).map(|part| part.rolle.word());
    party.or_else(|| sak.representant(mottaker).map(|other| other.rolle.word())).unwrap_or(KLAGEINSTANS)
}

impl Kanaler {
    /// Tells whether a recipient's address may be printed: not when it is graded, or is that of someone whose is.
    pub fn prints_address(&self, sak: &Sak, mottaker: &Mottaker) -> bool {
        let mut rules = gradings_at(sak, mottaker).filter_map(|grading| self.for_grading(Some(grading)));
        rules.all(|rule| rule.adresse_i_brev)
    }

    /// The grading that makes a recipient's letter one for a person to handle: her own, that of someone she lives
    /// with, or that of the person the case is about.
    pub fn by_hand(&self, sak: &Sak, mottaker: &Mottaker) -> Option<&Gradering> {
        let concerned = sak.parter.first().and_then(|part| part.adressegradering);
        self.strictest(gradings_at(sak, mottaker).chain(concerned))
    }

    /// What the caseworker does with a recipient's letter, when it is the recipient's own address that is graded.
    pub fn gjoer(&self, sak: &Sak, mottaker: &Mottaker) -> Option<&str> {
        self.strictest(gradings_at(sak, mottaker)).map(|grading| grading.gjoer.as_str())
    }

    /// The grading of the person the case is about when a recipient may not have a copy of her letter. Someone whose
    /// own address is graded, or who lives with her, has no copy of another's secret; nor has a representative who
    /// takes the letter in her place.
    pub fn no_copy(&self, sak: &Sak, mottaker: &Mottaker) -> Option<&Gradering> {
        let first = sak.parter.first().and_then(|part| self.for_grading(part.adressegradering))?;
        let rightful = matches!(mottaker.kind, MottakerKind::Part(0) | MottakerKind::Klageinstans);
        let apart = sak.party_gets_letter(0) || matches!(mottaker.kind, MottakerKind::Part(_));
        let shares = gradings_at(sak, mottaker).any(|grading| self.for_grading(Some(grading)).is_some());
        (!first.kopi_til_andre && !rightful && apart && !shares).then_some(first)
    }
}

/// The gradings that lie on a recipient's address: her own, and those of the parties who live there.
fn gradings_at<'s>(sak: &'s Sak, mottaker: &Mottaker) -> impl Iterator<Item = Adressegradering> + use<'s> {
    let own = sak.part(mottaker).and_then(|part| part.adressegradering);
    let address = sak.adresse(mottaker);
    let here = move |other: Option<&Adresse>| address.zip(other).is_some_and(|(a, b)| same_place(a, b));
    let shared = sak.parter.iter().filter(move |part| here(part.adresse.as_ref()));
    own.into_iter().chain(shared.filter_map(|part| part.adressegradering))
}

/// Tells whether two addresses are one place, however they are spelled.
fn same_place(one: &Adresse, other: &Adresse) -> bool {
    let ready = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = |adresse: &Adresse| adresse.linjer.iter().map(|line| ready(line.text())).collect::<Vec<_>>();
    one.postnummer.text() == other.postnummer.text() && lines(one).iter().any(|line| lines(other).contains(line))
}
