//! Two letters word by word.
//!
//! Comes in: the words before and after, a block on each line. Goes out: hunks that a lawyer can read.
//! The only home of `similar`.

use similar::{ChangeTag, DiffTag, TextDiff};

/// Neighbouring blocks that differ, as they were and as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hunk {
    before: Vec<String>,
    after: Vec<String>,
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
    /// The hunk as lines: `[-gone-]` and `{+new+}` within the words that stay.
    pub fn lines(&self) -> Vec<String> {
        let (before, after) = (self.before.join("\n"), self.after.join("\n"));
        let diff = TextDiff::from_words(&before, &after);
        let mut text = String::new();
        let mut open: Option<ChangeTag> = None;
        for change in diff.iter_all_changes() {
            let tag = Some(change.tag()).filter(|tag| *tag != ChangeTag::Equal);
            if tag != open {
                text.push_str(&ending(open));
                text.push_str(match tag {
                    Some(ChangeTag::Delete) => "[-",
                    Some(ChangeTag::Insert) => "{+",
                    _ => "",
                });
                open = tag;
            }
            text.push_str(change.value());
        }
        text.push_str(&ending(open));
        text.lines().map(str::to_owned).collect()
    }
}

fn ending(open: Option<ChangeTag>) -> String {
    match open {
        Some(ChangeTag::Delete) => "-]".to_owned(),
        Some(ChangeTag::Insert) => "+}".to_owned(),
        _ => String::new(),
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
    }
}
