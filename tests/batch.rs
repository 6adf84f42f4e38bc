//! Batches as the office runs them: whole years, shards, changed cases, twins, and everything that can go wrong.

#[path = "support/approved.rs"]
mod approved;
#[path = "batch/faults.rs"]
mod faults;
#[path = "support/municipality.rs"]
mod municipality;
#[path = "batch/numbers.rs"]
mod numbers;
#[path = "batch/office.rs"]
mod office;
#[path = "batch/packages.rs"]
mod packages;
#[path = "batch/runs.rs"]
mod runs;
#[path = "batch/town.rs"]
mod town;
