//! One version of one text or template: front matter, body and what the body asks for.
//!
//! Comes in: a Markdown file of the library. Goes out: `Text` (the jurist's prose) or `Template`.
//! Does not fill gaps (`letter/fill.rs`), and leaves what is wrong with prose to `prose.rs`.

use super::data::Source;
use super::free_citation::may_cite;
use super::front_matter::{FrontMatter, split};
use super::gaps::{Gap, Gaps, placed};
use super::hard_space::with_hard_spaces;
use super::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use super::version::Version;
use std::sync::OnceLock;

/// One version of a text of `legal-texts/`: prose with gaps and no logic.
#[derive(Debug)]
pub struct Text {
    /// The text's id: its folder's path within `legal-texts/`, such as `klage/slik`.
    pub id: String,
    /// The file's path in the library.
    pub path: String,
    /// First day and language.
    pub version: Version,
    /// What the jurist says about it.
    pub front: FrontMatter,
    /// Markdown with `{{gaps}}`; hard spaces are in.
    pub body: String,
    /// The line of the file that the body begins on, from 1.
    pub body_line: u32,
    /// Whether the prose may cite anything.
    pub may_cite: bool,
    gaps: OnceLock<Vec<Gap>>,
}

impl Text {
    /// The gaps of the prose, in its order; none when it is not valid Handlebars. Looked for once.
    pub fn gaps(&self) -> &[Gap] {
        self.gaps.get_or_init(|| match self.body.contains("{{") {
            true => Gaps::of(&self.body).map_or_else(|_| Vec::new(), |gaps| gaps.gaps),
            false => Vec::new(),
        })
    }
}

/// One version of a template or a piece of one, of `letter-templates/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The folder's path within `letter-templates/`, such as `vedtak` or `deler/klage`.
    pub id: String,
    /// The file's path in the library.
    pub path: String,
    /// First day and language.
    pub version: Version,
    /// What is said about it; empty when the file has no front matter.
    pub front: FrontMatter,
    /// Handlebars and Markdown; hard spaces are in.
    pub body: String,
    /// The line of the file that the body begins on, from 1.
    pub body_line: u32,
    /// The texts it places by their id.
    pub texts: Vec<Gap>,
    /// The pieces it places by their name.
    pub pieces: Vec<Gap>,
}

/// Id and version of a path such as `legal-texts/klage/slik/2024-06-01.nb.md`.
pub(crate) fn id_and_version<'p>(library: &Library, path: &'p str, top: &str) -> Option<(&'p str, Version)> {
    let (folder, name) = path.rsplit_once('/')?;
    Some((folder.strip_prefix(top)?.strip_prefix('/')?, Version::of(name, library.lovskifter())?))
}

/// Reads a text.
pub(crate) fn read_text(source: &mut Source<'_>) -> Option<Text> {
    let (id, version) = id_and_version(source.library(), source.path(), LEGAL_TEXTS)?;
    let parts = split(source, true)?;
    let body = with_hard_spaces(parts.body);
    Some(Text {
        id: id.into(),
        path: source.path().into(),
        version,
        front: parts.front,
        may_cite: may_cite(&body),
        gaps: OnceLock::new(),
        body,
        body_line: parts.body_line,
    })
}

/// Reads a template or a piece of one.
pub(crate) fn read_template(source: &mut Source<'_>) -> Option<Template> {
    let (id, version) = id_and_version(source.library(), source.path(), LETTER_TEMPLATES)?;
    let parts = split(source, false)?;
    let body = with_hard_spaces(parts.body);
    let (texts, pieces) = placed(&body);
    Some(Template {
        id: id.into(),
        path: source.path().into(),
        version,
        front: parts.front,
        body,
        body_line: parts.body_line,
        texts,
        pieces,
    })
}

/// The front matter of a Markdown file of the library, when it can be read.
pub(crate) fn front_matter_of(library: &Library, path: &str) -> Option<FrontMatter> {
    if path.starts_with(LEGAL_TEXTS) {
        library.load_text(path).value.as_ref().map(|text| text.front.clone())
    } else {
        library.load_template(path).value.as_ref().map(|template| template.front.clone())
    }
}

/// The required elements that a file of the library says it meets.
pub(super) fn oppfyller_of(library: &Library, path: &str) -> Vec<String> {
    if path.starts_with(LEGAL_TEXTS) {
        library.load_text(path).value.as_ref().map(|text| text.front.oppfyller.clone())
    } else {
        library.load_template(path).value.as_ref().map(|template| template.front.oppfyller.clone())
    }
    .unwrap_or_default()
}
