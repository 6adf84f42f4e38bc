//! `vedtaksbrev manual`: man pages in Norwegian, one for each command.

use super::Outcome;
use super::args::Args;
use crate::disk::Disk;
use crate::problem::Problem;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::path::Path;

/// The headings of the library, and what they are called here.
const HEADINGS: [(&str, &str); 10] = [
    (".SH NAME\n", ".SH NAVN\n"),
    (".SH SYNOPSIS\n", ".SH BRUK\n"),
    (".SH DESCRIPTION\n", ".SH BESKRIVELSE\n"),
    (".SH OPTIONS\n", ".SH VALG\n"),
    (".SH ARGUMENTS\n", ".SH FILER\n"),
    (".SH SUBCOMMANDS\n", ".SH KOMMANDOER\n"),
    (".SH Kommandoer\n", ".SH KOMMANDOER\n"),
    (".SH Filer\n", ".SH FILER\n"),
    (".SH EXTRA\n", ".SH EKSEMPEL\n"),
    (".SH VERSION\n", ".SH VERSJON\n"),
];

/// Prints the main page, or writes every page into a folder.
pub(super) fn run(disk: &dyn Disk, folder: Option<&Path>) -> Outcome {
    let mut command = Args::command().flatten_help(false);
    command.build();
    let Some(folder) = folder else {
        return Outcome { output: vec![page(&command).trim_end().to_owned()], problems: Vec::new() };
    };
    match write_all(disk, folder, &command) {
        Ok(output) => Outcome { output, problems: Vec::new() },
        Err(problem) => vec![problem].into(),
    }
}

fn write_all(disk: &dyn Disk, folder: &Path, command: &Command) -> Result<Vec<String>, Problem> {
    disk.create_open_dir(folder)?;
    let mut written = Vec::new();
    let mut waiting = vec![command.clone()];
    while let Some(command) = waiting.pop() {
        let path = folder.join(format!("{}.1", command.get_display_name().unwrap_or(command.get_name())));
        disk.write(&path, page(&command).as_bytes())?;
        written.push(path.display().to_string());
        waiting.extend(command.get_subcommands().cloned());
    }
    written.sort();
    Ok(written)
}

/// A page, with Norwegian headings.
fn page(command: &Command) -> String {
    let mut roff = Vec::new();
    // Writing to memory cannot fail.
    let _ = Man::new(command.clone()).render(&mut roff);
    let mut page = String::from_utf8_lossy(&roff).into_owned();
    for (theirs, ours) in HEADINGS {
        page = page.replace(theirs, ours);
    }
    page
}
