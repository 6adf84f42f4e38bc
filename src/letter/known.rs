//! The fields that a text of `legal-texts/` may name, with what each one prints.
//!
//! Comes in: nothing. Goes out: the list, for the check of the library and for the jurist's list of fields.
//! Limits, rates and local prices are named by the ids of their data files and are not listed here.

/// A field and what it prints, in Norwegian for the jurist.
pub const FIELDS: &[(&str, &str)] = &[
    ("avsender.navn", "Færder kommune"),
    ("avsender.kontor", "Tjenestekontoret"),
    ("avsender.telefon", "telefonnummeret"),
    ("avsender.besoeksadresse", "besøksadressen"),
    ("avsender.klageadresse", "adressen for klager, på én linje"),
    ("avsender.digital_klage", "nettadressen for digitale klager"),
    ("avsender.statsforvalter", "embetet som avgjør klager"),
    ("avsender.klagenemnd", "kommunens klagenemnd"),
    ("avsender.forskrift_langtidsopphold", "navnet på kommunens forskrift"),
    ("avsender.forskrift_langtidsopphold_kriterier", "stedet i forskriften der kriteriene står"),
    ("avsender.kriterier_omsorgsbolig", "navnet på kommunens kriterier"),
    ("saksnummer", "2026/00001"),
    ("saksbehandler", "navnet på saksbehandleren"),
    ("brevdato", "23. november 2026"),
    ("doegn_i_institusjon", "antall døgn, uten ordet døgn"),
    ("representant.navn", "navnet på representanten"),
    ("representant.rolle", "verge, fullmektig eller advokat"),
    ("soeknad.mottatt", "dagen søknaden kom"),
    ("soeknad.gjelder", "hva det er søkt om"),
    ("soeknad.innsender", "navnet på den som søkte for parten"),
    ("gjelder_person.navn", "navnet på den omsorgen gjelder"),
    ("gjelder_person.omtale", "hvem det er, som «sønnen din»"),
    ("moete.datoer", "dagene for møtet"),
    ("avtalt.dato", "dagen parten sa ja"),
    ("avtalt.tjenester", "tjenestene parten sa ja til"),
    ("del.bokstav", "A eller B, i et brev med flere deler"),
    ("klage.frist", "hvor lenge det er å klage"),
    ("klage.mottatt", "dagen parten fikk brevet, når saken sier det"),
    ("klage.siste_dag", "siste dag for å klage, når saken sier når parten fikk brevet"),
    ("klage.instans", "den som avgjør klagen"),
    ("linje.navn", "tjenesten i en setning: praktisk bistand"),
    ("linje.kort", "tjenesten med kort navn: BPA"),
    ("linje.tittel", "tjenesten med stor forbokstav"),
    ("linje.innhold", "hva parten får hjelp til"),
    ("linje.omfang", "2,5 timer per uke"),
    ("linje.omfang_kort", "2,5 timer i uka"),
    ("linje.soekt", "35 timer i uka"),
    ("linje.differanse", "7 timer"),
    ("linje.fra", "første dag"),
    ("linje.periode", "Fra 30. november 2026, uten sluttdato"),
    ("linje.periode_i_setning", "fra 30. november 2026, uten sluttdato"),
    ("langtid.venteliste_fra", "dagen parten står på ventelista fra"),
    ("langtid.kontaktperson", "kontakten i ventetida"),
    ("langtid.intervall", "minst hver tredje måned"),
    ("ny_vurdering.senest", "siste dag for ny vurdering"),
    ("endring.tidligere_vedtak", "datoen på vedtaket som endres"),
    ("endring.foer", "omfanget før: 6 timer i uka"),
    ("endring.varslet", "omfanget i varselet"),
    ("endring.varsel_sendt", "dagen varselet ble sendt"),
    ("endring.uttalelse", "dagen parten svarte"),
    ("endring.gjengivelse", "hva det gamle vedtaket sier om endring"),
    ("endring.siste_dag_foer", "siste dag med omfanget før"),
    ("sats.aar", "året tjenesten brukes"),
    ("sats.neste_aar", "året etter, når tjenesten går over nyttår"),
    ("sats.to_g", "to ganger grunnbeløpet 1. januar det året"),
    ("pris.beloep", "kommunens egen pris"),
];

/// The names that the check of the library knows; `.*` stands for the ids of data files.
pub fn names() -> Vec<&'static str> {
    FIELDS.iter().map(|(name, _)| *name).chain(["grense.*", "sats.*", "pris.*"]).collect()
}
