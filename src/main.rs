//! The command `vedtaksbrev`: parse arguments, run a command, print, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(vedtaksbrev::cli::run(std::env::args_os()))
}
