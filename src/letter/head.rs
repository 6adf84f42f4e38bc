//! What stands around the body: letterhead, references, closing and page frame.
//!
//! Comes in: the case, the selected texts and the recipient. Goes out: the value parts of the letter
//! and the sender's unconfirmed fields that they print.
//! Does not compose sentences; the few words here are those of any letter.

use super::fields::{Source, representative_role};
use super::format;
use super::letter::{Closing, Frame, Letterhead, Signature};
use crate::sak::recipients::{Mottaker, MottakerKind};
use crate::sak::sak::{Adresse, Ansatt, Part};

/// The parts around the body, and the sender's unconfirmed fields printed in them.
pub struct Around {
    /// Above the body.
    pub head: Letterhead,
    /// Below the body.
    pub closing: Closing,
    /// On every page.
    pub frame: Frame,
    /// Fields of the sender that are not confirmed.
    pub unconfirmed: Vec<String>,
}

/// Builds what stands around the body of a letter to one recipient.
pub fn around(source: Source<'_>, mottaker: &Mottaker) -> Around {
    let mut unconfirmed = Vec::new();
    let head = letterhead(source, mottaker, &mut unconfirmed);
    let frame = frame(source, &mut unconfirmed);
    Around { head, closing: closing(source), frame, unconfirmed }
}

/// The text of a sender's field; notes it when it is not confirmed.
fn sender(source: Source<'_>, name: &str, unconfirmed: &mut Vec<String>) -> Option<String> {
    let avsender = &source.selected.avsender;
    if avsender.felt.get(name).is_some_and(|field| field.unconfirmed().is_some()) {
        unconfirmed.push(name.to_owned());
    }
    avsender.text(name, source.sak.maalform)
}

fn letterhead(source: Source<'_>, mottaker: &Mottaker, unconfirmed: &mut Vec<String>) -> Letterhead {
    let sak = source.sak;
    Letterhead {
        municipality: sender(source, "navn", unconfirmed).unwrap_or_default(),
        office: sender(source, "kontor", unconfirmed).unwrap_or_default(),
        sender: sak.avsender.text().to_owned(),
        address: recipient(source, mottaker, unconfirmed),
        references: references(source, mottaker),
    }
}

fn recipient(source: Source<'_>, mottaker: &Mottaker, unconfirmed: &mut Vec<String>) -> Vec<String> {
    let sak = source.sak;
    if mottaker.kind == MottakerKind::Klageinstans {
        let body = source.selected.omtale.klage.as_ref().map(|(_, facts)| facts.instans);
        let name = body.and_then(|body| sender(source, body.word(), unconfirmed));
        return name.into_iter().collect();
    }
    let kanaler = source.selected.library().kanaler();
    let printed = kanaler.is_some_and(|kanaler| kanaler.prints_address(sak, mottaker));
    sak.navn(mottaker).map_or_else(Vec::new, |name| address(name, sak.adresse(mottaker).filter(|_| printed)))
}

fn address(name: &str, adresse: Option<&Adresse>) -> Vec<String> {
    let mut lines = vec![name.to_owned()];
    if let Some(adresse) = adresse {
        lines.extend(adresse.linjer.iter().map(|line| line.text().to_owned()));
        lines.push(format!("{} {}", adresse.postnummer.text(), adresse.poststed.text()));
        lines.extend(adresse.land.iter().map(|land| land.text().to_uppercase()));
    }
    lines
}

fn references(source: Source<'_>, mottaker: &Mottaker) -> Vec<(String, String)> {
    let sak = source.sak;
    let maalform = sak.maalform;
    let mut lines = Vec::new();
    let Some(party) = sak.parter.first() else { return lines };
    if let Some(person) = sak.representant(mottaker) {
        let role = representative_role(person.rolle, maalform);
        lines.push(("Til".to_owned(), format!("{} ved {role} {}", party.navn.text(), person.navn.text())));
    }
    lines.push(("Dato".to_owned(), format::date(sak.brevdato())));
    lines.push(("Saksnummer".to_owned(), sak.saksnummer.text().to_owned()));
    lines.push((maalform.choose("Gjelder", "Gjeld").to_owned(), concerns(source, party)));
    lines
}

fn concerns(source: Source<'_>, party: &Part) -> String {
    let born = source.sak.maalform.choose("født", "fødd");
    match party.foedselsdato {
        Some(date) => format!("{}, {born} {}", party.navn.text(), format::date(date.date())),
        None => party.navn.text().to_owned(),
    }
}

fn closing(source: Source<'_>) -> Closing {
    let sak = source.sak;
    let maalform = sak.maalform;
    let sign = |person: &Ansatt, title: &str| Signature {
        name: person.navn.text().to_owned(),
        title: person.tittel.as_ref().map_or_else(|| title.to_owned(), |title| title.text().to_owned()),
    };
    let approver = sak.godkjenner.iter().map(|person| sign(person, maalform.choose("leder", "leiar")));
    let caseworker = sign(&sak.saksbehandler, maalform.choose("saksbehandler", "saksbehandlar"));
    let note = source.selected.text(NOTE).map_or_else(String::new, |text| text.body.trim().to_owned());
    Closing {
        greeting: maalform.choose("Med vennlig hilsen", "Venleg helsing").to_owned(),
        signatures: approver.chain([caseworker]).collect(),
        note,
        attachments_label: "Vedlegg".to_owned(),
        attachments: sak.vedlegg.iter().map(|text| text.text().to_owned()).collect(),
    }
}

/// The text that says why there is no signature by hand.
pub const NOTE: &str = "godkjent-elektronisk";

/// The sender's own postal address on one line, when every piece of it has a value.
fn postal_address(source: Source<'_>, unconfirmed: &mut Vec<String>) -> Option<String> {
    let own = &source.selected.avsender.postadresse;
    let pieces = own.linjer.iter().chain([&own.postnummer, &own.poststed]);
    if pieces.clone().any(|piece| piece.unconfirmed().is_some()) {
        unconfirmed.push("postadresse".to_owned());
    }
    let mut lines: Vec<String> = Vec::new();
    for line in &own.linjer {
        lines.push(line.value()?.clone());
    }
    lines.push(format!("{} {}", own.postnummer.value()?, own.poststed.value()?));
    Some(lines.join(", "))
}

/// The footer names the office and how to reach it, as far as that is known.
fn frame(source: Source<'_>, unconfirmed: &mut Vec<String>) -> Frame {
    let maalform = source.sak.maalform;
    let avsender = &source.selected.avsender;
    let mut contact: Vec<String> = Vec::new();
    for (name, label) in [("navn", ""), ("kontor", ""), ("telefon", "Telefon ")] {
        if avsender.felt.get(name).is_some_and(|field| field.value().is_some()) {
            let text = sender(source, name, unconfirmed).unwrap_or_default();
            contact.push(format!("{label}{text}"));
        }
    }
    contact.extend(postal_address(source, unconfirmed));
    let municipality = avsender.text("navn", maalform).unwrap_or_default();
    Frame {
        contact: contact.join(" · "),
        page: "Side".to_owned(),
        of: "av".to_owned(),
        draft: None,
        logo_alt: format!("Logoen til {municipality}"),
    }
}
