//! `vedtaksbrev send`, and `--send` after `lag` and `bunke`: e-mail about letters that are made.

use super::Outcome;
use super::args::{Global, Send, Som};
use super::stop;
use crate::clock::RealPace;
use crate::deliver::journal::key::OfficeKey;
use crate::disk::RealDisk;
use crate::problem::Problem;
use crate::send::{self, Settings};
use crate::texts::library::Library;
use crate::texts::melding::Slag;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a mail server may take to answer; RFC 5321 (4.5.3.2) asks for this much at most of its steps.
const PATIENCE: Duration = Duration::from_mins(5);

/// Sends.
pub(super) fn run(library: &Library, global: &Global, args: &Send) -> Outcome {
    let slag = match (args.paaminn, args.som) {
        (true, _) => Slag::NyttVarsel,
        (false, Som::Varsel) => Slag::Varsel,
        (false, Som::Vedlegg) => Slag::Vedlegg,
        (false, Som::Intern) => Slag::Intern,
    };
    let settings = Settings {
        saker: args.saker.clone(),
        only: args.saksnummer.clone(),
        slag,
        rehearsal: args.proevekjoering,
        again: args.send_paa_nytt.clone(),
        counted: args.regn_som_sendt.clone(),
        opened: args.aapnet.clone(),
        ..notices(&args.mappe)
    };
    with(library, global, &settings, args.noekkel.clone())
}

/// Notices about the letters of a folder, as `lag --send` and `bunke --send` send them.
pub(super) fn notices(folder: &Path) -> Settings {
    Settings {
        folder: folder.to_owned(),
        saker: Vec::new(),
        only: Vec::new(),
        slag: Slag::Varsel,
        rehearsal: false,
        again: Vec::new(),
        counted: Vec::new(),
        opened: Vec::new(),
        patience: PATIENCE,
    }
}

/// Sends by these settings, with the office's key.
pub(super) fn with(library: &Library, global: &Global, settings: &Settings, key: Option<PathBuf>) -> Outcome {
    let send = || -> Result<send::Outcome, Problem> {
        let key = OfficeKey::open(&RealDisk, &super::bunke::key_path(key)?)?;
        let stop = stop::signal("Ctrl-C stanser sendingen på stedet; kjør den samme kommandoen igjen.", global.stille);
        send::send(library, &RealDisk, &key, settings, (&RealPace, stop))
    };
    match send() {
        Ok(outcome) => Outcome { output: outcome.output, problems: outcome.problems },
        Err(problem) => vec![problem].into(),
    }
}
