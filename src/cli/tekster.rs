//! `vedtaksbrev tekster …`: the jurist's workbench.
//!
//! Comes in: the arguments. Goes out: lines and problems. Does not know how an answer is found.

mod virkning;

use super::Outcome;
use super::args::{Global, Tekster};
use crate::clock;
use crate::disk::{Disk, RealDisk};
use crate::problem::{Cause, Place, Problem};
use crate::texts::approval::{self, Which};
use crate::texts::library::Library;
use crate::workbench::{next_version, overview, parity, places, show};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Runs one of the commands.
pub(super) fn run(global: &Global, command: &Tekster) -> Outcome {
    match command {
        Tekster::Liste { dato } => {
            look(global, |library| Ok(overview::overview(library, dato.unwrap_or_else(clock::today))))
        }
        Tekster::Vis { tekst, dato, maalform } => {
            look(global, |library| show::show(library, tekst, dato.unwrap_or_else(clock::today), *maalform))
        }
        Tekster::HvorBrukt { navn } => look(global, |library| places::places(library, navn)),
        Tekster::Ny { tekst, fra } => new_version(global, tekst, *fra),
        Tekster::Sammenlign => super::library(global).map_or_else(Outcome::from, |library| compared(&library)),
        Tekster::Virkning { mot, saker, pdf, dato } => {
            let wish = virkning::Wish { mot, saker: saker.as_deref(), pdf: pdf.as_deref(), dato: *dato };
            virkning::run(global, &wish)
        }
        Tekster::HentUt { mappe } => extract(global, mappe),
        Tekster::Godkjenn { tekst, av, .. } => approve(global, tekst, av),
    }
}

/// A command that only looks at the library.
fn look(global: &Global, answer: impl FnOnce(&Library) -> Result<Vec<String>, Problem>) -> Outcome {
    let answered = super::library(global).and_then(|library| answer(&library).map_err(|problem| vec![problem]));
    answered.map_or_else(Outcome::from, |output| Outcome { output, problems: Vec::new() })
}

/// Bokmål against nynorsk.
fn compared(library: &Library) -> Outcome {
    let problems = parity::parity(library);
    let texts = library.text_ids().len();
    let said = match problems.len() {
        0 => "ingen avvik".to_owned(),
        many => format!("{many} avvik"),
    };
    Outcome {
        output: vec![format!("Sammenlignet {texts} tekster og malene på bokmål og nynorsk: {said}.")], problems
    }
}

/// The municipality's own copy of the library, which a command wants to change.
pub(super) fn own_copy<'g>(global: &'g Global, message: &str) -> Result<&'g PathBuf, Vec<Problem>> {
    global.tekster.as_ref().ok_or_else(|| {
        let problem = Problem::error("BRUK-011", Place::default(), message).caused_by(Cause::Usage);
        vec![problem.hint("hent den ut med «vedtaksbrev tekster hent-ut MAPPE», og bruk --tekster MAPPE")]
    })
}

/// Writes a new version of a text into the folder given with `--tekster`.
fn new_version(global: &Global, name: &str, fra: Date) -> Outcome {
    let written = own_copy(global, "Si hvilken tekstsamling som skal få en ny versjon").and_then(|folder| {
        let library = Library::open(&RealDisk, folder)?;
        let files = next_version::next_version(&library, name, fra)?;
        files
            .iter()
            .map(|(path, content)| {
                let written = RealDisk.write(&folder.join(path), content.as_bytes());
                written.map(|()| format!("Skrev {}", library.place(path).file)).map_err(|problem| vec![problem])
            })
            .collect::<Result<Vec<String>, _>>()
    });
    written.map_or_else(Outcome::from, |mut output| {
        output.push("Endre begge målformene, skriv merknad, og sett kontrollert. Godkjenn til slutt.".to_owned());
        Outcome { output, problems: Vec::new() }
    })
}

/// Writes the library out into an empty or new folder.
fn extract(global: &Global, folder: &Path) -> Outcome {
    let library = match super::library(global) {
        Ok(library) => library,
        Err(problems) => return problems.into(),
    };
    match write_all(&RealDisk, &library, folder) {
        Ok(count) => {
            Outcome { output: vec![format!("Skrev {count} filer til {}.", folder.display())], problems: Vec::new() }
        }
        Err(problem) => vec![problem].into(),
    }
}

fn write_all(disk: &dyn Disk, library: &Library, folder: &Path) -> Result<usize, Problem> {
    let occupied = folder.exists() && !disk.list(folder)?.is_empty();
    if occupied {
        let place = Place::file(folder.display().to_string());
        return Err(Problem::error("BRUK-010", place, "Mappen er ikke tom")
            .caused_by(Cause::Usage)
            .hint("velg en mappe som ikke finnes ennå, så ingen endringer blir skrevet over"));
    }
    let mut count = 0;
    for path in library.paths() {
        let target = folder.join(path);
        disk.create_dir(target.parent().unwrap_or(folder))?;
        disk.write(&target, library.bytes(path).unwrap_or_default())?;
        count += 1;
    }
    Ok(count)
}

/// Approves texts in the folder given with `--tekster`; no names means all.
fn approve(global: &Global, texts: &[String], name: &str) -> Outcome {
    let folder = own_copy(global, "Si hvilken tekstsamling som skal godkjennes");
    folder.and_then(|folder| try_approve(folder, texts, name)).unwrap_or_else(Outcome::from)
}

fn try_approve(folder: &Path, texts: &[String], name: &str) -> Result<Outcome, Vec<Problem>> {
    let library = Library::open(&RealDisk, folder)?;
    let which = if texts.is_empty() { Which::All } else { Which::Named(texts) };
    let approved = approval::approve(&library, which, name, clock::today())?;
    let lock = folder.join(approval::LOCK);
    RealDisk.write(&lock, approved.lock.as_bytes()).map_err(|problem| vec![problem])?;
    // What is unsettled in an approved text is now the approver's to answer for, so she sees it.
    let unsettled = approved.usikkert.iter().map(|(path, what)| {
        Problem::warning("TEKST-090", library.place(path), format!("Godkjent, men merket som usikkert: {what}"))
            .hint("ta bort linjen «usikkert» når det er avklart, og godkjenn på nytt")
    });
    Ok(Outcome {
        output: vec![format!("Godkjente {} filer. Godkjenningen står i {}.", approved.paths.len(), lock.display())],
        problems: unsettled.collect(),
    })
}
