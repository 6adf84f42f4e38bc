//! Finds citations in running text, as people write them: «§ 2-1 a», «hol § 3-7», «helselova § 4 andre ledd».
//!
//! Comes in: a text and the library. Goes out: what each citation may mean, as data.
//! Does not judge them (`free_text.rs`), and never repeats the text around them.

use super::hjemmel::Hjemmel;
use super::library::Library;
use super::statute::{Lov, Standing};
use jiff::civil::Date;
use std::sync::Arc;

/// The most characters between a section and the law that is named after it.
const REACH: usize = 80;

const ORDINALS: [(&str, u8); 13] = [
    ("første", 1),
    ("andre", 2),
    ("annet", 2),
    ("tredje", 3),
    ("fjerde", 4),
    ("femte", 5),
    ("sjette", 6),
    ("sjuende", 7),
    ("syvende", 7),
    ("sjuande", 7),
    ("åttende", 8),
    ("niende", 9),
    ("tiende", 10),
];

/// The laws of a library with the names that people call them by.
pub struct Names {
    laws: Vec<(Arc<Lov>, Vec<String>)>,
}

/// A citation as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it may mean, one for each law that has the section.
    pub meanings: Vec<Hjemmel>,
    /// Whether the law is named beside it.
    pub named: bool,
}

impl Names {
    /// The names of every law in the register, in small letters.
    pub fn of(library: &Library) -> Self {
        let named = |id: String| {
            let lov = library.lov(&id)?;
            let names = [&lov.navn.nb, &lov.navn.nn, &lov.kort, &id].map(|name| name.to_lowercase());
            Some((lov, names.to_vec()))
        };
        Self { laws: library.lov_ids().into_iter().filter_map(named).collect() }
    }

    /// Every citation in a text, in its order.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let lower = text.to_lowercase().replace('\u{a0}', " ");
        let signs = lower.match_indices('§').filter(|(at, _)| !lower[..*at].ends_with('§'));
        signs.flat_map(|(at, sign)| self.citations(&lower[..at], &lower[at + sign.len()..])).collect()
    }

    /// The citation after a sign, and those after it in a series: «§§ 3-1, 3-7 og 4-1».
    fn citations(&self, before: &str, after: &str) -> Vec<Found> {
        let series = after.starts_with('§');
        let mut after = after.trim_start_matches(['§', ' ', '\n']);
        let (laws, named) = self.laws_beside(before, after);
        let mut all = Vec::new();
        while let Some((found, rest)) = citation(&laws, named, after) {
            all.extend(found);
            match next_member(rest).filter(|_| series) {
                Some(next) => after = next,
                None => break,
            }
        }
        all
    }

    /// The law that is named right before the section or after it, or all of them when none is named.
    fn laws_beside(&self, before: &str, after: &str) -> (Vec<&Lov>, bool) {
        let before = before.trim_end_matches([' ', '\n', ',', '(', '.']);
        let ends = |name: &String| {
            before.strip_suffix(name.as_str()).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
        };
        let named = self.longest(ends);
        if !named.is_empty() {
            return (named, true);
        }
        let reach = after.char_indices().nth(REACH).map_or(after.len(), |(at, _)| at);
        let near = after[..reach].split(['.', '§']).next().unwrap_or_default();
        let follows = |name: &String| ["i ", "etter "].iter().any(|link| near.contains(&format!("{link}{name}")));
        let named = self.longest(follows);
        if named.is_empty() { (self.laws.iter().map(|(lov, _)| lov.as_ref()).collect(), false) } else { (named, true) }
    }

    /// The laws with the longest name that holds: two acts may have the same one, an old and a new.
    fn longest(&self, holds: impl Fn(&String) -> bool) -> Vec<&Lov> {
        let named = self.laws.iter().flat_map(|(lov, names)| names.iter().map(move |name| (lov.as_ref(), name)));
        let found: Vec<(&Lov, usize)> =
            named.filter(|(_, name)| holds(name)).map(|(lov, it)| (lov, it.len())).collect();
        let longest = found.iter().map(|(_, length)| *length).max().unwrap_or_default();
        found.into_iter().filter(|(_, length)| *length == longest).map(|(lov, _)| lov).collect()
    }

    /// A citation that cannot be used on a day, when no law it may mean has it in force.
    ///
    /// Where no law is named, one that has not come yet is not what was meant.
    pub fn outdated<'c>(&self, found: &'c Found, day: Date) -> Option<&'c Hjemmel> {
        let lov = |hjemmel: &Hjemmel| self.laws.iter().map(|(lov, _)| lov).find(|lov| lov.id == hjemmel.lov);
        let sound = |hjemmel: &Hjemmel| {
            lov(hjemmel).is_some_and(|lov| match lov.standing(hjemmel, day) {
                Standing::InForce(_) => true,
                // The register lists the parts that letters cite, so an unknown part may still exist.
                Standing::NoSuchPart(section) => section.may_have(hjemmel) && lov.moved_part(hjemmel, day).is_none(),
                Standing::NotInForce(section) => !found.named && section.fra > day,
                Standing::Unknown => false,
            })
        };
        if found.meanings.iter().any(sound) { None } else { found.meanings.first() }
    }
}

/// Where the next section of a series begins, in the same sentence.
fn next_member(rest: &str) -> Option<&str> {
    let links = [", ", " og ", " eller "].iter().filter_map(|link| Some((rest.find(link)?, link.len())));
    let (at, length) = links.min()?;
    let same_sentence = !rest[..at].replace("nr. ", "nr ").contains(". ");
    let next = &rest[at + length..];
    (same_sentence && next.starts_with(|letter: char| letter.is_ascii_digit())).then_some(next)
}

/// The citation that begins with a section's number, and what follows it; nothing when there is no number.
fn citation<'t>(laws: &[&Lov], named: bool, after: &'t str) -> Option<(Option<Found>, &'t str)> {
    let number_end = after.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(after.len());
    let number = after[..number_end].trim_end_matches('-');
    if number.is_empty() {
        return None;
    }
    let rest = &after[number.len()..];
    let lettered = letter_after(rest).map(|(letter, rest)| (format!("{number}{letter}"), rest));
    let readings: Vec<(String, &str)> = lettered.into_iter().chain([(number.to_owned(), rest)]).collect();
    // «§ 7 i loven» and «§ 2-1 e» look alike: the register knows which sections have letters.
    for (section, rest) in &readings {
        let known = laws.iter().filter(|lov| lov.paragrafer.iter().any(|it| it.paragraf == *section));
        let meanings: Vec<Hjemmel> = known.filter_map(|lov| with_part(lov, section, rest)).collect();
        if !meanings.is_empty() {
            return Some((Some(Found { meanings, named }), rest));
        }
    }
    // A section that the named law has not is told of; a number that no law has may be anything.
    let unknown = laws.iter().filter(|_| named).filter_map(|lov| Hjemmel::parse(&format!("{}/{number}", lov.id)));
    let meanings: Vec<Hjemmel> = unknown.collect();
    Some(((!meanings.is_empty()).then_some(Found { meanings, named }), rest))
}

/// The letter that belongs to the section, glued or after one space, and what follows it.
fn letter_after(rest: &str) -> Option<(char, &str)> {
    let tail = rest.strip_prefix(' ').unwrap_or(rest);
    let letter = tail.chars().next().filter(char::is_ascii_lowercase)?;
    let after = &tail[1..];
    (!after.starts_with(|c: char| c.is_alphanumeric())).then_some((letter, after))
}

/// The citation with the ledd, number and letter that follow the section's number.
fn with_part(lov: &Lov, section: &str, rest: &str) -> Option<Hjemmel> {
    let mut hjemmel = Hjemmel::parse(&format!("{}/{section}", lov.id))?;
    let words: Vec<&str> = rest.split([' ', '\n']).map(|word| word.trim_end_matches([',', '.', ';', ')'])).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).take(6).collect();
    let word = |at: usize| words.get(at).copied();
    let mut at = 0;
    if let (Some(ordinal), Some(unit)) = (word(at), word(at + 1))
        && unit.starts_with("ledd")
    {
        let spelled = ORDINALS.iter().find(|(known, _)| *known == ordinal).map(|(_, ledd)| *ledd);
        hjemmel.ledd = spelled.or_else(|| ordinal.parse().ok()).filter(|ledd| *ledd > 0);
        at += 2;
    }
    if word(at) == Some("nr") {
        hjemmel.nr = word(at + 1).and_then(|word| word.parse().ok()).filter(|nr| *nr > 0);
        at += 2;
    }
    if matches!(word(at), Some("bokstav" | "litra")) {
        hjemmel.bokstav = word(at + 1).and_then(|word| word.parse().ok()).filter(char::is_ascii_lowercase);
    } else if hjemmel.nr.is_some() {
        // «nr. 6 b», without the word.
        hjemmel.bokstav = word(at).and_then(|word| word.parse().ok()).filter(char::is_ascii_lowercase);
    }
    // A number without a ledd stands in the first one, where the register has or had it there.
    let first = Hjemmel { ledd: Some(1), ..hjemmel.clone() };
    let had = |it: &Hjemmel| lov.paragrafer.iter().any(|section| section.paragraf == it.paragraf && section.has(it));
    let in_first = hjemmel.nr.is_some() && hjemmel.ledd.is_none() && !had(&hjemmel) && had(&first);
    Some(if in_first { first } else { hjemmel })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn found(text: &str) -> Vec<String> {
        let names = Names::of(&Library::embedded());
        names.find(text).iter().map(|it| it.meanings.first().map(ToString::to_string).unwrap_or_default()).collect()
    }

    #[test]
    fn citations_are_found_as_people_write_them() {
        assert_eq!(found("Vi viser til hol § 3-7 og til pbrl. § 2-1 a."), ["hol/3-7", "pbrl/2-1a"]);
        assert_eq!(found("Pasient- og brukerrettighetsloven §\u{a0}2-1\u{a0}a andre ledd"), ["pbrl/2-1a/2"]);
        assert_eq!(found("etter § 3-8 i helse- og omsorgstjenesteloven"), ["hol/3-8"]);
        assert_eq!(found("hol § 3-2 første ledd nr. 6 bokstav d"), ["hol/3-2/1/6/d"]);
        assert_eq!(found("hol § 3-2 nr. 6 d, hol § 3-2, 1. ledd nr 6 bokstav d"), ["hol/3-2/1/6/d", "hol/3-2/1/6/d"]);
        assert_eq!(found("hol §§ 3-1, 3-7 og 4-1 tredje ledd"), ["hol/3-1", "hol/3-7", "hol/4-1/3"]);
        assert_eq!(found("fvl § 27 3. ledd, og pbrl § 99-1"), ["fvl/27/3", "pbrl/99-1"]);
        assert_eq!(found("Du bor i § nummer 3, og § 99-99 finnes ikke"), Vec::<String>::new());
    }

    #[test]
    fn only_what_no_law_has_in_force_is_outdated() {
        let names = Names::of(&Library::embedded());
        let outdated = |text: &str, day| {
            let found = names.find(text);
            let outdated = found.iter().filter_map(|it| names.outdated(it, day));
            outdated.map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(outdated("§ 2-1 a", date(2024, 5, 31)), Vec::<String>::new());
        assert_eq!(outdated("forvaltningsloven § 18 a og § 16", date(2026, 1, 1)), Vec::<String>::new());
        assert_eq!(outdated("§ 2-1 a", date(2024, 6, 1)), ["pbrl/2-1a"]);
        assert_eq!(outdated("forskrift om egenandel § 99", date(2026, 1, 1)), Vec::<String>::new());
        let wrong = outdated("hol § 3-22, pbrl § 2-1 sjuende ledd, hol § 3-2 a tredje ledd", date(2026, 1, 1));
        assert_eq!(wrong, ["hol/3-22", "pbrl/2-1/7", "hol/3-2a/3"]);
        assert_eq!(outdated("hol § 3-2 første ledd nr. 6 bokstav d", date(2026, 1, 1)), ["hol/3-2/1/6/d"]);
        assert_eq!(
            outdated("hol § 3-2 første ledd nr. 6 bokstav b, pbrl § 7-5", date(2026, 1, 1)),
            Vec::<String>::new()
        );
    }
}
