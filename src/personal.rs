//! A wrapper that keeps personal values out of logs and `Debug` output.
//!
//! Comes in: a value about a person. Goes out: the value, only to those who ask for it by name.
//! Does not encrypt or erase; it only cannot be printed by accident.

use std::fmt;

/// A value about a person; `Debug` shows a placeholder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Wraps a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for the letter and nothing else.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personopplysning›")
    }
}
