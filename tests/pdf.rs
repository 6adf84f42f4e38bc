//! The PDF in layers: same bytes, metadata, places on the page, and words that must survive.

#[path = "pdf/sample.rs"]
mod sample;

use std::path::Path;
use std::sync::LazyLock;
use vedtaksbrev::letter::letter::Letter;
use vedtaksbrev::typeset::{Layout, Pdf, typeset};

const LETTERS: [&str; 6] = ["en-side.nb", "to-tjenester.nb", "lange-tabeller.nb", "to-deler.nb", "avslag.nn", "lange-navn.nb"];

static LAYOUT: LazyLock<Layout> = LazyLock::new(|| Layout::from_files(files()).unwrap());

fn files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("letter-templates/layout");
    let mut files = vec![
        ("avsendere/faerder/logo.svg".to_owned(), include_bytes!("pdf/logo.svg").to_vec()),
        ("avsendere/bodoe/logo.svg".to_owned(), include_bytes!("pdf/logo.svg").to_vec()),
    ];
    for folder in [root.clone(), root.join("fonts")] {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            let path = entry.path();
            let name = path.strip_prefix(root.parent().unwrap()).unwrap().to_str().unwrap().to_owned();
            files.push((name, std::fs::read(path).unwrap()));
        }
    }
    files
}

fn pdf(letter: &Letter) -> Pdf {
    typeset(letter, &LAYOUT).unwrap()
}

#[test]
fn every_sample_letter_becomes_a_pdf() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    for name in LETTERS {
        let pdf = pdf(&sample::letter(name));
        std::fs::write(folder.join(format!("{name}.pdf")), &pdf.bytes).unwrap();
        println!("{name}: {} pages, {} bytes", pdf.pages, pdf.bytes.len());
    }
}

#[test]
#[ignore = "a measurement"]
fn measure() {
    let letters: Vec<Letter> = LETTERS.iter().map(|name| sample::letter(name)).collect();
    for letter in &letters { pdf(letter); }
    let start = std::time::Instant::now();
    for round in 0..50 {
        for letter in &letters {
            let mut letter = letter.clone();
            letter.head.address[0] = format!("Prøve Eksempelsen {round}");
            letter.identity.push_str(&round.to_string());
            pdf(&letter);
        }
    }
    println!("{:?} per letter", start.elapsed() / 300);
}
