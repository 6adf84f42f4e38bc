//! Elements as values, written as XML.
//!
//! Comes in: a tree of elements. Goes out: bytes with the namespaces of Fiks Arkiv V1.
//! A value can never become markup: it is escaped, and refused when XML has no way to write it.

use crate::problem::{Cause, Place, Problem};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// The namespaces, of the message and of the catalogue of metadata that codes and keys belong to.
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns", "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"),
    ("xmlns:n", "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// An element of the message.
pub(super) struct Element {
    name: &'static str,
    kind: Option<&'static str>,
    content: Content,
}

enum Content {
    Text(String),
    Children(Vec<Element>),
}

impl Element {
    /// The same element as a special kind of its type.
    pub(super) fn of_type(self, kind: &'static str) -> Self {
        Self { kind: Some(kind), ..self }
    }
}

/// An element with text.
pub(super) fn text(name: &'static str, value: impl Into<String>) -> Element {
    Element { name, kind: None, content: Content::Text(value.into()) }
}

/// An element with elements.
pub(super) fn parent(name: &'static str, children: Vec<Element>) -> Element {
    Element { name, kind: None, content: Content::Children(children) }
}

/// A code with what it stands for.
pub(super) fn code(name: &'static str, kode: &str, beskrivelse: &str) -> Element {
    parent(name, vec![text("n:kode", kode), text("n:beskrivelse", beskrivelse)])
}

/// Someone or something that is known by its name.
pub(super) fn named(name: &'static str, navn: &str) -> Element {
    parent(name, vec![text("n:navn", navn)])
}

/// A key of another system.
pub(super) fn key_of(name: &'static str, fagsystem: &str, noekkel: &str) -> Element {
    parent(name, vec![text("n:fagsystem", fagsystem), text("n:noekkel", noekkel)])
}

/// Writes the message.
///
/// # Errors
/// UT-081.
pub(super) fn write(root: &Element) -> Result<Vec<u8>, Problem> {
    if !writable(root) {
        return Err(refused());
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| element(&mut writer, root, &NAMESPACES));
    written.map_err(|_| refused())?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn element(writer: &mut Writer<Vec<u8>>, it: &Element, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    let kind = it.kind.map(|kind| ("xsi:type", kind));
    let start = writer.create_element(it.name).with_attributes(attributes.iter().copied().chain(kind));
    match &it.content {
        Content::Text(text) => start.write_text_content(BytesText::new(text)).map(|_| ()),
        Content::Children(children) => {
            let each = |writer: &mut Writer<Vec<u8>>| children.iter().try_for_each(|child| element(writer, child, &[]));
            start.write_inner_content(each).map(|_| ())
        }
    }
}

/// Tells whether every value can be written: XML has no control characters and no empty title (xml 1.0, section 2.2).
fn writable(it: &Element) -> bool {
    let fits = |letter: char| !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}');
    match &it.content {
        Content::Text(text) => !text.is_empty() && text.chars().all(fits),
        Content::Children(children) => children.iter().all(writable),
    }
}

fn refused() -> Problem {
    let message = "En verdi kan ikke stå i meldingen til arkivet: den er tom eller har et skjult tegn";
    Problem::error("UT-081", Place::default(), message)
        .caused_by(Cause::Content)
        .hint("skriv feltene i saken og i avsenderens fil på nytt for hånd")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_never_becomes_markup() {
        let root = parent("arkivmelding", vec![text("tittel", "</tittel><x a='1'>&amp;]]>“ę")]);
        let xml = String::from_utf8(write(&root).unwrap()).unwrap();
        assert!(xml.contains("<tittel>&lt;/tittel&gt;&lt;x a=&apos;1&apos;&gt;&amp;amp;]]&gt;“ę</tittel>"), "{xml}");
    }

    #[test]
    fn what_xml_cannot_write_is_refused() {
        for value in ["", "a\u{0}b", "a\u{b}", "\u{FFFE}", "a\nb"] {
            let root = parent("arkivmelding", vec![parent("x", vec![text("tittel", value)])]);
            assert_eq!(write(&root).unwrap_err().code, "UT-081", "{value:?}");
        }
    }
}
