//! The layout as bytes: Typst files, fonts and senders' logos, parsed once and shared by all letters.
//!
//! Comes in: pairs of path and bytes, with paths as in `letter-templates/`. Goes out: `Layout`.
//! Does not find the files: they may be embedded in the program or a municipality's own copy.

use crate::problem::{Place, Problem};
use std::collections::BTreeMap;
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

/// The folder of layout files, which is the root of Typst's virtual paths.
const ROOT: &str = "layout/";
/// The folder of the report's files; they keep it in their virtual paths, so they can use those of the letter.
const REPORT: &str = "rapport/";
/// The folder of senders, each with its `logo.svg`.
const SENDERS: &str = "avsendere/";
/// How many letters a cached result may lie unused, counted over the whole process (measured: 5 is fastest).
const CACHE_AGE: usize = 5;

/// Characters below this are the same in every normal form of composed text (Unicode: all have NFC_Quick_Check=Yes).
const PLAIN: u32 = 0x300;

/// Everything the letter's look depends on.
pub struct Layout {
    pub(super) main: FileId,
    pub(super) sources: BTreeMap<u16, Source>,
    pub(super) logos: BTreeMap<String, Bytes>,
    pub(super) fonts: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) library: LazyHash<Library>,
    plain: Vec<bool>,
    cache_age: usize,
}

impl Layout {
    /// Parses the layout from files; paths are relative to `letter-templates/`, such as `layout/main.typ`,
    /// `layout/fonts/….ttf`, `rapport/main.typ` and `avsendere/faerder/logo.svg`. Other files are passed over.
    ///
    /// # Errors
    /// `PDF-001` when `layout/main.typ` or every font is missing, `PDF-002` when a file cannot be read.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, Vec<Problem>> {
        // In path order, so that the fonts' order never depends on how the files were found.
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let mut problems = Vec::new();
        let (mut sources, mut logos, mut fonts) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (path, bytes) in files {
            if let Some(sender) = path.strip_prefix(SENDERS).and_then(|rest| rest.strip_suffix("/logo.svg")) {
                logos.insert(sender.to_owned(), Bytes::new(bytes));
            } else if let Some(name) = typst_file(&path) {
                match source(name, bytes) {
                    Some(source) => drop(sources.insert(source.id().into_raw().get(), source)),
                    None => problems.push(unreadable(&path, "Filen er ikke tekst i UTF-8.")),
                }
            } else if path.starts_with(ROOT) && (path.ends_with(".ttf") || path.ends_with(".otf")) {
                match Font::new(Bytes::new(bytes), 0) {
                    Some(font) => fonts.push(font),
                    None => problems.push(unreadable(&path, "Skriften kan ikke leses.")),
                }
            }
        }
        let main = file_id("main.typ").filter(|id| sources.contains_key(&id.into_raw().get()));
        if fonts.is_empty() {
            problems.push(missing("layout/fonts", "Det finnes ingen skrifter til brevet."));
        }
        match main {
            Some(main) if problems.is_empty() => Ok(Self {
                plain: (0..PLAIN).map(|code| fonts.iter().any(|font| font.info().coverage.contains(code))).collect(),
                main,
                sources,
                logos,
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                library: LazyHash::new(library()),
                cache_age: CACHE_AGE,
            }),
            Some(_) => Err(problems),
            None => {
                problems.push(missing("layout/main.typ", "Hovedfilen i oppsettet mangler."));
                Err(problems)
            }
        }
    }

    /// The same layout with another cache age, in letters typeset by the whole process; the bytes never depend on it.
    #[must_use]
    pub fn with_cache_age(self, letters: usize) -> Self {
        Self { cache_age: letters, ..self }
    }

    /// How many letters a cached result may lie unused.
    pub(super) fn cache_age(&self) -> usize {
        self.cache_age
    }

    /// Tells at once that a character can be printed, for those that no accent makes part of another one.
    pub(super) fn prints(&self, character: char) -> bool {
        self.plain.get(character as usize).is_some_and(|has| *has)
    }

    /// Tells whether any of the fonts has the character.
    pub(super) fn has_glyph(&self, character: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }
}

/// The id of a virtual path. The paths come from the layout, never from a case: an id is never freed.
pub(super) fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The virtual path of a Typst file of the letter or of the report.
fn typst_file(path: &str) -> Option<&str> {
    let report = path.starts_with(REPORT).then_some(path);
    path.strip_prefix(ROOT).or(report).filter(|name| name.ends_with(".typ"))
}

/// The path below `letter-templates/` of a virtual path.
pub(super) fn path_of(name: &str) -> String {
    if name.starts_with(REPORT) { name.to_owned() } else { format!("{ROOT}{name}") }
}

fn source(name: &str, bytes: Vec<u8>) -> Option<Source> {
    Some(Source::new(file_id(name)?, String::from_utf8(bytes).ok()?))
}

/// Row headers in tables are behind a feature in this version of Typst.
fn library() -> Library {
    Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()
}

pub(super) fn missing(path: &str, message: &str) -> Problem {
    Problem::error("PDF-001", Place::file(format!("letter-templates/{path}")), message)
        .hint("hent filene på nytt med `vedtaksbrev tekster hent-ut`")
}

fn unreadable(path: &str, message: &str) -> Problem {
    Problem::error("PDF-002", Place::file(format!("letter-templates/{path}")), message)
}
