//! Problems with what is decided and why: code, place and path.

use crate::cases::*;
use crate::expect::{error, expect, warning};
use vedtaksbrev::sak::{check_monthly_tasks, read};

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
    error(&whole, &[], "SAK-047", "tjenester[0].utfall", "delvis-innvilget");
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
    let (before, rest) = PRAKTISK_BISTAND.split_once("  forsvarlighet: >-\n").unwrap();
    let (_, after) = rest.split_once("\nny_vurdering:").unwrap();
    let all_granted = format!("{before}ny_vurdering:{after}");
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
fn a_change_goes_the_way_the_case_says() {
    // Without the tasks, which have sums of their own.
    let (from, to) = (ENDRING.find("    oppgaver:\n").unwrap(), ENDRING.find("vurdering:\n").unwrap());
    let case = format!("{}{}", &ENDRING[..from], &ENDRING[to..]);
    let (stated, before, now) = ("grunnlag: vedtaket-selv", "{timer_per_uke: 6}", "{timer_per_uke: \"3,5\"}");
    let more = "retning: mer, grunnlag: vedtaket-selv".replace(", ", "\n  ");
    error(&case, &[(stated, &more)], "SAK-085", "endring.retning", "mer\n");
    error(&case, &[(now, "{timer_per_uke: 9}")], "SAK-085", "endring.foer", "foer: {");
    error(&case, &[(now, before)], "SAK-085", "endring.foer", "foer: {");
    let visits = "{besoek_per_doegn: 3, minutter_per_besoek: 20}";
    error(&case, &[(now, visits)], "SAK-085", "endring.foer", "foer: {");
    let sound = |edits: &[(&str, &str)]| {
        let found = read(edit(&case, edits).as_bytes(), "sak.yaml").problems;
        assert!(found.is_empty(), "{}", found.iter().map(ToString::to_string).collect::<String>());
    };
    sound(&[(stated, &more), (now, "{timer_per_uke: 9}")]);
    // The same hours on other days, and more hours on fewer days, are for the case to name.
    sound(&[(now, "{timer_per_uke: 6, utdyping: mandag}")]);
    sound(&[(before, "{timer_per_uke: 3, dager_per_uke: 3}"), (now, "{timer_per_uke: 4, dager_per_uke: 2}")]);
    let extent = format!("    omfang: {now}\n");
    let refused = [
        ("utfall: innvilget", "utfall: avslag"),
        (extent.as_str(), ""),
        ("    periode: {fra: 2027-01-04, til: uten-sluttdato}\n", ""),
        ("  medvirkning", "  behov: Du klarer det selv.\n  medvirkning"),
    ];
    error(&case, &refused, "SAK-181", "tjenester[0].utfall", "avslag");
    let ends = "retning: opphoer\n  grunnlag: vedtaket-selv";
    error(&case, &[(stated, ends)], "SAK-181", "tjenester[0].utfall", "innvilget");
}

#[test]
fn a_change_between_hours_by_the_month_and_by_the_week_is_counted_with_the_libraries_weeks() {
    let (from, to) = (ENDRING.find("    oppgaver:\n").unwrap(), ENDRING.find("vurdering:\n").unwrap());
    let case = format!("{}{}", &ENDRING[..from], &ENDRING[to..]);
    let problems = |hours: &str| {
        let case = edit(&case, &[("{timer_per_uke: 6}", &format!("{{timer_per_maaned: {hours}}}"))]);
        let reading = read(case.as_bytes(), "sak.yaml");
        assert!(reading.problems.is_empty());
        check_monthly_tasks(reading.sak.as_ref().unwrap(), &reading.tree, 4)
    };
    assert_eq!(problems("15"), []);
    assert_eq!(problems("13").iter().map(|problem| problem.code).collect::<Vec<_>>(), ["SAK-085"]);
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
