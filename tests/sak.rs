//! The case file: what is read, every problem with its place, and what is never said.

#[path = "sak/cases.rs"]
mod cases;
#[path = "sak/decisions.rs"]
mod decisions;
#[path = "sak/expect.rs"]
mod expect;
#[path = "sak/fields.rs"]
mod fields;
#[path = "sak/secrets.rs"]
mod secrets;

use cases::*;
use vedtaksbrev::sak::line::HvorOfte;
use vedtaksbrev::sak::recipients::MottakerKind;
use vedtaksbrev::sak::{check_monthly_tasks, read};
use vedtaksbrev::yaml;

#[test]
fn the_good_cases_read_without_a_problem() {
    for (name, text) in ALL {
        let reading = read(text.as_bytes(), name);
        let problems: String = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, "", "{name}");
        assert!(reading.sak.is_some());
    }
}

#[test]
fn a_case_is_the_same_in_yaml_and_json() {
    for (name, text) in ALL {
        let tree = yaml::parse(text.as_bytes(), name).into_result().unwrap();
        let json = serde_json::to_string_pretty(&to_json(&tree)).unwrap();
        let compact = serde_json::to_string(&to_json(&tree)).unwrap();
        let sak = read(text.as_bytes(), name).sak;
        assert_eq!(read(json.as_bytes(), name).sak, sak, "{name}");
        assert_eq!(read(compact.as_bytes(), name).sak, sak, "{name}");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(read(windows.as_bytes(), name).sak, sak, "{name}");
    }
}

#[test]
fn a_missing_date_of_birth_comes_from_the_number() {
    let sak = read(OMSORGSSTOENAD.as_bytes(), "sak.yaml").sak.unwrap();
    assert_eq!(sak.parter[0].foedselsdato.unwrap().date(), jiff::civil::date(1970, 1, 1));
}

#[test]
fn every_party_and_representative_gets_a_letter_of_its_own() {
    let sak = read(VENTELISTE.as_bytes(), "sak.yaml").sak.unwrap();
    let mottakere = sak.mottakere();
    let roles: Vec<_> = mottakere.iter().map(|mottaker| mottaker.rolle.as_str()).collect();
    assert_eq!(roles, ["soeker", "fullmektig"]);
    assert_eq!(sak.identity(&mottakere[1]), "2026/00003/vedtak/2026-11-24/1/fullmektig");
    assert_eq!(sak.file_stem(&mottakere[0]), "2026-00003_vedtak_2026-11-24_1_soeker");
    assert_eq!(sak.navn(&mottakere[1]), Some("Nils Mønster"));
    assert_eq!(sak.adresse(&mottakere[0]).unwrap().linjer[1].text(), "c/o Mønster");
}

#[test]
fn a_representative_may_take_the_letter_instead_and_equal_roles_are_numbered() {
    let text = edit(
        VENTELISTE,
        &[(
            "  - rolle: fullmektig\n    navn: Nils Mønster",
            "  - rolle: verge\n    parten_faar_eget_brev: false\n    navn: Nils Mønster",
        )],
    );
    let extra = "  - rolle: verge\n    navn: Else Mønster\n    adresse: {linjer: [Testgata 10], postnummer: \"0000\", poststed: EKSEMPELSTAD}\nsoeknad:\n";
    let text = edit(&text, &[("soeknad:\n", extra)]);
    let sak = read(text.as_bytes(), "sak.yaml").sak.unwrap();
    let mottakere = sak.mottakere();
    let roles: Vec<_> = mottakere.iter().map(|mottaker| (mottaker.rolle.as_str(), mottaker.kind)).collect();
    assert_eq!(roles, [("verge", MottakerKind::Representant(0)), ("verge-2", MottakerKind::Representant(1))]);
}

#[test]
fn tasks_by_the_month_are_counted_with_the_weeks_of_the_library() {
    let monthly = [("minutter: 120, hvor_ofte: annenhver-uke", "minutter: 240, hvor_ofte: hver-maaned")];
    let reading = read(edit(PRAKTISK_BISTAND, &monthly).as_bytes(), "sak.yaml");
    assert!(reading.problems.is_empty());
    let sak = reading.sak.unwrap();
    assert_eq!(sak.tjenester[0].oppgaver[0].hvor_ofte, HvorOfte::HverMaaned);
    assert!(check_monthly_tasks(&sak, &reading.tree, 4).is_empty());
    let problems = check_monthly_tasks(&sak, &reading.tree, 5);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "Oppgavene blir 12 minutter mindre per uke enn omfanget");
}

#[test]
fn everything_wrong_is_reported_at_once_in_the_order_of_the_file() {
    let text = edit(
        PRAKTISK_BISTAND,
        &[
            ("maalform: nb", "malform: nb"),
            ("vedtaksdato: 2026-11-23", "vedtaksdato: 23.11.2026"),
            ("rolle: soeker", "rolle: søker"),
            ("timer_per_uke: 2.5", "timer_per_uke: to"),
            ("{hele_doegnet: true}", "{hele_doegnet: ja}"),
        ],
    );
    let reading = read(text.as_bytes(), "sak.yaml");
    let codes: Vec<_> = reading.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["SAK-006", "SAK-001", "SAK-004", "SAK-008", "SAK-003"]);
    assert!(reading.sak.is_some(), "the rest of the case is checked all the same");
}

#[test]
fn a_wrong_field_does_not_hide_the_others_nor_give_new_problems() {
    for (wrong, code) in [
        (("vedtaksdato: 2026-11-23", "vedtaksdato: i dag"), "SAK-006"),
        (("brevtype: vedtak", "brevtype: brev"), "SAK-004"),
        (("utfall: innvilget\n    innhold: Rengjøring", "utfall: ja\n    innhold: Rengjøring"), "SAK-004"),
        (("minutter: 120", "minutter: mye"), "SAK-003"),
        (("{navn: Kari Prøve, tittel: saksbehandler}", "Kari Prøve"), "SAK-003"),
        (("tjenester: [praktisk-bistand, trygghetsalarm]", "tjenester: praktisk-bistand"), "SAK-003"),
        (("fra: 2026-11-30", "fra: i morgen"), "SAK-006"),
    ] {
        let codes = |edits: &[(&str, &str)]| {
            let reading = read(edit(PRAKTISK_BISTAND, edits).as_bytes(), "sak.yaml");
            reading.problems.iter().map(|problem| problem.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&[wrong]), [code], "{wrong:?}");
        assert_eq!(codes(&[wrong, ("\"0000\"", "\"000\"")]).len(), 2, "{wrong:?}");
    }
}

#[test]
fn what_could_not_be_read_is_not_called_missing() {
    let text = edit(
        PRAKTISK_BISTAND,
        &[("timer_per_uke: 2.5", "timer_per_uke: to"), ("  medvirkning: >-", "  medvirking: >-")],
    );
    let reading = read(text.as_bytes(), "sak.yaml");
    let codes: Vec<_> = reading.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["SAK-008", "SAK-001"]);
    assert!(reading.sak.is_some());
}

#[test]
fn later_problems_find_their_place_in_the_file() {
    let reading = read(BPA_DELVIS.as_bytes(), "sak.yaml");
    let place = reading.tree.place("tjenester[0].omfang.timer_per_uke");
    let line = BPA_DELVIS.lines().position(|line| line.contains("omfang: {timer_per_uke")).unwrap();
    assert_eq!((place.line, place.column), (Some(line as u32 + 1), Some(29)));
    assert_eq!(place.field.as_deref(), Some("tjenester[0].omfang.timer_per_uke"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_room_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _ = read(&bytes, "sak.yaml");
    }

    #[test]
    fn no_damaged_case_makes_the_room_panic(which in 0..5_usize, from in 0..4000_usize, length in 0..60_usize, put in "[\\PC\n]{0,6}") {
        let mut text: Vec<char> = ALL[which].1.chars().collect();
        let from = from.min(text.len());
        let to = (from + length).min(text.len());
        text.splice(from..to, put.chars());
        let text: String = text.into_iter().collect();
        let _ = read(text.as_bytes(), "sak.yaml");
    }

    #[test]
    fn every_accepted_line_comes_out_verbatim(line in "\\PC{1,40}") {
        let quoted = serde_json::to_string(&line).unwrap();
        let text = edit(PRAKTISK_BISTAND, &[("navn: Solveig Eksempelsen", &format!("navn: {quoted}"))]);
        let reading = read(text.as_bytes(), "sak.yaml");
        if reading.problems.is_empty() {
            let sak = reading.sak.unwrap();
            proptest::prop_assert_eq!(sak.parter[0].navn.text(), line.trim());
        }
    }
}
