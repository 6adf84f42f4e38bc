//! ROOM 5: a finished letter leaves the house.
//!
//! Comes in: PDF bytes and what they were made of. Goes out: files in a folder, with a receipt each.
//! Does not make letters and does not look inside them.

pub mod answers;
pub mod arkivmelding;
pub mod email;
pub mod folder;
pub mod journal;
pub mod locked;
pub mod pack;
pub mod package;
pub mod print;
pub mod receipt;
pub mod shipment;
mod standing;
mod svarut;
