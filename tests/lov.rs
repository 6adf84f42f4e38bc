//! `vedtaksbrev lov`: a citation looked up on a day, as the user sees it.

use std::process::{Command, Output};

fn lov(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vedtaksbrev")).arg("lov").args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\u{a0}', " ")
}

#[test]
fn a_citation_is_printed_in_both_languages_with_its_status_and_use() {
    let output = lov(&["hol/3-2/1/6/b", "--dato", "2026-11-22"]);
    let told = text(&output.stdout);
    assert!(output.status.success());
    for line in [
        "Bokmål      helse- og omsorgstjenesteloven § 3-2 første ledd nr. 6 bokstav b",
        "Nynorsk     helse- og omsorgstenestelova § 3-2 første leddet nr. 6 bokstav b",
        "Status      gjelder 2026-11-22 (fra 2020-01-01)",
        "bpa, ",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn a_moved_section_names_its_successor_also_when_typed_as_in_a_letter() {
    for spelled in ["pbrl/2-1a", "pbrl § 2-1 a"] {
        let told = text(&lov(&[spelled, "--dato", "2024-06-01"]).stdout);
        assert!(told.contains("gjelder ikke 2024-06-01"), "{told}");
        assert!(told.contains("Avløst av   pbrl/2-1 (pasient- og brukerrettighetsloven § 2-1)"), "{told}");
    }
    assert!(text(&lov(&["pbrl/2-1a", "--dato", "2024-05-31"]).stdout).contains("gjelder 2024-05-31"));
    let part = text(&lov(&["hol/3-2/1/6/d", "--dato", "2026-01-01"]).stdout);
    assert!(part.contains("Avløst av   hol/3-6/-/2"), "{part}");
}

#[test]
fn a_part_that_waits_and_one_that_does_not_exist_are_said() {
    for (hjemmel, status) in [
        ("hol/3-2a/3", "Status      vedtatt, men ikke satt i kraft"),
        ("pbrl/3-1/5", "Status      vedtatt, men ikke satt i kraft"),
        ("pbrl/2-1/7", "Status      paragrafen gjelder 2026-11-22, men har 5 ledd"),
    ] {
        let told = text(&lov(&[hjemmel, "--dato", "2026-11-22"]).stdout);
        assert!(told.contains(status), "{told}");
    }
}

#[test]
fn words_without_quotation_marks_are_one_citation() {
    for (spelled, hjemmel) in [
        (&["hol", "§", "3-2", "nr", "6", "b"][..], "hol/3-2/1/6/b"),
        (&["hol", "3-2", "nr", "6", "b"], "hol/3-2/1/6/b"),
        (&["fvl § 27 3. ledd"], "fvl/27/3"),
        (&["HOL/3-6"], "hol/3-6"),
        (&["Hol", "§3-6"], "hol/3-6"),
    ] {
        let told = text(&lov(spelled).stdout);
        assert!(told.starts_with(&format!("Hjemmel     {hjemmel}\n")), "{told}");
    }
    let both = text(&lov(&["hol", "§", "3-8", "pbrl/2-1d"]).stdout);
    assert!(both.contains("Hjemmel     hol/3-8\n") && both.contains("Hjemmel     pbrl/2-1d\n"), "{both}");
    let mistake = lov(&["dette", "er", "ingen", "lov"]);
    assert_eq!((mistake.status.code(), text(&mistake.stderr).matches("BRUK-012").count()), (Some(2), 1));
}

#[test]
fn several_citations_print_in_series_and_mistakes_are_explained() {
    let told = text(&lov(&["pbrl/7-2", "pbrl/7-3", "pbrl/7-5"]).stdout);
    assert!(told.starts_with("Bokmål      pasient- og brukerrettighetsloven §§ 7-2, 7-3 og 7-5\n"), "{told}");
    let in_text = text(&lov(&["hol §§ 3-1, 3-8 og 4-1"]).stdout);
    assert!(in_text.starts_with("Bokmål      helse- og omsorgstjenesteloven §§ 3-1, 3-8 og 4-1\n"), "{in_text}");
    assert_eq!(lov(&["tull"]).status.code(), Some(2));
    assert_eq!(lov(&["hol/3-99"]).status.code(), Some(1));
    assert_eq!(lov(&["hol/3-2", "--dato", "i går"]).status.code(), Some(2));
}

#[test]
fn a_day_that_is_not_decided_is_called_by_the_change_of_law() {
    let told = text(&lov(&["fvl/27", "fvl2025/59", "hol/4-2b", "--dato", "2026-11-22"]).stdout);
    for line in [
        "til og med dagen før forvaltningslov-2025)",
        "gjelder ikke 2026-11-22, men fra forvaltningslov-2025",
        "gjelder ikke 2026-11-22, men fra medvirkning-2026",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert!(!told.contains("9999"), "{told}");
}

#[test]
fn parts_of_the_same_section_share_its_number() {
    let told = text(&lov(&["hol/3-2/1/6/a", "hol/3-2/1/6/b", "pbrl/3-1", "pbrl/3-1/2"]).stdout);
    let series = "helse- og omsorgstjenesteloven § 3-2 første ledd nr. 6 bokstav a og b og pasient- og brukerrettighetsloven § 3-1";
    assert!(told.starts_with(&format!("Bokmål      {series}\n")), "{told}");
}
