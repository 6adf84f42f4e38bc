//! What is said of a round: a summary, a list for the case system, and each problem once.
//!
//! Comes in: what became of each letter. Goes out: lines and problems. Never says to whom.

use super::letters::Brev;
use super::parcel::Parcel;
use super::{Outcome, Settings};
use crate::batch::causes::Causes;
use crate::disk::Disk;
use crate::problem::{Cause, Problem};
use crate::texts::melding::Slag;
use serde_json::json;
use std::collections::BTreeMap;

/// The list for the case system.
const LIST: &str = "utsending.jsonl";

/// How many letters came to what.
#[derive(Debug, Default)]
struct Counts {
    sent: usize,
    already: usize,
    skipped: usize,
    put_off: usize,
    failed: usize,
    uncertain: usize,
    not_due: usize,
}

/// What is said.
pub(super) struct Said<'a> {
    settings: &'a Settings,
    counts: Counts,
    causes: Causes,
    list: Vec<String>,
    previews: BTreeMap<String, String>,
}

impl<'a> Said<'a> {
    /// Nothing yet.
    pub(super) fn new(settings: &'a Settings) -> Self {
        let (counts, causes) = (Counts::default(), Causes::default());
        Self { settings, counts, causes, list: Vec::new(), previews: BTreeMap::new() }
    }

    /// A problem that is about no single letter of the round.
    pub(super) fn problem(&mut self, problem: Problem) {
        self.causes.add(&[problem]);
    }

    /// The letter is not to be reached by this e-mail, or cannot be.
    pub(super) fn not_sent(&mut self, brev: &Brev, problem: Problem) {
        match problem.is_error() {
            true => self.counts.failed += 1,
            false => self.counts.skipped += 1,
        }
        self.note(brev, if problem.is_error() { "stanset" } else { "ikke-epost" }, Some(&problem));
        self.causes.add(&[problem]);
    }

    /// The server has taken it.
    pub(super) fn sent(&mut self, brev: &Brev) {
        self.counts.sent += 1;
        self.note(brev, "sendt", None);
    }

    /// It was sent before.
    pub(super) fn already(&mut self, brev: &Brev) {
        self.counts.already += 1;
        self.note(brev, "sendt-foer", None);
    }

    /// No second notice is due.
    pub(super) fn not_due(&mut self) {
        self.counts.not_due += 1;
    }

    /// It was not its turn before the round ended.
    pub(super) fn left(&mut self, brev: &Brev) {
        self.counts.put_off += 1;
        self.note(brev, "venter", None);
    }

    /// The server asks us to wait longer than a run does.
    pub(super) fn put_off(&mut self, brev: &Brev, code: Option<u16>) {
        self.counts.put_off += 1;
        let message = format!("E-posttjeneren har utsatt e-posten{}", in_brackets(code));
        let problem = Problem::error("UT-122", brev.place(&self.settings.folder), message)
            .caused_by(Cause::Surroundings)
            .hint("kjør den samme kommandoen igjen om en stund");
        self.note(brev, "utsatt", Some(&problem));
        self.causes.add(&[problem]);
    }

    /// The server has refused it for good.
    pub(super) fn refused(&mut self, brev: &Brev, code: Option<u16>) {
        self.counts.failed += 1;
        let message = format!("E-posttjeneren har avvist e-posten{}", in_brackets(code));
        let hint = "send brevet på papir. Er adressen rettet: --send-paa-nytt SAKSNUMMER";
        let problem = Problem::error("UT-121", brev.place(&self.settings.folder), message).hint(hint);
        self.note(brev, "avvist", Some(&problem));
        self.causes.add(&[problem]);
    }

    /// Nobody knows whether the server has taken it.
    pub(super) fn uncertain(&mut self, brev: &Brev) {
        self.counts.uncertain += 1;
        let message = "Det er usikkert om e-posten ble sendt, så den blir ikke sendt på nytt av seg selv";
        let hint = "finn ut av det, og bestem: --regn-som-sendt SAKSNUMMER eller --send-paa-nytt SAKSNUMMER";
        let problem = Problem::error("UT-120", brev.place(&self.settings.folder), message).hint(hint);
        self.note(brev, "usikker", Some(&problem));
        self.causes.add(&[problem]);
    }

    /// A rehearsal would have sent it.
    pub(super) fn would_send(&mut self, parcel: &Parcel<'_>) {
        self.counts.sent += 1;
        let (brev, melding) = (parcel.brev, &parcel.melding);
        let Some(epost) = parcel.epost() else { return };
        let from = parcel.avsender.text("navn", brev.maalform).unwrap_or_default();
        let title = format!("{} på {} fra {from} <{}>", parcel.key.slag, brev.maalform.name(), epost.fra);
        let text = format!("Emne: {}\n\n{}", melding.emne, melding.tekst.trim_end());
        self.previews.entry(title).or_insert(text);
    }

    fn note(&mut self, brev: &Brev, tilstand: &str, problem: Option<&Problem>) {
        let (kode, melding) = (problem.map(|it| it.code), problem.map(|it| it.message.as_str()));
        let line = json!({
            "identitet": brev.identitet, "fil": brev.fil, "slag": self.settings.slag.word(),
            "tilstand": tilstand, "kode": kode, "melding": melding,
        });
        self.list.push(line.to_string());
    }

    /// Writes the list, and gives the summary and the problems.
    ///
    /// # Errors
    /// FIL-….
    pub(super) fn finish(self, disk: &dyn Disk) -> Result<Outcome, Problem> {
        let mut output = Vec::new();
        let path = self.settings.folder.join(LIST);
        let end = if self.settings.rehearsal {
            "Ingenting er sendt.".to_owned()
        } else {
            disk.write(&path, (self.list.join("\n") + "\n").as_bytes())?;
            format!("Lista: {}", path.display())
        };
        output.push(format!("{}. {end}", self.summary()));
        for (title, text) in &self.previews {
            output.push(format!("\n--- {title}\n{text}"));
        }
        Ok(Outcome { output, problems: self.causes.into_problems() })
    }

    fn summary(&self) -> String {
        let Counts { sent, already, skipped, put_off, failed, uncertain, not_due } = self.counts;
        let what = match (self.settings.slag, sent) {
            (Slag::Varsel, _) => "varsler",
            (Slag::NyttVarsel, _) => "nye varsler",
            (Slag::Vedlegg, _) => "låste brev",
            (Slag::Intern, _) => "e-poster til kommunens egen postkasse",
        };
        let first = match self.settings.rehearsal {
            true => format!("Prøvde: {sent} {what} ville blitt sendt"),
            false => format!("Sendte {sent} {what}"),
        };
        let rest = [
            (already, "sendt fra før"),
            (not_due, "uten behov for nytt varsel"),
            (skipped, "skal ikke på e-post"),
            (put_off, "venter"),
            (failed, "stanset"),
            (uncertain, "usikre"),
        ];
        let rest = rest.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        rest.fold(first, |all, one| all + &one)
    }
}

fn in_brackets(code: Option<u16>) -> String {
    code.map_or_else(String::new, |code| format!(" (kode {code})"))
}
