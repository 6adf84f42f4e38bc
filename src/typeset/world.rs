//! Typst's only window: constant layout files, fonts, and the virtual files that belong to this letter or sheet.
//!
//! Comes in: a `Layout`, the letter as JSON and the sender's logo, or a sheet as JSON. Goes out: a `World`.
//! Shows Typst no disk, no network, no packages and no clock.

use super::layout::{Layout, file_id};
use typst::Library;
use typst::World;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The constant template of a sheet, which uses the layout's style.
const SHEET: &str = include_str!("sheet.typ");

/// What one letter or sheet sees.
pub(super) struct PageWorld<'a> {
    layout: &'a Layout,
    main: FileId,
    own: Option<Source>,
    files: Vec<(Option<FileId>, Bytes)>,
}

impl<'a> PageWorld<'a> {
    /// The world of one letter, with its JSON as `/letter.json` and the logo as `/logo.svg`.
    pub(super) fn letter(layout: &'a Layout, letter: Vec<u8>, logo: Bytes) -> Self {
        let files = vec![(file_id("letter.json"), Bytes::new(letter)), (file_id("logo.svg"), logo)];
        Self { layout, main: layout.main, own: None, files }
    }

    /// The world of one overview, which a file of the library lays out, with its JSON as `/overview.json`.
    pub(super) fn overview(layout: &'a Layout, main: FileId, overview: Vec<u8>, logo: Bytes) -> Self {
        let files = vec![(file_id("overview.json"), Bytes::new(overview)), (file_id("logo.svg"), logo)];
        Self { layout, main, own: None, files }
    }

    /// The world of one sheet, with its JSON as `/sheet.json`.
    pub(super) fn sheet(layout: &'a Layout, sheet: Vec<u8>) -> Option<Self> {
        let main = file_id("sheet.typ")?;
        let own = Some(Source::new(main, SHEET.to_owned()));
        Some(Self { layout, main, own, files: vec![(file_id("sheet.json"), Bytes::new(sheet))] })
    }

    fn absent(id: FileId) -> FileError {
        FileError::NotFound(id.vpath().get_without_slash().into())
    }
}

impl World for PageWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.layout.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.layout.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let own = self.own.iter().find(|own| own.id() == id);
        own.or_else(|| self.layout.sources.get(&id.into_raw().get())).cloned().ok_or_else(|| Self::absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(own_id, _)| *own_id == Some(id));
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| Self::absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.layout.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
