//! Each recipient's letter names the right person, says who «du» is, and shows no one else's address.

use std::fs;
use std::path::Path;
use vedtaksbrev::letter::review;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::sak::Reading;
use vedtaksbrev::texts::library::Library;

fn case(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good").join(name);
    fs::read_to_string(folder.join("sak.yaml")).unwrap()
}

/// Role and text of each letter.
fn letters(case: &str) -> Vec<(String, String)> {
    let house = House::new(Library::embedded()).unwrap();
    let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", case.as_bytes());
    let prepared = prepared.unwrap_or_else(|| panic!("{}", told(&problems)));
    let composed = pipeline::compose(&prepared).unwrap_or_else(|found| panic!("{}", told(&found)));
    composed.into_iter().map(|(mottaker, it)| (mottaker.rolle, review::markdown(&it.letter))).collect()
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect()
}

fn codes(case: &str) -> Vec<&'static str> {
    let house = House::new(Library::embedded()).unwrap();
    pipeline::prepare(&house, "sak.yaml", case.as_bytes()).1.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_child_under_fifteen_gets_nothing_and_each_parent_gets_a_letter_without_the_others_address() {
    let letters = letters(&case("mottaker-barn-under-15"));
    let roles: Vec<&str> = letters.iter().map(|(rolle, _)| rolle.as_str()).collect();
    assert_eq!(roles, ["foresatt", "foresatt-2"]);
    for ((_, text), (own, others)) in
        letters.iter().zip([("Prøveveien 201", "Testgata 7"), ("Testgata 7", "Prøveveien 201")])
    {
        assert!(text.contains(own) && !text.contains(others), "{text}");
        assert!(text.contains("Gjelder: Jonas Skisse, født 20. juni 2015"), "{text}");
        assert!(text.contains("fordi du har foreldreansvar for Jonas Skisse"), "{text}");
        assert!(text.contains("er det Jonas Skisse som er «du»"), "{text}");
    }
}

#[test]
fn a_carer_is_party_in_her_own_name_and_so_is_the_second_one() {
    let letters = letters(&case("mottakar-to-paaroerande-nn"));
    assert!(letters[0].1.contains("Gjeld: Marit Døme, fødd 8. mars 1966"));
    assert!(letters[0].1.contains("Du er part i saka saman med Odd Mønster."));
    assert!(!letters[0].1.contains("som er «du»"), "the first one is «du»");
    assert!(letters[1].1.contains("Gjeld: Odd Mønster, fødd 30. oktober 1969"));
    assert!(letters[1].1.contains("Du er part i saka saman med Marit Døme."));
    assert!(letters[1].1.contains("Der vi skriv om situasjonen, er det Marit Døme som er «du»."));
    assert!(!letters[1].1.contains("Alle andre stader"), "the decision is hers too");
    assert!(letters[0].1.contains("Prøvevegen 205") && !letters[1].1.contains("Prøvevegen 205"));
}

#[test]
fn a_parent_complains_without_authority_and_signs_only_until_the_child_is_sixteen() {
    let decision = case("mottaker-barn-under-15");
    let own = "De som har foreldreansvar for deg, kan klage for deg og trenger ikke fullmakt.";
    assert!(letters(&decision).iter().all(|(_, text)| text.contains(own)));
    let of_age = decision.replace("2015-06-20", "2008-12-02").replace("    faar_brev: false\n", ADDRESS);
    assert!(letters(&of_age).iter().all(|(_, text)| !text.contains(own)), "eighteen on the day of the letter");
    let request = case("innhenting-for-ungdom-nn");
    let slip = |case: &str, row: &str| letters(case).iter().all(|(_, text)| text.contains(row));
    assert!(slip(&request, "| Underskrifta til den som har foreldreansvar, eller verja |"));
    let sixteen = request.replace("2010-11-25", "2010-11-24");
    assert!(slip(&sixteen, "| Underskrifta di |"), "sixteen on the day of the letter");
}

const ADDRESS: &str = "    adresse: {linjer: [Prøveveien 201], postnummer: \"0000\", poststed: EKSEMPELSTAD}\n";

#[test]
fn a_copy_of_what_is_passed_on_goes_to_those_who_get_letters_and_no_one_else() {
    let child = letters(&case("oversendelse-for-barn")).remove(0).1;
    assert!(child.contains("- Mona Skisse har foreldreansvar") && child.contains("- Geir Eksempel har foreldreansvar"));
    assert!(!child.contains("- Jonas Skisse") && !child.contains("Jonas Skisse har klaget"));
    let instead = letters(&case("oversending-fullmektig-nn")).remove(0).1;
    assert!(instead.contains("- Vigdis Mønster er fullmektig for Eivind Døme") && !instead.contains("- Eivind Døme"));
}

#[test]
fn a_representative_gets_the_letter_instead_or_as_well_and_reads_for_whom() {
    let instead = letters(&case("mottaker-fullmektig-i-stedet"));
    assert_eq!(instead.len(), 1);
    assert!(instead[0].1.contains("Fullmakten din gjelder søknader om helse- og omsorgstjenester ut 2027."));
    let also = letters(&case("mottakar-fullmektig-og-advokat-nn"));
    let roles: Vec<&str> = also.iter().map(|(rolle, _)| rolle.as_str()).collect();
    assert_eq!(roles, ["soeker", "fullmektig", "advokat"]);
    assert!(also.iter().all(|(_, text)| text.contains("Gjeld: Torleif Døme, fødd 19. januar 1951")));
}

#[test]
fn a_guardian_of_an_adult_needs_a_mandate_that_someone_has_read() {
    let text = case("langtidsopphold-innvilget-verge");
    assert!(!codes(&text).contains(&"TEKST-065"));
    let line = text.lines().find(|line| line.contains("mandat:")).unwrap();
    assert!(codes(&text.replace(&format!("{line}\n"), "")).contains(&"TEKST-065"));
    // A child's guardian has no mandate but the law's.
    assert!(!codes(&case("mottaker-ungdom-verge-advokat")).contains(&"TEKST-065"));
}

#[test]
fn a_youth_gets_a_letter_of_her_own_in_easy_words_and_may_not_be_left_out() {
    let text = case("ungdom-og-foresatte-nn");
    let all = letters(&text);
    assert!(all[0].1.contains("Hei, Nora Mønster! Dette brevet er til deg"));
    let silent = text.replace("foedselsdato: 2010-03-03", "foedselsdato: 2010-03-03\n    faar_brev: false");
    assert!(codes(&silent).contains(&"TEKST-061"));
}

#[test]
fn only_a_child_is_party_without_a_letter_and_someone_must_get_one() {
    let text = case("mottaker-barn-under-15");
    let field = |text: &str| -> Vec<String> {
        let Reading { problems, .. } = vedtaksbrev::sak::read(text.as_bytes(), "sak.yaml");
        let found = problems.into_iter().filter(|problem| problem.code == "SAK-109");
        found.map(|problem| problem.place.field.unwrap()).collect()
    };
    assert_eq!(field(&text.replace("rolle: barn", "rolle: soeker")), ["parter[0].faar_brev"]);
    let start = text.find("  - rolle: foresatt").unwrap();
    let end = text.find("\nsoeknad:").unwrap();
    assert_eq!(field(&format!("{}{}", &text[..start], &text[end..])), ["parter"]);
}

#[test]
fn the_last_day_to_complain_stands_only_in_the_letter_of_the_one_who_got_it_then() {
    let dated = case("avlastning-privat-innvilget-to-foreldre");
    let says = |text: &str| -> Vec<String> {
        let after = |text: &String| text.split("Siste dag for å klage er derfor ").nth(1)?.get(..2).map(str::to_owned);
        letters_of(text).iter().filter_map(after).collect()
    };
    assert_eq!(says(&dated), ["11", "15"], "each parent has a day of her own");
    let dated = |line: &&str| !line.starts_with("    mottatt: ");
    let text: String =
        case("avlastning-privat-innvilget-to-foreldre").lines().filter(dated).flat_map(|line| [line, "\n"]).collect();
    let day = text.lines().find_map(|line| line.strip_prefix("vedtaksdato: ")).unwrap().to_owned();
    let text = text.replacen("\nparter:", &format!("\nmottatt_av_parten: {day}\nparter:"), 1);
    let letters = letters(&text);
    let says: Vec<bool> = letters.iter().map(|(_, text)| text.contains("Siste dag for å klage")).collect();
    assert_eq!(says, [true, false]);
    let instead = case("mottaker-fullmektig-i-stedet").replacen("    mottatt: 2026-12-07\n", "", 1);
    let day = instead.lines().find_map(|line| line.strip_prefix("vedtaksdato: ")).unwrap().to_owned();
    let instead = instead.replacen("\nparter:", &format!("\nmottatt_av_parten: {day}\nparter:"), 1);
    assert!(codes(&instead).contains(&"SAK-150"));
    assert!(letters_of(&instead).iter().all(|text| !text.contains("Siste dag for å klage")));
}

fn letters_of(case: &str) -> Vec<String> {
    letters(case).into_iter().map(|(_, text)| text).collect()
}
