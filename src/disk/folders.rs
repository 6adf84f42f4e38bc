//! Folders that are there to stay, and which folder lies in which.
//!
//! Comes in: paths. Goes out: folders whose names survive a loss of power. Removes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{folder_of, not_expected, read_problem, sync_folder, write_problem};
use crate::problem::Problem;

/// Who may look into a new folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Its owner and the owner's group, whatever the process's mask says: letters are about people.
    Group,
    /// Whoever the process's mask lets in.
    Mask,
}

/// Creates folders and those above them. A new folder's name is in the one above, so that one is synced, once for all.
pub(super) fn create(paths: &[PathBuf], access: Access) -> Result<(), Problem> {
    let mut above = BTreeSet::new();
    for path in paths {
        if path.exists() && !path.is_dir() {
            return Err(not_expected(path, "Her ligger det en fil, ikke en mappe"));
        }
        let new = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        above.extend(new.map(folder_of));
        builder(access).create(path).map_err(|error| write_problem(path, &error))?;
    }
    above.into_iter().try_for_each(|folder| sync_folder(folder).map_err(|error| write_problem(folder, &error)))
}

#[cfg(unix)]
fn builder(access: Access) -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(if access == Access::Group { 0o770 } else { 0o777 });
    builder
}

#[cfg(not(unix))]
fn builder(_access: Access) -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    builder
}

/// The names directly in a folder that end so, sorted; a name that is not text is nobody's here.
pub(super) fn entries(folder: &Path, ending: &str) -> Result<Vec<String>, Problem> {
    let fault = |error: io::Error| read_problem(folder, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        names.extend(entry.map_err(fault)?.file_name().into_string());
    }
    names.retain(|name| name.ends_with(ending));
    names.sort();
    Ok(names)
}

/// Tells whether a path, which need not be there yet, is a folder or lies in it, whatever links lead there.
pub fn is_inside(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = fs::canonicalize(folder) else { return false };
    let there = path.ancestors().map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
    let real = there.filter_map(|it| fs::canonicalize(it).ok()).next();
    real.is_some_and(|real| real.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_yet_is_inside_what_is_above_it() {
        let root = tempfile::tempdir().unwrap();
        let inside = root.path().join("inn");
        create(&[inside.join("a/b"), inside.join("a/c")], Access::Mask).unwrap();
        assert!(is_inside(&inside.join("a/x/y"), &inside) && is_inside(&inside, &inside));
        assert!(!is_inside(&root.path().join("inn2"), &inside) && !is_inside(&inside, &inside.join("a")));
        assert!(is_inside(Path::new("finnes-ikke"), Path::new(".")));
        fs::write(root.path().join("fil"), b"").unwrap();
        assert_eq!(create(&[root.path().join("fil")], Access::Mask).unwrap_err().code, "FIL-022");
    }
}
