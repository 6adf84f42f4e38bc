//! Which channel is open to which recipient, and what a graded address stops.

use vedtaksbrev::letter::review;
use vedtaksbrev::pipeline::{self, House, Prepared};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::utsending::{Hvorfor, Utsending, may_use, utsending};

const CASE: &str = include_str!("cases/good/ungdom-og-foresatte-nn/sak.yaml");

/// The youth's case with something written after a line of hers or her parents'.
fn case(edits: &[(&str, &str)]) -> (Option<Prepared>, Vec<Problem>) {
    let text = edits.iter().fold(CASE.to_owned(), |text, (after, more)| {
        assert!(text.contains(after), "{after}");
        text.replace(after, &format!("{after}{more}"))
    });
    let house = House::new(Library::embedded()).unwrap();
    pipeline::prepare(&house, "sak.yaml", text.as_bytes())
}

fn prepared(edits: &[(&str, &str)]) -> Prepared {
    let (prepared, problems) = case(edits);
    prepared.unwrap_or_else(|| panic!("{}", told(&problems)))
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect()
}

const YOUTH: &str = "foedselsdato: 2010-03-03";
const MOTHER: &str = "foedselsdato: 1982-12-12";
const FATHER: &str = "foedselsdato: 1980-07-07";
const GRADED: &str = "\n    adressegradering: fortrolig";

#[test]
fn a_letter_is_never_an_attachment_and_a_notice_asks_for_what_must_be_so_first() {
    let case = prepared(&[]);
    let library = Library::embedded();
    for mottaker in case.sak.mottakere() {
        let attachment = may_use(&library, &case.sak, &mottaker, "epost-med-vedtak").unwrap_err();
        assert_eq!(attachment.hvorfor, Hvorfor::IkkeTillatt);
        assert!(attachment.lovsted.replace('\u{a0}', " ").contains("§ 8 andre ledd"), "{}", attachment.lovsted);
        let needed = may_use(&library, &case.sak, &mottaker, "epost-varsel").unwrap();
        assert_eq!(needed, ["myndig", "ikke-reservert", "bekreftet-kontakt", "noeytral-tekst"]);
        assert_eq!(utsending(&library, &case.sak, &mottaker), Utsending::Fri);
        assert_eq!(may_use(&library, &case.sak, &mottaker, "due").unwrap_err().hvorfor, Hvorfor::Ukjent);
    }
}

#[test]
fn a_graded_address_closes_every_automatic_channel_and_leaves_paper_open() {
    let case = prepared(&[(FATHER, GRADED)]);
    let library = Library::embedded();
    let open = |kanal: &str| {
        let all = case.sak.mottakere().into_iter();
        all.map(|mottaker| may_use(&library, &case.sak, &mottaker, kanal).is_ok()).collect::<Vec<_>>()
    };
    // The youth, her mother, her father.
    for kanal in ["epost-varsel", "sms-varsel", "svarut"] {
        assert_eq!(open(kanal), [true, true, false], "{kanal}");
    }
    assert_eq!(open("brev-paa-papir"), [true, true, true]);
    let father = &case.sak.mottakere()[2];
    let closed = may_use(&library, &case.sak, father, "svarut").unwrap_err();
    assert_eq!(
        (closed.hvorfor, closed.hjemler[0].to_string()),
        (Hvorfor::Manuell, "folkeregisterloven/10-4".to_owned())
    );
    assert_eq!(utsending(&library, &case.sak, father), Utsending::Manuell);
}

#[test]
fn the_caseworker_reads_what_to_do_for_the_grading_of_the_address_and_not_which_it_is() {
    let house = House::new(Library::embedded()).unwrap();
    let strict = include_str!("cases/good/strengt-fortrolig-nn/sak.yaml");
    let strict = pipeline::prepare(&house, "sak.yaml", strict.as_bytes()).1;
    let graded = case(&[(FATHER, GRADED)]).1;
    for (problems, field, says) in [
        (graded, "parter[2]", "Skriv adressen på konvolutten for hånd"),
        (strict, "parter[0]", "Ikke send brevet selv"),
    ] {
        let told: Vec<&Problem> = problems.iter().filter(|problem| problem.code == "TEKST-063").collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].place.field.as_deref() == Some(field) && told[0].message.contains(says), "{}", told[0].message);
        assert!(!told[0].to_string().to_lowercase().contains("fortrolig"), "{}", told[0]);
    }
}

#[test]
fn no_letter_shows_a_graded_address_not_even_that_of_someone_who_lives_there() {
    // The youth lives with her mother, whose address is graded; her own entry does not say so.
    let case = prepared(&[(MOTHER, GRADED)]);
    let letters = pipeline::compose(&case).unwrap_or_else(|found| panic!("{}", told(&found)));
    for (mottaker, composed) in &letters {
        let text = review::markdown(&composed.letter);
        assert!(!text.contains("Testvegen"), "{}\n{text}", mottaker.rolle);
        assert!(!text.to_lowercase().contains("gradert") && !text.contains("fortruleg"), "{text}");
        assert_eq!(text.contains("Prøvevegen 49"), mottaker.rolle == "foresatt-2", "{}", mottaker.rolle);
    }
    let library = Library::embedded();
    let by_hand: Vec<Utsending> =
        case.sak.mottakere().iter().map(|mottaker| utsending(&library, &case.sak, mottaker)).collect();
    assert_eq!(by_hand, [Utsending::Manuell, Utsending::Manuell, Utsending::Fri]);
}

#[test]
fn others_get_no_copy_of_the_letter_about_someone_whose_address_is_graded() {
    // Her mother lives at the same place, so only her father is another.
    let (none, problems) = case(&[(YOUTH, GRADED)]);
    assert!(none.is_none());
    let copies: Vec<String> = problems
        .iter()
        .filter(|problem| problem.code == "TEKST-064")
        .map(|problem| problem.place.field.clone().unwrap())
        .collect();
    assert_eq!(copies, ["parter[2]"]);
    assert!(!told(&problems).contains("fortrolig"), "{}", told(&problems));
    let everyone = prepared(&[(YOUTH, GRADED), (FATHER, GRADED)]);
    let library = Library::embedded();
    assert!(everyone.sak.mottakere().iter().all(|it| utsending(&library, &everyone.sak, it) == Utsending::Manuell));
}

#[test]
fn an_instruction_that_says_which_grading_it_is_about_is_found() {
    let embedded = Library::embedded();
    let file = "legal-texts/kanaler.yaml";
    let files = embedded.paths().map(|path| {
        let text = String::from_utf8_lossy(embedded.bytes(path).unwrap());
        let said = text.replace("for slike adresser. Send", "for fortrolig adresse. Send");
        (path.to_owned(), if path == file { said.into_bytes() } else { embedded.bytes(path).unwrap().to_vec() })
    });
    let library = Library::from_files(files.collect::<Vec<_>>());
    let problems = vedtaksbrev::check::check_library(&library, &vedtaksbrev::letter::known::names());
    let found: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    assert_eq!(found.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["TEKST-151"]);
    assert_eq!(found[0].place.file, file);
}
