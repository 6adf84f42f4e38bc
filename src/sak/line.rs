//! One line of the decision: a service, its outcome and its extent.
//!
//! Comes in: nothing; nouns. Goes out: `Tjenestelinje` and its parts.
//! Does not know which services exist or what they need; that is the library's.

use super::reasons::{Bpa, Langtid, NyVurdering, Teknologi, Vurdering};
use super::values::{Dato, Fritekst, Linjetekst, Slug, Timer};

case_words! {
    /// What the office decided on one line.
    pub enum Utfall = "Utfallet for tjenesten" {
        /// Granted as applied for.
        Innvilget = "innvilget",
        /// Granted in part.
        DelvisInnvilget = "delvis-innvilget",
        /// Refused.
        Avslag = "avslag",
        /// The criteria are met and the person is put on the waiting list
        /// (helse- og omsorgstjenesteloven § 3-2 a fjerde ledd).
        Venteliste = "venteliste",
    }
}

case_words! {
    /// Whether the line is a health and care service or a municipal service.
    pub enum Klassifisering = "Om tjenesten er helsetjeneste eller kommunal servicetjeneste" {
        /// A health and care service under pasient- og brukerrettighetsloven.
        Helsetjeneste = "helsetjeneste",
        /// A service that the municipality offers without such a duty.
        Servicetjeneste = "servicetjeneste",
    }
}

case_words! {
    /// How often a task is done.
    pub enum HvorOfte = "Hvor ofte oppgaven gjøres" {
        /// Every day.
        Daglig = "daglig",
        /// Every week.
        HverUke = "hver-uke",
        /// Every second week.
        AnnenhverUke = "annenhver-uke",
        /// Every fourth week.
        HverFjerdeUke = "hver-fjerde-uke",
        /// Every month.
        HverMaaned = "hver-maaned",
    }
}

/// When a service ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slutt {
    /// On a given day.
    Dato(Dato),
    /// When the person gets a place (`naar-plass`).
    NaarPlass,
    /// With no end set (`uten-sluttdato`).
    UtenSluttdato,
}

case_type! {
    /// From when and till when the service is given.
    pub struct Periode = "Når tjenesten gis" {
        pub fra: Dato = "Første dag",
        pub til: Slutt = "Siste dag (ÅÅÅÅ-MM-DD), «naar-plass» eller «uten-sluttdato»",
    }
}

case_type! {
    /// How much: exactly the fields that the service knows.
    pub struct Omfang = "Hvor mye. Hver tjeneste har sine egne felt" {
        pub timer_per_uke: Option<Timer> = "Timer per uke, for eksempel 2.5",
        pub timer_per_maaned: Option<Timer> = "Timer per måned",
        pub besoek_per_doegn: Option<u32> = "Besøk per døgn. Timer per uke regnes ut når minutter_per_besoek er oppgitt",
        pub minutter_per_besoek: Option<u32> = "Minutter per besøk",
        pub besoek_per_uke: Option<u32> = "Besøk per uke",
        pub dager_per_uke: Option<u32> = "Dager per uke",
        pub doegn: Option<u32> = "Antall døgn i alt",
        pub doegn_per_maaned: Option<u32> = "Døgn per måned",
        pub hele_doegnet: Option<bool> = "true når tjenesten gis hele døgnet",
        pub utdyping: Option<Linjetekst> = "Kort tillegg, for eksempel «mandag og torsdag»",
    }
}

case_type! {
    /// One task of the help; the sum of the tasks equals the extent.
    pub struct Oppgave = "En oppgave det er gitt eller søkt hjelp til" {
        pub hva: Linjetekst = "Hva oppgaven er",
        pub minutter: u32 = "Innvilgede minutter hver gang. 0 når oppgaven ikke er med",
        pub hvor_ofte: HvorOfte = "Hvor ofte",
        pub soekt_minutter: Option<u32> = "Minutter hver gang det er søkt om",
        pub foer_minutter: Option<u32> = "Minutter hver gang i vedtaket som endres",
        pub varslet_minutter: Option<u32> = "Minutter hver gang i forhåndsvarselet",
        pub hvorfor_mindre: Option<Fritekst> = "Grunnen til at det blir mindre enn søkt om, eller mindre enn før",
    }
}

case_type! {
    /// Care work that the applicant for relief or care benefit does.
    pub struct Omsorgsarbeid = "Omsorgsarbeid parten gjør" {
        pub hva: Linjetekst = "Hva parten gjør",
        pub hvor_ofte: Linjetekst = "Hvor ofte, med ord",
        pub opplyst_minutter_per_uke: u32 = "Minutter per uke, slik parten opplyste",
        pub regnet_minutter_per_uke: u32 = "Minutter per uke, slik kommunen regner det",
    }
}

case_type! {
    /// What a carer is paid (helse- og omsorgstjenesteloven § 3-6 nr. 3).
    pub struct Stoenad = "Hva omsorgsstønaden er" {
        pub timesats: u32 = "Hele kroner for hver time",
        pub hjelpestoenad: Fritekst = "Hvordan hjelpestønad er regnet med, også når den ikke er det",
    }
}

case_type! {
    /// One line of the decision: each has its own hjemmel and complaint rule.
    pub struct Tjenestelinje = "En vedtakslinje" {
        pub tjeneste: Slug = "Tjenesten linja gjelder",
        pub klassifisering: Option<Klassifisering> = "Bare når tjenesten kan være begge deler. Standard er kommunens eget valg",
        pub utfall: Utfall = "Hva dere har bestemt",
        pub innhold: Option<Linjetekst> = "Hva parten får hjelp til, kort, for eksempel «Rengjøring, klesvask og innkjøp»",
        pub soekt: Option<Omfang> = "Hvor mye det er søkt om, når det er oppgitt",
        pub omfang: Option<Omfang> = "Hvor mye dere gir. Må være med når noe er innvilget",
        pub oppgaver: Vec<Oppgave> = "Oppgavene timene er regnet ut fra. Summen må være lik omfanget",
        pub omsorgsarbeid: Vec<Omsorgsarbeid> = "Omsorgsarbeidet, ved avlastning og omsorgsstønad",
        pub stoenad: Option<Stoenad> = "Hva dere betaler, ved omsorgsstønad. Må være med når den er innvilget",
        pub periode: Option<Periode> = "Når tjenesten gis. Må være med når noe er innvilget og nytt",
        pub fra_foer: Option<bool> = "true når parten har tjenesten fra før",
        pub i_ventetid: Option<bool> = "true når tjenesten gis mens parten venter på plass",
        pub avtalt: Option<Dato> = "Dagen parten sa ja til tjenesten, når det ikke er søkt om den",
        pub praktisk: Option<Fritekst> = "Det parten må vite for å bruke tjenesten, for eksempel hvem som svarer på alarmen",
        pub vilkaar: Vec<Linjetekst> = "Vilkår for tjenesten",
        pub bpa: Option<Bpa> = "Hvordan BPA er ordnet",
        pub langtid: Option<Langtid> = "Vurderingene ved søknad om langtidsopphold",
        pub teknologi: Option<Teknologi> = "Vurderingene av vilkårene for varslings- og lokaliseringsteknologi",
        pub vurdering: Option<Vurdering> = "Begrunnelse for denne linja",
        pub ny_vurdering: Option<NyVurdering> = "Når og hvordan kommunen ser på denne tjenesten igjen",
    }
}
