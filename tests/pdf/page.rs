//! Where things stand on the page: the envelope's window, the margins, and what must stay together.

use super::words::{self, Words};
use super::{LETTERS, pdf, proofs, sample};
use vedtaksbrev::letter::letter::{Block, Letter, PlacedBlock, Run, Runs};

fn words_of(letter: &Letter) -> Vec<Words> {
    words::of(&pdf(letter).bytes)
}

fn runs(text: impl Into<String>) -> Runs {
    vec![Run { text: text.into(), strong: false }]
}

fn placed(block: Block) -> PlacedBlock {
    PlacedBlock { block, source: String::new() }
}

/// The envelopes' windows reach from 30 to 79 mm down on a sheet that has slid, and 120 mm in from the left.
#[test]
fn only_the_address_shows_in_the_window() {
    for name in LETTERS {
        let letter = sample::letter(name);
        let address = letter.head.address.join("");
        let shown: Vec<Words> = words_of(&letter)
            .into_iter()
            .filter(|words| words.page == 1 && words.x < 120.0 && words.y > 30.0 && words.y < 80.0 && !words.artifact)
            .collect();
        let text: String = shown.iter().map(|words| words.text.as_str()).collect();
        assert_eq!(text.replace(' ', ""), address.replace(' ', ""), "{name}");
        assert!(shown.iter().all(|words| words.x >= 20.0), "{name}: left of 20 mm");
        assert!(shown[0].y >= 48.0 && shown.last().unwrap().y <= 75.0, "{name}: {:?}", shown.last());
    }
}

#[test]
fn an_address_of_six_lines_ends_before_70_mm() {
    let mut letter = sample::letter("en-side.nb");
    letter.head.address = (1..=6).map(|number| format!("Prøvelinje {number}")).collect();
    let lines: Vec<Words> =
        words_of(&letter).into_iter().filter(|words| words.text.starts_with("Prøvelinje")).collect();
    assert_eq!(lines.len(), 6);
    assert!(lines[0].y - 2.4 >= 46.0 && lines[5].y + 0.8 <= 70.0, "{} to {}", lines[0].y, lines[5].y);
}

#[test]
fn the_left_margin_is_free_for_the_print_services_code() {
    for name in LETTERS {
        let left = words_of(&sample::letter(name)).into_iter().filter(|words| words.size < 100.0).map(|words| words.x);
        assert!(left.fold(f32::MAX, f32::min) >= 18.0, "{name}");
    }
}

#[test]
fn pages_are_numbered_with_the_words_of_the_letter() {
    let letter = sample::letter("to-tjenester.nb");
    let pdf = pdf(&letter);
    let all = words::of(&pdf.bytes);
    for page in 1..=pdf.pages {
        let foot: String =
            all.iter().filter(|w| w.page == page as u32 && w.y > 275.0).map(|w| w.text.as_str()).collect();
        assert!(foot.replace(' ', "").contains(&format!("Side{page}av{}", pdf.pages)), "{foot}");
    }
}

#[test]
fn a_draft_says_so_on_every_page_and_once_aloud() {
    let letter = sample::letter("to-tjenester.nb");
    let pdf = pdf(&letter);
    let marks: Vec<Words> = words::of(&pdf.bytes).into_iter().filter(|words| words.text == "UTKAST").collect();
    for page in 1..=pdf.pages {
        assert_eq!(marks.iter().filter(|mark| mark.page == page as u32).count(), 2, "page {page}");
    }
    assert!(words::read_aloud(&pdf.bytes).starts_with("UTKAST"));
    assert_eq!(marks.iter().filter(|mark| !mark.artifact).count(), 1);
    let finished = sample::letter("to-deler.nb");
    assert!(words_of(&finished).iter().all(|words| words.text != "UTKAST"));
}

#[test]
fn lines_are_about_seventy_characters_and_never_far_above_seventy_five() {
    for name in LETTERS {
        let lengths: Vec<usize> =
            lines(&words_of(&sample::letter(name))).iter().map(|line| line.chars().count()).collect();
        let full: Vec<usize> = lengths.into_iter().filter(|length| *length > 55).collect();
        let mean = full.iter().sum::<usize>() / full.len();
        assert!(mean <= 73 && full.iter().all(|length| *length <= 83), "{name}: mean {mean}, {:?}", full.iter().max());
    }
}

/// The letter's lines in the size of running text: runs on the same baseline belong together.
fn lines(all: &[Words]) -> Vec<String> {
    let mut lines: Vec<(u32, f32, String)> = Vec::new();
    for words in all.iter().filter(|words| (words.size - 11.0).abs() < 0.1 && !words.artifact) {
        match lines.last_mut() {
            Some((page, y, text)) if *page == words.page && (*y - words.y).abs() < 0.5 => text.push_str(&words.text),
            _ => lines.push((words.page, words.y, words.text.clone())),
        }
    }
    lines.into_iter().map(|(_, _, text)| text).collect()
}

/// Two or three pages are found by leafing; bookmarks cost every such letter 2 kB.
#[test]
fn only_a_long_letter_has_bookmarks() {
    let with = |headings: usize| {
        let heading = |number| Block::Heading { level: 2, runs: runs(format!("Del {number}")) };
        pdf(&pushed_down(1, (0..headings).map(heading).collect())).bytes
    };
    let has = |bytes: Vec<u8>| bytes.windows(6).any(|part| part == b"/Dest ");
    assert!(!has(with(8)));
    assert!(has(with(20)));
}

/// A letter with so many one-line paragraphs before the blocks that they meet the foot of the page somewhere.
fn pushed_down(lines: usize, blocks: Vec<Block>) -> Letter {
    let mut letter = sample::letter("en-side.nb");
    letter.body.truncate(1);
    letter.body.extend((0..lines).map(|_| placed(Block::Paragraph { runs: runs("Fyll.") })));
    letter.body.extend(blocks.into_iter().map(placed));
    letter
}

fn page_of(all: &[Words], text: &str) -> u32 {
    all.iter().find(|words| words.text.contains(text)).unwrap_or_else(|| panic!("{text}")).page
}

#[test]
fn a_sum_never_stands_alone_on_the_next_page() {
    let rows = (1..=4).map(|number| vec![runs(format!("Rad{number}")), runs("1 time")]).collect();
    let table = Block::Table { header: vec![runs("Hva"), runs("Tid")], rows, total: true };
    for lines in 8..24 {
        let all = words_of(&pushed_down(lines, vec![table.clone(), Block::Paragraph { runs: runs("Slutt.") }]));
        assert_eq!(page_of(&all, "Rad4"), page_of(&all, "Rad3"), "after {lines} lines");
    }
}

#[test]
fn a_heading_never_stands_at_the_foot_of_a_page() {
    let table = Block::Table { header: vec![runs("Hode")], rows: vec![vec![runs("Rad1")]; 3], total: false };
    let list = Block::List { ordered: true, items: vec![vec![Block::Paragraph { runs: runs("Punkt1") }]] };
    for (follower, text) in
        [(table, "Rad1"), (list, "Punkt1"), (Block::Paragraph { runs: runs("Avsnitt1") }, "Avsnitt1")]
    {
        for lines in 10..24 {
            let heading = Block::Heading { level: 2, runs: runs("Overskrift1") };
            let all = words_of(&pushed_down(
                lines,
                vec![heading, follower.clone(), Block::Paragraph { runs: runs("Slutt.") }],
            ));
            assert_eq!(page_of(&all, "Overskrift1"), page_of(&all, text), "{text} after {lines} lines");
        }
    }
}

#[test]
fn the_greeting_never_leaves_the_last_words_of_the_body() {
    for lines in 10..24 {
        let all = words_of(&pushed_down(lines, vec![Block::Paragraph { runs: runs("Slutt.") }]));
        assert_eq!(page_of(&all, "Slutt"), page_of(&all, "Med vennlig hilsen"), "after {lines} lines");
        assert_eq!(page_of(&all, "Brevet er godkjent"), page_of(&all, "Med vennlig hilsen"), "after {lines} lines");
    }
}

#[test]
fn a_table_over_several_pages_repeats_its_header_for_the_eye_only() {
    let row = |number: usize| vec![runs(format!("Rad{number}")), runs("En forklaring som er litt lang. ".repeat(4))];
    let table = Block::Table {
        header: vec![runs("Regelhode"), runs("Hva den sier")],
        rows: (1..=60).map(row).collect(),
        total: false,
    };
    let letter = pushed_down(1, vec![table, Block::Paragraph { runs: runs("Slutt.") }]);
    let pdf = pdf(&letter);
    std::fs::write(proofs().join("tabell-over-flere-sider.pdf"), &pdf.bytes).unwrap();
    let all = words::of(&pdf.bytes);
    let headers: Vec<&Words> = all.iter().filter(|words| words.text == "Regelhode").collect();
    assert_eq!(headers.len(), page_of(&all, "Rad60") as usize);
    assert_eq!(headers.iter().filter(|words| !words.artifact).count(), 1);
}

#[test]
fn a_cell_longer_than_a_page_is_not_cut_off() {
    let long = "Ord for ord for ord. ".repeat(400);
    let table = Block::Table {
        header: vec![runs("Hva"), runs("Hvorfor")],
        rows: vec![vec![runs("Rad"), runs(format!("{long}Siste"))]],
        total: false,
    };
    let all = words_of(&pushed_down(1, vec![table, Block::Paragraph { runs: runs("Slutt.") }]));
    assert!(all.iter().filter(|words| !words.artifact).all(|words| words.y < 279.0), "text runs into the foot");
    assert!(page_of(&all, "Siste") > 1);
}
