//! The sheet in front of a print file, and the index of where each letter lies.
//!
//! Comes in: what is printed together, and where each letter lies. Goes out: a `Letter` to nobody, for the printing
//! room, and CSV lines. Names no person: a letter is known by its key.

use super::Job;
use crate::language::Maalform;
use crate::letter::format;
use crate::letter::letter::{Block, Closing, Frame, Letter, Letterhead, PlacedBlock, Run, Runs};
use crate::texts::avsender::Avsender;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Letters of so many sheets and more are counted together.
const THICK: usize = 10;
/// How many letters that are taken by hand are named.
const NAMED: usize = 20;

/// Where a letter lies in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) noekkel: String,
    pub(super) fra: usize,
    pub(super) til: usize,
    pub(super) ark: usize,
}

/// What the file is called.
pub(super) fn title(avsender: &Avsender) -> String {
    format!("Brev til utskrift fra {}", avsender.text("navn", Maalform::Nb).unwrap_or_default())
}

/// The sheet in front as a letter to nobody: how many envelopes of which thickness. It is as short for a year's letters
/// as for ten; which letter lies where stands in the index.
pub(super) fn cover(avsender: &Avsender, job: &Job<'_>, day: Date) -> Letter {
    let text = |felt: &str| avsender.text(felt, Maalform::Nb).unwrap_or_default();
    let sheets: usize = job.letters.iter().map(|letter| sheets(letter.sider)).sum();
    let paragraph = |text: &str| Block::Paragraph { runs: runs(text) };
    let index = format!("Hvor hvert brev ligger i fila, står i {}.csv.", job.stem);
    let mut body = vec![Block::Heading { level: 1, runs: runs("Brev til utskrift") }];
    body.push(paragraph(
        "Skriv ut på begge sider. Hvert brev begynner på et nytt ark. Legg hvert brev i sin egen konvolutt. \
         Legg ikke ved dette arket.",
    ));
    body.push(paragraph(&index));
    body.push(thicknesses(job));
    if !job.by_hand.is_empty() {
        body.push(Block::Heading { level: 2, runs: runs("Tas for hånd") });
        let count = job.by_hand.len();
        body.push(paragraph(&format!("{count} brev er ikke med i fila. Følg kommunens egen rutine.")));
        let items = job.by_hand.iter().take(NAMED).map(|key| vec![paragraph(key)]);
        body.push(Block::List { ordered: false, items: items.collect() });
        if count > NAMED {
            body.push(paragraph(&format!("Resten, {} brev, står i {}.csv.", count - NAMED, job.stem)));
        }
    }
    let references =
        [("Dato", format::date(day)), ("Brev", job.letters.len().to_string()), ("Ark", sheets.to_string())];
    Letter {
        identity: format!("utskrift/{}", job.stem),
        title: title(avsender),
        summary: Vec::new(),
        language: Maalform::Nb,
        brevdato: day,
        head: Letterhead {
            municipality: text("navn"),
            office: text("kontor"),
            sender: avsender.id.clone(),
            address: vec!["Til skriveren".to_owned()],
            references: references.map(|(label, value)| (label.to_owned(), value)).to_vec(),
        },
        body: body.into_iter().map(|block| PlacedBlock { block, source: String::new() }).collect(),
        closing: Closing {
            greeting: "Brevene kommer etter dette arket.".to_owned(),
            signatures: Vec::new(),
            note: String::new(),
            attachments_label: String::new(),
            attachments: Vec::new(),
        },
        frame: Frame {
            contact: format!("{} · {}", text("navn"), text("kontor")),
            page: "Side".to_owned(),
            of: "av".to_owned(),
            draft: None,
            logo_alt: format!("Logoen til {}", text("navn")),
        },
    }
}

/// The index: a line for each letter, with semicolons, which a Norwegian spreadsheet opens as it is.
pub(super) fn index(rows: &[Row], by_hand: &[String]) -> String {
    let line = |row: &Row| format!("{};{};{};{};utskrift\n", row.noekkel, row.fra, row.til, row.ark);
    let printed = rows.iter().map(line);
    let others = by_hand.iter().map(|key| format!("{key};;;;tas for hånd\n"));
    std::iter::once("brev;side_fra;side_til;ark;hvordan\n".to_owned()).chain(printed).chain(others).collect()
}

/// How many letters take so many sheets, so that the room knows which envelopes it needs.
fn thicknesses(job: &Job<'_>) -> Block {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for letter in &job.letters {
        let of = sheets(letter.sider);
        let count = counts.entry(of.min(THICK)).or_default();
        *count = (count.0 + 1, count.1 + of);
    }
    let cells = |cells: [String; 3]| cells.iter().map(|cell| runs(cell)).collect::<Vec<Runs>>();
    let name = |of: usize| if of == THICK { format!("{of} eller flere") } else { of.to_string() };
    let sum = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let rows = counts.iter().map(|(of, count)| (name(*of), *count)).chain([("Til sammen".to_owned(), sum)]);
    Block::Table {
        header: cells(["Ark i brevet", "Brev", "Ark i alt"].map(str::to_owned)),
        rows: rows.map(|(name, (letters, sheets))| cells([name, letters.to_string(), sheets.to_string()])).collect(),
        total: true,
    }
}

/// The sheets of a letter that is printed on both sides.
pub(super) fn sheets(pages: usize) -> usize {
    pages.div_ceil(2)
}

fn runs(text: &str) -> Runs {
    vec![Run { text: text.to_owned(), strong: false }]
}

#[cfg(test)]
mod tests {
    use super::super::PaperLetter;
    use super::*;
    use crate::texts::library::Library;
    use std::path::Path;

    #[test]
    fn the_sheet_in_front_counts_every_letter_and_is_as_short_for_a_years_letters_as_for_ten() {
        let letter = |number: usize| PaperLetter {
            fil: String::new(),
            noekkel: format!("2026/{number:05}"),
            pdf_sha256: String::new(),
            sider: number % 30 + 1,
            brevdato: Date::constant(2026, 11, 23),
        };
        let job = Job {
            folder: Path::new("ut"),
            stem: "utskrift_eksempel_1".to_owned(),
            avsender: "eksempel".to_owned(),
            letters: (0..6_000).map(letter).collect(),
            by_hand: (0..300).map(|number| format!("2026/9{number:04}")).collect(),
        };
        let avsender = Library::embedded().avsender("eksempel").unwrap();
        let letter = cover(&avsender, &job, Date::constant(2026, 11, 23));
        let text = |runs: &Runs| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let (mut rows, mut items, mut said) = (Vec::new(), 0, String::new());
        for placed in &letter.body {
            match &placed.block {
                Block::Table { rows: found, .. } => {
                    rows.extend(found.iter().map(|row| row.iter().map(text).collect::<Vec<_>>()));
                }
                Block::List { items: found, .. } => items += found.len(),
                Block::Paragraph { runs } => said += &text(runs),
                _ => {}
            }
        }
        // Thirty lengths from one page to thirty, two hundred letters of each.
        assert_eq!(rows[0], ["1", "400", "400"]);
        assert_eq!(rows[8], ["9", "400", "3600"]);
        assert_eq!(rows[9], ["10 eller flere", "2400", "30000"]);
        assert_eq!(rows[10], ["Til sammen", "6000", "48000"]);
        assert_eq!((rows.len(), items), (11, NAMED));
        assert!(said.contains("300 brev er ikke med i fila") && said.contains("Resten, 280 brev, står i"), "{said}");
        assert_eq!(index(&[], &job.by_hand).lines().count(), 301);
    }
}
