//! Problems with single fields, dates, answers and people: code, place and path.

use crate::cases::*;
use crate::expect::{error, expect, warning};
use vedtaksbrev::sak::read;

#[test]
fn reading() {
    let problem = expect(PRAKTISK_BISTAND, &[("godkjenner:", "godkjener:")], "SAK-001", "", "godkjener");
    assert_eq!(problem.message, "Feltet «godkjener» er ukjent");
    assert_eq!(problem.hint.as_deref(), Some("mente du godkjenner?"));
    let problem = expect(
        PRAKTISK_BISTAND,
        &[("    innhold: Rengjøring", "    Kari Hemmelig: Rengjøring")],
        "SAK-001",
        "tjenester[0]",
        "Kari Hemmelig",
    );
    assert_eq!(problem.message, "Feltet er ukjent");
    let moved =
        [("tittel: saksbehandler}", "tittel: saksbehandler, maalform: nb}"), ("maalform: nb\navsender", "avsender")];
    let problem = expect(PRAKTISK_BISTAND, &moved, "SAK-001", "saksbehandler", "maalform");
    assert_eq!(problem.message, "Feltet «maalform» hører ikke hjemme her");
    assert!(problem.hint.unwrap().starts_with("flytt det ytterst"));
    error(PRAKTISK_BISTAND, &[("    navn: Solveig Eksempelsen\n", "")], "SAK-002", "parter[0].navn", "rolle: soeker");
    error(PRAKTISK_BISTAND, &[("Solveig Eksempelsen", "~")], "SAK-002", "parter[0].navn", "~");
    error(PRAKTISK_BISTAND, &[("Solveig Eksempelsen", "\" \"")], "SAK-002", "parter[0].navn", "\" \"");
    error(
        PRAKTISK_BISTAND,
        &[("under_2g: true", "under_2g: ja")],
        "SAK-003",
        "husstand.inntekt_under_2g",
        "ja\n\ntjenester",
    );
    error(PRAKTISK_BISTAND, &[("120", "\"120\"")], "SAK-003", "tjenester[0].oppgaver[0].minutter", "\"120\"");
    error(PRAKTISK_BISTAND, &[("120", "-120")], "SAK-003", "tjenester[0].oppgaver[0].minutter", "-120");
    error(PRAKTISK_BISTAND, &[("Solveig Eksempelsen", "[Solveig]")], "SAK-003", "parter[0].navn", "[Solveig]");
    error(
        PRAKTISK_BISTAND,
        &[("[Prøveveien 1]", "Prøveveien 1")],
        "SAK-003",
        "parter[0].adresse.linjer",
        "Prøveveien 1",
    );
    error(
        PRAKTISK_BISTAND,
        &[("{navn: Kari Prøve, tittel: saksbehandler}", "Kari Prøve")],
        "SAK-003",
        "saksbehandler",
        "Kari Prøve",
    );
    error(PRAKTISK_BISTAND, &[("rolle: soeker", "rolle: søker")], "SAK-004", "parter[0].rolle", "søker\n");
    error(PRAKTISK_BISTAND, &[("maalform: nb", "maalform: se")], "SAK-004", "maalform", "se\n");
    error(VENTELISTE, &[("naar-plass", "snart")], "SAK-004", "tjenester[1].periode.til", "snart");
    error(PRAKTISK_BISTAND, &[("Solveig Eksempelsen", "\"So\\u202Elveig\"")], "SAK-005", "parter[0].navn", "\"So\\u");
    error(PRAKTISK_BISTAND, &[("Solveig Eksempelsen", "\"So\\nlveig\"")], "SAK-005", "parter[0].navn", "\"So\\n");
    let long = format!("«{}»", "x".repeat(600));
    error(PRAKTISK_BISTAND, &[("Solveig Eksempelsen", &long)], "SAK-005", "parter[0].navn", &long);
    error(PRAKTISK_BISTAND, &[("1942-01-01", "1942-02-30")], "SAK-006", "parter[0].foedselsdato", "1942-02-30");
    error(PRAKTISK_BISTAND, &[("1942-01-01", "01.01.1942")], "SAK-006", "parter[0].foedselsdato", "01.01.1942");
    error(PRAKTISK_BISTAND, &[("1942-01-01", "1842-01-01")], "SAK-006", "parter[0].foedselsdato", "1842-01-01");
    error(OMSORGSSTOENAD, &[("01817010055", "01817010056")], "SAK-007", "parter[0].foedselsnummer", "\"01817010056\"");
    error(
        PRAKTISK_BISTAND,
        &[("{timer_per_uke: 2.5}", "{timer_per_uke: -2.5}")],
        "SAK-008",
        "tjenester[0].omfang.timer_per_uke",
        "-2.5",
    );
    error(
        PRAKTISK_BISTAND,
        &[("{timer_per_uke: 2.5}", "{timer_per_uke: 2.333}")],
        "SAK-008",
        "tjenester[0].omfang.timer_per_uke",
        "2.333",
    );
    error(PRAKTISK_BISTAND, &[("2026/00001", "../00001")], "SAK-009", "saksnummer", "../00001");
    error(
        PRAKTISK_BISTAND,
        &[("\"0000\"", "0 000 000 000 000")],
        "SAK-009",
        "parter[0].adresse.postnummer",
        "0 000 000",
    );
}

#[test]
fn a_text_that_a_hash_cuts_short_is_told() {
    for whole in ["navn: \"Solveig #2\"", "navn: Solveig#2", "navn: Solveig Eksempelsen"] {
        let text = PRAKTISK_BISTAND.replace("navn: Solveig Eksempelsen", whole);
        assert!(read(text.as_bytes(), "sak.yaml").problems.is_empty(), "{whole}");
    }
    warning(
        PRAKTISK_BISTAND,
        &[("navn: Solveig Eksempelsen", "navn: Solveig # Eksempelsen")],
        "SAK-010",
        "parter[0].navn",
        "Solveig #",
    );
}

#[test]
fn dates() {
    error(PRAKTISK_BISTAND, &[("mottatt: 2026-11-02", "mottatt: 2026-11-24")], "SAK-020", "vedtaksdato", "2026-11-23");
    error(PRAKTISK_BISTAND, &[("2026-11-11", "2026-11-25")], "SAK-021", "moeter[0].dato", "2026-11-25");
    error(PRAKTISK_BISTAND, &[("1942-01-01", "2042-01-01")], "SAK-021", "parter[0].foedselsdato", "2042-01-01");
    error(
        VENTELISTE,
        &[("svar: 2026-10-20", "svar: 2026-11-25")],
        "SAK-021",
        "foreloepig_svar",
        "2026-11-25\ntjenester",
    );
    error(OMSORGSSTOENAD, &[("2013-06-07", "2033-06-07")], "SAK-021", "husstand.barn[0].foedselsdato", "2033-06-07");
    error(OMSORGSSTOENAD, &[("2017-04-05", "2037-04-05")], "SAK-021", "gjelder_person.foedselsdato", "2037-04-05");
    error(ENDRING, &[("2026-11-09", "2026-11-29")], "SAK-021", "endring.uttalelse", "2026-11-29");
    error(
        VENTELISTE,
        &[("2026-12-21", "2026-11-29"), ("doegn: 21", "dager_per_uke: 7")],
        "SAK-022",
        "tjenester[2].periode.til",
        "2026-11-29",
    );
    error(VENTELISTE, &[("svar: 2026-10-20", "svar: 2026-10-11")], "SAK-023", "foreloepig_svar", "2026-10-11");
    error(
        PRAKTISK_BISTAND,
        &[("senest: 2027-11-30", "senest: 2025-11-30")],
        "SAK-024",
        "ny_vurdering.senest",
        "2025-11-30",
    );
    error(BPA_DELVIS, &[("senest: 2028-02-01", "senest: 2026-02-01")], "SAK-024", "ny_vurdering.senest", "2026-02-01");
}

#[test]
fn answers() {
    let without = PRAKTISK_BISTAND.replace("soeknad:\n  - mottatt: 2026-11-02\n    tjenester: [praktisk-bistand, trygghetsalarm]\n    gjelder: hjelp til husarbeid og innkjøp, og om trygghetsalarm\n", "");
    error(&without, &[], "SAK-030", "soeknad", "saksnummer: ");
    error(
        PRAKTISK_BISTAND,
        &[("[praktisk-bistand, trygghetsalarm]", "[praktisk-bistand, bpa, trygghetsalarm]")],
        "SAK-031",
        "soeknad[0].tjenester[1]",
        "bpa,",
    );
    error(
        ENDRING,
        &[("tjenester:\n", "soeknad:\n  - {mottatt: 2026-10-01, tjenester: []}\ntjenester:\n")],
        "SAK-032",
        "soeknad[0].tjenester",
        "tjenester: []",
    );
    warning(
        PRAKTISK_BISTAND,
        &[("[praktisk-bistand, trygghetsalarm]", "[praktisk-bistand]")],
        "SAK-033",
        "tjenester[1].tjeneste",
        "trygghetsalarm\n    klassifisering",
    );
    let empty = format!("{}tjenester: []\n", &ENDRING[..ENDRING.find("tjenester:").unwrap()]);
    let reading = read(empty.as_bytes(), "sak.yaml");
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.code == "SAK-034" && problem.place.field.as_deref() == Some("tjenester"))
    );
    error(
        PRAKTISK_BISTAND,
        &[("brevtype: vedtak", "brevtype: vedtak\nnummer: 0")],
        "SAK-035",
        "nummer",
        "0\nvedtaksdato",
    );
}

#[test]
fn an_agreed_service_needs_no_application() {
    let text = edit(
        PRAKTISK_BISTAND,
        &[
            ("[praktisk-bistand, trygghetsalarm]", "[praktisk-bistand]"),
            ("klassifisering: helsetjeneste", "avtalt: 2026-11-11"),
        ],
    );
    assert!(read(text.as_bytes(), "sak.yaml").problems.is_empty());
}

#[test]
fn people() {
    let from = PRAKTISK_BISTAND.find("parter:\n").unwrap();
    let to = PRAKTISK_BISTAND.find("soeknad:\n").unwrap();
    let bare = format!("{}parter: []\n{}", &PRAKTISK_BISTAND[..from], &PRAKTISK_BISTAND[to..]);
    error(&bare, &[], "SAK-090", "parter", "parter: []");
    let graded =
        [("    foedselsdato: 1942-01-01\n", "    foedselsdato: 1942-01-01\n    adressegradering: strengt-fortrolig\n")];
    let problem = expect(PRAKTISK_BISTAND, &graded, "SAK-091", "parter[0].adresse", "adresse:\n");
    assert!(!problem.to_string().contains("fortrolig"));
    let address =
        "    adresse:\n      linjer: [Prøveveien 1]\n      postnummer: \"0000\"\n      poststed: EKSEMPELSTAD\n";
    error(PRAKTISK_BISTAND, &[(address, "")], "SAK-092", "parter[0].adresse", "rolle: soeker");
    assert!(read(edit(PRAKTISK_BISTAND, &[(address, ""), graded[0]]).as_bytes(), "sak.yaml").problems.is_empty());
    error(PRAKTISK_BISTAND, &[("    foedselsdato: 1942-01-01\n", "")], "SAK-093", "parter[0]", "rolle: soeker");
    error(
        OMSORGSSTOENAD,
        &[("    foedselsnummer:", "    foedselsdato: 1970-01-02\n    foedselsnummer:")],
        "SAK-094",
        "parter[0].foedselsdato",
        "1970-01-02",
    );
    error(
        OMSORGSSTOENAD,
        &[("gjelder_person: {navn: Eirik, omtale: sonen din, foedselsdato: 2017-04-05}\n", "")],
        "SAK-095",
        "gjelder_person",
        "saksnummer: ",
    );
    error(VENTELISTE, &[("[Testgata 9]", "[a, b, c, d]")], "SAK-096", "representanter[0].adresse.linjer", "linjer: [a");
    error(PRAKTISK_BISTAND, &[("\"0000\"", "\"000\"")], "SAK-097", "parter[0].adresse.postnummer", "\"000\"");
    let abroad = [("\"0000\"", "\"111 22\""), ("poststed: EKSEMPELSTAD", "poststed: STOCKHOLM\n      land: Sverige")];
    assert!(read(edit(PRAKTISK_BISTAND, &abroad).as_bytes(), "sak.yaml").problems.is_empty());
    error(
        OMSORGSSTOENAD,
        &[("[omsorgsstoenad]}", "[omsorgsstoenad], innsender: representanten}")],
        "SAK-098",
        "soeknad[0].innsender",
        "representanten}",
    );
}
