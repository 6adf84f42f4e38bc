//! What a person has decided about single letters, and what the outbox says is left to send.
//!
//! Comes in: the settings, the letters and the outbox. Goes out: choices in the journal, and the letters that are due.
//! Never makes a choice itself: an e-mail that is uncertain waits for a person.

use super::letters::Brev;
use super::rules::second_notice;
use super::said::Said;
use super::{Round, Settings};
use crate::clock::day_in_norway;
use crate::deliver::journal::Journal;
use crate::deliver::journal::outbox::{OutboxRow, Posttilstand};
use crate::problem::{Cause, Place, Problem};
use crate::texts::melding::Slag;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Records what the user has decided about single letters; a rehearsal records nothing.
///
/// # Errors
/// UT-103 for a word that names no letter, UT-104 where there is nothing to decide; UT-020, UT-029, FIL-027.
pub(super) fn follow(journal: &Journal, settings: &Settings, letters: &[Brev], now: Timestamp) -> Result<(), Problem> {
    for word in settings.only.iter().chain(&settings.again).chain(&settings.counted).chain(&settings.opened) {
        if !letters.iter().any(|brev| brev.is_named(word)) {
            let place = Place::file(settings.folder.display().to_string());
            return Err(Problem::error("UT-103", place, "Det er ikke noe brev med dette saksnummeret i mappa")
                .caused_by(Cause::Usage)
                .hint("sjekk saksnummeret, eller skriv hele identiteten slik den står i kvitteringen"));
        }
    }
    if settings.rehearsal {
        return Ok(());
    }
    let named = |words: &[String], work: &dyn Fn(&Brev) -> Result<usize, Problem>| {
        for word in words {
            let changed = letters.iter().filter(|brev| brev.is_named(word)).map(work);
            if changed.sum::<Result<usize, Problem>>()? == 0 {
                return Err(nothing(settings));
            }
        }
        Ok(())
    };
    // What was being sent when a run was killed can be decided about at once.
    journal.interrupted(now)?;
    named(&settings.again, &|brev| journal.choose(&brev.identitet, true, now))?;
    named(&settings.counted, &|brev| journal.choose(&brev.identitet, false, now))?;
    named(&settings.opened, &|brev| journal.mark_opened(&brev.identitet, now))
}

fn nothing(settings: &Settings) -> Problem {
    let place = Place::file(settings.folder.display().to_string());
    Problem::error("UT-104", place, "Det er ingen e-post å bestemme noe om for dette brevet")
        .caused_by(Cause::Usage)
        .hint("bare e-post som er usikker eller avvist, kan sendes på nytt, og bare et brev det er varslet om, kan være åpnet")
}

type Rows = BTreeMap<(String, u32, String), OutboxRow>;

/// The letters that an e-mail is left to send about; what is said of the others goes to `said`.
///
/// # Errors
/// UT-020, UT-029.
pub(super) fn due<'l>(round: &Round<'_>, letters: &'l [Brev], said: &mut Said<'_>) -> Result<Vec<&'l Brev>, Problem> {
    let rows = round.journal.outbox()?;
    let rows: Rows =
        rows.into_iter().map(|row| ((row.identitet.clone(), row.versjon, row.slag.clone()), row)).collect();
    let row = |brev: &Brev, slag: Slag| rows.get(&(brev.identitet.clone(), brev.versjon, slag.word().to_owned()));
    let limit = second_notice(round.library, round.today);
    let slag = round.settings.slag;
    let mut due = Vec::new();
    for brev in letters {
        if slag == Slag::NyttVarsel {
            let first = row(brev, Slag::Varsel).filter(|row| row.tilstand == Posttilstand::Sendt && !row.aapnet);
            let waited = |row: &OutboxRow| limit.is_some_and(|limit| day_in_norway(row.tid) <= limit);
            if !first.is_some_and(waited) {
                said.not_due();
                continue;
            }
        }
        // Who has the letter itself needs no notice of it.
        let attached = row(brev, Slag::Vedlegg).filter(|_| slag == Slag::Varsel);
        let attached = attached.filter(|row| matches!(row.tilstand, Posttilstand::Sendt | Posttilstand::Usikker));
        match attached.or_else(|| row(brev, slag)) {
            None => due.push(brev),
            Some(row) => match row.tilstand {
                Posttilstand::Utsatt => due.push(brev),
                Posttilstand::Sendt => said.already(brev),
                Posttilstand::Avvist => said.refused(brev, row.kode),
                Posttilstand::Usikker | Posttilstand::Sender => said.uncertain(brev),
            },
        }
    }
    Ok(due)
}
