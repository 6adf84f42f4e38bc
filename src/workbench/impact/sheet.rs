//! The impact as a sheet to read, judge and sign.
//!
//! Comes in: `Impact`, what the two libraries are called, and the day. Goes out: a `Sheet`.
//! Says in words what the marks show, so that nobody needs to see them. Typesets nothing.

use super::cases::named;
use super::print::{cases_count, chosen, sentence, summary};
use super::{Change, Fate, Hunk, Impact};
use crate::language::Maalform;
use crate::letter::format;
use crate::texts::library::sha256_hex;
use crate::typeset::sheet::{Bit, Line, Mark, Part, Sheet};
use jiff::civil::Date;

/// The sheet; `before` and `after` are what the reader calls the libraries.
pub fn sheet(impact: &Impact, before: &str, after: &str, dato: Date) -> Sheet {
    let title = "Virkning av endrede tekster";
    let mut body = vec![
        Part::heading(1, title),
        Part::Table {
            label: "Hva som er sammenlignet".to_owned(),
            header: vec!["Hva".to_owned(), "Hvilken".to_owned()],
            rows: [("Før", before), ("Etter", after)]
                .map(|(word, what)| vec![vec![Bit::plain(word)], vec![Bit::plain(what)]])
                .to_vec(),
        },
        Part::heading(2, "Kort sagt"),
        Part::List { ordered: false, items: summary(impact).into_iter().map(|line| vec![Bit::plain(line)]).collect() },
    ];
    body.extend(files(impact));
    body.push(Part::heading(2, "Endringene i brevene"));
    if impact.changes.is_empty() {
        body.push(Part::words("Ingen brev har fått andre ord."));
    } else {
        body.push(Part::Paragraph {
            bits: vec![
                Bit::plain("Under «Før» er ord som er tatt ut, "),
                Bit { mark: Mark::Gone, ..Bit::plain("strøket over") },
                Bit::plain(". Under «Etter» er nye ord "),
                Bit { mark: Mark::New, ..Bit::plain("understreket og fete") },
                Bit::plain("."),
            ],
        });
    }
    for (number, (change, cases)) in (1..).zip(&impact.changes) {
        body.push(Part::heading(3, format!("Endring {number}, i {}", cases_count(cases.len()))));
        body.extend(words(change, language(impact, cases)));
        body.extend(reach(impact, cases));
        body.push(choices());
    }
    if !impact.drafts.is_empty() {
        body.push(Part::heading(2, format!("Brev som blir merket UTKAST, i {}", cases_count(impact.drafts.len()))));
        body.extend(reach(impact, &impact.drafts));
    }
    body.push(signature());
    let hash = sha256_hex(format!("{body:?}").as_bytes());
    Sheet {
        identity: format!("virkning/{dato}/{hash}"),
        title: title.to_owned(),
        author: "vedtaksbrev".to_owned(),
        language: Maalform::Nb,
        dato,
        foot: format!("{title} · {}", format::date(dato)),
        page: ("Side".to_owned(), "av".to_owned()),
        body,
    }
}

fn files(impact: &Impact) -> Vec<Part> {
    let row = |(path, what): (&String, &super::What)| vec![vec![Bit::plain(path)], vec![Bit::plain(what.word())]];
    let rows: Vec<Vec<Line>> = impact.files.iter().map(row).collect();
    let heading = Part::heading(2, "Endrede filer");
    if rows.is_empty() {
        return vec![heading, Part::words("Ingen filer er endret.")];
    }
    let header = vec!["Fil".to_owned(), "Hva".to_owned()];
    vec![heading, Part::Table { label: "Filene som er endret".to_owned(), header, rows }]
}

/// The language of the cases when they share one; bokmål otherwise.
fn language(impact: &Impact, cases: &[usize]) -> Maalform {
    let mut facts = chosen(impact, cases).into_iter().filter_map(|case| case.facts.as_ref());
    let nynorsk =
        facts.next().is_some_and(|it| it.maalform == Maalform::Nn) && facts.all(|it| it.maalform == Maalform::Nn);
    if nynorsk { Maalform::Nn } else { Maalform::Nb }
}

fn words(change: &Change, language: Maalform) -> Vec<Part> {
    let Change::Words(hunk) = change else { return vec![Part::words(sentence(change))] };
    [(Fate::Goes, "Før", "Ingenting sto her før."), (Fate::Comes, "Etter", "Ingenting står her lenger.")]
        .into_iter()
        .flat_map(|(fate, word, nothing)| {
            let said = if hunk.has(fate) { lines(hunk, fate) } else { vec![vec![Bit::plain(nothing)]] };
            let parts = said.into_iter().map(|bits| Part::Paragraph { bits }).collect();
            [Part::heading(4, word), Part::Quote { lang: language.tag(), parts }]
        })
        .collect()
}

/// One side of a hunk, a line for each block, without the marks of Markdown.
fn lines(hunk: &Hunk, own: Fate) -> Vec<Line> {
    let mark = if own == Fate::Goes { Mark::Gone } else { Mark::New };
    let mut lines: Vec<Line> = vec![Vec::new()];
    for (fate, text) in hunk.side(own) {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            let start = lines.last().is_some_and(Vec::is_empty);
            let text = unmarked(piece, start);
            let bit = Bit { mark: if fate == Fate::Stays { Mark::Plain } else { mark }, ..Bit::plain(text) };
            lines.last_mut().into_iter().filter(|_| !bit.text.is_empty()).for_each(|line| line.push(bit.clone()));
        }
    }
    lines.retain(|line| line.iter().any(|bit| !bit.text.trim().is_empty()));
    lines
}

fn unmarked(piece: &str, start: bool) -> String {
    let text = piece.replace("**", "").replace(" | ", " · ");
    let text = if start { text.trim_start_matches(['#', '|']).trim_start().to_owned() } else { text };
    text.strip_suffix(" |").map(str::to_owned).unwrap_or(text)
}

fn reach(impact: &Impact, cases: &[usize]) -> Vec<Part> {
    let items = named(&chosen(impact, cases)).into_iter().map(|line| vec![Bit::plain(line)]).collect();
    vec![Part::Paragraph { bits: vec![Bit::strong("Gjelder:")] }, Part::List { ordered: false, items }]
}

fn choices() -> Part {
    Part::Choices { words: vec!["Godkjent".to_owned(), "Ikke godkjent".to_owned()] }
}

fn signature() -> Part {
    let blanks = ["Merknad", "Navn", "Dato", "Underskrift"].map(str::to_owned).to_vec();
    let parts = vec![
        Part::heading(2, "Avgjørelse"),
        Part::words("Jeg har lest endringene over og det de gjør med brevene."),
        choices(),
        Part::Blanks { words: blanks },
    ];
    Part::Together { parts }
}
