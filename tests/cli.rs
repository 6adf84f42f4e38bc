//! The command as a caseworker and a jurist meet it: the real binary, in a folder of its own.

#[path = "cli/approval.rs"]
mod approval;
#[path = "support/approved.rs"]
mod approved;
#[path = "cli/golden.rs"]
mod golden;
#[path = "cli/impact.rs"]
mod impact;
#[path = "cli/kept.rs"]
mod kept;
#[path = "cli/lag.rs"]
mod lag;
#[path = "cli/library.rs"]
mod library;
#[path = "cli/ny.rs"]
mod ny;
#[path = "support/open.rs"]
mod open;
#[path = "cli/packages.rs"]
mod packages;
#[path = "cli/parity.rs"]
mod parity;
#[path = "cli/plain.rs"]
mod plain;
#[path = "cli/preview.rs"]
mod preview;
#[path = "cli/publish.rs"]
mod publish;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/secrets.rs"]
mod secrets;
#[path = "cli/send.rs"]
mod send;
#[path = "cli/short.rs"]
mod short;
#[path = "cli/status.rs"]
mod status;
#[path = "cli/texts.rs"]
mod texts;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/why.rs"]
mod why;
