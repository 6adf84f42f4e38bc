//! What must hold for any case, not just for those we thought of.

use proptest::prelude::*;
use std::sync::OnceLock;
use vedtaksbrev::letter::compose::Composed;
use vedtaksbrev::letter::letter::{Block, plain};
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

fn house() -> &'static House {
    static HOUSE: OnceLock<House> = OnceLock::new();
    HOUSE.get_or_init(|| House::new(Library::embedded()).unwrap())
}

const CASE: &str = include_str!("cases/good/foerste-brev/sak.yaml");

/// The first letter's case with some values replaced by others, quoted so that YAML reads them as typed.
fn case(replaced: &[(&str, &str)]) -> String {
    let mut text = CASE.to_owned();
    for (old, new) in replaced {
        assert!(text.contains(old), "the case has changed: {old}");
        text = text.replacen(old, &serde_json::to_string(new).unwrap(), 1);
    }
    text
}

fn compose(text: &str) -> Result<Composed, Vec<Problem>> {
    let (prepared, problems) = pipeline::prepare(house(), "sak.yaml", text.as_bytes());
    let Some(prepared) = prepared else { return Err(problems) };
    let mut letters = pipeline::compose(&prepared)?;
    Ok(letters.remove(0).1)
}

fn words(blocks: &[Block], all: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { runs, .. } | Block::Paragraph { runs } => all.push(plain(runs)),
            Block::List { items, .. } => items.iter().for_each(|item| words(item, all)),
            Block::Table { header, rows, .. } => {
                all.extend(header.iter().chain(rows.iter().flatten()).map(|cell| plain(cell)));
            }
            Block::Divider => {}
        }
    }
}

/// Everything in the letter that is text, one block or cell a line, with ordinary spaces.
fn text_of(letter: &Composed) -> String {
    let mut all = letter.letter.head.address.clone();
    all.extend(letter.letter.head.references.iter().map(|(_, value)| value.clone()));
    let blocks: Vec<Block> = letter.letter.body.iter().map(|placed| placed.block.clone()).collect();
    words(&blocks, &mut all);
    all.join("\n").replace('\u{a0}', " ")
}

fn shape(letter: &Composed) -> Vec<&'static str> {
    let kind = |block: &Block| match block {
        Block::Heading { .. } => "heading",
        Block::Paragraph { .. } => "paragraph",
        Block::List { .. } => "list",
        Block::Table { .. } => "table",
        Block::Divider => "divider",
    };
    letter.letter.body.iter().map(|placed| kind(&placed.block)).collect()
}

/// Text of one line that a case may hold, rich in everything that could be markup somewhere.
fn line() -> impl Strategy<Value = String> {
    let hostile = prop::sample::select(vec![
        "#",
        "##",
        "*",
        "_",
        "`",
        "```",
        "<b>",
        "</p>",
        "<!--",
        "[a](b)",
        "![x](y)",
        "{{x}}",
        "{{{x}}}",
        "{{> del}}",
        "{{#if a}}",
        "\\",
        "\\\\",
        "|",
        "||",
        "~",
        "$x$",
        "#panic()",
        "@ref",
        "&amp;",
        "&lt;",
        "1.",
        "1. september",
        "+",
        "-",
        "---",
        "===",
        ">",
        "«",
        "»",
        "æøå",
        "á",
        "č",
        "đ",
        "ŋ",
        "š",
        "ŧ",
        "ž",
        "../..",
        "a",
        "ord",
        " ",
    ]);
    prop::collection::vec(hostile, 1..8).prop_map(|parts| {
        let text = parts.concat();
        // What is typed begins and ends with something that is seen; inner spaces stay single.
        let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        format!("x{text}x")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_typed_stands_in_the_letter_as_typed(name in line(), place in line(), task in line(), reason in line()) {
        // Two pairs of stars in free text are bold by agreement; everything else is literal.
        prop_assume!(reason.matches("**").count() < 2);
        let text = case(&[
            ("Inger Prøve", &name),
            ("EKSEMPELSTAD", &place),
            ("Vaske klær og skifte sengetøy", &task),
            ("Du har ikke utstyr til å bestille på nett, så det er ikke en god løsning for deg nå.", &reason),
        ]);
        let letter = compose(&text).map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
        let printed = text_of(&letter);
        for typed in [&name, &place, &task, &reason] {
            prop_assert!(printed.contains(typed.as_str()), "{typed} is not in the letter");
        }
        let plain_case = compose(CASE).unwrap();
        prop_assert_eq!(shape(&letter), shape(&plain_case), "the text changed the letter's structure");
        prop_assert!(!letter.letter.title.contains(&name), "the title holds a name");
    }

    #[test]
    fn no_bytes_make_the_program_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (prepared, problems) = pipeline::prepare(house(), "sak.yaml", &bytes);
        prop_assert!(prepared.is_none() && !problems.is_empty());
    }

    #[test]
    fn a_broken_case_is_refused_or_read_and_never_half(cut in 0usize..CASE.len()) {
        let cut = (0..=cut).rev().find(|at| CASE.is_char_boundary(*at)).unwrap_or(0);
        let (prepared, problems) = pipeline::prepare(house(), "sak.yaml", &CASE.as_bytes()[..cut]);
        let errors = problems.iter().any(Problem::is_error);
        prop_assert_eq!(prepared.is_none(), errors);
    }
}

#[test]
fn an_internal_note_is_never_printed() {
    let text = format!("{CASE}\nintern_merknad: Ring fastlegen om hemmeligheten\n");
    let (prepared, _) = pipeline::prepare(house(), "sak.yaml", text.as_bytes());
    let letters = pipeline::make(house(), &prepared.unwrap()).unwrap();
    for (finished, composed) in letters {
        assert!(!format!("{:?}", composed.letter).contains("hemmeligheten"));
        assert!(!String::from_utf8_lossy(&finished.receipt.to_json()).contains("hemmeligheten"));
    }
}

#[test]
fn a_letter_is_the_same_whatever_was_composed_before() {
    let first = compose(CASE).unwrap().letter;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/good");
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path().join("sak.yaml");
        if let Ok(text) = std::fs::read_to_string(file) {
            let _ = compose(&text);
        }
    }
    assert_eq!(compose(CASE).unwrap().letter, first);
}

#[test]
fn the_order_the_library_is_read_in_does_not_matter() {
    let embedded = Library::embedded();
    let mut files: Vec<(String, Vec<u8>)> =
        embedded.paths().map(|path| (path.to_owned(), embedded.bytes(path).unwrap().to_vec())).collect();
    files.reverse();
    let turned = House::new(Library::from_files(files)).unwrap();
    let (prepared, _) = pipeline::prepare(&turned, "sak.yaml", CASE.as_bytes());
    let letters = pipeline::make(&turned, &prepared.unwrap()).unwrap();
    let (prepared, _) = pipeline::prepare(house(), "sak.yaml", CASE.as_bytes());
    let same = pipeline::make(house(), &prepared.unwrap()).unwrap();
    assert_eq!(letters[0].0.pdf, same[0].0.pdf);
}
