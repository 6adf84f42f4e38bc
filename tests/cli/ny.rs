//! `ny`: the file that a caseworker fills in.

use crate::golden::golden;
use crate::run::Desk;
use jiff::civil::date;
use std::collections::BTreeSet;
use vedtaksbrev::language::Maalform;
use vedtaksbrev::new_case::{Wish, filled_in, new_case, outcomes};
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::texts::library::Library;

#[test]
fn the_file_for_a_partial_grant_and_a_refusal_is_the_one_that_was_read() {
    let desk = Desk::new();
    let day = ["--vedtaksdato", "2026-11-23"];
    let two = ["ny", "praktisk-bistand", "trygghetsalarm", "--utfall", "delvis-innvilget,avslag"];
    golden("ny", &desk.run(&[&two[..], &["--avsender", "bodoe"], &day].concat()));
    let waiting = ["ny", "langtidsopphold", "--utfall", "venteliste", "--avsender", "eksempel", "--målform", "nn"];
    golden("ny-venteliste-nn", &desk.run(&[&waiting[..], &day].concat()));
}

#[test]
fn what_is_missing_or_unknown_is_told_and_nothing_is_asked_when_no_one_can_answer() {
    let desk = Desk::new();
    golden("ny-tom", &desk.run(&["ny"]));
    golden("ny-ukjent", &desk.run(&["ny", "praktisk", "omsorgsbolig", "--utfall", "venteliste", "--avsender", "bodo"]));
    golden("ny-utfall", &desk.run(&["ny", "bpa", "--utfall", "avslag,avslag", "--avsender", "bodoe"]));
    assert_eq!(desk.run(&["ny", "bpa", "--utfall", "kanskje", "--avsender", "bodoe"]).code, 2);
}

#[test]
fn filled_in_with_its_examples_every_service_and_outcome_passes() {
    let house = House::new(Library::embedded()).unwrap();
    let day = date(2026, 11, 23);
    let mut wrong = Vec::new();
    for id in house.library.tjeneste_ids() {
        for utfall in outcomes(&house.library, &id, day).unwrap() {
            for maalform in Maalform::ALL {
                for avsender in house.library.avsender_ids() {
                    let wish = Wish { tjenester: vec![(id.clone(), utfall)], avsender, maalform, vedtaksdato: day };
                    let file = filled_in(&new_case(&house.library, &wish).unwrap());
                    let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", file.as_bytes());
                    // A rate that is not set yet is no fault of the file.
                    let problems: Vec<_> = problems.into_iter().filter(|it| it.code != "TEKST-016").collect();
                    wrong.extend(problems.iter().map(|problem| format!("{id} {}: {problem}\n{file}", utfall.word())));
                    let composed = prepared.map(|prepared| pipeline::compose(&prepared));
                    assert!(composed.is_none_or(|composed| composed.is_ok()), "{id} {}", utfall.word());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems\n{}", wrong.len(), wrong[0]);
}

#[test]
fn all_services_at_once_pass_too_and_an_empty_file_says_only_what_is_missing() {
    let house = House::new(Library::embedded()).unwrap();
    let day = date(2026, 11, 23);
    let ids = house.library.tjeneste_ids().into_iter();
    let tjenester = ids.map(|id| (id.clone(), outcomes(&house.library, &id, day).unwrap()[0])).collect();
    let wish = Wish { tjenester, avsender: "eksempel".to_owned(), maalform: Maalform::Nb, vedtaksdato: day };
    let file = new_case(&house.library, &wish).unwrap();
    let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", filled_in(&file).as_bytes());
    assert!(prepared.is_some(), "{:?}", problems.iter().find(|problem| problem.is_error()));
    let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", file.as_bytes());
    let codes: BTreeSet<&str> = problems.iter().filter(|it| it.is_error()).map(|it| it.code).collect();
    assert!(prepared.is_none() && codes == BTreeSet::from(["SAK-002", "SAK-041", "TEKST-007"]), "{codes:?}");
}
