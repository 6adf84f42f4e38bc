//! The case as the caseworker states it: who, what was applied for, what is decided and why.
//!
//! Comes in: nothing; these are the nouns that `read.rs` fills and every later room uses.
//! Goes out: `Sak` and its parts. Personal values are wrapped (`Linjetekst`, `Fritekst`, …)
//! so that `Debug` never shows them.
//! Does not check what fields mean together (`validate.rs`) and knows no law.

use super::around::{
    Avvisning, Egenandel, Endringsvarsel, Forsinkelse, Fullmakt, Innhenting, Innsyn, Klagesak, Oversendelse, Retting,
    Utsettelse,
};
use super::contact::Kontakt;
use super::values::{Dato, Foedselsnummer, Fritekst, Linjetekst, Postnummer, Saksnummer, Slug};
use super::{
    line::Tjenestelinje,
    reasons::{Endring, NyVurdering, Vurdering},
};
use crate::language::Maalform;

case_words! {
    /// The kind of letter; `vedtak` covers every outcome of an application.
    pub enum Brevtype = "Hva slags brev saken gir" {
        /// A decision on an application.
        Vedtak = "vedtak",
        /// A decision that changes an earlier, running decision.
        Endringsvedtak = "endringsvedtak",
        /// A preliminary answer to an application.
        ForeloepigSvar = "foreloepig-svar",
        /// A notice of a change that is considered.
        Forhaandsvarsel = "forhaandsvarsel",
        /// A new decision after a complaint.
        Omgjoering = "omgjoering",
        /// A case that is not decided on its merits.
        Avvisning = "avvisning",
        /// Clerical errors put right.
        Retting = "retting",
        /// A complaint passed on to the body that decides it.
        Oversendelse = "oversendelse",
        /// The complainant told that the complaint was passed on.
        Orientering = "orientering",
        /// A request for information.
        Innhenting = "innhenting",
        /// A decision on what the party pays.
        Egenandelsvedtak = "egenandelsvedtak",
        /// An answer to a demand to see documents.
        Innsynssvar = "innsynssvar",
        /// A refusal to wait with a change until a complaint is decided.
        AvslagUtsattIverksetting = "avslag-utsatt-iverksetting",
        /// A form with which the party authorises someone.
        Fullmakt = "fullmakt",
    }
}

impl Brevtype {
    /// Tells whether the letter changes an earlier, running decision.
    pub fn changes(self) -> bool {
        self == Self::Endringsvedtak
    }

    /// Tells whether the letter decides something about services, line by line.
    pub fn has_lines(self) -> bool {
        matches!(self, Self::Vedtak | Self::Endringsvedtak | Self::Omgjoering)
    }

    /// Tells whether the letter is a decision, dated with `vedtaksdato`.
    pub fn is_decision(self) -> bool {
        self.has_lines() || matches!(self, Self::Avvisning | Self::Egenandelsvedtak)
    }
}

case_words! {
    /// What a person is in the case.
    pub enum Partsrolle = "Hva parten er i saken" {
        /// The person who applies for, or gets, the service.
        Soeker = "soeker",
        /// A carer who is party in her own name (pasient- og brukerrettighetsloven § 2-8).
        Paaroerende = "paaroerende",
        /// A child who is party.
        Barn = "barn",
        /// A parent or other holder of parental responsibility.
        Foresatt = "foresatt",
    }
}

case_words! {
    /// Who acts for the party.
    pub enum Representantrolle = "Hvem som representerer parten" {
        /// A guardian (vergemålsloven).
        Verge = "verge",
        /// An authorised representative (forvaltningsloven § 12).
        Fullmektig = "fullmektig",
        /// A lawyer, who needs no written authority (forvaltningsloven § 12 fjerde ledd).
        Advokat = "advokat",
    }
}

case_words! {
    /// Grading of an address in the population register (folkeregisterloven § 10-4), the strictest last.
    pub enum Adressegradering = "Gradering av adressen i Folkeregisteret" {
        /// No grading.
        Ingen = "ingen",
        /// Fortrolig address.
        Fortrolig = "fortrolig",
        /// Strengt fortrolig address.
        StrengtFortrolig = "strengt-fortrolig",
    }
}

case_words! {
    /// How the office met the person.
    pub enum Moeteform = "Hvordan dere møttes" {
        /// A visit at home.
        Hjemmebesoek = "hjemmebesoek",
        /// A meeting elsewhere.
        Moete = "moete",
        /// A talk on the telephone.
        Telefon = "telefon",
    }
}

case_words! {
    /// Who sent the application or the complaint in.
    pub enum Innsender = "Hvem som sendte søknaden eller klagen" {
        /// The party.
        Parten = "parten",
        /// The first representative of the case.
        Representanten = "representanten",
        /// The first guardian of the case.
        Verge = "verge",
        /// The first authorised representative of the case.
        Fullmektig = "fullmektig",
        /// The first lawyer of the case.
        Advokat = "advokat",
        /// The first holder of parental responsibility among the parties.
        Foresatt = "foresatt",
    }
}

case_type! {
    /// A postal address; a foreign one has `land`.
    pub struct Adresse = "Postadresse" {
        pub linjer: Vec<Linjetekst> = "Gate, husnummer, c/o og lignende, høyst tre linjer",
        pub postnummer: Postnummer = "Fire sifre i anførselstegn, for eksempel \"3132\"",
        pub poststed: Linjetekst = "Poststed",
        pub land: Option<Linjetekst> = "Bare når adressen er utenfor Norge",
    }
}

case_type! {
    /// A party of the case; the first one is «du» in the letter.
    pub struct Part = "En part i saken" {
        pub rolle: Partsrolle = "Hva parten er i saken",
        pub navn: Linjetekst = "Fullt navn",
        pub foedselsdato: Option<Dato> = "Fødselsdato, ÅÅÅÅ-MM-DD. Kan utelates når fødselsnummer er oppgitt",
        pub foedselsnummer: Option<Foedselsnummer> = "Fødselsnummer eller d-nummer, i anførselstegn. Skrives aldri i brevet",
        pub adresse: Option<Adresse> = "Postadresse. Må utelates når adressen er strengt fortrolig",
        pub adressegradering: Option<Adressegradering> = "Gradering av adressen. Utelates når adressen ikke er gradert",
        pub faar_brev: Option<bool> = "false når et barn er part, men er for ungt til å få brevet selv. Standard er true",
        pub mottatt: Option<Dato> = "Dagen brevet kom fram til parten, eller ble gjort tilgjengelig digitalt og varslet. Da står siste dag for å klage i brevet",
        pub kontakt: Option<Kontakt> = "Hvordan parten kan nås digitalt. Utelates når brevet bare skal på papir",
    }
}

case_type! {
    /// Someone who acts for the party and gets the letter beside or instead of her.
    pub struct Representant = "Verge, fullmektig eller advokat" {
        pub rolle: Representantrolle = "Hva representanten er",
        pub navn: Linjetekst = "Fullt navn",
        pub adresse: Adresse = "Postadresse",
        pub mandat: Option<Linjetekst> = "Hva mandatet eller fullmakten gjelder, for eksempel «søknader om helse- og omsorgstjenester»",
        pub mottatt: Option<Dato> = "Dagen brevet kom fram til representanten. Da står siste dag for å klage i det brevet",
        pub parten_faar_eget_brev: Option<bool> = "true når parten også skal ha brevet direkte. Standard er true",
    }
}

case_type! {
    /// The person that a carer's case concerns.
    pub struct GjelderPerson = "Personen omsorgen gjelder, når parten er pårørende" {
        pub navn: Linjetekst = "Navn, slik det skal stå i brevet",
        pub omtale: Linjetekst = "Hvem personen er for parten, for eksempel «sønnen din»",
        pub foedselsdato: Option<Dato> = "Fødselsdato",
    }
}

case_type! {
    /// One application: when it was received and what it asks for.
    pub struct Soeknad = "En søknad" {
        pub mottatt: Dato = "Dagen kommunen fikk søknaden",
        pub tjenester: Vec<Slug> = "Tjenestene det er søkt om. Hver av dem må få et svar under «tjenester»",
        pub gjelder: Option<Linjetekst> = "Hva det er søkt om, med partens egne ord, etter «Du søkte om …». Uten denne brukes navnene på tjenestene",
        pub innsender: Option<Innsender> = "Hvem som sendte søknaden. Standard er parten",
    }
}

case_type! {
    /// A meeting with the party before the decision.
    pub struct Moete = "Et møte før vedtaket" {
        pub dato: Dato = "Dagen for møtet",
        pub form: Moeteform = "Hvordan dere møttes",
    }
}

case_type! {
    /// A service the person keeps, outside this decision.
    pub struct EksisterendeTjeneste = "En tjeneste parten har fra før og beholder" {
        pub tjeneste: Linjetekst = "Hva tjenesten er, for eksempel «hjemmesykepleie til kateter og hud»",
        pub omfang: Option<Linjetekst> = "Hvor mye, for eksempel «1,5 timer i uka»",
    }
}

case_type! {
    /// A child in the household (Grunnloven § 104).
    pub struct Barn = "Et barn i husstanden" {
        pub navn: Linjetekst = "Navnet barnet skal omtales med",
        pub foedselsdato: Dato = "Fødselsdato",
        pub syn: Fritekst = "Hva barnet mener, eller at barnet fikk tilbud om å si noe",
        pub vurdering: Fritekst = "Hva som er best for barnet, og hvordan det er vektlagt",
    }
}

case_type! {
    /// What the case says of the household.
    pub struct Husstand = "Husstanden" {
        pub inntekt_under_2g: Option<bool> = "true når husstanden har opplyst en skattbar nettoinntekt under 2G",
        pub barn: Vec<Barn> = "Barn under 18 år i husstanden",
    }
}

case_type! {
    /// An employee whose name stands under the letter.
    pub struct Ansatt = "En ansatt i kommunen" {
        pub navn: Linjetekst = "Fullt navn",
        pub tittel: Option<Linjetekst> = "Stillingstittel",
    }
}

case_type! {
    /// One case, giving one letter to each recipient.
    pub struct Sak = "En sak som skal bli et vedtaksbrev" {
        pub saksnummer: Saksnummer = "Saksnummer i fagsystemet, for eksempel 2026/00001",
        pub brevtype: Brevtype = "Hva slags brev",
        pub nummer: Option<u32> = "Nummer når samme sak gir flere brev av samme type samme dag. Standard er 1",
        pub vedtaksdato: Dato = "Dagen vedtaket er gjort. Den bestemmer hvilke regler og tekster som gjelder",
        pub brevdato: Option<Dato> = "Dagen brevet er datert, når det ikke er et vedtak. Den bestemmer hvilke regler og tekster som gjelder",
        pub maalform: Maalform = "Målform i brevet: nb eller nn",
        pub avsender: Slug = "Kontoret som har gjort vedtaket",
        pub saksbehandler: Ansatt = "Saksbehandler",
        pub godkjenner: Option<Ansatt> = "Den som godkjenner vedtaket",
        pub kortversjon: Option<bool> = "true når en kort og lettlest side skal ligge foran brevet",
        pub intern_merknad: Option<Fritekst> = "Notat til kollegaer. Skrives aldri i brevet",
        pub parter: Vec<Part> = "Partene. Den første er «du» i brevet",
        pub representanter: Vec<Representant> = "Verge, fullmektig eller advokat",
        pub gjelder_person: Option<GjelderPerson> = "Personen omsorgen gjelder, når parten er pårørende",
        pub soeknad: Vec<Soeknad> = "Søknadene vedtaket svarer på",
        pub foreloepig_svar: Option<Dato> = "Dagen foreløpig svar ble sendt",
        pub moeter: Vec<Moete> = "Møter før vedtaket",
        pub eksisterende_tjenester: Vec<EksisterendeTjeneste> = "Tjenester parten har fra før og beholder",
        pub husstand: Option<Husstand> = "Husstanden",
        pub doegn_i_institusjon_i_aar: Option<u32> = "Alle døgn på institusjon i kalenderåret: de parten har hatt, og de i dette vedtaket som faller i samme år",
        pub mottatt_av_parten: Option<Dato> = "Dagen den første parten fikk brevet, når brevet lages på nytt etterpå. Andre har sin egen dag i «mottatt»",
        pub tjenester: Vec<Tjenestelinje> = "Vedtakslinjene, én for hver tjeneste",
        pub vurdering: Option<Vurdering> = "Begrunnelse som gjelder hele vedtaket",
        pub overgang: Option<Fritekst> = "Hva som gjelder fram til vedtaket starter",
        pub tilbud_naa: Option<Fritekst> = "Hva parten kan få i stedet, når noe er avslått",
        pub kan_endre_svaret: Option<Fritekst> = "Hva som kan gi et annet svar senere, når noe er avslått",
        pub ny_vurdering: Option<NyVurdering> = "Når og hvordan kommunen ser på saken igjen",
        pub endring: Option<Endring> = "Hva som endres, i et endringsvedtak",
        pub forsinkelse: Option<Forsinkelse> = "Hvorfor svaret tar tid, i et foreløpig svar",
        pub varsel: Option<Endringsvarsel> = "Hva dere vurderer, i et forhåndsvarsel",
        pub klagesak: Option<Klagesak> = "Klagen, i et vedtak som er endret etter klage",
        pub avvisning: Option<Avvisning> = "Hva dere avviser",
        pub retting: Option<Retting> = "Skrivefeilene som blir rettet",
        pub oversendelse: Option<Oversendelse> = "Klagen dere sender videre",
        pub innhenting: Option<Innhenting> = "Hva dere trenger å vite",
        pub egenandel: Option<Egenandel> = "Hva parten skal betale, i et vedtak om egenandel",
        pub innsyn: Option<Innsyn> = "Svaret på et krav om innsyn",
        pub utsettelse: Option<Utsettelse> = "Ønsket om å vente med en endring, når dere sier nei",
        pub fullmakt: Option<Fullmakt> = "Skjemaet for fullmakt: et brev for seg, eller en del av en innhenting",
        pub klage_etter: Option<Slug> = "Klageordningen, i et brev som ikke bestemmer noe om tjenester",
        pub vedlegg: Vec<Linjetekst> = "Vedlegg til brevet",
    }
}
