//! What the page shows now: the library and the cases as they were last saved, and the letters made of them.
//!
//! Comes in: a way to open both anew. Goes out: JSON and pictures. A letter is made when someone looks at it, once.
//! What can no longer be opened or made leaves what was there before, with the problem beside it.

use super::cases::Sample;
use super::render::{self, Shown};
use crate::language::Maalform;
use crate::pipeline::House;
use crate::problem::Problem;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The library and the cases of one save.
pub struct Opened {
    /// The library.
    pub house: House,
    /// The cases.
    pub samples: Vec<Sample>,
}

/// How many cases are kept drawn.
const KEPT: usize = 24;

type Open = dyn Fn() -> Result<Opened, Vec<Problem>> + Send + Sync;

/// What is shown, shared between the threads that serve the page.
pub struct Desk {
    open: Box<Open>,
    now: Mutex<Now>,
    saved: Condvar,
}

#[derive(Default)]
struct Now {
    version: u64,
    opened: Option<Arc<Opened>>,
    /// Why the last save could not be opened.
    broken: Vec<Problem>,
    letters: HashMap<(String, Maalform), Letters>,
}

/// The last letters of a case that could be made, and what was last said about it.
struct Letters {
    /// The save that was looked at.
    version: u64,
    /// The save that the letters were made of, which pictures are named by.
    made: u64,
    shown: Option<Arc<Shown>>,
    problems: Vec<Problem>,
}

impl Desk {
    /// Opens for the first time.
    ///
    /// # Errors
    /// What `open` says.
    pub fn open(open: impl Fn() -> Result<Opened, Vec<Problem>> + Send + Sync + 'static) -> Result<Self, Vec<Problem>> {
        let opened = Some(Arc::new(open()?));
        let now = Now { version: 1, opened, ..Now::default() };
        Ok(Self { open: Box::new(open), now: Mutex::new(now), saved: Condvar::new() })
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens anew after a save, and tells those who wait.
    pub fn reopen(&self) {
        let opened = (self.open)();
        let mut now = self.now();
        match opened {
            Ok(opened) => {
                now.opened = Some(Arc::new(opened));
                now.broken.clear();
            }
            Err(problems) => now.broken = problems,
        }
        now.version += 1;
        self.saved.notify_all();
    }

    /// The number of the last save, as soon as it is later than `seen` or the time is out.
    pub fn wait(&self, seen: u64, time: Duration) -> u64 {
        let waited = self.saved.wait_timeout_while(self.now(), time, |now| now.version <= seen);
        waited.unwrap_or_else(PoisonError::into_inner).0.version
    }

    /// The names of the cases, each with its own language.
    pub fn cases(&self) -> Value {
        let now = self.now();
        let samples = now.opened.iter().flat_map(|opened| &opened.samples);
        samples.map(|it| json!({ "navn": it.name, "maalform": it.own.tag() })).collect()
    }

    /// A case in a language as it is now; nothing when there is no such case.
    pub fn letter(&self, case: usize, maalform: Maalform) -> Option<Value> {
        let (version, opened, broken) = {
            let now = self.now();
            (now.version, Arc::clone(now.opened.as_ref()?), now.broken.clone())
        };
        let sample = opened.samples.get(case)?;
        let key = (sample.name.clone(), maalform);
        let stale = self.now().letters.get(&key).is_none_or(|known| known.version != version);
        if stale {
            let (shown, problems) = render::render(&opened.house, &sample.name, sample.bytes(maalform));
            let mut now = self.now();
            let known = now.letters.remove(&key);
            let (made, shown) = match shown {
                Some(shown) => (version, Some(Arc::new(shown))),
                None => known.map_or((version, None), |known| (known.made, known.shown)),
            };
            // Who looks at so many cases has left the first ones.
            if now.letters.len() >= KEPT {
                now.letters.clear();
            }
            now.letters.insert(key.clone(), Letters { version, made, shown, problems });
        }
        let now = self.now();
        let known = now.letters.get(&key)?;
        let problems: Vec<Problem> = broken.iter().chain(&known.problems).cloned().collect();
        Some(json!({
            "versjon": version,
            "laget": known.made,
            "gammelt": known.made != version || !broken.is_empty(),
            "problemer": render::problems(Some(&opened.house.library), &problems),
            "brev": known.shown.as_ref().map(|shown| shown.letters.clone()).unwrap_or_else(|| json!([])),
        }))
    }

    /// A picture of a page that `letter` told of.
    pub fn page(&self, case: usize, maalform: Maalform, letter: usize, page: usize) -> Option<Arc<str>> {
        let now = self.now();
        let name = now.opened.as_ref()?.samples.get(case)?.name.clone();
        let shown = now.letters.get(&(name, maalform))?.shown.as_ref()?;
        shown.pages.get(letter)?.get(page).cloned()
    }

    /// A text of the library as it was last saved: the path to copy, and its lines. Knows no other file.
    pub fn source(&self, path: &str) -> Option<Value> {
        let opened = Arc::clone(self.now().opened.as_ref()?);
        let library = &opened.house.library;
        let text = std::str::from_utf8(library.bytes(path)?).ok()?;
        Some(json!({ "fil": path, "sti": library.place(path).file, "linjer": text.lines().collect::<Vec<_>>() }))
    }
}
