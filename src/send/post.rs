//! The round to the mail servers: one message after the other, at the pace the sender has set.
//!
//! Comes in: packed e-mails. Goes out: what became of each, in the outbox first and then in what is said.
//! A row stands before a message is handed over. What the server puts off is tried again after growing waits; what may have
//! been taken is never sent again by itself.

use super::Round;
use super::parcel::Parcel;
use super::said::Said;
use crate::deliver::email::message::Message;
use crate::deliver::email::password::password;
use crate::deliver::email::server::{Answer, Connection, Fault, Server};
use crate::deliver::journal::outbox::{OutboxKey, Posttilstand};
use crate::problem::{Place, Problem};
use crate::texts::epost::Epost;
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::sync::atomic::Ordering;

/// How long a message that was put off waits within a run; after the last one it is left for the next run.
const LATER: [i64; 3] = [60, 5 * 60, 15 * 60];
/// How long to wait for a server that does not answer.
const KNOCK: [i64; 4] = [2, 10, 30, 120];
/// How many times a message is tried on connections that are lost before it is sent.
const LOST: usize = 4;
/// A connection is not kept open through a longer wait.
const IDLE: i64 = 20;
/// The largest file with a certificate authority.
const MAX_CA: u64 = 1024 * 1024;

/// The round of one run.
pub(super) struct Post<'a> {
    round: &'a Round<'a>,
    connection: Option<Connection>,
    last: Option<Timestamp>,
}

/// A message with what the run has tried.
struct Waiting<'a> {
    parcel: Parcel<'a>,
    put_off: usize,
    lost: usize,
    due: Timestamp,
}

impl Waiting<'_> {
    /// The server has put it off: tells whether it is to be tried again in this run.
    fn is_put_off(&mut self, now: Timestamp) -> bool {
        let wait = LATER.get(self.put_off);
        self.put_off += 1;
        self.due = now + SignedDuration::from_secs(wait.copied().unwrap_or_default());
        wait.is_some()
    }

    /// The connection was lost before it was sent: tells whether it is to be tried again in this run.
    fn is_lost(&mut self, now: Timestamp) -> bool {
        // The first time it may be our own connection that has lain too long.
        let wait = self.lost.checked_sub(1).and_then(|at| KNOCK.get(at)).copied().unwrap_or_default();
        self.lost += 1;
        self.due = now + SignedDuration::from_secs(wait);
        self.lost < LOST
    }
}

/// How a message's turn ended.
enum Turn {
    /// It has been told what became of it.
    Done,
    /// It is to be tried again in this run.
    Again,
    /// The round ends before it is sent, and why when nobody asked for it.
    Stop(Option<Problem>),
}

impl<'a> Post<'a> {
    /// A round that has not begun.
    pub(super) fn new(round: &'a Round<'a>) -> Self {
        Self { round, connection: None, last: None }
    }

    /// Carries the e-mails of each sender to its server.
    pub(super) fn carry(mut self, parcels: Vec<Parcel<'_>>, said: &mut Said<'_>) {
        let mut parcels = parcels;
        parcels.sort_by(|one, other| {
            (&one.brev.avsender, &one.brev.identitet).cmp(&(&other.brev.avsender, &other.brev.identitet))
        });
        while !parcels.is_empty() {
            let sender = parcels[0].brev.avsender.clone();
            let rest = parcels.iter().position(|it| it.brev.avsender != sender).unwrap_or(parcels.len());
            let mut own: Vec<Parcel<'_>> = parcels.drain(..rest).collect();
            let place = self.round.library.place(&own[0].avsender.path);
            let Some(epost) = own[0].epost().cloned() else { continue };
            if let Err(problem) = self.carry_for(&epost, &place, &mut own, said) {
                own.iter().for_each(|parcel| said.left(parcel.brev));
                said.problem(problem);
            }
            if let Some(connection) = self.connection.take() {
                connection.close();
            }
        }
    }

    fn carry_for(
        &mut self,
        epost: &Epost,
        place: &Place,
        parcels: &mut Vec<Parcel<'_>>,
        said: &mut Said<'_>,
    ) -> Result<(), Problem> {
        let server = self.server(epost)?;
        let now = self.round.pace.now();
        let mut waiting: Vec<Waiting<'_>> =
            parcels.drain(..).map(|parcel| Waiting { due: now, parcel, put_off: 0, lost: 0 }).collect();
        while let Some(next) = (0..waiting.len()).min_by_key(|at| waiting[*at].due) {
            let mut one = waiting.remove(next);
            let (again, stop) = match self.one(&server, epost, place, &mut one, said) {
                Ok(Turn::Done) => (false, None),
                Ok(Turn::Again) => (true, None),
                Ok(Turn::Stop(problem)) => (true, Some(problem)),
                // The journal cannot be written, so it says what it said last.
                Err(problem) => (false, Some(Some(problem))),
            };
            waiting.extend(again.then_some(one));
            if let Some(problem) = stop {
                waiting.iter().for_each(|it| said.left(it.parcel.brev));
                return problem.map_or(Ok(()), Err);
            }
        }
        Ok(())
    }

    /// Sends one message, and tells how its turn ended.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027 when the journal cannot be written.
    fn one(
        &mut self,
        server: &Server<'_>,
        epost: &Epost,
        place: &Place,
        one: &mut Waiting<'_>,
        said: &mut Said<'_>,
    ) -> Result<Turn, Problem> {
        let pause = SignedDuration::from_millis(60_000 / i64::from(epost.per_minutt));
        let paced = self.last.map_or(one.due, |last| one.due.max(last + pause));
        if !self.wait_until(paced) {
            return Ok(Turn::Stop(None));
        }
        let message = match one.parcel.message(self.round) {
            Ok(message) => message,
            Err(problem) => {
                said.not_sent(one.parcel.brev, problem);
                return Ok(Turn::Done);
            }
        };
        let mut connection = match self.connected(server) {
            Ok(Some(connection)) => connection,
            Ok(None) => return Ok(Turn::Stop(None)),
            Err(fault) => return Ok(Turn::Stop(Some(fault.problem(place.clone())))),
        };
        let (journal, key) = (&self.round.journal, one.parcel.key.clone());
        self.last = Some(self.round.pace.now());
        let answer = self.say(&mut connection, &message, &key)?;
        if connection.is_usable() {
            self.connection = Some(connection);
        }
        let now = self.round.pace.now();
        let note = |state, code| journal.end_message(&key, state, code, now);
        match answer {
            Ok(Answer::Accepted(code)) => {
                note(Posttilstand::Sendt, Some(code))?;
                said.sent(one.parcel.brev);
            }
            Ok(Answer::Refused(code)) => {
                note(Posttilstand::Avvist, Some(code))?;
                said.refused(one.parcel.brev, Some(code));
            }
            Ok(Answer::Uncertain) => {
                note(Posttilstand::Usikker, None)?;
                said.uncertain(one.parcel.brev);
            }
            Ok(Answer::Later(code)) => {
                note(Posttilstand::Utsatt, Some(code))?;
                if one.is_put_off(now) {
                    return Ok(Turn::Again);
                }
                said.put_off(one.parcel.brev, Some(code));
            }
            Ok(Answer::Lost) => {
                note(Posttilstand::Utsatt, None)?;
                if one.is_lost(now) {
                    return Ok(Turn::Again);
                }
                said.put_off(one.parcel.brev, None);
            }
            Err(fault) => {
                note(Posttilstand::Utsatt, None)?;
                return Ok(Turn::Stop(Some(fault.problem(place.clone()))));
            }
        }
        Ok(Turn::Done)
    }

    /// Announces a message and hands it over. A row stands from the moment the server may have it and not before, so
    /// that whoever is killed earlier leaves nothing uncertain.
    fn say(
        &self,
        connection: &mut Connection,
        message: &Message,
        key: &OutboxKey,
    ) -> Result<Result<Answer, Fault>, Problem> {
        match connection.announce(message) {
            Ok(Some(answer)) => return Ok(Ok(answer)),
            Err(fault) => return Ok(Err(fault)),
            Ok(None) => {}
        }
        self.round.journal.begin_message(key, self.round.pace.now())?;
        Ok(Ok(connection.hand_over(message)))
    }

    fn server<'e>(&self, epost: &'e Epost) -> Result<Server<'e>, Problem> {
        let ca = epost.ca_fil.as_deref().map(|path| self.round.disk.read(Path::new(path), MAX_CA)).transpose()?;
        let login = epost.innlogging.as_ref();
        let login = login.map(|(user, kept)| Ok((user.as_str(), password(self.round.disk, kept)?))).transpose()?;
        Ok(Server {
            navn: &epost.server,
            port: epost.port,
            kryptering: epost.kryptering,
            ca,
            innlogging: login,
            hilsen: epost.fra.split_once('@').map_or("localhost", |(_, domain)| domain),
            taalmodighet: self.round.settings.patience,
        })
    }

    /// The connection that is open, or a new one; nothing when someone stops the run while we wait for it.
    fn connected(&mut self, server: &Server<'_>) -> Result<Option<Connection>, Fault> {
        if let Some(open) = self.connection.take() {
            return Ok(Some(open));
        }
        for wait in KNOCK {
            match server.connect() {
                Err(fault) if fault.passes() => {
                    if !self.wait_until(self.round.pace.now() + SignedDuration::from_secs(wait)) {
                        return Ok(None);
                    }
                }
                other => return other.map(Some),
            }
        }
        server.connect().map(Some)
    }

    /// Waits until a moment; gives false when someone stops the run. The wait is counted and not read off the clock, and
    /// never longer than the longest there is, so that a clock that is set back holds nothing up.
    fn wait_until(&mut self, moment: Timestamp) -> bool {
        let longest = SignedDuration::from_secs(LATER.into_iter().chain(KNOCK).max().unwrap_or_default());
        let mut left = moment.duration_since(self.round.pace.now()).min(longest);
        if left.as_secs() >= IDLE
            && let Some(connection) = self.connection.take()
        {
            connection.close();
        }
        while !self.round.stop.load(Ordering::Relaxed) {
            if left <= SignedDuration::ZERO {
                return true;
            }
            let step = left.min(SignedDuration::from_secs(1));
            self.round.pace.wait(step.unsigned_abs());
            left -= step;
        }
        false
    }
}
