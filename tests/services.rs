//! Every service, with every outcome it may have, in both languages and from every sender, becomes a letter that meets
//! its requirements, or a problem that says what is wrong with the case.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::sak::line::{Klassifisering, Utfall};
use vedtaksbrev::texts::library::Library;
use vedtaksbrev::texts::tjeneste::{Krav, Tjenestefakta};

const LIMIT: &str = "2026-11-24";

/// An extent in the first field that the service is measured in, about this much.
fn extent(fakta: &Tjenestefakta, amount: u32) -> Option<String> {
    let field = fakta.krever_en_av.first().or_else(|| fakta.omfang.iter().find(|field| *field != "utdyping"))?;
    Some(match field.as_str() {
        "hele_doegnet" => "{hele_doegnet: true}".to_owned(),
        "besoek_per_doegn" => format!("{{besoek_per_doegn: {amount}, minutter_per_besoek: 20}}"),
        "minutter_per_besoek" => format!("{{besoek_per_doegn: 1, minutter_per_besoek: {}}}", amount * 5),
        field => format!("{{{field}: {amount}}}"),
    })
}

fn line(id: &str, fakta: &Tjenestefakta, (utfall, klasse): (Utfall, Klassifisering)) -> String {
    let gives = matches!(utfall, Utfall::Innvilget | Utfall::DelvisInnvilget);
    let mut line = format!("tjenester:\n  - tjeneste: {id}\n    utfall: {}\n", utfall.word());
    let _ = writeln!(line, "    klassifisering: {}", klasse.word());
    if gives {
        if let Some(extent) = extent(fakta, 2) {
            let _ = writeln!(line, "    omfang: {extent}");
        }
        line.push_str("    periode: {fra: 2026-12-01, til: 2026-12-31}\n    innhold: Det vi har avtalt\n");
    }
    if utfall == Utfall::DelvisInnvilget
        && let Some(extent) = extent(fakta, 4)
    {
        let more = if extent.contains("true") { extent.replace('}', ", utdyping: med mer}") } else { extent };
        let _ = writeln!(line, "    soekt: {more}");
    }
    if fakta.krever.contains(&Krav::Bpa) && gives {
        line.push_str("    bpa: {arbeidsleder: Du selv, leverandoer: Eksempel AS, avlastning: Ikke med, flytting_av_timer: Du kan flytte timer.}\n");
    }
    if fakta.krever.contains(&Krav::Omsorgsarbeid) {
        line.push_str("    omsorgsarbeid:\n      - {hva: Stell, hvor_ofte: Hver dag, opplyst_minutter_per_uke: 420, regnet_minutter_per_uke: 400}\n");
    }
    if fakta.krever.contains(&Krav::Stoenad) && gives {
        line.push_str("    stoenad: {timesats: 200, hjelpestoenad: Du har ikke hjelpestønad.}\n");
    }
    if fakta.krever.contains(&Krav::Teknologi) {
        line.push_str("    teknologi:\n");
        let all = ["kan_ikke_velge_selv", "til_beste", "forholdsmessig", "minst_inngripende", "ville_sagt_ja"];
        for name in all.iter().chain(&["noedvendig", "motsetter_seg_ikke"]) {
            let _ = writeln!(line, "      {name}: {{oppfylt: {gives}, hvorfor: Vi har vurdert {name}.}}");
        }
        line.push_str("      paaroerende: Sønnen din er enig.\n");
    }
    if fakta.krever.contains(&Krav::Langtid) {
        let (now, met) = (gives, utfall != Utfall::Avslag);
        let _ = write!(
            line,
            "    langtid:\n      plass_straks: {now}\n      plass_straks_vurdering: Vi har vurdert om du må ha plass nå.\n      kriterier_oppfylt: {met}\n      kriterier_vurdering: Vi har vurdert kriteriene.\n"
        );
        if utfall == Utfall::Venteliste {
            line.push_str("      venteliste_fra: 2026-11-24\n      ventetid_vurdering: Du får hjelp hjemme mens du venter.\n      kontaktperson: sykepleier Tor Mønster\n      oppfoelging: Vi ringer deg hver måned.\n      intervall: minst hver tredje måned\n");
        }
    }
    line
}

fn case(number: usize, id: &str, fakta: &Tjenestefakta, decided: (Utfall, Klassifisering), maalform: &str) -> String {
    let carer = fakta.krever.contains(&Krav::Omsorgsarbeid);
    let (role, person) = match carer {
        true => {
            ("paaroerende", "gjelder_person: {navn: Per Eksempelsen, omtale: faren din, foedselsdato: 1940-01-01}\n")
        }
        false => ("soeker", ""),
    };
    format!(
        "saksnummer: 2026/{:05}\nbrevtype: vedtak\nvedtaksdato: {LIMIT}\nmaalform: {maalform}\navsender: faerder\n\
         saksbehandler: {{navn: Kari Prøve}}\nparter:\n  - rolle: {role}\n    navn: Liv Eksempelsen\n    foedselsdato: 1950-01-01\n    \
         adresse: {{linjer: [Prøveveien 8], postnummer: \"0000\", poststed: EKSEMPELSTAD}}\n{person}\
         soeknad: [{{mottatt: 2026-11-02, tjenester: [{id}]}}]\n{}\
         vurdering:\n  situasjon: Du bor alene og klarer det meste selv.\n  behov: Vi har vurdert hva du trenger hjelp til.\n  \
         medvirkning: Du vil bo hjemme. Det har vi lagt stor vekt på.\n  paaroerende: Datteren din hjelper deg i helgene.\n  \
         alternativer: [{{hva: Hjelpemidler, hvorfor_ikke: De er prøvd.}}]\n  \
         forsvarlighet: Ja. Samlet får du hjelpen du må ha, og du vet hvem du kan ringe.\n",
        90_000 + number,
        line(id, fakta, decided)
    )
}

/// Every case under its own sender's classification and under the other one, from every sender.
fn of_every_sender(library: &Library) -> Vec<(String, String)> {
    let senders = library.avsender_ids();
    let cases = cases(library);
    let from = |(name, yaml): &(String, String), sender: &String| {
        let sent = yaml.replacen("avsender: faerder", &format!("avsender: {sender}"), 1);
        (format!("{sender} {name}"), sent)
    };
    senders.iter().flat_map(|sender| cases.iter().map(|case| from(case, sender)).collect::<Vec<_>>()).collect()
}

/// The good cases from every sender.
fn good_of_every_sender(library: &Library) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/good");
    for folder in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(yaml) = fs::read_to_string(folder.join("sak.yaml")) else { continue };
        let Some(own) = yaml.lines().find(|line| line.starts_with("avsender:")) else { continue };
        for sender in library.avsender_ids() {
            let name = format!("{sender} {}", folder.file_name().unwrap().to_string_lossy());
            all.push((name, yaml.replacen(own, &format!("avsender: {sender}"), 1)));
        }
    }
    all
}

/// Problems that say that the texts do not fit together: nothing a caseworker can mend in the case.
fn is_ours(problem: &Problem) -> bool {
    problem.is_error() && problem.code.starts_with("BREV-0")
}

#[test]
fn every_sender_gives_a_letter_or_a_problem_about_the_case() {
    let library = Library::embedded();
    let house = House::new(Library::embedded()).unwrap();
    let (mut made, mut wrong) = (0, Vec::new());
    for (name, yaml) in of_every_sender(&library).iter().chain(&good_of_every_sender(&library)) {
        let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", yaml.as_bytes());
        let found = match prepared.map(|prepared| pipeline::compose(&prepared)) {
            Some(Ok(_)) => {
                made += 1;
                continue;
            }
            Some(Err(found)) => found,
            None => problems,
        };
        let errors: Vec<&Problem> = found.iter().filter(|problem| problem.is_error()).collect();
        // Place and hint are what tells a caseworker where and how.
        let unclear = |problem: &&Problem| is_ours(problem) || problem.place.field.is_none() || problem.hint.is_none();
        if errors.is_empty() || errors.iter().any(unclear) {
            wrong.push(format!("{name}\n{}", errors.iter().map(|it| it.to_string()).collect::<String>()));
        }
    }
    println!("{made} letters");
    assert!(made > 1400, "{made}");
    assert!(wrong.is_empty(), "{} are not clear\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_local_price_above_the_national_rate_stops_the_letter() {
    let library = Library::embedded();
    let path = "letter-templates/avsendere/eksempel/satser.yaml";
    let prices = String::from_utf8(library.bytes(path).unwrap().to_vec()).unwrap();
    let own = "korttidsopphold: {enhet: kroner, per: {nb: per døgn, nn: per døgn}, verdier: [{aar: 2025, beloep: 200}, {aar: 2026, beloep: ";
    let codes = |amount: &str| {
        let changed = prices.replace(&format!("{own}205"), &format!("{own}{amount}"));
        let house = House::new(Library::embedded()).unwrap().with_file(path, Some(changed.into_bytes()));
        let cases = of_every_sender(&Library::embedded());
        let (_, yaml) =
            cases.iter().find(|(name, _)| name == "eksempel korttidsopphold-innvilget-helsetjeneste-nb").unwrap();
        let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", yaml.as_bytes());
        (prepared.is_some(), problems.iter().filter(|it| it.is_error()).map(|it| it.code).collect::<Vec<_>>())
    };
    assert_eq!(codes("205"), (true, vec![]));
    assert_eq!(codes("206"), (false, vec!["TEKST-045"]));
}

#[test]
fn a_service_granted_to_someone_of_another_age_gives_a_warning_and_no_age() {
    let library = Library::embedded();
    let house = House::new(Library::embedded()).unwrap();
    let told = |service: &str, born: &str| {
        let cases = cases(&library);
        let (_, yaml) =
            cases.iter().find(|(name, _)| *name == format!("{service}-innvilget-helsetjeneste-nb")).unwrap();
        let yaml = yaml.replace("1950-01-01", born);
        let (_, problems) = pipeline::prepare(&house, "sak.yaml", yaml.as_bytes());
        let found = problems.iter().find(|problem| problem.code == "TEKST-164");
        found.map(|problem| problem.message.clone())
    };
    let under =
        Some("Den som får BPA, er 67 år eller eldre, og har da rett til BPA bare når det er gitt før".to_owned());
    assert_eq!((told("bpa", "1959-12-02"), told("bpa", "1959-12-01")), (None, under));
    let from = Some("Den som får utstyret, er under 18 år, og regelen gjelder bare den som er eldre".to_owned());
    let technology = "varslings-og-lokaliseringsteknologi";
    assert_eq!((told(technology, "2008-12-01"), told(technology, "2008-12-02")), (None, from));
}

/// Every case, named after service, outcome, classification and language.
fn cases(library: &Library) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for id in library.tjeneste_ids() {
        let tjeneste = library.tjeneste(&id).unwrap();
        let fakta = tjeneste.fakta(LIMIT.parse().unwrap()).unwrap();
        for utfall in &fakta.utfall {
            for klasse in fakta.klasser.keys() {
                for maalform in ["nb", "nn"] {
                    let name = format!("{id}-{}-{}-{maalform}", utfall.word(), klasse.word());
                    all.push((name, case(all.len(), &id, fakta, (*utfall, *klasse), maalform)));
                }
            }
        }
    }
    all
}

#[test]
fn every_service_with_every_outcome_and_classification_composes_in_both_languages() {
    let cases = cases(&Library::embedded());
    let house = House::new(Library::embedded()).unwrap();
    let (mut made, mut failed) = (0, Vec::new());
    for (name, yaml) in &cases {
        let (prepared, problems) = pipeline::prepare(&house, "sak.yaml", yaml.as_bytes());
        let told = |problems: &[Problem]| {
            problems.iter().filter(|problem| problem.is_error()).map(Problem::to_string).collect::<String>()
        };
        match prepared.map(|prepared| pipeline::compose(&prepared)) {
            Some(Ok(_)) => made += 1,
            Some(Err(found)) => failed.push(format!("{name}\n{}", told(&found))),
            None => failed.push(format!("{name}\n{}", told(&problems))),
        }
    }
    println!("{made} letters");
    assert!(failed.is_empty(), "{} of {} failed\n{}", failed.len(), failed.len() + made, failed.join("\n"));
}

/// The cases as files for a run, which makes PDFs of them: `SAKER=mappe cargo test --test services -- --ignored`.
#[test]
#[ignore = "writes files where SAKER says"]
fn every_case_becomes_a_file() {
    let folder = PathBuf::from(std::env::var_os("SAKER").expect("SAKER names the folder"));
    fs::create_dir_all(&folder).unwrap();
    for (name, yaml) in cases(&Library::embedded()) {
        fs::write(folder.join(format!("{name}.yaml")), yaml).unwrap();
    }
}
