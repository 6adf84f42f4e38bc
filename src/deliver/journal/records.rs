//! What the journal holds, as values.
//!
//! Comes in: nothing; nouns. Goes out: runs, cases, letters and lines.
//! Has no room for a personal value: a person and her reasons are keyed hashes, and the case number is the only link.

use super::packages::PackageRecord;

/// What a run is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFacts {
    /// The library's content hash, which names its snapshot.
    pub tekster: String,
    /// The program's version.
    pub program: String,
    /// The typesetting engine's version.
    pub typst: String,
    /// The fonts' content hash.
    pub skrifter: String,
    /// Which shard this is, from 1.
    pub del: u32,
    /// Of how many shards.
    pub av: u32,
    /// Whether copies of the cases are kept.
    pub sakskopi: bool,
    /// Whether drafts may be released.
    pub utkast: bool,
}

/// A run in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number in this journal.
    pub id: i64,
    /// What it is made with.
    pub facts: RunFacts,
    /// When it started, ISO 8601 in UTC.
    pub startet: String,
    /// How many cases there are in the input, those of other shards too, when that is known.
    pub antall: Option<u64>,
    /// How many cases the run has met that belong to other shards.
    pub andre: u64,
    /// When it was finished; nothing while it is not.
    pub avsluttet: Option<String>,
}

impl Run {
    /// What groups the letters of a run in SvarUt: when it began and which shard it is.
    pub fn correlation(&self) -> String {
        let moment: String = self.startet.chars().filter(char::is_ascii_alphanumeric).take(15).collect();
        format!("bunke-{moment}-{}av{}", self.facts.del, self.facts.av)
    }
}

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tilstand {
    /// Its letters are made.
    Ferdig,
    /// Its letters were there already.
    Uendret,
    /// No letter; the problems say why.
    Feilet,
}

impl Tilstand {
    /// The word in the journal and in the list for the case system.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ferdig => "ferdig",
            Self::Uendret => "uendret",
            Self::Feilet => "feilet",
        }
    }
}

/// A case as a run left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRecord {
    /// The keyed hash of where the case came from: a file's name may be a person's.
    pub kilde: String,
    /// SHA-256 of the case's bytes.
    pub sak_sha256: String,
    /// What became of it.
    pub tilstand: Tilstand,
    /// The problems as JSON, without the file's name.
    pub problemer: String,
    /// The case number, also of a case that is refused; nothing when it could not be read.
    pub saksnummer: Option<String>,
    /// What the report counts; nothing when the case could not be read or was there already.
    pub facts: Option<CaseFacts>,
    /// The copy of the case, relative to the folder.
    pub sakskopi: Option<String>,
    /// The letters that were made.
    pub letters: Vec<LetterRecord>,
    /// The packages of its letters, also of letters that were there already.
    pub pakker: Vec<PackageRecord>,
}

/// What the report counts of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The case number.
    pub saksnummer: String,
    /// The kind of letter.
    pub brevtype: String,
    /// The day of the letter, ISO 8601.
    pub brevdato: String,
    /// `nb` or `nn`.
    pub maalform: String,
    /// The sender's id.
    pub avsender: String,
    /// The keyed hash of the person.
    pub person: Option<String>,
    /// The keyed hash of the reasons, word for word.
    pub begrunnelse: Option<String>,
    /// Service and outcome of each line.
    pub lines: Vec<(String, String)>,
}

/// A letter that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRecord {
    /// The letter's identity.
    pub identitet: String,
    /// 1, and one more for each time the case has changed.
    pub versjon: u32,
    /// The PDF, relative to the folder.
    pub fil: String,
    /// SHA-256 of the PDF.
    pub pdf_sha256: String,
    /// How many pages.
    pub sider: usize,
    /// Whether it is a draft.
    pub utkast: bool,
    /// The files of the library that took part, with SHA-256.
    pub tekster: Vec<(String, String)>,
}

/// The newest version of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newest {
    /// Its version.
    pub versjon: u32,
    /// The PDF, relative to the folder.
    pub fil: String,
    /// SHA-256 of the PDF.
    pub pdf_sha256: String,
    /// SHA-256 of the case's bytes.
    pub sak_sha256: String,
}
