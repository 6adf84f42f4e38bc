//! `tekster virkning`: what a change of texts does to letters.
//!
//! Comes in: the arguments. Goes out: lines, and a sheet to sign when it is asked for. Does not compare.

use super::own_copy;
use crate::cli::Outcome;
use crate::cli::args::Global;
use crate::cli::named::Wanted;
use crate::clock;
use crate::disk::{self, Disk, RealDisk};
use crate::pipeline::House;
use crate::problem::{Cause, Place, Problem};
use crate::texts::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use crate::typeset;
use crate::workbench::impact::{self, Case, every_outcome};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What `--mot` begins with to mean an older state of the library's own folder.
const GIT: &str = "git:";
/// On how many days the made-up cases are tried, so that it takes seconds.
const DAYS: usize = 8;
/// The most bytes that an older state may hold.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What the user asks for.
pub(super) struct Wish<'a> {
    pub(super) mot: &'a Path,
    pub(super) saker: Option<&'a Path>,
    pub(super) pdf: Option<&'a Path>,
    pub(super) overskriv: bool,
    pub(super) dato: Option<Date>,
}

/// A library, and what the reader calls it.
struct Named {
    house: House,
    name: String,
}

/// Runs the command.
pub(super) fn run(global: &Global, wish: &Wish<'_>) -> Outcome {
    compare(global, wish).unwrap_or_else(Outcome::from)
}

fn compare(global: &Global, wish: &Wish<'_>) -> Result<Outcome, Vec<Problem>> {
    let today = wish.dato.unwrap_or_else(clock::today);
    let pdf = wish.pdf.map(|path| Wanted::new(&RealDisk, path, wish.overskriv)).transpose();
    let file = pdf.map_err(|problem| vec![problem])?;
    let (before, after) = sides(global, wish.mot)?;
    let mut note = None;
    let cases = match wish.saker {
        Some(folder) => read_cases(folder).map_err(|problem| vec![problem])?,
        None => {
            let days = impact::days(&before.house.library, &after.house.library, today);
            note = (days.len() > DAYS)
                .then(|| format!("Endringen nevner {} dager. {DAYS} er prøvd; velg en annen med --dato.", days.len()));
            every_outcome(&after.house.library, nearest(days, today))
        }
    };
    let impact = impact::impact(&before.house, &after.house, &cases);
    let mut output = vec![format!("Før: {}", before.name), format!("Etter: {}", after.name), String::new()];
    output.extend(impact::lines(&impact));
    output.extend(note.into_iter().flat_map(|note| [String::new(), note]));
    if let Some(file) = file {
        let sheet = impact::sheet(&impact, &before.name, &after.name, today);
        let pdf = typeset::typeset_sheet(&sheet, &after.house.layout)?;
        let written = file.write(&RealDisk, &pdf.bytes).map_err(|problem| vec![problem])?;
        output.extend([String::new(), format!("Skrev {written}")]);
    }
    Ok(Outcome { output, problems: Vec::new() })
}

/// The days nearest to the day itself, as many as are tried.
fn nearest(days: BTreeSet<Date>, today: Date) -> Vec<Date> {
    let mut days: Vec<Date> = days.into_iter().collect();
    days.sort_by_key(|day| (today.duration_until(*day).abs(), *day));
    days.truncate(DAYS);
    days.sort();
    days
}

/// Before and after: the library in use and a folder, or an older state of the folder in use and the folder itself.
fn sides(global: &Global, mot: &Path) -> Result<(Named, Named), Vec<Problem>> {
    let in_use = || -> Result<Named, Vec<Problem>> {
        let folder = global.tekster.as_ref().map(|folder| folder.display().to_string());
        let name = folder.unwrap_or_else(|| "tekstsamlingen i programmet".to_owned());
        Ok(Named { house: crate::cli::house(global)?, name })
    };
    let Some(revision) = mot.to_str().and_then(|mot| mot.strip_prefix(GIT)) else {
        let after = House::new(Library::open(&RealDisk, mot)?)?;
        return Ok((in_use()?, Named { house: after, name: mot.display().to_string() }));
    };
    let folder = own_copy(global, "Tekstsamlingen i programmet har ingen eldre versjoner i git")?;
    let files = disk::read_revision(folder, revision, &[LEGAL_TEXTS, LETTER_TEMPLATES], MAX_BYTES);
    let name = format!("{} i {GIT}{revision}", folder.display());
    let library = Library::from_files(files.map_err(|problem| vec![problem])?).named(name.clone());
    Ok((Named { house: House::new(library)?, name }, in_use()?))
}

/// The case files of a folder.
pub(super) fn read_cases(folder: &Path) -> Result<Vec<Case>, Problem> {
    let files = RealDisk.list(folder)?;
    let is_case = |file: &&PathBuf| file.extension().is_some_and(|it| it == "yaml" || it == "yml" || it == "json");
    let read = |file: &PathBuf| {
        let bytes = RealDisk.read(&folder.join(file), crate::yaml::MAX_BYTES as u64)?;
        Ok(Case { name: file.display().to_string(), bytes, made_up: None })
    };
    let cases: Vec<Case> = files.iter().filter(is_case).map(read).collect::<Result<_, _>>()?;
    if cases.is_empty() {
        let place = Place::file(folder.display().to_string());
        let problem = Problem::error("BRUK-031", place, "Mappa har ingen saksfiler").caused_by(Cause::Usage);
        return Err(problem.hint("legg saker der som .yaml eller .json, eller utelat --saker"));
    }
    Ok(cases)
}
