//! Reasons that only the caseworker can give, and that must be there.
//!
//! Comes in: a case. Goes out: SAK-060 to SAK-062.
//! Does not judge a reason, and does not know what each kind of letter must hold; that is the library's `krav`.

use super::{Checker, is_granted};
use crate::sak::line::{Klassifisering, Tjenestelinje, Utfall};
use crate::sak::reasons::Vurdering;
use crate::sak::sak::{Brevtype, Sak};

pub(super) fn check(checker: &mut Checker<'_>) {
    for (path, line) in checker.decided() {
        if matches!(line.utfall, Utfall::Avslag | Utfall::DelvisInnvilget) && !is_reasoned(checker.sak, line) {
            let message = "Noe er avslått, men begrunnelsen mangler";
            let hint = "skriv situasjon og behov under vurdering: hva dere har sett på i denne saken, og hvorfor svaret ble slik";
            checker.error("SAK-060", &format!("{path}.vurdering"), message, hint);
        }
    }
    if !anywhere(checker.sak, |vurdering| vurdering.medvirkning.is_some()) {
        let message = "Det står ikke hva som er viktig for parten";
        demand(
            checker,
            "SAK-061",
            "vurdering.medvirkning",
            message,
            "skriv medvirkning under vurdering: hva parten ønsker, og hvor stor vekt det fikk",
        );
    }
    if needs_soundness(checker.sak) && !anywhere(checker.sak, |vurdering| vurdering.forsvarlighet.is_some()) {
        let message = "Det står ikke hvorfor tjenestene samlet er gode nok";
        demand(
            checker,
            "SAK-062",
            "vurdering.forsvarlighet",
            message,
            "skriv forsvarlighet under vurdering: hvorfor tjenestene til sammen er trygge og gode nok",
        );
    }
}

/// An error when something is refused, put on a list or reduced; a warning when all is granted.
fn demand(checker: &mut Checker<'_>, code: &'static str, path: &str, message: &str, hint: &str) {
    let sak = checker.sak;
    if !checker.knows(&["tjenester", "brevtype"]) || checker.decided().count() < sak.tjenester.len() {
        return;
    }
    let gives_all = sak.tjenester.iter().all(|line| is_granted(line) && line.utfall != Utfall::DelvisInnvilget);
    if gives_all && sak.brevtype == Brevtype::Vedtak {
        checker.warning(code, path, message, hint);
    } else {
        checker.error(code, path, message, hint);
    }
}

/// The situation, and what was made of it: on the line itself or for the whole case.
fn is_reasoned(sak: &Sak, line: &Tjenestelinje) -> bool {
    let held = |has: fn(&Vurdering) -> bool| [&line.vurdering, &sak.vurdering].into_iter().flatten().any(has);
    let situation = held(|vurdering| vurdering.situasjon.is_some()) || sak.endring.is_some();
    let judged =
        held(|vurdering| vurdering.behov.is_some() || vurdering.samlet.is_some() || !vurdering.momenter.is_empty());
    situation && (judged || line.langtid.is_some())
}

/// The party's view and the services together are weighed once for the whole case, wherever they are written.
fn anywhere(sak: &Sak, has: fn(&Vurdering) -> bool) -> bool {
    let lines = sak.tjenester.iter().filter_map(|line| line.vurdering.as_ref());
    sak.vurdering.iter().chain(lines).any(has)
}

/// The reason why the help is good enough while waiting is the same thing by another name,
/// and a municipal service is not a health and care service.
fn needs_soundness(sak: &Sak) -> bool {
    let waiting =
        |line: &Tjenestelinje| line.langtid.as_ref().is_some_and(|langtid| langtid.ventetid_vurdering.is_some());
    let municipal = |line: &Tjenestelinje| line.klassifisering == Some(Klassifisering::Servicetjeneste);
    !sak.tjenester.iter().any(waiting) && !sak.tjenester.iter().all(municipal)
}
