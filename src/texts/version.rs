//! A version of a text: the first day it holds and its language, read from the file's name.
//!
//! Comes in: paths such as `legal-texts/klage/slik/2024-06-01.nb.md`. Goes out: `Version`.
//! Has no to-date: a version holds until the next one begins.

use super::lovskifte::Lovskifter;
use crate::language::Maalform;
use crate::yaml;
use jiff::civil::Date;

/// The first day a text holds, and its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first day.
    pub fra: Date,
    /// The language.
    pub maalform: Maalform,
}

impl Version {
    /// The version that a file name such as `2024-06-01.nb.md` says, or nothing for other names.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let (stem, tag) = name.strip_suffix(".md")?.rsplit_once('.')?;
        Some(Self { fra: yaml::date(stem)?, maalform: Maalform::from_tag(tag)? })
    }

    /// The version that a file name says by its date, or by the id of a change of law.
    pub fn of(name: &str, lovskifter: &Lovskifter) -> Option<Self> {
        Self::from_file_name(name).or_else(|| {
            let (stem, tag) = name.strip_suffix(".md")?.rsplit_once('.')?;
            Some(Self { fra: lovskifter.day(stem)?, maalform: Maalform::from_tag(tag)? })
        })
    }

    /// The file name of this version, with the name of a change of law that is not decided where the day would stand.
    pub fn file_name(self, lovskifter: &Lovskifter) -> String {
        format!("{}.{}.md", lovskifter.print_day(self.fra), self.maalform.tag())
    }
}

/// The entry that holds on a day: the latest one whose first day has come.
pub fn in_force<T>(entries: &[T], day: Date, fra: impl Fn(&T) -> Date) -> Option<&T> {
    entries.iter().filter(|entry| fra(entry) <= day).max_by_key(|entry| fra(entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_file_name_says_first_day_and_language() {
        let version = Version::from_file_name("2026-07-01.nn.md");
        assert_eq!(version, Some(Version { fra: date(2026, 7, 1), maalform: Maalform::Nn }));
        let name = version.map(|it| it.file_name(&Lovskifter::default()));
        assert_eq!(name.as_deref(), Some("2026-07-01.nn.md"));
    }

    #[test]
    fn other_names_are_not_versions() {
        for name in [
            "README.md",
            "2026-02-30.nb.md",
            "2026-7-1.nb.md",
            "2026-07-01.md",
            "2026-07-01.en.md",
            "20260701.nb.md",
            "2026-07-01.nb.txt",
        ] {
            assert_eq!(Version::from_file_name(name), None, "{name}");
        }
    }

    #[test]
    fn the_latest_entry_that_has_begun_is_in_force() {
        let entries = [date(2024, 6, 1), date(2026, 7, 1)];
        assert_eq!(in_force(&entries, date(2026, 6, 30), |e| *e), Some(&date(2024, 6, 1)));
        assert_eq!(in_force(&entries, date(2026, 7, 1), |e| *e), Some(&date(2026, 7, 1)));
        assert_eq!(in_force(&entries, date(2024, 5, 31), |e| *e), None);
    }
}
