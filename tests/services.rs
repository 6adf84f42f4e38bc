//! Every service, with every outcome it may have, in both languages, becomes a letter that meets its requirements.

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
