//! `vedtaksbrev tekster hent-ut` and `tekster godkjenn`: the jurist's copy of the library.

use super::Outcome;
use super::args::Global;
use crate::clock;
use crate::disk::{Disk, RealDisk};
use crate::problem::{Cause, Place, Problem};
use crate::texts::approval::{self, Which};
use crate::texts::library::Library;
use std::path::Path;

/// Writes the library out into an empty or new folder.
pub(super) fn extract(global: &Global, folder: &Path) -> Outcome {
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
pub(super) fn approve(global: &Global, texts: &[String], name: &str) -> Outcome {
    let Some(folder) = &global.tekster else {
        let problem = Problem::error("BRUK-011", Place::default(), "Si hvilken tekstsamling som skal godkjennes")
            .caused_by(Cause::Usage)
            .hint("hent den ut med «vedtaksbrev tekster hent-ut MAPPE», og bruk --tekster MAPPE");
        return vec![problem].into();
    };
    match try_approve(folder, texts, name) {
        Ok(outcome) => outcome,
        Err(problems) => problems.into(),
    }
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
