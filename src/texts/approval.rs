//! Approval: who vouches for which bytes, in `legal-texts/godkjent.lock`.
//!
//! Comes in: the lock file, or a wish to approve. Goes out: whether a file is approved, or the lock's new content.
//! Writes no file; the command does.

use super::data::{Source, suggest};
use super::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::problem::{Cause, Place, Problem};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The lock file's path in the library.
pub const LOCK: &str = "legal-texts/godkjent.lock";

const HEADER: &str = "# Godkjente filer: SHA-256, fil, dato og navn. Skrives av «vedtaksbrev tekster godkjenn».\n";

/// One line of the lock: who approved which bytes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Godkjenning {
    /// SHA-256 of the approved bytes.
    pub sha256: String,
    /// The day.
    pub dato: Date,
    /// The jurist's name.
    pub navn: String,
}

/// Every approval, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Godkjenninger {
    /// The lines of the lock.
    pub linjer: BTreeMap<String, Godkjenning>,
    /// The approved files that are not in the library any more, sorted: an older version may now stand in their place.
    pub borte: Vec<String>,
}

impl Godkjenninger {
    /// Reads the lock, and says which lines cannot be read.
    pub(crate) fn read(library: &Library) -> (Self, Vec<Problem>) {
        let mut source = Source::new(library, LOCK);
        let mut linjer = BTreeMap::new();
        let content = source.content().unwrap_or_default();
        for (number, line) in (1..).zip(content.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((path, approval)) = read_line(line) else {
                source.error("TEKST-040", number, "Linja er ikke en godkjenning").hint =
                    Some("godkjenn på nytt med «vedtaksbrev tekster godkjenn»".into());
                continue;
            };
            linjer.insert(path, approval);
        }
        let borte = linjer.keys().filter(|path| library.bytes(path).is_none()).cloned().collect();
        (Self { linjer, borte }, source.into_problems())
    }

    /// Tells whether the bytes of a file are approved.
    pub fn is_approved(&self, library: &Library, path: &str) -> bool {
        self.linjer.get(path).is_some_and(|line| library.sha256(path) == Some(line.sha256.as_str()))
    }

    fn print(&self) -> String {
        let mut lock = String::from(HEADER);
        for (path, Godkjenning { sha256, dato, navn }) in &self.linjer {
            let _ = writeln!(lock, "{sha256}  {path}  {dato}  {navn}");
        }
        lock
    }
}

fn read_line(line: &str) -> Option<(String, Godkjenning)> {
    let mut parts = line.splitn(4, "  ");
    let (sha256, path, dato, navn) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?.trim());
    let is_hash =
        sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let dato = crate::yaml::date(dato)?;
    (is_hash && !navn.is_empty())
        .then(|| (path.to_owned(), Godkjenning { sha256: sha256.to_owned(), dato, navn: navn.to_owned() }))
}

/// Tells whether a file can change what stands in a letter, and so needs approval; a logo and a font can too.
pub fn needs_approval(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let below = |top: &str| path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'));
    let words = [".md", ".yaml", ".typ", ".svg", ".ttf", ".otf"].iter().any(|ending| name.ends_with(ending));
    path != LOCK && name != "README.md" && (below(LEGAL_TEXTS) || below(LETTER_TEMPLATES) && words)
}

/// What to approve.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// Every file that needs approval.
    All,
    /// These files, texts or folders: a path of the library, or a text's id.
    Named(&'a [String]),
}

/// The outcome of approving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The new content of `legal-texts/godkjent.lock`.
    pub lock: String,
    /// The approved files, sorted.
    pub paths: Vec<String>,
    /// What is not settled in them, by file; the jurist should know before the lock is written.
    pub usikkert: Vec<(String, String)>,
}

/// Approves files of the library as they stand, and keeps what was approved before and still exists.
///
/// # Errors
/// TEKST-041 for a name that names nothing, TEKST-042 for an approver's name that cannot stand in the lock.
pub fn approve(library: &Library, which: Which<'_>, navn: &str, dato: Date) -> Result<Approved, Vec<Problem>> {
    let mut problems = Vec::new();
    let navn = navn.trim();
    if navn.is_empty() || navn.chars().any(char::is_control) {
        problems.push(
            Problem::error("TEKST-042", Place::default(), "Den som godkjenner, må ha et navn")
                .hint("skriv navnet etter --av")
                .caused_by(Cause::Usage),
        );
    }
    let paths = match which {
        Which::All => library.paths().filter(|path| needs_approval(path)).map(str::to_owned).collect(),
        Which::Named(names) => named(library, names, &mut problems),
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut all = Godkjenninger::read(library).0;
    all.linjer.retain(|path, _| library.bytes(path).is_some());
    for path in &paths {
        if let Some(sha256) = library.sha256(path) {
            all.linjer.insert(path.clone(), Godkjenning { sha256: sha256.to_owned(), dato, navn: navn.to_owned() });
        }
    }
    let usikkert = paths
        .iter()
        .flat_map(|path| super::unsettled::usikkert(library, path).into_iter().map(|(_, what)| (path.clone(), what)))
        .collect();
    Ok(Approved { lock: all.print(), paths, usikkert })
}

fn named(library: &Library, names: &[String], problems: &mut Vec<Problem>) -> Vec<String> {
    let mut paths = Vec::new();
    for name in names {
        let folder = name.trim_end_matches('/');
        let candidates = [folder.to_owned(), format!("{LEGAL_TEXTS}/{folder}"), format!("{LETTER_TEMPLATES}/{folder}")];
        let found = candidates.iter().flat_map(|it| {
            library.bytes(it).map(|_| it.clone()).into_iter().chain(library.paths_below(it).map(str::to_owned))
        });
        let found: Vec<String> = found.filter(|path| needs_approval(path)).collect();
        if found.is_empty() {
            let ids = library.text_ids();
            let near = suggest(folder, ids.iter().map(String::as_str));
            let hint = near.map_or("skriv en tekst som «klage/slik», en fil eller en mappe".to_owned(), |near| {
                format!("mente du «{near}»?")
            });
            problems.push(
                Problem::error("TEKST-041", Place::default(), format!("Det finnes ingen tekst som heter «{name}»"))
                    .hint(hint)
                    .caused_by(Cause::Usage),
            );
        }
        paths.extend(found);
    }
    paths.sort();
    paths.dedup();
    paths
}
