//! `vedtaksbrev rapport`: the yearly table, on the screen or in a file, as a page for the council too.

use super::args::{Form, Global, Rapport};
use super::journal::date;
use super::named::Wanted;
use super::{Outcome, house, library};
use crate::disk::RealDisk;
use crate::problem::{Cause, Place, Problem};
use crate::report::{self, Report, Shown};
use crate::texts::library::Library;
use crate::typeset;
use jiff::civil::Date;
use std::path::Path;

/// What a PDF is called when the user does not say.
const PDF: &str = "rapport.pdf";

/// Counts, and writes the table.
pub(super) fn run(global: &Global, args: &Rapport) -> Outcome {
    let counted = file(args).and_then(|file| Ok((file, span(args)?))).map_err(|problem| vec![problem]);
    let counted = counted.and_then(|(file, (fra, til))| {
        Ok((file, report::report(&RealDisk, &args.mapper.mapper, fra, til, args.utkast)?))
    });
    let (file, (report, mut problems)) = match counted {
        Ok(counted) => counted,
        Err(problems) => return problems.into(),
    };
    match print(global, args, file.as_ref(), &report) {
        Ok((output, found)) => {
            problems.extend(found);
            Outcome { output, problems }
        }
        Err(found) => {
            problems.extend(found);
            problems.into()
        }
    }
}

/// The file to write, when it is not the screen.
fn file(args: &Rapport) -> Result<Option<Wanted<'_>>, Problem> {
    let path = args.til_fil.as_deref().or((args.format == Form::Pdf).then_some(Path::new(PDF)));
    path.map(|path| Wanted::new(&RealDisk, path, args.overskriv)).transpose()
}

fn span(args: &Rapport) -> Result<(Option<Date>, Option<Date>), Problem> {
    let day = |text: &Option<String>, name: &str| text.as_deref().map(|it| date(it, name)).transpose();
    let span = (day(&args.fra, "--fra")?, day(&args.til, "--til")?);
    match span {
        (Some(fra), Some(til)) if til < fra => Err(Problem::error("BRUK-024", Place::default(), "--til er før --fra")
            .caused_by(Cause::Usage)
            .hint("bytt om dagene")),
        span => Ok(span),
    }
}

fn print(
    global: &Global,
    args: &Rapport,
    file: Option<&Wanted<'_>>,
    report: &Report,
) -> Result<(Vec<String>, Vec<Problem>), Vec<Problem>> {
    if let (Form::Pdf, Some(file)) = (args.format, file) {
        let house = house(global)?;
        let small = small(&house.library, report)?;
        let page = report::page(report, &house.library, args.maalform, small.filter(|_| args.skjul_smaa));
        let pdf = typeset::typeset_overview(&page, &house.layout)?;
        let warnings = small.filter(|under| !args.skjul_smaa && report::has_small(report, *under)).map(warn_of_small);
        return Ok((write(file, &pdf.bytes)?, warnings.into_iter().collect()));
    }
    let under = if args.skjul_smaa { small(&library(global)?, report)? } else { None };
    let shown = Shown::of(report, under);
    let lines = match args.format {
        Form::Tabell => report::table(&shown),
        Form::Csv => report::csv(&shown),
        Form::Json | Form::Pdf => vec![report::json(&shown)],
    };
    match file {
        None => Ok((lines, Vec::new())),
        Some(file) => Ok((write(file, (lines.join("\n") + "\n").as_bytes())?, Vec::new())),
    }
}

fn write(file: &Wanted<'_>, bytes: &[u8]) -> Result<Vec<String>, Vec<Problem>> {
    file.write(&RealDisk, bytes).map(|line| vec![line]).map_err(|problem| vec![problem])
}

/// From which count a number may be shown, on the report's last day; nothing to hide when nothing was counted.
fn small(library: &Library, report: &Report) -> Result<Option<u64>, Vec<Problem>> {
    let Some(day) = report.til.or(report.dager.map(|(_, last)| last)) else { return Ok(None) };
    let under = library.rapport().and_then(|rules| rules.under(day));
    under.map(|under| Some(u64::from(under))).ok_or_else(|| {
        let place = Place::file("legal-texts/rapport.yaml");
        let message = "Tekstsamlingen sier ikke hvilke tall som er for små til å vises";
        vec![Problem::error("UT-063", place, message).hint("hent fila på nytt med «vedtaksbrev tekster hent-ut»")]
    })
}

fn warn_of_small(under: u64) -> Problem {
    let message = format!("Rapporten har tall under {under}, og de kan røpe hvem noen er");
    Problem::warning("UT-064", Place::default(), message).hint("bruk --skjul-smaa før den blir offentlig")
}
