//! Reads the types of the case file from a tree of nodes, and collects every problem on the way.
//!
//! Comes in: a node. Goes out: a value when it can be read, and problems with the field's path.
//! Never repeats a value, and a key only when it is close to a known one: an unknown key may be a name.
//! Does not check what fields mean together; that is `validate`.

use super::schema;
use crate::problem::{Place, Problem};
use crate::suggest::{all_of, closest, one_of};
use crate::yaml::{Entry, Kind, Node};

/// Beginnings of fields that do not exist because the number has another unit, and what to do.
const OTHER_UNITS: [(&str, &str); 2] = [
    ("timer_per_d", "gang timene per dag med antall dager i uka, og skriv timer_per_uke"),
    ("minutter_per_d", "regn om til timer i uka, og skriv timer_per_uke"),
];

/// More fields than this are not all named in a hint.
const MANY_FIELDS: usize = 12;

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

    /// A value in place of one that is reported as missing or wrong, so that the rest of the case is still checked.
    /// No letter is made of it; the checks ask `Spoiled` where it would mislead them.
    fn stand_in() -> Option<Self> {
        None
    }
}

/// Fields that letters of some kinds know by another name.
const ALIASES: [(&str, &str); 1] = [("vedtaksdato", "brevdato")];

/// The fields that were reported as missing or wrong, by path.
#[derive(Debug, Default)]
pub struct Spoiled(Vec<String>);

impl Spoiled {
    /// Tells whether a field, something in it or something around it could not be read,
    /// so that what seems missing there may only be mistyped.
    pub fn touches(&self, path: &str) -> bool {
        self.0.iter().any(|spoiled| is_inside(path, spoiled) || is_inside(spoiled, path))
    }

    /// Tells whether a field itself could not be read, so that its value only stands in.
    pub fn covers(&self, path: &str) -> bool {
        self.0.iter().any(|spoiled| is_inside(path, spoiled))
    }
}

/// Keeps the path and the problems while a tree is read.
#[derive(Debug)]
pub struct Reader {
    file: String,
    path: String,
    problems: Vec<Problem>,
    spoiled: Spoiled,
    /// Known fields that stood where they do not belong.
    misplaced: Vec<String>,
}

/// A hint that names the words, or some of them when they are too many to read in a hurry.
fn choose_among(words: &[&str]) -> String {
    match words {
        [first, second, third, _, _, _, _, ..] => {
            format!("skriv for eksempel {}. Alle står i «vedtaksbrev skjema»", one_of(&[first, second, third]))
        }
        _ => format!("skriv {}", one_of(words)),
    }
}

impl Reader {
    /// A reader for a file, called `file` in problems.
    pub fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            path: String::new(),
            problems: Vec::new(),
            spoiled: Spoiled::default(),
            misplaced: Vec::new(),
        }
    }

    /// All problems found, and the fields they are about.
    pub fn finish(mut self) -> (Vec<Problem>, Spoiled) {
        let elsewhere = |field: &str| self.misplaced.iter().any(|name| field.rsplit('.').next() == Some(name));
        // What only has to be moved is not asked for as well.
        self.problems.retain(|it| it.code != "SAK-002" || !it.place.field.as_deref().is_some_and(elsewhere));
        (self.problems, self.spoiled)
    }

    /// The fields of a mapping; unknown ones are reported here.
    pub fn fields<'a>(&'a mut self, node: &'a Node, known: &[&str]) -> Option<Fields<'a>> {
        if !matches!(node.kind, Kind::Mapping(_)) {
            self.not_fields(node, known);
            return None;
        }
        for entry in node.entries() {
            if !known.contains(&entry.key.as_str()) {
                self.unknown(entry, known);
            } else if entry.twice {
                self.inside(&entry.key, |reader| reader.spoiled.0.push(reader.path.clone()));
            }
        }
        Some(Fields { node, reader: self })
    }

    fn not_fields(&mut self, node: &Node, known: &[&str]) {
        let shown = all_of(known.get(..3).unwrap_or(known));
        let hint = match &node.kind {
            Kind::Sequence(_) => "ta bort bindestreken foran feltene".to_owned(),
            _ if self.path.is_empty() => {
                "skriv feltene helt til venstre, ett på hver linje, for eksempel saksnummer: 2026/00001".to_owned()
            }
            _ => format!("skriv feltene på egne linjer under, med to mellomrom foran: {shown}"),
        };
        self.wrong(node, "SAK-003", "skal ha egne felt under seg", &hint);
    }

    fn unknown(&mut self, entry: &Entry, known: &[&str]) {
        let place = self.place(entry.key_line, entry.key_column);
        let problem = if entry.key.starts_with(char::is_whitespace) {
            Problem::error("SAK-001", place, "Linja er rykket inn med et mellomrom av feil slag")
                .hint("slett innrykket først på linja, og lag det på nytt med mellomromstasten")
        } else if entry.key.bytes().all(|byte| byte.is_ascii_digit()) {
            // `{timer_per_uke: 2,5}`: the comma ends the number, and 5 looks like a field.
            self.spoiled.0.push(self.path.clone());
            let hint = "skriv desimaler med punktum, for eksempel 2.5. Timer kan også skrives \"2:30\"";
            Problem::error("SAK-001", place, "Tallet er delt i to av et komma").hint(hint)
        } else if let Some((_, hint)) = OTHER_UNITS.iter().find(|(begins, _)| entry.key.starts_with(begins)) {
            self.spoiled.0.push(self.path.clone());
            Problem::error("SAK-001", place, "Timer kan ikke skrives per dag").hint(*hint)
        } else if entry.key.bytes().all(|byte| byte.is_ascii_digit()) {
            // `{timer_per_uke: 2,5}`: the comma ends the number, and 5 looks like a field.
            self.spoiled.0.push(self.path.clone());
            let hint = "skriv desimaler med punktum, for eksempel 2.5. Timer kan også skrives \"2:30\"";
            Problem::error("SAK-001", place, "Tallet er delt i to av et komma").hint(hint)
        } else if let Some((_, hint)) = OTHER_UNITS.iter().find(|(begins, _)| entry.key.starts_with(begins)) {
            self.spoiled.0.push(self.path.clone());
            Problem::error("SAK-001", place, "Tiden kan ikke skrives per dag").hint(*hint)
        } else if let Some(near) = closest(&entry.key, known.iter().copied()) {
            self.inside(near, |reader| reader.spoiled.0.push(reader.path.clone()));
            let message = format!("Feltet «{}» er ukjent", entry.key.trim());
            Problem::error("SAK-001", place, message).hint(format!("mente du {near}?"))
        } else if let Some(home) = schema::home_of(&entry.key) {
            self.misplaced.push(entry.key.clone());
            let message = format!("Feltet «{}» hører ikke hjemme her", entry.key);
            Problem::error("SAK-001", place, message).hint(format!("flytt det {home}, og sjekk innrykket"))
        } else {
            let hint = if known.len() > MANY_FIELDS {
                "ta bort feltet. «vedtaksbrev skjema» viser alle feltene som finnes".to_owned()
            } else {
                format!("feltene her er {}", all_of(known))
            };
            Problem::error("SAK-001", place, "Feltet er ukjent").hint(hint)
        };
        self.problems.push(problem);
    }

    /// The items of a list.
    pub fn items<T: FromNode>(&mut self, node: &Node) -> Option<Vec<T>> {
        if node.is_null() {
            return Some(Vec::new());
        }
        if !matches!(node.kind, Kind::Sequence(_)) {
            let hint = match &node.kind {
                Kind::Mapping(_) => "sett «- » foran det første feltet, og rykk de andre like langt inn",
                _ => "sett hakeparenteser rundt, som i [a, b], eller skriv hvert punkt på en egen linje med «- » foran",
            };
            self.wrong(node, "SAK-003", "skal være en liste", hint);
            return None;
        }
        let items: Vec<_> = (node.items().iter().enumerate())
            .map(|(index, item)| {
                self.inside(&format!("[{index}]"), |reader| T::from_node(item, reader).or_else(T::stand_in))
            })
            .collect();
        items.into_iter().collect()
    }

    /// One of a closed set of words.
    pub fn word<'a>(&mut self, node: &'a Node, words: &[&str]) -> Option<&'a str> {
        let text = self.scalar(node, &one_of(words))?;
        if words.contains(&text) {
            return Some(text);
        }
        let hint = closest(text, words.iter().copied())
            .map_or_else(|| choose_among(words), |near| format!("mente du {near}?"));
        self.wrong(node, "SAK-004", "har en verdi som ikke finnes", &hint);
        None
    }

    /// The text of a single value; an empty one counts as missing.
    pub fn scalar<'a>(&mut self, node: &'a Node, expected: &str) -> Option<&'a str> {
        match &node.kind {
            Kind::Scalar(_) if node.is_null() => self.empty(node, expected),
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

    /// Reports that the field being read has no value.
    pub fn empty(&mut self, node: &Node, expected: &str) {
        let rather = if self.path.ends_with(']') { ", eller ta bort punktet" } else { "" };
        self.wrong(node, "SAK-002", "mangler en verdi", &format!("skriv {expected}{rather}"));
    }

    /// Reports that the field being read is wrong: the message is «Feltet «x» » and `what`.
    pub fn wrong(&mut self, node: &Node, code: &'static str, what: &str, hint: &str) {
        let place = self.place(node.line, node.column);
        self.spoiled.0.push(self.path.clone());
        let message = match self.path.rsplit('.').next() {
            Some(field) if !field.is_empty() => format!("Feltet «{field}» {what}"),
            _ => format!("Saksfila {what}"),
        };
        self.problems.push(Problem::error(code, place, message).hint(hint));
    }

    /// Warns that the field being read may not be what was meant: the message is «Feltet «x» » and `what`.
    pub fn warn(&mut self, node: &Node, code: &'static str, what: &str, hint: &str) {
        let field = self.path.rsplit('.').next().unwrap_or_default();
        let message = format!("Feltet «{field}» {what}");
        self.problems.push(Problem::warning(code, self.place(node.line, node.column), message).hint(hint));
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
    /// Reads a field by its type; reports it when it must be there and is not, and lets a value stand in for it.
    pub fn field<T: FromNode>(&mut self, name: &str) -> Option<T> {
        let node = self.node;
        let alias = ALIASES.iter().find(|(field, _)| *field == name).and_then(|(_, alias)| node.get(alias));
        let read = self.reader.inside(name, |reader| match node.get(name).or(alias) {
            Some(value) => T::from_node(value, reader),
            // A field that is only misspelled is reported as that.
            None if reader.spoiled.covers(&reader.path) => None,
            None => T::absent().or_else(|| {
                reader.wrong(node, "SAK-002", "mangler", &format!("legg til «{name}»: {}", T::expected()));
                None
            }),
        });
        read.or_else(T::stand_in)
    }
}

/// Tells whether `inner` is `outer` or a part of it; the whole case contains nothing in this sense.
fn is_inside(inner: &str, outer: &str) -> bool {
    !outer.is_empty() && inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
