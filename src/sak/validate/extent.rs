//! How much: stated when something is given, possible within a week, and in step with the outcome.
//!
//! Comes in: a case. Goes out: SAK-040 to SAK-049.
//! Does not know which fields a service uses; that is the library's.

use super::{Checker, is_granted};
use crate::sak::line::{Omfang, Slutt, Tjenestelinje, Utfall};
use crate::sak::values::Timer;

const HOURS_PER_DAY: u64 = 24;
const MINUTES_PER_DAY: u64 = HOURS_PER_DAY * 60;
const DAYS_PER_WEEK: u64 = 7;
const MINUTES_PER_WEEK: u64 = MINUTES_PER_DAY * DAYS_PER_WEEK;
const DAYS_PER_MONTH: u64 = 31;
const MINUTES_PER_MONTH: u64 = MINUTES_PER_DAY * DAYS_PER_MONTH;
const VISITS: &str = "besøkene ganger minutter_per_besoek blir for mye";

pub(super) fn check(checker: &mut Checker<'_>) {
    for (path, line) in checker.lines() {
        possible(checker, &format!("{path}.soekt"), line.soekt.as_ref());
        possible(checker, &format!("{path}.omfang"), line.omfang.as_ref());
    }
    for (path, line) in checker.decided() {
        if is_granted(line) {
            granted(checker, &path, line);
        } else if line.utfall == Utfall::Avslag {
            refused(checker, &path, line);
        }
    }
    if let Some(endring) = &checker.sak.endring {
        possible(checker, "endring.foer", Some(&endring.foer));
        possible(checker, "endring.varslet", endring.varslet.as_ref());
    }
}

/// An extent that some week or month has room for.
fn possible(checker: &mut Checker<'_>, path: &str, omfang: Option<&Omfang>) {
    let Some(omfang) = omfang else { return };
    if omfang.is_empty() {
        checker.error("SAK-041", path, "Omfanget er tomt", "skriv hvor mye, for eksempel omfang: {timer_per_uke: 2.5}");
    }
    let visits_per_day = omfang.besoek_per_doegn.zip(omfang.minutter_per_besoek);
    let visits_per_week = omfang.besoek_per_uke.zip(omfang.minutter_per_besoek);
    let product = |(count, length): (u32, u32)| u64::from(count) * u64::from(length);
    let minutes = |timer: Timer| u64::from(timer.minutter);
    let (week, month, day) = ("mer enn uka har", "mer enn en måned har", "mer enn døgnet har");
    let bounds = [
        ("timer_per_uke", omfang.timer_per_uke.map(minutes), MINUTES_PER_WEEK, week, "en uke har 168 timer"),
        (
            "timer_per_maaned",
            omfang.timer_per_maaned.map(minutes),
            MINUTES_PER_MONTH,
            month,
            "en måned har høyst 744 timer",
        ),
        ("besoek_per_doegn", visits_per_day.map(product), MINUTES_PER_DAY, day, VISITS),
        ("besoek_per_uke", visits_per_week.map(product), MINUTES_PER_WEEK, week, VISITS),
        ("dager_per_uke", omfang.dager_per_uke.map(u64::from), DAYS_PER_WEEK, week, "en uke har 7 dager"),
        (
            "doegn_per_maaned",
            omfang.doegn_per_maaned.map(u64::from),
            DAYS_PER_MONTH,
            month,
            "en måned har høyst 31 døgn",
        ),
    ];
    for (field, amount, most, what, hint) in bounds {
        if amount.is_some_and(|amount| amount > most) {
            let message = format!("«{field}» er {what}");
            checker.error("SAK-040", &format!("{path}.{field}"), message, &format!("{hint}. Rett tallet"));
        }
    }
    let stated = omfang.timer_per_uke.map(|timer| u64::from(timer.minutter));
    if let (Some(stated), Some(visits)) = (stated, omfang.weekly_visit_minutes())
        && stated != visits
    {
        let hint = "ta bort timer_per_uke, som blir regnet ut av besøkene, eller rett tallene";
        checker.error("SAK-046", &format!("{path}.timer_per_uke"), "Timene stemmer ikke med besøkene", hint);
    }
}

fn granted(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje) {
    let partly = line.utfall == Utfall::DelvisInnvilget;
    match &line.omfang {
        Some(omfang) if !omfang.is_empty() && omfang.utdyping.is_none() && !omfang.is_positive() => {
            checker.error(
                "SAK-041",
                &format!("{path}.omfang"),
                "Omfanget er null, men noe er innvilget",
                "skriv hvor mye dere gir",
            );
        }
        // Whether a service that was granted as applied for has an extent at all, the library knows.
        None if partly || line.soekt.is_some() || !line.oppgaver.is_empty() => {
            checker.error(
                "SAK-042",
                &format!("{path}.omfang"),
                "Det står ikke hvor mye som er innvilget",
                "skriv omfang, for eksempel omfang: {timer_per_uke: 2.5}",
            );
        }
        _ => {}
    }
    if line.periode.is_none() && line.fra_foer != Some(true) {
        let message = "Det står ikke når tjenesten gis";
        checker.error(
            "SAK-043",
            &format!("{path}.periode"),
            message,
            "skriv for eksempel periode: {fra: 2026-12-01, til: uten-sluttdato}. Har parten den fra før, skriv fra_foer: true",
        );
    }
    if partly && line.soekt.is_none() {
        let message = "Noe er avslått, men det står ikke hvor mye det er søkt om";
        checker.error(
            "SAK-044",
            &format!("{path}.soekt"),
            message,
            "skriv soekt med de samme feltene som omfang, for eksempel soekt: {timer_per_uke: 5}",
        );
    }
    compare_with_application(checker, path, line, partly);
    nights(checker, path, line);
}

fn compare_with_application(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje, partly: bool) {
    let (Some(soekt), Some(omfang)) = (&line.soekt, &line.omfang) else { return };
    if !checker.knows(&[&format!("{path}.soekt"), &format!("{path}.omfang")]) {
        return;
    }
    let pairs = omfang.beside(soekt);
    let less = pairs.iter().any(|(given, asked)| given < asked);
    let path = format!("{path}.utfall");
    if !partly && less {
        let message = "Det er gitt mindre enn det er søkt om";
        checker.error(
            "SAK-048",
            &path,
            message,
            "skriv utfall: delvis-innvilget, og begrunn forskjellen. Eller rett soekt og omfang",
        );
    } else if partly && !less && !pairs.is_empty() {
        let message = "Utfallet er delvis innvilget, men omfanget er ikke mindre enn det er søkt om";
        checker.error("SAK-047", &path, message, "skriv utfall: innvilget, eller rett soekt og omfang");
    }
}

fn nights(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje) {
    if let (Some(omfang), Some(periode)) = (&line.omfang, &line.periode)
        && let (Some(doegn), Slutt::Dato(til)) = (omfang.doegn, periode.til)
        && til >= periode.fra
        && checker.knows(&[&format!("{path}.periode.fra")])
        && til.date().since(periode.fra.date()).is_ok_and(|span| i64::from(span.get_days()) != i64::from(doegn))
    {
        let message = "Antall døgn stemmer ikke med perioden";
        checker.warning(
            "SAK-049",
            &format!("{path}.omfang.doegn"),
            message,
            "tell nettene fra første til siste dag, og rett doegn eller periode",
        );
    }
}

fn refused(checker: &mut Checker<'_>, path: &str, line: &Tjenestelinje) {
    let given = [("omfang", line.omfang.is_some()), ("periode", line.periode.is_some())];
    for (field, _) in given.iter().filter(|(_, given)| *given) {
        let message = format!("Tjenesten er avslått, men «{field}» er fylt ut");
        checker.error(
            "SAK-045",
            &format!("{path}.{field}"),
            message,
            "ta bort feltet. Det som er søkt om, skal stå i soekt",
        );
    }
}
