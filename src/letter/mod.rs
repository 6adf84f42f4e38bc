//! ROOM 3.
pub mod letter;
