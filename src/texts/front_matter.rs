//! Front matter: what a text's path cannot say about it.
//!
//! Comes in: a Markdown file that begins with `---`. Goes out: `FrontMatter`, and the body apart from it.
//! Does not judge the citations (`check`) or the body (`prose.rs`).

use super::data::Source;
use super::hjemmel::Hjemmel;
use jiff::civil::Date;

/// The keys of a text's front matter.
pub const KEYS: [&str; 11] = [
    "hjemmel",
    "oppfyller",
    "kilde",
    "kontrollert",
    "merknad",
    "usikkert",
    "opphevet",
    "lokal_pris",
    "for_egenandel",
    "tak",
    "tak_under_2g",
];

/// What the jurist says about a version of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The citations the text rests on.
    pub hjemmel: Vec<Hjemmel>,
    /// The required elements of a decision that the text meets, in kebab-case.
    pub oppfyller: Vec<String>,
    /// Where the substance was read.
    pub kilde: Option<String>,
    /// The last day someone confirmed the text.
    pub kontrollert: Option<Date>,
    /// Why this version exists.
    pub merknad: Option<String>,
    /// What a jurist has not settled yet.
    pub usikkert: Option<String>,
    /// The first day the text no longer holds, when nothing succeeds it.
    pub opphevet: Option<Date>,
    /// Whether the sender's own price stands after the text.
    pub lokal_pris: bool,
    /// On a rule of payment: the services' payment texts that it is for, `egenandel/<this>`.
    pub for_egenandel: Vec<String>,
    /// On a rule of payment: the rate that is the most.
    pub tak: Option<String>,
    /// On a rule of payment: the rate that is the most for a household with an income under 2G.
    pub tak_under_2g: Option<String>,
}

/// A file taken apart: its front matter, its body and the line the body begins on.
pub(crate) struct Parts<'a> {
    /// The front matter; empty when the file has none.
    pub(crate) front: FrontMatter,
    /// The body.
    pub(crate) body: &'a str,
    /// The body's first line, from 1.
    pub(crate) body_line: u32,
}

/// Takes a file apart; `required` says whether front matter with source, day and reason must be there.
pub(crate) fn split<'a>(source: &mut Source<'a>, required: bool) -> Option<Parts<'a>> {
    let content = source.content()?;
    let Some((yaml, body)) = fences(content) else {
        if required {
            source.error("TEKST-022", 1, "Fila mangler opplysningene mellom to linjer med ---").hint =
                Some("begynn fila med ---, skriv hjemmel, kilde, kontrollert og merknad, og avslutt med ---".into());
        }
        return (!required).then_some(Parts { front: FrontMatter::default(), body: content, body_line: 1 });
    };
    let front = read(source, yaml, required)?;
    let lines = yaml.bytes().filter(|byte| *byte == b'\n').count();
    Some(Parts { front, body, body_line: u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(3) })
}

/// The YAML between the fences, and what follows them.
fn fences(content: &str) -> Option<(&str, &str)> {
    let rest = content.strip_prefix("---\r\n").or_else(|| content.strip_prefix("---\n"))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn read(source: &mut Source<'_>, yaml: &str, required: bool) -> Option<FrontMatter> {
    let node = source.tree(yaml.as_bytes(), 2)?;
    let fields = source.fields(&node, &KEYS)?;
    let mut front = FrontMatter {
        hjemmel: source.list(fields, "hjemmel", Source::hjemmel),
        oppfyller: source.list(fields, "oppfyller", Source::text),
        usikkert: source.may(fields, "usikkert", Source::text),
        opphevet: source.may(fields, "opphevet", Source::date),
        lokal_pris: source.may(fields, "lokal_pris", Source::flag).unwrap_or(false),
        for_egenandel: source.list(fields, "for_egenandel", Source::text),
        tak: source.may(fields, "tak", Source::text),
        tak_under_2g: source.may(fields, "tak_under_2g", Source::text),
        ..FrontMatter::default()
    };
    if required {
        front.kilde = source.need(fields, "kilde", Source::text);
        front.kontrollert = source.need(fields, "kontrollert", Source::date);
        front.merknad = source.need(fields, "merknad", Source::text);
    } else {
        front.kilde = source.may(fields, "kilde", Source::text);
        front.kontrollert = source.may(fields, "kontrollert", Source::date);
        front.merknad = source.may(fields, "merknad", Source::text);
    }
    Some(front)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::library::Library;

    fn library(content: &str) -> Library {
        Library::from_files([("legal-texts/a/2024-06-01.nb.md".to_owned(), content.as_bytes().to_vec())])
    }

    fn problems(content: &str) -> Vec<String> {
        let library = library(content);
        let mut source = Source::new(&library, "legal-texts/a/2024-06-01.nb.md");
        split(&mut source, true);
        source.into_problems().iter().map(|p| format!("{} {:?} {}", p.code, p.place.line, p.message)).collect()
    }

    const GOOD: &str = "---\nhjemmel: [fvl/27/3]\nkilde: Lovdata\nkontrollert: 2026-11-21\nmerknad: Første versjon.\n---\nDu kan klage.\n";

    #[test]
    fn front_matter_and_body_are_taken_apart() {
        let library = library(GOOD);
        let mut source = Source::new(&library, "legal-texts/a/2024-06-01.nb.md");
        let parts = split(&mut source, true).unwrap();
        assert_eq!((parts.body, parts.body_line), ("Du kan klage.\n", 7));
        assert_eq!(parts.front.hjemmel[0].to_string(), "fvl/27/3");
        assert!(source.into_problems().is_empty());
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_accepted() {
        assert_eq!(problems(&format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))), Vec::<String>::new());
    }

    #[test]
    fn all_that_is_wrong_is_said_with_its_line() {
        let found = problems("---\nhjemel: [fvl/27/3]\nhjemmel: [§ 27]\nkontrollert: i går\n---\nx\n");
        assert_eq!(
            found,
            [
                "TEKST-021 Some(2) Ukjent felt: «hjemel»",
                "TEKST-030 Some(3) «§ 27» er ikke en hjemmel",
                "TEKST-022 Some(2) Feltet «kilde» mangler",
                "TEKST-023 Some(4) Her skal det stå en dato, ÅÅÅÅ-MM-DD",
                "TEKST-022 Some(2) Feltet «merknad» mangler"
            ]
        );
        assert_eq!(problems("Du kan klage.\n").len(), 1);
    }
}
