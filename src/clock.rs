//! The only reader of the clock.
//!
//! Comes in: nothing. Goes out: the moment now, and the day it is in Norway.
//! Only the journal, e-mail, packages, progress and `tekster godkjenn` may ask;
//! a letter and its receipt never see it, so they take their days from the case.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The moment now.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Time as those who send see it, so that a test can let hours pass at once.
pub trait Pace {
    /// The moment now.
    fn now(&self) -> Timestamp;

    /// Waits.
    fn wait(&self, time: std::time::Duration);
}

/// The time of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealPace;

impl Pace for RealPace {
    fn now(&self) -> Timestamp {
        now()
    }

    fn wait(&self, time: std::time::Duration) {
        std::thread::sleep(time);
    }
}

/// Time since a moment, which never runs backwards, for progress.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// The day it is in Norway now, whatever the machine's time zone is.
pub fn today() -> Date {
    day_in_norway(now())
}

/// The day it is in Norway at a moment.
pub fn day_in_norway(moment: Timestamp) -> Date {
    // Standard time and summer time as in the European Union (forskrift om sommertid), without a time zone database.
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3");
    match zone {
        Ok(zone) => moment.to_zoned(zone).date(),
        Err(_) => (moment + SignedDuration::from_hours(1)).to_zoned(TimeZone::UTC).date(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_turns_at_norwegian_midnight_in_winter_and_summer() {
        let day = |text: &str| day_in_norway(text.parse().unwrap());
        assert_eq!(day("2026-11-22T22:59:59Z"), date(2026, 11, 22));
        assert_eq!(day("2026-11-22T23:00:00Z"), date(2026, 11, 23));
        assert_eq!(day("2026-06-30T21:59:59Z"), date(2026, 6, 30));
        assert_eq!(day("2026-06-30T22:00:00Z"), date(2026, 7, 1));
    }
}
