//! Batches as the office runs them: whole years, shards, changed cases, twins, and everything that can go wrong.

#[path = "support/approved.rs"]
mod approved;
#[cfg(unix)]
#[path = "batch/archive.rs"]
mod archive;
#[path = "batch/faults.rs"]
mod faults;
#[path = "batch/journals.rs"]
mod journals;
#[path = "batch/kills.rs"]
mod kills;
#[path = "batch/lines.rs"]
mod lines;
#[path = "support/municipality.rs"]
mod municipality;
#[path = "batch/numbers.rs"]
mod numbers;
#[path = "batch/office.rs"]
mod office;
#[path = "batch/packages.rs"]
mod packages;
#[path = "batch/paper.rs"]
mod paper;
#[path = "batch/power.rs"]
mod power;
#[path = "batch/runs.rs"]
mod runs;
#[path = "batch/signals.rs"]
mod signals;
#[path = "batch/town.rs"]
mod town;
#[allow(dead_code, reason = "the letters' tests use all of it")]
#[path = "pdf/words.rs"]
mod words;
