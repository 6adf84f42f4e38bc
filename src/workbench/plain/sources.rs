//! The prose of the library: texts, templates, and the sentences of data files that reach a letter.
//!
//! Comes in: the library. Goes out: `Prose`, one for each body or sentence. Judges nothing.

use crate::language::Maalform;
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::texts::text::id_and_version;
use crate::yaml::{self, Node};

/// How much of a file a prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// A text, which is measured as a whole.
    File,
    /// A sentence or two of a data file, or a template whose texts stand elsewhere.
    Part,
}

/// Prose and where it stands.
pub(super) struct Prose {
    pub(super) path: String,
    /// The text's or template's id; the path for a data file.
    pub(super) id: String,
    pub(super) maalform: Maalform,
    pub(super) body: String,
    pub(super) first_line: u32,
    pub(super) whole: Whole,
    /// Whether the body begins at its line's first column.
    pub(super) columns: bool,
}

/// All prose below the folders; of the whole library when there are none.
pub(super) fn all(library: &Library, folders: &[String]) -> Vec<Prose> {
    let below = |path: &str| {
        folders.is_empty()
            || folders.iter().any(|folder| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/')))
    };
    let mut found = Vec::new();
    for path in library.paths().filter(|path| below(path) && !path.ends_with("README.md")) {
        if path.ends_with(".md") {
            found.extend(markdown(library, path));
        } else if reaches_letters(path) {
            let root = library.bytes(path).and_then(|bytes| yaml::parse(bytes, path).root);
            root.iter().for_each(|root| data(path, root, &mut found));
        }
    }
    found
}

fn markdown(library: &Library, path: &str) -> Option<Prose> {
    let top = path.split('/').next()?;
    let (id, version) = id_and_version(library, path, top)?;
    let (body, first_line, whole) = if top == LEGAL_TEXTS {
        let text = library.load_text(path).value.clone()?;
        (text.body.clone(), text.body_line, Whole::File)
    } else {
        let template = library.load_template(path).value.clone()?;
        (template.body.clone(), template.body_line, Whole::Part)
    };
    let (path, id) = (path.to_owned(), id.to_owned());
    Some(Prose { path, id, maalform: version.maalform, body, first_line, whole, columns: true })
}

/// Data whose words in both languages are printed; lists of words hold the wrong ones on purpose.
fn reaches_letters(path: &str) -> bool {
    let words =
        [format!("{LEGAL_TEXTS}/ord/"), format!("{LEGAL_TEXTS}/helligdager"), format!("{LETTER_TEMPLATES}/avsendere/")];
    path.ends_with(".yaml") && !words.iter().any(|top| path.starts_with(top.as_str()))
}

fn data(path: &str, node: &Node, found: &mut Vec<Prose>) {
    for entry in node.entries() {
        // The official names and headings of laws are not ours to rewrite.
        if ["overskrift", "navn"].contains(&entry.key.as_str()) && path.contains("/lover/") {
            continue;
        }
        if let (Some(maalform), Some(text)) = (Maalform::from_tag(&entry.key), entry.value.text()) {
            let (path, id, body) = (path.to_owned(), path.to_owned(), text.to_owned());
            let first_line = entry.value.line;
            found.push(Prose { path, id, maalform, body, first_line, whole: Whole::Part, columns: false });
        }
        data(path, &entry.value, found);
    }
    node.items().iter().for_each(|item| data(path, item, found));
}

/// A line without what stands between double braces, which is not a word of the letter.
pub(super) fn without_gaps(line: &str) -> String {
    let mut pieces = line.split("{{");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + " " + piece.split_once("}}").map_or("", |(_, after)| after))
}
