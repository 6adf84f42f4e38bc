//! A library as a municipality has it when it is in use: every local fact filled in, every text approved.
//!
//! Comes in: the library that is built in. Goes out: a folder for `--tekster`. The facts are invented.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use vedtaksbrev::texts::approval::{self, Signers, Which};
use vedtaksbrev::texts::library::Library;

/// Writes the library to a folder.
pub fn write(folder: &Path) {
    let embedded = Library::embedded();
    let files = embedded.paths().map(|path| (path.to_owned(), confirmed(path, embedded.bytes(path).unwrap())));
    let library = Library::from_files(files.collect::<Vec<_>>());
    let day = jiff::civil::date(2026, 11, 21);
    let approved =
        approval::approve(&library, Which::All, Signers { av: Some("Kari Prøvejurist"), kontroll_av: None }, day)
            .unwrap();
    for path in library.paths() {
        let target = folder.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, library.bytes(path).unwrap()).unwrap();
    }
    fs::write(folder.join(approval::LOCK), approved.lock).unwrap();
}

/// A sender's file with values where it says that the municipality must confirm or fill in.
fn confirmed(path: &str, bytes: &[u8]) -> Vec<u8> {
    if !path.starts_with("letter-templates/avsendere/") || !path.ends_with(".yaml") {
        return bytes.to_vec();
    }
    let mut value: Value = serde_yaml::from_str(std::str::from_utf8(bytes).unwrap()).unwrap();
    fill(&mut value);
    // JSON is YAML, and the library reads it as such.
    serde_json::to_vec_pretty(&value).unwrap()
}

fn fill(value: &mut Value) {
    if let Some(fields) = value.as_object()
        && fields.contains_key("ubekreftet")
    {
        *value = fields.get("verdi").cloned().unwrap_or_else(|| json!("Oppdiktet verdi"));
    }
    match value {
        Value::Object(fields) => fields.values_mut().for_each(fill),
        Value::Array(items) => items.iter_mut().for_each(fill),
        _ => {}
    }
}
