//! A library so small that a test can break one thing in it; nothing is wrong with it.

use std::collections::BTreeMap;
use vedtaksbrev::sak::sak::Brevtype;
use vedtaksbrev::texts::library::Library;

/// Files by path, as a test edits them.
pub type Files = BTreeMap<String, String>;

/// The gaps that a letter of the small library can fill.
pub const GAPS: [&str; 3] = ["avsender.navn", "klage.frist", "linje.navn"];

const STATUTE: &str = r#"id: LOV-2011-06-24-30
navn: {nb: helse- og omsorgstjenesteloven, nn: helse- og omsorgstenestelova}
kort: hol
kilde: Lovdata
kontrollert: 2026-11-21
paragrafer:
  - paragraf: "3-2"
    overskrift: {nb: Ansvar, nn: Ansvar}
    fra: 2012-01-01
    ledd: 0
    deler: ["1/6", "1/6/b"]
    sier:
      - {del: "1/6/b", fra: 2024-06-01, nb: Kommunen skal tilby personlig assistanse., nn: Kommunen skal tilby personleg assistanse.}
  - paragraf: "3-6"
    overskrift: {nb: Pårørende, nn: Pårørande}
    fra: 2017-10-01
    ledd: 1
    deler: ["-/3"]
  - paragraf: "3-7"
    overskrift: {nb: Bolig, nn: Bustad}
    fra: 2012-01-01
    til: 2023-06-30
    avloest_av: hol/3-6
    ledd: 1
  - paragraf: "3-8"
    overskrift: {nb: BPA, nn: BPA}
    fra: 2012-01-01
    ledd: 1
"#;

const RIGHTS: &str = r#"id: LOV-1999-07-02-63
navn: {nb: pasient- og brukerrettighetsloven, nn: pasient- og brukarrettslova}
kort: pbrl
kilde: Lovdata
kontrollert: 2026-11-21
paragrafer:
  - {paragraf: "2-1", overskrift: {nb: Rett, nn: Rett}, fra: 2024-06-01, ledd: 5}
  - {paragraf: "2-1a", overskrift: {nb: Rett, nn: Rett}, fra: 2012-01-01, til: 2024-05-31, avloest_av: pbrl/2-1, ledd: 5}
  - {paragraf: "7-2", overskrift: {nb: Klage, nn: Klage}, fra: 2001-01-01, ledd: 3}
  - {paragraf: "7-3", overskrift: {nb: Form, nn: Form}, fra: 2001-01-01, ledd: 0}
  - {paragraf: "7-5", overskrift: {nb: Frist, nn: Frist}, fra: 2012-01-01, ledd: 0}
"#;

const SERVICE: &str = r#"navn: {nb: praktisk bistand, nn: praktisk bistand}
kilde: Lovdata
kontrollert: 2026-11-21
fakta:
  - fra: 2024-06-01
    utfall: [innvilget, delvis-innvilget, avslag]
    omfang: [timer_per_uke, utdyping]
    krever_en_av: [timer_per_uke]
    klasser:
      helsetjeneste:
        hjemler: [pbrl/2-1/2, hol/3-2/1/6/b]
        klageordning: pbrl
        egenandel: praktisk-bistand
        pbrl_2_7: to-uker
      servicetjeneste:
        hjemler: [avsender/kriterier_omsorgsbolig]
        hjemler_ved: {avslag: [pbrl/7-2]}
        klageordning: kommunal
        pbrl_2_7: nei
"#;

const STAY: &str = r#"navn: {nb: langtidsopphold, nn: langtidsopphald}
kilde: Lovdata
kontrollert: 2026-11-21
fakta:
  - fra: 2024-06-01
    utfall: [innvilget, venteliste]
    krever: [langtid]
    klasser:
      helsetjeneste: {hjemler: [pbrl/2-1], klageordning: pbrl, pbrl_2_7: alltid}
"#;

const SENDER: &str = r#"navn: Prøve kommune
kontor: Kontoret
kommunenummer: "0000"
postadresse: {linjer: [Postboks 1], postnummer: "0000", poststed: Prøvestad}
besoeksadresse: Gata 1
telefon: 00 00 00 00
klageadresse: "Prøve kommune, Postboks 1, 0000 Prøvestad"
digital_klage: proeve.example/klage
statsforvalter: {nb: Statsforvalteren i Prøve, nn: Statsforvaltaren i Prøve}
klagenemnd: Klagenemnda
forskrift_langtidsopphold: forskrift om langtidsopphold
forskrift_langtidsopphold_kriterier: § 3
kriterier_omsorgsbolig: kriterier for omsorgsbolig
klassifisering: {praktisk-bistand: helsetjeneste}
"#;

const PRICES: &str = "kilde: prislista\nkontrollert: 2026-11-21\npriser:\n  alarm: {enhet: kroner, verdier: [{aar: 2026, beloep: 250}]}\n";
const RATES: &str = "kilde: forskriften\nkontrollert: 2026-11-21\nsatser:\n  tak: {enhet: kroner, hjemmel: [hol/3-8], verdier: [{aar: 2026, beloep: 245}, {aar: 2027, beloep: 250}]}\n";
const AMOUNTS: &str = "kilde: loven\nkontrollert: 2026-11-21\ngrunnbeloep:\n  - {fra: 2025-05-01, beloep: 130160}\n  - {fra: 2026-05-01, beloep: 136549}\n";
const LIMITS: &str = "kilde: loven\nkontrollert: 2026-11-21\nfoerste_brevdato: 2024-06-01\ngrenser:\n  behov: [{fra: 2015-01-01, verdi: 32, enhet: timer, hjemmel: hol/3-8}]\n";
const BOARD: &str = "kilde: loven\nkontrollert: 2026-11-21\nfakta: [{fra: 2024-06-01, frist_uker: 3, instans: klagenemnd, hjemmel: [hol/3-8]}]\n";
const COUNTY: &str = "kilde: loven\nkontrollert: 2026-11-21\nfakta: [{fra: 2024-06-01, frist_uker: 4, instans: statsforvalter, hjemmel: [pbrl/7-2, pbrl/7-5]}]\n";

/// A text with front matter.
pub fn text(hjemmel: &str, body: &str) -> String {
    format!(
        "---\nhjemmel: [{hjemmel}]\nkilde: Lovdata\nkontrollert: 2026-11-21\nmerknad: Første versjon.\n---\n{body}\n"
    )
}

/// The small library's files.
pub fn files() -> Files {
    let mut files = Files::new();
    let mut add = |path: &str, content: String| files.insert(path.to_owned(), content);
    add("legal-texts/lover/hol.yaml", STATUTE.into());
    add("legal-texts/lover/pbrl.yaml", RIGHTS.into());
    add("legal-texts/satser/egenandel.yaml", RATES.into());
    add("legal-texts/satser/grunnbeloep.yaml", AMOUNTS.into());
    add("legal-texts/grenser/brev.yaml", LIMITS.into());
    add("legal-texts/tjenester/praktisk-bistand/tjeneste.yaml", SERVICE.into());
    add("legal-texts/tjenester/langtidsopphold/tjeneste.yaml", STAY.into());
    add("legal-texts/klageordninger/pbrl/ordning.yaml", format!("navn: {{nb: klage, nn: klage}}\n{COUNTY}"));
    add("legal-texts/klageordninger/kommunal/ordning.yaml", format!("navn: {{nb: klage, nn: klage}}\n{BOARD}"));
    add("letter-templates/avsendere/proeve/avsender.yaml", SENDER.into());
    add("letter-templates/avsendere/proeve/satser.yaml", PRICES.into());
    add("letter-templates/avsendere/proeve/logo.svg", "<svg/>".into());
    let real = include_str!("../../legal-texts/helligdager.yaml");
    let own = |line: &str| match line.split_once("hjemmel: [") {
        Some((before, rest)) => {
            format!("{before}hjemmel: [hol/3-8]{}", rest.split_once(']').map_or("", |(_, after)| after))
        }
        None => line.to_owned(),
    };
    add("legal-texts/helligdager.yaml", real.lines().map(own).collect::<Vec<_>>().join("\n") + "\n");
    for kind in Brevtype::WORDS {
        add(&format!("legal-texts/krav/{kind}.yaml"), "kilde: loven\nkontrollert: 2026-11-21\nkrav: []\n".into());
        for language in ["nb", "nn"] {
            let template = format!("letter-templates/{kind}/2024-06-01.{language}.md");
            add(&template, "# {{svar}}\n\n{{del \"klage\"}}\n".into());
        }
    }
    for language in ["nb", "nn"] {
        let mut add = |folder: &str, content: String| add(&format!("{folder}/2024-06-01.{language}.md"), content);
        add("letter-templates/vedtak", "# {{svar}}\n\n{{tekst \"innsyn\"}}\n\n{{del \"klage\"}}\n".into());
        add("letter-templates/deler/klage", "{{tekst \"klage/slik\"}}\n".into());
        add("legal-texts/innsyn", text("pbrl/7-2", "Du kan se dokumentene hos {{avsender.navn}}."));
        add(
            "legal-texts/klage/slik",
            text("pbrl/7-3", "1. Skriv at du klager.\n2. Send klagen innen {{klage.frist}}."),
        );
        add("legal-texts/klageordninger/pbrl/frist", text("pbrl/7-5", "Fristen er **{{klage.frist}}**."));
        add("legal-texts/endringsgrunnlag/vedtaket-selv", text("hol/3-8", "Det står i vedtaket."));
        add(
            "legal-texts/egenandel/praktisk-bistand",
            text("hol/3-8", "Taket er {{sats.tak}} i {{sats.aar}}, og 2G er {{sats.to_g}}."),
        );
        add("legal-texts/egenandel/alarm", text("hol/3-8", "Alarmen koster {{pris.alarm}}."));
        for service in ["praktisk-bistand", "langtidsopphold"] {
            add(
                &format!("legal-texts/tjenester/{service}"),
                text("hol/3-2/1/6/b", "Du får {{linje.navn}} ved behov over {{grense.behov}}."),
            );
            add(&format!("legal-texts/tjenester/{service}/innvilget"), text("", "Hjelpen er din."));
        }
        add("legal-texts/tjenester/praktisk-bistand/avslag", text("", "Du kan søke på nytt."));
    }
    files
}

/// A library of these files.
pub fn library(files: &Files) -> Library {
    Library::from_files(files.iter().map(|(path, content)| (path.clone(), content.as_bytes().to_vec())))
}
