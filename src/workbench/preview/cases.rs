//! The cases that are shown, each in both languages.
//!
//! Comes in: the library, or case files that were read. Goes out: samples. Reads no file.

use crate::language::Maalform;
use crate::texts::library::Library;
use crate::workbench::impact::{Case, every_outcome};
use jiff::civil::Date;

/// A case in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// What the reader knows it by.
    pub name: String,
    /// The language it was written in.
    pub own: Maalform,
    nb: Vec<u8>,
    nn: Vec<u8>,
}

impl Sample {
    /// A case file; in the other language only what the texts say changes, not what the caseworker wrote.
    pub fn of_file(name: String, bytes: &[u8]) -> Self {
        let [nb, nn] = Maalform::ALL.map(|maalform| in_language(bytes, maalform));
        let own = if nn == bytes { Maalform::Nn } else { Maalform::Nb };
        Self { name, own, nb, nn }
    }

    /// The case file in a language.
    pub fn bytes(&self, maalform: Maalform) -> &[u8] {
        maalform.choose(&self.nb, &self.nn)
    }
}

/// Every service and outcome on a day, for a jurist who names no case.
pub fn samples(library: &Library, day: Date) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    for Case { name, bytes, made_up } in every_outcome(library, [day]) {
        let Some(facts) = made_up else { continue };
        let services = facts.tjenester.iter().map(|(id, utfall)| format!("{id} {}", utfall.word()));
        let short = services.collect::<Vec<_>>().join(", ");
        match samples.last_mut().filter(|last| last.name == short) {
            Some(last) if facts.maalform == Maalform::Nn => last.nn = bytes,
            _ => samples.push(Sample { nn: bytes.clone(), nb: bytes, ..Sample::of_file(short, name.as_bytes()) }),
        }
    }
    samples
}

/// The case with `maalform` set to a language; untouched when it does not say one in a plain way.
fn in_language(bytes: &[u8], maalform: Maalform) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let at = text.match_indices("maalform").find_map(|(at, word)| {
        let line = text[..at].rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}');
        let key = line.is_empty() || line.ends_with('"');
        let after = at + word.len();
        let skipped = text[after..].find(|c: char| !matches!(c, '"' | ':' | ' ' | '\''))?;
        let start = after + skipped;
        let key = key && text[after..start].contains(':');
        let value = text.get(start..start + 2)?;
        let ends = text[start + 2..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        (key && ends && Maalform::from_tag(value).is_some()).then_some(start)
    });
    match at {
        Some(start) => format!("{}{}{}", &text[..start], maalform.tag(), &text[start + 2..]).into_bytes(),
        None => bytes.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_language_of_the_case_is_changed() {
        let yaml = "saksnummer: 1\nmaalform: nb # ord\ntekst: maalform nb\n";
        let sample = Sample::of_file("a".into(), yaml.as_bytes());
        assert_eq!((sample.own, sample.bytes(Maalform::Nb)), (Maalform::Nb, yaml.as_bytes()));
        assert_eq!(sample.bytes(Maalform::Nn), yaml.replace("maalform: nb", "maalform: nn").as_bytes());
        let json = "{\"x\": \"maalform nb\", \"maalform\": \"nn\"}";
        let sample = Sample::of_file("a".into(), json.as_bytes());
        assert_eq!(sample.own, Maalform::Nn);
        assert_eq!(sample.bytes(Maalform::Nb), json.replace("\"nn\"", "\"nb\"").as_bytes());
    }

    #[test]
    fn a_case_without_a_plain_language_is_left_as_it_is() {
        for text in ["", "maalform", "maalform:", "maalform: nbx", "  maalform: nb", "\u{ff}"] {
            assert_eq!(in_language(text.as_bytes(), Maalform::Nn), text.as_bytes(), "{text}");
        }
    }
}
