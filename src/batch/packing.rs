//! The packages of a run: made when a letter has its place, and the print file when all letters have theirs.
//!
//! Comes in: placed letters, and at the end the journal. Goes out: files for the letter's own group of writes, rows for
//! its own commit, and one print file a sender. Does not decide what may be packed; the shipment says it.

use super::desk::{Desk, Placed};
use crate::clock;
use crate::deliver::journal::packages::{PackageRecord, Pakketilstand, PaperRow};
use crate::deliver::pack::pack;
use crate::deliver::package::{Package, Pakkeslag};
use crate::deliver::receipt::sha256;
use crate::deliver::shipment::Shipment;
use crate::pipeline::House;
use crate::printing::{self, Piles};
use crate::problem::Problem;

/// Makes the packages of a letter that has its place, and the rows about them. What the letter was packed for in an
/// earlier run stays as it was, so that nothing is sent twice under another key.
///
/// # Errors
/// UT-020, UT-029, UT-081.
pub(super) fn packages(desk: &Desk<'_>, placed: &mut Placed) -> Result<(), Problem> {
    let Some(shipment) = placed.letter.forsendelse.take() else { return Ok(()) };
    let earlier = if placed.known { desk.journal.packed(&shipment.identitet, placed.version)? } else { Vec::new() };
    let made = pack(&shipment, placed.version, &placed.letter.stem)?;
    placed.packages = made.into_iter().filter(|package| !earlier.contains(&package.form.slag())).collect();
    placed.rows = placed.packages.iter().map(|package| file_row(placed, &shipment, package)).collect();
    let without_file = shipment.asked.iter().filter(|slag| !earlier.contains(slag));
    let rows: Vec<_> = without_file.filter_map(|slag| other_row(placed, &shipment, *slag)).collect();
    placed.rows.extend(rows);
    Ok(())
}

fn file_row(placed: &Placed, shipment: &Shipment, package: &Package) -> PackageRecord {
    let fil = package.form.file(&placed.letter.stem);
    PackageRecord {
        identitet: shipment.identitet.clone(),
        versjon: placed.version,
        slag: package.form.slag(),
        form: package.form.file(""),
        tilstand: Pakketilstand::Ferdig,
        fil: Some((fil, sha256(&package.bytes))),
    }
}

fn other_row(placed: &Placed, shipment: &Shipment, slag: Pakkeslag) -> Option<PackageRecord> {
    let tilstand = match slag {
        _ if shipment.is_by_hand(slag) => Pakketilstand::ForHaand,
        Pakkeslag::Utskrift if shipment.goes(slag) => Pakketilstand::Venter,
        Pakkeslag::Utskrift => Pakketilstand::Annen,
        Pakkeslag::Svarut | Pakkeslag::Arkiv => return None,
    };
    let (identitet, versjon) = (shipment.identitet.clone(), placed.version);
    Some(PackageRecord { identitet, versjon, slag, form: String::new(), tilstand, fil: None })
}

/// Makes the print files of everything that waits for the printer, and notes them.
///
/// # Errors
/// As `printing::print_all`; UT-020, UT-029.
pub(super) fn print(house: &House, desk: &mut Desk<'_>) -> Result<(), Vec<Problem>> {
    let one = |problem| vec![problem];
    let waiting = desk.journal.paper(Pakketilstand::Venter, None, desk.run.id).map_err(one)?;
    let by_hand = desk.journal.paper(Pakketilstand::ForHaand, Some(desk.run.id), desk.run.id).map_err(one)?;
    let piles = Piles::of(&waiting, &by_hand);
    let suffix = format!("_{}", desk.run.id);
    for printed in printing::print_all(house, desk.disk, desk.folder, piles, &suffix)? {
        let fil = printed.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let rows: Vec<PaperRow> = waiting.iter().filter(|row| row.avsender == printed.avsender).cloned().collect();
        desk.journal.printed(&rows, &fil, &printed.sha256, clock::now()).map_err(one)?;
    }
    Ok(())
}
