//! How each recipient can be reached, as her case says.
//!
//! Comes in: the copies of cases that the folder keeps, and cases that the user names. Goes out: one addressee a letter.
//! A copy counts for the letter that was made from it, by its hash. A case that the user names counts by the letter's
//! identity, because contact data is a matter of today: it may be newer than the letter. Nothing of it is stored.

use super::Round;
use super::letters::Brev;
use crate::batch::shelf;
use crate::batch::source::{Next, Source};
use crate::deliver::receipt::sha256;
use crate::problem::{Place, Problem};
use crate::sak;
use crate::sak::age;
use crate::sak::contact::Kontakt;
use crate::sak::recipients::Mottaker;
use crate::sak::sak::{Partsrolle, Sak};
use crate::texts::utsending::{self, Stengt};
use crate::yaml::MAX_BYTES;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

/// The age from which someone is reached herself, by id.
const OF_AGE: &str = "myndig";

/// What a case says of a recipient.
#[derive(Debug, Clone)]
pub(super) struct Addressee {
    /// How she is reached; nothing when the case does not say.
    pub(super) kontakt: Option<Kontakt>,
    /// Whether she is under age, or may be.
    pub(super) umyndig: bool,
    /// What must be so before the channel is used, or why it is closed.
    pub(super) kanal: Result<Vec<String>, Stengt>,
}

/// What was found for a letter.
pub(super) enum Found {
    /// One addressee.
    One(Addressee),
    /// Two cases that both give the letter and are not the same.
    Two,
    /// The case has errors.
    Broken,
}

/// By the letter's identity.
pub(super) type Addressees = BTreeMap<String, Found>;

/// Finds the addressees of letters.
///
/// # Errors
/// FIL-… and BRUK-020 when the cases cannot be read.
pub(super) fn addressees(round: &Round<'_>, letters: &[&Brev]) -> Result<Addressees, Problem> {
    let wanted: BTreeMap<&str, &Brev> = letters.iter().map(|brev| (brev.identitet.as_str(), *brev)).collect();
    let mut kept = Addressees::new();
    let copies = round.settings.folder.join(shelf::CASES);
    let has_copies = copies.is_dir() && !round.disk.list(&copies)?.is_empty();
    if has_copies && !wanted.is_empty() {
        each(round, &copies, |bytes| take(round, &wanted, bytes, true, &mut BTreeMap::new(), &mut kept))?;
    }
    let (mut named, mut hashes) = (Addressees::new(), BTreeMap::new());
    for input in round.settings.saker.iter().filter(|_| !wanted.is_empty()) {
        each(round, input, |bytes| take(round, &wanted, bytes, false, &mut hashes, &mut named))?;
    }
    kept.extend(named);
    Ok(kept)
}

/// Reads one case file, a folder of them, or one case in JSON on each line.
fn each(round: &Round<'_>, input: &Path, mut work: impl FnMut(&[u8])) -> Result<(), Problem> {
    let single = input.extension().and_then(OsStr::to_str);
    if single.is_some_and(|ending| ["yaml", "yml", "json"].iter().any(|it| ending.eq_ignore_ascii_case(it))) {
        work(&round.disk.read(input, MAX_BYTES as u64)?);
        return Ok(());
    }
    let mut source = Source::open(round.disk, input)?;
    loop {
        match source.next(Duration::from_secs(1)) {
            Next::Case(raw) => {
                if let Ok(bytes) = raw.bytes {
                    work(&bytes);
                }
            }
            Next::NotYet => {}
            Next::End => return Ok(()),
            Next::Fault(problem) => return Err(problem),
        }
    }
}

fn take(
    round: &Round<'_>,
    wanted: &BTreeMap<&str, &Brev>,
    bytes: &[u8],
    exact: bool,
    hashes: &mut BTreeMap<String, String>,
    found: &mut Addressees,
) {
    let hash = sha256(bytes);
    if exact && !wanted.values().any(|brev| brev.sak_sha256 == hash) {
        return;
    }
    let reading = sak::read(bytes, "");
    let Some(sak) = reading.sak else { return };
    let broken = reading.problems.iter().any(Problem::is_error);
    for mottaker in sak.mottakere() {
        let identitet = sak.identity(&mottaker);
        let Some(brev) = wanted.get(identitet.as_str()) else { continue };
        if exact && brev.sak_sha256 != hash {
            continue;
        }
        let other = hashes.insert(identitet.clone(), hash.clone()).is_some_and(|earlier| earlier != hash);
        let what = match (broken, other) {
            (true, _) => Found::Broken,
            (_, true) => Found::Two,
            _ => Found::One(addressee(round, &sak, &mottaker)),
        };
        found.insert(identitet, what);
    }
}

fn addressee(round: &Round<'_>, sak: &Sak, mottaker: &Mottaker) -> Addressee {
    let part = sak.part(mottaker);
    let limit = round.library.grenser().verdi(OF_AGE, round.today).map(|grense| grense.verdi);
    let born = part.and_then(|part| part.foedselsdato).map(|born| born.date()).filter(|born| *born <= round.today);
    let umyndig = match (born, limit) {
        (Some(born), Some(limit)) => age::years(born, round.today) < limit,
        (None, Some(_)) => part.is_some_and(|part| part.rolle == Partsrolle::Barn),
        (_, None) => true,
    };
    let kanal = utsending::may_use(round.library, sak, mottaker, super::rules::channel(round.settings.slag));
    Addressee { kontakt: part.and_then(|part| part.kontakt.clone()), umyndig, kanal }
}

/// Why a letter has no addressee.
pub(super) fn missing(found: Option<&Found>, place: Place) -> Problem {
    match found {
        Some(Found::Two) => {
            Problem::error("UT-111", place, "To ulike saker gir dette brevet, så vi vet ikke hvem det er til")
                .hint("oppgi bare den ene med --saker")
        }
        Some(Found::Broken) => {
            Problem::error("UT-111", place, "Saken til brevet har feil, så vi vet ikke hvem det er til")
                .hint("se hva som er feil med «vedtaksbrev kontroller»")
        }
        _ => Problem::error("UT-111", place, "Saken til brevet er ikke her, så vi vet ikke hvem det er til")
            .hint("oppgi saken med --saker INN: saksfil, mappe med saksfiler eller fil med JSON-linjer"),
    }
}
