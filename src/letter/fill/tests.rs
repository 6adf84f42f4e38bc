//! Filling: what is in scope where, and what case data can never become.

use super::*;
use crate::letter::letter::{Block, plain};
use crate::letter::markdown::reader::read;
use serde_json::json;

fn source<'a>(id: &'a str, body: &'a str) -> Source<'a> {
    Source { id, path: id, body }
}

/// Each test has a shelf of its own, since their files have the same names.
fn filler<'a>(
    template: Source<'a>,
    pieces: impl IntoIterator<Item = Source<'a>>,
    texts: impl IntoIterator<Item = Source<'a>>,
) -> Result<Filler<'static>, Vec<FillError>> {
    Box::leak(Box::new(Shelf::default())).filler(template, pieces, texts)
}

fn texts_of(markdown: &str) -> Vec<String> {
    read(markdown)
        .unwrap()
        .blocks
        .into_iter()
        .map(|placed| match placed.block {
            Block::Heading { level, runs } => format!("h{level} {}", plain(&runs)),
            Block::Paragraph { runs } => plain(&runs),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_text_sees_the_line_it_stands_in_and_the_root() {
    let template = source("brev", "# {{a.b}}\n\n{{#each linjer as |linje|}}\n{{del \"linje\"}}\n{{/each}}\n");
    let piece = source("linje", "{{setning \"om\"}} Slutt.\n");
    let text = source("om", "{{linje.navn}} hos {{avsender.navn}}.\n");
    let filler = filler(template, [piece], [text]).unwrap();
    let fields = json!({"a": {"b": "T"}, "avsender": {"navn": "K"}, "linjer": [{"navn": "x"}, {"navn": "*y*"}]});
    let mut lent = fields.clone();
    let filled = filler.fill(&mut lent).unwrap();
    assert_eq!(lent, fields);
    assert_eq!(texts_of(&filled), ["h1 T", "x hos K. Slutt.", "*y* hos K. Slutt."]);
}

#[test]
fn a_gap_without_value_names_the_file_and_the_gap() {
    let template = source("brev", "{{tekst \"om\"}}\n");
    let filler = filler(template, [], [source("om", "{{linje.navn}}\n")]).unwrap();
    let error = filler.fill(&mut json!({"linje": {}})).unwrap_err();
    assert_eq!(error, FillError::Gap { path: "om".into(), gap: "linje.navn".into() });
}

#[test]
fn an_unknown_text_is_an_error() {
    let filler = filler(source("brev", "{{tekst \"borte\"}}\n"), [], []).unwrap();
    assert!(matches!(filler.fill(&mut json!({})), Err(FillError::Gap { gap, .. }) if gap.contains("borte")));
}

#[test]
fn headings_in_a_part_stand_one_level_down() {
    let template = source("brev", "# A\n\n{{#underdel}}\n## B\n{{/underdel}}\n\n## C\n");
    let filler = filler(template, [], []).unwrap();
    assert_eq!(texts_of(&filler.fill(&mut json!({})).unwrap()), ["h1 A", "h3 B", "h2 C"]);
}

#[test]
fn case_data_never_becomes_markup() {
    let template = source("brev", "{{x}}\n\n| a | b |\n|---|---|\n| {{x}} | c |\n\n- {{x}}\n");
    for hostile in
        ["# x", "1. september", "- x", "<b>x</b>", "[a](b)", "a|b", "\\|", "{{y}}", "**x**", "&amp;", "`x`", "a\\"]
    {
        let filled = filler(template, [], []).unwrap().fill(&mut json!({"x": hostile})).unwrap();
        let placed = read(&filled).unwrap().blocks;
        assert_eq!(placed.len(), 3, "{hostile}");
        assert!(matches!(&placed[0].block, Block::Paragraph { runs } if plain(runs) == hostile), "{hostile}");
        assert!(matches!(&placed[1].block, Block::Table { rows, .. } if plain(&rows[0][0]) == hostile), "{hostile}");
    }
}

#[test]
fn a_sentence_keeps_its_bold_beside_another() {
    let template = source("brev", "Kort. {{setning \"frist\"}} Slutt.\n");
    let filler = filler(template, [], [source("frist", "**Fristen er {{x}}.**\n")]).unwrap();
    let placed = read(&filler.fill(&mut json!({"x": "fire uker"})).unwrap()).unwrap().blocks;
    let Block::Paragraph { runs } = &placed[0].block else { panic!() };
    assert_eq!(plain(runs), "Kort. Fristen er fire uker. Slutt.");
    assert_eq!(
        runs.iter().filter(|run| run.strong).map(|run| run.text.as_str()).collect::<Vec<_>>(),
        ["Fristen er fire uker."]
    );
}

#[test]
fn free_text_has_paragraphs_lists_and_bold_only() {
    let filler = filler(source("brev", "{{fritekst x}}\n"), [], []).unwrap();
    let text = "Første linje\nfortsetter **her**.\n\n- a\n- **b** c\n\n1. september *ikke* ** slutt";
    let placed = read(&filler.fill(&mut json!({"x": text})).unwrap()).unwrap().blocks;
    assert!(matches!(&placed[0].block, Block::Paragraph { runs } if runs.len() == 3 && runs[1].strong));
    assert!(matches!(&placed[1].block, Block::List { ordered: false, items } if items.len() == 2));
    assert!(matches!(&placed[2].block, Block::Paragraph { runs } if plain(runs) == "1. september *ikke* ** slutt"));
}
