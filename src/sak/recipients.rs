//! Who gets a letter, and what each letter is called.
//!
//! Comes in: a case. Goes out: its recipients, each with a role that is unique within the case,
//! and the identity and file name of each letter. Neither holds a personal value.
//! Does not decide the channel, and writes no address.

use std::collections::HashMap;

use jiff::civil::Date;

use super::sak::{Adresse, Brevtype, Innsender, Part, Partsrolle, Representant, Representantrolle, Sak};

/// Someone who gets a letter of her own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mottaker {
    /// The role in the case, unique within it, such as `soeker`, `fullmektig` or `foresatt-2`.
    pub rolle: String,
    /// Where in the case the recipient stands.
    pub kind: MottakerKind,
}

/// Where in the case a recipient stands, by index from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MottakerKind {
    /// A party (`parter`).
    Part(usize),
    /// A representative (`representanter`).
    Representant(usize),
    /// The body that decides complaints, which is no person of the case.
    Klageinstans,
}

impl Sak {
    /// The recipients: the people of the case, or the body that decides complaints when one is passed on.
    pub fn mottakere(&self) -> Vec<Mottaker> {
        if self.brevtype == Brevtype::Oversendelse {
            return vec![Mottaker { rolle: "klageinstans".to_owned(), kind: MottakerKind::Klageinstans }];
        }
        self.personer()
    }

    /// Every party and every representative, parties first. A child that gets nothing is left out. The first party,
    /// whom the representatives act for, is left out when one of them takes the letter instead.
    pub fn personer(&self) -> Vec<Mottaker> {
        let parties = self.parter.iter().enumerate().filter(|(index, _)| self.party_gets_letter(*index));
        let parties = parties.map(|(index, part)| (part.rolle.word(), MottakerKind::Part(index)));
        let others = self.representanter.iter().enumerate();
        let others = others.map(|(index, other)| (other.rolle.word(), MottakerKind::Representant(index)));
        let mut seen = HashMap::new();
        let unique = |(word, kind): (&'static str, MottakerKind)| {
            let number = seen.entry(word).and_modify(|number| *number += 1).or_insert(1);
            let rolle = if *number == 1 { word.to_owned() } else { format!("{word}-{number}") };
            Mottaker { rolle, kind }
        };
        parties.chain(others).map(unique).collect()
    }

    /// Tells whether a party gets a letter directly; only the first party can be represented.
    pub fn party_gets_letter(&self, index: usize) -> bool {
        let instead = self.representanter.iter().any(|other| other.parten_faar_eget_brev == Some(false));
        let silent = self.parter.get(index).is_some_and(|part| part.faar_brev == Some(false));
        !silent && (index != 0 || !instead)
    }

    /// The party that a recipient's letter concerns: herself when she is party in her own name, the child of whoever
    /// has parental responsibility, and otherwise the first party, who is «du».
    pub fn concerned(&self, mottaker: &Mottaker) -> Option<&Part> {
        let child = || self.parter.iter().find(|part| part.rolle == Partsrolle::Barn);
        let own = self.part(mottaker);
        let concerned = own.and_then(|part| if part.rolle == Partsrolle::Foresatt { child() } else { Some(part) });
        concerned.or_else(|| self.parter.first())
    }

    /// The day that a recipient's own letter reached her, when the case says so; each deadline runs from its own day.
    pub fn mottatt(&self, mottaker: &Mottaker) -> Option<Date> {
        let first = (mottaker.kind == MottakerKind::Part(0)).then_some(self.mottatt_av_parten).flatten();
        let own = self.part(mottaker).and_then(|part| part.mottatt);
        let own = own.or_else(|| self.representant(mottaker).and_then(|person| person.mottatt));
        own.or(first).map(super::values::Dato::date)
    }

    /// The party that a recipient is, if she is one.
    pub fn part(&self, mottaker: &Mottaker) -> Option<&Part> {
        match mottaker.kind {
            MottakerKind::Part(index) => self.parter.get(index),
            MottakerKind::Representant(_) | MottakerKind::Klageinstans => None,
        }
    }

    /// The representative that a recipient is, if she is one.
    pub fn representant(&self, mottaker: &Mottaker) -> Option<&Representant> {
        match mottaker.kind {
            MottakerKind::Part(_) | MottakerKind::Klageinstans => None,
            MottakerKind::Representant(index) => self.representanter.get(index),
        }
    }

    /// Who sent something in for the party, by name; nothing for the party herself, and for someone the case has not.
    pub fn sent_by(&self, innsender: Innsender) -> Option<&str> {
        let acts = |rolle| self.representanter.iter().find(move |person| person.rolle == rolle);
        let person = match innsender {
            Innsender::Parten => None,
            Innsender::Foresatt => {
                let parent = self.parter.iter().find(|part| part.rolle == Partsrolle::Foresatt);
                return parent.map(|part| part.navn.text());
            }
            Innsender::Representanten => self.representanter.first(),
            Innsender::Verge => acts(Representantrolle::Verge),
            Innsender::Fullmektig => acts(Representantrolle::Fullmektig),
            Innsender::Advokat => acts(Representantrolle::Advokat),
        };
        person.map(|person| person.navn.text())
    }

    /// The name that goes on a recipient's letter.
    pub fn navn(&self, mottaker: &Mottaker) -> Option<&str> {
        let party = self.part(mottaker).map(|part| part.navn.text());
        party.or_else(|| self.representant(mottaker).map(|other| other.navn.text()))
    }

    /// The address that goes on a recipient's letter; nothing when it must not be printed.
    pub fn adresse(&self, mottaker: &Mottaker) -> Option<&Adresse> {
        let party = self.part(mottaker).and_then(|part| part.adresse.as_ref());
        party.or_else(|| self.representant(mottaker).map(|other| &other.adresse))
    }

    /// The day of the letter, which is the day of the decision; it picks texts, rules and requirements.
    pub fn brevdato(&self) -> Date {
        self.vedtaksdato.date()
    }

    /// The letter's number among those of the same kind on the same day in the same case; 1 unless stated.
    pub fn brevnummer(&self) -> u32 {
        self.nummer.unwrap_or(1)
    }

    /// The letter's identity: `saksnummer/brevtype/brevdato/nummer/rolle`.
    pub fn identity(&self, mottaker: &Mottaker) -> String {
        let (date, number) = (self.brevdato(), self.brevnummer());
        format!("{}/{}/{date}/{number}/{}", self.saksnummer.text(), self.brevtype.word(), mottaker.rolle)
    }

    /// The case number of a letter's identity.
    pub fn number_of(identity: &str) -> &str {
        // What follows the case number has four steps, and a case number may have steps of its own.
        identity.rsplitn(5, '/').nth(4).unwrap_or(identity)
    }

    /// The name of the letter's files without extension: ASCII, different for different identities.
    pub fn file_stem(&self, mottaker: &Mottaker) -> String {
        let (date, number) = (self.brevdato(), self.brevnummer());
        format!("{}_{}_{date}_{number}_{}", self.saksnummer.file_stem(), self.brevtype.word(), mottaker.rolle)
    }
}
