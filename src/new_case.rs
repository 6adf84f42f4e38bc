//! Orchestrator: a case file to fill in, with just the fields that these services and outcomes need.
//!
//! Comes in: services with outcomes, a sender, a language and a day. Goes out: commented YAML; every field that
//! waits for the caseworker is empty, with an example in a comment.
//! Writes no file, and never a value that only the caseworker knows.

mod examples;
mod fields;
mod line;
mod print;

use crate::language::Maalform;
use crate::problem::{Cause, Place, Problem};
use crate::sak::line::Utfall;
use crate::suggest::{closest, one_of};
use crate::texts::library::Library;
use crate::texts::tjeneste::{Tjeneste, Tjenestefakta};
use jiff::civil::Date;
use std::sync::Arc;

/// What the case is about.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The services by id, each with its outcome.
    pub tjenester: Vec<(String, Utfall)>,
    /// The sender's id.
    pub avsender: String,
    /// The language of the letter, and of the examples.
    pub maalform: Maalform,
    /// The day of the decision: it picks the services' rules, and the examples' days lie around it.
    pub vedtaksdato: Date,
}

/// A line to be written: the service, its facts on the day, and the outcome.
struct Line {
    tjeneste: Arc<Tjeneste>,
    fakta: Tjenestefakta,
    utfall: Utfall,
    /// The criteria in the sender's own rule on long-term stays.
    kriterier: Vec<String>,
}

impl Line {
    fn granted(&self) -> bool {
        matches!(self.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget)
    }
}

/// The case file.
///
/// # Errors
/// TEKST-001 unknown sender, TEKST-002 unknown service, TEKST-003 an outcome the service does not have.
pub fn new_case(library: &Library, wish: &Wish) -> Result<String, Vec<Problem>> {
    let mut problems: Vec<Problem> = check_sender(library, &wish.avsender).err().into_iter().collect();
    let mut lines = Vec::new();
    for (id, utfall) in &wish.tjenester {
        match line(library, id, *utfall, wish) {
            Ok(line) => lines.push(line),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let fields = fields::case(library, wish, &lines);
    Ok(print::print(&heading(&lines, wish.maalform), &fields))
}

/// Tells whether a sender exists.
///
/// # Errors
/// TEKST-001.
pub fn check_sender(library: &Library, id: &str) -> Result<(), Problem> {
    let known = library.avsender_ids();
    if known.iter().any(|known| known == id) { Ok(()) } else { Err(unknown("TEKST-001", "Avsenderen", id, &known)) }
}

/// The outcomes that a service may have on a day.
///
/// # Errors
/// TEKST-002 for a service that does not exist on the day.
pub fn outcomes(library: &Library, id: &str, day: Date) -> Result<Vec<Utfall>, Problem> {
    let fakta = library.tjeneste(id).and_then(|tjeneste| tjeneste.fakta(day).cloned());
    fakta.map(|fakta| fakta.utfall).ok_or_else(|| unknown("TEKST-002", "Tjenesten", id, &library.tjeneste_ids()))
}

fn line(library: &Library, id: &str, utfall: Utfall, wish: &Wish) -> Result<Line, Problem> {
    let allowed = outcomes(library, id, wish.vedtaksdato)?;
    let found = library.tjeneste(id).and_then(|it| it.fakta(wish.vedtaksdato).cloned().map(|fakta| (it, fakta)));
    let sender = library.avsender(&wish.avsender);
    let kriterier = sender.iter().flat_map(|it| &it.kriterier).map(|it| it.get(wish.maalform).to_owned()).collect();
    match found {
        Some((tjeneste, fakta)) if allowed.contains(&utfall) => Ok(Line { tjeneste, fakta, utfall, kriterier }),
        _ => {
            let words: Vec<&str> = allowed.iter().map(|utfall| utfall.word()).collect();
            let message = format!("«{id}» kan ikke ha utfallet «{}»", utfall.word());
            let problem = Problem::error("TEKST-003", Place::default(), message).caused_by(Cause::Usage);
            Err(problem.hint(format!("skriv --utfall {}", one_of(&words))))
        }
    }
}

fn unknown(code: &'static str, what: &str, word: &str, known: &[String]) -> Problem {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = closest(word, known.iter().copied())
        .map_or_else(|| format!("skriv {}", one_of(&known)), |near| format!("mente du {near}?"));
    Problem::error(code, Place::default(), format!("{what} «{word}» finnes ikke")).hint(hint).caused_by(Cause::Usage)
}

/// What stands at the top of the file.
fn heading(lines: &[Line], maalform: Maalform) -> Vec<String> {
    let services: Vec<String> = lines
        .iter()
        .map(|line| format!("{} ({})", line.tjeneste.navn.get(maalform), line.utfall.word().replace('-', " ")))
        .collect();
    vec![
        format!("Saksfil: {}.", services.join(", ")),
        "Skriv verdien etter kolon. Eksempelet bak # viser formen; det er ikke en begrunnelse å bruke.".to_owned(),
        "Står det «frivillig», kan du ta bort feltet. Har du flere av noe, kopierer du linjene som begynner med «- »."
            .to_owned(),
        "Kontroller fila: vedtaksbrev kontroller sak.yaml. Lag brevet: vedtaksbrev lag sak.yaml --ut brev".to_owned(),
    ]
}

/// The file with every example as its field's value, for trying texts on.
pub fn filled_in(file: &str) -> String {
    file.replace(&format!(":{}", print::EXAMPLE), ": ")
}
