//! What is said of a case when it is done: in the list for the case system, and in the journal.
//!
//! Comes in: a place, letters and problems. Goes out: JSON and records.
//! Does not decide anything.

use super::desk::Placed;
use crate::deliver::journal::packages::PackageRecord;
use crate::deliver::journal::records::{LetterRecord, Tilstand};
use crate::problem::{Place, Problem};

/// The field of a problem in the journal that tells on which line of a file of lines the case stood.
pub(super) const CASE_LINE: &str = "sakslinje";

/// Another case of the run makes the same letter.
pub(super) fn twin(place: &Place, other: Option<&str>) -> Problem {
    let message = "En annen sak i samme kjøring gir det samme brevet; ingen av dem blir sendt ut";
    let other = other.map_or_else(String::new, |other| format!(" (den andre er {other})"));
    Problem::error("SAK-099", place.clone(), message)
        .hint(format!("gi det ene brevet et annet «nummer», eller ta bort den ene saken{other}"))
}

/// An earlier run has made a letter whose identity differs only in capitals: people take the two for one, and so does a
/// disk where small and capital letters are the same.
pub(super) fn namesake(place: &Place, other: &str) -> Problem {
    let message = format!("Et brev fra en tidligere kjøring heter det samme, bare med andre store bokstaver: {other}");
    Problem::error("SAK-110", place.clone(), message)
        .hint("skriv saksnummeret slik det står der. Gjelder det en annen sak, gi brevet et annet «nummer»")
}

/// A letter as the journal has it.
pub(super) fn record(placed: &Placed) -> LetterRecord {
    let receipt = &placed.letter.receipt;
    LetterRecord {
        identitet: receipt.brev.identitet.clone(),
        versjon: placed.version,
        fil: placed.fil.clone(),
        pdf_sha256: receipt.pdf_sha256.clone(),
        sider: receipt.brev.sider,
        utkast: receipt.utkast.er_utkast,
        tekster: receipt.tekster.iter().map(|text| (text.fil.clone(), text.sha256.clone())).collect(),
    }
}

/// A letter as the list has it.
pub(super) fn in_list(placed: &Placed) -> serde_json::Value {
    let receipt = &placed.letter.receipt;
    let mut entry = serde_json::json!({
        "identitet": receipt.brev.identitet,
        "fil": placed.fil,
        "sha256": receipt.pdf_sha256,
        "utkast": receipt.utkast.er_utkast,
    });
    if placed.again {
        entry["gjenskapt"] = true.into();
    }
    if !placed.rows.is_empty() {
        let package = |row: &PackageRecord| {
            let fil = row.fil.as_ref().map(|(fil, _)| fil);
            serde_json::json!({"slag": row.slag.word(), "tilstand": row.tilstand.word(), "fil": fil})
        };
        entry["pakker"] = placed.rows.iter().map(package).collect();
    }
    entry
}

/// A case in the list for the case system: where it stood, and its number when that could be read.
pub(super) fn line(
    (place, saksnummer): (&Place, Option<&str>),
    tilstand: Tilstand,
    brev: &[serde_json::Value],
    problems: &[Problem],
) -> String {
    let problemer: Vec<_> = problems.iter().map(Problem::to_json).collect();
    serde_json::json!({
        "sak": place.file,
        "linje": place.line,
        "saksnummer": saksnummer,
        "tilstand": tilstand.word(),
        "brev": brev,
        "problemer": problemer,
    })
    .to_string()
}

/// The problems as the journal may hold them: without the name of the case file, which may be a person's.
pub(super) fn stripped(problems: &[Problem], place: &Place) -> String {
    let one = |problem: &Problem| {
        let mut json = problem.to_json();
        let own = problem.place.file == place.file;
        if let Some(fields) = json.as_object_mut() {
            fields.retain(|name, _| !(own && name == "fil") && name != "hint");
            // A problem's line may be one within the case; this is the case's own in a file of lines.
            fields.extend(place.line.map(|line| (CASE_LINE.to_owned(), line.into())));
        }
        json
    };
    serde_json::Value::from(problems.iter().map(one).collect::<Vec<_>>()).to_string()
}
