//! Hard spaces (U+00A0) where a line must not break.
//!
//! Comes in: Norwegian prose with ordinary spaces, perhaps with `{{gaps}}`. Goes out: the same words.
//! Does not add or remove a character other than the kind of space, and leaves gaps alone.

pub use crate::language::HARD_SPACE;
use crate::language::MONTHS;

const UNITS: [&str; 25] = [
    "kroner",
    "kr",
    "øre",
    "prosent",
    "time",
    "timer",
    "timar",
    "minutt",
    "minutter",
    "dag",
    "dager",
    "dagar",
    "døgn",
    "uke",
    "uker",
    "veke",
    "veker",
    "måned",
    "måneder",
    "månad",
    "månader",
    "år",
    "besøk",
    "kvadratmeter",
    "kilometer",
];

/// The text with a hard space after § and «nr.», between day and month, in digit groups, between
/// number and unit, and between postal code and place.
pub fn with_hard_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find([' ', '{']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if tail.starts_with("{{") {
            let end = tail.find("}}").map_or(tail.len(), |end| end + 2);
            out.push_str(&tail[..end]);
            rest = &tail[end..];
            continue;
        }
        let after = &tail[1..];
        let space = tail.starts_with(' ');
        out.push(if space && binds(last_word(&out), first_word(after)) {
            HARD_SPACE
        } else {
            char::from(tail.as_bytes()[0])
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind([' ', '\n', '(', '«', '*', '–'])
        .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

fn first_word(text: &str) -> &str {
    text.split([' ', '\n', ')', '»', '*', '.', ',', ';', ':', '?', '!', '–']).next().unwrap_or_default()
}

fn binds(before: &str, after: &str) -> bool {
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    if before.ends_with('§') || before.eq_ignore_ascii_case("nr.") {
        return true;
    }
    if let Some(day) = before.strip_suffix('.') {
        return day.len() <= 2 && is_digits(day) && MONTHS.contains(&after);
    }
    if after.len() == 3 && is_digits(after) {
        let mut groups = before.split(HARD_SPACE);
        return groups.next().is_some_and(|first| first.len() <= 3 && is_digits(first))
            && groups.all(|group| group.len() == 3);
    }
    // A postal code and its place.
    if before.len() == 4 && is_digits(before) && is_place(after) {
        return true;
    }
    let number = before.rsplit(HARD_SPACE).next().unwrap_or(before);
    number.split(',').all(is_digits) && is_unit(after)
}

/// Whether a word is what something is counted in: «timer», «kroner».
pub fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

/// Whether a word is written as the name of a place.
fn is_place(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        with_hard_spaces(text).replace(HARD_SPACE, "~")
    }

    #[test]
    fn hard_spaces_stand_where_a_line_must_not_break() {
        assert_eq!(shown("Se § 3 og §§ 7-2 og 7-5."), "Se §~3 og §§~7-2 og 7-5.");
        assert_eq!(shown("første ledd nr. 6 bokstav b"), "første ledd nr.~6 bokstav b");
        assert_eq!(shown("Fra 1. september 2026, ikke 1. linje"), "Fra 1.~september 2026, ikke 1. linje");
        assert_eq!(shown("minst 10 000 kroner, 1 234 567 kr"), "minst 10~000~kroner, 1~234~567~kr");
        assert_eq!(shown("(2,5 timer) i 40 prosent."), "(2,5~timer) i 40~prosent.");
    }

    #[test]
    fn a_postal_code_and_its_place_stand_together() {
        assert_eq!(shown("Postboks 319, 8001 Bodø"), "Postboks 319, 8001~Bodø");
        assert_eq!(shown("I 2026 skal du"), "I 2026 skal du");
    }

    #[test]
    fn other_spaces_stay_ordinary() {
        for text in [
            "I 2026 205 personer",
            "Skriv 3 setninger",
            "1. Skriv under.\n2. Send klagen.",
            "{{ avsender.navn }} timer",
            "a {b c",
        ] {
            assert_eq!(with_hard_spaces(text), text);
        }
    }
}
