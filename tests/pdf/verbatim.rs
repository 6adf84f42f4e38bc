//! Words of a case appear exactly as they are, or the letter is refused; they never become Typst.

use super::sample::with_paragraph;
use super::{LAYOUT, pdf, sample, words};
use proptest::prelude::*;
use vedtaksbrev::problem::Cause;
use vedtaksbrev::typeset::typeset;

const HOSTILE: [&str; 14] = [
    "#panic()",
    "#{ let x = read(\"/etc/passwd\") }",
    "$x$",
    "*fet* og _kursiv_",
    "<a>",
    "@ref",
    "\\",
    "{{x}}",
    "`kode`",
    "= overskrift",
    "1. september",
    "- ikke et punkt",
    "https://kommunen.example // ikke en kommentar /* heller ikke */",
    "\"sitat\" 'sitat' -- --- ... ~",
];

/// Line ends take their space with them, so spaces are left out of the comparison.
fn squeeze(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn hostile_strings_appear_verbatim_everywhere() {
    for hostile in HOSTILE {
        let mut letter = with_paragraph(hostile);
        letter.head.address[0] = hostile.to_owned();
        letter.head.references[0].1 = hostile.to_owned();
        letter.closing.signatures[0].name = hostile.to_owned();
        letter.title = hostile.to_owned();
        let told = squeeze(&words::read_aloud(&pdf(&letter).bytes));
        assert_eq!(told.matches(&squeeze(hostile)).count(), 4, "{hostile}");
    }
}

#[test]
fn signs_without_a_glyph_are_named_by_code_point_and_neither_letters_nor_what_stands_around_them() {
    for (character, code) in
        [('😀', "U+1F600"), ('漢', "bokstav"), ('\u{200b}', "U+200B"), ('\n', "U+000A"), ('\u{ad}', "U+00AD")]
    {
        let letter = with_paragraph(&format!("Solveig{character}Eksempelsen"));
        let problems = typeset(&letter, &LAYOUT).unwrap_err();
        assert_eq!(problems.len(), 1);
        let printed = problems[0].to_string();
        assert!(printed.contains("feil[PDF-003]") && printed.contains(code), "{printed}");
        assert!(printed.contains("legal-texts/x.nb.md (del 2, avsnitt)"), "{printed}");
        assert!(!printed.contains("Solveig") && !printed.contains(character) || character == '\n', "{printed}");
        assert_eq!(problems[0].cause, Cause::Content);
    }
}

#[test]
fn every_missing_character_is_reported_at_once() {
    let mut letter = with_paragraph("漢");
    letter.head.address.push("字".into());
    letter.closing.attachments.push("漢".into());
    let places: Vec<String> =
        typeset(&letter, &LAYOUT).unwrap_err().into_iter().map(|problem| problem.place.to_string()).collect();
    assert_eq!(places, ["adresse", "vedlegg", "legal-texts/x.nb.md (del 2, avsnitt)"]);
}

#[test]
fn names_in_every_language_of_the_country_can_be_printed() {
    let names = "Čáhcesuolu Đorđe Ŋágŋo Šaddjá Ŧuorga Žiita · Jåhkå Ájtte Ïentje · Ǩiõll Ǥââʹǥ Ǯ ǯ Ʒ ʒ · Łukasz Żółć · \
                 Đặng Thị Ánh Nguyệt · Şükrü Işık Ğ İ · Þórunn Ð · Müller-Lüdenscheidt ß · Σοφία · Юлия Їжак Ґ Ў Љ Џ · Ẅ Ÿ Ő Ű Ș Ț";
    let told = squeeze(&words::read_aloud(&pdf(&with_paragraph(names)).bytes));
    assert!(told.contains(&squeeze(names)), "{told}");
}

#[test]
fn a_letter_and_its_accent_may_come_apart_when_they_make_one_character() {
    let name = "Andre\u{301} A\u{30a}se Nguye\u{302}\u{303}n";
    let told = words::read_aloud(&pdf(&with_paragraph(name)).bytes);
    assert!(squeeze(&told).contains(&squeeze(name)), "{told}");
    let problems = typeset(&with_paragraph("m\u{303}"), &LAYOUT).unwrap_err();
    assert!(problems[0].message.contains("bokstav") && !problems[0].message.contains("U+"));
}

#[test]
fn a_sender_without_a_logo_is_refused() {
    let mut letter = sample::letter("en-side.nb");
    letter.head.sender = "finnes-ikke".into();
    let problems = typeset(&letter, &LAYOUT).unwrap_err();
    assert_eq!((problems.len(), problems[0].code), (1, "PDF-004"));
}

#[test]
fn a_heading_that_skips_a_level_is_our_bug_and_says_nothing_of_the_letter() {
    let mut letter = sample::letter("en-side.nb");
    letter.body.remove(0);
    let problems = typeset(&letter, &LAYOUT).unwrap_err();
    assert_eq!((problems[0].code, problems[0].cause), ("PDF-006", Cause::Bug));
    assert!(problems.iter().all(|problem| !problem.to_string().contains("Hvorfor")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_verbatim_or_refused(text in "[ -~æøåÆØÅ§–«»\u{a0}]{1,60}|\\PC{1,12}") {
        let between = format!("A{text}B");
        let letter = with_paragraph(&between);
        match typeset(&letter, &LAYOUT) {
            Ok(pdf) => {
                let told = squeeze(&words::read_aloud(&pdf.bytes));
                prop_assert!(told.contains(&squeeze(&between)));
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.code == "PDF-003")),
        }
    }
}
