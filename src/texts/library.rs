//! The library as files: the jurist's texts and the templates, embedded in the binary or from a folder.
//!
//! Comes in: nothing, or a folder that holds `legal-texts/` and `letter-templates/`.
//! Goes out: bytes by path, SHA-256, and the place to name in a problem.
//! Reads no file's meaning; `lookup.rs` does, lazily and once.

use super::lookup::Shelves;
use super::lovskifte::{self, Lovskifter};
use super::version::Version;
use crate::disk::Disk;
use crate::language::Maalform;
use crate::problem::{Place, Problem};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The jurist's texts, data and approvals.
pub const LEGAL_TEXTS: &str = "legal-texts";
/// Letter templates, layout, fonts and senders.
pub const LETTER_TEMPLATES: &str = "letter-templates";

/// The most bytes a folder's library may hold.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

static EMBEDDED: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// One file and what has been found out about it.
#[derive(Debug, Clone)]
struct File {
    bytes: Cow<'static, [u8]>,
    sha256: OnceLock<String>,
}

impl File {
    fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { bytes: bytes.into(), sha256: OnceLock::new() }
    }
}

/// The library: cheap to open, read lazily, and shared between threads as `Arc<Library>`.
///
/// What is read from it is cached once per file, so its memory is bounded by the number of files.
#[derive(Debug)]
pub struct Library {
    folder: Option<String>,
    files: BTreeMap<Cow<'static, str>, File>,
    pub(super) lovskifter: Lovskifter,
    pub(super) shelves: Shelves,
    /// The versions in each folder of prose; asked for some hundred times a letter.
    versions: OnceLock<HashMap<String, Vec<(Version, String)>>>,
    older: RwLock<BTreeMap<Vec<String>, Arc<Library>>>,
}

impl Library {
    /// The library that was built into the binary.
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter().map(|(path, bytes)| (Cow::Borrowed(*path), File::new(*bytes)));
        Self::furnished(files.collect())
    }

    fn furnished(files: BTreeMap<Cow<'static, str>, File>) -> Self {
        let bytes = files.get(lovskifte::path().as_str()).map(|file| file.bytes.as_ref());
        let lovskifter = Lovskifter::of_bytes(bytes);
        let (shelves, versions, older) = Default::default();
        Self { folder: None, files, lovskifter, shelves, versions, older }
    }

    /// The library for a case: without the changes of law that a transitional rule keeps away from it.
    pub fn for_dates(self: &Arc<Self>, brevdato: Date, soeknad: Option<Date>, klage: Option<Date>) -> Arc<Self> {
        let waiting = self.lovskifter.not_yet(brevdato, soeknad, klage);
        if waiting.is_empty() {
            return Arc::clone(self);
        }
        let known = self.older.read().unwrap_or_else(PoisonError::into_inner).get(&waiting).cloned();
        known.unwrap_or_else(|| {
            let files = self.files.iter().map(|(path, file)| (path.clone(), File::new(file.bytes.clone())));
            let lovskifter = self.lovskifter.without(&waiting);
            let older = Self { folder: self.folder.clone(), lovskifter, ..Self::furnished(files.collect()) };
            let mut all = self.older.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(waiting).or_insert_with(|| Arc::new(older)))
        })
    }

    /// The same files with one of them changed, or gone, and nothing read yet.
    pub(super) fn copied(&self, path: &str, bytes: Option<Vec<u8>>) -> Self {
        let others = self.files.iter().filter(|(name, _)| *name != path);
        let mut files: BTreeMap<_, _> = others.map(|(name, file)| (name.clone(), file.clone())).collect();
        files.extend(bytes.map(|bytes| (Cow::Owned(path.to_owned()), File::new(bytes))));
        Self { folder: self.folder.clone(), ..Self::furnished(files) }
    }

    /// A library of these files, by path with `/`, such as `legal-texts/klage/slik/2024-06-01.nb.md`.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (Cow::Owned(path), File::new(bytes)));
        Self::furnished(files.collect())
    }

    /// The library in a folder that holds `legal-texts/` and `letter-templates/`, read once and whole.
    ///
    /// # Errors
    /// FIL-020 to FIL-029 for each of the two folders that cannot be read.
    pub fn open(disk: &dyn Disk, folder: &Path) -> Result<Self, Vec<Problem>> {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for top in [LEGAL_TEXTS, LETTER_TEMPLATES] {
            match disk.read_tree(&folder.join(top), MAX_BYTES) {
                Ok(found) => files.extend(found.into_iter().map(|(path, bytes)| (library_path(top, &path), bytes))),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Self::from_files(files).named(folder.display().to_string()))
        } else {
            Err(problems)
        }
    }

    /// The same library, with the folder to name before each path in problems.
    #[must_use]
    pub fn named(self, folder: impl Into<String>) -> Self {
        Self { folder: Some(folder.into()), ..self }
    }

    /// Every file's path, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(AsRef::as_ref)
    }

    /// The paths below a folder of the library, sorted.
    pub fn paths_below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let prefix = format!("{folder}/");
        let range = (Bound::Included(prefix.clone()), Bound::Unbounded);
        self.files
            .range::<str, _>((range.0.as_ref().map(String::as_str), range.1.as_ref().map(String::as_str)))
            .map_while(move |(path, _)| path.starts_with(&prefix).then_some(path.as_ref()))
    }

    /// The names of the folders directly below a folder of the library, sorted.
    pub fn folders_below(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for path in self.paths_below(folder) {
            let below = &path[folder.len() + 1..];
            if let Some((name, _)) = below.split_once('/')
                && names.last().is_none_or(|last| last != name)
            {
                names.push(name.to_owned());
            }
        }
        names.sort();
        names
    }

    /// The files of the page: layout, fonts and logos, with paths relative to `letter-templates/`.
    pub fn layout_files(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let inside =
            self.paths_below(LETTER_TEMPLATES).filter(|path| !path.ends_with(".md") && !path.ends_with(".yaml"));
        inside.filter_map(|path| {
            let name = path.strip_prefix(LETTER_TEMPLATES)?.trim_start_matches('/');
            Some((name.to_owned(), self.bytes(path)?.to_vec()))
        })
    }

    /// A file's content.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| file.bytes.as_ref())
    }

    /// A file's SHA-256 in lower-case hexadecimal digits.
    pub fn sha256(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| file.sha256.get_or_init(|| sha256_hex(&file.bytes)).as_str())
    }

    /// A file of the library as the user named it, for a problem.
    pub fn place(&self, path: &str) -> Place {
        Place::file(match &self.folder {
            Some(folder) => format!("{}/{path}", folder.trim_end_matches('/')),
            None => path.to_owned(),
        })
    }

    /// A line of a file of the library, for a problem.
    pub fn place_at(&self, path: &str, line: u32) -> Place {
        Place { line: Some(line), ..self.place(path) }
    }

    /// The versions in a folder of prose, sorted by first day.
    pub fn versions(&self, folder: &str) -> impl Iterator<Item = (Version, &str)> {
        let folders = self.versions.get_or_init(|| self.read_versions());
        folders.get(folder).into_iter().flatten().map(|(version, path)| (*version, path.as_str()))
    }

    fn read_versions(&self) -> HashMap<String, Vec<(Version, String)>> {
        let mut folders: HashMap<String, Vec<(Version, String)>> = HashMap::new();
        for path in self.paths() {
            if let Some((folder, name)) = path.rsplit_once('/')
                && let Some(version) = Version::of(name, &self.lovskifter)
            {
                folders.entry(folder.to_owned()).or_default().push((version, path.to_owned()));
            }
        }
        folders
    }

    /// The path of the version that holds on a day in a language.
    pub fn version_on(&self, folder: &str, day: Date, maalform: Maalform) -> Option<&str> {
        let begun = self.versions(folder).filter(|(version, _)| version.maalform == maalform && version.fra <= day);
        begun.max_by_key(|(version, _)| version.fra).map(|(_, path)| path)
    }
}

/// A file's path in the library, with `/` on every system.
fn library_path(top: &str, below: &Path) -> String {
    let steps = below.iter().map(|step| step.to_string_lossy());
    std::iter::once(Cow::Borrowed(top)).chain(steps).collect::<Vec<_>>().join("/")
}

/// The SHA-256 of bytes in lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn library() -> Library {
        let paths = [
            "legal-texts/a/2024-06-01.nb.md",
            "legal-texts/a/2026-07-01.nb.md",
            "legal-texts/a/b/2024-06-01.nb.md",
            "legal-texts/a-b/x.yaml",
        ];
        Library::from_files(paths.map(|path| (path.to_owned(), b"x".to_vec())))
    }

    #[test]
    fn folders_and_files_below_a_folder_do_not_mix_with_longer_names() {
        assert_eq!(library().paths_below("legal-texts/a").count(), 3);
        assert_eq!(library().folders_below("legal-texts"), ["a", "a-b"]);
        assert_eq!(library().folders_below("legal-texts/a"), ["b"]);
    }

    #[test]
    fn text_from_1_july_is_used_on_1_july() {
        let library = library();
        let on = |day| library.version_on("legal-texts/a", day, Maalform::Nb);
        assert_eq!(on(date(2026, 6, 30)), Some("legal-texts/a/2024-06-01.nb.md"));
        assert_eq!(on(date(2026, 7, 1)), Some("legal-texts/a/2026-07-01.nb.md"));
        assert_eq!(on(date(2024, 5, 31)), None);
        assert_eq!(library.version_on("legal-texts/a", date(2026, 7, 1), Maalform::Nn), None);
    }

    #[test]
    fn a_hash_is_that_of_the_bytes_and_a_place_names_the_users_folder() {
        let library = library().named("mappe/");
        assert_eq!(
            library.sha256("legal-texts/a-b/x.yaml"),
            Some("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
        );
        assert_eq!(library.sha256("legal-texts/borte"), None);
        assert_eq!(library.place("legal-texts/a-b/x.yaml").file, "mappe/legal-texts/a-b/x.yaml");
    }
}
