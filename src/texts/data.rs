//! Reads the jurist's YAML field by field and collects everything that is wrong with a file.
//!
//! Comes in: a file of the library. Goes out: values, and problems with file and line.
//! Knows only shapes (text, date, number, list, nb/nn); what fields mean is for their own modules.

use super::hjemmel::Hjemmel;
use super::library::Library;
use crate::language::Maalform;
use crate::problem::Problem;
use crate::suggest::closest;
use crate::yaml::{self, Entry, Kind, Node};
use jiff::civil::Date;

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bilingual {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
}

impl Bilingual {
    /// The words in a language.
    pub fn get(&self, maalform: Maalform) -> &str {
        maalform.choose(&self.nb, &self.nn)
    }
}

/// A map of the file: its entries and the line it begins on.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'n> {
    line: u32,
    column: u32,
    entries: &'n [Entry],
}

impl<'n> Fields<'n> {
    /// The entries as key, line of the key and value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'n str, u32, &'n Node)> {
        self.entries.iter().map(|entry| (entry.key.as_str(), entry.key_line, &entry.value))
    }

    /// The line of a key, or of the map when the key is absent.
    pub(crate) fn line_of(&self, key: &str) -> u32 {
        self.iter().find(|(name, ..)| *name == key).map_or(self.line, |(_, line, _)| line)
    }
}

/// One file being read: where it is, and what is wrong with it so far.
pub(crate) struct Source<'a> {
    library: &'a Library,
    path: &'a str,
    /// Keys that a mistyped one was most likely meant to be, by the place of their map.
    mistyped: Vec<(u32, u32, String)>,
    problems: Vec<Problem>,
}

impl<'a> Source<'a> {
    /// A file of the library.
    pub(crate) fn new(library: &'a Library, path: &'a str) -> Self {
        Self { library, path, mistyped: Vec::new(), problems: Vec::new() }
    }

    /// The library the file stands in.
    pub(crate) fn library(&self) -> &'a Library {
        self.library
    }

    /// The file's path in the library.
    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    /// What is wrong with the file.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Notes a problem on a line of the file.
    pub(crate) fn error(&mut self, code: &'static str, line: u32, message: impl Into<String>) -> &mut Problem {
        self.problems.push(Problem::error(code, self.library.place_at(self.path, line), message));
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// The file's content as text.
    pub(crate) fn content(&mut self) -> Option<&'a str> {
        let bytes = self.library.bytes(self.path)?;
        let text = std::str::from_utf8(bytes).ok();
        if text.is_none() {
            self.error("TEKST-020", 1, "Fila er ikke lagret som UTF-8").hint =
                Some("lagre fila på nytt som UTF-8".into());
        }
        text.map(|text| text.trim_start_matches('\u{feff}'))
    }

    /// The tree of YAML bytes that begin on `first_line` of the file.
    pub(crate) fn tree(&mut self, bytes: &[u8], first_line: u32) -> Option<Node> {
        let parsed = yaml::parse_from_line(bytes, &self.library.place(self.path).file, first_line);
        self.problems.extend(parsed.problems);
        parsed.root
    }

    /// The tree of the whole file.
    pub(crate) fn root(&mut self) -> Option<Node> {
        let bytes = self.library.bytes(self.path)?;
        self.tree(bytes, 1)
    }

    /// A map whose keys are known; any other key is a problem.
    pub(crate) fn fields<'n>(&mut self, node: &'n Node, known: &[&str]) -> Option<Fields<'n>> {
        let fields = self.entries(node)?;
        for (key, line, _) in fields.iter().filter(|(key, ..)| !known.contains(key)) {
            let hint = match closest(key, known.iter().copied()) {
                Some(near) => {
                    self.mistyped.push((fields.line, fields.column, near.to_owned()));
                    format!("mente du «{near}»?")
                }
                None => format!("feltene her er {}", known.join(", ")),
            };
            self.error("TEKST-021", line, format!("Ukjent felt: «{key}»")).hint = Some(hint);
        }
        Some(fields)
    }

    /// A map with any keys.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node) -> Option<Fields<'n>> {
        match &node.kind {
            Kind::Mapping(entries) => Some(Fields { line: node.line, column: node.column, entries }),
            _ => self.wrong(node, "felt med verdier"),
        }
    }

    /// The value of a key that must be there.
    pub(crate) fn need<T>(
        &mut self,
        fields: Fields<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Option<T> {
        let Some((_, _, node)) = fields.iter().find(|(name, ..)| *name == key) else {
            let is_mistyped = |(line, column, meant): &(u32, u32, String)| {
                (*line, *column) == (fields.line, fields.column) && meant == key
            };
            if self.mistyped.iter().any(is_mistyped) {
                return None;
            }
            self.error("TEKST-022", fields.line, format!("Feltet «{key}» mangler")).hint =
                Some(format!("skriv «{key}: …»"));
            return None;
        };
        read(self, node)
    }

    /// The value of a key that may be absent.
    pub(crate) fn may<T>(
        &mut self,
        fields: Fields<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Option<T> {
        let (_, _, node) = fields.iter().find(|(name, ..)| *name == key)?;
        read(self, node)
    }

    /// The values of a key with a list; empty when the key is absent.
    pub(crate) fn list<T>(
        &mut self,
        fields: Fields<'_>,
        key: &str,
        read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        self.may(fields, key, |source, node| source.items(node, read)).unwrap_or_default()
    }

    /// The items of a list that can be read.
    pub(crate) fn items<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        match &node.kind {
            Kind::Sequence(items) => Some(items.iter().filter_map(|item| read(self, item)).collect()),
            _ => self.wrong(node, "en liste"),
        }
    }

    /// A text that is not empty.
    pub(crate) fn text(&mut self, node: &Node) -> Option<String> {
        match node.text().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(text.to_owned()),
            None => self.wrong(node, "en tekst"),
        }
    }

    /// A day, `YYYY-MM-DD`, or the id of a change of law, which stands for its first day.
    pub(crate) fn date(&mut self, node: &Node) -> Option<Date> {
        let named = || self.library.lovskifter().day(node.text()?);
        node.as_date().or_else(named).or_else(|| self.wrong(node, "en dato, ÅÅÅÅ-MM-DD"))
    }

    /// A last day; the id of a change of law stands for the day before it.
    pub(crate) fn last_date(&mut self, node: &Node) -> Option<Date> {
        let date = self.date(node)?;
        if node.as_date().is_some() { Some(date) } else { date.yesterday().ok() }
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, node: &Node) -> Option<bool> {
        node.as_bool().or_else(|| self.wrong(node, "true eller false"))
    }

    /// A whole number that is not negative.
    pub(crate) fn number<T: TryFrom<i64>>(&mut self, node: &Node) -> Option<T> {
        let number = node.as_i64().filter(|number| *number >= 0).and_then(|number| T::try_from(number).ok());
        number.or_else(|| self.wrong(node, "et helt tall"))
    }

    /// An amount in kroner with at most two decimals, as øre.
    pub(crate) fn oere(&mut self, node: &Node) -> Option<i64> {
        node.text().and_then(parse_oere).or_else(|| self.wrong(node, "et beløp i kroner, for eksempel 205 eller 12.50"))
    }

    /// The same words in both languages: `{nb: …, nn: …}`.
    pub(crate) fn bilingual(&mut self, node: &Node) -> Option<Bilingual> {
        let fields = self.fields(node, &["nb", "nn"])?;
        let (nb, nn) = (self.need(fields, "nb", Self::text), self.need(fields, "nn", Self::text));
        Some(Bilingual { nb: nb?, nn: nn? })
    }

    /// A citation.
    pub(crate) fn hjemmel(&mut self, node: &Node) -> Option<Hjemmel> {
        let text = self.text(node)?;
        let hjemmel = Hjemmel::parse(&text);
        if hjemmel.is_none() {
            self.error("TEKST-030", node.line, format!("«{text}» er ikke en hjemmel")).hint =
                Some("skriv lov/paragraf/ledd/nummer/bokstav, for eksempel hol/3-2/1/6/b".into());
        }
        hjemmel
    }

    /// One of a closed set of words.
    pub(crate) fn word<T>(&mut self, node: &Node, words: &[&str], value: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(node)?;
        let found = value(&text);
        if found.is_none() {
            self.error("TEKST-023", node.line, format!("«{text}» kan ikke stå her")).hint =
                Some(format!("skriv en av: {}", words.join(", ")));
        }
        found
    }

    /// One of a closed set of words, as it stands.
    pub(crate) fn among(&mut self, node: &Node, words: &[&str]) -> Option<String> {
        self.word(node, words, |word| words.contains(&word).then(|| word.to_owned()))
    }

    fn wrong<T>(&mut self, node: &Node, expected: &str) -> Option<T> {
        self.error("TEKST-023", node.line, format!("Her skal det stå {expected}"));
        None
    }
}

/// An amount such as `137` or `12.5` in øre.
fn parse_oere(text: &str) -> Option<i64> {
    let (kroner, oere) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if oere.len() > 2 || text.ends_with('.') || !digits(kroner) || !digits(oere) {
        return None;
    }
    let oere = format!("{oere:0<2}").parse::<i64>().ok()?;
    kroner.parse::<i64>().ok()?.checked_mul(100)?.checked_add(oere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(parse_oere("137"), Some(13_700));
        assert_eq!(parse_oere("12.5"), Some(1_250));
        assert_eq!(parse_oere("12.05"), Some(1_205));
        for text in ["", "1.234", "-1", "x", "1.", "+1", ".5"] {
            assert_eq!(parse_oere(text), None, "{text}");
        }
    }
}
