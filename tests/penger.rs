//! The letters that decide without services name their rules, and money and ages are compared with the case.

use std::fs;
use std::path::Path;
use vedtaksbrev::pipeline::{self, House};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The library with one file changed.
fn changed(path: &str, from: &str, to: &str) -> Library {
    let library = Library::embedded();
    let files = library.paths().map(|it| {
        let bytes = library.bytes(it).unwrap();
        if it != path {
            return (it.to_owned(), bytes.to_vec());
        }
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{path} has no «{from}»");
        (it.to_owned(), text.replace(from, to).into_bytes())
    });
    Library::from_files(files)
}

fn case(name: &str) -> String {
    fs::read_to_string(root().join("tests/cases/good").join(name).join("sak.yaml")).unwrap()
}

/// Everything a case is told, errors and warnings, as `lag` prints them.
fn told(library: Library, yaml: &str) -> String {
    let house = House::new(library).unwrap();
    let (prepared, mut problems) = pipeline::prepare(&house, "sak.yaml", yaml.as_bytes());
    match prepared.map(|prepared| pipeline::compose(&prepared)) {
        Some(Ok(letters)) => problems.extend(letters.into_iter().flat_map(|(_, it)| it.warnings)),
        Some(Err(found)) => problems.extend(found),
        None => {}
    }
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_letter_without_services_that_does_not_print_its_rules_is_refused() {
    for (kind, name) in [
        ("avvisning", "avvisning-mangler"),
        ("egenandelsvedtak", "egenandelsvedtak-korttid"),
        ("avslag-utsatt-iverksetting", "avslag-utsatt-iverksetting"),
    ] {
        let template = format!("letter-templates/{kind}/2024-06-01.nb.md");
        let found = told(changed(&template, "{{del \"regler-brev\"}}", ""), &case(name));
        assert!(found.starts_with("feil[BREV-108]: Brevet mangler noe det må si: Reg"), "{kind}: {found}");
        let table = "letter-templates/deler/regler-brev/2024-06-01.nb.md";
        let found = told(changed(table, "{{regel.lovsted}}", "En regel"), &case(name));
        assert!(found.starts_with("feil[BREV-108]"), "{kind} without the citation: {found}");
    }
}

#[test]
fn a_text_cites_by_complaint_rules_that_exist() {
    let path = "legal-texts/avvisning/grunn/mangler/2024-06-01.nb.md";
    let wrong = changed(path, "{pbrl: [pbrl/7-3]}", "{pbrll: [pbrl/7-99]}");
    let found = vedtaksbrev::check::check_library(&wrong, &vedtaksbrev::letter::known::names());
    let found: Vec<String> = found
        .iter()
        .filter(|it| it.is_error() && it.to_string().contains("grunn/mangler"))
        .map(Problem::to_string)
        .collect();
    let found = found.join("\n");
    assert!(found.contains("feil[TEKST-032]: Klageordningen «pbrll» finnes ikke"), "{found}");
    assert!(found.contains("hint: mente du «pbrl»?"), "{found}");
    assert!(found.contains("pbrl/7-99"), "{found}");
}

#[test]
fn a_local_price_above_the_national_rate_stops_the_letter_that_would_print_it() {
    let prices = "letter-templates/avsendere/eksempel/satser.yaml";
    let short_stay = case("korttidsopphald-innvilget-over-nyttaar-nn").replace("avsender: bodoe", "avsender: eksempel");
    let short_stay = short_stay.replace("avsender: faerder", "avsender: eksempel");
    let stay = "korttidsopphold: {enhet: kroner, per: {nb: per døgn, nn: per døgn}, verdier: [{aar: 2025, beloep: 200}, {aar: 2026, beloep: ";
    let dear = || changed(prices, &format!("{stay}205}}"), &format!("{stay}260}}"));
    let found = told(dear(), &short_stay);
    let error = "feil[TEKST-045]: Prisen «korttidsopphold» for 2026 er høyere enn den nasjonale satsen\n  \
                 --> letter-templates/avsendere/eksempel/satser.yaml:6\n  \
                 hint: sett den ned til satsen i legal-texts/satser/egenandel.yaml, linje ";
    assert!(found.contains(error), "{found}");
    // A letter that prints no such price is not stopped by it.
    let other = case("praktisk-bistand-mottatt").replace("avsender: faerder", "avsender: eksempel");
    let found = told(dear(), &other);
    assert!(!found.contains("TEKST-045"), "{found}");
}

#[test]
fn a_ground_for_payment_names_texts_rates_and_limits_that_exist() {
    let path = "legal-texts/regler/egenandel.yaml";
    for (from, to, message) in [
        ("{sats: korttid_per_doegn}", "{sats: korttid}", "«korttid» er verken en sats eller en grense"),
        ("beholder: beholder_av_g", "beholder: beholder", "«beholder» er verken en sats eller en grense"),
        ("  dagopphold:", "  natt:", "Teksten «egenandelsvedtak/regel/natt» finnes ikke på bokmål"),
        ("  dagopphold:", "  natt:", "Grunnlaget «dagopphold» finnes ikke i regler/egenandel.yaml"),
        ("egenandelsforskriften/4", "egenandelsforskriften/44", "egenandelsforskriften/44"),
    ] {
        let found = vedtaksbrev::check::check_library(&changed(path, from, to), &vedtaksbrev::letter::known::names());
        assert!(found.iter().any(|it| it.is_error() && it.message.contains(message)), "{message}");
    }
}

#[test]
fn a_letter_that_does_not_say_that_relief_is_free_is_refused() {
    for maalform in ["nb", "nn"] {
        let (template, name) = match maalform {
            "nb" => ("letter-templates/deler/betaling/2024-06-01.nb.md", "bpa-med-avlastning"),
            _ => ("letter-templates/deler/betaling/2024-06-01.nn.md", "bpa-med-avlastning-nn"),
        };
        let found = told(changed(template, "{{setning betaling.avlastning}}", ""), &case(name));
        assert!(
            found.contains("feil[BREV-188]: Brevet mangler noe det må si: At avlastningen i tjenesten er gratis"),
            "{found}"
        );
    }
    let other = case("bpa-med-avlastning").replace("omfatter_avlastning: true", "omfatter_avlastning: false");
    assert!(!told(Library::embedded(), &other).contains("BREV-188"));
}

/// What is said when the letter of a case lacks its rules.
fn without_rules(kind: &str, yaml: &str) -> String {
    told(changed(&format!("letter-templates/{kind}/2024-06-01.nb.md"), "{{del \"regler\"}}", ""), yaml)
}

#[test]
fn forvaltningsloven_is_not_said_to_bind_where_it_does_not() {
    let basis = |found: &str, words: &str| {
        let hint = found.lines().skip_while(|line| !line.contains("BREV-108")).nth(2).unwrap_or_default().to_owned();
        assert!(hint.contains(words), "«{words}» in: {found}");
    };
    let good_practice = "god praksis. Pasient- og brukerrettighetsloven § 2-7 nevner ikke dette vedtaket";
    let section = "forvaltningsloven §\u{a0}25 første ledd";
    // A service that is not listed, and one that is.
    basis(&without_rules("endringsvedtak", &case("endring-opphoer-dagaktivitet")), good_practice);
    basis(&without_rules("endringsvedtak", &case("endring-opphoer")), section);
    // A stay of two weeks, and of a day more.
    let stay = case("korttidsopphold-satser-2026");
    for (last, words) in [("2026-12-14", good_practice), ("2026-12-15", section)] {
        let period = format!("periode: {{fra: 2026-12-01, til: {last}}}");
        let stay: Vec<String> = stay
            .lines()
            .map(|line| match line.trim_start().starts_with("periode:") {
                true => format!("    {period}"),
                false => line.to_owned(),
            })
            .collect();
        basis(&without_rules("deler/innhold", &stay.join("\n")), words);
    }
}

#[test]
fn ages_and_hours_that_the_law_names_are_compared_with_the_case() {
    let old = case("bpa-innvilget-2026").replace("foedselsdato: 1987-07-17", "foedselsdato: 1955-07-17");
    let found = told(Library::embedded(), &old);
    let warning = "advarsel[TEKST-164]: Den som får BPA, er 67 år eller eldre, og har da rett til BPA bare når det er gitt før\n  \
                   --> sak.yaml:13:19 (parter[0].foedselsdato)\n  \
                   hint: skriv fra_foer: true når BPA er gitt før, eller forklar hvorfor dere gir BPA likevel. \
                   Regelen er pasient- og brukerrettighetsloven § 2-1 d";
    assert!(found.contains(&warning.replace("§ 2-1 d", "§\u{a0}2-1\u{a0}d")), "{found}");
    let had = old.replacen("    utfall: innvilget\n", "    utfall: innvilget\n    fra_foer: true\n", 1);
    assert!(!told(Library::embedded(), &had).contains("TEKST-164"));
    assert!(!told(Library::embedded(), &case("bpa-innvilget-2026")).contains("TEKST-164"));
    let refused = case("bpa-avslag-nn");
    assert!(!told(Library::embedded(), &refused).contains("TEKST-164"));
    let much = told(Library::embedded(), &refused.replace("soekt: {timer_per_uke: 10}", "soekt: {timer_per_uke: 25}"));
    assert!(much.contains("advarsel[TEKST-164]: Det er søkt om 25 timer i uka eller mer"), "{much}");
    let limits = "legal-texts/grenser/bpa.yaml";
    let seventy = changed(limits, "verdi: 67", "verdi: 75");
    assert!(!told(seventy, &old).contains("TEKST-164"), "the limit is the library's");
}

#[test]
fn a_threshold_names_a_limit_that_exists() {
    let path = "legal-texts/tjenester/bpa/tjeneste.yaml";
    let wrong = changed(path, "grense: bpa_alder", "grense: bpa_alderen");
    let found = vedtaksbrev::check::check_library(&wrong, &vedtaksbrev::letter::known::names());
    let found: Vec<String> = found.iter().filter(|it| it.is_error()).map(Problem::to_string).collect();
    let found = found.join("\n");
    assert!(found.contains("feil[TEKST-032]: Grensen «bpa_alderen» finnes ikke"), "{found}");
    assert!(found.contains("hint: mente du «bpa_alder»?"), "{found}");
}

#[test]
fn an_hourly_amount_in_the_text_is_the_one_that_the_letter_prints() {
    for (name, words) in [
        ("omsorgsstoenad-innvilget", "praktisk: Du får 230 kroner for hver time. Pengene"),
        ("omsorgsstoenad-delvis-barn-nn", "praktisk: Du får 230 kroner for kvar time. Pengane"),
    ] {
        let start = words.rsplit(' ').next().unwrap();
        let yaml = case(name).replace(&format!("praktisk: {start}"), words);
        let found = told(Library::embedded(), &yaml);
        let warning = "advarsel[TEKST-167]: Teksten har en annen timesats enn «timesats» under stoenad\n";
        let hint = "hint: skriv den samme, eller ta den bort her. Brevet skriver timesatsen selv";
        assert!(found.contains(warning) && found.contains(".praktisk)") && found.contains(hint), "{found}");
        assert!(!told(Library::embedded(), &yaml.replace("230", "215")).contains("TEKST-167"));
    }
}
