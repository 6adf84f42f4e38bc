//! A citation as data, `<lov>/<§>/<ledd>/<nr>/<bokstav>`, and how it is printed.
//!
//! Comes in: `hol/3-2/1/6/b`. Goes out: `Hjemmel`, and «§ 3-2 første ledd nr. 6 bokstav b» in bokmål or nynorsk.
//! Does not know which provisions exist; that is the law register's (`statute.rs`).

use super::hard_space::HARD_SPACE;
use crate::language::Maalform;
use std::fmt;

/// One citation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hjemmel {
    /// The law's id in the register, such as `hol`.
    pub lov: String,
    /// The section with its letter glued on, such as `2-1e`.
    pub paragraf: String,
    /// The ledd from 1; absent for the whole section and where the section has one ledd.
    pub ledd: Option<u8>,
    /// The number from 1.
    pub nr: Option<u8>,
    /// The letter.
    pub bokstav: Option<char>,
}

const ORDINALS: [(&str, &str); 10] = [
    ("første", "første"),
    ("andre", "andre"),
    ("tredje", "tredje"),
    ("fjerde", "fjerde"),
    ("femte", "femte"),
    ("sjette", "sjette"),
    ("sjuende", "sjuande"),
    ("åttende", "åttande"),
    ("niende", "niande"),
    ("tiende", "tiande"),
];

impl Hjemmel {
    /// The citation that `data` spells, or nothing when it has another form.
    pub fn parse(data: &str) -> Option<Self> {
        let parts: Vec<&str> = data.split('/').collect();
        if !(2..=5).contains(&parts.len()) || parts.len() > 2 && parts.last() == Some(&"-") {
            return None;
        }
        let is_id = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let is_section = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let number = |index: usize| match parts.get(index) {
            None | Some(&"-") => Some(None),
            Some(text) => text.parse().ok().filter(|n| *n > 0u8).map(Some),
        };
        let bokstav = match parts.get(4) {
            None => None,
            Some(text) => Some(text.parse().ok().filter(char::is_ascii_lowercase)?),
        };
        (is_id(parts[0]) && is_section(parts[1])).then_some(())?;
        Some(Self { lov: parts[0].into(), paragraf: parts[1].into(), ledd: number(2)?, nr: number(3)?, bokstav })
    }

    /// The part within the section as the register spells it: `1/6/b`, `-/3`, or empty for the whole section.
    pub fn del(&self) -> String {
        let part = |n: Option<u8>| n.map_or("-".to_owned(), |n| n.to_string());
        match (self.ledd, self.nr, self.bokstav) {
            (ledd, nr, Some(bokstav)) => format!("{}/{}/{bokstav}", part(ledd), part(nr)),
            (ledd, Some(nr), None) => format!("{}/{nr}", part(ledd)),
            (Some(ledd), None, None) => ledd.to_string(),
            (None, None, None) => String::new(),
        }
    }

    /// The citation within its law, from the section's number on: «3-2 første ledd nr. 6 bokstav b».
    ///
    /// `one_ledd` leaves the ledd out, as a section with one ledd is cited.
    pub fn print_number(&self, maalform: Maalform, one_ledd: bool) -> String {
        print_together(&[self], maalform, one_ledd)
    }

    /// Whether two citations of a section differ only in their last part, such as two letters of the same number.
    fn is_beside(&self, other: &Self) -> bool {
        let depth = |it: &Self| (it.ledd.is_some(), it.nr.is_some(), it.bokstav.is_some());
        let above = |it: &Self| match (it.nr, it.bokstav) {
            (nr, Some(_)) => (it.ledd, nr),
            (Some(_), None) => (it.ledd, None),
            (None, None) => (None, None),
        };
        let whole = self.del().is_empty() || other.del().is_empty();
        self.lov == other.lov
            && self.paragraf == other.paragraf
            && depth(self) == depth(other)
            && above(self) == above(other)
            && !whole
    }
}

/// Citations of a law as a reader takes them in: parts of the same section that differ only in their last part stand
/// together, and what a whole section covers is not said again.
pub fn together<'h>(cited: &[&'h Hjemmel]) -> Vec<Vec<&'h Hjemmel>> {
    let covered = |one: &Hjemmel| {
        let whole = |it: &&Hjemmel| it.lov == one.lov && it.paragraf == one.paragraf && it.del().is_empty();
        !one.del().is_empty() && cited.iter().copied().any(|it| whole(&it))
    };
    let mut groups: Vec<Vec<&Hjemmel>> = Vec::new();
    for &one in cited.iter().filter(|one| !covered(one)) {
        if groups.iter().flatten().any(|known| *known == one) {
            continue;
        }
        match groups.iter_mut().find(|group| group[0].is_beside(one)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// The citations of one group of `together`, from the section's number on: «3-2 første ledd nr. 6 bokstav a og b».
pub fn print_together(group: &[&Hjemmel], maalform: Maalform, one_ledd: bool) -> String {
    let Some(first) = group.first() else { return String::new() };
    let letter = first.paragraf.char_indices().last().filter(|(_, c)| c.is_ascii_lowercase());
    let mut out = match letter {
        Some((at, letter)) => format!("{}{HARD_SPACE}{letter}", &first.paragraf[..at]),
        None => first.paragraf.clone(),
    };
    let each = |part: &dyn Fn(&Hjemmel) -> Option<String>| {
        let mut parts: Vec<String> = group.iter().filter_map(|it| part(it)).collect();
        parts.dedup();
        (!parts.is_empty()).then(|| series(&parts))
    };
    let ordinal = |ledd: u8| match ORDINALS.get(usize::from(ledd) - 1) {
        Some((nb, nn)) => maalform.choose(*nb, *nn).to_owned(),
        None => format!("{ledd}."),
    };
    if let Some(ledd) = each(&|it| it.ledd.filter(|_| !one_ledd).map(ordinal)) {
        out.push_str(&format!(" {ledd} {}", maalform.choose("ledd", "leddet")));
    }
    if let Some(nr) = each(&|it| it.nr.map(|nr| nr.to_string())) {
        out.push_str(&format!(" nr.{HARD_SPACE}{nr}"));
    }
    if let Some(bokstav) = each(&|it| it.bokstav.map(String::from)) {
        out.push_str(&format!(" bokstav {bokstav}"));
    }
    out
}

impl fmt::Display for Hjemmel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.lov, self.paragraf)?;
        let del = self.del();
        if del.is_empty() { Ok(()) } else { write!(f, "/{del}") }
    }
}

/// The items as a Norwegian series: «a, b og c».
pub fn series(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} og {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(data: &str, maalform: Maalform, one_ledd: bool) -> Option<String> {
        Hjemmel::parse(data).map(|hjemmel| hjemmel.print_number(maalform, one_ledd))
    }

    #[test]
    fn a_citation_keeps_its_spelling() {
        for data in ["hol/3-2/1/6/b", "pbrl/2-1e/2", "hol/3-6/-/3", "hol/4-1/1", "fvl/27b", "pbrl/4A-5", "fvl/11/-/-/a"]
        {
            assert_eq!(Hjemmel::parse(data).map(|hjemmel| hjemmel.to_string()).as_deref(), Some(data));
        }
    }

    #[test]
    fn other_forms_are_not_citations() {
        for data in [
            "",
            "hol",
            "hol/",
            "/3-2",
            "hol/3-2/",
            "hol/3-2/-",
            "hol/3-2/0",
            "hol/3-2/1/6/bb",
            "hol/3-2/1/6/b/c",
            "Hol/3-2",
            "hol/§3-2",
        ] {
            assert_eq!(Hjemmel::parse(data), None, "{data}");
        }
    }

    #[test]
    fn citations_print_in_both_languages() {
        let expected = "3-2 første ledd nr.\u{a0}6 bokstav b".to_owned();
        assert_eq!(print("hol/3-2/1/6/b", Maalform::Nb, false), Some(expected));
        let expected = "3-2 første leddet nr.\u{a0}6 bokstav b".to_owned();
        assert_eq!(print("hol/3-2/1/6/b", Maalform::Nn, false), Some(expected));
        assert_eq!(print("pbrl/2-1e/2", Maalform::Nb, false), Some("2-1\u{a0}e andre ledd".to_owned()));
        assert_eq!(print("fvl/25/7", Maalform::Nn, false), Some("25 sjuande leddet".to_owned()));
    }

    #[test]
    fn a_section_with_one_ledd_is_cited_without_it() {
        assert_eq!(print("hol/3-6/1/3", Maalform::Nb, true), Some("3-6 nr.\u{a0}3".to_owned()));
    }

    #[test]
    fn parts_of_a_section_share_its_number_and_the_whole_covers_them() {
        let print = |data: &[&str], maalform| {
            let cited: Vec<Hjemmel> = data.iter().filter_map(|it| Hjemmel::parse(it)).collect();
            let groups: Vec<Vec<&Hjemmel>> = together(&cited.iter().collect::<Vec<_>>());
            groups.iter().map(|group| print_together(group, maalform, false).replace('\u{a0}', " ")).collect::<Vec<_>>()
        };
        let nb = |data: &[&str]| print(data, Maalform::Nb);
        assert_eq!(nb(&["hol/3-2/1/6/a", "hol/3-2/1/6/b"]), ["3-2 første ledd nr. 6 bokstav a og b"]);
        assert_eq!(print(&["pbrl/2-1e/1", "pbrl/2-1e/2"], Maalform::Nn), ["2-1 e første og andre leddet"]);
        assert_eq!(nb(&["hol/3-6/-/1", "hol/3-6/-/2", "hol/3-6/-/3"]), ["3-6 nr. 1, 2 og 3"]);
        assert_eq!(nb(&["pbrl/3-1", "pbrl/3-1/2", "pbrl/3-2/8"]), ["3-1", "3-2 åttende ledd"]);
        assert_eq!(
            nb(&["hol/3-2/1/6/b", "hol/3-2/1/7", "hol/3-2/1/6/b"]),
            ["3-2 første ledd nr. 6 bokstav b", "3-2 første ledd nr. 7"]
        );
    }

    #[test]
    fn a_series_ends_with_og() {
        let items = ["7-2", "7-3", "7-5"].map(str::to_owned);
        assert_eq!(series(&items), "7-2, 7-3 og 7-5");
        assert_eq!(series(&items[..2]), "7-2 og 7-3");
    }
}
