//! `vedtaksbrev tekster …`: the jurist's workbench.
//!
//! Comes in: the arguments. Goes out: lines and problems. Does not know how an answer is found.

mod forhaandsvis;
mod virkning;

use super::Outcome;
use super::args::{Global, Tekster};
use super::{godkjenn, klarspraak};
use crate::clock;
use crate::disk::{Disk, RealDisk};
use crate::problem::{Cause, Place, Problem};
use crate::texts::library::Library;
use crate::typeset;
use crate::workbench::{next_version, overview, parity, places, publish, show};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Runs one of the commands.
pub(super) fn run(global: &Global, command: &Tekster) -> Outcome {
    match command {
        Tekster::Liste { usikre: true, .. } => look(global, |library| Ok(overview::unsettled(library))),
        Tekster::Liste { dato, .. } => {
            look(global, |library| Ok(overview::overview(library, dato.unwrap_or_else(clock::today))))
        }
        Tekster::Vis { tekst, dato, maalform } => {
            look(global, |library| show::show(library, tekst, dato.unwrap_or_else(clock::today), *maalform))
        }
        Tekster::HvorBrukt { navn } => look(global, |library| places::places(library, navn)),
        Tekster::Ny { tekst, fra } => new_version(global, tekst, *fra),
        Tekster::Sammenlign => super::library(global).map_or_else(Outcome::from, |library| compared(&library)),
        Tekster::Virkning { mot, saker, pdf, overskriv, dato } => {
            let wish = virkning::Wish {
                mot,
                saker: saker.as_deref(),
                pdf: pdf.as_deref(),
                overskriv: *overskriv,
                dato: *dato,
            };
            virkning::run(global, &wish)
        }
        Tekster::Klarspraak(command) => klarspraak::run(global, command),
        Tekster::Forhaandsvis { saker, port } => forhaandsvis::run(global, saker, *port),
        Tekster::Publiser { mappe, dato } => publish(global, mappe, dato.unwrap_or_else(clock::today)),
        Tekster::HentUt { mappe } => extract(global, mappe),
        Tekster::Godkjenn(command) => godkjenn::run(global, command),
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

/// Writes the library as a page and a PDF that can be published.
fn publish(global: &Global, folder: &Path, day: Date) -> Outcome {
    let written = || -> Result<Vec<String>, Vec<Problem>> {
        let house = super::house(global)?;
        let sheet = publish::sheet(&house.library, day);
        let pdf = typeset::typeset_sheet(&sheet, &house.layout)?;
        let files = [("tekster.html", publish::html(&sheet).into_bytes()), ("tekster.pdf", pdf.bytes)];
        RealDisk.create_open_dir(folder).map_err(|problem| vec![problem])?;
        let write = |(name, bytes): &(&str, Vec<u8>)| {
            let path = folder.join(name);
            RealDisk.write(&path, bytes).map(|()| format!("Skrev {}", path.display())).map_err(|problem| vec![problem])
        };
        files.iter().map(write).collect()
    };
    written().map_or_else(Outcome::from, |output| Outcome { output, problems: Vec::new() })
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
        disk.create_open_dir(target.parent().unwrap_or(folder))?;
        disk.write(&target, library.bytes(path).unwrap_or_default())?;
        count += 1;
    }
    Ok(count)
}
