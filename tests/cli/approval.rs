//! `tekster godkjenn`: what a letter needs to be rid of «UTKAST», and how it gets it back.

use crate::golden::{golden, small_library};
use crate::run::Desk;
use serde_json::Value;

const USED: &str = "legal-texts/klage/slik/2024-06-01.nb.md";

/// A desk with the first case, and a library in `t` of which everything is approved.
fn approved() -> Desk {
    let desk = Desk::with_first_case();
    desk.run(&["tekster", "hent-ut", "t"]);
    let run = desk.run(&["tekster", "godkjenn", "--alle", "--av", "Kari Jurist", "--tekster", "t"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Godkjente ") && run.stdout.contains("t/legal-texts/godkjent.lock"), "{}", run.stdout);
    desk
}

/// Makes the letter of `sak.yaml` with the library in `t`: what was said, and the receipt's word on drafts.
fn draft(desk: &Desk) -> (String, Value) {
    let run = desk.run(&["lag", "sak.yaml", "--ut", "brev", "--tekster", "t"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let receipt = desk.files().into_iter().find(|file| file.ends_with(".kvittering.json")).unwrap();
    (run.stderr, desk.receipt(&receipt)["utkast"].clone())
}

/// The output without what differs from day to day.
fn undated(mut run: crate::run::Run) -> crate::run::Run {
    let is_day = |word: &str| word.len() == 10 && word.starts_with("20") && word.matches('-').count() == 2;
    let plain = |line: &str| {
        let words = line.split(' ').map(|word| {
            if is_day(word.trim_end_matches(':')) {
                word.replace(word.trim_end_matches(':'), "I-DAG")
            } else {
                word.to_owned()
            }
        });
        words.collect::<Vec<_>>().join(" ") + "\n"
    };
    run.stdout = run.stdout.lines().map(plain).collect();
    run
}

fn change(desk: &Desk, path: &str) {
    let path = format!("t/{path}");
    let text = String::from_utf8(desk.read(&path)).unwrap();
    desk.write(&path, format!("{} \n", text.trim_end()));
}

#[test]
fn an_approved_library_and_a_confirmed_sender_give_a_letter_that_is_no_draft() {
    let (said, draft) = draft(&approved());
    assert!(!said.contains("UTKAST"), "{said}");
    assert_eq!(draft, serde_json::json!({"er_utkast": false, "ikke_godkjent": [], "ubekreftet": []}));
}

#[test]
fn a_text_with_an_error_is_not_approved() {
    let desk = approved();
    let path = format!("t/{USED}");
    let text = String::from_utf8(desk.read(&path)).unwrap().replace("Skriv under.", "Skriv under {{tull}}.");
    desk.write(&path, text);
    let lock = desk.read("t/legal-texts/godkjent.lock");
    let run = desk.run(&["--tekster", "t", "tekster", "godkjenn", "klage/slik", "--av", "Kari Jurist"]);
    assert!(run.code == 1 && run.stderr.contains("feil[TEKST-027]"), "{}", run.stderr);
    assert_eq!(desk.read("t/legal-texts/godkjent.lock"), lock);
    // Other texts are approved as before.
    let run = desk.run(&["--tekster", "t", "tekster", "godkjenn", "innsyn", "--av", "Kari Jurist"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn what_the_municipality_has_not_confirmed_keeps_the_draft_however_well_approved() {
    let desk = approved();
    desk.write("sak.yaml", include_str!("../cases/good/bpa-delvis/sak.yaml"));
    let (said, draft) = draft(&desk);
    assert!(said.contains("BREV-011") && !said.contains("BREV-010"), "{said}");
    assert_eq!((&draft["er_utkast"], draft["ikke_godkjent"].as_array().unwrap().len()), (&Value::Bool(true), 0));
    assert!(draft["ubekreftet"].as_array().unwrap().contains(&"telefon".into()), "{draft}");
}

#[test]
fn one_changed_byte_of_a_used_text_makes_it_a_draft_until_that_text_is_approved() {
    let desk = approved();
    change(&desk, USED);
    let (said, changed) = draft(&desk);
    assert!(said.contains("BREV-010"), "{said}");
    assert_eq!(changed["ikke_godkjent"], serde_json::json!([USED]));
    let run = desk.run(&["tekster", "godkjenn", "klage/slik", "--av", "Kari Jurist", "--tekster", "t"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(draft(&desk).1["er_utkast"], false);
}

#[test]
fn a_changed_text_that_the_letter_does_not_use_changes_nothing() {
    let desk = approved();
    change(&desk, "legal-texts/tjenester/omsorgsstoenad/avslag/2024-06-01.nn.md");
    assert_eq!(draft(&desk).1["er_utkast"], false);
}

#[test]
fn the_lock_names_who_approved_and_approving_needs_a_copy_and_a_text_that_exists() {
    let desk = approved();
    let lock = String::from_utf8(desk.read("t/legal-texts/godkjent.lock")).unwrap();
    let line = lock.lines().find(|line| line.contains(USED)).unwrap();
    assert!(line.ends_with("  Kari Jurist"), "{line}");
    let run = desk.run(&["tekster", "godkjenn", "--alle", "--av", "Kari Jurist"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("feil[BRUK-011]"), "{}", run.stderr);
    let run = desk.run(&["tekster", "godkjenn", "klage/slikk", "--av", "Kari Jurist", "--tekster", "t"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("mente du «klage/slik»?"), "{}", run.stderr);
    let run = desk.run(&["tekster", "godkjenn", "--alle", "--av", " ", "--tekster", "t"]);
    assert_eq!(run.code, 2);
    assert_eq!(String::from_utf8(desk.read("t/legal-texts/godkjent.lock")).unwrap(), lock);
}

#[test]
fn approving_shows_first_what_differs_from_what_was_approved_last() {
    let desk = small_library();
    let approve = |arguments: &[&str]| {
        undated(desk.run(&[&["--tekster", "t", "tekster", "godkjenn", "--av", "Kari Jurist"], arguments].concat()))
    };
    golden("godkjenn-ny", &approve(&["innsyn"]));
    let changed = "t/legal-texts/innsyn/2024-06-01.nb.md";
    let text = String::from_utf8(desk.read(changed)).unwrap();
    desk.write(changed, text.replace("se sakens papirer", "lese papirene i saken din"));
    golden("godkjenn-endret", &approve(&["--alle", "--ja"]));
    golden("godkjenn-uendret", &approve(&["innsyn"]));
    // What was kept can be lost; approving still works, and says so.
    std::fs::remove_dir_all(desk.path("t/godkjent")).unwrap();
    desk.write(changed, text);
    golden("godkjenn-uten-kopi", &approve(&["innsyn"]));
}

#[test]
fn a_second_person_must_be_another_and_letters_are_drafts_until_then() {
    let desk = approved();
    desk.write("t/legal-texts/godkjenning.yaml", "to_personer: true\n");
    assert_eq!(draft(&desk).1["er_utkast"], true);
    let sign =
        |name: &str| desk.run(&["tekster", "godkjenn", "--alle", "--kontroll-av", name, "--tekster", "t", "--stille"]);
    let same = sign("kari jurist");
    assert_eq!(same.code, 1);
    assert!(
        same.stderr.contains("feil[TEKST-047]: Den samme personen kan ikke godkjenne to ganger ("),
        "{}",
        same.stderr
    );
    assert_eq!(sign("Ola Jurist").code, 0);
    assert_eq!(draft(&desk).1["er_utkast"], false);
    assert_eq!(sign("Ola Jurist").stdout, "Ingen filer venter på kontroll.\n");
    change(&desk, USED);
    let run = desk.run(&["tekster", "godkjenn", "klage/slik", "--kontroll-av", "Ola Jurist", "--tekster", "t"]);
    assert!(run.code == 1 && run.stderr.contains("feil[TEKST-048]"), "{}", run.stderr);
}

#[test]
fn the_check_of_the_library_tells_approvals_and_counts_warnings_by_kind() {
    let desk = small_library();
    desk.write("t/legal-texts/godkjenning.yaml", "to_personer: true\n");
    let sign = |arguments: &[&str]| desk.run(&[&["--tekster", "t", "tekster", "godkjenn"], arguments].concat());
    assert_eq!(sign(&["innsyn", "--av", "Kari Jurist"]).code, 0);
    assert_eq!(sign(&["legal-texts/innsyn/2024-06-01.nb.md", "--kontroll-av", "Ola Jurist"]).code, 0);
    for tag in ["nb", "nn"] {
        let path = format!("t/legal-texts/klage/venteliste/2024-06-01.{tag}.md");
        let text = String::from_utf8(desk.read(&path)).unwrap();
        desk.write(&path, text.replace("merknad:", "usikkert: Om fristen er riktig.\nmerknad:"));
    }
    golden("kontroller-samling", &undated(desk.run(&["--tekster", "t", "kontroller"])));
    golden("kontroller-samling-alt", &undated(desk.run(&["--tekster", "t", "kontroller", "--alt"])));
    golden("tekster-liste-usikre", &desk.run(&["--tekster", "t", "tekster", "liste", "--usikre"]));
    golden(
        "tekster-liste-kontroll",
        &undated(desk.run(&["--tekster", "t", "tekster", "liste", "--dato", "2026-11-22"])),
    );
    let json = desk.run(&["--tekster", "t", "--meldinger", "json", "kontroller"]);
    assert!(json.stderr.contains("\"kode\":\"TEKST-036\""), "{}", json.stderr);
}
