//! E-mail: a message that says only what it should, over a connection that is encrypted and verified.
//!
//! Comes in: words, addresses and how the sender's server is reached. Goes out: what the server answered.
//! Decides nothing about whether a message may be sent, keeps no record, and never falls back to plain text.

pub mod message;
pub mod password;
pub mod server;
