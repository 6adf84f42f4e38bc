//! Packages in the journal: what each letter was packed for, in which file, and what a person does by hand.
//!
//! Comes in: package rows of a group of cases, and print files. Goes out: rows, and the letters that wait for the printer.
//! Holds hashes and file names, never what a package says.

use super::{Journal, fault};
use crate::deliver::package::Pakkeslag;
use crate::problem::Problem;
use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};

/// The table of packages.
pub(super) const TABLE: &str = "CREATE TABLE pakke (
     identitet TEXT NOT NULL, versjon INTEGER NOT NULL, slag TEXT NOT NULL, form TEXT NOT NULL, tilstand TEXT NOT NULL,
     fil TEXT, sha256 TEXT, kjoering INTEGER NOT NULL REFERENCES kjoering, tid TEXT NOT NULL,
     PRIMARY KEY (identitet, versjon, slag, form)) STRICT, WITHOUT ROWID;
 CREATE INDEX pakke_tilstand ON pakke (tilstand);";

/// What became of a wish for a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pakketilstand {
    /// The file is there.
    Ferdig,
    /// The letter waits for the print file that ends the run.
    Venter,
    /// A person must do it.
    ForHaand,
    /// Another system does it: SvarUt prints what it cannot deliver.
    Annen,
}

impl Pakketilstand {
    /// The word in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ferdig => "ferdig",
            Self::Venter => "venter",
            Self::ForHaand => "for-haand",
            Self::Annen => "annen",
        }
    }
}

/// One package of one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageRecord {
    /// The letter's identity.
    pub identitet: String,
    /// The letter's version.
    pub versjon: u32,
    /// What it is packed for.
    pub slag: Pakkeslag,
    /// The file's ending; empty when there is no file of the letter's own.
    pub form: String,
    /// What became of it.
    pub tilstand: Pakketilstand,
    /// The file, relative to the folder, and its SHA-256.
    pub fil: Option<(String, String)>,
}

/// A letter that a print file takes or leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// The letter's identity.
    pub identitet: String,
    /// The letter's version.
    pub versjon: u32,
    /// The PDF, relative to the folder.
    pub fil: String,
    /// SHA-256 of the PDF.
    pub pdf_sha256: String,
    /// How many pages.
    pub sider: u32,
    /// The day of the letter, ISO 8601.
    pub brevdato: String,
    /// The sender's id.
    pub avsender: String,
}

/// A package of one letter with what is needed to make it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadePackage {
    /// The letter's identity.
    pub identitet: String,
    /// The letter's version.
    pub versjon: u32,
    /// What it is packed for; nothing when this program does not know the word.
    pub slag: Option<Pakkeslag>,
    /// The file's ending.
    pub form: String,
    /// The file, relative to the folder.
    pub fil: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The run that packed it.
    pub kjoering: i64,
    /// The letter's PDF, relative to the folder.
    pub brev: String,
    /// The row of its case.
    pub sak: i64,
    /// SHA-256 of the case's bytes.
    pub sak_sha256: String,
    /// The copy of the case, relative to the folder.
    pub sakskopi: Option<String>,
}

/// The letters that are packed, before it is said which.
const PAPER: &str = "SELECT brev.identitet, brev.versjon, brev.fil, brev.pdf_sha256, brev.sider, brevdato, avsender
     FROM pakke JOIN brev ON brev.identitet = pakke.identitet AND brev.versjon = pakke.versjon
     JOIN sak ON sak.id = brev.sak";

fn paper_row(row: &Row<'_>) -> rusqlite::Result<PaperRow> {
    Ok(PaperRow {
        identitet: row.get(0)?,
        versjon: row.get(1)?,
        fil: row.get(2)?,
        pdf_sha256: row.get(3)?,
        sider: row.get(4)?,
        brevdato: row.get(5)?,
        avsender: row.get(6)?,
    })
}

/// Notes packages within the commit of their letters.
pub(super) fn note(to: &Transaction<'_>, run: i64, packages: &[PackageRecord], now: Timestamp) -> rusqlite::Result<()> {
    for package in packages {
        let insert =
            "INSERT OR REPLACE INTO pakke (identitet, versjon, slag, form, tilstand, fil, sha256, kjoering, tid)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let PackageRecord { identitet, versjon, slag, form, tilstand, fil } = package;
        let (fil, sha256) = (fil.as_ref().map(|fil| &fil.0), fil.as_ref().map(|fil| &fil.1));
        let (slag, tilstand, now) = (slag.word(), tilstand.word(), now.to_string());
        to.prepare_cached(insert)?.execute(params![identitet, versjon, slag, form, tilstand, fil, sha256, run, now])?;
    }
    Ok(())
}

impl Journal {
    /// What a version of a letter has been packed for.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn packed(&self, identitet: &str, versjon: u32) -> Result<Vec<Pakkeslag>, Problem> {
        let select = "SELECT DISTINCT slag FROM pakke WHERE identitet = ?1 AND versjon = ?2";
        let words = self.rows(select, params![identitet, versjon], |row| row.get::<_, String>(0))?;
        Ok(words.iter().filter_map(|word| Pakkeslag::from_word(word)).collect())
    }

    /// The letters for the printer as they stood when a run ended: those that waited, or those of a run that a person
    /// takes by hand.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn paper(&self, tilstand: Pakketilstand, run: Option<i64>, ended: i64) -> Result<Vec<PaperRow>, Problem> {
        let select = format!(
            "{PAPER} WHERE slag = 'utskrift' AND pakke.tilstand = ?1 AND (?2 IS NULL OR pakke.kjoering = ?2)
             AND brev.tilstand = 'ferdig' AND NOT EXISTS (SELECT 1 FROM brev AS later JOIN sak AS its
                 ON its.id = later.sak WHERE later.identitet = brev.identitet AND later.versjon > brev.versjon
                 AND later.tilstand = 'ferdig' AND its.kjoering <= ?3)
             ORDER BY brev.fil"
        );
        self.rows(&select, params![tilstand.word(), run, ended], paper_row)
    }

    /// The letters that are in a print file.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn paper_in(&self, fil: &str) -> Result<Vec<PaperRow>, Problem> {
        let select = format!("{PAPER} WHERE slag = 'utskrift' AND pakke.fil = ?1 ORDER BY brev.fil");
        self.rows(&select, [fil], paper_row)
    }

    /// Every package that is a file of one letter's own, also of earlier versions.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn made_packages(&self) -> Result<Vec<MadePackage>, Problem> {
        let select = "SELECT pakke.identitet, pakke.versjon, slag, form, pakke.fil, pakke.sha256, pakke.kjoering,
                 brev.fil, sak.id, sak_sha256, sakskopi
             FROM pakke JOIN brev ON brev.identitet = pakke.identitet AND brev.versjon = pakke.versjon
             JOIN sak ON sak.id = brev.sak
             WHERE pakke.tilstand = 'ferdig' AND form <> '' AND pakke.fil IS NOT NULL AND pakke.sha256 IS NOT NULL
             ORDER BY pakke.fil";
        self.rows(select, [], |row| {
            Ok(MadePackage {
                identitet: row.get(0)?,
                versjon: row.get(1)?,
                slag: Pakkeslag::from_word(&row.get::<_, String>(2)?),
                form: row.get(3)?,
                fil: row.get(4)?,
                sha256: row.get(5)?,
                kjoering: row.get(6)?,
                brev: row.get(7)?,
                sak: row.get(8)?,
                sak_sha256: row.get(9)?,
                sakskopi: row.get(10)?,
            })
        })
    }

    /// Notes that letters are in a print file; all of them or none.
    ///
    /// # Errors
    /// UT-020, UT-029, FIL-027.
    pub fn printed(&mut self, letters: &[PaperRow], fil: &str, sha256: &str, now: Timestamp) -> Result<(), Problem> {
        let path = self.path.clone();
        let noted = self.connection.transaction().and_then(|transaction| {
            for letter in letters {
                let update = "UPDATE pakke SET tilstand = 'ferdig', fil = ?3, sha256 = ?4, tid = ?5
                     WHERE identitet = ?1 AND versjon = ?2 AND slag = 'utskrift'";
                let values = params![letter.identitet, letter.versjon, fil, sha256, now.to_string()];
                transaction.prepare_cached(update)?.execute(values)?;
            }
            transaction.commit()
        });
        noted.map_err(|error| fault(&path, &error))
    }

    /// Every print file with its SHA-256.
    ///
    /// # Errors
    /// UT-020, UT-029.
    pub fn print_files(&self) -> Result<Vec<(String, String)>, Problem> {
        let select = "SELECT DISTINCT fil, sha256 FROM pakke
             WHERE slag = 'utskrift' AND fil IS NOT NULL AND sha256 IS NOT NULL ORDER BY fil";
        self.rows(select, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
