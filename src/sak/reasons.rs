//! The individual reasons: what the caseworker found, weighed and heard.
//!
//! Comes in: nothing; nouns. Goes out: `Vurdering`, `Langtid`, `Endring`, `Bpa`, `NyVurdering`.
//! Does not supply a single reason: the library never writes them for the caseworker.

use super::line::Omfang;
use super::values::{Dato, Fritekst, Linjetekst, Slug};

case_type! {
    /// A solution that was considered and not chosen.
    pub struct Alternativ = "En annen løsning dere har vurdert" {
        pub hva: Linjetekst = "Løsningen",
        pub hvorfor_ikke: Fritekst = "Hvorfor den ikke ble valgt",
    }
}

case_type! {
    /// A point the party made, and the answer to it.
    pub struct Anfoersel = "Noe parten har sagt, og svaret på det" {
        pub hva: Linjetekst = "Hva parten har sagt, etter «Du skrev at …» eller «Du mener at …», som hel setning",
        pub svar: Fritekst = "Svaret dere gir",
    }
}

case_type! {
    /// A consideration and how the office judged it.
    pub struct Moment = "Noe dere har lagt vekt på, og vurderingen av det" {
        pub hva: Linjetekst = "Hva dere har sett på",
        pub vurdering: Fritekst = "Vurderingen",
    }
}

case_type! {
    /// The reasons of a case or of one line (forvaltningsloven §§ 24–25).
    pub struct Vurdering = "Begrunnelsen" {
        pub hovedgrunn: Option<Linjetekst> = "Hovedgrunnen i én setning, til innledningen av et avslag",
        pub situasjon: Option<Fritekst> = "Situasjonen: det som betyr noe for resultatet",
        pub medvirkning: Option<Fritekst> = "Hva som er viktig for parten, og hvilken vekt det fikk",
        pub behov: Option<Fritekst> = "Hva dere har vurdert, og hvorfor svaret ble slik",
        pub klassifisering: Option<Fritekst> = "Hvorfor tjenesten er, eller ikke er, en helsetjeneste",
        pub momenter: Vec<Moment> = "Momentene i vurderingen, som tabell",
        pub samlet: Option<Fritekst> = "Den samlede vurderingen etter momentene",
        pub alternativer: Vec<Alternativ> = "Andre løsninger dere har vurdert",
        pub anfoersler: Vec<Anfoersel> = "Det parten har sagt, med svar",
        pub forsvarlighet: Option<Fritekst> = "Hvorfor tjenestene samlet er trygge og gode nok",
        pub barnets_beste: Option<Fritekst> = "Hva som er best for barn saken gjelder",
        pub paaroerende: Option<Fritekst> = "Situasjonen til de pårørende",
    }
}

case_type! {
    /// When and how the office looks at the case again.
    pub struct NyVurdering = "Når dere ser på saken igjen" {
        pub kontakt: Option<Linjetekst> = "Første kontakt, som hel setning: «Vi ringer deg i februar 2027 for å høre hvordan det går.»",
        pub senest: Option<Dato> = "Siste dag for å gå gjennom hele vedtaket sammen med parten",
    }
}

case_type! {
    /// How user-controlled personal assistance is arranged.
    pub struct Bpa = "Hvordan BPA er ordnet" {
        pub arbeidsleder: Linjetekst = "Hvem som er arbeidsleder",
        pub leverandoer: Linjetekst = "Hvem som er arbeidsgiver for assistentene",
        pub avlastning: Linjetekst = "Om avlastning er en del av vedtaket",
        pub omfatter_avlastning: Option<bool> = "true når avlastning er en del av assistansen. Da står retten til avlastning i brevet",
        pub flytting_av_timer: Option<Fritekst> = "Hvordan timer kan flyttes og spares",
    }
}

case_type! {
    /// One criterion of the local forskrift and whether it is met.
    pub struct Kriterium = "Et kriterium i kommunens forskrift" {
        pub kriterium: Linjetekst = "Kriteriet",
        pub oppfylt: bool = "Om kriteriet er oppfylt",
        pub hvorfor: Fritekst = "Hvorfor",
    }
}

case_type! {
    /// The two questions of an application for a long-term stay
    /// (pasient- og brukerrettighetsloven § 2-1 e): a place now, or the waiting list.
    pub struct Langtid = "Vurderingene ved søknad om langtidsopphold" {
        pub plass_straks: bool = "true når sykehjem er det eneste som gir nødvendig og forsvarlig hjelp nå",
        pub plass_straks_vurdering: Fritekst = "Vurderingen av om parten må ha plass nå",
        pub kriterier_oppfylt: bool = "true når kriteriene for langtidsopphold er oppfylt",
        pub kriterier: Vec<Kriterium> = "Kriteriene i kommunens forskrift, ett for ett",
        pub kriterier_vurdering: Option<Fritekst> = "Samlet vurdering av kriteriene",
        pub venteliste_fra: Option<Dato> = "Dagen parten står på ventelista fra",
        pub ventetid_vurdering: Option<Fritekst> = "Hvorfor hjelpen er god nok mens parten venter",
        pub kontaktperson: Option<Linjetekst> = "Hvem som er kontakt i ventetida, for eksempel «sykepleier Tor Mønster»",
        pub oppfoelging: Option<Fritekst> = "Hvordan kommunen følger parten opp i ventetida",
        pub intervall: Option<Linjetekst> = "Hvor ofte situasjonen vurderes på nytt, for eksempel «minst hver tredje måned»",
        pub sted: Option<Linjetekst> = "Stedet parten får plass på",
    }
}

case_type! {
    /// How one of the law's conditions was judged.
    pub struct Vilkaarsvurdering = "Et vilkår i loven og vurderingen av det" {
        pub oppfylt: bool = "Om vilkåret er oppfylt",
        pub hvorfor: Fritekst = "Hvorfor",
    }
}

case_type! {
    /// The conditions for equipment that warns or shows where someone is, without that person's own choice
    /// (pasient- og brukerrettighetsloven §§ 4-3 and 4-6 a).
    pub struct Teknologi = "Vilkårene for varslings- og lokaliseringsteknologi" {
        pub kan_ikke_velge_selv: Option<Vilkaarsvurdering> = "At parten ikke kan ta dette valget selv",
        pub noedvendig: Option<Vilkaarsvurdering> = "At utstyret er nødvendig for å hindre eller minske faren for skade",
        pub til_beste: Option<Vilkaarsvurdering> = "At utstyret er til beste for parten",
        pub forholdsmessig: Option<Vilkaarsvurdering> = "At tiltaket står i rimelig forhold til faren",
        pub minst_inngripende: Option<Vilkaarsvurdering> = "At noe mindre inngripende ikke er nok",
        pub ville_sagt_ja: Option<Vilkaarsvurdering> = "At parten trolig ville ha sagt ja",
        pub motsetter_seg_ikke: Option<Vilkaarsvurdering> = "At parten ikke motsetter seg utstyret, verken med ord eller på annen måte",
        pub paaroerende: Option<Fritekst> = "Hva de pårørende har sagt, eller hvorfor dere ikke kunne spørre dem",
    }
}

impl Teknologi {
    /// The conditions with their fields, in the order of the letter.
    pub fn vilkaar(&self) -> [(&'static str, Option<&Vilkaarsvurdering>); 7] {
        [
            ("kan_ikke_velge_selv", self.kan_ikke_velge_selv.as_ref()),
            ("noedvendig", self.noedvendig.as_ref()),
            ("til_beste", self.til_beste.as_ref()),
            ("forholdsmessig", self.forholdsmessig.as_ref()),
            ("minst_inngripende", self.minst_inngripende.as_ref()),
            ("ville_sagt_ja", self.ville_sagt_ja.as_ref()),
            ("motsetter_seg_ikke", self.motsetter_seg_ikke.as_ref()),
        ]
    }
}

case_type! {
    /// The notice given before a change (forvaltningsloven § 16).
    pub struct Varsel = "Forhåndsvarselet" {
        pub sendt: Dato = "Dagen varselet ble sendt",
        pub frist: Dato = "Fristen for å uttale seg",
    }
}

case_words! {
    /// Which way a running decision is changed.
    pub enum Retning = "Om parten får mindre, mer eller ingen hjelp" {
        /// Less help.
        Mindre = "mindre",
        /// More help.
        Mer = "mer",
        /// No more help.
        Opphoer = "opphoer",
    }
}

case_words! {
    /// What follows a change that ends on a given day.
    pub enum Etterpaa = "Hva som skjer etter siste dag, når endringen har en sluttdato" {
        /// The earlier decision holds again.
        TidligereVedtak = "tidligere-vedtak",
        /// The help ends.
        Slutter = "slutter",
        /// The earlier decision had the same last day.
        SammeSisteDag = "samme-siste-dag",
    }
}

case_type! {
    /// What changes in a running decision, on which basis, and what the party said.
    pub struct Endring = "Endringen av et vedtak" {
        pub tidligere_vedtak: Dato = "Datoen på vedtaket som endres",
        pub grunnlag: Slug = "Regelen som gir lov til å endre vedtaket",
        pub gjengivelse: Option<Linjetekst> = "Hva som står i det gamle vedtaket om endring, etter «Der står det at …»",
        pub foer: Omfang = "Omfanget før endringen",
        pub varslet: Option<Omfang> = "Omfanget i forhåndsvarselet",
        pub retning: Option<Retning> = "Om parten får mindre, mer eller ingen hjelp etter endringen. Standard er mindre",
        pub siste_dag: Option<Dato> = "Siste dag med hjelpen, når den slutter",
        pub etterpaa: Option<Etterpaa> = "Hva som skjer etter siste dag. Må være med når perioden har en sluttdato",
        pub varsel: Option<Varsel> = "Forhåndsvarselet. Kan utelates når parten får mer",
        pub uttalelse: Option<Dato> = "Dagen parten svarte på varselet",
        pub situasjon_foer: Fritekst = "Hvordan situasjonen var da parten fikk vedtaket",
        pub situasjon_naa: Fritekst = "Hvordan situasjonen er nå",
    }
}

impl Endring {
    /// Tells whether the party gets less than before, or nothing.
    pub fn to_harm(&self) -> bool {
        self.retning != Some(Retning::Mer)
    }
}
