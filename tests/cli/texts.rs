//! `tekster liste`, `vis`, `hvor-brukt` and `ny`: the whole output over a small library.

use crate::golden::{golden, golden_text, small_library};
use crate::run::{Desk, Run};

fn small(desk: &Desk, arguments: &[&str]) -> Run {
    desk.run(&[&["--tekster", "t", "tekster"], arguments].concat())
}

#[test]
fn the_list_shows_versions_approval_age_and_use() {
    let desk = small_library();
    assert_eq!(small(&desk, &["godkjenn", "innsyn", "--av", "Kari Jurist"]).code, 0);
    let lock = String::from_utf8(desk.read("t/legal-texts/godkjent.lock")).unwrap();
    let dated = lock.lines().map(|line| {
        let parts: Vec<&str> = line.splitn(4, "  ").collect();
        if parts.len() < 4 { line.to_owned() } else { format!("{}  {}  2026-11-22  {}", parts[0], parts[1], parts[3]) }
    });
    desk.write("t/legal-texts/godkjent.lock", dated.collect::<Vec<_>>().join("\n"));
    let changed = "t/legal-texts/innsyn/2024-06-01.nn.md";
    desk.write(changed, [desk.read(changed), b" \n".to_vec()].concat());
    golden("tekster-liste", &small(&desk, &["liste", "--dato", "2026-11-22"]));
}

#[test]
fn a_library_without_texts_says_so() {
    let desk = Desk::new();
    for top in ["legal-texts", "letter-templates"] {
        std::fs::create_dir_all(desk.path(&format!("t/{top}"))).unwrap();
    }
    golden("tekster-liste-tom", &small(&desk, &["liste"]));
}

#[test]
fn a_text_is_shown_as_it_stands_on_the_day_and_in_the_language() {
    let desk = small_library();
    golden("tekster-vis", &small(&desk, &["vis", "innsyn", "--dato", "2026-12-31"]));
    golden("tekster-vis-nn", &small(&desk, &["vis", "innsyn", "--dato", "2027-01-01", "--målform", "nn"]));
    golden("tekster-vis-mal", &small(&desk, &["vis", "vedtak", "--dato", "2027-01-01"]));
    golden("tekster-vis-ukjent", &small(&desk, &["vis", "insyn", "--dato", "2027-01-01"]));
    golden("tekster-vis-for-tidlig", &small(&desk, &["vis", "innsyn", "--dato", "2024-05-31"]));
}

#[test]
fn the_places_of_a_text_a_field_and_a_citation_are_found() {
    let desk = small_library();
    let found = ["innsyn", "avsender.telefon", "fvl/18", "fvl/29", "klage/venteliste", "klage/ventelist"].map(|name| {
        let run = small(&desk, &["hvor-brukt", name]);
        format!("$ hvor-brukt {name}  (kode {})\n{}{}", run.code, run.stdout, run.stderr)
    });
    golden_text("tekster-hvor-brukt", &found.join("\n"));
}

#[test]
fn a_new_version_is_written_in_both_languages_and_is_valid() {
    let desk = small_library();
    golden("tekster-ny", &small(&desk, &["ny", "innsyn", "--fra", "2028-01-01"]));
    let new = |tag: &str| String::from_utf8(desk.read(&format!("t/legal-texts/innsyn/2028-01-01.{tag}.md"))).unwrap();
    golden_text("tekster-ny-filer", &(new("nb") + &new("nn")));
    golden("tekster-ny-to-ganger", &small(&desk, &["ny", "innsyn", "--fra", "2028-01-01"]));
    golden("tekster-ny-for-tidlig", &small(&desk, &["ny", "innsyn", "--fra", "2024-01-01"]));
    golden("tekster-ny-uten-mappe", &desk.run(&["tekster", "ny", "innsyn", "--fra", "2028-01-01"]));
}

#[test]
fn a_new_version_of_a_shipped_text_passes_the_check() {
    let desk = Desk::new();
    desk.run(&["tekster", "hent-ut", "t"]);
    assert_eq!(small(&desk, &["ny", "klage/slik", "--fra", "2027-01-01"]).code, 0);
    let run = desk.run(&["--tekster", "t", "kontroller", "--stille"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}
