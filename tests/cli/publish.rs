//! `tekster publiser`: everything that governs the letters, as a page and a PDF.

use crate::golden::{golden, golden_text, small_library, text};
use crate::run::Desk;
use jiff::civil::date;
use vedtaksbrev::disk::RealDisk;
use vedtaksbrev::texts::library::{LEGAL_TEXTS, Library};
use vedtaksbrev::workbench::publish;

#[test]
fn the_library_becomes_a_page_and_a_pdf() {
    let desk = Desk::new();
    golden("publiser", &desk.run(&["tekster", "publiser", "nettside", "--dato", "2026-11-22"]));
    assert_eq!(desk.files(), ["nettside/tekster.html", "nettside/tekster.pdf"]);
    assert!(desk.read("nettside/tekster.pdf").starts_with(b"%PDF-1.7"));
    let page = String::from_utf8(desk.read("nettside/tekster.html")).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"nb\">") && !page.contains("<script"));
    let library = Library::embedded();
    for id in library.text_ids() {
        assert!(page.contains(&format!("id=\"tekst-{}\"", id.replace('/', "--"))), "{id}");
    }
    // Every version in both languages, and every service, complaint rule and sender's price.
    let versions = library.text_ids().into_iter().map(|id| library.versions(&format!("{LEGAL_TEXTS}/{id}")).count());
    let quotes = page.matches("<blockquote lang=\"nb\"").count() + page.matches("<blockquote lang=\"nn\"").count();
    assert_eq!(quotes, versions.sum::<usize>() + 1);
    assert_eq!(page.matches("id=\"tjeneste-").count(), library.tjeneste_ids().len());
    assert!(page.contains("href=\"https://lovdata.no/dokument/NL/lov/2011-06-24-30/%C2%A73-2\""));
    assert!(page.contains("Prisene i Bodø kommune") && page.contains("lang=\"nn\""));
    assert!(!page.contains("9999") && !page.contains("{{"));
    // A link within the page leads somewhere.
    for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
    }
}

#[test]
fn a_file_in_the_way_is_said_and_nothing_is_written() {
    let desk = Desk::new();
    desk.write("nettside", "x");
    golden("publiser-fil", &desk.run(&["tekster", "publiser", "nettside"]));
    assert_eq!(desk.files(), ["nettside"]);
}

/// The page of a desk's small library, without its style.
fn page(desk: &Desk) -> String {
    let library = Library::open(&RealDisk, &desk.path("t")).unwrap();
    let page = publish::html(&publish::sheet(&library, date(2026, 11, 22)));
    let (start, end) = (page.find("<style>").unwrap(), page.find("</style>").unwrap());
    format!("{}{}", &page[..start], &page[end + 9..])
}

#[test]
fn a_small_library_is_read_in_full() {
    golden_text("publiser-liten", &page(&small_library()));
}

#[test]
fn words_of_the_library_never_become_markup() {
    let desk = small_library();
    let hostile = "<img src=x onerror=alert(1)> & \"x\"";
    text(&desk, "farlig", "2024-06-01", &format!("usikkert: '{hostile}'\n"), hostile, "Trygt.");
    let page = page(&desk);
    assert!(
        !page.contains("<img") && page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;x&quot;"),
        "{page}"
    );
}
