//! What an empty field may hold, as a YAML value in both languages; the person is made up.
//!
//! Comes in: a field's type and name. Goes out: the example.
//! Holds no reason that fits anyone's case, and no rule.

use crate::language::Maalform;

/// Type and field, bokmål and nynorsk; one word for both where they agree.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("Sak.saksnummer", "2026/00001", ""),
    (
        "Sak.tilbud_naa",
        "Kom gjerne på treffet på eldresenteret hver torsdag.",
        "Kom gjerne på treffet på eldresenteret kvar torsdag.",
    ),
    ("Sak.kan_endre_svaret", "Blir du dårligere, kan du søke på nytt.", "Blir du dårlegare, kan du søkje på nytt."),
    ("Ansatt.navn", "Kari Prøve", ""),
    ("Ansatt.tittel", "saksbehandler", "saksbehandlar"),
    ("Part.navn", "Inger Prøve", ""),
    ("Part.foedselsdato", "1962-03-14", ""),
    ("Adresse.linjer", "[Eksempelveien 12]", "[Eksempelvegen 12]"),
    ("Adresse.postnummer", "\"0000\"", ""),
    ("Adresse.poststed", "EKSEMPELSTAD", ""),
    ("GjelderPerson.navn", "Ola", ""),
    ("GjelderPerson.omtale", "sønnen din", "sonen din"),
    ("Moete.form", "hjemmebesoek", ""),
    ("Husstand.inntekt_under_2g", "true", ""),
    ("Sak.doegn_i_institusjon_i_aar", "35", ""),
    ("Tjenestelinje.innhold", "Hjelp til det du ikke klarer selv", "Hjelp til det du ikkje klarer sjølv"),
    ("Tjenestelinje.klassifisering", "helsetjeneste", ""),
    ("Oppgave.hva", "Rengjøre kjøkken, bad og stue", "Gjere reint kjøkken, bad og stove"),
    ("Oppgave.hvor_ofte", "hver-uke", ""),
    ("Oppgave.hvorfor_mindre", "Du klarer deler av oppgaven selv.", "Du klarer delar av oppgåva sjølv."),
    ("Omsorgsarbeid.hva", "Stell og påkledning", "Stell og påkleding"),
    ("Omsorgsarbeid.hvor_ofte", "Morgen og kveld", "Morgon og kveld"),
    ("Bpa.arbeidsleder", "Du selv", "Du sjølv"),
    ("Bpa.leverandoer", "Eksempel Assistanse AS, som du har valgt", "Eksempel Assistanse AS, som du har valt"),
    ("Bpa.avlastning", "Ikke en del av vedtaket", "Ikkje ein del av vedtaket"),
    (
        "Bpa.flytting_av_timer",
        "Du kan flytte timer mellom dager og uker.",
        "Du kan flytte timar mellom dagar og veker.",
    ),
    ("Stoenad.timesats", "210", ""),
    ("Stoenad.hjelpestoenad", "Hjelpestønaden din er ikke trukket fra.", "Hjelpestønaden din er ikkje trekt frå."),
    (
        "Teknologi.kan_ikke_velge_selv",
        "Du forstår ikke lenger hva utstyret er til.",
        "Du forstår ikkje lenger kva utstyret er til.",
    ),
    ("Teknologi.noedvendig", "Vi har sett på hvor ofte du går deg bort.", "Vi har sett på kor ofte du går deg bort."),
    ("Teknologi.til_beste", "Du kan fortsatt gå tur når du vil.", "Du kan framleis gå tur når du vil."),
    (
        "Teknologi.forholdsmessig",
        "Utstyret plager deg ikke, og faren er stor.",
        "Utstyret plagar deg ikkje, og faren er stor.",
    ),
    ("Teknologi.minst_inngripende", "Vi har prøvd følge på tur.", "Vi har prøvd følgje på tur."),
    ("Teknologi.ville_sagt_ja", "Du brukte selv mobil på tur før.", "Du brukte sjølv mobil på tur før."),
    ("Teknologi.motsetter_seg_ikke", "Du lar utstyret være på.", "Du lèt utstyret vere på."),
    ("Teknologi.paaroerende", "Datteren din mener at dette er riktig.", "Dotter di meiner at dette er rett."),
    (
        "Langtid.plass_straks_vurdering",
        "Vi har sett på natt, fall, mat og medisiner.",
        "Vi har sett på natt, fall, mat og medisinar.",
    ),
    ("Kriterium.kriterium", "Behovet er stort og varer ved", "Behovet er stort og varer ved"),
    ("Kriterium.hvorfor", "Du trenger hjelp to ganger om dagen.", "Du treng hjelp to gonger om dagen."),
    (
        "Langtid.ventetid_vurdering",
        "Med fire besøk om dagen og alarm om natta er du trygg.",
        "Med fire besøk om dagen og alarm om natta er du trygg.",
    ),
    ("Langtid.kontaktperson", "sykepleier Tor Mønster", "sjukepleiar Tor Mønster"),
    ("Langtid.oppfoelging", "Tor Mønster ringer deg annenhver uke.", "Tor Mønster ringjer deg annakvar veke."),
    ("Langtid.intervall", "minst hver tredje måned", "minst kvar tredje månad"),
    ("Langtid.sted", "Eksempelheimen", ""),
    ("Vurdering.hovedgrunn", "Grunnen er at du klarer dette selv.", "Grunnen er at du klarer dette sjølv."),
    ("Vurdering.situasjon", "Du bor alene og går med rullator.", "Du bur åleine og går med rullator."),
    (
        "Vurdering.medvirkning",
        "Du vil bo hjemme. Det har vi lagt stor vekt på.",
        "Du vil bu heime. Det har vi lagt stor vekt på.",
    ),
    (
        "Vurdering.behov",
        "Vi har sett på hva du klarer, og hva du trenger hjelp til.",
        "Vi har sett på kva du klarer, og kva du treng hjelp til.",
    ),
    (
        "Vurdering.klassifisering",
        "Tjenesten er en del av helsehjelpen du får.",
        "Tenesta er ein del av helsehjelpa du får.",
    ),
    ("Moment.hva", "Natt og søvn", "Natt og søvn"),
    ("Moment.vurdering", "Du er oppe to ganger hver natt.", "Du er oppe to gonger kvar natt."),
    ("Vurdering.samlet", "Nettene har talt mest.", "Nettene har talt mest."),
    ("Alternativ.hva", "Varer levert på døren", "Varer leverte på døra"),
    ("Alternativ.hvorfor_ikke", "Du kan ikke ta imot varene selv.", "Du kan ikkje ta imot varene sjølv."),
    (
        "Vurdering.forsvarlighet",
        "Ja. Med denne hjelpen er du trygg hjemme både dag og natt. Blir du dårligere, ringer du oss, og da ser vi på hjelpen på nytt.",
        "Ja. Med denne hjelpa er du trygg heime både dag og natt. Blir du dårlegare, ringjer du oss, og då ser vi på hjelpa på nytt.",
    ),
    (
        "NyVurdering.kontakt",
        "Vi ringer deg om tre måneder for å høre hvordan det går.",
        "Vi ringjer deg om tre månader for å høyre korleis det går.",
    ),
];

/// The example of a field; a word that says so when there is none.
pub(super) fn example(of: &str, key: &str, maalform: Maalform) -> String {
    let found = EXAMPLES.iter().find(|(path, ..)| path.split_once('.') == Some((of, key)));
    let words = found.map_or("tekst", |(_, nb, nn)| if nn.is_empty() { nb } else { maalform.choose(nb, nn) });
    words.to_owned()
}

/// An amount for a field of `omfang`: what is given, and the larger one that was applied for.
pub(super) fn amount(field: &str) -> (&'static str, &'static str) {
    match field {
        "timer_per_uke" => ("2.5", "4"),
        "timer_per_maaned" => ("10", "16"),
        "doegn" => ("21", "28"),
        "doegn_per_maaned" => ("4", "7"),
        "hele_doegnet" => ("true", "true"),
        _ => ("2", "3"),
    }
}
