//! The sources as the rules read them: product lines, code without comments, and imports written out.

use std::fs;
use std::path::{Path, PathBuf};

pub struct SourceFile {
    pub path: String,
    pub text: String,
}

impl SourceFile {
    /// The lines before the file's own tests, numbered from 1.
    pub fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
    }

    /// The product lines that are code, without comment lines and without what follows `//`.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.product_lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Each `use` of the product's code on one line, as `crate::a::{b, c}` written out: `crate::a::b`, `crate::a::c`.
    pub fn imports(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut open: Option<(usize, String)> = None;
        for (number, line) in self.code() {
            let begins = line.trim_start().trim_start_matches("pub ").starts_with("use ");
            if begins {
                open = Some((number, String::new()));
            }
            if let Some((first, text)) = open.as_mut() {
                text.push_str(line.trim());
                if text.ends_with(';') {
                    let path =
                        text.trim_end_matches(';').split_once("use ").map_or("", |(_, path)| path).replace(' ', "");
                    found.extend(spread(&path).into_iter().map(|path| (*first, path)));
                    open = None;
                }
            }
        }
        found
    }

    /// The rooms and modules of the house that the code names: in imports, and in paths.
    pub fn known(&self) -> Vec<(usize, String)> {
        let name =
            |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned();
        let mut found: Vec<(usize, String)> = Vec::new();
        for (number, path) in self.imports() {
            found.extend(path.strip_prefix("crate::").map(|rest| (number, name(rest))));
        }
        for (number, line) in self.code() {
            found.extend(line.split("crate::").skip(1).map(|rest| (number, name(rest))));
        }
        found
    }

    pub fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/") || self.path.ends_with("faulty.rs")
    }
}

/// The paths that a path with lists in braces stands for.
fn spread(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.flat_map(spread).map(|part| format!("{before}{part}")).collect()
}

pub fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(SourceFile { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 40, "the sources were not found");
    files
}
