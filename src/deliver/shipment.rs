//! A letter as a dispatch system, an archive or a printer must know it: who gets it, and what may stand on the outside.
//!
//! Comes in: the case, the selected texts, the recipient. Goes out: `Shipment`, or why the letter may not be packed.
//! Asks the library which channel is open, and never guesses one. Writes no package.

use super::package::{Ask, Pakkeslag};
use crate::language::Maalform;
use crate::letter::letter::Letter;
use crate::problem::{Place, Problem};
use crate::sak::recipients::{Mottaker, MottakerKind};
use crate::sak::sak::Sak;
use crate::texts::avsender::Local;
use crate::texts::pakker::{Kode, Pakkefakta, Registrering};
use crate::texts::rules::Form;
use crate::texts::selected::SelectedTexts;
use crate::texts::utsendingsvalg::{Sikkerhetsnivaa, SvarUt};
use jiff::civil::Date;

mod refuse;

/// The channel of SvarUt in `legal-texts/kanaler.yaml`.
const SVARUT: &str = "svarut";

/// A postal address.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Street or box, at most three lines.
    pub linjer: Vec<String>,
    /// Postal code.
    pub postnummer: String,
    /// Post office.
    pub poststed: String,
    /// The country's name, when it is not Norway.
    pub land: Option<String>,
}

/// Who gets the letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Full name.
    pub navn: String,
    /// National identity number, for parties whose case has it.
    pub foedselsnummer: Option<String>,
    /// The address, unless it is graded or missing.
    pub adresse: Option<Address>,
    /// Whether the address is graded, or that of someone whose address is.
    pub skjermet: bool,
    /// Whether it is a person and not a public body.
    pub person: bool,
}

/// A party of the case, for the archive.
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// Full name.
    pub navn: String,
    /// The archive's code for the role.
    pub rolle: Option<Kode>,
}

/// What the archive needs besides the letter itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Registration {
    /// The code for who may see the document.
    pub tilgangskode: Kode,
    /// Why it is screened.
    pub skjermingshjemmel: String,
    /// By what name the archive knows the system of the case number.
    pub fagsystem: String,
    /// Kind of document and public title.
    pub registrering: Registrering,
    /// The public title of the case.
    pub mappetittel: String,
    /// Everyone in the case.
    pub parter: Vec<Party>,
    /// The caseworker.
    pub saksbehandler: String,
}

/// A letter on its way out.
#[derive(Clone, PartialEq, Eq)]
pub struct Shipment {
    /// What the letter is packed for; a kind that may not be used for it is left out.
    pub slag: Vec<Pakkeslag>,
    /// What was asked for.
    pub asked: Vec<Pakkeslag>,
    /// What groups a batch.
    pub korrelasjonsid: Option<String>,
    /// The letter's identity.
    pub identitet: String,
    /// The case number.
    pub saksnummer: String,
    /// The day of the letter.
    pub brevdato: Date,
    /// The letter's language.
    pub maalform: Maalform,
    /// The title in a mailbox, which names the sender and nothing else.
    pub tittel: String,
    /// The letter's own title, for the archive.
    pub dokumenttittel: String,
    /// The office.
    pub kontor: String,
    /// The recipient.
    pub mottaker: Addressee,
    /// The sender's settings for SvarUt.
    pub svarut: SvarUt,
    /// For the archive, when it was asked for.
    pub arkiv: Option<Registration>,
    /// The SHA-256 of the PDF, in hexadecimal.
    pub pdf_sha256: String,
    /// The size of the PDF in bytes.
    pub pdf_bytes: usize,
}

/// A shipment holds names and addresses, so it is never shown.
impl std::fmt::Debug for Shipment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "‹forsendelse {}›", self.identitet)
    }
}

/// What a letter is made of, for the one who packs it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The case.
    pub sak: &'a Sak,
    /// What was selected for it.
    pub selected: &'a SelectedTexts,
    /// The recipient.
    pub mottaker: &'a Mottaker,
    /// The composed letter.
    pub letter: &'a Letter,
}

/// Makes the shipment of one letter, with warnings about what a person must do.
///
/// # Errors
/// UT-070 a draft, UT-071 the words on packages are missing or not approved, UT-072 SvarUt's highest level without
/// encrypted documents, UT-073 a setting of the sender is missing or not confirmed.
pub fn shipment(
    source: Source<'_>,
    ask: &Ask,
    (pdf_sha256, pdf_bytes): (&str, usize),
) -> Result<(Shipment, Vec<Problem>), Vec<Problem>> {
    let Source { sak, selected, mottaker, letter } = source;
    let fakta = refuse::refuse(source, ask)?;
    let mottaker_values = addressee(source);
    let (slag, warnings) = refuse::open_channels(source, ask, &mottaker_values);
    let arkiv = if ask.wants(Pakkeslag::Arkiv) { Some(registration(source, &fakta)?) } else { None };
    let avsender = &selected.avsender;
    let text = |felt: &str| avsender.text(felt, sak.maalform).unwrap_or_default();
    let made = Shipment {
        slag,
        asked: ask.slag.clone(),
        korrelasjonsid: ask.korrelasjonsid.clone(),
        identitet: sak.identity(mottaker),
        saksnummer: sak.saksnummer.text().to_owned(),
        brevdato: sak.brevdato(),
        maalform: sak.maalform,
        tittel: fakta.tittel(sak.maalform, &text("navn")),
        dokumenttittel: letter.title.clone(),
        kontor: text("kontor"),
        mottaker: mottaker_values,
        svarut: avsender.svarut.clone(),
        arkiv,
        pdf_sha256: pdf_sha256.to_owned(),
        pdf_bytes,
    };
    Ok((made, warnings))
}

fn addressee(source: Source<'_>) -> Addressee {
    let Source { sak, selected, mottaker, letter } = source;
    let skjermet = refuse::screened(source);
    let adresse = sak.adresse(mottaker).filter(|_| !skjermet).map(|adresse| Address {
        linjer: adresse.linjer.iter().map(|line| line.text().to_owned()).collect(),
        postnummer: adresse.postnummer.text().to_owned(),
        poststed: adresse.poststed.text().to_owned(),
        land: adresse.land.as_ref().map(|land| land.text().to_owned()),
    });
    let number = sak.part(mottaker).and_then(|part| part.foedselsnummer.as_ref()).filter(|_| !skjermet);
    let body = || letter.head.address.first().cloned().unwrap_or_default();
    debug_assert_eq!(selected.maalform, sak.maalform);
    Addressee {
        navn: sak.navn(mottaker).map_or_else(body, str::to_owned),
        foedselsnummer: number.map(|number| number.text().to_owned()),
        adresse,
        skjermet,
        person: mottaker.kind != MottakerKind::Klageinstans,
    }
}

fn registration(source: Source<'_>, fakta: &Pakkefakta) -> Result<Registration, Vec<Problem>> {
    let Source { sak, selected, .. } = source;
    let missing = || vec![refuse::setting(selected, "arkiv.tilgangskode")];
    let arkiv = selected.avsender.arkiv.as_ref().ok_or_else(missing)?;
    let known = |local: &Option<Local<String>>| local.as_ref().and_then(|local| local.value().cloned());
    let library = selected.library();
    let pakker = library.pakker();
    let cited = pakker.as_ref().and_then(|pakker| pakker.skjermingshjemmel(sak.brevdato())).unwrap_or_default();
    // The archive's own words are in bokmål, whatever the letter's language.
    let cited = || crate::texts::rules::print_hjemler(library, cited, sak.brevdato(), Maalform::Nb, Form::Long);
    let code = |word: &str| fakta.roller.get(word).cloned();
    let parties = sak.parter.iter().map(|part| (part.navn.text(), part.rolle.word()));
    let others = sak.representanter.iter().map(|other| (other.navn.text(), other.rolle.word()));
    let parter = parties.chain(others).map(|(navn, word)| Party { navn: navn.to_owned(), rolle: code(word) });
    Ok(Registration {
        tilgangskode: arkiv.tilgangskode.value().cloned().ok_or_else(missing)?,
        skjermingshjemmel: known(&arkiv.skjermingshjemmel).unwrap_or_else(cited),
        fagsystem: known(&arkiv.fagsystem).unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned()),
        registrering: fakta
            .brevtyper
            .get(sak.brevtype.word())
            .cloned()
            .ok_or_else(|| vec![refuse::unworded(selected)])?,
        mappetittel: fakta.mappetittel.get(sak.maalform).to_owned(),
        parter: parter.collect(),
        saksbehandler: sak.saksbehandler.navn.text().to_owned(),
    })
}

impl Shipment {
    /// Tells whether the letter is packed for this.
    pub fn goes(&self, slag: Pakkeslag) -> bool {
        self.slag.contains(&slag)
    }

    /// Tells whether this was asked for and a person must do it instead.
    pub fn is_by_hand(&self, slag: Pakkeslag) -> bool {
        let elsewhere = slag == Pakkeslag::Utskrift && self.goes(Pakkeslag::Svarut);
        self.asked.contains(&slag) && !self.goes(slag) && !elsewhere
    }

    /// Whether the sender asks for SvarUt's highest level.
    pub fn is_highest_level(&self) -> bool {
        self.svarut.sikkerhetsnivaa == Sikkerhetsnivaa::Hoyeste
    }
}

/// A problem of a field; the pipeline knows the file.
fn at(field: &str) -> Place {
    Place { field: Some(field.to_owned()), ..Place::default() }
}
