//! Cases against the small library: what is picked, and what is refused.

use crate::small::{Files, files, library};
use std::sync::Arc;
use vedtaksbrev::problem::Problem;
use vedtaksbrev::sak::line::Klassifisering;
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::select::select;
use vedtaksbrev::texts::selected::{Regel, SelectedTexts};

const LINE: &str = "
  - tjeneste: praktisk-bistand
    utfall: innvilget
    omfang: {timer_per_uke: 2.5}
    periode: {fra: 2026-11-30, til: uten-sluttdato}
    vurdering: {behov: Du trenger hjelp.}";

fn case(head: &str, lines: &str) -> String {
    format!(
        "saksnummer: 2026/00001\n{head}saksbehandler: {{navn: Kari Prøve}}
parter:
  - {{rolle: soeker, navn: Solveig Eksempelsen, foedselsdato: 1942-01-01, adresse: {{linjer: [Gata 1], postnummer: \"0000\", poststed: X}}}}
soeknad: [{{mottatt: 2026-11-02, tjenester: [praktisk-bistand]}}]
tjenester:{lines}\n"
    )
}

const HEAD: &str = "brevtype: vedtak\nvedtaksdato: 2026-11-23\nmaalform: nb\navsender: proeve\n";

fn run_on(library: Library, yaml: &str) -> (Option<SelectedTexts>, Vec<Problem>) {
    let reading = vedtaksbrev::sak::read(yaml.as_bytes(), "sak.yaml");
    let sak = reading.sak.unwrap_or_else(|| panic!("{:?}", reading.problems));
    select(&sak, &reading.tree, &Arc::new(library))
}

fn run(yaml: &str) -> (Option<SelectedTexts>, Vec<Problem>) {
    run_on(library(&files()), yaml)
}

fn rules_of_first(selected: &SelectedTexts, yaml: &str) -> Vec<Regel> {
    let sak = vedtaksbrev::sak::read(yaml.as_bytes(), "sak.yaml").sak.unwrap();
    selected.regler(&selected.lines[0].hjemler(&sak.tjenester[0]))
}

/// The problems as `code field line hint`.
fn refused(yaml: &str) -> Vec<String> {
    let (selected, problems) = run(yaml);
    assert!(selected.is_none());
    let show = |problem: &Problem| {
        let (field, line) = (problem.place.field.clone().unwrap_or_default(), problem.place.line.unwrap_or_default());
        format!("{} {field}:{line} {}", problem.code, problem.hint.clone().unwrap_or_default())
    };
    problems.iter().map(show).collect()
}

#[test]
fn a_case_gets_its_template_pieces_texts_and_rules() {
    let (selected, problems) = run(&case(HEAD, LINE));
    assert_eq!(problems, []);
    let selected = selected.unwrap();
    assert_eq!(selected.template.path, "letter-templates/vedtak/2024-06-01.nb.md");
    assert_eq!(selected.pieces.keys().collect::<Vec<_>>(), ["klage"]);
    let expected = [
        "egenandel/alarm",
        "egenandel/praktisk-bistand",
        "innsyn",
        "klage/slik",
        "klageordninger/pbrl/frist",
        "tjenester/praktisk-bistand",
    ];
    assert!(expected.iter().all(|id| selected.texts.contains_key(*id)), "{:?}", selected.texts.keys());
    assert!(!selected.texts.contains_key("tjenester/langtidsopphold"));
    let line = &selected.lines[0];
    assert_eq!((line.klassifisering, line.klage.frist_uker), (Klassifisering::Helsetjeneste, 4));
    assert_eq!(line.aar, [2026, 2027]);
    assert_eq!((selected.sats_oere("tak", 2026), selected.sats_oere("tak", 2028)), (Some(24_500), None));
    assert_eq!(selected.grense("behov").map(|grense| grense.verdi), Some(32));
}

#[test]
fn the_rules_of_a_line_have_plain_words() {
    let yaml = case(&HEAD.replace("maalform: nb", "maalform: nn"), LINE);
    let selected = run(&yaml).0.unwrap();
    let rules = rules_of_first(&selected, &yaml);
    assert_eq!(rules[1].lovsted, "Helse- og omsorgstenestelova §\u{a0}3-2 første leddet nr.\u{a0}6 bokstav b");
    assert_eq!(rules[1].sier.as_deref(), Some("Kommunen skal tilby personleg assistanse."));
    assert_eq!(rules[1].path, "legal-texts/lover/hol.yaml");
}

#[test]
fn the_line_decides_its_classification_before_the_sender() {
    let line = LINE
        .replace("    utfall: innvilget", "    klassifisering: servicetjeneste\n    utfall: avslag")
        .replace("    omfang: {timer_per_uke: 2.5}\n", "");
    let yaml = case(HEAD, &line);
    let selected = run(&yaml).0.unwrap();
    assert_eq!(selected.lines[0].klage.frist_uker, 3);
    let rules = rules_of_first(&selected, &yaml);
    let cited: Vec<&str> = rules.iter().map(|rule| rule.lovsted.as_str()).collect();
    assert_eq!(cited, ["Kriterier for omsorgsbolig", "Pasient- og brukerrettighetsloven §\u{a0}7-2"]);
}

#[test]
fn unknown_sender_and_service_are_both_said_with_a_suggestion() {
    let found = refused(&case(&HEAD.replace("proeve", "prove"), &LINE.replace("praktisk-bistand", "praktisk-bistnd")));
    assert_eq!(
        found,
        ["TEKST-001 avsender:5 mente du proeve?", "TEKST-002 tjenester[0].tjeneste:11 mente du praktisk-bistand?"]
    );
}

#[test]
fn a_letter_before_the_first_day_is_refused() {
    let found = refused(&case(&HEAD.replace("2026-11-23", "2024-05-31"), LINE));
    assert_eq!(found, ["TEKST-009 vedtaksdato:3 sjekk årstallet. Eldre brev må lages i systemet som ble brukt da"]);
}

#[test]
fn extents_and_outcomes_are_those_of_the_service() {
    let found = refused(&case(HEAD, &LINE.replace("timer_per_uke: 2.5", "dager_per_uke: 2")));
    // One slip, said once: the field that is there instead of the one that is missing.
    assert_eq!(found, ["TEKST-006 tjenester[0].omfang.dager_per_uke:13 bruk timer_per_uke eller utdyping"]);
    let found = refused(&case(HEAD, &LINE.replace("timer_per_uke: 2.5", "utdyping: om kvelden")));
    assert!(found.iter().any(|problem| problem.starts_with("TEKST-007 tjenester[0].omfang:13")), "{found:?}");
    let found = refused(&case(HEAD, &LINE.replace("utfall: innvilget", "utfall: venteliste")));
    assert!(found.iter().any(|problem| problem.starts_with("TEKST-011 tjenester[0].utfall:12")), "{found:?}");
}

#[test]
fn a_part_the_service_requires_or_does_not_take_is_said() {
    let found = refused(&case(
        HEAD,
        &LINE.replace("praktisk-bistand", "langtidsopphold").replace("    omfang: {timer_per_uke: 2.5}\n", ""),
    ));
    assert_eq!(
        found,
        [
            "TEKST-008 tjenester[0].langtid:11 legg til langtid under tjenesten, med plass_straks, plass_straks_vurdering, kriterier_oppfylt og kriterier"
        ]
    );
    let found =
        refused(&case(HEAD, &format!("{LINE}\n    bpa: {{arbeidsleder: Du, leverandoer: X, avlastning: Nei}}")));
    assert_eq!(found, ["TEKST-012 tjenester[0].bpa:16 ta bort «bpa», eller rett tjeneste"]);
}

fn without_nynorsk(mut files: Files, folder: &str) -> Files {
    files.retain(|path, _| !(path.starts_with(folder) && path.ends_with(".nn.md")));
    files
}

#[test]
fn a_text_that_lacks_the_language_says_which_file_to_make() {
    let files = without_nynorsk(files(), "legal-texts/klage/slik");
    let (selected, problems) = run_on(library(&files), &case(&HEAD.replace("maalform: nb", "maalform: nn"), LINE));
    assert!(selected.is_none());
    let shown: String = problems.iter().map(ToString::to_string).collect();
    let expected = "feil[TEKST-004]: «klage/slik» finnes ikke på nynorsk for 2026-11-23
  --> legal-texts/klage/slik/2024-06-01.nb.md
  hint: lag legal-texts/klage/slik/2024-06-01.nn.md\n";
    assert_eq!(shown, expected);
}

#[test]
fn a_citation_that_has_ended_stops_the_letter() {
    let mut files = files();
    let path = "legal-texts/lover/pbrl.yaml";
    let ended = files[path].replace("fra: 2024-06-01, ledd: 5}", "fra: 2024-06-01, til: 2026-10-31, ledd: 5}");
    files.insert(path.into(), ended);
    let (selected, problems) = run_on(library(&files), &case(HEAD, LINE));
    assert!(selected.is_none());
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["TEKST-031"]);
}

#[test]
fn no_problem_repeats_what_the_case_says() {
    let (_, problems) =
        run(&case(&HEAD.replace("proeve", "solveig-hemmelig"), &LINE.replace("praktisk-bistand", "solveig-hemmelig")));
    assert!(!problems.is_empty() && !format!("{problems:?}").contains("solveig"), "{problems:?}");
}
