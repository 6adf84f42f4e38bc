//! `tekster sammenlign`: what stands in one language only.

use crate::golden::{golden, small_library, text};
use crate::run::Desk;

const WORDS: &str = "kilde: x\nkontrollert: 2026-11-22\nikke_i_nynorsk: [ikke, hva]\nikke_i_bokmaal: [ikkje]\n";

#[test]
fn the_shipped_library_says_the_same_in_both_languages() {
    let run = Desk::new().run(&["tekster", "sammenlign"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.ends_with(": ingen avvik.\n"), "{}", run.stdout);
}

#[test]
fn every_kind_of_difference_is_told_with_its_place() {
    let desk = small_library();
    desk.write("t/legal-texts/maalform.yaml", WORDS);
    let citing = "hjemmel: [fvl/18]\n";
    text(&desk, "tall", "2024-06-01", citing, "Du har 3 dager.", "Du har 4 dagar.");
    text(&desk, "ord", "2024-06-01", citing, "Du må ikkje betale.", "Du må ikke betale. Hva no?");
    text(&desk, "hull", "2024-06-01", citing, "Ring {{avsender.telefon}}.", "Ring oss.");
    text(&desk, "avsnitt", "2024-06-01", citing, "En.\n\nTo.", "Ein. To.");
    text(&desk, "halv", "2024-06-01", citing, "En.", "Ein.");
    std::fs::remove_file(desk.path("t/legal-texts/halv/2024-06-01.nn.md")).unwrap();
    let template = "t/letter-templates/vedtak/2024-06-01.nn.md";
    let body = String::from_utf8(desk.read(template)).unwrap();
    desk.write(
        template,
        body.replace("{{#if avsender.telefon}}", "{{#unless avsender.telefon}}").replace("{{/if}}", "{{/unless}}"),
    );
    assert_eq!(desk.run(&["--tekster", "t", "tekster", "godkjenn", "innsyn", "--av", "Kari Jurist"]).code, 0);
    let changed = "t/legal-texts/innsyn/2027-01-01.nb.md";
    desk.write(changed, [desk.read(changed), b"\n".to_vec()].concat());
    golden("sammenlign", &desk.run(&["--tekster", "t", "tekster", "sammenlign"]));
}

#[test]
fn a_library_without_texts_has_no_difference() {
    let desk = Desk::new();
    for top in ["legal-texts", "letter-templates"] {
        std::fs::create_dir_all(desk.path(&format!("t/{top}"))).unwrap();
    }
    golden("sammenlign-tom", &desk.run(&["--tekster", "t", "tekster", "sammenlign"]));
}
