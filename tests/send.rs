//! E-mail as an office sends it: what goes out, what does not, and every fault a mail server can have.

#[path = "support/approved.rs"]
mod approved;
#[path = "send/faults.rs"]
mod faults;
#[path = "send/leaks.rs"]
mod leaks;
#[path = "send/mailbox.rs"]
mod mailbox;
#[path = "support/municipality.rs"]
#[allow(dead_code, reason = "another test measures another town")]
mod municipality;
#[path = "send/office.rs"]
mod office;
#[path = "send/once.rs"]
mod once;
#[path = "support/open.rs"]
mod open;
#[path = "send/program.rs"]
mod program;
#[path = "send/rules.rs"]
mod rules;
#[path = "support/smtp.rs"]
mod smtp;
