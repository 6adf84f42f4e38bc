//! `tekster forhaandsvis`: the letters on a page that follows every save.
//!
//! Comes in: the arguments. Goes out: the page's address, and the page until the program is stopped.

use crate::cli::Outcome;
use crate::cli::args::Global;
use crate::clock;
use crate::disk::{Disk, RealDisk};
use crate::problem::Problem;
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES};
use crate::workbench::preview::{Desk, Opened, Sample, Server, samples, watch};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Runs the command; gives problems when the page cannot be opened, and otherwise never ends.
pub(super) fn run(global: &Global, cases: &[PathBuf], port: u16) -> Outcome {
    match open(global, cases, port) {
        Ok(()) => Outcome::default(),
        Err(problems) => problems.into(),
    }
}

fn open(global: &Global, cases: &[PathBuf], port: u16) -> Result<(), Vec<Problem>> {
    let (again, files) = (global.clone(), cases.to_vec());
    let desk = Arc::new(Desk::open(move || opened(&again, &files))?);
    let folders: Vec<PathBuf> =
        global.tekster.iter().flat_map(|it| [it.join(LEGAL_TEXTS), it.join(LETTER_TEMPLATES)]).collect();
    let following = Arc::clone(&desk);
    let _watcher = watch(&folders, cases, move || following.reopen()).map_err(|problem| vec![problem])?;
    let server = Server::open(port).map_err(|problem| vec![problem])?;
    let mut lines = vec![format!("Forhåndsvisning: {}", server.address())];
    if folders.is_empty() {
        lines.push("Tekstene i programmet endrer seg ikke. Følg dine egne med --tekster MAPPE.".to_owned());
    }
    lines.push("Adressen virker bare på denne maskinen. Stopp med Ctrl-C.".to_owned());
    let mut out = std::io::stdout().lock();
    // Without anyone to read the address, the page is still there for those who have it.
    let _ = lines.iter().try_for_each(|line| writeln!(out, "{line}")).and_then(|()| out.flush());
    drop(out);
    server.serve(&desk);
    Ok(())
}

fn opened(global: &Global, cases: &[PathBuf]) -> Result<Opened, Vec<Problem>> {
    let house = crate::cli::house(global)?;
    let read = |path: &PathBuf| -> Result<Sample, Vec<Problem>> {
        let bytes = RealDisk.read(path, crate::yaml::MAX_BYTES as u64).map_err(|problem| vec![problem])?;
        Ok(Sample::of_file(path.display().to_string(), &bytes))
    };
    let samples = match cases {
        [] => samples(&house.library, clock::today()),
        cases => cases.iter().map(read).collect::<Result<_, _>>()?,
    };
    Ok(Opened { house, samples })
}
