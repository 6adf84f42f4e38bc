//! Citations as words that lead to the law.
//!
//! Comes in: citations. Goes out: bits with links, by the addresses that the jurist's file gives.
//! A law without an address is printed without a link.

use crate::language::Maalform;
use crate::texts::hjemmel::Hjemmel;
use crate::texts::library::Library;
use crate::texts::publisering::Publisering;
use crate::texts::rules::{Form, print_hjemler};
use crate::texts::tjeneste::Rettskilde;
use crate::typeset::sheet::{Bit, Line};
use jiff::civil::Date;

/// How citations are printed.
pub(super) struct Links<'a> {
    library: &'a Library,
    settings: Option<&'a Publisering>,
    day: Date,
}

impl<'a> Links<'a> {
    pub(super) fn of(library: &'a Library, settings: Option<&'a Publisering>, day: Date) -> Self {
        Self { library, settings, day }
    }

    /// The citations one after the other, each a link when its law has an address.
    pub(super) fn citations(&self, hjemler: &[Hjemmel]) -> Line {
        joined(hjemler.iter().map(|hjemmel| self.citation(hjemmel)))
    }

    /// The same for sources, which may be the sender's own.
    pub(super) fn sources(&self, sources: &[Rettskilde]) -> Line {
        joined(sources.iter().map(|source| match source {
            Rettskilde::Lov(hjemmel) => self.citation(hjemmel),
            Rettskilde::Avsender(field) => Bit::plain(format!("kommunens {}", super::spoken(field))),
        }))
    }

    fn citation(&self, hjemmel: &Hjemmel) -> Bit {
        let words = print_hjemler(self.library, std::slice::from_ref(hjemmel), self.day, Maalform::Nb, Form::Long);
        let address = self.library.lov(&hjemmel.lov).zip(self.settings);
        match address.and_then(|(lov, settings)| settings.address(&lov, &hjemmel.paragraf)) {
            Some(address) => Bit::link(words, address),
            None => Bit::plain(words),
        }
    }
}

/// Bits with a semicolon between.
fn joined(bits: impl Iterator<Item = Bit>) -> Line {
    let mut line = Line::new();
    for bit in bits {
        if !line.is_empty() {
            line.push(Bit::plain("; "));
        }
        line.push(bit);
    }
    line
}
