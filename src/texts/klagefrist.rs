//! Whether a complaint that is passed on came in time, by the days that the case states.
//!
//! Comes in: a case and its complaint rule. Goes out: TEKST-180 to TEKST-183.
//! Does not judge whether a late complaint should be heard all the same.

use super::klageordning::Klagefakta;
use super::select::Selection;
use crate::problem::Problem;
use crate::sak::around::Oversendelse;
use crate::sak::sak::Sak;
use jiff::ToSpan;
use jiff::civil::Date;

/// The limit in years after which no complaint can be heard.
const NEVER: &str = "sen_klage";

/// The last day for a complaint over a decision that the party got on a known day.
pub fn last_day(library: &super::library::Library, it: &Oversendelse, fakta: &Klagefakta) -> Option<Date> {
    library.helligdager()?.last_day(it.vedtak_mottatt?.date(), fakta.frist_uker)
}

/// Compares what the case says of the complaint's time with the days it states.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak, fakta: &Klagefakta) {
    let Some(it) = &sak.oversendelse else { return };
    let Some(holidays) = selection.library.helligdager() else { return };
    let (decided, came) = (it.tidligere_vedtak.date(), it.klage_mottatt.date());
    // Nobody gets a decision before it is made, so the deadline is never before this.
    let start = it.vedtak_mottatt.map_or(decided, |day| day.date());
    let Some(last) = holidays.last_day(start, fakta.frist_uker) else { return };
    let sent = it.klage_sendt.map_or(came, |day| day.date());
    let weeks = format!("Fristen er {} uker", fakta.frist_uker);
    let known = it.vedtak_mottatt.is_some();
    if !it.i_tide && sent <= last {
        let from = if known { "begynner den dagen parten fikk vedtaket" } else { "begynner tidligst på vedtaksdagen" };
        let hint = format!("skriv i_tide: true, eller rett datoene under oversendelse. {weeks}, og den {from}");
        selection.error("TEKST-180", "oversendelse.i_tide", "Klagen kom i tide, men i_tide er false").hint = Some(hint);
    } else if it.i_tide && sent > last && known {
        let hint =
            format!("{weeks}. Ble klagen sendt før fristen gikk ut, skriv klage_sendt. Ellers skriv i_tide: false");
        selection.error("TEKST-181", "oversendelse.i_tide", "Klagen kom etter fristen, men i_tide er true").hint =
            Some(hint);
    } else if !known && sent > last {
        let message = "Det står ikke når parten fikk vedtaket, og fristen går fra den dagen";
        let hint =
            format!("skriv vedtak_mottatt under oversendelse. {weeks}, og klagen kom senere enn det etter vedtaket");
        let place = selection.tree.place("oversendelse.i_tide");
        selection.problems.push(Problem::warning("TEKST-182", place, message).hint(hint));
    }
    let limit = selection.library.grenser().verdi(NEVER, selection.brevdato).cloned();
    let over = limit.and_then(|limit| decided.checked_add(i64::from(limit.verdi).years()).ok());
    if !it.i_tide && over.is_some_and(|over| sent > over) {
        let message = "Klagen kom så lenge etter vedtaket at den ikke kan behandles";
        selection.error("TEKST-183", "oversendelse.klage_mottatt", message).hint =
            Some("rett datoene, eller lag en avvisning med grunn: for-sent".into());
    }
}
