//! Words for hints: lists as people say them, and the known word that a mistyped one is close to.
//!
//! Comes in: what was typed, and the known words. Goes out: sentence parts and suggestions. The only home of `strsim`.
//! Never passes on what was typed: it may be a name.

/// The words of a list as a sentence part: «a», «a eller b», «a, b eller c».
pub fn one_of(words: &[&str]) -> String {
    joined(words, "eller")
}

/// The words of a list as a sentence part: «a», «a og b», «a, b og c».
pub fn all_of(words: &[&str]) -> String {
    joined(words, "og")
}

fn joined(words: &[&str], last_joint: &str) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} {last_joint} {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// The most letters of a word that is looked at; what is longer is a sentence.
const LONGEST: usize = 60;

/// The known word that a mistyped one is close to, or begins like; strict, since what was typed may be a name.
pub fn closest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if typed.chars().count() > LONGEST {
        return None;
    }
    let known: Vec<(String, &str)> = known.into_iter().map(|word| (plain(word), word)).collect();
    // The very word is no suggestion: then something else is wrong with it.
    if known.iter().any(|(_, word)| *word == typed) {
        return None;
    }
    let typed = plain(typed);
    let near = known.iter().map(|(plain, word)| (strsim::damerau_levenshtein(&typed, plain), *word));
    let near = near.filter(|(distance, word)| *distance <= (word.len() / 4).clamp(1, 4));
    let begins = || known.iter().find(|(plain, _)| typed.len() >= 4 && plain.starts_with(&typed));
    near.min_by_key(|(distance, _)| *distance).or_else(|| begins().map(|(_, word)| (0, *word))).map(|(_, word)| word)
}

/// Small letters, æ ø å as ae oe aa, and one kind of separator.
fn plain(word: &str) -> String {
    let word = word.trim().to_lowercase();
    word.replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace(['-', ' ', '\u{a0}'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_neighbour_and_a_name_does_not() {
        let known = ["maalform", "saksnummer", "foedselsdato", "navn"];
        assert_eq!(closest("malform", known), Some("maalform"));
        assert_eq!(closest("Målform", known), Some("maalform"));
        assert_eq!(closest("fødselsdato", known), Some("foedselsdato"));
        assert_eq!(closest("saks-nummer", known), Some("saksnummer"));
        assert_eq!(closest("Solveig Eksempelsen", known), None);
        assert_eq!(closest("Ivar", known), None);
        assert_eq!(closest("navn", known), None);
    }

    #[test]
    fn a_path_of_the_library_finds_its_neighbour() {
        assert_eq!(closest("kontrolert", ["kilde", "kontrollert"]), Some("kontrollert"));
        assert_eq!(closest("klage/slikk", ["innsyn", "klage/slik"]), Some("klage/slik"));
        assert_eq!(closest("xyz", ["kilde", "kontrollert"]), None);
    }

    #[test]
    fn the_first_part_of_a_word_finds_it() {
        assert_eq!(closest("delvis", ["innvilget", "delvis-innvilget"]), Some("delvis-innvilget"));
        assert_eq!(closest("av", ["avslag"]), None);
    }

    #[test]
    fn lists_are_said_as_people_say_them() {
        assert_eq!(one_of(&["a"]), "a");
        assert_eq!(one_of(&["a", "b"]), "a eller b");
        assert_eq!(all_of(&["a", "b", "c"]), "a, b og c");
        assert_eq!(one_of(&[]), "");
    }
}
