//! The fields of the case around its lines.
//!
//! Comes in: the wish and its lines. Goes out: fields in the order of the case file.
//! Leaves out what no line needs.

use super::examples::example;
use super::print::Felt;
use super::{Line, Wish, line};
use crate::sak::line::Utfall;
use crate::texts::library::{LEGAL_TEXTS, Library};
use crate::texts::tjeneste::Krav;
use jiff::ToSpan;

const OF: &str = "Sak";

/// What a text on payment is called when it is for low income.
const LOW_INCOME: &str = "-under-2g";

/// The case.
pub(super) fn case(library: &Library, wish: &Wish, lines: &[Line]) -> Vec<Felt> {
    let care = lines.iter().any(|line| line.fakta.krever.contains(&Krav::Omsorgsarbeid));
    let refused = lines.iter().any(|line| matches!(line.utfall, Utfall::Avslag | Utfall::DelvisInnvilget));
    let granted = lines.iter().any(Line::granted);
    let say = |key: &str| Felt::example(OF, key, example(OF, key, wish.maalform));
    let mut fields = vec![
        say("saksnummer"),
        Felt::value(OF, "brevtype", "vedtak"),
        Felt::value(OF, "vedtaksdato", wish.vedtaksdato.to_string()),
        Felt::value(OF, "maalform", wish.maalform.tag()),
        Felt::value(OF, "avsender", wish.avsender.clone()),
        employee(wish, "saksbehandler"),
        employee(wish, "godkjenner").optional(),
        party(wish, care),
    ];
    if care {
        let keys = ["navn", "omtale"].map(|key| of(wish, "GjelderPerson", key));
        fields.push(Felt::fields(OF, "gjelder_person", keys.into()));
    }
    fields.extend([application(wish, lines), meeting(wish)]);
    if lines.iter().any(|line| line.granted() && pays_by_income(library, line)) {
        let income = of(wish, "Husstand", "inntekt_under_2g");
        fields.push(Felt::fields(OF, "husstand", vec![income]).optional());
    }
    if lines.iter().any(|line| line.granted() && line.fakta.teller_doegn) {
        fields.push(say("doegn_i_institusjon_i_aar"));
    }
    let avsender = library.avsender(&wish.avsender);
    let items = lines.iter().map(|one| line::line(wish, one, avsender.as_deref())).collect();
    fields.push(Felt::items(OF, "tjenester", items));
    fields.push(Felt::fields(OF, "vurdering", reasons(wish, lines, care)));
    if refused {
        fields.extend([say("tilbud_naa").optional(), say("kan_endre_svaret").optional()]);
    }
    if granted {
        let latest = Felt::example("NyVurdering", "senest", wish.vedtaksdato.saturating_add(1.year()).to_string());
        let again = vec![of(wish, "NyVurdering", "kontakt"), latest];
        fields.push(Felt::fields(OF, "ny_vurdering", again).optional());
    }
    fields
}

fn of(wish: &Wish, of: &'static str, key: &str) -> Felt {
    Felt::example(of, key, example(of, key, wish.maalform))
}

fn employee(wish: &Wish, key: &str) -> Felt {
    Felt::fields(OF, key, vec![of(wish, "Ansatt", "navn"), of(wish, "Ansatt", "tittel")])
}

fn party(wish: &Wish, care: bool) -> Felt {
    let address = ["linjer", "postnummer", "poststed"].map(|key| of(wish, "Adresse", key));
    let fields = vec![
        Felt::value("Part", "rolle", if care { "paaroerende" } else { "soeker" }),
        of(wish, "Part", "navn"),
        of(wish, "Part", "foedselsdato"),
        Felt::fields("Part", "adresse", address.into()),
    ];
    Felt::item(OF, "parter", fields)
}

fn application(wish: &Wish, lines: &[Line]) -> Felt {
    let received = wish.vedtaksdato.saturating_sub(21.days()).to_string();
    let ids: Vec<&str> = lines.iter().map(|line| line.tjeneste.id.as_str()).collect();
    let fields = vec![
        Felt::example("Soeknad", "mottatt", received),
        Felt::value("Soeknad", "tjenester", format!("[{}]", ids.join(", "))),
    ];
    Felt::item(OF, "soeknad", fields)
}

fn meeting(wish: &Wish) -> Felt {
    let day = wish.vedtaksdato.saturating_sub(10.days()).to_string();
    Felt::item(OF, "moeter", vec![Felt::example("Moete", "dato", day), of(wish, "Moete", "form")]).optional()
}

/// Tells whether what the service costs may depend on the household's income.
fn pays_by_income(library: &Library, line: &Line) -> bool {
    let texts = line.fakta.klasser.values().filter_map(|klasse| klasse.egenandel.as_ref());
    let variants: Vec<String> = texts.map(|id| format!("{LEGAL_TEXTS}/egenandel/{id}{LOW_INCOME}")).collect();
    variants.iter().any(|folder| library.versions(folder).next().is_some())
}

/// The reasons that every decision has, and those of what is refused or weighed.
fn reasons(wish: &Wish, lines: &[Line], care: bool) -> Vec<Felt> {
    const OF_REASONS: &str = "Vurdering";
    let say = |key: &str| of(wish, OF_REASONS, key);
    let mut fields = Vec::new();
    if lines.iter().any(|line| line.utfall == Utfall::Avslag) {
        fields.push(say("hovedgrunn").optional());
    }
    fields.extend([say("situasjon"), say("medvirkning"), say("behov")]);
    if lines.iter().any(|line| line.fakta.klasser.len() > 1) {
        fields.push(say("klassifisering").optional());
    }
    if care {
        let moment = ["hva", "vurdering"].map(|key| of(wish, "Moment", key));
        fields.extend([Felt::item(OF_REASONS, "momenter", moment.into()).optional(), say("samlet").optional()]);
    }
    let other = ["hva", "hvorfor_ikke"].map(|key| of(wish, "Alternativ", key));
    fields.push(Felt::item(OF_REASONS, "alternativer", other.into()).optional());
    // The reason why the help is good enough while waiting is the same thing by another name.
    if !lines.iter().any(|line| line.utfall == Utfall::Venteliste) {
        fields.push(say("forsvarlighet"));
    }
    fields
}
