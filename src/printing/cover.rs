//! The list in front of a print file, and the same list as an index for programs.
//!
//! Comes in: where each letter lies. Goes out: a `Letter` to nobody, for the printing room, and CSV lines.
//! Names no person: a letter is known by its key.

use super::Job;
use crate::language::Maalform;
use crate::letter::format;
use crate::letter::letter::{Block, Closing, Frame, Letter, Letterhead, PlacedBlock, Run, Runs};
use crate::texts::avsender::Avsender;
use jiff::civil::Date;

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

/// The list as a letter to nobody.
pub(super) fn cover(avsender: &Avsender, job: &Job<'_>, rows: &[Row], day: Date) -> Letter {
    let text = |felt: &str| avsender.text(felt, Maalform::Nb).unwrap_or_default();
    let sheets: usize = rows.iter().map(|row| row.ark).sum();
    let mut body = vec![Block::Heading { level: 1, runs: runs("Brev til utskrift") }];
    let rules = "Skriv ut på begge sider. Hvert brev begynner på et nytt ark. Legg hvert brev i sin egen konvolutt. \
                 Legg ikke ved denne lista.";
    body.push(Block::Paragraph { runs: runs(rules) });
    let cells = |cells: [String; 3]| cells.iter().map(|cell| runs(cell)).collect::<Vec<Runs>>();
    body.push(Block::Table {
        header: cells(["Brev", "Sider i fila", "Ark"].map(str::to_owned)),
        rows: rows.iter().map(|row| cells([row.noekkel.clone(), pages(row), row.ark.to_string()])).collect(),
        total: false,
    });
    if !job.by_hand.is_empty() {
        body.push(Block::Heading { level: 2, runs: runs("Tas for hånd") });
        let why = "Disse brevene er ikke med i fila. Følg kommunens egen rutine.";
        body.push(Block::Paragraph { runs: runs(why) });
        let items = job.by_hand.iter().map(|key| vec![Block::Paragraph { runs: runs(key) }]);
        body.push(Block::List { ordered: false, items: items.collect() });
    }
    let references = [("Dato", format::date(day)), ("Brev", rows.len().to_string()), ("Ark", sheets.to_string())];
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
            greeting: "Her slutter lista.".to_owned(),
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

fn pages(row: &Row) -> String {
    if row.fra == row.til { row.fra.to_string() } else { format!("{}–{}", row.fra, row.til) }
}

fn runs(text: &str) -> Runs {
    vec![Run { text: text.to_owned(), strong: false }]
}
