//! The PDF in layers: same bytes, metadata, places on the page, and words that must survive.

#[path = "pdf/broken.rs"]
mod broken;
#[path = "pdf/metadata.rs"]
mod metadata;
#[path = "pdf/page.rs"]
mod page;
#[path = "pdf/same_bytes.rs"]
mod same_bytes;
#[path = "pdf/sample.rs"]
mod sample;
#[path = "pdf/verbatim.rs"]
mod verbatim;
#[path = "pdf/words.rs"]
mod words;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use vedtaksbrev::letter::letter::Letter;
use vedtaksbrev::typeset::{Layout, Pdf, typeset};

const LETTERS: [&str; 6] =
    ["en-side.nb", "to-tjenester.nb", "lange-tabeller.nb", "to-deler.nb", "avslag.nn", "lange-navn.nb"];

static LAYOUT: LazyLock<Layout> = LazyLock::new(layout);

fn layout() -> Layout {
    Layout::from_files(files()).unwrap()
}

fn files() -> Vec<(String, Vec<u8>)> {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("letter-templates");
    let logo = include_bytes!("pdf/logo.svg").to_vec();
    let mut files: Vec<(String, Vec<u8>)> =
        ["faerder", "bodoe"].map(|sender| (format!("avsendere/{sender}/logo.svg"), logo.clone())).into();
    for folder in ["layout", "layout/fonts"] {
        for entry in std::fs::read_dir(templates.join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
                files.push((name, std::fs::read(entry.path()).unwrap()));
            }
        }
    }
    files
}

fn pdf(letter: &Letter) -> Pdf {
    typeset(letter, &LAYOUT).unwrap()
}

/// Where the PDFs lie that `.ci/pdf-check` hands to veraPDF.
fn proofs() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_sample_letter_becomes_a_pdf_of_one_to_four_pages() {
    for name in LETTERS {
        let pdf = pdf(&sample::letter(name));
        std::fs::write(proofs().join(format!("{name}.pdf")), &pdf.bytes).unwrap();
        println!("{name}: {} pages, {} bytes", pdf.pages, pdf.bytes.len());
        assert!((1..=4).contains(&pdf.pages), "{name}: {} pages", pdf.pages);
        assert!(pdf.bytes.len() < 70_000, "{name}: {} bytes", pdf.bytes.len());
    }
}

#[test]
#[ignore = "a measurement"]
fn a_letter_takes_this_long() {
    for name in LETTERS {
        let start = std::time::Instant::now();
        for round in 0..40 {
            let mut letter = sample::letter(name);
            letter.head.address[0] = format!("Prøve Eksempelsen {round}");
            letter.head.references[1].1 = format!("2026/{round:05}");
            letter.identity.push_str(&round.to_string());
            pdf(&letter);
        }
        println!("{name}: {:?} per letter", start.elapsed() / 40);
    }
}
