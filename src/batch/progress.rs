//! How far a run has come, on standard error.
//!
//! Comes in: counts. Goes out: one line that renews itself on a terminal, a plain line now and then elsewhere, or nothing.
//! Says nothing about any case.

use crate::clock::Stopwatch;
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// How often a terminal's line is renewed.
const RENEWED: Duration = Duration::from_millis(200);
/// How often a plain line is written.
const PLAIN: Duration = Duration::from_secs(10);

/// What a run has done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cases whose letters were made.
    pub ferdig: usize,
    /// Cases whose letters were there already.
    pub uendret: usize,
    /// Cases without a letter.
    pub feilet: usize,
    /// Letters that were made.
    pub brev: usize,
    /// Letters that were made before, were gone from the disk, and have been made again.
    pub gjenskapt: usize,
    /// Cases that another shard takes.
    pub andre_deler: usize,
}

impl Counts {
    /// The cases that have been dealt with.
    pub fn cases(&self) -> usize {
        self.ferdig + self.uendret + self.feilet + self.andre_deler
    }
}

/// The way progress is shown.
#[derive(Debug)]
pub struct Progress {
    started: Stopwatch,
    total: Option<usize>,
    every: Option<Duration>,
    terminal: bool,
    shown: Duration,
}

impl Progress {
    /// Starts; `silent` shows nothing.
    pub fn start(total: Option<usize>, silent: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let every = (!silent).then_some(if terminal { RENEWED } else { PLAIN });
        Self { started: Stopwatch::start(), total, every, terminal, shown: Duration::ZERO }
    }

    /// Shows the counts when it is time to.
    pub fn tick(&mut self, counts: &Counts) {
        let Some(every) = self.every else { return };
        let now = self.started.elapsed();
        if now.saturating_sub(self.shown) < every {
            return;
        }
        self.shown = now;
        let line = line(counts, self.total, now);
        // Nowhere to say so when standard error is closed.
        let _ = if self.terminal {
            write!(std::io::stderr(), "\r{line}\x1b[K")
        } else {
            writeln!(std::io::stderr(), "{line}")
        };
    }

    /// Clears the terminal's line.
    pub fn end(&self) {
        if self.every.is_some() && self.terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

fn line(counts: &Counts, total: Option<usize>, time: Duration) -> String {
    let done = counts.cases();
    let seconds = time.as_secs_f64().max(0.001);
    let rate = done as f64 / seconds;
    let of = total.map_or_else(String::new, |total| format!(" av {total}"));
    let left = total.filter(|_| done > 0).map(|total| total.saturating_sub(done) as f64 / rate);
    let left = left.map_or_else(String::new, |seconds| format!(", {} igjen", duration(seconds)));
    format!("{done}{of} saker, {} feilet, {rate:.0} i sekundet{left}", counts.feilet)
}

fn duration(seconds: f64) -> String {
    // A float that is too large becomes the largest number, which is what is wanted here.
    let seconds = seconds.round() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} t {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_rate_and_time_left() {
        let counts = Counts { ferdig: 90, feilet: 10, ..Counts::default() };
        assert_eq!(
            line(&counts, Some(1_100), Duration::from_secs(1)),
            "100 av 1100 saker, 10 feilet, 100 i sekundet, 10 s igjen"
        );
        assert_eq!(line(&counts, None, Duration::from_secs(1)), "100 saker, 10 feilet, 100 i sekundet");
        assert_eq!((duration(75.0), duration(7_300.0)), ("1 min 15 s".into(), "2 t 1 min".into()));
    }
}
