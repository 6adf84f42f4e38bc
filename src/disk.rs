//! The only door to the file system: bounded reads, atomic writes.
//!
//! Comes in: paths and bytes. Goes out: bytes, names and problems with the path as the user gave it.
//! Does not know what a file means, and never follows a link out of the folder it was asked to list.

mod faulty;
mod folders;
mod git;
mod group;
mod growing;
mod lines;
mod list;
mod lock;
mod steps;

pub use faulty::FaultyDisk;
pub use folders::is_inside;
pub use git::read_revision;
pub use group::{NewFile, Readers, remove_unfinished};
pub use growing::Growing;
pub use lines::Lines;
pub use lock::{FolderLock, lock};

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::problem::{Cause, Place, Problem};
use steps::{NoFaults, Step, Steps, write_atomically};

/// The files that an unfinished write leaves for a moment begin with this, so `list` never shows them.
const TEMPORARY_PREFIX: &str = ".vedtaksbrev-";

/// Bytes of a file that are given at once.
const PIECE: usize = 64 * 1024;

/// The file system as the house uses it.
pub trait Disk: Sync {
    /// The bytes of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// FIL-020 not found, FIL-021 may not be read, FIL-022 not a file, FIL-023 larger than `limit`, FIL-029 other faults.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Problem>;

    /// Gives a file of at most `limit` bytes piece by piece, so that a large one is never held in memory.
    ///
    /// # Errors
    /// As `read`; some pieces may have been given by then.
    fn read_pieces(&self, path: &Path, limit: u64, take: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        self.read(path, limit).map(|bytes| take(&bytes))
    }

    /// The files below a folder, relative to it and sorted; names that begin with a dot are left out.
    ///
    /// # Errors
    /// FIL-020, FIL-021, FIL-022 (not a folder), FIL-024 too many files, FIL-025 a link that leads out, FIL-029.
    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, Problem>;

    /// Writes a whole file or nothing: a reader sees the old content or the new, never a part.
    ///
    /// # Errors
    /// FIL-020 no such folder, FIL-026 may not be written, FIL-027 the disk is full, FIL-029.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem>;

    /// Creates a folder and those above it, durably; one that is there already is fine. Others than the owner and the
    /// owner's group cannot look into a new one.
    ///
    /// # Errors
    /// FIL-022, FIL-026, FIL-027, FIL-029.
    fn create_dir(&self, path: &Path) -> Result<(), Problem>;

    /// As `create_dir`, for what holds nothing about people: whoever the process's mask lets in may look.
    ///
    /// # Errors
    /// As `create_dir`.
    fn create_open_dir(&self, path: &Path) -> Result<(), Problem> {
        self.create_dir(path)
    }

    /// Creates many folders, with fewer syncs than one by one.
    ///
    /// # Errors
    /// As `create_dir`.
    fn create_dirs(&self, paths: &[PathBuf]) -> Result<(), Problem> {
        paths.iter().try_for_each(|path| self.create_dir(path))
    }

    /// Writes many files, each whole or not at all; after a fault some may be there and others not.
    ///
    /// # Errors
    /// As `write`.
    fn write_group(&self, files: &[NewFile]) -> Result<(), Problem>;

    /// Writes a file that only the user may read, unless there is one already; tells whether it was written.
    ///
    /// # Errors
    /// As `write`.
    fn create_private(&self, path: &Path, bytes: &[u8]) -> Result<bool, Problem>;

    /// Removes a file; one that is gone already is fine.
    ///
    /// # Errors
    /// FIL-026, FIL-029.
    fn remove(&self, path: &Path) -> Result<(), Problem>;

    /// Tells whether there is a file or a folder.
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    /// The names directly in a folder that end so, sorted.
    ///
    /// # Errors
    /// FIL-020, FIL-021, FIL-029.
    fn entries(&self, folder: &Path, ending: &str) -> Result<Vec<String>, Problem> {
        folders::entries(folder, ending)
    }

    /// The files below a folder with their content, in the order of `list`.
    ///
    /// # Errors
    /// As `list` and `read`, and FIL-023 when they are more than `limit` bytes together.
    fn read_tree(&self, folder: &Path, limit: u64) -> Result<Vec<(PathBuf, Vec<u8>)>, Problem> {
        let mut left = limit;
        let mut files = Vec::new();
        for name in self.list(folder)? {
            let bytes = self.read(&folder.join(&name), left)?;
            left = left.saturating_sub(bytes.len() as u64);
            files.push((name, bytes));
        }
        Ok(files)
    }
}

/// The disk of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
        read_bounded(open(path)?, limit, &path.display().to_string())
    }

    fn read_pieces(&self, path: &Path, limit: u64, take: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        let mut file = open(path)?.take(limit.saturating_add(1));
        let (mut piece, mut read) = (vec![0; PIECE], 0);
        loop {
            let count = file.read(&mut piece).map_err(|error| read_problem(path, &error))?;
            read += count as u64;
            match count {
                _ if read > limit => return Err(too_large(&path.display().to_string(), limit)),
                0 => return Ok(()),
                count => take(&piece[..count]),
            }
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, Problem> {
        list::list(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        write_atomically(path, bytes, &NoFaults)
    }

    fn write_group(&self, files: &[NewFile]) -> Result<(), Problem> {
        group::write(files, &NoFaults)
    }

    fn create_private(&self, path: &Path, bytes: &[u8]) -> Result<bool, Problem> {
        group::create_private(path, bytes).map_err(|error| write_problem(path, &error))
    }

    fn remove(&self, path: &Path) -> Result<(), Problem> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(write_problem(path, &error)),
            _ => Ok(()),
        }
    }

    fn create_dir(&self, path: &Path) -> Result<(), Problem> {
        folders::create(&[path.to_owned()], folders::Access::Group)
    }

    fn create_open_dir(&self, path: &Path) -> Result<(), Problem> {
        folders::create(&[path.to_owned()], folders::Access::Mask)
    }

    fn create_dirs(&self, paths: &[PathBuf]) -> Result<(), Problem> {
        folders::create(paths, folders::Access::Group)
    }
}

/// Reads at most `limit` bytes from anything that can be read, such as standard input called `name`.
///
/// # Errors
/// FIL-021, FIL-023, FIL-029.
pub fn read_bounded(source: impl Read, limit: u64, name: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = source.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| read_problem(Path::new(name), &error))?;
    if bytes.len() as u64 > limit { Err(too_large(name, limit)) } else { Ok(bytes) }
}

/// Opens a file to read it; asked first, because opening a pipe without a writer would wait forever.
fn open(path: &Path) -> Result<File, Problem> {
    let metadata = fs::metadata(path).map_err(|error| read_problem(path, &error))?;
    if !metadata.is_file() {
        return Err(not_expected(path, "Dette er ikke en fil"));
    }
    File::open(path).map_err(|error| read_problem(path, &error))
}

fn too_large(name: &str, limit: u64) -> Problem {
    let hint = format!("den kan være på høyst {}", size(limit));
    Problem::error("FIL-023", Place::file(name), "Fila er for stor").hint(hint)
}

/// A limit as people say it.
fn size(bytes: u64) -> String {
    if bytes >= 1024 * 1024 { format!("{} MB", bytes / (1024 * 1024)) } else { format!("{bytes} byte") }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn temporary_file(folder: &Path, readers: Readers) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // An ordinary file ends as one, so the user's umask decides who may read it, not the library's 0600.
    let permissions = fs::Permissions::from_mode(readers.mode());
    tempfile::Builder::new().prefix(TEMPORARY_PREFIX).permissions(permissions).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary_file(folder: &Path, _readers: Readers) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere than on Unix a folder cannot be opened to be synced; the rename itself is durable enough there.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn not_expected(path: &Path, message: &str) -> Problem {
    Problem::error("FIL-022", Place::file(path.display().to_string()), message)
        .caused_by(Cause::Usage)
        .hint("sjekk at navnet er skrevet riktig")
}

fn read_problem(path: &Path, error: &io::Error) -> Problem {
    let place = Place::file(path.display().to_string());
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_found(place),
        io::ErrorKind::PermissionDenied => Problem::error("FIL-021", place, "Fila eller mappa kan ikke leses")
            .caused_by(Cause::Surroundings)
            .hint("sjekk at du har lesetilgang"),
        _ => other_fault(place, error),
    }
}

fn write_problem(path: &Path, error: &io::Error) -> Problem {
    let place = Place::file(path.display().to_string());
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_found(place),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Problem::error("FIL-026", place, "Det er ikke tilgang til å skrive her")
                .caused_by(Cause::Surroundings)
                .hint("sjekk skrivetilgangen til mappa, og prøv igjen")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Problem::error("FIL-027", place, "Disken er full")
            .caused_by(Cause::Surroundings)
            .hint("frigjør plass, og prøv igjen"),
        _ => other_fault(place, error),
    }
}

fn not_found(place: Place) -> Problem {
    Problem::error("FIL-020", place, "Fila eller mappa finnes ikke")
        .caused_by(Cause::Usage)
        .hint("sjekk at navnet er skrevet riktig, og at du står i riktig mappe")
}

fn other_fault(place: Place, error: &io::Error) -> Problem {
    // The system's own number, never its text, which may hold a path.
    let number = error.raw_os_error().map(|number| format!(" (systemfeil {number})")).unwrap_or_default();
    Problem::error("FIL-029", place, format!("Disken svarte med en feil{number}"))
        .caused_by(Cause::Surroundings)
        .hint("prøv igjen")
}

#[cfg(test)]
mod tests;
