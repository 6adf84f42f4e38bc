//! The threads that work the cases: plain ones, never a pool that lets a waiting letter start another.
//!
//! Comes in: cases. Goes out: worked cases, in the order they are finished.
//! Holds no more cases than a window, so that memory does not grow with the run.

use super::source::Raw;
use super::work::{Bench, Worked};
use crate::problem::{Cause, Place, Problem};
use crate::typeset;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, Scope};
use std::time::Duration;

/// Bytes of stack for a worker.
const STACK: usize = 16 * 1024 * 1024;
/// How many cases are in hand for each worker, so that none waits while a group is synced.
const IN_HAND: usize = 32;
/// How long to wait for a worked case before looking around.
const PATIENCE: Duration = Duration::from_millis(100);

/// The workers of one run; they go home when it is dropped.
pub struct Crew {
    to: Sender<Raw>,
    from: Receiver<Worked>,
    in_hand: usize,
    most: usize,
}

impl Crew {
    /// Hires as many workers as the machine gives, at most `threads`.
    ///
    /// # Errors
    /// UT-048 when it gives none.
    pub fn hire<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        bench: &'scope Bench<'env>,
        threads: usize,
    ) -> Result<Self, Problem> {
        let (to, work) = mpsc::channel::<Raw>();
        let (done, from) = mpsc::channel();
        let work = Arc::new(Mutex::new(work));
        let mut hired = 0;
        for _ in 0..threads.max(1) {
            let (work, done) = (Arc::clone(&work), done.clone());
            let next = move || work.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
            // With fewer threads than asked for the run is slower, and still right.
            let work = move || {
                while let Some(raw) = next() {
                    if done.send(bench.work(raw)).is_err() {
                        return;
                    }
                }
            };
            let worker = Builder::new().stack_size(STACK).spawn_scoped(scope, || typeset::at_home(work));
            hired += usize::from(worker.is_ok());
        }
        if hired == 0 {
            return Err(Problem::error(
                "UT-048",
                Place::default(),
                "Maskinen ga ikke programmet en tråd å arbeide med",
            )
            .caused_by(Cause::Surroundings)
            .hint("prøv igjen når maskinen har mer ledig minne"));
        }
        Ok(Self { to, from, in_hand: 0, most: hired * IN_HAND })
    }

    /// Tells whether another case may be handed over.
    pub fn has_room(&self) -> bool {
        self.in_hand < self.most
    }

    /// Tells whether a case is being worked.
    pub fn busy(&self) -> bool {
        self.in_hand > 0
    }

    /// Hands over a case.
    pub fn give(&mut self, raw: Raw) {
        if self.to.send(raw).is_ok() {
            self.in_hand += 1;
        }
    }

    /// A worked case, if one is ready.
    pub fn ready(&mut self) -> Option<Worked> {
        let worked = self.from.try_recv().ok()?;
        self.in_hand -= 1;
        Some(worked)
    }

    /// A worked case, after waiting a little.
    pub fn wait(&mut self) -> Option<Worked> {
        let worked = self.from.recv_timeout(PATIENCE).ok()?;
        self.in_hand -= 1;
        Some(worked)
    }
}
