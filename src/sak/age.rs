//! How old someone is on a day.
//!
//! Comes in: two days. Goes out: whole years. Knows no age limit; those are the library's.

use jiff::civil::Date;

/// The whole years from a birth to a day; 0 before the birth.
pub fn years(born: Date, day: Date) -> u32 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    let years = i32::from(day.year()) - i32::from(born.year()) - i32::from(!had_birthday);
    u32::try_from(years).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_is_full_on_the_birthday() {
        let born = date(2011, 11, 23);
        assert_eq!(years(born, date(2026, 11, 22)), 14);
        assert_eq!(years(born, date(2026, 11, 23)), 15);
        assert_eq!(years(date(2024, 2, 29), date(2025, 2, 28)), 0);
        assert_eq!(years(date(2024, 2, 29), date(2025, 3, 1)), 1);
        assert_eq!(years(date(2027, 1, 1), date(2026, 1, 1)), 0);
    }
}
