//! A new version of a text: the one before it, in both languages, with front matter that says so.
//!
//! Comes in: the library, a text and the new version's first day. Goes out: paths and content.
//! Writes no file, changes no words, and claims nothing about when the text was confirmed.

use super::folder_of;
use crate::language::Maalform;
use crate::problem::{Cause, Problem};
use crate::texts::library::Library;
use crate::texts::version::Version;
use jiff::civil::Date;

/// The files of the new version.
///
/// # Errors
/// TEKST-041 for a name that names nothing, TEKST-084 when the day has a version already,
/// TEKST-044 when no version in a language begins before it.
pub fn next_version(library: &Library, name: &str, fra: Date) -> Result<Vec<(String, String)>, Vec<Problem>> {
    let folder = folder_of(library, name).map_err(|problem| vec![problem])?;
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for maalform in Maalform::ALL {
        match library.version_on(&folder, fra, maalform) {
            Some(path) if Version::from_file_name(file_name(path)).is_some_and(|version| version.fra == fra) => {
                let message = format!("Det finnes alt en versjon fra {fra} på {}", maalform.name());
                let problem = Problem::error("TEKST-084", library.place(path), message).caused_by(Cause::Usage);
                problems.push(problem.hint("endre den, eller velg en annen dag"));
            }
            Some(path) => {
                let content = String::from_utf8_lossy(library.bytes(path).unwrap_or_default()).into_owned();
                let before = Version::from_file_name(file_name(path)).map_or(fra, |version| version.fra);
                let target = format!("{folder}/{}", Version { fra, maalform }.file_name(library.lovskifter()));
                files.push((target, with_new_reason(&content, before, maalform)));
            }
            None => {
                let message = format!("«{name}» har ingen versjon på {} før {fra}", maalform.name());
                let problem = Problem::error("TEKST-044", library.place(&folder), message).caused_by(Cause::Usage);
                problems.push(problem.hint("velg en senere dag, eller lag teksten på den målformen først"));
            }
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The file with a `merknad` of its own and without `opphevet`; every other line as it was.
fn with_new_reason(content: &str, before: Date, maalform: Maalform) -> String {
    let reason = maalform.choose(
        format!("merknad: \"Kopi av versjonen fra {before}. Skriv her hva som er nytt, og hvorfor.\""),
        format!("merknad: \"Kopi av versjonen frå {before}. Skriv her kva som er nytt, og kvifor.\""),
    );
    let mut lines = content.lines();
    let Some(fence) = lines.next().filter(|line| line.trim_start_matches('\u{feff}') == "---") else {
        return format!("---\n{reason}\n---\n{content}");
    };
    let (mut out, mut left_out, mut inside) = (vec![fence.to_owned()], false, true);
    for line in lines {
        if inside && line.trim_end() == "---" {
            out.push(reason.clone());
            inside = false;
        }
        let continues = line.starts_with(' ') || line.is_empty();
        left_out = inside && (line.starts_with("merknad:") || line.starts_with("opphevet:") || (left_out && continues));
        if !left_out {
            out.push(line.to_owned());
        }
    }
    out.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_the_reason_and_the_end_change() {
        let content = "---\nhjemmel: [fvl/27]\nmerknad: >\n  To\n  linjer\nopphevet: 2027-01-01\nkilde: x\n---\nOrd\n\nmerknad: her\n";
        let expected = "---\nhjemmel: [fvl/27]\nkilde: x\nmerknad: \"Kopi av versjonen frå 2024-06-01. Skriv her kva som er nytt, og kvifor.\"\n---\nOrd\n\nmerknad: her\n";
        assert_eq!(with_new_reason(content, date(2024, 6, 1), Maalform::Nn), expected);
    }
}
