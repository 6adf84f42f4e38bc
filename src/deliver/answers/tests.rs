//! Answers as the systems write them, and as someone who means harm would.

use super::*;

const KEY: &str = "2026/00001/vedtak/2026-11-23/1/soeker";

fn read_text(text: &str) -> Option<Answers> {
    read(text.as_bytes(), &Place::file("svar")).ok()
}

fn words(text: &str) -> Vec<&'static str> {
    read_text(text).map(|found| found.answers.iter().map(|answer| answer.status.word).collect()).unwrap_or_default()
}

fn receipt(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><arkivmeldingKvittering xmlns=\"https://ks-no.github.io/x\" xmlns:m=\"urn:m\">\
         <mappeKvittering><systemID>00000000-0000-0000-0000-000000000001</systemID><referanseEksternNoekkel>\
         <m:fagsystem>vedtaksbrev</m:fagsystem><m:noekkel>2026/00001</m:noekkel></referanseEksternNoekkel>\
         <opprettetEllerEksisterende>Eksisterende</opprettetEllerEksisterende></mappeKvittering>{inner}\
         </arkivmeldingKvittering>"
    )
}

fn registered(existing: &str) -> String {
    receipt(&format!(
        "<registreringKvittering><systemID>00000000-0000-0000-0000-000000000002</systemID>\
         <opprettetDato>2026-11-24T10:00:00+01:00</opprettetDato><referanseEksternNoekkel>\
         <m:fagsystem>vedtaksbrev</m:fagsystem><m:noekkel>{KEY}</m:noekkel></referanseEksternNoekkel>\
         <opprettetEllerEksisterende>{existing}</opprettetEllerEksisterende></registreringKvittering>"
    ))
}

#[test]
fn statuses_of_both_versions_are_read_with_id_and_moment() {
    let text = r#"{"statuser": [
        {"id": "d6b23522-ddf3-462a-8140-16e59e1f476d", "sisteStatusEndring": "2026-11-24T11:33:55.008+01:00", "status": "LEST"},
        {"id": "d6b23522-ddf3-462a-8140-16e59e1f476e", "sisteStatusEndring": "2026-11-24T11:33:55Z", "status": "FEILET_UNDER_MOTTAK"},
        {"id": "d6b23522-ddf3-462a-8140-16e59e1f476f", "sisteStatusEndring": "2026-11-24T11:33:55Z", "status": "NOE_NYTT"}]}"#;
    let found = read_text(text).unwrap();
    assert_eq!((found.answers.len(), found.unknown), (2, 1));
    assert_eq!(found.answers[0].about.id.as_deref(), Some("d6b23522-ddf3-462a-8140-16e59e1f476d"));
    assert_eq!(found.answers[0].tid.unwrap().to_string(), "2026-11-24T10:33:55.008Z");
    assert_eq!(found.answers[1].status.outcome, Outcome::Stanset);
}

#[test]
fn the_reply_to_a_dispatch_binds_the_id_to_our_key_also_one_a_line() {
    let lines = format!(
        "{{\"eksternReferanse\": \"{KEY}\", \"svar\": {{\"id\": \"a-1\"}}}}\n\n{{\"eksternReferanse\": \"{KEY}\", \"svar\": {{\"errorId\": \"x\", \"status\": 400}}}}\n"
    );
    let found = read_text(&lines).unwrap();
    assert_eq!(found.answers[0].about, About { key: Some(KEY.into()), id: Some("a-1".into()) });
    assert_eq!((found.answers[0].status, found.answers[1].status), (Status::SENT, Status::REFUSED));
}

#[test]
fn events_are_kept_as_that_they_happened_and_when() {
    let text = r#"{"eksternReferanse": "a", "svar": {"hendelser": [{"tidspunkt": "2026-11-24T10:00:00Z", "hendelse": "Åpnet av Inger Prøve"}]}}"#;
    let found = read_text(text).unwrap();
    assert_eq!((found.answers[0].status, found.answers[0].tid.is_some()), (Status::EVENT, true));
    assert!(!format!("{found:?}").contains("Inger"));
}

#[test]
fn a_receipt_is_matched_by_the_key_of_the_registration_and_not_of_the_case() {
    let found = read_text(&registered("Opprettet")).unwrap();
    assert_eq!(found.answers[0].about.key.as_deref(), Some(KEY));
    assert_eq!(found.answers[0].tid.unwrap().to_string(), "2026-11-24T09:00:00Z");
    assert_eq!(words(&registered("Opprettet")), ["ARKIVERT"]);
    assert_eq!(words(&registered("Eksisterende")), ["ARKIVERT_FRA_FOER"]);
    let failed =
        receipt("<registreringFeilet><f:feilId>1</f:feilId><f:feilmelding>Inger</f:feilmelding></registreringFeilet>");
    assert_eq!(words(&failed.replace("f:", "")), ["IKKE_ARKIVERT"]);
}

#[test]
fn an_error_from_the_archive_is_about_the_letter_of_the_wrapper() {
    let xml = "<ugyldigforespoersel xmlns='urn:x'><feilId>1</feilId><feilmelding>Tittel mangler</feilmelding></ugyldigforespoersel>";
    assert_eq!(read_text(xml).unwrap().answers[0].about, About::default());
    let wrapped = serde_json::json!({"eksternReferanse": KEY, "svar": xml}).to_string();
    let found = read_text(&wrapped).unwrap();
    assert_eq!((found.answers[0].about.key.as_deref(), found.answers[0].status), (Some(KEY), Status::NOT_ARCHIVED));
}

#[test]
fn what_is_no_answer_or_means_harm_is_refused() {
    let deep = |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times));
    let bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><arkivmeldingKvittering>&a;</arkivmeldingKvittering>";
    for text in [
        "",
        "hei",
        "{}",
        "[]",
        "null",
        "{\"statuser\": 3}",
        "<x/>",
        "<arkivmeldingKvittering>",
        "<arkivmeldingKvittering/>",
        bomb,
        &deep("[", "]", 100_000),
        &deep("<a>", "</a>", 100_000),
        &format!("{}1{}", "{\"svar\":".repeat(6), "}".repeat(6)),
    ] {
        assert!(read_text(text).is_none(), "{}", text.chars().take(40).collect::<String>());
    }
    assert!(read(&[0xFF, 0xFE], &Place::default()).is_err());
    // A key that no letter can have is no key.
    let long = serde_json::json!({"eksternReferanse": "x".repeat(101), "svar": {"id": "a\nb"}}).to_string();
    assert!(read_text(&long).is_none());
}
