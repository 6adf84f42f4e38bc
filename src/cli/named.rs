//! Files that the user asks for by name: what is there already is left alone.
//!
//! Comes in: the name, and whether the user says that the file there may go. Goes out: the file's path as a line.
//! A journal, a letter and whatever else lies in a run's folder is never replaced, whatever the user says.

use crate::deliver::folder::{RECEIPT, receipt_of};
use crate::deliver::journal;
use crate::disk::Disk;
use crate::problem::{Cause, Place, Problem};
use std::path::{Path, PathBuf};

/// A name that may be written.
#[derive(Debug)]
pub(super) struct Wanted<'a>(&'a Path);

impl<'a> Wanted<'a> {
    /// Looks at what is there, before the work is done.
    ///
    /// # Errors
    /// BRUK-016 another file, without `--overskriv`; BRUK-017 a letter, or a file in a run's folder.
    pub(super) fn new(disk: &dyn Disk, path: &'a Path, replace: bool) -> Result<Self, Problem> {
        let refuse = |code, message: &str, hint: &str| {
            let place = Place::file(path.display().to_string());
            Err(Problem::error(code, place, message).caused_by(Cause::Usage).hint(hint))
        };
        if !disk.exists(path) {
            return Ok(Self(path));
        }
        if is_kept(disk, path) {
            let message = "Her ligger det et brev, eller noe som hører til en mappe med brev";
            return refuse(
                "BRUK-017",
                message,
                "velg et annet navn i en annen mappe; brev og journal blir aldri skrevet over",
            );
        }
        if !replace {
            return refuse(
                "BRUK-016",
                "Her ligger det alt en fil",
                "velg et annet navn, eller si --overskriv hvis den kan erstattes",
            );
        }
        Ok(Self(path))
    }

    /// Writes the file.
    ///
    /// # Errors
    /// `FIL-…` from `disk.rs`.
    pub(super) fn write(&self, disk: &dyn Disk, bytes: &[u8]) -> Result<String, Problem> {
        disk.write(self.0, bytes).map(|()| self.0.display().to_string())
    }
}

/// Tells whether a file is a letter or a receipt, or lies in a run's folder or in a folder of one, such as the cases.
fn is_kept(disk: &dyn Disk, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let has_journal = |folder: &Path| disk.exists(&folder.join(journal::FILE));
    name.ends_with(RECEIPT)
        || disk.exists(&folder.join(receipt_of(&name)))
        || has_journal(&folder)
        || has_journal(&folder.join(".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;

    #[test]
    fn only_a_file_of_no_run_is_replaced_and_only_when_the_user_says_so() {
        let desk = tempfile::tempdir().unwrap();
        let path = |name: &str| desk.path().join(name);
        for folder in ["brev/saker", "enkelt"] {
            RealDisk.create_dir(&path(folder)).unwrap();
        }
        let code = |name: &str, replace| Wanted::new(&RealDisk, &path(name), replace).err().map(|problem| problem.code);
        let kept =
            ["brev/journal.sqlite", "brev/tall.csv", "brev/saker/1.yaml", "enkelt/a.pdf", "enkelt/a.kvittering.json"];
        for name in kept.into_iter().chain(["sak.yaml"]) {
            assert_eq!((code(name, false), code(name, true)), (None, None), "{name}");
            RealDisk.write(&path(name), b"x").unwrap();
        }
        for name in kept {
            assert_eq!((code(name, false), code(name, true)), (Some("BRUK-017"), Some("BRUK-017")), "{name}");
        }
        assert_eq!((code("sak.yaml", false), code("sak.yaml", true)), (Some("BRUK-016"), None));
    }
}
