//! ROOM 3: compose the letter as a value.
pub mod fill;
pub mod format;
pub mod letter;
pub mod markdown;
