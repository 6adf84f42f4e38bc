//! Problems as product text: what is wrong, where, and what to do about it.
//!
//! Comes in: a code, a place, a message and a hint, all in Norwegian.
//! Goes out: one shape on standard error, as text or as JSON lines.
//! Never holds a personal value, a line of the source or a library's own error text.

use std::fmt;

/// How serious a problem is: an error stops the letter, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is made until it is mended.
    Error,
    /// The letter is made, and a person should look at this.
    Warning,
}

/// Who must act for the run to succeed; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The case or the texts need a person: exit code 1.
    Content,
    /// The command was used wrongly: exit code 2.
    Usage,
    /// Disk or mail, where trying again may help: exit code 3.
    Surroundings,
    /// Our own mistake: exit code 70.
    Bug,
}

/// Where a problem is: file, line, column (both from 1) and the field's path.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as the user named it; empty when no file is involved.
    pub file: String,
    /// Line from 1.
    pub line: Option<u32>,
    /// Column from 1, in characters.
    pub column: Option<u32>,
    /// The field's path in a case file, such as `tjenester[0].omfang`.
    pub field: Option<String>,
}

impl Place {
    /// A place that is a whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        match &self.field {
            Some(field) if self.file.is_empty() => f.write_str(field),
            Some(field) => write!(f, " ({field})"),
            None => Ok(()),
        }
    }
}

/// One thing that is wrong, said to the person who can mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// Stable code with the room as prefix, such as `SAK-004`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Who must act.
    pub cause: Cause,
    /// What is wrong, in Norwegian, without personal values.
    pub message: String,
    /// What to do, in Norwegian.
    pub hint: Option<String>,
}

impl Problem {
    /// An error in a case or in the library.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { place, code, severity: Severity::Error, cause: Cause::Content, message: message.into(), hint: None }
    }

    /// A warning about a case or the library.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// The same problem, with someone else to act.
    #[must_use]
    pub fn caused_by(self, cause: Cause) -> Self {
        Self { cause, ..self }
    }

    /// The same problem, with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Tells whether the problem stops the letter.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The problem as one JSON object, for `--meldinger json`.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "kode": self.code,
            "alvor": if self.is_error() { "feil" } else { "advarsel" },
            "fil": self.place.file,
            "linje": self.place.line,
            "kolonne": self.place.column,
            "felt": self.place.field,
            "melding": self.message,
            "hint": self.hint,
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.is_error() { "feil" } else { "advarsel" };
        writeln!(f, "{word}[{}]: {}", self.code, self.message)?;
        let place = self.place.to_string();
        if !place.is_empty() {
            writeln!(f, "  --> {place}")?;
        }
        if let Some(hint) = &self.hint {
            writeln!(f, "  hint: {hint}")?;
        }
        Ok(())
    }
}

/// The exit code that a list of problems gives: 0 when none of them stops anything.
pub fn exit_code(problems: &[Problem]) -> u8 {
    let causes = problems.iter().filter(|problem| problem.is_error()).map(|problem| problem.cause);
    match causes.max() {
        None => 0,
        Some(Cause::Content) => 1,
        Some(Cause::Usage) => 2,
        Some(Cause::Surroundings) => 3,
        Some(Cause::Bug) => 70,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_prints_code_place_message_and_hint() {
        let place = Place { file: "sak.yaml".into(), line: Some(3), column: Some(5), field: Some("maalform".into()) };
        let problem = Problem::error("SAK-004", place, "Ukjent målform").hint("skriv nb eller nn");
        assert_eq!(
            problem.to_string(),
            "feil[SAK-004]: Ukjent målform\n  --> sak.yaml:3:5 (maalform)\n  hint: skriv nb eller nn\n"
        );
    }

    #[test]
    fn surroundings_outrank_content_and_warnings_give_zero() {
        let content = Problem::error("SAK-001", Place::default(), "a");
        let disk = content.clone().caused_by(Cause::Surroundings);
        assert_eq!(exit_code(&[Problem::warning("SAK-001", Place::default(), "a")]), 0);
        assert_eq!(exit_code(std::slice::from_ref(&content)), 1);
        assert_eq!(exit_code(&[content, disk]), 3);
    }
}
