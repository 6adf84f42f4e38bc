//! A letter's own small world of threads and caches.
//!
//! Comes in: the work of one letter. Goes out: its result, with Typst's cache aged afterwards whatever happened.
//! Typst and krilla use rayon inside a letter, and a thread that waits in rayon takes on whatever else it finds.
//! In a pool of one thread there is nothing else to find, so letters never pile up on one stack.

use super::explain::{self, Stage};
use crate::problem::{Cause, Place, Problem};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use typst::comemo;

/// Bytes of stack for a letter's thread.
const STACK: usize = 16 * 1024 * 1024;

thread_local! {
    /// The calling thread's pool, kept from letter to letter.
    static POOL: OnceCell<Option<ThreadPool>> = const { OnceCell::new() };
}

/// Ages Typst's cache when a letter is over, also when it failed.
struct Evict(usize);

impl Drop for Evict {
    fn drop(&mut self) {
        comemo::evict(self.0);
    }
}

/// Does the work of one letter on the calling thread's own pool of one thread.
pub(super) fn alone<T: Send>(
    cache_age: usize,
    work: impl FnOnce() -> Result<T, Vec<Problem>> + Send,
) -> Result<T, Vec<Problem>> {
    let work = || {
        let _evict = Evict(cache_age);
        // One letter that breaks Typst must not take the others of the run with it.
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(vec![explain::bug(Stage::Layout)]))
    };
    if rayon::current_thread_index().is_some() && rayon::current_num_threads() == 1 {
        return work();
    }
    POOL.with(|pool| match pool.get_or_init(build) {
        None => Err(vec![no_thread()]),
        Some(pool) => pool.install(work),
    })
}

/// Does the work of many letters in a pool of one thread, so that none of them is handed from thread to thread.
pub fn at_home<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match build() {
        None => work(),
        Some(pool) => pool.install(work),
    }
}

fn build() -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().ok()
}

fn no_thread() -> Problem {
    Problem::error("PDF-007", Place::default(), "Maskinen ga ikke programmet en tråd til å sette brevet.")
        .caused_by(Cause::Surroundings)
        .hint("prøv igjen når maskinen har mer ledig minne")
}
