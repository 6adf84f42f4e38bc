//! What the case says to the reader and its letters do not print.
//!
//! Comes in: the case's single values with their paths, and the words of its finished letters. Goes out: BREV-006 for
//! each value that stands in none of them.
//! Does not know which kind of letter prints what; it looks at what is printed.

use super::demands::bare;
use crate::problem::Problem;
use crate::sak::Tree;
use crate::sak::sak::Brevtype;

/// The sections of a case that are written for the reader, whatever the kind of letter.
const FOR_THE_READER: [&str; 11] = [
    "eksisterende_tjenester",
    "endring",
    "husstand",
    "kan_endre_svaret",
    "klagesak",
    "ny_vurdering",
    "overgang",
    "soeknad",
    "tilbud_naa",
    "tjenester",
    "vurdering",
];

/// What the party applied for is told in the words of the application, not line by line; and the criteria are not
/// told of when she gets a place at once, whatever the case says of them.
const TOLD_OTHERWISE: [&str; 2] = [".soekt.", ".langtid.kriterier"];

/// Every text for the reader that no letter of the case prints.
pub fn untold(tree: &Tree, brevtype: Brevtype, printed: &[&str]) -> Vec<Problem> {
    let told = |text: &str| {
        let text = bare(text);
        printed.iter().any(|letter| letter.contains(&text))
    };
    let lost = tree.texts().filter(|(path, text)| is_for_the_reader(path) && is_words(path, text) && !told(text));
    let problem = |(path, _): (String, &str)| {
        let kind = brevtype.word();
        let message = format!("Dette står i saken, men kommer ikke med i et brev av typen «{kind}»");
        let hint = "skriv det i et felt som kommer med, ta det med i malen, eller ta bort feltet";
        Problem::error("BREV-006", tree.place(&path), message).hint(hint)
    };
    lost.map(problem).collect()
}

fn is_for_the_reader(path: &str) -> bool {
    let section = path.split(['.', '[']).next().unwrap_or_default();
    FOR_THE_READER.contains(&section) && !TOLD_OTHERWISE.iter().any(|part| path.contains(part))
}

/// Tells words from numbers, dates and the words that a case chooses among.
fn is_words(path: &str, text: &str) -> bool {
    path.ends_with(".utdyping") || text.trim().contains(char::is_whitespace) || text.contains(char::is_uppercase)
}
