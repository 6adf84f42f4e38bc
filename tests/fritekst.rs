//! What a caseworker types about complaints and disagreement, against the complaint rules of the case.

use std::fs;
use std::path::Path;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::texts::library::Library;

fn case(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good").join(name);
    fs::read_to_string(folder.join("sak.yaml")).unwrap()
}

/// Whether the case, with a sentence added to a field of its reasons, is told of by a problem with this code.
fn tells(house: &House, case: &str, sentence: &str, code: &str) -> bool {
    let at = case.find("  situasjon: >-\n").unwrap() + "  situasjon: >-\n".len();
    let text = format!("{}    {sentence}\n{}", &case[..at], &case[at..]);
    let (prepared, problems) = pipeline::prepare(house, "sak.yaml", text.as_bytes());
    assert!(prepared.is_some(), "{problems:?}");
    problems.iter().any(|problem| problem.code == code)
}

#[test]
fn a_wrong_deadline_for_complaints_is_found_however_it_is_counted() {
    let house = House::new(Library::embedded()).unwrap();
    // Four weeks to Statsforvalteren.
    let case = case("praktisk-bistand-avslag");
    for wrong in [
        "Du kan klage innen tre uker.",
        "Klagefristen er 3 uker.",
        "Fristen for å klage er på 21 dager.",
        "Du må klage innan ein månad.",
        "Du har tre ukers klagefrist.",
    ] {
        assert!(tells(&house, &case, wrong, "BREV-222"), "{wrong}");
    }
    for right in [
        "Du kan klage innen fire uker.",
        "Klagefristen er 28 dager.",
        "Du klager over smerter, og legen vil se deg innen tre uker.",
        "Du klaget for tre uker siden.",
        "Du skal trene innen tre uker.",
    ] {
        assert!(!tells(&house, &case, right, "BREV-222"), "{right}");
    }
}

#[test]
fn a_wrong_body_for_complaints_is_found() {
    let house = House::new(Library::embedded()).unwrap();
    let state = case("praktisk-bistand-avslag");
    for wrong in [
        "Du kan klage til kommunens klagenemnd.",
        "Klagenemnda avgjør klagen din.",
        "Klagen blir avgjort av Helsetilsynet, som behandler den.",
        "Vi sender klagen til Statsforvalteren i Oslo og Viken.",
    ] {
        assert!(tells(&house, &state, wrong, "BREV-221"), "{wrong}");
    }
    for right in [
        "Vi sender klagen til Statsforvalteren i Vestfold og Telemark.",
        "Statsforvalteren avgjør klagen.",
        "Klagenemnda møtes i juni.",
    ] {
        assert!(!tells(&house, &state, right, "BREV-221"), "{right}");
    }
}

#[test]
fn a_party_who_disagrees_must_have_an_answer() {
    let house = House::new(Library::embedded()).unwrap();
    let answered = case("praktisk-bistand-avslag");
    let (from, to) = (answered.find("  anfoersler:").unwrap(), answered.find("  alternativer:").unwrap());
    let case = format!("{}{}", &answered[..from], &answered[to..]);
    assert!(!tells(&house, &case, "Du bor alene.", "BREV-208"));
    assert!(tells(&house, &case, "Du er uenig i at du kan støvsuge selv.", "BREV-208"));
    assert!(!tells(&house, &answered, "Du er uenig i at du kan støvsuge selv.", "BREV-208"));
    let at = answered.find("      svar: >-").unwrap();
    let after = at + answered[at..].find("  alternativer:").unwrap();
    let empty = format!("{}      svar: \"\"\n{}", &answered[..at], &answered[after..]);
    assert!(
        pipeline::prepare(&house, "sak.yaml", empty.as_bytes()).0.is_none(),
        "an argument without an answer is refused"
    );
}

/// Whether the case, with a sentence added to its reasons, is told of by a problem with this code and severity.
fn says(house: &House, case: &str, sentence: &str, code: &str, error: bool) -> bool {
    let at = case.find("  situasjon: >-\n").unwrap() + "  situasjon: >-\n".len();
    let text = format!("{}    {sentence}\n{}", &case[..at], &case[at..]);
    let problems = pipeline::prepare(house, "sak.yaml", text.as_bytes()).1;
    problems.iter().any(|problem| problem.code == code && problem.is_error() == error)
}

#[test]
fn a_decision_is_never_said_to_be_final_in_whatever_order_the_words_stand() {
    let house = House::new(Library::embedded()).unwrap();
    let case = case("praktisk-bistand-avslag");
    for wrong in [
        "Dessuten kan vedtaket ikke påklages.",
        "Det er ingen klageadgang her.",
        "Du har ingen klagerett.",
        "Du kan ikke klage på vedtaket.",
        "Vedtaket kan ikke klages på.",
    ] {
        assert!(says(&house, &case, wrong, "TEKST-014", true), "{wrong}");
    }
    assert!(says(&house, &case, "Avgjørelsen er endelig.", "TEKST-014", false));
    for right in ["Vedtaket ble ikke påklaget.", "Du har ikke klaget før.", "Du klager ikke på smerter."] {
        assert!(!says(&house, &case, right, "TEKST-014", true), "{right}");
    }
}

#[test]
fn a_place_in_a_queue_is_told_of_with_its_number_and_without() {
    let house = House::new(Library::embedded()).unwrap();
    let case = case("praktisk-bistand-avslag");
    for wrong in
        ["Du er nummer 4 i køen.", "Du er nr. 12 på ventelista.", "Du er nummer tre i køen.", "Du er først i køen."]
    {
        assert!(says(&house, &case, wrong, "TEKST-014", false), "{wrong}");
    }
    assert!(!says(&house, &case, "Du bor i nummer 4 i Kongens gate.", "TEKST-014", false));
}

#[test]
fn what_something_was_called_then_may_be_said_of_the_past() {
    let house = House::new(Library::embedded()).unwrap();
    let case = case("praktisk-bistand-avslag");
    assert!(says(&house, &case, "Fylkesmannen avgjør klagen.", "TEKST-014", false));
    assert!(!says(&house, &case, "I 2015 fikk du svar fra Fylkesmannen.", "TEKST-014", false));
    assert!(says(&house, &case, "I 2015 fikk du nei. Fylkesmannen avgjør klagen.", "TEKST-014", false));
    assert!(says(&house, &case, "I 2023 fikk du svar fra Fylkesmannen.", "TEKST-014", false));
}
