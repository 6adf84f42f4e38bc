//! Which cases a shard takes: a stable hash of the case number, the same on every machine.
//!
//! Comes in: «3/16» or «auto/16» and a case's bytes. Goes out: whether the case is this shard's.
//! Does not balance: a shard may get a few more cases than another.

use crate::yaml;
use sha2::{Digest, Sha256};

/// One of several runs that share the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub del: u32,
    /// Of how many.
    pub av: u32,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { del: 1, av: 1 };

    /// Reads «I/N» or «auto/N»; `variable` gives the environment variables of the job.
    ///
    /// «auto» is the index of a Kubernetes Indexed Job, counted from 0, or the task of a Slurm array, counted from its
    /// lowest one. Nothing when the shard does not exist.
    pub fn parse(text: &str, variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let (del, av) = text.split_once('/')?;
        let av: u32 = av.parse().ok()?;
        let number = |name: &str| variable(name)?.trim().parse::<u32>().ok();
        let del = match del {
            // kubernetes.io: «Indexed Job»; slurm.schedmd.com: «Job Array Support».
            "auto" => match number("JOB_COMPLETION_INDEX") {
                Some(index) => index.checked_add(1)?,
                None => {
                    let lowest = number("SLURM_ARRAY_TASK_MIN").unwrap_or(0);
                    number("SLURM_ARRAY_TASK_ID")?.checked_sub(lowest)?.checked_add(1)?
                }
            },
            del => del.parse().ok()?,
        };
        (1..=av).contains(&del).then_some(Self { del, av })
    }

    /// Tells whether a case belongs here; one without a readable case number belongs somewhere by its bytes.
    pub fn takes(self, bytes: &[u8]) -> bool {
        if self.av == 1 {
            return true;
        }
        let root = yaml::parse(bytes, "").root;
        let saksnummer = root.as_ref().and_then(|root| root.get("saksnummer")?.text()).map(str::trim);
        self.takes_number(saksnummer.map_or(bytes, str::as_bytes))
    }

    fn takes_number(self, saksnummer: &[u8]) -> bool {
        let digest = Sha256::digest(saksnummer);
        let hash = digest.iter().take(8).fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
        hash % u64::from(self.av) == u64::from(self.del - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn a_shard_is_from_one_to_n() {
        assert_eq!(Shard::parse("3/16", nothing), Some(Shard { del: 3, av: 16 }));
        for wrong in ["0/4", "5/4", "4", "a/4", "1/0", "auto/4", "-1/4", "1/4/2"] {
            assert_eq!(Shard::parse(wrong, nothing), None, "{wrong}");
        }
    }

    #[test]
    fn the_number_of_the_job_is_counted_from_where_the_queue_counts() {
        let kubernetes = |name: &str| (name == "JOB_COMPLETION_INDEX").then(|| "0".to_owned());
        assert_eq!(Shard::parse("auto/4", kubernetes), Some(Shard { del: 1, av: 4 }));
        let slurm = |name: &str| match name {
            "SLURM_ARRAY_TASK_ID" => Some("13".to_owned()),
            "SLURM_ARRAY_TASK_MIN" => Some("10".to_owned()),
            _ => None,
        };
        assert_eq!(Shard::parse("auto/4", slurm), Some(Shard { del: 4, av: 4 }));
        assert_eq!(Shard::parse("auto/3", slurm), None);
    }

    #[test]
    fn every_case_belongs_to_one_shard_whatever_its_form() {
        for number in 0..200 {
            let yaml = format!("saksnummer: 2026/{number}\nmaalform: nb\n");
            let json = format!("{{\"maalform\": \"nn\", \"saksnummer\": \"2026/{number}\"}}");
            let takers =
                |bytes: &[u8]| (1..=7).filter(|del| Shard { del: *del, av: 7 }.takes(bytes)).collect::<Vec<_>>();
            assert_eq!(takers(yaml.as_bytes()).len(), 1);
            assert_eq!(takers(yaml.as_bytes()), takers(json.as_bytes()));
        }
        // Fixed forever: a resumed run must give each shard the same cases.
        assert!(
            Shard { del: 1, av: 2 }.takes_number(b"2026/00001") != Shard { del: 2, av: 2 }.takes_number(b"2026/00001")
        );
    }
}
