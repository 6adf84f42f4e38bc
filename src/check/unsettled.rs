//! What is not settled or not confirmed: one warning for each file, and for twins that say the same.

use super::Check;
use crate::problem::Problem;
use crate::texts::unsettled::{ubekreftet, usikkert};

/// Warns of `usikkert` and `ubekreftet`.
pub(super) fn check(check: &mut Check<'_>) {
    let paths: Vec<String> =
        check.library.paths().filter(|path| !path.ends_with("README.md")).map(str::to_owned).collect();
    for path in &paths {
        let bokmaal = path.strip_suffix(".nn.md").map(|stem| format!("{stem}.nb.md"));
        if bokmaal.is_some_and(|twin| usikkert(check.library, &twin) == usikkert(check.library, path)) {
            continue;
        }
        let hint = "en jurist må ta stilling til det før teksten blir godkjent";
        warn(check, "TEKST-036", path, "ikke avklart", &usikkert(check.library, path), hint);
        let hint = "kommunen må fylle ut eller bekrefte det. Til da er brevene UTKAST";
        warn(check, "TEKST-037", path, "ikke bekreftet", &ubekreftet(check.library, path), hint);
    }
}

fn warn(check: &mut Check<'_>, code: &'static str, path: &str, what: &str, found: &[(u32, String)], hint: &str) {
    let Some((line, first)) = found.first() else { return };
    let message = match found.len() {
        1 => format!("Dette er {what}: {first}"),
        count => format!("{count} punkter er {what}. Det første: {first}"),
    };
    check.problems.push(Problem::warning(code, check.library.place_at(path, *line), message).hint(hint));
}
