//! Two letters word by word.
//!
//! Comes in: the words before and after, a block on each line. Goes out: hunks that a lawyer can read.
//! The only home of `similar`. Does not know what the words mean.

use similar::{ChangeTag, DiffTag, TextDiff};

/// Neighbouring blocks that differ, as they were and as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hunk {
    before: Vec<String>,
    after: Vec<String>,
}

/// Words that stay, and what changes right after them.
#[derive(Debug, Default)]
struct Step {
    stays: String,
    goes: String,
    comes: String,
}

impl Step {
    fn changes(&self) -> bool {
        !self.goes.is_empty() || !self.comes.is_empty()
    }

    fn stretches(self) -> impl Iterator<Item = (Fate, String)> {
        let all = [(Fate::Stays, self.stays), (Fate::Goes, self.goes), (Fate::Comes, self.comes)];
        all.into_iter().filter(|(_, text)| !text.is_empty())
    }
}

/// The fewest words between two changes that are worth showing as unchanged.
const WORTH_KEEPING: usize = 3;

/// The steps, with a stray word or two between changes taken as changed too, so that whole phrases are read.
fn joined(steps: Vec<Step>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let mut stays = String::new();
    for step in steps {
        stays.push_str(&step.stays);
        if !step.changes() {
            continue;
        }
        let few = stays.split_whitespace().count() < WORTH_KEEPING && !stays.contains('\n');
        match out.last_mut() {
            Some(last) if few => {
                last.goes.push_str(&format!("{stays}{}", step.goes));
                last.comes.push_str(&format!("{stays}{}", step.comes));
            }
            _ => out.push(Step { stays: stays.clone(), ..step }),
        }
        stays.clear();
    }
    out.push(Step { stays, ..Step::default() });
    out
}

/// Whether words stay, go or come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// In both.
    Stays,
    /// Only before.
    Goes,
    /// Only after.
    Comes,
}

/// The hunks between two letters, in the order of the letter.
pub fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    // The last line ends as the others do, so that a line after it does not change it.
    let (before, after) = (format!("{before}\n"), format!("{after}\n"));
    let diff = TextDiff::from_lines(&before, &after);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let owned = |lines: &[&str], range: std::ops::Range<usize>| -> Vec<String> {
        lines.get(range).unwrap_or_default().iter().map(|line| (*line).to_owned()).collect()
    };
    let changed = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
    changed.map(|op| Hunk { before: owned(&old, op.old_range()), after: owned(&new, op.new_range()) }).collect()
}

impl Hunk {
    /// The hunk as stretches of words, each with its fate; lines end with a line break.
    pub fn words(&self) -> Vec<(Fate, String)> {
        let (before, after) = (self.before.join("\n"), self.after.join("\n"));
        let diff = TextDiff::from_words(&before, &after);
        let mut steps: Vec<Step> = Vec::new();
        for change in diff.iter_all_changes() {
            if steps.is_empty() || change.tag() == ChangeTag::Equal {
                steps.push(Step::default());
            }
            let Some(step) = steps.last_mut() else { continue };
            match change.tag() {
                ChangeTag::Equal => step.stays.push_str(change.value()),
                ChangeTag::Delete => step.goes.push_str(change.value()),
                ChangeTag::Insert => step.comes.push_str(change.value()),
            }
        }
        joined(steps).into_iter().flat_map(Step::stretches).collect()
    }

    /// The hunk as lines: `[-gone-]` and `{+new+}` within the words that stay.
    pub fn lines(&self) -> Vec<String> {
        let marked = |(fate, text): (Fate, String)| match fate {
            Fate::Stays => text,
            Fate::Goes => format!("[-{text}-]"),
            Fate::Comes => format!("{{+{text}+}}"),
        };
        self.words().into_iter().map(marked).collect::<String>().lines().map(str::to_owned).collect()
    }

    /// The words of one side with those that only it has marked; the other side's words are left out.
    pub fn side(&self, own: Fate) -> Vec<(Fate, String)> {
        self.words().into_iter().filter(|(fate, _)| *fate == Fate::Stays || *fate == own).collect()
    }

    /// Tells whether there is anything on the side that has these words.
    pub fn has(&self, own: Fate) -> bool {
        !if own == Fate::Goes { &self.before } else { &self.after }.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let found = hunks("a\nDu kan klage i dag.\nb", "a\nDu må klage i dag.\nb\nc");
        let lines: Vec<_> = found.iter().flat_map(Hunk::lines).collect();
        assert_eq!(lines, ["Du [-kan-]{+må+} klage i dag.", "{+c+}"]);
        let before: String = found[0].side(Fate::Goes).into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            (before.as_str(), found[1].has(Fate::Goes), found[1].has(Fate::Comes)),
            ("Du kan klage i dag.", false, true)
        );
    }
}
