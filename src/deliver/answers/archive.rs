//! The archive's answers: a receipt for a registration, or an error, as Fiks Arkiv V1 writes them.
//!
//! Comes in: XML. Goes out: one answer. Follows no reference out of the file and takes no document type, so that nothing
//! in it can grow or be fetched. An error names no letter: the wrapper or the file's name must.

use super::{About, Answer, Answers, Status, moment, word};
use quick_xml::Reader;
use quick_xml::events::Event;

/// How deep a receipt goes, with room to spare.
const DEEPEST: usize = 32;
/// The roots of the archive's error messages.
const ERRORS: [&str; 3] = ["ugyldigforespoersel", "serverfeil", "ikkefunnet"];
/// The root of a receipt.
const RECEIPT: &str = "arkivmeldingKvittering";

/// What a receipt says of the registration.
#[derive(Default)]
struct Receipt {
    root: String,
    fagsystem: String,
    key: String,
    id: String,
    made: String,
    existing: String,
    failed: bool,
    registered: bool,
}

/// Reads one message; nothing when it is not one of the archive's.
pub(super) fn read(xml: &str, about: &About, found: &mut Answers) -> Option<()> {
    let receipt = walk(xml)?;
    let status = match receipt.root.as_str() {
        root if ERRORS.contains(&root) => Status::NOT_ARCHIVED,
        RECEIPT if receipt.failed => Status::NOT_ARCHIVED,
        RECEIPT if !receipt.registered => return None,
        RECEIPT if receipt.existing.trim() == "Eksisterende" => Status::ARCHIVED_BEFORE,
        RECEIPT => Status::ARCHIVED,
        _ => return None,
    };
    let ours = receipt.fagsystem.trim() == crate::deliver::arkivmelding::FAGSYSTEM;
    let about = About {
        key: word(&receipt.key).filter(|_| ours).or_else(|| about.key.clone()),
        id: word(&receipt.id).or_else(|| about.id.clone()),
    };
    found.answers.push(Answer { about, status, tid: moment(&receipt.made) });
    Some(())
}

fn walk(xml: &str) -> Option<Receipt> {
    let mut reader = Reader::from_str(xml);
    let mut receipt = Receipt::default();
    let mut path: Vec<String> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                path.push(start.local_name().as_ref().to_owned());
                if path.len() > DEEPEST {
                    return None;
                }
                enter(&mut receipt, &path);
            }
            Event::Empty(start) => {
                path.push(start.local_name().as_ref().to_owned());
                enter(&mut receipt, &path);
                path.pop();
            }
            Event::End(_) => drop(path.pop()?),
            Event::Text(text) => note(&mut receipt, &path, &text),
            Event::DocType(_) => return None,
            Event::Eof => return path.is_empty().then_some(receipt),
            _ => {}
        }
    }
}

fn enter(receipt: &mut Receipt, path: &[String]) {
    match path {
        [root] => receipt.root.clone_from(root),
        [_, name] => {
            receipt.failed |= name == "registreringFeilet" || name == "mappeFeilet";
            receipt.registered |= name == "registreringKvittering";
        }
        _ => {}
    }
}

fn note(receipt: &mut Receipt, path: &[String], text: &str) {
    let steps: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
    let field = match steps.as_slice() {
        ["registreringKvittering", "systemID"] => &mut receipt.id,
        ["registreringKvittering", "opprettetDato"] => &mut receipt.made,
        ["registreringKvittering", "opprettetEllerEksisterende"] => &mut receipt.existing,
        ["registreringKvittering", "referanseEksternNoekkel", "fagsystem"] => &mut receipt.fagsystem,
        ["registreringKvittering", "referanseEksternNoekkel", "noekkel"] => &mut receipt.key,
        _ => return,
    };
    field.push_str(text);
}
