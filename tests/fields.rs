//! The jurist's list of fields is the one that the program knows.
//!
//! `OPPDATER=1 cargo test --test fields` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use vedtaksbrev::letter::known::FIELDS;

const START: &str = "<!-- felt:start -->";
const END: &str = "<!-- felt:slutt -->";

fn list() -> String {
    let mut text = String::from("\n\n| Felt | Skriver |\n|---|---|\n");
    for (name, prints) in FIELDS {
        writeln!(text, "| `{{{{{name}}}}}` | {prints} |").unwrap();
    }
    text.push_str("| `{{grense.ID}}` | en grense i `grenser/`, med enhet |\n");
    text.push_str("| `{{sats.ID}}` | en sats i `satser/`, for året tjenesten brukes |\n\n");
    text
}

#[test]
fn the_readme_lists_the_fields_that_a_text_may_name() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("legal-texts/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).expect("the place where the list begins");
    let (_, after) = rest.split_once(END).expect("the place where the list ends");
    let current = format!("{before}{START}{}{END}{after}", list());
    if std::env::var_os("OPPDATER").is_some() {
        fs::write(&path, &current).unwrap();
        return;
    }
    assert!(readme == current, "run OPPDATER=1 cargo test --test fields");
}
