//! Finds citations in running text, as people write them: «§ 2-1 a», «hol §§ 3-1 og 3-7», «helselova § 4, 2. ledd».
//!
//! Comes in: a text and the library. Goes out: what each citation means, and which cannot be used on a day.
//! Does not word what is wrong (`free_text.rs`), and never repeats the text around them.

mod acts;
mod judge;
mod names;
mod parts;
mod sections;
#[cfg(test)]
mod tests;
mod tokens;

use super::hjemmel::Hjemmel;
use super::library::Library;
use super::statute::{Lov, Standing};
use acts::Act;
use jiff::civil::Date;
use judge::Judged;
pub use judge::Status;
use names::Register;
use sections::Typed;
use tokens::{Token, tokens};

/// The laws of a library with the names that people call them by.
pub struct Names(Register);

/// A citation that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What it cites.
    pub hjemmel: Hjemmel,
    /// What is wrong with it; never `Sound`.
    pub status: Status,
}

/// A section that a text cites, with the act it belongs to.
struct Cited {
    act: Act,
    sections: Vec<Typed>,
    start: usize,
    end: usize,
}

/// Whether a text may cite anything at all; most do not, and names take time to look for.
pub fn may_cite(text: &str) -> bool {
    text.contains('§') || text.to_lowercase().contains(tokens::SECTION)
}

impl Names {
    /// The names of every law in the register.
    pub fn of(library: &Library) -> Self {
        Self(Register::of(library))
    }

    /// What a text cites, in its order. Of two laws with the same name it is the one in force on the day.
    pub fn find(&self, text: &str, day: Date) -> Vec<Hjemmel> {
        let tokens = tokens(text);
        let cited = self.cited(&tokens);
        let each = cited.iter().flat_map(|cited| cited.sections.iter().map(|section| (&cited.act, section)));
        each.filter_map(|(act, section)| self.meaning(act, section, day)).flatten().collect()
    }

    /// The citations of a text that cannot be used on a day, each of them once.
    pub fn doubts(&self, text: &str, day: Date) -> Vec<Doubt> {
        let tokens = tokens(text);
        let alien = self.0.named(&tokens).has_foreign();
        let mut all: Vec<Doubt> = Vec::new();
        for cited in self.cited(&tokens) {
            for section in &cited.sections {
                let found = self.doubt(&cited.act, section, day, alien);
                all.extend(found.filter(|doubt| !all.contains(doubt)));
            }
        }
        all
    }

    /// The citations of a text: the signs for sections, what follows each of them, and the acts.
    fn cited(&self, tokens: &[Token]) -> Vec<Cited> {
        let named = self.0.named(tokens);
        let known = |section: &Typed| self.0.laws.iter().any(|lov| judge::lists(lov, section));
        let mut all: Vec<Cited> = Vec::new();
        for (sign, token) in tokens.iter().enumerate() {
            let Token::Section { several } = token else { continue };
            let Some((sections, end)) = sections::sections(tokens, sign + 1, *several, known) else { continue };
            let floor = all.last().map_or(0, |before| before.end);
            let (act, end) = named.act(&(sign..end), floor);
            let act = match (act, all.last().map(|before| &before.act)) {
                (Act::Same, Some(Act::Named(laws))) => Act::Joined(laws.clone()),
                (Act::Same, Some(act)) => act.clone(),
                (act, _) => act,
            };
            all.push(Cited { act, sections, start: sign, end });
        }
        // «§ 3-2 og § 3-8 i hol» names the act after the last one.
        for at in (1..all.len()).rev() {
            let joined = named.is_joined(all[at - 1].end..all[at].start);
            if all[at - 1].act == Act::Unnamed && joined && matches!(all[at].act, Act::Named(_)) {
                all[at - 1].act = all[at].act.clone();
            }
        }
        all
    }

    fn laws<'n>(&'n self, at: &'n [usize]) -> impl Iterator<Item = &'n Lov> {
        at.iter().filter_map(|at| self.0.laws.get(*at)).map(AsRef::as_ref)
    }

    fn meaning(&self, act: &Act, section: &Typed, day: Date) -> Option<Vec<Hjemmel>> {
        let every: Vec<usize> = (0..self.0.laws.len()).collect();
        let (laws, unnamed) = match act {
            Act::Named(laws) | Act::Joined(laws) | Act::Near(laws) => (laws, false),
            Act::Unnamed | Act::Same => (&every, true),
            Act::Foreign => return None,
        };
        let readings = self.laws(laws).map(|lov| (lov, judge::judge(lov, section, day)));
        let listed = readings.filter(|(lov, found)| !found.is_empty() && (!unnamed || judge::lists(lov, section)));
        let in_force = |lov: &Lov, found: &[Judged]| {
            found.iter().all(|it| matches!(lov.standing(&it.hjemmel, day), Standing::InForce(_)))
        };
        let best = listed.min_by_key(|(lov, found)| {
            let listed = found.iter().all(|it| it.status != Status::NoSection);
            (!in_force(lov, found), !listed)
        });
        best.map(|(_, found)| found.into_iter().map(|it| it.hjemmel).collect())
    }

    fn doubt(&self, act: &Act, section: &Typed, day: Date, alien: bool) -> Option<Doubt> {
        match act {
            Act::Foreign => None,
            Act::Unnamed | Act::Same => self.ended(section, day).filter(|_| !alien),
            Act::Near(laws) => self.worst(laws, section, day).filter(|doubt| doubt.status == Status::NotInForce),
            Act::Named(laws) => self.worst(laws, section, day),
            // «fvl § 24, jf. § 2-7» may go on to another act.
            Act::Joined(laws) if !self.laws(laws).any(|lov| judge::lists(lov, section)) => {
                let elsewhere = self.0.laws.iter().any(|lov| judge::lists(lov, section));
                if elsewhere { self.ended(section, day) } else { self.worst(laws, section, day) }
            }
            Act::Joined(laws) => self.worst(laws, section, day),
        }
    }

    /// The gravest that is said of a citation in the laws with its name; nothing when one of them has it.
    fn worst(&self, laws: &[usize], section: &Typed, day: Date) -> Option<Doubt> {
        let found: Vec<Judged> = self.laws(laws).flat_map(|lov| judge::judge(lov, section, day)).collect();
        if found.iter().any(|it| it.status == Status::Sound) {
            return None;
        }
        // What only the new act of two with one name has, is a section that the old one lacks.
        let early = |it: &Judged| {
            let own = self.laws(laws).find(|lov| lov.id == it.hjemmel.lov);
            own.and_then(|lov| lov.paragraf(&it.hjemmel, day)).is_some_and(|section| section.fra > day)
        };
        let worst = found.into_iter().rev().max_by_key(|it| (laws.len() == 1 || !early(it), it.status))?;
        Some(Doubt { hjemmel: worst.hjemmel, status: worst.status })
    }

    /// A section without the name of an act, when every act that has had it has it no more.
    fn ended(&self, section: &Typed, day: Date) -> Option<Doubt> {
        let all = self.0.laws.iter().filter(|lov| judge::lists(lov, section));
        let all = all.flat_map(|lov| judge::judge(lov, section, day).into_iter().map(|it| (lov.as_ref(), it)));
        let all: Vec<(&Lov, Judged)> = all.filter(|(_, it)| it.status != Status::NoSection).collect();
        let parted = |(lov, it): &&(&Lov, Judged)| !it.hjemmel.del().is_empty() && judge::knows_part(lov, &it.hjemmel);
        let knowing: Vec<&(&Lov, Judged)> = all.iter().filter(parted).collect();
        let readings = if knowing.is_empty() { all.iter().collect() } else { knowing };
        let over = |(lov, it): &(&Lov, Judged)| {
            let passed = lov.paragraf(&it.hjemmel, day).is_some_and(|period| period.til.is_some_and(|til| til < day));
            it.status == Status::NotInForce && (passed || lov.ended_part(&it.hjemmel, day).is_some())
        };
        let first = readings.first().map(|(_, it)| Doubt { hjemmel: it.hjemmel.clone(), status: it.status });
        first.filter(|_| readings.iter().all(|reading| over(reading)))
    }
}
