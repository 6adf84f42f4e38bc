//! Each test breaks one thing in the small library and sees exactly that problem.

use crate::small::{Files, GAPS, files, library, text};
use vedtaksbrev::check::check_library;

const INNSYN: &str = "legal-texts/innsyn/2024-06-01.nb.md";
const INNSYN_NN: &str = "legal-texts/innsyn/2024-06-01.nn.md";
const PBRL: &str = "legal-texts/lover/pbrl.yaml";
const SERVICE: &str = "legal-texts/tjenester/praktisk-bistand/tjeneste.yaml";
const SENDER: &str = "letter-templates/avsendere/proeve/avsender.yaml";
const TEMPLATE: &str = "letter-templates/vedtak/2024-06-01.nb.md";
const SHARED: &str = "legal-texts/regler/felles.yaml";
const RATES: &str = "legal-texts/satser/egenandel.yaml";

/// The problems after an edit, as `code file:line`.
fn problems(edit: impl FnOnce(&mut Files)) -> Vec<String> {
    let mut files = files();
    edit(&mut files);
    let problems = check_library(&library(&files), &GAPS);
    problems.iter().map(|problem| format!("{} {}", problem.code, Place(&problem.place))).collect()
}

struct Place<'a>(&'a vedtaksbrev::problem::Place);

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.line {
            Some(line) => write!(f, "{}:{line}", self.0.file),
            None => f.write_str(&self.0.file),
        }
    }
}

fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let content = files.get_mut(path).unwrap();
    assert!(content.contains(from), "{path} has no «{from}»");
    *content = content.replacen(from, to, 1);
}

/// The same edit in both languages.
fn replace_in_twins(files: &mut Files, from: &str, to: &str) {
    replace(files, INNSYN, from, to);
    replace(files, INNSYN_NN, from, to);
}

macro_rules! breaks {
    ($($name:ident: |$files:ident| $edit:expr => [$($expected:expr),+];)+) => {
        $(#[test]
        fn $name() {
            assert_eq!(problems(|$files| { $edit; }), [$($expected.to_string()),+]);
        })+
    };
}

#[test]
fn nothing_is_wrong_with_the_small_library() {
    assert_eq!(problems(|_| {}), Vec::<String>::new());
}

breaks! {
    a_version_without_its_twin_is_found: |files| files.insert("legal-texts/innsyn/2026-07-01.nb.md".into(), text("", "Nytt {{avsender.navn}}."))
        => ["TEKST-004 legal-texts/innsyn/2026-07-01.nb.md"];
    a_file_that_is_not_yaml_is_found: |files| replace(files, RATES, "satser:", "satser: [")
        => [format!("FIL-004 {RATES}:3")];
    an_unknown_key_is_found: |files| replace(files, INNSYN, "merknad", "merknat")
        => [format!("TEKST-021 {INNSYN}:5")];
    a_missing_key_is_found: |files| replace(files, SENDER, "telefon: 00 00 00 00\n", "")
        => [format!("TEKST-022 {SENDER}:1")];
    an_impossible_date_is_found: |files| replace(files, INNSYN, "2026-11-21", "2026-11-31")
        => [format!("TEKST-023 {INNSYN}:4")];
    a_year_that_stands_twice_is_found: |files| replace(files, RATES, "[{aar: 2026", "[{aar: 2026, beloep: 1}, {aar: 2026")
        => [format!("TEKST-024 {RATES}:4")];
    two_sets_of_facts_from_the_same_day_are_found: |files| replace(files, "legal-texts/klageordninger/pbrl/ordning.yaml", "[{fra: 2024-06-01", "[{fra: 2024-06-01, frist_uker: 3, instans: klagenemnd}, {fra: 2024-06-01")
        => ["TEKST-024 legal-texts/klageordninger/pbrl/ordning.yaml:4"];
    a_section_that_stands_twice_is_found: |files| replace(files, PBRL, "\"7-3\"", "\"7-2\"")
        => ["TEKST-030 legal-texts/klage/slik/2024-06-01.nb.md:2", "TEKST-030 legal-texts/klage/slik/2024-06-01.nn.md:2", &format!("TEKST-024 {PBRL}:10")];
    a_part_that_waits_and_does_not_is_found: |files| replace(files, PBRL, "fra: 2001-01-01, ledd: 0}", "fra: 2001-01-01, ledd: 0, deler: [\"1\"], ikke_i_kraft: [\"1\"]}")
        => [format!("TEKST-024 {PBRL}:10")];
    a_file_name_that_is_no_version_is_found: |files| files.insert("legal-texts/innsyn/2026-7-1.nb.md".into(), text("", "Nytt."))
        => ["TEKST-025 legal-texts/innsyn/2026-7-1.nb.md"];
    a_file_that_nobody_reads_is_found: |files| files.insert("legal-texts/innsyn/notater.txt".into(), String::new())
        => ["TEKST-025 legal-texts/innsyn/notater.txt"];
    a_text_that_ends_in_one_language_only_is_found: |files| replace(files, INNSYN, "merknad", "opphevet: 2027-01-01\nmerknad")
        => [format!("TEKST-026 {INNSYN}:5")];
    a_gap_that_nothing_fills_is_found: |files| replace_in_twins(files, "avsender.navn", "avsender.nan")
        => [format!("TEKST-027 {INNSYN}:7"), format!("TEKST-027 {INNSYN_NN}:7")];
    a_limit_that_does_not_exist_is_found: |files| replace_in_twins(files, "avsender.navn", "grense.behow")
        => [format!("TEKST-027 {INNSYN}:7"), format!("TEKST-027 {INNSYN_NN}:7")];
    a_price_that_a_sender_lacks_is_found: |files| replace(files, "letter-templates/avsendere/proeve/satser.yaml", "alarm", "mat")
        => ["TEKST-027 legal-texts/egenandel/alarm/2024-06-01.nb.md:7", "TEKST-027 legal-texts/egenandel/alarm/2024-06-01.nn.md:7", "TEKST-032 letter-templates/avsendere/proeve/satser.yaml:4"];
    a_gap_in_one_language_only_is_found: |files| replace(files, INNSYN_NN, " hos {{avsender.navn}}", "")
        => [format!("TEKST-028 {INNSYN_NN}:7")];
    other_citations_in_nynorsk_are_found: |files| replace(files, INNSYN_NN, "pbrl/7-2", "pbrl/7-3")
        => [format!("TEKST-028 {INNSYN_NN}:2")];
    logic_in_prose_is_found: |files| replace_in_twins(files, "dokumentene", "{{#if a}}dokumentene{{/if}}")
        => [format!("TEKST-029 {INNSYN}:7"), format!("TEKST-029 {INNSYN_NN}:7")];
    a_broken_gap_is_found: |files| replace_in_twins(files, "navn}}", "navn}")
        => [format!("TEKST-029 {INNSYN}:7"), format!("TEKST-029 {INNSYN_NN}:7")];
    a_citation_that_does_not_exist_is_found: |files| replace_in_twins(files, "pbrl/7-2", "pbrl/7-9")
        => [format!("TEKST-030 {INNSYN}:2"), format!("TEKST-030 {INNSYN_NN}:2")];
    a_part_that_does_not_exist_is_found: |files| replace(files, SERVICE, "hol/3-2/1/6/b", "hol/3-2/1/6/d")
        => [format!("TEKST-030 {SERVICE}:10")];
    a_citation_in_running_words_that_has_ended_is_found: |files| replace_in_twins(files, "dokumentene", "dokumentene, jf. hol § 3-7")
        => [format!("TEKST-031 {INNSYN}:7"), format!("TEKST-031 {INNSYN_NN}:7")];
    a_citation_in_running_words_that_does_not_exist_is_found: |files| replace_in_twins(files, "dokumentene", "dokumentene, jf. hol § 99-1")
        => [format!("TEKST-030 {INNSYN}:7"), format!("TEKST-030 {INNSYN_NN}:7")];
    a_citation_that_has_ended_is_found: |files| replace(files, SERVICE, "pbrl/2-1/2", "pbrl/2-1a/2")
        => [format!("TEKST-031 {SERVICE}:10")];
    a_citation_in_prose_that_does_not_exist_is_found: |files| replace_in_twins(files, "Du kan", "Pbrl § 9-1 sier det. Du kan")
        => [format!("TEKST-030 {INNSYN}:7"), format!("TEKST-030 {INNSYN_NN}:7")];
    a_citation_in_prose_that_has_ended_is_found: |files| replace_in_twins(files, "Du kan", "Pbrl § 2-1 a og § 7-2 sier det. Du kan")
        => [format!("TEKST-031 {INNSYN}:7"), format!("TEKST-031 {INNSYN_NN}:7")];
    a_citation_that_ends_while_the_text_holds_is_found: |files| replace(files, PBRL, "fra: 2001-01-01, ledd: 0}", "fra: 2001-01-01, til: 2026-12-31, ledd: 0}")
        => ["TEKST-031 legal-texts/klage/slik/2024-06-01.nb.md:2", "TEKST-031 legal-texts/klage/slik/2024-06-01.nn.md:2"];
    an_unknown_complaint_rule_is_found: |files| replace(files, SERVICE, "klageordning: kommunal", "klageordning: komunal")
        => [format!("TEKST-032 {SERVICE}:15")];
    an_unknown_age_is_found: |files| replace(files, SERVICE, "    omfang: [timer_per_uke, utdyping]", "    grenser: [{maal: brukerens-alder, grense: voksen, skal_vaere: minst, utfall: [avslag], alvor: feil, hva: x, gjoer: y}]\n    omfang: [timer_per_uke, utdyping]")
        => [format!("TEKST-032 {SERVICE}:7")];
    an_unknown_payment_text_is_found: |files| replace(files, SERVICE, "egenandel: praktisk-bistand", "egenandel: praktisk")
        => [format!("TEKST-032 {SERVICE}:10"), format!("TEKST-032 {SERVICE}:10")];
    a_shared_rule_that_has_ended_is_found: |files| files.insert(SHARED.into(), "kilde: loven\nkontrollert: 2026-11-21\nfakta:\n  - fra: 2024-06-01\n    helsetjeneste: [hol/3-7]\n".into())
        => [format!("TEKST-031 {SHARED}:4")];
    an_unknown_field_of_the_sender_is_found: |files| replace(files, SERVICE, "avsender/kriterier_omsorgsbolig", "avsender/kriterier")
        => [format!("TEKST-032 {SERVICE}:15")];
    a_template_that_places_an_unknown_text_is_found: |files| replace(files, TEMPLATE, "\"innsyn\"", "\"insyn\"")
        => [format!("TEKST-032 {TEMPLATE}:3")];
    a_template_that_places_an_unknown_piece_is_found: |files| replace(files, TEMPLATE, "\"klage\"", "\"klagen\"")
        => [format!("TEKST-032 {TEMPLATE}:5")];
    a_kind_of_letter_without_a_template_is_found: |files| files.retain(|path, _| !path.starts_with("letter-templates/endringsvedtak/"))
        => ["TEKST-032 letter-templates/endringsvedtak"];
    a_library_without_its_first_day_is_found: |files| replace(files, "legal-texts/grenser/brev.yaml", "foerste_brevdato: 2024-06-01\n", "")
        => ["TEKST-044 legal-texts/grenser", "TEKST-031 legal-texts/helligdager.yaml:7", "TEKST-031 legal-texts/helligdager.yaml:7"];
    a_service_without_its_texts_is_found: |files| files.retain(|path, _| !path.starts_with("legal-texts/tjenester/praktisk-bistand/avslag/"))
        => [format!("TEKST-032 {SERVICE}:5"), format!("TEKST-032 {SERVICE}:5")];
    an_unknown_service_of_a_sender_is_found: |files| replace(files, SENDER, "{praktisk-bistand:", "{praktisk:")
        => [format!("TEKST-032 {SENDER}:14")];
    a_character_that_cannot_be_seen_is_found: |files| replace(files, INNSYN, "dokumentene", "doku\u{ad}mentene")
        => [format!("TEKST-033 {INNSYN}:7")];
    straight_quotation_marks_are_found: |files| replace(files, INNSYN, "dokumentene", "\"dokumentene\"")
        => [format!("TEKST-033 {INNSYN}:7")];
    a_heading_in_prose_is_found: |files| replace(files, INNSYN, "Du kan", "# Du kan")
        => [format!("TEKST-034 {INNSYN}:7")];
    html_in_prose_is_found: |files| replace(files, INNSYN, "dokumentene", "<b>dokumentene</b>")
        => [format!("TEKST-034 {INNSYN}:7")];
    a_sender_without_a_logo_is_found: |files| files.remove("letter-templates/avsendere/proeve/logo.svg")
        => ["TEKST-035 letter-templates/avsendere/proeve/logo.svg"];
    what_is_not_settled_is_a_warning: |files| replace(files, SERVICE, "fakta:", "usikkert: Om dette er riktig.\nfakta:")
        => [format!("TEKST-036 {SERVICE}:4")];
    what_is_not_confirmed_is_a_warning: |files| replace(files, SENDER, "00 00 00 00", "{ubekreftet: telefonnummeret}")
        => [format!("TEKST-037 {SENDER}:6")];
    a_template_that_is_not_handlebars_is_found: |files| replace(files, TEMPLATE, "{{svar}}", "{{svar")
        => [format!("TEKST-038 {TEMPLATE}:3")];
    an_empty_text_is_found: |files| files.extend([(INNSYN.into(), text("pbrl/7-2", "")), (INNSYN_NN.into(), text("pbrl/7-2", ""))])
        => [format!("TEKST-039 {INNSYN}:7"), format!("TEKST-039 {INNSYN_NN}:7")];
    a_broken_approval_is_found: |files| files.insert("legal-texts/godkjent.lock".into(), "# x\nabc  legal-texts/a  2026-11-21  Kari\n".into())
        => ["TEKST-040 legal-texts/godkjent.lock:2"];
}

#[test]
fn a_repealed_section_hints_at_its_successor() {
    let mut files = files();
    replace(&mut files, SERVICE, "pbrl/2-1/2", "pbrl/2-1a/2");
    let found = check_library(&library(&files), &GAPS);
    assert_eq!(
        found[0].message,
        "«pbrl/2-1a/2» (pasient- og brukerrettighetsloven §\u{a0}2-1\u{a0}a andre ledd) gjelder ikke 2024-06-01"
    );
    assert_eq!(found[0].hint.as_deref(), Some("bruk «pbrl/2-1» (pasient- og brukerrettighetsloven §\u{a0}2-1)"));
}

#[test]
fn several_faults_are_all_said_at_once() {
    let found = problems(|files| {
        replace(files, INNSYN, "Du kan", "# Du kan");
        replace(files, SENDER, "telefon: 00 00 00 00\n", "");
        replace(files, PBRL, "kort: pbrl\n", "");
    });
    assert!(found.contains(&format!("TEKST-034 {INNSYN}:7")));
    assert!(found.contains(&format!("TEKST-022 {SENDER}:1")));
    assert!(found.contains(&format!("TEKST-022 {PBRL}:1")));
}
