//! Lists the library's files for `texts/embedded.rs` and makes cargo notice changed, new and removed ones.
//!
//! Comes in: `legal-texts/` and `letter-templates/`. Goes out: one sorted table of `include_bytes!`.
//! Does not read what the files say.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    for top in ["legal-texts", "letter-templates"] {
        println!("cargo::rerun-if-changed={top}");
        collect(&root.join(top), top, &mut files)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    files.sort();
    let mut table = String::from("[\n");
    for path in &files {
        let full = root.join(path);
        let _ = writeln!(table, "    ({path:?}, include_bytes!({:?}) as &[u8]),", full.display().to_string());
    }
    table.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("embedded.rs"), table)
}

/// Adds every file below `folder` to `files`, by its path from the repository's root with `/`.
fn collect(folder: &Path, name: &str, files: &mut Vec<String>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name.starts_with('.') {
            continue;
        }
        let path = format!("{name}/{file_name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
