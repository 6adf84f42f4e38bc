//! Why the letter is as it is, as a letter of its own: for the case file when a complaint goes on.
//!
//! Comes in: a composed letter and its explanation. Goes out: a `Letter` with a table, for room 4.
//! Is not sent to the party, has no greeting, and says nothing that the receipt does not.

use super::compose::Composed;
use super::letter::{Block, Closing, Letter, Letterhead, PlacedBlock, Run, Runs};
use super::why::Why;
use crate::language::Maalform;
use crate::texts::hard_space::with_hard_spaces;
use std::collections::BTreeSet;

/// The explanation of a letter, with the letter's references and draft mark.
pub fn letter(composed: &Composed, all: &[Why]) -> Letter {
    let of = &composed.letter;
    let say = |nb: &str, nn: &str| of.language.choose(nb, nn).to_owned();
    let title = say("Hvorfor brevet er som det er", "Kvifor brevet er som det er");
    let about = format!("{} {}", say("Dette gjelder brevet", "Dette gjeld brevet"), of.identity);
    let how = say(
        "Tabellen viser hvert avsnitt i brevet, teksten det kommer fra, hva som gjorde at det kom med, og reglene teksten bygger på.",
        "Tabellen viser kvart avsnitt i brevet, teksten det kjem frå, kva som gjorde at det kom med, og reglane teksten byggjer på.",
    );
    let read = say(
        "En strek betyr at malen alltid har avsnittet med, eller at teksten ikke bygger på en bestemt regel. Feltene har de samme navnene som i saksfila og i listen i legal-texts/README.md.",
        "Ein strek betyr at malen alltid har avsnittet med, eller at teksten ikkje byggjer på ein bestemt regel. Felta har dei same namna som i saksfila og i lista i legal-texts/README.md.",
    );
    let blocks = [
        Block::Heading { level: 1, runs: text(&title) },
        Block::Paragraph { runs: text(&format!("{about}. {how}")) },
        table(of.language, all),
        Block::Paragraph { runs: text(&read) },
    ];
    Letter {
        identity: format!("{}/hvorfor", of.identity),
        title,
        language: of.language,
        brevdato: of.brevdato,
        head: Letterhead { address: vec![say("Til saksmappa", "Til saksmappa")], ..of.head.clone() },
        summary: Vec::new(),
        body: blocks.into_iter().map(|block| PlacedBlock { block, source: String::new() }).collect(),
        closing: Closing {
            greeting: String::new(),
            signatures: Vec::new(),
            note: String::new(),
            attachments_label: String::new(),
            attachments: Vec::new(),
        },
        frame: of.frame.clone(),
    }
}

fn table(language: Maalform, all: &[Why]) -> Block {
    let header = language
        .choose(["Avsnitt", "Tekst og versjon", "Fordi", "Regler"], ["Avsnitt", "Tekst og versjon", "Fordi", "Reglar"]);
    let fields = language.choose("Felt i saken: ", "Felt i saka: ");
    let same = |a: &Why, b: &Why| (&a.tekster, &a.betingelser, &a.hjemler) == (&b.tekster, &b.betingelser, &b.hjemler);
    let row = |group: &[Why]| {
        let [first, ..] = group else { return Vec::new() };
        let last = group.last().map_or(first.blokk, |why| why.blokk);
        let number = if last > first.blokk { format!("{}–{last}", first.blokk) } else { first.blokk.to_string() };
        let texts = first.tekster.iter().map(|path| name_and_version(path)).collect::<Vec<_>>().join("; ");
        let printed: BTreeSet<&str> = group.iter().flat_map(|why| &why.felt).map(String::as_str).collect();
        let printed: Vec<&str> = printed.into_iter().collect();
        let printed = (!printed.is_empty()).then(|| format!("{fields}{}", printed.join(", ")));
        let because: Vec<String> = shortened(&first.betingelser).into_iter().chain(printed).collect();
        let cells = [format!("{number}. {}", first.begynner), texts, because.join("; "), first.hjemler.join("; ")];
        // An empty cell is a dash, so that a screen reader has something to say.
        cells.iter().map(|cell| text(if cell.is_empty() { "–" } else { cell })).collect()
    };
    Block::Table { header: header.map(text).to_vec(), rows: all.chunk_by(same).map(row).collect(), total: false }
}

/// Conditions without «X har en verdi» right before «én gang for hver i X», which says the same.
fn shortened(conditions: &[String]) -> Vec<String> {
    let name = |condition: &String| condition.split_whitespace().next().map(str::to_owned).unwrap_or_default();
    let repeated = |index: usize| {
        conditions.get(index + 1).is_some_and(|next| next.ends_with(&format!(" i {}", name(&conditions[index]))))
    };
    (0..conditions.len()).filter(|index| !repeated(*index)).map(|index| conditions[index].clone()).collect()
}

fn text(words: &str) -> Runs {
    vec![Run { text: with_hard_spaces(words), strong: false }]
}

/// A library's path as people say it: the steps apart, so that a line can break, and the first day.
fn name_and_version(path: &str) -> String {
    let inside = path.split_once('/').map_or(path, |(_, inside)| inside);
    let (name, file) = inside.rsplit_once('/').unwrap_or((inside, ""));
    let version = file.split('.').next().unwrap_or_default();
    format!("{}, {version}", name.replace('/', " / "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_said_with_its_steps_apart_and_its_first_day() {
        assert_eq!(name_and_version("legal-texts/klage/slik/2024-06-01.nb.md"), "klage / slik, 2024-06-01");
        assert_eq!(name_and_version("letter-templates/vedtak/2024-06-01.nn.md"), "vedtak, 2024-06-01");
    }

    #[test]
    fn blocks_of_the_same_text_share_a_row_and_conditions_are_said_once() {
        let why = |blokk: usize, felt: &str| Why {
            blokk,
            begynner: "Du".to_owned(),
            tekster: vec!["legal-texts/a/2024-06-01.nb.md".to_owned()],
            plassert_av: Vec::new(),
            betingelser: vec!["deler har en verdi".to_owned(), "én gang for hver i deler".to_owned()],
            felt: vec![felt.to_owned()],
            hjemler: Vec::new(),
        };
        let other = Why { tekster: Vec::new(), ..why(3, "x") };
        let Block::Table { rows, .. } = table(Maalform::Nb, &[why(1, "x"), why(2, "y"), other]) else { return };
        let words = |row: usize, cell: usize| rows[row][cell][0].text.clone();
        assert_eq!((rows.len(), words(0, 0), words(1, 0)), (2, "1–2. Du".to_owned(), "3. Du".to_owned()));
        assert_eq!(words(0, 2), "én gang for hver i deler; Felt i saken: x, y");
        assert_eq!(words(0, 3), "–");
    }
}
