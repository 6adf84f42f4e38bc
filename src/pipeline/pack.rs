//! Letters that shall be packed get their shipments: who they go to, and what may stand on the outside.
//!
//! Comes in: a case with its letters, and what was asked for. Goes out: the letters with shipments, and what a person
//! must do by hand. Makes no package: the version, which is part of it, is known where the letter is kept.

use super::{Prepared, placed};
use crate::deliver::folder::Finished;
use crate::deliver::pack::pack;
use crate::deliver::package::Ask;
use crate::deliver::shipment::{self, Source};
use crate::letter::compose::Composed;
use crate::problem::Problem;

/// Gives each letter of a case its shipment, with warnings; nothing happens when nothing was asked for.
///
/// # Errors
/// UT-070 to UT-073: none of the case's letters may be packed as asked.
pub fn address(
    prepared: &Prepared,
    ask: &Ask,
    letters: &mut [Finished],
    composed: &[Composed],
) -> Result<Vec<Problem>, Vec<Problem>> {
    let (mut warnings, mut errors) = (Vec::new(), Vec::new());
    if ask.slag.is_empty() {
        return Ok(warnings);
    }
    for ((letter, composed), mottaker) in letters.iter_mut().zip(composed).zip(prepared.sak.mottakere()) {
        let source =
            Source { sak: &prepared.sak, selected: &prepared.selected, mottaker: &mottaker, letter: &composed.letter };
        match shipment::shipment(source, ask, (&letter.receipt.pdf_sha256, letter.pdf.len())) {
            Ok((shipment, found)) => {
                // Made once here too, so that a value the archive cannot take stops this case and no other.
                errors.extend(pack(&shipment, 1, &letter.stem).err());
                letter.forsendelse = Some(Box::new(shipment));
                warnings.extend(found);
            }
            Err(found) => errors.extend(found),
        }
    }
    let mut all = placed(prepared, if errors.is_empty() { warnings } else { errors });
    all.sort();
    all.dedup();
    if all.iter().any(Problem::is_error) { Err(all) } else { Ok(all) }
}
