//! vedtaksbrev: from a caseworker's structured case to a decision letter that is right, readable,
//! accessible and archivable.
//!
//! ```text
//!  sak.yaml ──▶ sak ──▶ texts ──▶ letter ──▶ typeset ──▶ deliver ──▶ folder
//!              read     select    compose     typeset      deliver
//!               Sak   SelectedTexts  Letter      Pdf       Receipt
//!                        ▲                       ▲
//!         letter-templates/ + legal-texts/   letter-templates/layout/
//! ```
//!
//! Five rooms, five verbs, five nouns; [`pipeline`] says the five calls in order.
//! Code never states law: it reads, chooses, compares and fills what dated files say.

pub mod sak;

pub mod texts;

pub mod letter;

pub mod typeset;

pub mod deliver;

pub mod batch;
pub mod check;
pub mod cli;
pub mod confirm;
pub mod new_case;
pub mod pipeline;
pub mod printing;
pub mod report;
pub mod send;
pub mod workbench;

pub mod clock;
pub mod disk;
pub mod language;
pub mod personal;
pub mod problem;
pub mod suggest;
pub mod yaml;
