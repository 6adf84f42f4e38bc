//! ROOM 3: the case and its texts become a letter as a value. Pure: no files, no clock, no randomness.
//!
//! Comes in: `Sak` and `SelectedTexts`. Goes out: `Letter`. Does not choose texts and does not know pages.

pub mod compose;
pub mod demands;
pub mod fields;
pub mod fill;
pub mod format;
mod head;
pub use head::NOTE;
pub mod known;
#[allow(clippy::module_inception, reason = "the noun of the room has the name of the room")]
pub mod letter;
pub mod markdown;
pub mod review;
pub mod untold;
mod used;
pub mod why;
pub mod why_letter;
