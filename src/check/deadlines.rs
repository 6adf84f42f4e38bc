//! The deadline of a complaint rule is the one that the register says the cited section has.
//!
//! Which words tell a deadline stands in `legal-texts/klagesetninger.yaml`. A section that says none is not compared.

use super::Check;
use crate::language::Maalform;
use crate::problem::Problem;
use crate::texts::klageordning::Klagefakta;
use crate::texts::ord::ready;
use crate::texts::statute::Standing;
use std::collections::BTreeSet;

/// The days of a week, in which deadlines are counted.
const DAYS_IN_WEEK: u32 = 7;

/// Checks every complaint rule.
pub(super) fn check(check: &mut Check<'_>) {
    for id in check.library.folders_below("legal-texts/klageordninger") {
        let Some(ordning) = check.library.klageordning(&id) else { continue };
        for fakta in &ordning.fakta {
            let said = said(check, fakta);
            if said.is_empty() || said.contains(&(u32::from(fakta.frist_uker) * DAYS_IN_WEEK)) {
                continue;
            }
            let place = check.library.place_at(&ordning.path, fakta.line);
            let message = "«frist_uker» er ikke den fristen lovregisteret sier at paragrafen har";
            let hint = "sjekk paragrafen, og rett det som er feil: fristen her, eller «sier» i lover/";
            check.problems.push(Problem::warning("TEKST-057", place, message).hint(hint));
        }
    }
}

/// The deadlines in days that the cited sections say.
fn said(check: &Check<'_>, fakta: &Klagefakta) -> BTreeSet<u32> {
    let Some(sentences) = check.library.klagesetninger() else { return BTreeSet::new() };
    let day = check.from(fakta.fra);
    let of = |hjemmel: &crate::texts::hjemmel::Hjemmel| {
        let lov = check.library.lov(&hjemmel.lov)?;
        let Standing::InForce(section) = lov.standing(hjemmel, day) else { return None };
        Some(sentences.deadlines(&ready(section.sier(hjemmel, day, Maalform::Nb)?)))
    };
    fakta.hjemmel.iter().filter_map(of).flatten().collect()
}
