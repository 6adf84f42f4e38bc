//! Every kind of problem: code, place and path, from a good case with one thing spoiled.

use crate::cases::*;
use vedtaksbrev::problem::{Problem, Severity};
use vedtaksbrev::sak::read;

/// Spoils a case and expects exactly one problem; `at` is the text that stands where it points.
fn expect(case: &str, edits: &[(&str, &str)], code: &str, path: &str, at: &str) -> Problem {
    let text = edit(case, edits);
    let reading = read(text.as_bytes(), "sak.yaml");
    let all: String = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(reading.problems.len(), 1, "expected {code} alone:\n{all}");
    let problem = &reading.problems[0];
    assert_eq!(problem.code, code, "{all}");
    assert_eq!(problem.place.field.as_deref().unwrap_or_default(), path, "{all}");
    assert_eq!(text.matches(at).count(), 1, "«{at}» must stand once");
    let before = &text[..text.find(at).unwrap()];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!((problem.place.line, problem.place.column), (Some(line as u32), Some(column as u32)), "{all}");
    assert!(problem.hint.is_some(), "{all}");
    problem.clone()
}

fn error(case: &str, edits: &[(&str, &str)], code: &str, path: &str, at: &str) {
    assert_eq!(expect(case, edits, code, path, at).severity, Severity::Error, "{code}");
}

fn warning(case: &str, edits: &[(&str, &str)], code: &str, path: &str, at: &str) {
    assert_eq!(expect(case, edits, code, path, at).severity, Severity::Warning, "{code}");
}

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
        &[("avsender: faerder", "avsender: Færder kommune")],
        "SAK-009",
        "avsender",
        "Færder kommune",
    );
    error(
        PRAKTISK_BISTAND,
        &[("\"0000\"", "0 000 000 000 000")],
        "SAK-009",
        "parter[0].adresse.postnummer",
        "0 000 000",
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
        "tjenester[0].ny_vurdering.senest",
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
fn extent() {
    error(
        VENTELISTE,
        &[("besoek_per_doegn: 4, minutter_per_besoek: 30", "timer_per_uke: 168.5")],
        "SAK-040",
        "tjenester[1].omfang.timer_per_uke",
        "168.5",
    );
    error(
        VENTELISTE,
        &[("besoek_per_doegn: 4", "besoek_per_doegn: 49")],
        "SAK-040",
        "tjenester[1].omfang.besoek_per_doegn",
        "49",
    );
    error(VENTELISTE, &[("doegn: 21", "dager_per_uke: 8")], "SAK-040", "tjenester[2].omfang.dager_per_uke", "8}");
    error(VENTELISTE, &[("{doegn: 21}", "{}")], "SAK-041", "tjenester[2].omfang", "omfang: {}");
    error(VENTELISTE, &[("doegn: 21", "dager_per_uke: 0")], "SAK-041", "tjenester[2].omfang", "omfang: {dager");
    error(BPA_DELVIS, &[("    omfang: {timer_per_uke: 28}\n", "")], "SAK-042", "tjenester[0].omfang", "tjeneste: bpa");
    error(
        VENTELISTE,
        &[("    periode: {fra: 2026-11-25, til: naar-plass}\n", "")],
        "SAK-043",
        "tjenester[1].periode",
        "tjeneste: helse",
    );
    let unasked = BPA_DELVIS.replace("    soekt: {timer_per_uke: 35}\n", "");
    error(&unasked, &[], "SAK-044", "tjenester[0].soekt", "tjeneste: bpa");
    error(
        OMSORGSSTOENAD,
        &[("    omsorgsarbeid:", "    omfang: {timer_per_uke: 5}\n    omsorgsarbeid:")],
        "SAK-045",
        "tjenester[0].omfang",
        "omfang: {timer_per_uke: 5}",
    );
    error(
        OMSORGSSTOENAD,
        &[("    omsorgsarbeid:", "    periode: {fra: 2026-12-01, til: uten-sluttdato}\n    omsorgsarbeid:")],
        "SAK-045",
        "tjenester[0].periode",
        "periode: {fra",
    );
    error(
        VENTELISTE,
        &[("besoek_per_doegn: 4,", "timer_per_uke: 15, besoek_per_doegn: 4,")],
        "SAK-046",
        "tjenester[1].omfang.timer_per_uke",
        "15,",
    );
    warning(VENTELISTE, &[("doegn: 21", "doegn: 22")], "SAK-049", "tjenester[2].omfang.doegn", "22}");
}

#[test]
fn the_outcome_follows_what_was_applied_for() {
    error(
        BPA_DELVIS,
        &[("utfall: delvis-innvilget", "utfall: innvilget")],
        "SAK-048",
        "tjenester[0].utfall",
        "innvilget\n",
    );
    let whole = PRAKTISK_BISTAND.replace(
        "utfall: innvilget\n    innhold: Rengjøring",
        "utfall: delvis-innvilget\n    soekt: {timer_per_uke: 2.5}\n    innhold: Rengjøring",
    );
    warning(&whole, &[], "SAK-047", "tjenester[0].utfall", "delvis-innvilget");
}

#[test]
fn tasks() {
    let problem = expect(
        PRAKTISK_BISTAND,
        &[("minutter: 120", "minutter: 150")],
        "SAK-050",
        "tjenester[0].oppgaver",
        "oppgaver:",
    );
    assert_eq!(problem.message, "Oppgavene blir 15 minutter mer per uke enn omfanget");
    error(
        BPA_DELVIS,
        &[("soekt_minutter: 150", "soekt_minutter: 160")],
        "SAK-051",
        "tjenester[0].oppgaver",
        "oppgaver:",
    );
    error(
        ENDRING,
        &[("foer: {timer_per_uke: 6}", "foer: {timer_per_uke: 7}")],
        "SAK-052",
        "tjenester[0].oppgaver",
        "oppgaver:",
    );
    error(
        ENDRING,
        &[("varslet: {timer_per_uke: 3}", "varslet: {timer_per_uke: 4}")],
        "SAK-052",
        "tjenester[0].oppgaver",
        "oppgaver:",
    );
    error(
        ENDRING,
        &[("        hvorfor_mindre: Leiligheten er mindre.\n", "")],
        "SAK-053",
        "tjenester[0].oppgaver[0].hvorfor_mindre",
        "hva: Rengjøring",
    );
    warning(
        OMSORGSSTOENAD,
        &[("opplyst_minutter_per_uke: 270", "opplyst_minutter_per_uke: 271")],
        "SAK-054",
        "tjenester[0].omsorgsarbeid",
        "omsorgsarbeid:",
    );
}

#[test]
fn reasons() {
    error(
        OMSORGSSTOENAD,
        &[("      situasjon: Eirik er 9 år og har nedsett funksjonsevne.\n", "")],
        "SAK-060",
        "tjenester[0].vurdering",
        "vurdering:\n      hovedgrunn",
    );
    error(
        OMSORGSSTOENAD,
        &[("  medvirkning: Du meiner at du er sliten fordi alt hviler på deg.\n", "")],
        "SAK-061",
        "vurdering.medvirkning",
        "vurdering:\n  forsvarlighet",
    );
    error(
        OMSORGSSTOENAD,
        &[("  forsvarlighet: Eirik får dekt behova sine på dagtid, og du får jamleg fri.\n", "")],
        "SAK-062",
        "vurdering.forsvarlighet",
        "vurdering:\n  medvirkning",
    );
    let all_granted = PRAKTISK_BISTAND.replace("  forsvarlighet: >-\n    Med fast hjelp til det tunge husarbeidet og alarm hele døgnet kan du bo hjemme slik du ønsker.\n", "");
    warning(&all_granted, &[], "SAK-062", "vurdering.forsvarlighet", "vurdering:\n  situasjon");
    error(
        ENDRING,
        &[("  forsvarlighet: Du får hjelp til alt du ikke klarer selv.\n", "")],
        "SAK-062",
        "vurdering.forsvarlighet",
        "vurdering:\n  medvirkning",
    );
}

#[test]
fn long_term_stay() {
    let path = "tjenester[0].utfall";
    error(VENTELISTE, &[("plass_straks: false", "plass_straks: true")], "SAK-070", path, "venteliste\n");
    warning(
        VENTELISTE,
        &[("kriterier_oppfylt: true", "kriterier_oppfylt: true"), ("varig, oppfylt: true", "varig, oppfylt: false")],
        "SAK-073",
        "tjenester[0].langtid.kriterier_oppfylt",
        "true\n      kriterier:",
    );
    let refused = VENTELISTE
        .replace("utfall: venteliste", "utfall: avslag")
        .replace("  medvirkning:", "  behov: Du klarer deg heime.\n  medvirkning:");
    error(&refused, &[], "SAK-070", path, "avslag\n");
    let refused = refused
        .replace("kriterier_oppfylt: true", "kriterier_oppfylt: false")
        .replace("varig, oppfylt: true", "varig, oppfylt: false");
    assert!(read(refused.as_bytes(), "sak.yaml").problems.is_empty());
    let unstated = "      kriterier:\n        - {kriterium: Behovet er stort og varig, oppfylt: false, hvorfor: Behovet har auka sidan i vår.}\n";
    error(&refused, &[(unstated, "")], "SAK-072", "tjenester[0].langtid.kriterier", "langtid:\n");
    let neither = VENTELISTE
        .replace("kriterier_oppfylt: true", "kriterier_oppfylt: false")
        .replace("varig, oppfylt: true", "varig, oppfylt: false");
    error(&neither, &[], "SAK-070", path, "venteliste\n");
}

#[test]
fn a_waiting_list_says_how_the_waiting_is_made_safe() {
    let langtid = |field| format!("tjenester[0].langtid.{field}");
    let at = "langtid:\n";
    error(VENTELISTE, &[("      venteliste_fra: 2026-11-24\n", "")], "SAK-074", &langtid("venteliste_fra"), at);
    error(
        VENTELISTE,
        &[("      kontaktperson: sjukepleiar Tor Mønster\n", "")],
        "SAK-074",
        &langtid("kontaktperson"),
        at,
    );
    let unfollowed =
        "      oppfoelging: |\n        - Tor ringer deg annakvar veke.\n        - Heimesjukepleia veg deg kvar veke.\n";
    error(VENTELISTE, &[(unfollowed, "")], "SAK-074", &langtid("oppfoelging"), at);
    let sound = ("  medvirkning:", "  forsvarlighet: Hjelpa er trygg.\n  medvirkning:");
    let unsafe_waiting =
        ("      ventetid_vurdering: Fire besøk om dagen gjer at nokon er hos deg ved alle måltida.\n", "");
    error(VENTELISTE, &[unsafe_waiting, sound], "SAK-074", &langtid("ventetid_vurdering"), at);
    let from = VENTELISTE.find("    langtid:\n").unwrap();
    let to = VENTELISTE.find("  - tjeneste: helsetjenester").unwrap();
    let bare = format!("{}{}", &VENTELISTE[..from], &VENTELISTE[to..]);
    error(&bare, &[sound], "SAK-071", "tjenester[0].langtid", "tjeneste: langtidsopphold");
}

#[test]
fn change() {
    let from = ENDRING.find("endring:\n").unwrap();
    let to = ENDRING.find("tjenester:\n").unwrap();
    let bare = format!("{}{}", &ENDRING[..from], &ENDRING[to..]);
    error(&bare, &[], "SAK-080", "endring", "saksnummer: ");
    let superfluous = format!("{PRAKTISK_BISTAND}{}", ENDRING[from..to].replace("  varslet: {timer_per_uke: 3}\n", ""));
    error(&superfluous, &[], "SAK-081", "endring", "endring:\n");
    error(ENDRING, &[("2025-02-03", "2026-10-26")], "SAK-082", "endring.varsel.sendt", "2026-10-26, frist");
    error(ENDRING, &[("frist: 2026-11-16", "frist: 2026-10-25")], "SAK-082", "endring.varsel.frist", "2026-10-25");
    error(ENDRING, &[("uttalelse: 2026-11-09", "uttalelse: 2026-10-25")], "SAK-082", "endring.uttalelse", "2026-10-25");
    error(ENDRING, &[("fra: 2027-01-04", "fra: 2026-11-22")], "SAK-083", "tjenester[0].periode.fra", "2026-11-22");
    error(
        ENDRING,
        &[("  uttalelse: 2026-11-09\n", ""), ("frist: 2026-11-16", "frist: 2026-11-30")],
        "SAK-084",
        "endring.varsel.frist",
        "2026-11-30",
    );
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
