//! Typst's only window: constant layout files, fonts, and two virtual files that belong to this letter.
//!
//! Comes in: a `Layout`, the letter as JSON and the sender's logo. Goes out: a `World`.
//! Shows Typst no disk, no network, no packages and no clock.

use super::layout::{Layout, file_id};
use typst::Library;
use typst::World;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// What one letter sees.
pub(super) struct LetterWorld<'a> {
    layout: &'a Layout,
    main: FileId,
    letter: (Option<FileId>, Bytes),
    logo: (Option<FileId>, Bytes),
}

impl<'a> LetterWorld<'a> {
    /// The world of one letter, with its JSON as `/letter.json` and the logo as `/logo.svg`; `main` says what it looks like.
    pub(super) fn new(layout: &'a Layout, main: FileId, letter: Vec<u8>, logo: Bytes) -> Self {
        Self { layout, main, letter: (file_id("letter.json"), Bytes::new(letter)), logo: (file_id("logo.svg"), logo) }
    }

    fn absent(id: FileId) -> FileError {
        FileError::NotFound(id.vpath().get_without_slash().into())
    }
}

impl World for LetterWorld<'_> {
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
        self.layout.sources.get(&id.into_raw().get()).cloned().ok_or_else(|| Self::absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let own = [&self.letter, &self.logo];
        let found = own.into_iter().find(|(own_id, _)| *own_id == Some(id));
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| Self::absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.layout.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
