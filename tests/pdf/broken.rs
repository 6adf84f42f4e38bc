//! Letters that are broken on purpose, for `.ci/pdf-check` to prove that its checks can fail.

use super::{pdf, sample};
use lopdf::{Dictionary, Document, Object};
use std::path::Path;

/// Writes the good letter with one thing taken away.
fn write(name: &str, spoil: impl FnOnce(&mut Document)) {
    let mut document = Document::load_mem(&pdf(&sample::letter("en-side.nb")).bytes).unwrap();
    spoil(&mut document);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf-broken");
    std::fs::create_dir_all(&folder).unwrap();
    document.save(folder.join(format!("{name}.pdf"))).unwrap();
}

fn without(key: &[u8]) -> impl FnOnce(&mut Document) {
    move |document| drop(document.catalog_mut().unwrap().remove(key).unwrap())
}

/// Every dictionary with this entry loses it.
fn nowhere(key: &[u8]) -> impl FnOnce(&mut Document) {
    move |document| {
        let dictionaries = document.objects.values_mut().filter_map(|object| match object {
            Object::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        });
        let removed = dictionaries.filter_map(|dictionary: &mut Dictionary| dictionary.remove(key)).count();
        assert!(removed > 0);
    }
}

#[test]
fn letters_without_tags_language_metadata_fonts_or_alternative_text_are_written_for_the_checker() {
    write("without-tag-tree", without(b"StructTreeRoot"));
    write("not-marked-as-tagged", without(b"MarkInfo"));
    write("without-language", without(b"Lang"));
    write("without-metadata", without(b"Metadata"));
    write("without-fonts", nowhere(b"FontFile2"));
    write("without-alternative-text", nowhere(b"Alt"));
}
