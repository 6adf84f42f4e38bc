//! The rules on sentences that break them, one by one, and on some that do not.

use super::*;
use crate::texts::library::LEGAL_TEXTS;

const MEASURE: &str = include_str!("../../../legal-texts/ord/klarspraak.yaml");

/// What is found in a text of one language: code, column and the quoted word.
fn found(tag: &str, body: &str) -> Vec<String> {
    let front = "---\nkilde: x\nkontrollert: 2026-11-22\nmerknad: x\n---\n";
    let library = Library::from_files([
        (PLAIN.to_owned(), MEASURE.as_bytes().to_vec()),
        (format!("{LEGAL_TEXTS}/a/2024-06-01.{tag}.md"), format!("{front}{body}\n").into_bytes()),
    ]);
    let all = plain(&library, Which { folders: &[], maalform: None }, &[None, None]);
    let short = |problem: &Problem| {
        let word = problem.message.split(['«', '»']).nth(1).unwrap_or_default();
        format!("{} {}:{} {word}", problem.code, problem.place.line.unwrap_or(0), problem.place.column.unwrap_or(0))
    };
    all.problems.iter().map(short).collect()
}

#[test]
fn a_passive_is_found_in_both_languages_and_a_look_alike_is_not() {
    assert_eq!(found("nb", "Saken behandles snart."), ["TEKST-073 6:7 behandles"]);
    assert_eq!(found("nb", "Saken blir ikke avgjort nå."), ["TEKST-073 6:7 blir ikke avgjort"]);
    assert_eq!(found("nn", "Saka skal handsamast. Ho vart avgjord."), ["TEKST-073 6:11 handsamast"]);
    assert_eq!(found("nn", "Vedtaket vert sendt i dag."), ["TEKST-073 6:10 vert sendt"]);
    assert_eq!(found("nb", "Det finnes hjelp til alle deres behov, og du blir hørt."), Vec::<String>::new());
    assert_eq!(found("nn", "Du får svar seinast i morgon."), Vec::<String>::new());
}

#[test]
fn a_sentence_of_26_words_is_too_long_and_one_of_25_is_not() {
    let words = |count: usize| format!("{}.", vec!["ja"; count].join(" "));
    assert_eq!(found("nb", &words(25)), Vec::<String>::new());
    assert_eq!(found("nb", &words(26)), ["TEKST-072 6:1 "]);
}

#[test]
fn a_long_text_is_measured_by_lix_and_average_and_a_short_one_is_not() {
    let heavy = "Kommunen vurderer funksjonsevnen. ";
    assert_eq!(found("nb", &heavy.repeat(14)), ["TEKST-070 6:1 "]);
    assert_eq!(found("nb", heavy), Vec::<String>::new());
    let long = format!("{}. ", ["ja"; 16].join(" "));
    assert_eq!(found("nb", &long.repeat(3)), ["TEKST-071 6:1 "]);
}

#[test]
fn two_denials_in_one_clause_are_double_and_in_two_clauses_they_are_not() {
    assert_eq!(found("nb", "Det er ikke umulig."), ["TEKST-075 6:8 ikke … umulig"]);
    assert_eq!(found("nn", "Det er ikkje utan grunn."), ["TEKST-075 6:8 ikkje … utan"]);
    assert_eq!(found("nb", "Du må ikke svare, og ingen blir sint."), Vec::<String>::new());
}

#[test]
fn terms_abbreviations_chains_and_heavy_nouns_are_found() {
    assert_eq!(found("nb", "Hjelpen er forsvarlig."), ["TEKST-076 6:12 forsvarlig"]);
    assert_eq!(found("nb", "Hjelpen er forsvarlig, altså trygg og god nok."), Vec::<String>::new());
    assert_eq!(found("nb", "Du får IPLOS og BPA f.eks. hjemme."), ["TEKST-076 6:8 IPLOS", "TEKST-076 6:21 f.eks"]);
    let chain = found("nb", "Se § 3, jf. § 4, jf. § 5.");
    assert!(chain.contains(&"TEKST-077 6:9 jf. … jf. …".to_owned()), "{chain:?}");
    let heavy = "Etableringen av organiseringen krever dokumentasjon og registrering.";
    assert_eq!(found("nb", heavy), ["TEKST-074 6:1 Etableringen"]);
}

#[test]
fn an_exception_needs_a_reason_and_frees_only_its_own_word() {
    let with = |line: &str| {
        let measure = MEASURE.replace("unntak:\n", &format!("unntak:\n  - {line}\n"));
        let text = "---\nkilde: x\nkontrollert: 2026-11-22\nmerknad: x\n---\nSaken behandles. Den sendes.\n";
        let library = Library::from_files([
            (PLAIN.to_owned(), measure.into_bytes()),
            (format!("{LEGAL_TEXTS}/a/2024-06-01.nb.md"), text.as_bytes().to_vec()),
        ]);
        let wrong = library.load_klarspraak().problems.len();
        (plain(&library, Which { folders: &[], maalform: None }, &[None, None]).problems.len(), wrong)
    };
    assert_eq!(with("{regel: passiv, ord: behandles, hvorfor: x}"), (1, 0));
    assert_eq!(with("{regel: passiv, tekst: a, hvorfor: x}"), (0, 0));
    assert_eq!(with("{regel: passiv, tekst: b, hvorfor: x}"), (2, 0));
    assert_eq!(with("{regel: passiv, ord: behandles}"), (2, 1));
    assert_eq!(with("{regel: passiv, hvorfor: x}"), (2, 1));
}

#[test]
fn spelling_knows_endings_compounds_hyphens_and_the_jurists_own_words() {
    let speller =
        Speller::read(b"SET UTF-8\nSFX A Y 1\nSFX A 0 en .\n", "3\nhjelp/A\nhelse\nomsorg\n".as_bytes()).unwrap();
    let own = Ordliste::default();
    let unknown = |text: &str| {
        let word = Word { text: text.to_owned(), line: 1, column: 1, after_break: false };
        speller.unknown(&word, &own, Maalform::Nb)
    };
    for right in ["hjelp", "Hjelpen", "helse-", "omsorgs-", "hjelp/helse", "2027", "post@eksempel.no", "\u{e000}-hjelp"]
    {
        assert_eq!(unknown(right), None, "{right}");
    }
    assert_eq!(unknown("hjlep").as_deref(), Some("hjlep"));
    assert_eq!(unknown("helse-hjlep").as_deref(), Some("hjlep"));
    assert_eq!(speller.suggest("hjlep").as_deref(), Some("hjelp"));
    // A dictionary in the older encoding, as Debian ships the Norwegian ones.
    let latin = Speller::read(b"SET ISO8859-1\n", b"1\nh\xf8re\n").unwrap();
    assert!(latin.has("høre") && !latin.has("hore"));
}
