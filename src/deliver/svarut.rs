//! A dispatch for SvarUt: the JSON that goes with the PDF, for version 2 (in use) and version 3 (to persons).
//!
//! Comes in: a `Shipment` that may go by SvarUt. Goes out: JSON that the interface's schema accepts.
//! Sends nothing and encrypts nothing; the title says only who writes. Leaves out what the recipient's mailbox, the
//! printer and the receipt do not need: archive metadata, the caseworker, and any word on what the letter is about.

use super::package;
use super::shipment::{Address, Shipment};
use serde_json::{Map, Value, json};

/// The only kind of file that can be printed.
const PDF: &str = "application/pdf";
/// The longest name and the longest line of an address in version 3.
const LONGEST: (usize, usize) = (100, 70);

/// The dispatch for version 2.
pub(super) fn v2(shipment: &Shipment, versjon: u32, fil: &str) -> Value {
    let mottaker = &shipment.mottaker;
    let mut to = Map::new();
    to.insert("navn".into(), mottaker.navn.clone().into());
    if let Some(number) = &mottaker.foedselsnummer {
        to.insert("digitalId".into(), number.clone().into());
    }
    if let Some(adresse) = &mottaker.adresse {
        to.extend(lines(adresse));
        to.insert("postnummer".into(), adresse.postnummer.clone().into());
        to.insert("poststed".into(), adresse.poststed.clone().into());
        to.extend(adresse.land.clone().map(|land| ("land".to_owned(), land.into())));
    }
    let print = json!({"utskriftMedFarger": shipment.svarut.farger, "tosidig": shipment.svarut.tosidig});
    let mut dispatch = common(shipment, versjon, to, print);
    dispatch.insert("krevNiva4Innlogging".into(), shipment.is_highest_level().into());
    let document = json!({"filnavn": fil, "mimeType": PDF, "inneholderPersonsensitivInformasjon": true});
    dispatch.insert("dokumenter".into(), json!([document]));
    Value::Object(dispatch)
}

/// The dispatch to a person for version 3; nothing when she has no number, or the address does not fit that interface.
pub(super) fn v3(shipment: &Shipment, versjon: u32, fil: &str) -> Option<Value> {
    let mottaker = &shipment.mottaker;
    let (number, adresse) = (mottaker.foedselsnummer.as_ref()?, mottaker.adresse.as_ref()?);
    let short = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
    let fits = short(&mottaker.navn, LONGEST.0)
        && !adresse.linjer.is_empty()
        && adresse.linjer.iter().chain([&adresse.poststed]).all(|line| short(line, LONGEST.1));
    // The case names a country in words; the interface wants its code, which is not ours to guess.
    if !fits || adresse.land.is_some() {
        return None;
    }
    let mut place = Map::new();
    place.extend(lines(adresse));
    place.insert("postnummer".into(), adresse.postnummer.clone().into());
    place.insert("poststed".into(), adresse.poststed.clone().into());
    let mut to = Map::new();
    to.insert("navn".into(), mottaker.navn.clone().into());
    to.insert("digitalId".into(), number.clone().into());
    to.insert("adresse".into(), Value::Object(place));
    let mut dispatch = common(shipment, versjon, to, json!({"tosidig": shipment.svarut.tosidig}));
    dispatch.insert("sikkerhetsniva".into(), shipment.svarut.sikkerhetsnivaa.word().into());
    dispatch.insert("dokumenter".into(), json!([{"filnavn": fil, "mimeType": PDF}]));
    Some(Value::Object(dispatch))
}

fn common(shipment: &Shipment, versjon: u32, to: Map<String, Value>, print: Value) -> Map<String, Value> {
    let mut dispatch = Map::new();
    dispatch.insert("tittel".into(), shipment.tittel.clone().into());
    dispatch.insert("mottaker".into(), Value::Object(to));
    dispatch.insert("avgivendeSystem".into(), system().into());
    if let Some(code) = shipment.svarut.konteringskode.as_ref().and_then(|code| code.value()) {
        dispatch.insert("konteringskode".into(), code.clone().into());
    }
    dispatch.insert("kunDigitalLevering".into(), false.into());
    dispatch.insert("kryptert".into(), false.into());
    dispatch.insert("utskriftskonfigurasjon".into(), print);
    dispatch.insert("eksternReferanse".into(), package::key(&shipment.identitet, versjon).into());
    if let Some(batch) = &shipment.korrelasjonsid {
        dispatch.insert("korrelasjonsid".into(), batch.clone().into());
    }
    dispatch
}

/// The program, as the receiving systems know it.
pub(super) fn system() -> String {
    concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned()
}

fn lines(adresse: &Address) -> impl Iterator<Item = (String, Value)> {
    (1..).zip(&adresse.linjer).map(|(number, line)| (format!("adresselinje{number}"), line.clone().into()))
}
