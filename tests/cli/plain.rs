//! `tekster klarspraak`: the shipped texts reach the limits, and what does not is told with place and suggestion.

use crate::golden::{golden, small_library, text};
use crate::run::Desk;

const MEASURE: &str = include_str!("../../legal-texts/ord/klarspraak.yaml");

/// A folder with two tiny dictionaries.
fn dictionaries(desk: &Desk) {
    std::fs::create_dir_all(desk.path("ord")).unwrap();
    for name in ["nb_NO", "nn_NO"] {
        desk.write(&format!("ord/{name}.aff"), "SET UTF-8\nTRY esnrtaildkogm\n");
    }
    desk.write("ord/nb_NO.dic", "9\ndu\nkan\nse\nring\nfor\nå\npapirene\nfår\nsaken\n");
    desk.write("ord/nn_NO.dic", "6\ndu\nkan\nring\nfår\nsaka\nsnart\n");
}

fn small(desk: &Desk, arguments: &[&str]) -> crate::run::Run {
    desk.run(&[&["--tekster", "t", "tekster", "klarspraak"], arguments].concat())
}

fn library() -> Desk {
    let desk = small_library();
    std::fs::create_dir_all(desk.path("t/legal-texts/ord")).unwrap();
    desk.write("t/legal-texts/ord/klarspraak.yaml", MEASURE);
    dictionaries(&desk);
    desk
}

#[test]
fn every_shipped_text_reaches_the_limits() {
    let run = Desk::new().run(&["tekster", "klarspraak", "--ordbøker", "ingen"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.ends_with(" tekstfiler: ingen funn.\n"), "{}", run.stdout);
    assert!(run.stdout.contains("ikke kontrollert, for det er ingen ordbok i ingen"), "{}", run.stdout);
}

#[test]
fn every_shipped_text_is_spelled_right_where_the_system_has_the_dictionaries() {
    let run = Desk::new().run(&["tekster", "klarspraak"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn what_is_heavy_or_misspelled_is_told_with_its_place() {
    let desk = library();
    text(
        &desk,
        "svar",
        "2024-06-01",
        "hjemmel: [fvl/18]\n",
        "Saken behandles. Du får sakne iht. loven.",
        "Saka vert avgjort. Du får ikkje saka utan løyve.",
    );
    golden("klarspraak", &small(&desk, &["svar", "--ordbøker", "ord"]));
    golden("klarspraak-nn", &small(&desk, &["svar", "--målform", "nn", "--ordbøker", "ord"]));
    golden("klarspraak-uten-ordbok", &small(&desk, &["innsyn", "--ordbøker", "borte"]));
    golden("klarspraak-ukjent", &small(&desk, &["inssyn"]));
}

#[test]
fn a_library_without_a_measure_says_so() {
    golden("klarspraak-uten-grenser", &small(&small_library(), &[]));
}

#[test]
fn the_list_of_one_language_only_is_held_against_the_dictionaries() {
    let desk = library();
    desk.write(
        "t/legal-texts/maalform.yaml",
        "kilde: x\nkontrollert: 2026-11-22\nikke_i_nynorsk: [saken, ring]\nikke_i_bokmaal: [saka, heim]\n",
    );
    let run = small(&desk, &["--ordbøker", "ord"]);
    let found: Vec<&str> = run.stderr.lines().filter(|line| line.contains("TEKST-079")).collect();
    assert_eq!(
        found,
        [
            "feil[TEKST-079]: «ring» står også i ordboka for nynorsk",
            "feil[TEKST-079]: «heim» står ikke i ordboka for nynorsk"
        ]
    );
}

#[test]
fn a_finished_letter_is_measured_and_its_long_sentence_is_not_repeated() {
    let desk = Desk::with_first_case();
    let run = desk.run(&["tekster", "klarspraak", "--sak", "sak.yaml", "--stille"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains(": ") && run.stdout.contains(" ord, snitt "), "{}", run.stdout);
    let long = format!("Hemmelig{}.", " ord".repeat(30));
    desk.write("sak.yaml", crate::run::FIRST.replace("Du blir fort tungpustet.", &long));
    let run = desk.run(&["tekster", "klarspraak", "--sak", "sak.yaml"]);
    assert!(run.code == 1 && run.stderr.contains("TEKST-072") && !run.stderr.contains("Hemmelig"), "{}", run.stderr);
}
