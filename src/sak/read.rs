//! Reads the types of the case file from a tree of nodes, and collects every problem on the way.
//!
//! Comes in: a node. Goes out: a value when it can be read, and problems with the field's path.
//! Never repeats a value, and a key only when it is close to a known one: an unknown key may be a name.
//! Does not check what fields mean together; that is `validate`.

use crate::problem::{Place, Problem};
use crate::yaml::{Kind, Node};

/// A type that can be read from a node of the case file.
pub trait FromNode: Sized {
    /// Reads the value, or reports why it cannot be read.
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What to write, in Norwegian, such as «en dato, for eksempel 2026-11-23».
    fn expected() -> String;

    /// The value of an absent field; nothing when the field must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// Keeps the path and the problems while a tree is read.
#[derive(Debug)]
pub struct Reader {
    file: String,
    path: String,
    problems: Vec<Problem>,
    spoiled: Vec<String>,
}

impl Reader {
    /// A reader for a file, called `file` in problems.
    pub fn new(file: &str) -> Self {
        Self { file: file.into(), path: String::new(), problems: Vec::new(), spoiled: Vec::new() }
    }

    /// All problems found so far.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Tells whether a field, something in it or something around it could not be read,
    /// so that what seems missing there may only be mistyped.
    pub fn spoils(&self, path: &str) -> bool {
        self.spoiled.iter().any(|spoiled| is_inside(path, spoiled) || is_inside(spoiled, path))
    }

    /// The fields of a mapping; unknown ones are reported here.
    pub fn fields<'a>(&'a mut self, node: &'a Node, known: &[&str]) -> Option<Fields<'a>> {
        if !matches!(node.kind, Kind::Mapping(_)) {
            self.wrong(node, "SAK-003", "skal ha egne felt under seg", &format!("feltene er {}", known.join(", ")));
            return None;
        }
        for entry in node.entries().iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let place = self.place(entry.key_line, entry.key_column);
            let problem = match closest(&entry.key, known) {
                Some(near) => {
                    self.inside(near, |reader| reader.spoiled.push(reader.path.clone()));
                    Problem::error("SAK-001", place, format!("Feltet «{}» er ukjent", entry.key))
                        .hint(format!("mente du {near}?"))
                }
                None => Problem::error("SAK-001", place, "Feltet er ukjent")
                    .hint(format!("feltene her er {}", known.join(", "))),
            };
            self.problems.push(problem);
        }
        Some(Fields { node, reader: self })
    }

    /// The items of a list.
    pub fn items<T: FromNode>(&mut self, node: &Node) -> Option<Vec<T>> {
        if node.is_null() {
            return Some(Vec::new());
        }
        if !matches!(node.kind, Kind::Sequence(_)) {
            self.wrong(node, "SAK-003", "skal være en liste", "skriv - foran hvert punkt i lista");
            return None;
        }
        let items: Vec<_> = (node.items().iter().enumerate())
            .map(|(index, item)| self.inside(&format!("[{index}]"), |reader| T::from_node(item, reader)))
            .collect();
        items.into_iter().collect()
    }

    /// One of a closed set of words.
    pub fn word<'a>(&mut self, node: &'a Node, words: &[&str]) -> Option<&'a str> {
        let text = self.scalar(node, &one_of(words))?;
        if words.contains(&text) {
            return Some(text);
        }
        let hint =
            closest(text, words).map_or_else(|| format!("skriv {}", one_of(words)), |near| format!("mente du {near}?"));
        self.wrong(node, "SAK-004", "har en ukjent verdi", &hint);
        None
    }

    /// The text of a single value; an empty one counts as missing.
    pub fn scalar<'a>(&mut self, node: &'a Node, expected: &str) -> Option<&'a str> {
        match &node.kind {
            Kind::Scalar(_) if node.is_null() => {
                self.wrong(node, "SAK-002", "mangler en verdi", &format!("skriv {expected}"))
            }
            Kind::Scalar(scalar) => return Some(&scalar.text),
            _ => self.wrong(
                node,
                "SAK-003",
                "skal ha én verdi, ikke en liste eller egne felt",
                &format!("skriv {expected}"),
            ),
        }
        None
    }

    /// Reports that the field being read is wrong: the message is «Feltet «x» » and `what`.
    pub fn wrong(&mut self, node: &Node, code: &'static str, what: &str, hint: &str) {
        let place = self.place(node.line, node.column);
        self.spoiled.push(self.path.clone());
        let message = match self.path.rsplit('.').next() {
            Some(field) if !field.is_empty() => format!("Feltet «{field}» {what}"),
            _ => format!("Saksfila {what}"),
        };
        self.problems.push(Problem::error(code, place, message).hint(hint));
    }

    fn place(&self, line: u32, column: u32) -> Place {
        let field = (!self.path.is_empty()).then(|| self.path.clone());
        Place { line: Some(line), column: Some(column), field, ..Place::file(&self.file) }
    }

    fn inside<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if !self.path.is_empty() && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        let value = read(self);
        self.path.truncate(length);
        value
    }
}

/// The fields of one mapping, read by name.
#[derive(Debug)]
pub struct Fields<'a> {
    node: &'a Node,
    reader: &'a mut Reader,
}

impl Fields<'_> {
    /// Reads a field by its type; reports it when it must be there and is not.
    pub fn field<T: FromNode>(&mut self, name: &str) -> Option<T> {
        let node = self.node;
        self.reader.inside(name, |reader| match node.get(name) {
            Some(value) => T::from_node(value, reader),
            None => T::absent().or_else(|| {
                reader.wrong(node, "SAK-002", "mangler", &format!("legg til {name}: {}", T::expected()));
                None
            }),
        })
    }
}

impl<T: FromNode> FromNode for Option<T> {
    // A wrong value in an optional field is reported and then left out, so that the rest of the case is still checked.
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        Some(if node.is_null() { None } else { T::from_node(node, reader) })
    }

    fn expected() -> String {
        T::expected()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.items(node)
    }

    fn expected() -> String {
        "en liste med - foran hvert punkt".into()
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.scalar(node, &Self::expected())?;
        let value = node.as_bool();
        if value.is_none() {
            reader.wrong(
                node,
                "SAK-003",
                "skal være true eller false",
                "skriv true for ja og false for nei, uten anførselstegn",
            );
        }
        value
    }

    fn expected() -> String {
        "true eller false".into()
    }
}

impl FromNode for u32 {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.scalar(node, &Self::expected())?;
        let value = node.as_i64().and_then(|value| u32::try_from(value).ok()).filter(|value| *value < 1_000_000);
        if value.is_none() {
            reader.wrong(
                node,
                "SAK-003",
                "skal være et helt tall fra 0 og opp",
                "skriv tallet med sifre, uten anførselstegn",
            );
        }
        value
    }

    fn expected() -> String {
        "et helt tall, for eksempel 30".into()
    }
}

/// The words of a closed set as a sentence part.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [first, .., last] if words.len() == 2 => format!("{first} eller {last}"),
        _ => format!("en av {}", words.join(", ")),
    }
}

/// Tells whether `inner` is `outer` or a part of it; the whole case contains nothing in this sense.
fn is_inside(inner: &str, outer: &str) -> bool {
    !outer.is_empty() && inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The known word that a mistyped one is close to.
fn closest<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    if typed.chars().count() > 40 {
        return None;
    }
    let typed = plain(typed);
    known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&typed, &plain(word)), *word))
        .filter(|(distance, word)| *distance <= (word.len() / 4).clamp(1, 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Small letters, æ ø å as ae oe aa, and one kind of separator.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_neighbour_and_a_name_does_not() {
        let known = ["maalform", "saksnummer", "foedselsdato", "navn"];
        assert_eq!(closest("malform", &known), Some("maalform"));
        assert_eq!(closest("Målform", &known), Some("maalform"));
        assert_eq!(closest("fødselsdato", &known), Some("foedselsdato"));
        assert_eq!(closest("saks-nummer", &known), Some("saksnummer"));
        assert_eq!(closest("Solveig Eksempelsen", &known), None);
        assert_eq!(closest("Ivar", &known), None);
    }
}
