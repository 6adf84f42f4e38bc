//! The outbox: which e-mail was sent about which letter, or may have been.
//!
//! Comes in: a letter's identity, version and the kind of e-mail; what the server answered. Goes out: rows.
//! A row stands before a message is handed over, so that nothing is sent twice. Holds no address and no name.

use super::Journal;
use crate::problem::Problem;
use jiff::Timestamp;
use rusqlite::params;

/// What tells one e-mail from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutboxKey {
    /// The letter's identity.
    pub identitet: String,
    /// The letter's version.
    pub versjon: u32,
    /// The kind of e-mail, such as `varsel`.
    pub slag: &'static str,
}

/// What became of an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Posttilstand {
    /// It is being handed over; a run that finds this was killed while it did.
    Sender,
    /// The server has taken it.
    Sendt,
    /// The server asked us to wait, or could not be reached: it is not sent.
    Utsatt,
    /// The server refused it for good.
    Avvist,
    /// The server may have taken it; nobody knows but the recipient.
    Usikker,
}

impl Posttilstand {
    const ALL: [Self; 5] = [Self::Sender, Self::Sendt, Self::Utsatt, Self::Avvist, Self::Usikker];

    /// The word in the journal and in the list for the case system.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Sendt => "sendt",
            Self::Utsatt => "utsatt",
            Self::Avvist => "avvist",
            Self::Usikker => "usikker",
        }
    }
}

/// An e-mail in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// The letter's identity.
    pub identitet: String,
    /// The letter's version.
    pub versjon: u32,
    /// The kind of e-mail.
    pub slag: String,
    /// What became of it.
    pub tilstand: Posttilstand,
    /// How many times it was tried.
    pub forsoek: u32,
    /// The server's last code.
    pub kode: Option<u16>,
    /// When this was noted.
    pub tid: Timestamp,
    /// Whether someone has recorded that the letter was opened.
    pub aapnet: bool,
}

impl Journal {
    /// Every e-mail of the outbox, by letter.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, Problem> {
        let select = "SELECT identitet, versjon, slag, tilstand, forsoek, kode, tid, aapnet IS NOT NULL OR EXISTS
                 (SELECT 1 FROM svar WHERE svar.identitet = utboks.identitet AND status = 'LEST')
             FROM utboks ORDER BY identitet, versjon, slag";
        self.rows(select, [], |row| {
            let word: String = row.get(3)?;
            // A word that this program does not know is never taken for «not sent».
            let tilstand = Posttilstand::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Posttilstand::Usikker);
            Ok(OutboxRow {
                identitet: row.get(0)?,
                versjon: row.get(1)?,
                slag: row.get(2)?,
                tilstand,
                forsoek: row.get(4)?,
                kode: row.get(5)?,
                tid: row.get::<_, String>(6)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                aapnet: row.get(7)?,
            })
        })
    }

    /// Marks what an earlier run was sending when it was killed as uncertain; the caller holds the folder's lock.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn interrupted(&self, now: Timestamp) -> Result<usize, Problem> {
        let update = "UPDATE utboks SET tilstand = 'usikker', tid = ?1 WHERE tilstand = 'sender'";
        self.connection.execute(update, [now.to_string()]).map_err(|error| self.fault(&error))
    }

    /// Notes that an e-mail is being handed over, before a word of it is; the server knows by then who it is to.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027; then nothing may be handed over.
    pub fn begin_message(&self, key: &OutboxKey, now: Timestamp) -> Result<(), Problem> {
        let insert = "INSERT INTO utboks (identitet, versjon, slag, tilstand, forsoek, tid)
             VALUES (?1, ?2, ?3, 'sender', 1, ?4)
             ON CONFLICT DO UPDATE SET tilstand = 'sender', forsoek = forsoek + 1, tid = ?4";
        let values = params![key.identitet, key.versjon, key.slag, now.to_string()];
        self.connection
            .prepare_cached(insert)
            .and_then(|mut it| it.execute(values))
            .map_err(|error| self.fault(&error))?;
        Ok(())
    }

    /// Notes what became of an e-mail, whether it came to be handed over or not.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027; then the row of one that was handed over says so, and the next run finds it uncertain.
    pub fn end_message(
        &self,
        key: &OutboxKey,
        tilstand: Posttilstand,
        kode: Option<u16>,
        now: Timestamp,
    ) -> Result<(), Problem> {
        // One that was handed over was counted then.
        let insert = "INSERT INTO utboks (identitet, versjon, slag, tilstand, forsoek, kode, tid)
             VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6)
             ON CONFLICT DO UPDATE SET tilstand = ?4, kode = ?5, tid = ?6, forsoek = forsoek + (tilstand <> 'sender')";
        let values = params![key.identitet, key.versjon, key.slag, tilstand.word(), kode, now.to_string()];
        self.connection
            .prepare_cached(insert)
            .and_then(|mut it| it.execute(values))
            .map_err(|error| self.fault(&error))?;
        Ok(())
    }

    /// Records a person's choice about an e-mail that is uncertain or refused: send it again, or count it as sent.
    /// Gives how many e-mails it was about.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn choose(&self, identitet: &str, again: bool, now: Timestamp) -> Result<usize, Problem> {
        let (state, valg) = if again { ("utsatt", "send-paa-nytt") } else { ("sendt", "regn-som-sendt") };
        let update = "UPDATE utboks SET tilstand = ?2, tid = ?4,
             valg = ifnull(valg || ' ', '') || ?3 || '@' || ?4
             WHERE identitet = ?1 AND (tilstand = 'usikker' OR (?5 AND tilstand = 'avvist'))";
        let values = params![identitet, state, valg, now.to_string(), again];
        self.connection.execute(update, values).map_err(|error| self.fault(&error))
    }

    /// Records that a letter was opened, so that nobody is reminded of it.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn mark_opened(&self, identitet: &str, now: Timestamp) -> Result<usize, Problem> {
        let update = "UPDATE utboks SET aapnet = ifnull(aapnet, ?2) WHERE identitet = ?1";
        self.connection.execute(update, params![identitet, now.to_string()]).map_err(|error| self.fault(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;

    fn key(identitet: &str) -> OutboxKey {
        OutboxKey { identitet: identitet.into(), versjon: 1, slag: "varsel" }
    }

    fn moment(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn what_was_being_sent_when_the_run_was_killed_is_uncertain_and_only_a_choice_changes_it() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&RealDisk, folder.path()).unwrap();
        journal.begin_message(&key("a"), moment(1)).unwrap();
        journal.begin_message(&key("b"), moment(1)).unwrap();
        journal.end_message(&key("b"), Posttilstand::Sendt, Some(250), moment(2)).unwrap();
        drop(journal);
        let journal = Journal::open_existing(&RealDisk, folder.path()).unwrap();
        assert_eq!(journal.interrupted(moment(3)).unwrap(), 1);
        let states = |journal: &Journal| journal.outbox().unwrap().iter().map(|row| row.tilstand).collect::<Vec<_>>();
        assert_eq!(states(&journal), [Posttilstand::Usikker, Posttilstand::Sendt]);
        assert_eq!(journal.choose("b", true, moment(4)).unwrap(), 0, "what is sent is never sent again");
        assert_eq!(journal.choose("a", true, moment(4)).unwrap(), 1);
        assert_eq!(states(&journal), [Posttilstand::Utsatt, Posttilstand::Sendt]);
        journal.begin_message(&key("a"), moment(5)).unwrap();
        assert_eq!(journal.outbox().unwrap()[0].forsoek, 2);
        journal.interrupted(moment(6)).unwrap();
        assert_eq!(journal.choose("a", false, moment(7)).unwrap(), 1);
        assert_eq!(states(&journal), [Posttilstand::Sendt, Posttilstand::Sendt]);
        let valg: String = journal
            .connection
            .query_row("SELECT valg FROM utboks WHERE identitet = 'a'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(valg, "send-paa-nytt@1970-01-01T00:00:04Z regn-som-sendt@1970-01-01T00:00:07Z");
    }

    #[test]
    fn every_try_counts_once_whether_it_came_to_the_message_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&RealDisk, folder.path()).unwrap();
        let row = || journal.outbox().unwrap().remove(0);
        journal.end_message(&key("a"), Posttilstand::Utsatt, Some(451), moment(1)).unwrap();
        assert_eq!((row().tilstand, row().forsoek, row().kode), (Posttilstand::Utsatt, 1, Some(451)));
        journal.end_message(&key("a"), Posttilstand::Utsatt, None, moment(2)).unwrap();
        assert_eq!((row().forsoek, row().kode), (2, None));
        journal.begin_message(&key("a"), moment(3)).unwrap();
        journal.end_message(&key("a"), Posttilstand::Sendt, Some(250), moment(3)).unwrap();
        assert_eq!((row().tilstand, row().forsoek), (Posttilstand::Sendt, 3));
    }

    #[test]
    fn a_letter_that_was_opened_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&RealDisk, folder.path()).unwrap();
        journal.begin_message(&key("a"), moment(1)).unwrap();
        assert_eq!(
            (journal.mark_opened("a", moment(2)).unwrap(), journal.mark_opened("x", moment(2)).unwrap()),
            (1, 0)
        );
        assert!(journal.outbox().unwrap()[0].aapnet);
    }
}
