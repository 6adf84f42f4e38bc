//! Arithmetic on tasks and extents: how much it is per week, in whole numbers.
//!
//! Comes in: tasks, extents, and how many weeks the library counts as a month.
//! Goes out: minutes and quarter minutes per week. Does not round hours and knows no floats.

use super::line::{HvorOfte, Omfang, Oppgave};

/// Days in a week.
const DAYS: u64 = 7;

/// Which of a task's amounts is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mengde {
    /// What is granted.
    Innvilget,
    /// What was applied for.
    Soekt,
    /// What the decision that is changed gave.
    Foer,
    /// What the notice said.
    Varslet,
}

impl HvorOfte {
    /// Quarter minutes per week of something that takes `minutter` each time, rounded for months that do not divide.
    pub fn weekly_quarter_minutes(self, minutter: u32, uker_per_maaned: u32) -> u64 {
        let minutter = u64::from(minutter);
        match self {
            Self::Daglig => minutter * DAYS * 4,
            Self::HverUke => minutter * 4,
            Self::AnnenhverUke => minutter * 2,
            Self::HverFjerdeUke => minutter,
            Self::HverMaaned => divide_rounded(minutter * 4, uker_per_maaned),
        }
    }
}

impl Oppgave {
    /// The minutes each time of one of the task's amounts.
    pub fn minutes(&self, mengde: Mengde) -> Option<u32> {
        match mengde {
            Mengde::Innvilget => Some(self.minutter),
            Mengde::Soekt => self.soekt_minutter,
            Mengde::Foer => self.foer_minutter,
            Mengde::Varslet => self.varslet_minutter,
        }
    }

    /// Quarter minutes per week of one of the task's amounts.
    pub fn weekly_quarter_minutes(&self, mengde: Mengde, uker_per_maaned: u32) -> Option<u64> {
        Some(self.hvor_ofte.weekly_quarter_minutes(self.minutes(mengde)?, uker_per_maaned))
    }

    /// Tells whether less is granted than was applied for, or than there was before.
    pub fn is_less(&self) -> bool {
        [self.soekt_minutter, self.foer_minutter].into_iter().flatten().any(|other| self.minutter < other)
    }
}

impl Omfang {
    /// Minutes per week, when hours per week or visits with a length are stated.
    pub fn weekly_minutes(&self) -> Option<u64> {
        self.timer_per_uke.map(|timer| u64::from(timer.minutter)).or_else(|| self.weekly_visit_minutes())
    }

    /// Minutes per week of the visits, when their number and length are stated.
    pub fn weekly_visit_minutes(&self) -> Option<u64> {
        let length = u64::from(self.minutter_per_besoek?);
        let per_day = self.besoek_per_doegn.map(|visits| u64::from(visits) * DAYS);
        per_day.or(self.besoek_per_uke.map(u64::from)).map(|visits| visits * length)
    }

    /// Quarter minutes per week, also when only hours per month are stated.
    pub fn weekly_quarter_minutes(&self, uker_per_maaned: u32) -> Option<u64> {
        let monthly = || Some(divide_rounded(u64::from(self.timer_per_maaned?.minutter) * 4, uker_per_maaned));
        self.weekly_minutes().map(|minutes| minutes * 4).or_else(monthly)
    }

    /// What this and another extent both state, as pairs; hours by the week where both can be counted so.
    pub fn beside(&self, other: &Self) -> Vec<(u64, u64)> {
        let measures = |it: &Self| {
            [it.timer_per_maaned.map(|timer| timer.minutter), it.dager_per_uke, it.doegn, it.doegn_per_maaned]
        };
        let visits = |it: &Self| [it.besoek_per_doegn, it.besoek_per_uke];
        let both = |(one, other): (Option<u32>, Option<u32>)| Some((u64::from(one?), u64::from(other?)));
        let weekly = self.weekly_minutes().zip(other.weekly_minutes());
        let counted = visits(self).into_iter().zip(visits(other)).filter(|_| weekly.is_none()).filter_map(both);
        let measured = measures(self).into_iter().zip(measures(other)).filter_map(both);
        weekly.into_iter().chain(counted).chain(measured).collect()
    }

    /// Tells whether no field is filled in.
    pub fn is_empty(&self) -> bool {
        !self.has_measure() && self.utdyping.is_none() && self.hele_doegnet.is_none()
    }

    /// Tells whether some amount is above nothing.
    pub fn is_positive(&self) -> bool {
        let hours = [self.timer_per_uke, self.timer_per_maaned];
        self.hele_doegnet == Some(true)
            || hours.iter().flatten().any(|timer| timer.minutter > 0)
            || self.counts().iter().flatten().any(|count| *count > 0)
    }

    fn has_measure(&self) -> bool {
        self.timer_per_uke.is_some() || self.timer_per_maaned.is_some() || self.counts().iter().any(Option::is_some)
    }

    fn counts(&self) -> [Option<u32>; 6] {
        [
            self.besoek_per_doegn,
            self.minutter_per_besoek,
            self.besoek_per_uke,
            self.dager_per_uke,
            self.doegn,
            self.doegn_per_maaned,
        ]
    }
}

fn divide_rounded(amount: u64, by: u32) -> u64 {
    let by = u64::from(by.max(1));
    (amount + by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sak::read::{FromNode, Reader};

    #[test]
    fn extents_are_compared_in_what_both_of_them_state() {
        let omfang = |text: &str| {
            let tree = crate::yaml::parse(text.as_bytes(), "sak.yaml").into_result().unwrap();
            Omfang::from_node(&tree, &mut Reader::new("sak.yaml")).unwrap()
        };
        let beside = |one, other| omfang(one).beside(&omfang(other));
        let (weekly, visits) = ("timer_per_uke: 3.5\ndager_per_uke: 2", "besoek_per_doegn: 3\nminutter_per_besoek: 10");
        assert_eq!(beside(weekly, visits), [(210, 210)]);
        assert_eq!(beside(visits, "besoek_per_doegn: 2\nminutter_per_besoek: 20"), [(210, 280)]);
        assert_eq!(beside("besoek_per_doegn: 3", visits), [(3, 3)]);
        assert_eq!(beside(weekly, "dager_per_uke: 3"), [(2, 3)]);
        assert_eq!(beside(weekly, "timer_per_maaned: 10"), []);
    }

    #[test]
    fn every_frequency_is_exact_in_quarter_minutes() {
        let weekly = |often: HvorOfte| often.weekly_quarter_minutes(45, 4);
        assert_eq!(weekly(HvorOfte::Daglig), 45 * 7 * 4);
        assert_eq!(weekly(HvorOfte::HverUke), 180);
        assert_eq!(weekly(HvorOfte::AnnenhverUke), 90);
        assert_eq!(weekly(HvorOfte::HverFjerdeUke), 45);
        assert_eq!(weekly(HvorOfte::HverMaaned), 45);
        assert_eq!(HvorOfte::HverMaaned.weekly_quarter_minutes(45, 0), 180);
    }
}
