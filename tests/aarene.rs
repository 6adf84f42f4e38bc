//! Words, sections and rates on both sides of every change the library knows.

use jiff::civil::Date;
use vedtaksbrev::texts::hjemmel::Hjemmel;
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::ord::ready;
use vedtaksbrev::texts::rules::refuse;
use vedtaksbrev::texts::sats::Satser;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Whether a word is wrong on a day.
fn wrong(library: &Library, text: &str, on: &str) -> bool {
    library.ord().iter().any(|word| word.wrong_on(day(on)) && word.found_in(&ready(text)).is_some())
}

#[test]
fn words_are_wrong_from_their_day_and_not_before() {
    let library = Library::embedded();
    for (word, last_right, first_wrong) in [
        ("Fylkesmannen i Nordland", "2020-12-31", "2021-01-01"),
        ("Sivilombudsmannen", "2021-06-30", "2021-07-01"),
        ("omsorgslønn", "2017-09-30", "2017-10-01"),
        ("fylkesnemnda", "2022-12-31", "2023-01-01"),
        ("samtykkekompetanse", "2026-05-31", "2026-06-01"),
    ] {
        assert!(!wrong(&library, word, last_right), "{word} on {last_right}");
        assert!(wrong(&library, word, first_wrong), "{word} on {first_wrong}");
    }
}

#[test]
fn sections_are_in_force_on_their_days_only() {
    let library = Library::embedded();
    let stands = |data: &str, on: &str| refuse(&library, &Hjemmel::parse(data).unwrap(), day(on)).is_none();
    for (old, new, last_old, first_new) in [
        ("hol/3-2/1/6/d", "hol/3-6/-/2", "2017-09-30", "2017-10-01"),
        ("hol/3-7", "boligsosialloven/6", "2023-06-30", "2023-07-01"),
        ("pbrl/2-1a", "pbrl/2-1", "2024-05-31", "2024-06-01"),
    ] {
        assert!(stands(old, last_old) && !stands(old, first_new), "{old}");
        assert!(!stands(new, last_old) && stands(new, first_new), "{new}");
        let hint = refuse(&library, &Hjemmel::parse(old).unwrap(), day(first_new)).unwrap().hint;
        assert!(hint.contains(new), "{old}: {hint}");
    }
    assert!(!stands("hol/3-2/1/7", "2019-12-31") && stands("hol/3-2/1/7", "2020-01-01"));
    assert!(stands("fvl/27/3", "2027-12-31") && !stands("fvl2025/59", "2100-01-01"));
}

/// Year, short stay a day and night, a day or a night, the ceiling a month, and the free amount (kroner).
const RATES: [(i16, i64, i64, i64, i64); 14] = [
    (2013, 137, 72, 175, 7_000),
    (2014, 142, 74, 180, 7_250),
    (2015, 147, 77, 186, 7_500),
    (2016, 150, 80, 190, 7_800),
    (2017, 155, 80, 200, 8_000),
    (2018, 160, 80, 205, 8_200),
    (2019, 165, 85, 210, 8_400),
    (2020, 170, 90, 210, 8_700),
    (2021, 175, 95, 210, 9_000),
    (2022, 180, 100, 215, 9_100),
    (2023, 185, 105, 220, 9_400),
    (2024, 193, 110, 230, 10_000),
    (2025, 200, 115, 240, 10_450),
    (2026, 205, 115, 245, 10_950),
];

#[test]
fn rates_are_those_of_the_regulation_for_every_year() {
    let satser = Library::embedded().satser();
    let kroner = |satser: &Satser, id: &str, year| satser.beloep_oere(id, year).map(|oere| oere / 100);
    for (year, short, day, ceiling, free) in RATES {
        assert_eq!(kroner(&satser, "korttid_per_doegn", year), Some(short), "{year}");
        assert_eq!(kroner(&satser, "dag_eller_natt", year), Some(day), "{year}");
        assert_eq!(kroner(&satser, "utgiftstak_per_maaned", year), Some(ceiling), "{year}");
        assert_eq!(kroner(&satser, "fribeloep", year), Some(free), "{year}");
    }
    for id in ["korttid_per_doegn", "dag_eller_natt", "utgiftstak_per_maaned", "fribeloep"] {
        assert_eq!(satser.beloep_oere(id, 2027), None, "{id}");
    }
    assert_eq!(satser.to_g_oere(2026), Some(260_320 * 100));
    assert_eq!(satser.to_g_oere(2027), Some(273_098 * 100));
}

#[test]
fn a_local_price_above_the_national_rate_is_an_error() {
    let library = Library::embedded();
    let path = "letter-templates/avsendere/bodoe/satser.yaml";
    let files = library.paths().map(|name| {
        let text = library.bytes(name).unwrap().to_vec();
        let raised = "{aar: 2026, beloep: {ubekreftet: {nb: prisen for korttidsopphold i 2026, nn: prisen for korttidsopphald i 2026}}}";
        let bytes = if name == path {
            let text = String::from_utf8(text).unwrap();
            assert!(text.contains(raised));
            text.replace(raised, "{aar: 2026, beloep: 206}").into_bytes()
        } else {
            text
        };
        (name.to_owned(), bytes)
    });
    let found = vedtaksbrev::check::check_library(&Library::from_files(files), &vedtaksbrev::letter::known::names());
    assert!(found.iter().any(|problem| problem.code == "TEKST-045"));
    let now = vedtaksbrev::check::check_library(&library, &vedtaksbrev::letter::known::names());
    assert!(now.iter().all(|problem| problem.code != "TEKST-045"));
}

fn good(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good").join(name);
    std::fs::read_to_string(folder.join("sak.yaml")).unwrap()
}

/// The first letter of a case, and the codes of what the caseworker is told.
fn letter(case: &str) -> (String, Vec<(&'static str, String)>) {
    let house = vedtaksbrev::pipeline::House::new(Library::embedded()).unwrap();
    let (prepared, problems) = vedtaksbrev::pipeline::prepare(&house, "sak.yaml", case.as_bytes());
    let told = problems.iter().map(|problem| (problem.code, problem.message.clone())).collect();
    let prepared = prepared.unwrap_or_else(|| panic!("{told:?}"));
    let composed = vedtaksbrev::pipeline::compose(&prepared).unwrap_or_else(|found| panic!("{found:?}"));
    (vedtaksbrev::letter::review::markdown(&composed[0].1.letter).replace('\u{a0}', " "), told)
}

#[test]
fn a_local_price_is_that_of_the_year_the_service_is_used() {
    let case = good("alarm-servicetjeneste-innvilget").replace("avsender: faerder", "avsender: eksempel");
    let case = case.replace("    utfall: innvilget\n", "    klassifisering: servicetjeneste\n    utfall: innvilget\n");
    let ends = |til: &str| case.replace("til: uten-sluttdato", &format!("til: {til}"));
    let (text, _) = letter(&ends("2026-12-31"));
    assert!(text.contains("Hos oss koster det 210 kroner i måneden.") && !text.contains("Prisen for 2027"), "{text}");
    let (text, _) = letter(&ends("2027-01-31"));
    assert!(text.contains("Hos oss koster det 210 kroner i måneden. Prisen for 2027 er ikke fastsatt ennå."), "{text}");
    let (text, _) = letter(&ends("2027-12-31").replace("fra: 2026-12-04", "fra: 2027-01-04"));
    assert!(!text.contains("210 kroner") && text.contains("Prisen for 2027 er ikke fastsatt ennå."), "{text}");
}

#[test]
fn days_in_an_institution_are_counted_in_each_calendar_year() {
    let case = good("korttidsopphold-satser-2026");
    let from = case.find("    periode: {fra: ").unwrap();
    let to = from + case[from..].find('\n').unwrap();
    let stay =
        |fra: &str, til: &str| format!("{}    periode: {{fra: {fra}, til: {til}}}{}", &case[..from], &case[to..]);
    let told = |case: &str| {
        let (text, told) = letter(case);
        let years: Vec<String> = told.into_iter().filter(|(code, _)| *code == "TEKST-017").map(|it| it.1).collect();
        (text.contains("egenandel/seksti-doegn-naadd"), years)
    };
    let case = |fra: &str, til: &str| {
        let text = stay(fra, til);
        // The extent of the case is another one; only the days are looked at here.
        text.lines()
            .filter(|line| !line.contains("doegn_i_institusjon_i_aar"))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    // 40 nights on each side of the new year are not 60 in one.
    assert_eq!(told(&case("2026-11-22", "2027-02-10")), (false, vec![]));
    let (reached, years) = told(&case("2026-11-22", "2027-03-10"));
    assert!(reached && years.len() == 1 && years[0].contains("2027"), "{years:?}");
}

#[test]
fn a_service_that_begins_before_it_was_decided_is_told_of() {
    let codes = |case: &str| letter(case).1.into_iter().map(|it| it.0).collect::<Vec<_>>();
    let case = good("alarm-servicetjeneste-innvilget");
    assert!(!codes(&case).contains(&"SAK-026"));
    assert!(codes(&case.replace("fra: 2026-12-04", "fra: 2025-12-04")).contains(&"SAK-026"));
}

#[test]
fn soundness_is_not_asked_of_what_the_sender_counts_as_municipal() {
    let case = good("alarm-servicetjeneste-innvilget");
    assert!(!case.contains("forsvarlighet") && !case.contains("klassifisering: s"));
    let codes = |case: &str| letter(case).1.into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert!(!codes(&case).contains(&"SAK-062"));
    let health = case.replace("    utfall: innvilget\n", "    klassifisering: helsetjeneste\n    utfall: innvilget\n");
    assert!(codes(&health).contains(&"SAK-062"));
}

#[test]
fn a_logo_with_words_pictures_or_scripts_is_refused() {
    let library = Library::embedded();
    let path = "letter-templates/avsendere/bodoe/logo.svg";
    for tag in ["<text x=\"1\">Bodø</text>", "<svg:image href=\"a.png\"/>", "<SCRIPT>1</SCRIPT>"] {
        let files = library.paths().map(|name| {
            let bytes = library.bytes(name).unwrap().to_vec();
            let logo = || String::from_utf8(bytes.clone()).unwrap().replace("</svg>", &format!("{tag}</svg>"));
            let bytes = if name == path { logo().into_bytes() } else { bytes };
            (name.to_owned(), bytes)
        });
        let found =
            vedtaksbrev::check::check_library(&Library::from_files(files), &vedtaksbrev::letter::known::names());
        assert!(found.iter().any(|problem| problem.code == "TEKST-049" && problem.is_error()), "{tag}");
    }
}

#[test]
fn a_name_is_not_used_before_it_exists() {
    let case = good("varslingsteknologi-foer-1-juni-2026");
    let typed =
        |case: &str, word: &str| case.replacen("  situasjon: ", &format!("  situasjon: Vi har sett på {word}. "), 1);
    let codes = |case: &str| letter(case).1.into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert!(case.contains("  situasjon: "));
    assert!(codes(&typed(&case, "beslutningskompetansen din")).contains(&"TEKST-015"));
    assert!(!codes(&typed(&case, "hverdagen din")).contains(&"TEKST-015"));
    let later = good("varslingsteknologi-etter-1-juni-2026");
    assert!(!codes(&typed(&later, "beslutningskompetansen din")).contains(&"TEKST-015"));
    // The same in a text of ours that holds before the day.
    let path = "legal-texts/kontakt/2024-06-01.nb.md";
    let library = Library::embedded();
    let text = String::from_utf8(library.bytes(path).unwrap().to_vec()).unwrap();
    let early = library.with_file(path, Some(format!("{text}Du har beslutningskompetanse.\n").into_bytes()));
    let found = vedtaksbrev::check::check_library(&early, &vedtaksbrev::letter::known::names());
    assert!(
        found.iter().any(|problem| problem.code == "TEKST-043" && problem.message.contains("beslutningskompetanse"))
    );
}

#[test]
fn a_postal_code_never_stands_on_another_line_than_its_place() {
    let house = vedtaksbrev::pipeline::House::new(Library::embedded()).unwrap();
    let case = good("ungdom-og-foresatte-nn");
    let (prepared, _) = vedtaksbrev::pipeline::prepare(&house, "sak.yaml", case.as_bytes());
    let letters = vedtaksbrev::pipeline::compose(&prepared.unwrap()).unwrap();
    let letter = &letters[0].1.letter;
    assert!(letter.head.address.iter().any(|line| line == "0000\u{a0}DØMESTAD"), "{:?}", letter.head.address);
    assert!(letter.frame.contact.contains("8001\u{a0}Bodø"), "{}", letter.frame.contact);
    assert!(format!("{:?}", letter.body).contains("Postboks 319, 8001\\u{a0}Bodø"));
}
