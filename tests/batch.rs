//! Batches as the office runs them: whole years, shards, changed cases, twins, and everything that can go wrong.

#[path = "support/approved.rs"]
mod approved;
#[path = "support/municipality.rs"]
mod municipality;

#[path = "batch/town.rs"]
mod town;
