//! Approval: who vouches for which bytes, in `legal-texts/godkjent.lock`.
//!
//! Comes in: the lock file, or a wish to approve. Goes out: whether a file is approved, or the lock's new content.
//! Writes no file; the command does.

use super::data::Source;
use super::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::problem::{Cause, Place, Problem};
use crate::suggest::closest;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The lock file's path in the library.
pub const LOCK: &str = "legal-texts/godkjent.lock";

/// Whether one person may approve alone: the jurist's own setting.
pub const SETTING: &str = "legal-texts/godkjenning.yaml";

const HEADER: &str = "# Godkjente filer: SHA-256, fil, dato og navn. Skrives av «vedtaksbrev tekster godkjenn».\n";

/// A person and the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Underskrift {
    /// The day.
    pub dato: Date,
    /// The name.
    pub navn: String,
}

/// One line of the lock: who approved which bytes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Godkjenning {
    /// SHA-256 of the approved bytes.
    pub sha256: String,
    /// The day.
    pub dato: Date,
    /// The jurist's name.
    pub navn: String,
    /// The second person, when one has looked as well.
    pub kontroll: Option<Underskrift>,
}

/// Every approval, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Godkjenninger {
    /// The lines of the lock.
    pub linjer: BTreeMap<String, Godkjenning>,
    /// Whether a second person must have approved too.
    pub to_personer: bool,
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
        let mut problems = source.into_problems();
        let (to_personer, found) = two_persons(library);
        problems.extend(found);
        let borte = linjer.keys().filter(|path| library.bytes(path).is_none()).cloned().collect();
        (Self { linjer, to_personer, borte }, problems)
    }

    /// Tells whether the bytes of a file are approved, by two persons when the library asks for two.
    pub fn is_approved(&self, library: &Library, path: &str) -> bool {
        self.current(library, path).is_some_and(|line| !self.to_personer || line.kontroll.is_some())
    }

    /// The approval of the bytes as they stand; a second person may be missing.
    pub fn current(&self, library: &Library, path: &str) -> Option<&Godkjenning> {
        self.linjer.get(path).filter(|line| library.sha256(path) == Some(line.sha256.as_str()))
    }

    fn print(&self) -> String {
        let mut lock = String::from(HEADER);
        for (path, Godkjenning { sha256, dato, navn, kontroll }) in &self.linjer {
            let _ = write!(lock, "{sha256}  {path}  {dato}  {navn}");
            if let Some(Underskrift { dato, navn }) = kontroll {
                let _ = write!(lock, "  {dato}  {navn}");
            }
            lock.push('\n');
        }
        lock
    }
}

fn read_line(line: &str) -> Option<(String, Godkjenning)> {
    let mut parts = line.splitn(6, "  ");
    let (sha256, path, dato, navn) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?.trim());
    let kontroll = match (parts.next(), parts.next().map(str::trim)) {
        (Some(dato), Some(other)) if !other.is_empty() && !same_person(other, navn) => {
            Some(Underskrift { dato: crate::yaml::date(dato)?, navn: other.to_owned() })
        }
        (None, None) => None,
        _ => return None,
    };
    let is_hash =
        sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let dato = crate::yaml::date(dato)?;
    (is_hash && !navn.is_empty())
        .then(|| (path.to_owned(), Godkjenning { sha256: sha256.to_owned(), dato, navn: navn.to_owned(), kontroll }))
}

/// Whether the library asks for a second person; a setting that cannot be read does.
fn two_persons(library: &Library) -> (bool, Vec<Problem>) {
    if library.bytes(SETTING).is_none() {
        return (false, Vec::new());
    }
    let mut source = Source::new(library, SETTING);
    let root = source.root();
    let fields = root.as_ref().and_then(|root| source.fields(root, &["to_personer"]));
    let asked = fields.and_then(|fields| source.need(fields, "to_personer", Source::flag));
    (asked.unwrap_or(true), source.into_problems())
}

/// Tells whether two names are the same person's, whatever the capitals and spaces.
fn same_person(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    plain(one) == plain(other)
}

/// Tells whether a file can change what stands in a letter, and so needs approval; a logo and a font can too.
pub fn needs_approval(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let below = |top: &str| path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'));
    let words = [".md", ".yaml", ".typ", ".svg", ".ttf", ".otf"].iter().any(|ending| name.ends_with(ending));
    path != LOCK && path != SETTING && name != "README.md" && (below(LEGAL_TEXTS) || below(LETTER_TEMPLATES) && words)
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

/// Who approves: the first person, the second, or both at once.
#[derive(Debug, Clone, Copy)]
pub struct Signers<'a> {
    /// Who approves; nothing when only the second person signs.
    pub av: Option<&'a str>,
    /// Who controls it.
    pub kontroll_av: Option<&'a str>,
}

/// Approves files of the library as they stand, and keeps what was approved before and still exists.
///
/// # Errors
/// TEKST-041 for a name that names nothing, TEKST-042 for a person's name that cannot stand in the lock, TEKST-047
/// when both are the same person, TEKST-048 when the second person comes before the first.
pub fn approve(
    library: &Library,
    which: Which<'_>,
    signers: Signers<'_>,
    dato: Date,
) -> Result<Approved, Vec<Problem>> {
    let mut problems = Vec::new();
    let [av, kontroll_av] = [(signers.av, "--av"), (signers.kontroll_av, "--kontroll-av")]
        .map(|(navn, option)| navn.and_then(|navn| person(navn, option, &mut problems)));
    let mut paths = match which {
        Which::All => library.paths().filter(|path| needs_approval(path)).map(str::to_owned).collect(),
        Which::Named(names) => named(library, names, &mut problems),
    };
    let mut all = Godkjenninger::read(library).0;
    all.linjer.retain(|path, _| library.bytes(path).is_some());
    if let Some(navn) = &av {
        for path in &paths {
            let Some(sha256) = library.sha256(path).map(str::to_owned) else { continue };
            // Approving the same bytes again does not undo what the second person did.
            let kept = all.current(library, path).and_then(|line| line.kontroll.clone());
            let kontroll = kept.filter(|it| !same_person(&it.navn, navn));
            all.linjer.insert(path.clone(), Godkjenning { sha256, dato, navn: navn.clone(), kontroll });
        }
    }
    if let Some(navn) = &kontroll_av {
        if matches!(which, Which::All) && av.is_none() {
            paths.retain(|path| all.current(library, path).is_some_and(|line| line.kontroll.is_none()));
        }
        problems.extend(control(library, &mut all, &paths, &Underskrift { dato, navn: navn.clone() }));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let usikkert = paths
        .iter()
        .flat_map(|path| super::unsettled::usikkert(library, path).into_iter().map(|(_, what)| (path.clone(), what)))
        .collect();
    Ok(Approved { lock: all.print(), paths, usikkert })
}

/// A person's name with single spaces.
fn person(navn: &str, option: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let plain = navn.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() || navn.trim().chars().any(char::is_control) {
        let message = "Den som godkjenner, må ha et navn";
        let hint = format!("skriv navnet etter {option}");
        problems.push(Problem::error("TEKST-042", Place::default(), message).hint(hint).caused_by(Cause::Usage));
        return None;
    }
    Some(plain)
}

/// Adds the second person to approvals of the bytes as they stand.
fn control(library: &Library, all: &mut Godkjenninger, paths: &[String], by: &Underskrift) -> Vec<Problem> {
    let (mut missing, mut same) = (Vec::new(), Vec::new());
    for path in paths {
        let current = all.current(library, path).is_some();
        match all.linjer.get_mut(path).filter(|_| current) {
            None => missing.push(path),
            Some(line) if same_person(&line.navn, &by.navn) => same.push(path),
            Some(line) => line.kontroll = Some(by.clone()),
        }
    }
    let mut problems = Vec::new();
    let mut refuse = |paths: &[&String], code: &'static str, message: &str, hint: &str| {
        let Some(first) = paths.first() else { return };
        let message = if paths.len() > 1 { format!("{message} ({} filer)", paths.len()) } else { message.to_owned() };
        problems.push(Problem::error(code, library.place(first), message).hint(hint));
    };
    refuse(&same, "TEKST-047", "Den samme personen kan ikke godkjenne to ganger", "en annen må kontrollere teksten");
    refuse(&missing, "TEKST-048", "Fila er ikke godkjent slik den står nå", "den første godkjenner med --av NAVN");
    problems
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
            let near = closest(folder, ids.iter().map(String::as_str));
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
