//! Letters on a page of one's own machine, following every save: pages, words, where each word comes from, problems.
//!
//! Comes in: how to open the library and the cases, and a port. Goes out: a page on 127.0.0.1 until the program is stopped.
//! Nothing leaves the machine, nothing is written, and the last letter that could be made stays while a text is broken.

mod cases;
mod origin;
mod render;
mod server;
mod state;
mod watch;

pub use cases::{Sample, samples};
pub use server::Server;
pub use state::{Desk, Opened};
pub use watch::watch;
