//! ROOM 2, `select`: from a case to the texts, rules and facts that its letter is made of.
//!
//! Comes in: `Sak` and the library (`legal-texts/`, `letter-templates/`). Goes out: `SelectedTexts`.
//! Says no law of its own and fills no gaps (`letter/fill.rs`).

pub mod approval;
pub mod avsender;
pub mod ceilings;
mod changed;
mod data;
pub mod doubtful;
pub mod epost;
pub mod extent;
pub mod failures;
pub mod felles;
mod free_amount;
pub mod free_citation;
mod free_complaint;
mod free_text;
pub mod front_matter;
pub mod gaps;
pub mod grense;
pub mod hard_space;
pub mod helligdager;
pub mod hjemmel;
pub mod kanaler;
pub mod klagefrist;
pub mod klageordning;
pub mod klagesetning;
pub mod klarspraak;
pub mod krav;
pub mod law_data;
pub mod library;
pub mod lookup;
pub mod lovskifte;
pub mod melding;
pub mod ord;
pub mod pakker;
pub mod payment;
mod payment_check;
mod people;
pub mod publisering;
pub mod rapport;
pub mod rates;
pub mod rules;
pub mod sats;
pub mod select;
pub mod select_around;
mod select_line;
pub mod selected;
pub mod statute;
pub mod text;
pub mod thresholds;
pub mod tjeneste;
pub mod unsettled;
pub mod uses;
pub mod utsending;
pub mod utsendingsvalg;
pub mod version;
