//! The library as it will be when the new forvaltningslov has a first day.
//!
//! Comes in: the library that is built in, and a day. Goes out: a copy where that day is set, and no other.

use jiff::civil::Date;
use vedtaksbrev::texts::library::Library;

const SETTINGS: &str = "legal-texts/lovskifter.yaml";

/// The library with the day of the new law set, and of no other.
pub fn with_day(day: Date) -> Library {
    with_rule(day, "brevdato")
}

/// The library with the day of the new law set, and which of a case's days chooses.
pub fn with_rule(day: Date, chooses: &str) -> Library {
    let library = Library::embedded();
    let files = library.paths().map(|path| {
        let bytes = library.bytes(path).unwrap().to_vec();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let bytes = match path {
            SETTINGS => {
                let unset = "  - id: forvaltningslov-2025\n    foerste_dag: null\n    velges_etter: brevdato\n";
                let set =
                    format!("  - id: forvaltningslov-2025\n    foerste_dag: {day}\n    velges_etter: {chooses}\n");
                let whole = text(bytes);
                assert!(whole.contains(unset));
                whole.replace(unset, &set).into_bytes()
            }
            _ => bytes,
        };
        (path.to_owned(), bytes)
    });
    Library::from_files(files)
}

/// A case as a caseworker writes it when the provisions she names herself have moved.
pub fn written_anew(case: &str) -> String {
    let library = Library::embedded();
    let line = |line: &str| {
        let Some((before, cited)) = line.split_once("hjemmel: fvl/") else { return line.to_owned() };
        let section = cited.split('/').next().unwrap_or_default();
        let lov = library.lov("fvl").unwrap();
        let moved = lov.paragrafer.iter().find(|it| it.paragraf == section).and_then(|it| it.avloest_av.clone());
        format!("{before}hjemmel: {}", moved.unwrap())
    };
    case.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
