//! Whether an e-mail may be sent about a letter, and to which address.
//!
//! Comes in: the letter, what the case says of the recipient, the channels of the library and the sender's policy.
//! Goes out: an address, or the reason why not. States no law: the requirements and provisions are the library's.

use super::Round;
use super::addressees::{Addressee, Found, missing};
use super::letters::Brev;
use crate::language::Maalform;
use crate::problem::{Cause, Place, Problem};
use crate::sak::contact::Kontakt;
use crate::texts::avsender::Avsender;
use crate::texts::epost::Epost;
use crate::texts::grense::{Enhet, Grense};
use crate::texts::library::Library;
use crate::texts::melding::Slag;
use crate::texts::rules::{Form, print_hjemler};
use crate::texts::utsending::{Hvorfor, Stengt};
use jiff::ToSpan;
use jiff::civil::Date;

/// The limits, by id: how old contact data may be, and how long a letter may lie unopened before a second notice.
const FRESH: &str = "kontaktopplysninger";
const AGAIN: &str = "nytt_varsel";

/// The files that say what may be sent; nothing is sent by rules that nobody has approved.
const RULES: [&str; 3] = ["legal-texts/kanaler.yaml", "legal-texts/ord/epost.yaml", "legal-texts/grenser/tid.yaml"];

/// The channel of `legal-texts/kanaler.yaml` that a kind of e-mail is.
pub(super) fn channel(slag: Slag) -> &'static str {
    match slag {
        Slag::Varsel | Slag::NyttVarsel => "epost-varsel",
        Slag::Vedlegg => "epost-kryptert",
        Slag::Intern => "epost-intern",
    }
}

/// Refuses to send by rules that nobody has approved.
///
/// # Errors
/// UT-105.
pub(super) fn approved(library: &Library) -> Result<(), Problem> {
    let approvals = library.godkjenninger();
    match RULES.into_iter().find(|path| !approvals.is_approved(library, path)) {
        None => Ok(()),
        Some(path) => Err(Problem::error("UT-105", library.place(path), "Reglene for e-post er ikke godkjent")
            .hint("kommunens jurist godkjenner dem med «vedtaksbrev tekster godkjenn»")),
    }
}

/// The address that a letter's e-mail goes to.
///
/// # Errors
/// Why there is none: UT-110 to UT-119.
pub(super) fn address(
    round: &Round<'_>,
    brev: &Brev,
    found: Option<&Found>,
    avsender: &Avsender,
    epost: &Epost,
) -> Result<String, Problem> {
    let place = brev.place(&round.settings.folder);
    if brev.utkast {
        return Err(Problem::error("UT-110", place, "Brevet er merket UTKAST og blir aldri sendt")
            .hint("få tekstene godkjent og feltene bekreftet, og lag brevet på nytt"));
    }
    let Some(Found::One(addressee)) = found else { return Err(missing(found, place)) };
    let needs = addressee.kanal.as_ref().map_err(|closed| shut(closed, place.clone()))?;
    let judge = Judge { round, place, addressee, avsender, epost };
    needs.iter().try_for_each(|need| judge.need(need))?;
    if round.settings.slag == Slag::Intern {
        let intern = epost.intern.as_ref().map(|intern| intern.adresse.clone());
        return intern.ok_or_else(|| judge.no_policy("intern"));
    }
    let address = addressee.kontakt.as_ref().and_then(|kontakt| kontakt.epost.as_ref());
    address.map(|address| address.text().to_owned()).ok_or_else(|| judge.no_contact())
}

/// Never says that an address is graded: that such a letter goes by hand is all a log may tell.
fn shut(closed: &Stengt, place: Place) -> Problem {
    let (message, hint) = match closed.hvorfor {
        Hvorfor::Manuell => {
            ("Brevet går ikke automatisk", "gjør det «vedtaksbrev kontroller» sier om saken".to_owned())
        }
        Hvorfor::IkkeForMottakeren => ("Mottakeren kan ikke varsles på e-post", "send brevet på papir".to_owned()),
        Hvorfor::IkkeTillatt => ("Brevet kan ikke sendes på e-post", by_rule(&closed.lovsted)),
        Hvorfor::Ukjent => {
            ("Tekstsamlingen sier ikke om brevet kan sendes på e-post", "se legal-texts/kanaler.yaml".to_owned())
        }
    };
    Problem::warning("UT-112", place, message).hint(hint)
}

fn by_rule(lovsted: &str) -> String {
    format!("regelen står i {lovsted}")
}

/// What the requirements of a channel are judged by.
struct Judge<'a> {
    round: &'a Round<'a>,
    place: Place,
    addressee: &'a Addressee,
    avsender: &'a Avsender,
    epost: &'a Epost,
}

impl Judge<'_> {
    /// Judges one requirement; one that this program does not know is never taken as met.
    fn need(&self, need: &str) -> Result<(), Problem> {
        match need {
            // Every message is judged when it is packed.
            "noeytral-tekst" => Ok(()),
            "myndig" if self.addressee.umyndig => {
                Err(self.paper("UT-116", "Mottakeren er ikke myndig, så brevet kan ikke varsles på e-post"))
            }
            "ikke-reservert" if self.contact().is_some_and(|kontakt| kontakt.reservert == Some(true)) => {
                Err(self.paper("UT-114", "Mottakeren har reservert seg mot digital post"))
            }
            "bekreftet-kontakt" => self.fresh(),
            "oenske" => self.wish(),
            "retningslinje" => match &self.epost.vedlegg {
                Some(policy) if policy.dato <= self.round.today => Ok(()),
                _ => Err(self.no_policy("vedlegg")),
            },
            "domene-paa-liste" if self.epost.intern.is_none() => Err(self.no_policy("intern")),
            "myndig" | "ikke-reservert" | "domene-paa-liste" => Ok(()),
            _ => {
                let place = self.round.library.place(RULES[0]);
                let message = format!("Kanalen krever «{need}», og det kan programmet ikke sjekke");
                Err(Problem::error("UT-119", place, message)
                    .hint("ta bort kravet, eller send brevene på en annen måte"))
            }
        }
    }

    fn contact(&self) -> Option<&Kontakt> {
        self.addressee.kontakt.as_ref()
    }

    fn fresh(&self) -> Result<(), Problem> {
        let kontakt = self.contact().filter(|kontakt| kontakt.epost.is_some()).ok_or_else(|| self.no_contact())?;
        let limit =
            self.round.library.grenser().verdi(FRESH, self.round.today).and_then(|it| before(self.round.today, it));
        let confirmed = kontakt.bekreftet.map(|day| day.date());
        // Without a limit, nothing is fresh.
        let is_fresh = confirmed.zip(limit).is_some_and(|(day, limit)| day >= limit && day <= self.round.today);
        if is_fresh {
            Ok(())
        } else {
            Err(self.paper("UT-115", "Kontaktopplysningene er ikke bekreftet, eller bekreftelsen er for gammel"))
        }
    }

    fn wish(&self) -> Result<(), Problem> {
        let wish = self.contact().and_then(|kontakt| kontakt.oensker_epost.as_ref());
        if wish.is_some_and(|wish| wish.dato.date() <= self.round.today) {
            return Ok(());
        }
        let message = "Saken sier ikke at parten har bedt om brevet på e-post";
        let hint =
            format!("send det på en annen måte, eller fyll ut kontakt.oensker_epost; {}", by_rule(&self.lovsted()));
        Err(Problem::error("UT-117", self.place.clone(), message).hint(hint))
    }

    fn no_contact(&self) -> Problem {
        self.paper("UT-113", "Saken har ingen e-postadresse til mottakeren")
    }

    fn paper(&self, code: &'static str, message: &str) -> Problem {
        let hint = format!("send brevet på papir; {}", by_rule(&self.lovsted()));
        Problem::warning(code, self.place.clone(), message).hint(hint)
    }

    fn no_policy(&self, field: &str) -> Problem {
        let place = self.round.library.place(&self.avsender.path);
        let message = format!("Kommunen har ikke bestemt at brev kan sendes slik: «epost.{field}» mangler");
        let hint = match field {
            "vedlegg" => format!("skriv risikovurderingen der når den er gjort; {}", by_rule(&self.lovsted())),
            _ => "skriv domener, adresse og slik der".to_owned(),
        };
        Problem::error("UT-117", place, message).caused_by(Cause::Content).hint(hint)
    }

    /// The channel's provisions as a message prints them.
    fn lovsted(&self) -> String {
        let kanaler = self.round.library.kanaler();
        let rule = kanaler.as_ref().and_then(|all| all.kanaler.get(channel(self.round.settings.slag)));
        let hjemler = rule.map(|rule| rule.hjemmel.as_slice()).unwrap_or_default();
        print_hjemler(self.round.library, hjemler, self.round.today, Maalform::Nb, Form::Long)
    }
}

/// The last day on which a notice must have been sent for a second one to be due.
pub(super) fn second_notice(library: &Library, today: Date) -> Option<Date> {
    before(today, library.grenser().verdi(AGAIN, today)?)
}

/// The day that lies as long before another as a limit says.
fn before(day: Date, grense: &Grense) -> Option<Date> {
    let count = i64::from(grense.verdi);
    let span = match grense.enhet {
        Enhet::Dager | Enhet::Doegn => count.days(),
        Enhet::Uker => count.weeks(),
        Enhet::Maaneder => count.months(),
        Enhet::Aar => count.years(),
        Enhet::Timer | Enhet::Antall => return None,
    };
    day.checked_sub(span).ok()
}
