//! A message for the archive: one letter as a journal post in its case, after Fiks Arkiv V1.
//!
//! Comes in: a `Shipment` with what the archive needs. Goes out: `arkivmelding.xml`, the same bytes every time.
//! One registration a message. Does not say when anything was made, sent or received: the archive and the dispatch
//! know that, a letter does not; nor the archive's own numbers, places and classes.

mod xml;

use super::shipment::{Addressee, Registration, Shipment};
use super::svarut::system;
use crate::problem::Problem;
use crate::texts::pakker::Kode;
use sha2::{Digest, Sha256};
use uuid::Builder;
use xml::{Element, code, key_of, named, parent, text};

/// The name under which this program's keys are known; receipts are matched by it.
pub const FAGSYSTEM: &str = env!("CARGO_PKG_NAME");
/// The longest file name that every archive takes.
const LONGEST_NAME: usize = 120;

/// Writes the message of one letter; `key` is the same as in its dispatch, `fil` the PDF's name beside it.
///
/// # Errors
/// UT-081 when a value has a character that XML does not have.
pub(super) fn message(
    shipment: &Shipment,
    registration: &Registration,
    key: &str,
    fil: &str,
) -> Result<Vec<u8>, Problem> {
    let root = parent(
        "arkivmelding",
        vec![
            text("system", system()),
            text("antallFiler", "1"),
            folder(shipment, registration).of_type("saksmappe"),
            post(shipment, registration, key, fil).of_type("journalpost"),
        ],
    );
    xml::write(&root)
}

/// The id of a registration, made from its key, so that the same letter has the same id every time.
pub fn system_id(key: &str) -> String {
    let hash = Sha256::digest(format!("{FAGSYSTEM}/journalpost/{key}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// The case. An archive that has it already finds it by its key.
fn folder(shipment: &Shipment, registration: &Registration) -> Element {
    let parties = registration.parter.iter().map(|party| {
        let mut fields = vec![text("partNavn", &party.navn)];
        fields.extend(party.rolle.as_ref().map(|rolle| code("partRolle", &rolle.kode, &rolle.navn)));
        if shipment.mottaker.skjermet {
            fields.push(text("erSkjermet", "true"));
        }
        fields.push(text("erPersonnavn", "true"));
        parent("part", fields)
    });
    let mut fields = vec![
        text("tittel", format!("{} – {}", registration.mappetittel, shipment.saksnummer)),
        text("offentligTittel", &registration.mappetittel),
        text("opprettetAv", &registration.saksbehandler),
    ];
    fields.extend(parties);
    fields.extend([
        screening(registration),
        key_of("referanseEksternNoekkel", &registration.fagsystem, &shipment.saksnummer),
        named("administrativEnhet", &shipment.kontor),
        named("saksansvarlig", &registration.saksbehandler),
        code("saksstatus", "B", "Under behandling"),
    ]);
    parent("mappe", fields)
}

fn post(shipment: &Shipment, registration: &Registration, key: &str, fil: &str) -> Element {
    let case = key_of("n:referanseEksternNoekkel", &registration.fagsystem, &shipment.saksnummer);
    let public = registration.registrering.offentlig_tittel.get(shipment.maalform);
    parent(
        "registrering",
        vec![
            text("systemID", system_id(key)),
            text("opprettetAv", &registration.saksbehandler),
            parent("referanseForelderMappe", vec![case]),
            screening(registration),
            document(shipment, registration, fil),
            text("tittel", &shipment.dokumenttittel),
            text("offentligTittel", public),
            recipient(&shipment.mottaker),
            office(shipment, registration),
            key_of("referanseEksternNoekkel", FAGSYSTEM, key),
            code("journalposttype", "U", "Utgående dokument"),
            // Finished, not sent: who sends it knows when.
            code("journalstatus", "F", "Ferdigstilt av saksbehandler"),
            text("dokumentetsDato", shipment.brevdato.to_string()),
            text("antallVedlegg", "0"),
        ],
    )
}

fn screening(registration: &Registration) -> Element {
    let Kode { kode, navn } = &registration.tilgangskode;
    let why = text("skjermingshjemmel", capitalised(&registration.skjermingshjemmel));
    parent("skjerming", vec![code("tilgangsrestriksjon", kode, navn), why])
}

fn document(shipment: &Shipment, registration: &Registration, fil: &str) -> Element {
    let Kode { kode, navn } = &registration.registrering.dokumenttype;
    let object = parent(
        "dokumentobjekt",
        vec![
            text("versjonsnummer", "1"),
            code("variantformat", "A", "Arkivformat"),
            code("format", "PDF/A-2a", "PDF/A-2a"),
            text("formatDetaljer", "PDF/A-2a, PDF/UA-1"),
            text("mimeType", "application/pdf"),
            text("filnavn", display_name(&shipment.dokumenttittel)),
            text("referanseDokumentfil", fil),
            text("sjekksum", &shipment.pdf_sha256),
            text("sjekksumAlgoritme", "SHA-256"),
            text("filstoerrelse", shipment.pdf_bytes.to_string()),
        ],
    );
    parent(
        "dokumentbeskrivelse",
        vec![
            code("dokumenttype", kode, navn),
            code("dokumentstatus", "F", "Dokumentet er ferdigstilt"),
            text("tittel", &shipment.dokumenttittel),
            code("tilknyttetRegistreringSom", "H", "Hoveddokument"),
            text("dokumentnummer", "1"),
            screening(registration),
            object,
        ],
    )
}

fn recipient(mottaker: &Addressee) -> Element {
    let mut fields =
        vec![code("korrespondanseparttype", "EM", "Mottaker"), text("korrespondansepartNavn", &mottaker.navn)];
    fields.extend(mottaker.foedselsnummer.as_ref().map(|number| text("personid", number)));
    if let Some(adresse) = &mottaker.adresse {
        // The country's code is not in the case; its name stands last, as on the envelope.
        fields.extend(adresse.linjer.iter().chain(&adresse.land).map(|line| text("postadresse", line)));
        fields.extend([text("postnummer", &adresse.postnummer), text("poststed", &adresse.poststed)]);
    }
    if mottaker.skjermet {
        fields.push(text("erSkjermet", "true"));
    }
    fields.push(text("erPersonnavn", mottaker.person.to_string()));
    parent("korrespondansepart", fields)
}

fn office(shipment: &Shipment, registration: &Registration) -> Element {
    parent(
        "korrespondansepart",
        vec![
            code("korrespondanseparttype", "IA", "Intern avsender"),
            text("erBehandlingsansvarlig", "true"),
            text("korrespondansepartNavn", &shipment.kontor),
            named("administrativEnhet", &shipment.kontor),
            named("saksbehandler", &registration.saksbehandler),
        ],
    )
}

/// A file's name as people read it, without what no file system takes.
fn display_name(title: &str) -> String {
    let safe = |letter: char| if letter.is_control() || "*:\"\\/<>|?".contains(letter) { '-' } else { letter };
    format!("{}.pdf", title.chars().take(LONGEST_NAME).map(safe).collect::<String>().trim())
}

fn capitalised(text: &str) -> String {
    crate::texts::rules::capitalised(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_same_for_the_same_key_and_an_uuid_of_version_8() {
        let id = system_id("2026/00001/vedtak/2026-11-23/1/soeker");
        assert_eq!(id, system_id("2026/00001/vedtak/2026-11-23/1/soeker"));
        assert_ne!(id, system_id("2026/00001/vedtak/2026-11-23/1/soeker/v2"));
        assert_eq!((id.len(), &id[14..15]), (36, "8"));
    }

    #[test]
    fn a_title_with_anything_in_it_is_a_file_name() {
        assert_eq!(display_name("../a\\b: «c»?"), "..-a-b- «c»-.pdf");
    }
}
