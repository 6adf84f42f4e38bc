//! What may be sent to whom: each rule stops what it should, and says why.

use crate::office::{Office, case, codes, fresh, recipients};
use crate::smtp::Smtp;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};
use std::fs;
use vedtaksbrev::send::{Outcome, Settings};
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::melding::Slag;

/// Sends notices about one case; gives the problems' codes, the exit code and how many messages arrived.
fn notice(case: Value) -> (Vec<String>, u8, usize) {
    let server = Smtp::obedient();
    let office = Office::new(&[case]).connected(&server);
    let outcome = office.send();
    let (codes, exit) = codes(&outcome);
    (codes.into_iter().map(str::to_owned).collect(), exit, server.messages().len())
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut case = case(1, fresh(1));
    change(&mut case);
    case
}

#[test]
fn who_cannot_be_reached_by_email_is_passed_over_with_the_reason() {
    let contact = |kontakt: Value| with(|case| case["parter"][0]["kontakt"] = kontakt);
    let fresh = "2026-10-01";
    for (case, code) in [
        (contact(json!({"epost": "a@b.example", "bekreftet": fresh, "reservert": true})), "UT-114"),
        (contact(json!({"bekreftet": fresh})), "UT-113"),
        (
            with(|case| {
                case["parter"][0].as_object_mut().unwrap().remove("kontakt");
            }),
            "UT-113",
        ),
        (contact(json!({"epost": "a@b.example"})), "UT-115"),
        // Eighteen months before 25 November 2026 is 25 May 2025.
        (contact(json!({"epost": "a@b.example", "bekreftet": "2025-05-24"})), "UT-115"),
        (contact(json!({"epost": "a@b.example", "bekreftet": "2026-11-26"})), "UT-115"),
        (with(|case| case["parter"][0]["adressegradering"] = json!("fortrolig")), "UT-112"),
        (
            with(|case| {
                case["parter"][0]["adressegradering"] = json!("strengt-fortrolig");
                case["parter"][0].as_object_mut().unwrap().remove("adresse");
            }),
            "UT-112",
        ),
    ] {
        assert_eq!(notice(case), (vec![code.to_owned()], 0, 0), "{code}");
    }
    assert_eq!(
        notice(contact(json!({"epost": "a@b.example", "bekreftet": "2025-05-25", "reservert": false}))),
        (vec![], 0, 1)
    );
}

#[test]
fn a_graded_address_is_never_named_in_the_reason() {
    let server = Smtp::obedient();
    let office =
        Office::new(&[with(|case| case["parter"][0]["adressegradering"] = json!("fortrolig"))]).connected(&server);
    let said = format!("{:?}", office.send());
    assert!(said.contains("Brevet går ikke automatisk") && !said.to_lowercase().contains("fortrolig"), "{said}");
}

#[test]
fn children_and_representatives_get_no_notice() {
    let young = with(|case| {
        case["parter"][0]["foedselsdato"] = json!("2009-01-15");
        case["vurdering"]["barnets_beste"] = json!("Inger ville selv ha hjelpen. Det er best for henne.");
        let parent = json!({"rolle": "foresatt", "navn": "Per Prøve", "foedselsdato": "1980-01-01",
            "adresse": case["parter"][0]["adresse"], "kontakt": {"epost": "far@post.example", "bekreftet": "2026-10-01"}});
        case["parter"].as_array_mut().unwrap().push(parent);
    });
    let server = Smtp::obedient();
    let office = Office::new(&[young]).connected(&server);
    assert_eq!(codes(&office.send()), (vec!["UT-116"], 0));
    assert_eq!(recipients(&server.messages()), ["far@post.example"], "the parent has a letter of her own");
    for rolle in ["verge", "fullmektig", "advokat"] {
        let case = with(|case| {
            case["representanter"] =
                json!([{"rolle": rolle, "navn": "Per Verge", "adresse": case["parter"][0]["adresse"]}]);
        });
        assert_eq!(notice(case), (vec!["UT-112".to_owned()], 0, 1), "{rolle}");
    }
}

#[test]
fn a_draft_a_changed_letter_and_a_letter_without_its_case_are_never_sent() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 2);
    let receipt = office.path("ut/2026-00001_vedtak_2026-11-23_1_soeker.kvittering.json");
    let text = fs::read_to_string(&receipt).unwrap();
    fs::write(&receipt, text.replace("\"er_utkast\": false", "\"er_utkast\": true")).unwrap();
    assert_eq!(codes(&office.send()), (vec!["UT-110"], 1));
    assert_eq!(recipients(&server.messages()), ["p2@post.example"]);
    fs::write(&receipt, &text).unwrap();
    fs::write(receipt.with_extension("").with_extension("pdf"), "%PDF-1.7").unwrap();
    assert_eq!(codes(&office.send()), (vec!["UT-102"], 1));
    let office = Office::with(&server, 1);
    assert_eq!(
        codes(&office.send_as(&Settings { saker: Vec::new(), ..office.settings() }).unwrap()),
        (vec!["UT-111"], 1)
    );
    // Two cases that give the same letter, and are not the same.
    fs::write(office.path("inn/tvilling.json"), case(1, fresh(9)).to_string()).unwrap();
    assert_eq!(codes(&office.send()), (vec!["UT-111"], 1));
    assert_eq!(server.messages().len(), 1);
    fs::write(
        office.path("ut/2026-00001_vedtak_2026-11-23_1_soeker.kvittering.json"),
        text.replace("\"format\": 1", "\"format\": 99"),
    )
    .unwrap();
    assert_eq!(codes(&office.send()), (vec!["UT-102"], 1));
}

#[test]
fn newer_contact_data_is_used_when_the_case_system_gives_it() {
    let server = Smtp::obedient();
    let office = Office::with(&server, 2);
    fs::write(
        office.path("inn/0000.json"),
        case(1, json!({"epost": "ny@post.example", "bekreftet": "2026-11-20"})).to_string(),
    )
    .unwrap();
    fs::write(office.path("inn/0001.json"), case(2, json!({"reservert": true})).to_string()).unwrap();
    office.send();
    assert_eq!(recipients(&server.messages()), ["ny@post.example"]);
}

#[test]
fn a_letter_in_nynorsk_has_a_notice_in_nynorsk() {
    let server = Smtp::obedient();
    let text = include_str!("../cases/good/hjemmesykepleie-innvilget-kort-nn/sak.yaml");
    let mut case: Value = serde_yaml::from_str(text).unwrap();
    case["avsender"] = json!("eksempel");
    case["parter"][0]["kontakt"] = fresh(1);
    let office = Office::new(&[case]).connected(&server);
    office.send();
    let bytes = server.messages().remove(0);
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(parsed.subject(), Some("Brev frå Eksempel kommune"));
    assert!(parsed.body_text(0).unwrap().contains("post no."));
}

#[test]
fn a_sender_without_email_and_a_library_that_is_not_approved_send_nothing() {
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 1);
    office.epost = Value::Null;
    assert_eq!(codes(&office.send()), (vec!["UT-129"], 2));
    let key = vedtaksbrev::deliver::journal::key::OfficeKey::new([7; 32]);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let disk = vedtaksbrev::disk::RealDisk;
    let refused =
        vedtaksbrev::send::send(&Library::embedded(), &disk, &key, &office.settings(), (&office.clock, &stop));
    assert_eq!(refused.err().unwrap().code, "UT-105");
}

#[test]
fn words_that_reveal_stop_the_message_whoever_wrote_them() {
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 1);
    for hvor in [
        "Vedtaket ligger i innboksen.",
        "Ring hjemmesykepleien.",
        "Spør om trygghetsalarm.",
        "Logg inn på Helsenorge.",
        "Se under BPA.",
    ] {
        office.epost["hvor"]["nb"] = json!(hvor);
        assert_eq!(codes(&office.send()), (vec!["TEKST-080"], 1), "{hvor}");
    }
    assert_eq!(server.messages().len(), 0);
}

fn wish() -> Value {
    json!({"hvem": "parten selv", "dato": "2026-11-20", "hvordan": "telefon",
        "system_passer_ikke": "Hun bor i utlandet og har ikke elektronisk ID.", "forsvarlig": "Fila er kryptert."})
}

fn policy() -> Value {
    json!({"risikovurdering": {"dato": "2026-09-01", "av": "Informasjonssikkerhetsrådet", "referanse": "2026/1234"}})
}

/// Sends the letter itself, with this contact and this policy.
fn attached(oenske: Option<Value>, policy: Option<Value>) -> (Outcome, Office, Smtp) {
    let server = Smtp::obedient();
    let mut kontakt = fresh(1);
    if let Some(oenske) = oenske {
        kontakt["oensker_epost"] = oenske;
    }
    let mut office = Office::new(&[case(1, kontakt)]).connected(&server);
    if let Some(policy) = policy {
        office.epost["vedlegg"] = policy;
    }
    let outcome = office.send_as(&Settings { slag: Slag::Vedlegg, ..office.settings() }).unwrap();
    (outcome, office, server)
}

#[test]
fn the_letter_itself_is_refused_without_the_policy_and_the_wish_with_the_provision_as_the_reason() {
    let later = json!({"risikovurdering": {"dato": "2026-12-01", "av": "Rådet", "referanse": "1"}});
    let mut tomorrow = wish();
    tomorrow["dato"] = json!("2026-11-26");
    for (oenske, policy) in [
        (None, Some(policy())),
        (Some(wish()), None),
        (None, None),
        (Some(wish()), Some(later)),
        (Some(tomorrow), Some(policy())),
    ] {
        let (outcome, office, server) = attached(oenske, policy);
        assert_eq!(codes(&outcome), (vec!["UT-117"], 1));
        let hint = outcome.problems[0].hint.as_deref().unwrap().replace('\u{a0}', " ");
        assert!(hint.contains("eForvaltningsforskriften § 8 andre ledd"), "{hint}");
        assert_eq!(server.messages().len(), 0);
        assert!(!office.path("ut/passord").exists());
    }
}

#[test]
fn the_letter_itself_goes_encrypted_and_its_password_by_another_way() {
    use std::os::unix::fs::PermissionsExt;
    let (outcome, office, server) = attached(Some(wish()), Some(policy()));
    assert_eq!(codes(&outcome), (vec![], 0));
    let file = office.path("ut/passord/2026-00001_vedtak_2026-11-23_1_soeker.txt");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(file).unwrap();
    let password = text.lines().next().unwrap();
    let bytes = server.messages().remove(0);
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    let attachment = parsed.attachment(0).unwrap();
    assert_eq!(attachment.attachment_name(), Some("brev.pdf"));
    let opened = open(attachment.contents(), password).unwrap();
    assert!(!opened.get_pages().is_empty());
    assert!(open(attachment.contents(), "").is_err());
    let all = format!("{outcome:?}{}{}", String::from_utf8_lossy(&bytes), parsed.body_text(0).unwrap());
    assert!(!all.contains(password));
    let journal = fs::read(office.path("ut/journal.sqlite")).unwrap();
    assert!(!journal.windows(password.len()).any(|window| window == password.as_bytes()));
    // Who has the letter needs no notice of it.
    office.send();
    assert_eq!(server.messages().len(), 1);
}

#[test]
fn the_offices_own_mailbox_gets_a_notice_or_an_encrypted_file_only_where_the_sender_has_said_so() {
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 1);
    let intern = Settings { slag: Slag::Intern, ..office.settings() };
    assert_eq!(codes(&office.send_as(&intern).unwrap()), (vec!["UT-117"], 1));
    office.epost["intern"] =
        json!({"domener": ["eksempel.example"], "adresse": "arkiv@eksempel.example", "slik": "varsel"});
    office.send_as(&intern).unwrap();
    assert_eq!(recipients(&server.messages()), ["arkiv@eksempel.example"]);
    let bytes = server.messages().remove(0);
    assert_eq!(MessageParser::default().parse(&bytes).unwrap().attachment_count(), 0);
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 1);
    office.epost["intern"] =
        json!({"domener": ["eksempel.example"], "adresse": "arkiv@eksempel.example", "slik": "kryptert"});
    office.send_as(&intern_of(&office)).unwrap();
    let bytes = server.messages().remove(0);
    assert_eq!(MessageParser::default().parse(&bytes).unwrap().attachment_count(), 1);
    assert!(office.path("ut/passord").is_dir());
}

fn intern_of(office: &Office) -> Settings {
    Settings { slag: Slag::Intern, ..office.settings() }
}

#[test]
fn what_is_wrong_with_a_senders_email_is_said_when_the_library_is_checked() {
    let server = Smtp::obedient();
    let mut office = Office::with(&server, 1);
    // The approved copy invents words where there are prices.
    const OURS: &str = "eksempel/avsender.yaml";
    let found = |office: &Office| {
        let problems = vedtaksbrev::check::check_library(&office.library(), &vedtaksbrev::letter::known::names());
        let errors: Vec<String> = problems
            .iter()
            .filter(|it| it.is_error() && it.place.file.ends_with(OURS))
            .map(|it| it.message.clone())
            .collect();
        errors.join("; ")
    };
    assert_eq!(found(&office), "");
    let good = office.epost.clone();
    for (field, value, message) in [
        ("fra", json!("Kari <kari@a.example>"), "Dette er ikke en e-postadresse"),
        ("fra", json!("a@b.example\r\nBcc: c@d.example"), "Dette er ikke en e-postadresse"),
        ("fra", json!("tildelingskontoret@a.example"), "E-posten kan røpe hva brevet gjelder: «tildelingskontor»"),
        ("server", json!("smtp"), "Dette er ikke et domenenavn"),
        ("kryptering", json!("ingen"), "«ingen» kan ikke stå her"),
        ("port", json!(0), "Porten finnes ikke"),
        ("per_minutt", json!(0), "Antallet kan ikke brukes"),
        (
            "passord_fra",
            json!({"passord": "x"}),
            "Ukjent felt: «passord»; Det må stå ett sted å hente passordet; «bruker» og «passord_fra» må stå sammen",
        ),
        ("vedlegg", json!({}), "Feltet «risikovurdering» mangler"),
        (
            "intern",
            json!({"domener": ["a.example"], "adresse": "x@b.example", "slik": "varsel"}),
            "Adressen ligger ikke i noen av domenene",
        ),
        (
            "hvor",
            json!({"nb": "Se søknaden din.", "nn": "Logg inn."}),
            "E-posten kan røpe hva brevet gjelder: «søknad»",
        ),
    ] {
        office.epost = good.clone();
        office.epost[field] = value;
        let said = found(&office);
        let mut parts: Vec<&str> = said.split("; ").collect();
        let mut wanted: Vec<&str> = message.split("; ").collect();
        parts.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(parts, wanted, "{field}");
    }
}

fn open(pdf: &[u8], password: &str) -> lopdf::Result<lopdf::Document> {
    lopdf::Document::load_mem_with_options(pdf, lopdf::LoadOptions::with_password(password))
}
