//! `vedtaksbrev ny`: a case file to fill in, on standard output; on a terminal it asks for what is not said.

use super::Outcome;
use super::args::Ny;
use crate::clock;
use crate::language::Maalform;
use crate::new_case::{self, Wish};
use crate::problem::{Cause, Place, Problem};
use crate::sak::line::Utfall;
use crate::suggest::one_of;
use crate::texts::library::Library;
use jiff::civil::Date;
use std::io::{BufRead, IsTerminal, Write};

/// Prints the case file.
pub(super) fn run(library: &Library, command: &Ny) -> Outcome {
    let complete = !command.tjenester.is_empty() && !command.utfall.is_empty() && command.avsender.is_some();
    let stdin = std::io::stdin();
    let wish = if !complete && stdin.is_terminal() {
        ask(library, command, &mut stdin.lock(), &mut std::io::stderr())
    } else {
        wish(command)
    };
    let made = wish.and_then(|wish| new_case::new_case(library, &wish));
    made.map_or_else(Outcome::from, |text| Outcome { output: vec![text.trim_end().to_owned()], problems: Vec::new() })
}

fn day(command: &Ny) -> Date {
    command.vedtaksdato.unwrap_or_else(clock::today)
}

/// What the command line says.
fn wish(command: &Ny) -> Result<Wish, Vec<Problem>> {
    let missing = [
        (command.tjenester.is_empty(), "hvilke tjenester saken gjelder"),
        (command.utfall.is_empty(), "hva utfallet er (--utfall)"),
        (command.avsender.is_none(), "hvem som er avsender (--avsender)"),
    ];
    let missing: Vec<&str> = missing.into_iter().filter(|(missing, _)| *missing).map(|(_, what)| what).collect();
    if !missing.is_empty() {
        let message = format!("Si {}", crate::suggest::all_of(&missing));
        let hint = "for eksempel: vedtaksbrev ny praktisk-bistand --utfall innvilget --avsender eksempel";
        return Err(vec![usage("BRUK-012", message, hint)]);
    }
    let outcomes: Vec<Utfall> = match command.utfall.as_slice() {
        [one] => vec![*one; command.tjenester.len()],
        many => many.to_vec(),
    };
    if outcomes.len() != command.tjenester.len() {
        let hint =
            "skriv ett utfall for alle, eller ett for hver tjeneste i samme rekkefølge: --utfall innvilget,avslag";
        return Err(vec![usage("BRUK-013", "Antallet utfall er ikke likt antallet tjenester".to_owned(), hint)]);
    }
    Ok(Wish {
        tjenester: command.tjenester.iter().cloned().zip(outcomes).collect(),
        avsender: command.avsender.clone().unwrap_or_default(),
        maalform: command.maalform.unwrap_or(Maalform::Nb),
        vedtaksdato: day(command),
    })
}

fn usage(code: &'static str, message: String, hint: &str) -> Problem {
    Problem::error(code, Place::default(), message).hint(hint).caused_by(Cause::Usage)
}

/// Asks for what the command line does not say, until the answer can be used.
fn ask(
    library: &Library,
    command: &Ny,
    answers: &mut dyn BufRead,
    questions: &mut dyn Write,
) -> Result<Wish, Vec<Problem>> {
    let day = day(command);
    let mut dialogue = Dialogue { answers, questions };
    let mut services = command.tjenester.clone();
    if services.is_empty() {
        dialogue.say(&format!("Tjenester: {}", library.tjeneste_ids().join(", ")));
        while let Some(id) = dialogue.question(
            if services.is_empty() { "Hvilken tjeneste?" } else { "Enda en tjeneste? (tom linje når du er ferdig)" },
            !services.is_empty(),
            |id| new_case::outcomes(library, id, day).map(|_| id.to_owned()),
        )? {
            services.push(id);
        }
    }
    let mut tjenester = Vec::new();
    for (index, id) in services.into_iter().enumerate() {
        let said = if command.utfall.len() > 1 { command.utfall.get(index) } else { command.utfall.first() };
        let outcome = match said {
            Some(outcome) => Some(*outcome),
            None => {
                let allowed = new_case::outcomes(library, &id, day).map_err(|problem| vec![problem])?;
                let words: Vec<&str> = allowed.iter().map(|utfall| utfall.word()).collect();
                let wrong =
                    || usage("TEKST-003", "Utfallet finnes ikke".to_owned(), &format!("skriv {}", one_of(&words)));
                let question = format!("Utfall for {id}? ({})", one_of(&words));
                let read = |word: &str| Utfall::from_word(word).filter(|it| allowed.contains(it)).ok_or_else(wrong);
                dialogue.question(&question, false, read)?
            }
        };
        tjenester.extend(outcome.map(|outcome| (id, outcome)));
    }
    let avsender = match &command.avsender {
        Some(id) => Some(id.clone()),
        None => {
            let question = format!("Avsender? ({})", library.avsender_ids().join(", "));
            dialogue.question(&question, false, |id| new_case::check_sender(library, id).map(|()| id.to_owned()))?
        }
    };
    let maalform = match command.maalform {
        Some(maalform) => Some(maalform),
        None => dialogue.question("Målform? (nb eller nn, tom linje gir nb)", true, |tag| {
            Maalform::from_tag(tag)
                .ok_or_else(|| usage("BRUK-001", "Målformen finnes ikke".to_owned(), "skriv nb eller nn"))
        })?,
    };
    let maalform = maalform.unwrap_or(Maalform::Nb);
    Ok(Wish { tjenester, avsender: avsender.unwrap_or_default(), maalform, vedtaksdato: day })
}

/// Questions and answers, one line each.
struct Dialogue<'d> {
    answers: &'d mut dyn BufRead,
    questions: &'d mut dyn Write,
}

impl Dialogue<'_> {
    fn say(&mut self, line: &str) {
        // A closed standard error leaves nowhere to say so.
        let _ = writeln!(self.questions, "{line}");
    }

    /// Asks until the answer can be used; an empty line is an answer only where nothing is one.
    fn question<T>(
        &mut self,
        question: &str,
        may_be_empty: bool,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Result<Option<T>, Vec<Problem>> {
        loop {
            self.say(question);
            let mut line = String::new();
            let stopped = !self.answers.read_line(&mut line).is_ok_and(|bytes| bytes > 0);
            let word = line.trim();
            if word.is_empty() && may_be_empty {
                return Ok(None);
            }
            if stopped {
                let hint = "svar på spørsmålene, eller skriv alt på kommandolinja";
                return Err(vec![usage("BRUK-012", "Spørsmålene ble ikke besvart".to_owned(), hint)]);
            }
            match read(word) {
                Ok(value) => return Ok(Some(value)),
                Err(problem) => self.say(problem.to_string().trim_end()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(command: &Ny, answers: &str) -> (Result<Wish, Vec<Problem>>, String) {
        let mut questions = Vec::new();
        let wish = ask(&Library::embedded(), command, &mut answers.as_bytes(), &mut questions);
        (wish, String::from_utf8(questions).unwrap())
    }

    #[test]
    fn what_is_not_said_is_asked_until_the_answer_can_be_used() {
        let command = Ny { tjenester: vec![], utfall: vec![], avsender: None, maalform: None, vedtaksdato: None };
        let answers = "praktisk bistand\npraktisk-bistand\n\nvenneliste\navslag\neksempel\nsvensk\nnn\n";
        let (wish, questions) = asked(&command, answers);
        let wish = wish.unwrap();
        assert_eq!(wish.tjenester, [("praktisk-bistand".to_owned(), Utfall::Avslag)]);
        assert_eq!((wish.avsender.as_str(), wish.maalform), ("eksempel", Maalform::Nn));
        assert_eq!(
            questions.matches("Utfall for praktisk-bistand? (innvilget, delvis-innvilget eller avslag)").count(),
            2
        );
        assert!(questions.contains("mente du praktisk-bistand?"), "{questions}");
    }

    #[test]
    fn a_conversation_that_stops_is_wrong_usage() {
        let command =
            Ny { tjenester: vec!["bpa".to_owned()], utfall: vec![], avsender: None, maalform: None, vedtaksdato: None };
        let problems = asked(&command, "").0.unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["BRUK-012"]);
    }
}
