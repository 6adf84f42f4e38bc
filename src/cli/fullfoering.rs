//! `vedtaksbrev fullfoering`: completion for a shell, on standard output.

use super::Outcome;
use super::args::Args;
use clap::CommandFactory;
use clap_complete::{Shell, generate};

/// Prints the shell's script.
pub(super) fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "vedtaksbrev", &mut script);
    let script = String::from_utf8_lossy(&script).trim_end().to_owned();
    Outcome { output: vec![script], problems: Vec::new() }
}
