//! The library that is built into the binary.

use jiff::civil::{Date, date};
use vedtaksbrev::check::check_library;
use vedtaksbrev::language::Maalform;
use vedtaksbrev::letter::known;
use vedtaksbrev::texts::gaps::{Gaps, placed};
use vedtaksbrev::texts::hjemmel::Hjemmel;
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::rules::{Form, print_hjemler, refuse};

/// Days around every change, and then some.
fn days(library: &Library) -> Vec<Date> {
    let starts = library.text_ids().into_iter().flat_map(|id| {
        let folder = format!("legal-texts/{id}");
        library.versions(&folder).map(|(version, _)| version.fra).collect::<Vec<_>>()
    });
    let mut days: Vec<Date> =
        starts.flat_map(|day| [day.yesterday().ok(), Some(day), day.tomorrow().ok()].into_iter().flatten()).collect();
    days.extend([date(2024, 6, 1), date(2026, 7, 1), date(2026, 11, 21), date(2030, 1, 1)]);
    days.sort();
    days.dedup();
    days
}

fn print(hjemler: &[&str], maalform: Maalform, form: Form) -> String {
    let hjemler: Vec<Hjemmel> = hjemler.iter().map(|data| Hjemmel::parse(data).unwrap()).collect();
    print_hjemler(&Library::embedded(), &hjemler, date(2026, 11, 21), maalform, form).replace('\u{a0}', " ")
}

#[test]
fn every_text_has_exactly_one_version_on_every_day_from_its_first() {
    let library = Library::embedded();
    let days = days(&library);
    assert!(library.text_ids().len() > 50);
    for id in library.text_ids() {
        let folder = format!("legal-texts/{id}");
        for maalform in Maalform::ALL {
            let first = library
                .versions(&folder)
                .filter(|(version, _)| version.maalform == maalform)
                .map(|(version, _)| version.fra)
                .min()
                .unwrap();
            for day in &days {
                let begun = library
                    .versions(&folder)
                    .filter(|(version, _)| version.maalform == maalform && version.fra <= *day);
                let newest = begun.max_by_key(|(version, _)| version.fra).map(|(version, _)| version);
                assert_eq!(newest.is_some(), *day >= first, "{id} {day}");
                let Some(newest) = newest else { continue };
                let text = library.text(&id, newest.fra, maalform).unwrap();
                let ended = text.front.opphevet.is_some_and(|opphevet| opphevet <= *day);
                let path = library.text(&id, *day, maalform).map(|text| text.path.clone());
                assert_eq!(path, (!ended).then(|| text.path.clone()), "{id} {day}");
            }
        }
    }
}

#[test]
fn nothing_is_wrong_with_the_jurists_files() {
    let problems = check_library(&Library::embedded(), &known::names());
    let errors: String = problems.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors}");
}

#[test]
fn what_a_template_places_is_what_handlebars_says() {
    let library = Library::embedded();
    let bodies =
        library.paths_below("letter-templates").filter(|path| path.ends_with(".md") && !path.ends_with("README.md"));
    for path in bodies {
        let body = std::str::from_utf8(library.bytes(path).unwrap()).unwrap();
        let gaps = Gaps::of(body).unwrap();
        assert_eq!(placed(body), (gaps.texts, gaps.pieces), "{path}");
    }
}

#[test]
fn citations_print_as_lawyers_write_them() {
    let six_b = ["hol/3-2/1/6/b"];
    assert_eq!(print(&six_b, Maalform::Nb, Form::Short), "§ 3-2 første ledd nr. 6 bokstav b");
    assert_eq!(
        print(&six_b, Maalform::Nb, Form::Long),
        "helse- og omsorgstjenesteloven § 3-2 første ledd nr. 6 bokstav b"
    );
    assert_eq!(
        print(&six_b, Maalform::Nn, Form::Long),
        "helse- og omsorgstenestelova § 3-2 første leddet nr. 6 bokstav b"
    );
    assert_eq!(
        print(&["pbrl/2-1e/2"], Maalform::Nb, Form::Long),
        "pasient- og brukerrettighetsloven § 2-1 e andre ledd"
    );
    assert_eq!(print(&["hol/3-6/-/3"], Maalform::Nn, Form::Short), "§ 3-6 nr. 3");
    assert_eq!(print(&["barnekonvensjonen/3/1"], Maalform::Nb, Form::Long), "barnekonvensjonen artikkel 3 første ledd");
}

#[test]
fn citations_of_one_law_stand_in_series() {
    let series = ["pbrl/7-2", "pbrl/7-3", "pbrl/7-5"];
    assert_eq!(print(&series, Maalform::Nb, Form::Short), "§§ 7-2, 7-3 og 7-5");
    let mixed = ["pbrl/7-2", "pbrl/7-5", "fvl/27/3"];
    let expected = "pasient- og brukerrettighetsloven §§ 7-2 og 7-5 og forvaltningsloven § 27 tredje ledd";
    assert_eq!(print(&mixed, Maalform::Nb, Form::Long), expected);
    assert_eq!(print(&["pbrl/2-1/2", "pbrl/2-1d"], Maalform::Nb, Form::Short), "§ 2-1 andre ledd og § 2-1 d");
}

#[test]
fn a_repealed_section_is_refused_with_its_successor() {
    let library = Library::embedded();
    let refusal = |data: &str, day| refuse(&library, &Hjemmel::parse(data).unwrap(), day);
    assert_eq!(refusal("pbrl/2-1a/2", date(2024, 5, 31)), None);
    let ended = refusal("pbrl/2-1a/2", date(2024, 6, 1)).unwrap();
    assert_eq!(
        (ended.code, ended.hint.replace('\u{a0}', " ").as_str()),
        ("TEKST-031", "bruk «pbrl/2-1» (pasient- og brukerrettighetsloven § 2-1)")
    );
    assert!(refusal("hol/3-7", date(2026, 11, 21)).unwrap().hint.contains("boligsosialloven/6"));
    assert_eq!(refusal("hol/3-2/1/6/d", date(2026, 11, 21)).map(|refusal| refusal.code), Some("TEKST-030"));
}

#[test]
fn a_part_that_is_adopted_and_not_in_force_is_refused_and_the_ledd_around_it_are_not() {
    let library = Library::embedded();
    let refusal = |data: &str| refuse(&library, &Hjemmel::parse(data).unwrap(), date(2026, 11, 22));
    assert!(["hol/3-2a", "hol/3-2a/2", "hol/3-2a/4", "pbrl/3-1/4"].iter().all(|data| refusal(data).is_none()));
    for waits in ["hol/3-2a/3", "pbrl/3-1/5"] {
        let refusal = refusal(waits).unwrap();
        assert_eq!(refusal.code, "TEKST-031", "{waits}");
        assert!(refusal.message.ends_with("er vedtatt, men ikke satt i kraft"), "{}", refusal.message);
    }
}

#[test]
fn a_part_that_was_repealed_without_a_successor_is_refused_from_that_day() {
    let library = Library::embedded();
    let refusal = |day| refuse(&library, &Hjemmel::parse("pbrl/7-4/2").unwrap(), day).map(|refusal| refusal.code);
    assert_eq!(refusal(date(2026, 6, 30)), None);
    assert_eq!(refusal(date(2026, 7, 1)), Some("TEKST-030"));
}

#[test]
fn a_part_that_waits_for_a_change_of_law_is_in_force_from_its_day() {
    let embedded = Library::embedded();
    let setting = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replacen("foerste_dag: null", "foerste_dag: 2027-07-01", 1).into_bytes()
    };
    let files = embedded.paths().map(|path| {
        let bytes = embedded.bytes(path).unwrap();
        (path.to_owned(), if path.ends_with("lovskifter.yaml") { setting(bytes) } else { bytes.to_vec() })
    });
    let library = Library::from_files(files.collect::<Vec<_>>());
    let refusal = |day| refuse(&library, &Hjemmel::parse("pbrl/3-1/5").unwrap(), day);
    assert_eq!(refusal(date(2027, 6, 30)).unwrap().code, "TEKST-031");
    assert_eq!(refusal(date(2027, 7, 1)), None);
}

#[test]
fn rates_and_two_g_are_those_of_the_year() {
    let satser = Library::embedded().satser();
    assert_eq!(satser.beloep_oere("korttid_per_doegn", 2026), Some(20_500));
    assert_eq!(satser.beloep_oere("korttid_per_doegn", 2027), None);
    assert_eq!(satser.to_g_oere(2026), Some(26_032_000));
    assert_eq!(satser.to_g_oere(2027), Some(27_309_800));
    assert_eq!(satser.to_g_oere(2028), None);
}

#[test]
fn the_library_is_shared_between_threads() {
    let library = Library::embedded();
    let body = || library.text("innsyn", date(2026, 11, 21), Maalform::Nn).unwrap().body.clone();
    let expected = body();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(body(), expected));
        }
    });
}
