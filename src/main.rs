//! The command `vedtaksbrev`: parse arguments, run a command, print, exit code.

use std::process::ExitCode;

/// Fewer instructions a letter than the system's allocator (measured in `benches/`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A panic's own message could hold a piece of the case, so it is never printed.
    std::panic::set_hook(Box::new(|_| {}));
    let code = std::panic::catch_unwind(|| vedtaksbrev::cli::run(std::env::args_os()));
    ExitCode::from(code.unwrap_or_else(|_| vedtaksbrev::cli::bug()))
}
