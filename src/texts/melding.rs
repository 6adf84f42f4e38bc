//! The words of an e-mail: the jurist's text in the recipient's language, and whether they reveal anything.
//!
//! Comes in: which e-mail, a day, a language and the sender. Goes out: `Melding`, or why there is none to send.
//! The same check is made of the library and of every message before it is sent. Knows no case and no recipient.

use super::avsender::Avsender;
use super::library::{LEGAL_TEXTS, Library};
use super::ord::ready;
use crate::language::Maalform;
use crate::problem::Problem;
use jiff::civil::Date;

/// The folder of the e-mails' texts.
pub const FOLDER: &str = "epost";
/// The gap that an e-mail's text may have.
pub const GAP: &str = "avsender.navn";
/// The words that reveal what a letter is about.
const WORDS: &str = "legal-texts/ord/epost.yaml";

/// Which e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slag {
    /// The notice that there is a letter.
    Varsel,
    /// The notice once more, when the letter has not been opened.
    NyttVarsel,
    /// The letter itself, encrypted.
    Vedlegg,
    /// To the office's own mailbox.
    Intern,
}

impl Slag {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Varsel, Self::NyttVarsel, Self::Vedlegg, Self::Intern];

    /// The word in the journal, on the command line and in the folder of texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Varsel => "varsel",
            Self::NyttVarsel => "nytt-varsel",
            Self::Vedlegg => "vedlegg",
            Self::Intern => "intern",
        }
    }
}

/// The words of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melding {
    /// The subject.
    pub emne: String,
    /// The body, plain text.
    pub tekst: String,
}

/// The words of an e-mail on a day in a language; `hvor` says where the letter is, for the kinds that need it.
///
/// # Errors
/// TEKST-004 when a text is missing, UT-105 when a file is not approved, TEKST-070 when the words reveal something.
pub fn melding(
    library: &Library,
    slag: Slag,
    day: Date,
    maalform: Maalform,
    avsender: &Avsender,
) -> Result<Melding, Problem> {
    let name = avsender.text("navn", maalform).unwrap_or_default();
    let read = |part: &str| {
        let id = format!("{FOLDER}/{}/{part}", slag.word());
        let Some(text) = library.text(&id, day, maalform) else {
            let path = format!("{LEGAL_TEXTS}/{id}");
            let message = format!("«{id}» finnes ikke på {} for {day}", maalform.name());
            return Err(Problem::error("TEKST-004", library.place(&path), message)
                .hint(format!("lag {path}/{day}.{}.md", maalform.tag())));
        };
        approved(library, &text.path)?;
        Ok(text.body.trim().replace(&format!("{{{{{GAP}}}}}"), &name))
    };
    let (emne, body) = (read("emne")?, read("tekst")?);
    approved(library, &avsender.path)?;
    let hvor = avsender.epost.as_ref().map(|epost| epost.hvor.get(maalform));
    let hvor = hvor.filter(|_| matches!(slag, Slag::Varsel | Slag::NyttVarsel));
    let tekst = [Some(body.as_str()), hvor].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    if let Some(word) = revealing(library, day, &format!("{emne}\n{tekst}")) {
        let place = library.place(&format!("{LEGAL_TEXTS}/{FOLDER}/{}", slag.word()));
        return Err(reveals(place, &word));
    }
    Ok(Melding { emne: plain(&emne), tekst: plain(&tekst) + "\n" })
}

/// Markdown's bold is no use in plain text.
fn plain(text: &str) -> String {
    text.replace("**", "")
}

/// Says that words reveal what the letter is about.
pub fn reveals(place: crate::problem::Place, word: &str) -> Problem {
    let message = format!("E-posten kan røpe hva brevet gjelder: «{word}»");
    Problem::error("TEKST-070", place, message)
        .hint("skriv bare at det er kommet et brev, og hvor det ligger. Ordene som ikke kan stå der, er i legal-texts/ord/epost.yaml")
}

fn approved(library: &Library, path: &str) -> Result<(), Problem> {
    if library.godkjenninger().is_approved(library, path) {
        return Ok(());
    }
    Err(Problem::error("UT-105", library.place(path), "E-posten bruker en fil som ikke er godkjent")
        .hint("kommunens jurist godkjenner den med «vedtaksbrev tekster godkjenn»"))
}

/// The first word of a text that reveals what a letter is about on a day: a service, an outcome, health or care.
pub fn revealing(library: &Library, day: Date, text: &str) -> Option<String> {
    let text = ready(text);
    let words = library.ord();
    let listed = words.iter().filter(|word| word.path == WORDS && word.wrong_on(day));
    if let Some(found) = listed.filter_map(|word| word.found_in(&text)).next() {
        return Some(found.to_owned());
    }
    let services = library.tjeneste_ids().into_iter().filter_map(|id| library.tjeneste(&id));
    let names = services.flat_map(|service| {
        let short = service.kort.iter().flat_map(|kort| [kort.nb.clone(), kort.nn.clone()]);
        [service.navn.nb.clone(), service.navn.nn.clone()].into_iter().chain(short).collect::<Vec<_>>()
    });
    names.map(|name| ready(&name)).find(|name| holds_words(&text, name))
}

/// Tells whether a text has these words, not as a part of others.
fn holds_words(text: &str, words: &str) -> bool {
    let apart = |at: usize| {
        let ends = |letter: char| !letter.is_alphanumeric();
        text[..at].chars().next_back().is_none_or(ends) && text[at + words.len()..].chars().next().is_none_or(ends)
    };
    !words.is_empty() && text.match_indices(words).any(|(at, _)| apart(at))
}
