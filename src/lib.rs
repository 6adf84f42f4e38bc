//! vedtaksbrev: from a case file to a decision letter.

pub mod check;
pub mod clock;
pub mod disk;
pub mod language;
pub mod letter;
pub mod personal;
pub mod problem;
pub mod sak;
pub mod texts;
pub mod yaml;
