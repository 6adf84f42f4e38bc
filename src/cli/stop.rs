//! Ctrl-C and the system's wish to end the process: what is in hand is finished first.
//!
//! Comes in: nothing. Goes out: a flag that the long commands look at.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);
static HANDLED: Once = Once::new();

/// The flag that the first signal sets; whoever asks again is obeyed at once, which is safe too.
///
/// `otherwise` is said when the system does not let us wait for signals, unless the user wants silence.
pub(super) fn signal(otherwise: &str, silent: bool) -> &'static AtomicBool {
    HANDLED.call_once(|| {
        let handled = ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::SeqCst) {
                std::process::exit(3);
            }
        });
        if handled.is_err() && !silent {
            eprintln!("{otherwise}");
        }
    });
    &STOP
}
