//! Lists the files below a folder.
//!
//! Comes in: a folder. Goes out: relative paths, sorted, without hidden names.
//! Does not follow a link to a folder, nor a link to a file outside the folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::{not_expected, read_problem};
use crate::problem::{Place, Problem};

/// The largest number of files in one tree.
const MAX_FILES: usize = 200_000;
/// The deepest folder.
const MAX_DEPTH: usize = 16;

pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let root = fs::canonicalize(folder).map_err(|error| read_problem(folder, &error))?;
    if !root.is_dir() {
        return Err(not_expected(folder, "Dette er ikke en mappe"));
    }
    let mut files = Vec::new();
    let mut folders = vec![(PathBuf::new(), 0)];
    while let Some((relative, depth)) = folders.pop() {
        let here = folder.join(&relative);
        for entry in fs::read_dir(&here).map_err(|error| read_problem(&here, &error))? {
            let entry = entry.map_err(|error| read_problem(&here, &error))?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let name = relative.join(entry.file_name());
            let kind = entry.file_type().map_err(|error| read_problem(&entry.path(), &error))?;
            if kind.is_dir() {
                folders.push((name, depth + 1));
            } else if kind.is_file() || leads_to_file_inside(&entry.path(), &root)? {
                files.push(name);
            }
            if depth >= MAX_DEPTH || files.len() + folders.len() > MAX_FILES {
                let place = Place::file(folder.display().to_string());
                return Err(Problem::error("FIL-024", place, "Mappa har for mange filer").hint("del den opp"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A link inside the folder is read (mounted configuration is made of such links); one that leads out is refused,
/// and so is a link to a folder. What is neither file nor link (a pipe, a socket) is left out.
fn leads_to_file_inside(path: &Path, root: &Path) -> Result<bool, Problem> {
    if !path.is_symlink() {
        return Ok(false);
    }
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        // One that leads nowhere stops nobody from listing the rest: whoever reads it is told.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(read_problem(path, &error)),
    };
    if target.starts_with(root) && target.is_file() {
        return Ok(true);
    }
    let place = Place::file(path.display().to_string());
    Err(Problem::error("FIL-025", place, "Lenka peker på en mappe eller ut av mappa").hint("kopier innholdet hit"))
}
