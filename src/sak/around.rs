//! The letters around the decision: what each kind of letter needs to say.
//!
//! Comes in: nothing; nouns. Goes out: one section of the case file for each kind of letter.
//! Does not know which sections a kind must have (`validate/kinds.rs`) and writes no words of the letter.

use super::line::{Omfang, Oppgave};
use super::sak::{Innsender, Sak};
use super::values::{Dato, Fritekst, Linjetekst, Slug};
use jiff::ToSpan;
use jiff::civil::Date;

case_type! {
    /// Why an answer takes time (forvaltningsloven § 11 a).
    pub struct Forsinkelse = "Hvorfor svaret tar tid" {
        pub hvorfor: Fritekst = "Hvorfor dere ikke kan svare ennå",
        pub svar_innen: Dato = "Dagen parten kan vente svar",
        pub tidligere_svar_innen: Option<Dato> = "Dagen dere lovet svar sist, når det er gått ut",
    }
}

impl Sak {
    /// The day by which the party should have heard from the office: the one promised last, or so many months after
    /// the first application came. Nothing when the case has no application.
    pub fn answer_due(&self, months: u32) -> Option<Date> {
        let first = self.soeknad.iter().map(|soeknad| soeknad.mottatt.date()).min()?;
        let promised = self.forsinkelse.as_ref().and_then(|it| it.tidligere_svar_innen);
        let limit = || first.checked_add(i64::from(months).months()).unwrap_or(first);
        Some(promised.map_or_else(limit, Dato::date))
    }
}

case_type! {
    /// A notice of a change that the office considers (forvaltningsloven § 16).
    pub struct Endringsvarsel = "Et forhåndsvarsel om en endring" {
        pub tjeneste: Slug = "Tjenesten varselet gjelder",
        pub tidligere_vedtak: Dato = "Datoen på vedtaket som kan bli endret",
        pub grunnlag: Slug = "Regelen som gir lov til å endre vedtaket",
        pub gjengivelse: Option<Linjetekst> = "Hva som står i det gamle vedtaket om endring, etter «Der står det at …»",
        pub foer: Omfang = "Omfanget parten har nå",
        pub vurderer: Option<Omfang> = "Omfanget dere vurderer. Utelates når dere vurderer å avslutte hjelpen",
        pub oppgaver: Vec<Oppgave> = "Oppgavene, med foer_minutter og varslet_minutter",
        pub hvorfor: Fritekst = "Hvorfor dere vurderer endringen",
        pub svarfrist: Dato = "Siste dag for å si hva parten mener",
    }
}

case_words! {
    /// What the office made of a complaint.
    pub enum Klageresultat = "Hva dere kom til etter klagen" {
        /// The complaint is upheld.
        Medhold = "medhold",
        /// It is upheld in part.
        DelvisMedhold = "delvis-medhold",
    }
}

case_type! {
    /// A complaint that made the office change its decision (forvaltningsloven § 33 andre ledd).
    pub struct Klagesak = "Klagen som gjorde at vedtaket er endret" {
        pub klage_mottatt: Dato = "Dagen kommunen fikk klagen",
        pub innsender: Option<Innsender> = "Hvem som klaget. Standard er parten",
        pub tidligere_vedtak: Dato = "Datoen på vedtaket det er klaget på",
        pub resultat: Klageresultat = "Om parten får medhold i alt eller noe",
        pub begrunnelse: Fritekst = "Hva dere mener om klagen",
    }
}

case_type! {
    /// A case that is not decided on its merits (forvaltningsloven § 2 tredje ledd).
    pub struct Avvisning = "En sak som blir avvist" {
        pub hva: Linjetekst = "Hva dere avviser, for eksempel «klagen din»",
        pub grunn: Slug = "Grunnen til at saken blir avvist",
        pub mottatt: Dato = "Dagen kommunen fikk saken",
        pub vurdering: Fritekst = "Hvorfor grunnen gjelder her",
        pub rett_organ: Option<Linjetekst> = "Hvem parten kan vende seg til i stedet",
        pub hjemler: Vec<Linjetekst> = "Reglene vurderingen bygger på, for eksempel hol/3-1. De kommer i tabellen over regler",
    }
}

case_type! {
    /// One clerical error.
    pub struct Rettelse = "En feil og det som skulle ha stått" {
        pub sto: Linjetekst = "Det som sto",
        pub skal_staa: Linjetekst = "Det som skal stå",
    }
}

case_type! {
    /// Clerical errors put right in a decision that is sent again.
    pub struct Retting = "Skrivefeil som blir rettet" {
        pub tidligere_vedtak: Dato = "Datoen på vedtaket med feilen",
        pub rettelser: Vec<Rettelse> = "Feilene",
        pub hvorfor: Option<Fritekst> = "Hvordan feilen oppsto, når det betyr noe for parten",
    }
}

case_type! {
    /// A complaint passed on to the body that decides it (forvaltningsloven § 33 fjerde ledd).
    pub struct Oversendelse = "En klage som blir sendt videre" {
        pub klage_mottatt: Dato = "Dagen kommunen fikk klagen",
        pub klage_sendt: Option<Dato> = "Dagen klagen ble sendt, når den kom etter fristen, men ble sendt før",
        pub klage_fra: Option<Linjetekst> = "Navnet på den som har klaget. Må stå når saken har flere parter, eller når parten er et barn som ikke får brev",
        pub i_tide: bool = "true når klagen kom innen fristen, eller ble sendt innen fristen",
        pub vedtak_mottatt: Option<Dato> = "Dagen parten fikk vedtaket. Fristen blir regnet ut fra den",
        pub tidligere_vedtak: Dato = "Datoen på vedtaket det er klaget på",
        pub vedtaket_gjelder: Linjetekst = "Hva vedtaket gjelder",
        pub sammendrag: Fritekst = "Hva klagen sier",
        pub vurdering: Fritekst = "Hva dere mener om klagen",
        pub utsatt: Option<Fritekst> = "Hva dere har svart på et ønske om å vente med endringen",
        pub dokumenter: Vec<Linjetekst> = "Dokumentene dere sender",
        pub kopi_til: Vec<Linjetekst> = "Andre enn klageren som får kopi, for eksempel advokaten. Klageren får det alltid",
    }
}

case_words! {
    /// Whom the office asks.
    pub enum Spurt = "Hvem dere spør" {
        /// The party.
        Parten = "parten",
        /// Someone else, with the party's consent.
        Andre = "andre",
    }
}

case_type! {
    /// What the office needs to know before it can decide (forvaltningsloven § 17).
    pub struct Innhenting = "Opplysninger dere trenger" {
        pub fra: Spurt = "Om opplysningene skal komme fra parten eller andre",
        pub fra_hvem: Option<Linjetekst> = "Hvem dere vil spørre, når det er andre",
        pub hva: Vec<Linjetekst> = "Hva dere trenger",
        pub hvorfor: Fritekst = "Hvorfor dere trenger det",
        pub svarfrist: Dato = "Siste dag for å svare",
    }
}

case_words! {
    /// What an amount is paid for.
    pub enum Betalingsperiode = "Hva beløpet gjelder" {
        /// A month.
        Maaned = "maaned",
        /// A day and night.
        Doegn = "doegn",
        /// A day.
        Dag = "dag",
    }
}

case_type! {
    /// One row of how an amount was worked out.
    pub struct Utregning = "En linje i utregningen" {
        pub hva: Linjetekst = "Hva",
        pub beloep: u32 = "Hele kroner",
    }
}

case_type! {
    /// A decision on what the party pays (egenandelsforskriften §§ 2 og 13).
    pub struct Egenandel = "Hva parten skal betale" {
        pub tjeneste: Slug = "Tjenesten parten betaler for",
        pub fra: Dato = "Første dag med betaling. Året bestemmer satsene",
        pub beloep: u32 = "Hele kroner",
        pub per: Betalingsperiode = "Hva beløpet gjelder",
        pub grunnlag: Slug = "Regelen betalingen følger: langtid, korttid, dagopphold eller praktisk-bistand",
        pub utregning: Vec<Utregning> = "Hvordan beløpet er regnet ut",
        pub inntekt_i_aaret: Option<u32> = "Inntekten i året som betalingen er regnet av, i hele kroner. Må være med ved langtid",
        pub kostnad: Option<u32> = "Hva tjenesten koster kommunen i samme tid som beløpet gjelder, i hele kroner",
        pub begrunnelse: Fritekst = "Hvorfor beløpet ble slik",
    }
}

case_words! {
    /// What the party gets to see.
    pub enum Innsynsutfall = "Hva parten får se" {
        /// Everything.
        Alt = "alt",
        /// Some of it.
        Delvis = "delvis",
        /// Nothing.
        Nei = "nei",
    }
}

case_type! {
    /// What is kept from the party, and why.
    pub struct Unntatt = "Noe parten ikke får se" {
        pub hva: Linjetekst = "Hva som er unntatt",
        pub hjemmel: Linjetekst = "Regelen, for eksempel fvl/19/2/-/b",
        pub hvorfor: Fritekst = "Hvorfor regelen gjelder her",
    }
}

case_type! {
    /// The answer to a demand to see the documents (forvaltningsloven §§ 18–21).
    pub struct Innsyn = "Svaret på et krav om innsyn" {
        pub krav_mottatt: Dato = "Dagen kommunen fikk kravet",
        pub svar: Innsynsutfall = "Hva parten får se",
        pub dokumenter: Vec<Linjetekst> = "Dokumentene parten får",
        pub unntatt: Vec<Unntatt> = "Det parten ikke får se",
    }
}

case_type! {
    /// A wish to wait with a change that the office does not grant (forvaltningsloven § 42 andre ledd).
    pub struct Utsettelse = "Et ønske om å vente med en endring, som dere sier nei til" {
        pub mottatt: Dato = "Dagen kommunen fikk ønsket",
        pub tidligere_vedtak: Dato = "Datoen på vedtaket det er klaget på",
        pub vedtaket_gjelder: Linjetekst = "Hva vedtaket går ut på, etter «vedtaket vårt om …», for eksempel «mindre praktisk bistand»",
        pub gjelder_fra: Dato = "Dagen endringen gjelder fra",
        pub begrunnelse: Fritekst = "Hvorfor dere ikke venter, og hvorfor hjelpen er trygg imens",
    }
}

case_type! {
    /// A form with which the party lets someone act for her (forvaltningsloven § 12, pasient- og brukerrettighetsloven § 7-2).
    pub struct Fullmakt = "Et skjema for fullmakt" {
        pub fullmektig: Option<Linjetekst> = "Navnet på fullmektigen, når parten har sagt hvem det er",
        pub gjelder: Vec<Linjetekst> = "Noe fullmakten kan gjelde, i tillegg til det som alltid står i skjemaet",
        pub til: Option<Dato> = "Siste dag fullmakten gjelder, når parten har sagt det",
    }
}
