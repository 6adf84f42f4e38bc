//! Complaints, for the yearly table: that one came, and what became of it.
//!
//! Comes in: a case number, a day and an outcome. Goes out: a row.
//! Does not compute whether the complaint came in time; that is for the office.

use super::Journal;
use crate::problem::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Row, params};

impl Journal {
    /// The days of the first and the last letter of a case; nothing when none has been made.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn days_of_case(&self, saksnummer: &str) -> Result<Option<(Date, Date)>, Problem> {
        let select = "SELECT min(brevdato), max(brevdato) FROM sak WHERE saksnummer = ?1 AND tilstand = 'ferdig'";
        let read = |row: &Row<'_>| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?));
        let days = self.connection.query_row(select, [saksnummer], read).map_err(|error| self.fault(&error))?;
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Ok(day(days.0).zip(day(days.1)))
    }

    /// Records a complaint; the same one again gets the new outcome. Gives the outcome that it had, when it had one.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn record_complaint(
        &self,
        saksnummer: &str,
        mottatt: Date,
        utfall: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<String>, Problem> {
        let select = "SELECT utfall FROM klage WHERE saksnummer = ?1 AND mottatt = ?2";
        let had = self.rows(select, params![saksnummer, mottatt.to_string()], |row| row.get(0))?;
        let insert = "INSERT INTO klage (saksnummer, mottatt, utfall, tid) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (saksnummer, mottatt) DO UPDATE SET utfall = ifnull(?3, utfall), tid = ?4";
        let values = params![saksnummer, mottatt.to_string(), utfall, now.to_string()];
        self.connection.execute(insert, values).map_err(|error| self.fault(&error))?;
        Ok(had.into_iter().next().flatten())
    }
}
