//! Complaints, for the yearly table: that one came, and what became of it.
//!
//! Comes in: a case number, a day and an outcome. Goes out: a row.
//! Does not compute whether the complaint came in time; that is for the office.

use super::Journal;
use crate::problem::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::params;

impl Journal {
    /// Tells whether a letter has been made in a case.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn knows_case(&self, saksnummer: &str) -> Result<bool, Problem> {
        let select = "SELECT EXISTS (SELECT 1 FROM sak WHERE saksnummer = ?1 AND tilstand = 'ferdig')";
        self.connection.query_row(select, [saksnummer], |row| row.get(0)).map_err(|error| self.fault(&error))
    }

    /// Records a complaint; the same one again gets the new outcome.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn record_complaint(
        &self,
        saksnummer: &str,
        mottatt: Date,
        utfall: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let insert = "INSERT INTO klage (saksnummer, mottatt, utfall, tid) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (saksnummer, mottatt) DO UPDATE SET utfall = ifnull(?3, utfall), tid = ?4";
        let values = params![saksnummer, mottatt.to_string(), utfall, now.to_string()];
        self.connection.execute(insert, values).map(|_| ()).map_err(|error| self.fault(&error))
    }
}
