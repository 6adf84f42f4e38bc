//! One e-mail about one letter, before it is handed to the server.
//!
//! Comes in: a letter that may be written about. Goes out: the message, put together when its turn comes.
//! The password of an encrypted letter goes into a file for the office, never into the message.

use super::Round;
use super::addressees::Found;
use super::letters::Brev;
use super::rules;
use crate::deliver::email::message::{Draft, Message, message};
use crate::deliver::folder::MAX_PDF;
use crate::deliver::journal::outbox::OutboxKey;
use crate::deliver::locked::{Passord, lock};
use crate::deliver::receipt::sha256;
use crate::personal::Personal;
use crate::problem::{Cause, Problem};
use crate::texts::avsender::Avsender;
use crate::texts::epost::{Epost, InternSlik};
use crate::texts::melding::{Melding, Slag, melding};
use std::sync::Arc;

/// The folder with passwords, one file a letter, for the user alone.
const PASSWORDS: &str = "passord";
/// What stands below the password.
const ADVICE: &str = "\nPassordet låser opp brevet med samme navn, som er sendt på e-post.\n\
    Gi det til mottakeren på en annen måte: i et møte, på telefon eller SMS. Send det aldri på e-post.\n\
    Slett denne fila etterpå.\n";

/// An e-mail that may be sent.
pub(super) struct Parcel<'a> {
    /// The letter.
    pub(super) brev: &'a Brev,
    /// Its sender.
    pub(super) avsender: Arc<Avsender>,
    /// Its words.
    pub(super) melding: Melding,
    /// Its place in the outbox.
    pub(super) key: OutboxKey,
    til: Personal<String>,
    id: String,
    encrypted: bool,
}

impl<'a> Parcel<'a> {
    /// Packs what is to be sent about a letter, or says why nothing is.
    pub(super) fn pack(round: &Round<'_>, brev: &'a Brev, found: Option<&Found>) -> Result<Self, Problem> {
        let slag = round.settings.slag;
        let avsender = round.library.avsender(&brev.avsender).ok_or_else(|| no_mail(round, brev, None))?;
        let epost = avsender.epost.as_ref().ok_or_else(|| no_mail(round, brev, Some(&avsender)))?;
        let til = rules::address(round, brev, found, &avsender, epost)?;
        pdf(round, brev)?;
        let melding = melding(round.library, slag, round.today, brev.maalform, &avsender)?;
        let key = OutboxKey { identitet: brev.identitet.clone(), versjon: brev.versjon, slag: slag.word() };
        let id = round.key.hash("melding", &format!("{}\0{}\0{}", key.identitet, key.versjon, key.slag));
        let intern = epost.intern.as_ref().is_some_and(|intern| intern.slik == InternSlik::Kryptert);
        let encrypted = slag == Slag::Vedlegg || (slag == Slag::Intern && intern);
        let til = Personal::new(til);
        Ok(Self { brev, avsender: Arc::clone(&avsender), melding, key, til, id, encrypted })
    }

    /// How the sender sends.
    pub(super) fn epost(&self) -> Option<&Epost> {
        self.avsender.epost.as_ref()
    }

    /// Puts the message together.
    ///
    /// # Errors
    /// UT-102, UT-106, UT-107, FIL-….
    pub(super) fn message(&self, round: &Round<'_>) -> Result<Message, Problem> {
        let Some(epost) = self.epost() else { return Err(no_mail(round, self.brev, Some(&self.avsender))) };
        let vedlegg = if self.encrypted { Some(self.locked(round)?) } else { None };
        message(&Draft {
            navn: &self.avsender.text("navn", self.brev.maalform).unwrap_or_default(),
            fra: &epost.fra,
            svar_til: epost.svar_til.as_deref(),
            til: self.til.reveal(),
            emne: &self.melding.emne,
            tekst: &self.melding.tekst,
            maalform: self.brev.maalform,
            id: &self.id,
            naa: round.pace.now(),
            vedlegg: vedlegg.as_deref(),
        })
        .map_err(|problem| Problem { place: self.brev.place(&round.settings.folder), ..problem })
    }

    /// The encrypted letter. Its password lies in the office's file before the message is made, and stays the same
    /// when the message must be made again.
    fn locked(&self, round: &Round<'_>) -> Result<Vec<u8>, Problem> {
        let folder = round.settings.folder.join(PASSWORDS);
        round.disk.create_dir(&folder)?;
        let path = folder.join(format!("{}.txt", self.brev.fil.trim_end_matches(".pdf")));
        let new = Passord::new()?;
        round.disk.create_private(&path, format!("{}\n{ADVICE}", new.text()).as_bytes())?;
        let kept = String::from_utf8(round.disk.read(&path, 4096)?).unwrap_or_default();
        let passord = kept.lines().next().and_then(Passord::parse).ok_or_else(|| {
            let place = crate::problem::Place::file(path.display().to_string());
            Problem::error("UT-108", place, "Fila har ikke noe passord").hint("slett fila, og prøv igjen")
        })?;
        lock(&pdf(round, self.brev)?, &passord)
    }
}

/// The letter as it lies in the folder, when it is the one that the receipt is for.
fn pdf(round: &Round<'_>, brev: &Brev) -> Result<Vec<u8>, Problem> {
    let bytes = round.disk.read(&round.settings.folder.join(&brev.fil), MAX_PDF)?;
    if sha256(&bytes) == brev.pdf_sha256 {
        return Ok(bytes);
    }
    let message = "Brevet er endret etter at det ble laget, og blir ikke sendt";
    Err(Problem::error("UT-102", brev.place(&round.settings.folder), message).hint("lag brevet på nytt"))
}

fn no_mail(round: &Round<'_>, brev: &Brev, avsender: Option<&Avsender>) -> Problem {
    let place = match avsender {
        Some(avsender) => round.library.place(&avsender.path),
        None => brev.place(&round.settings.folder),
    };
    Problem::error("UT-129", place, "Avsenderen sender ikke e-post")
        .caused_by(Cause::Usage)
        .hint("skriv «epost» med fra, hvor, server, port, kryptering og per_minutt i avsenderfila, se letter-templates/README.md")
}
