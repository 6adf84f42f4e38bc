//! What an archive and a screen reader read before the page: language, title, conformance, and the tag tree.

use super::{LETTERS, pdf, sample};
use lopdf::{Dictionary, Document, Object};

fn open(name: &str) -> Document {
    Document::load_mem(&pdf(&sample::letter(name)).bytes).unwrap()
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

fn metadata(document: &Document) -> String {
    let reference = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = document.get_object(reference).unwrap().as_stream().unwrap();
    String::from_utf8(stream.get_plain_content().unwrap()).unwrap()
}

fn elements(document: &Document) -> Vec<&Dictionary> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    dictionaries.filter(|dictionary| dictionary.has_type(b"StructElem")).collect()
}

fn kinds<'a>(elements: &'a [&Dictionary], kind: &'a [u8]) -> impl Iterator<Item = &'a Dictionary> {
    let is = move |element: &&&Dictionary| element.get(b"S").is_ok_and(|s| s.as_name().unwrap() == kind);
    elements.iter().filter(is).copied()
}

#[test]
fn language_title_and_tags_are_there() {
    for (name, language) in [("to-tjenester.nb", "nb-NO"), ("avslag.nn", "nn-NO")] {
        let document = open(name);
        let catalog = document.catalog().unwrap();
        assert_eq!(text(catalog.get(b"Lang").unwrap()), language);
        let marks = document.get_dict_in_dict(catalog, b"MarkInfo").unwrap();
        assert!(marks.get(b"Marked").unwrap().as_bool().unwrap());
        let viewer = document.get_dict_in_dict(catalog, b"ViewerPreferences").unwrap();
        assert!(viewer.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        let info = document.get_dict_in_dict(&document.trailer, b"Info").unwrap();
        assert_eq!(text(info.get(b"Title").unwrap()), sample::letter(name).title);
        assert_eq!(text(info.get(b"Creator").unwrap()), "vedtaksbrev");
        assert_eq!(text(info.get(b"CreationDate").unwrap()), "D:20261123000000Z");
    }
}

#[test]
fn metadata_says_pdf_a_2a_and_pdf_ua_1_and_no_name() {
    for name in LETTERS {
        let letter = sample::letter(name);
        let metadata = metadata(&open(name));
        for part in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "<xmp:CreateDate>2026-11-23T00:00:00+00:00</xmp:CreateDate>",
        ] {
            assert!(metadata.contains(part), "{name}: {part}");
        }
        assert!(!metadata.contains(&letter.head.address[0]), "{name}: a personal name in the metadata");
        assert!(!metadata.contains(&letter.identity), "{name}: the identity is only hashed");
    }
}

#[test]
fn the_answer_is_the_only_heading_of_level_one() {
    for name in LETTERS {
        let document = open(name);
        assert_eq!(kinds(&elements(&document), b"H1").count(), 1, "{name}");
    }
}

#[test]
fn the_logo_has_its_words() {
    let letter = sample::letter("en-side.nb");
    let document = open("en-side.nb");
    let elements = elements(&document);
    let figures: Vec<String> = kinds(&elements, b"Figure").map(|figure| text(figure.get(b"Alt").unwrap())).collect();
    assert_eq!(figures, [letter.frame.logo_alt]);
}

#[test]
fn first_column_and_first_row_are_table_headers() {
    let document = open("to-tjenester.nb");
    let elements = elements(&document);
    let scope = |header: &Dictionary| {
        let attributes = header.get(b"A").unwrap();
        format!("{attributes:?}").contains("/Row")
    };
    let (rows, columns): (Vec<_>, Vec<_>) = kinds(&elements, b"TH").partition(|header| scope(header));
    assert_eq!((rows.len(), columns.len()), (2 + 4 + 5, 4 + 4 + 2));
}
