//! What a section that someone typed means in a law of the register, and whether it can be used on a day.
//!
//! Comes in: a law, a section as it was typed, and a day. Goes out: the citation as the register spells it, with `Status`.
//! Where the register does not tell, a citation is sound: it lists the parts that letters cite, not all there are.

use super::sections::Typed;
use crate::texts::hjemmel::Hjemmel;
use crate::texts::statute::{Lov, Paragraf, Standing};
use jiff::civil::Date;

/// What the register says of a citation, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In force, or nothing that the register can tell.
    Sound,
    /// The law has no such section in the register.
    NoSection,
    /// The section does not have the part.
    NoPart,
    /// The section or the part is not in force.
    NotInForce,
}

impl Status {
    /// The problem's code where the citation is ours.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotInForce => "TEKST-031",
            Self::Sound | Self::NoSection | Self::NoPart => "TEKST-030",
        }
    }
}

/// A citation as the register spells it, and what it says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) hjemmel: Hjemmel,
    pub(super) status: Status,
}

/// What a typed section means in a law; both ends of a range like «18-21».
pub(super) fn judge(lov: &Lov, typed: &Typed, day: Date) -> Vec<Judged> {
    ends(lov, typed).iter().filter_map(|typed| one(lov, typed, day)).collect()
}

/// Whether a law has the section, with the letter or without, on any day.
pub(super) fn lists(lov: &Lov, typed: &Typed) -> bool {
    let plain = number(typed);
    let lettered = typed.letter.map(|letter| format!("{plain}{letter}"));
    find(lov, &plain).is_some() || lettered.is_some_and(|it| find(lov, &it).is_some())
}

/// Whether a law has had the part, on any day.
pub(super) fn knows_part(lov: &Lov, hjemmel: &Hjemmel) -> bool {
    periods(lov, hjemmel).any(|section| section.has(hjemmel))
}

fn number(typed: &Typed) -> String {
    let chapter = typed.chapter.map(String::from).unwrap_or_default();
    let second = typed.second.map(|second| format!("-{second}")).unwrap_or_default();
    format!("{}{chapter}{second}", typed.first)
}

/// The two sections of «18-21» where the law's sections have no chapters, and otherwise the one it is.
fn ends(lov: &Lov, typed: &Typed) -> Vec<Typed> {
    let chapters = lov.paragrafer.iter().any(|section| section.paragraf.contains('-'));
    let later = |second| second > typed.first || second == typed.first && typed.letter.or(typed.chapter).is_some();
    match typed.second.filter(|second| !chapters && later(*second)) {
        None => vec![typed.clone()],
        Some(second) => {
            let from = Typed { first: typed.first, letter: typed.chapter, range: true, ..Typed::default() };
            vec![from, Typed { first: second, chapter: None, second: None, range: true, ..typed.clone() }]
        }
    }
}

/// The register's spelling of a section: «4a-5» is «4A-5».
fn find<'l>(lov: &'l Lov, number: &str) -> Option<&'l str> {
    let found = lov.paragrafer.iter().find(|section| section.paragraf.eq_ignore_ascii_case(number));
    found.map(|section| section.paragraf.as_str())
}

fn one(lov: &Lov, typed: &Typed, day: Date) -> Option<Judged> {
    let plain = number(typed);
    let lettered = typed.letter.map_or(plain.clone(), |letter| format!("{plain}{letter}"));
    let spelled = |section: &str, bokstav| {
        let mut hjemmel = Hjemmel::parse(&format!("{}/{section}", lov.id))?;
        (hjemmel.ledd, hjemmel.nr, hjemmel.bokstav) = (typed.ledd, typed.nr, bokstav);
        Some(hjemmel)
    };
    // «§ 35 c» is § 35 bokstav c where there is no § 35 c, unless more follows.
    let letter = typed.letter.filter(|_| typed.ledd.is_none() && typed.nr.is_none() && typed.bokstav.is_none());
    let hjemmel = match (find(lov, &lettered), find(lov, &plain), letter) {
        (Some(section), ..) => spelled(section, typed.bokstav)?,
        (None, Some(section), Some(letter)) => {
            let of_part = completed(lov, spelled(section, Some(letter))?, day);
            let judged = judged(lov, of_part, day);
            let divided =
                periods(lov, &judged.hjemmel).any(|it| it.deler.iter().any(|del| del.matches('/').count() == 2));
            if divided || judged.status == Status::NotInForce {
                return Some(judged);
            }
            spelled(&lettered, None)?
        }
        _ => spelled(&lettered, typed.bokstav)?,
    };
    let judged = judged(lov, completed(lov, hjemmel, day), day);
    // Of what lies between the ends of a range nothing is known, nor of ends that the register lacks.
    let told = !typed.range || matches!(judged.status, Status::Sound | Status::NotInForce);
    told.then_some(judged)
}

fn judged(lov: &Lov, hjemmel: Hjemmel, day: Date) -> Judged {
    let status = match lov.standing(&hjemmel, day) {
        Standing::InForce(_) => Status::Sound,
        Standing::NotInForce(_) | Standing::PartWaits(_) => Status::NotInForce,
        Standing::NoSuchPart(_) if lov.ended_part(&hjemmel, day).is_some() => Status::NotInForce,
        Standing::NoSuchPart(section) if lacks(section, &hjemmel) => Status::NoPart,
        Standing::NoSuchPart(_) => Status::Sound,
        Standing::Unknown => Status::NoSection,
    };
    Judged { hjemmel, status }
}

fn periods<'l>(lov: &'l Lov, hjemmel: &Hjemmel) -> impl Iterator<Item = &'l Paragraf> {
    let number = hjemmel.paragraf.clone();
    lov.paragrafer.iter().filter(move |section| section.paragraf == number)
}

/// A part as the register spells it: the ledd, the number and the letter.
fn split(del: &str) -> (Option<u8>, Option<u8>, Option<char>) {
    let mut steps = del.split('/');
    let mut next = || steps.next().unwrap_or_default().to_owned();
    (next().parse().ok(), next().parse().ok(), next().parse().ok())
}

/// The citation with the levels that people leave out: «§ 3-2 nr. 6 d» has a ledd. The section in force tells first,
/// then the periods before it.
fn completed(lov: &Lov, hjemmel: Hjemmel, day: Date) -> Hjemmel {
    if hjemmel.nr.is_none() && hjemmel.bokstav.is_none() {
        return hjemmel;
    }
    let mut told: Vec<&Paragraf> = periods(lov, &hjemmel).collect();
    told.sort_by_key(|section| (!section.holds_on(day), std::cmp::Reverse(section.fra)));
    let found = told.into_iter().flat_map(|section| &section.deler).find_map(|del| {
        let (ledd, nr, bokstav) = split(del);
        let same_ledd = hjemmel.ledd.is_none_or(|typed| ledd == Some(typed) || ledd.is_none() && typed == 1);
        let same_nr = hjemmel.nr.is_none_or(|typed| nr == Some(typed));
        let same_letter = hjemmel.bokstav.is_none_or(|typed| bokstav == Some(typed));
        (same_ledd && same_nr && same_letter).then_some((ledd, nr))
    });
    match found {
        Some((ledd, nr)) => Hjemmel { ledd, nr, ..hjemmel },
        None => hjemmel,
    }
}

/// Whether a section surely lacks a part: it has fewer ledd, or its numbers and letters are all in the register.
fn lacks(section: &Paragraf, hjemmel: &Hjemmel) -> bool {
    if section.ledd > 0 && hjemmel.ledd.is_some_and(|ledd| ledd > section.ledd) {
        return true;
    }
    let divided = |del: &String| {
        let (ledd, nr, bokstav) = split(del);
        (nr.is_some() || bokstav.is_some()) && hjemmel.ledd.is_none_or(|typed| ledd.unwrap_or(1) == typed)
    };
    section.alle_deler && (hjemmel.nr.is_some() || hjemmel.bokstav.is_some()) && section.deler.iter().any(divided)
}
