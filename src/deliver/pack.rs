//! A shipment becomes packages: the files beside the PDF.
//!
//! Comes in: a `Shipment`, and the version and name under which the letter is kept. Goes out: packages, the same bytes
//! every time. Prints nothing (`print.rs` does, for many letters) and writes no file.

use super::arkivmelding;
use super::package::{self, Form, Package, Pakkeslag};
use super::shipment::Shipment;
use super::svarut;
use crate::problem::Problem;

/// Makes the packages of one letter.
///
/// # Errors
/// UT-081 when a value cannot stand in the archive's message.
pub fn pack(shipment: &Shipment, versjon: u32, stem: &str) -> Result<Vec<Package>, Problem> {
    let fil = format!("{stem}.pdf");
    let mut packages = Vec::new();
    if shipment.goes(Pakkeslag::Svarut) {
        let json = |value: serde_json::Value| {
            let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
            bytes.push(b'\n');
            bytes
        };
        packages.push(Package { form: Form::SvarutV2, bytes: json(svarut::v2(shipment, versjon, &fil)) });
        let person = svarut::v3(shipment, versjon, &fil);
        packages.extend(person.map(|value| Package { form: Form::SvarutV3, bytes: json(value) }));
    }
    if let Some(registration) = &shipment.arkiv {
        let key = package::key(&shipment.identitet, versjon);
        let bytes = arkivmelding::message(shipment, registration, &key, &fil)?;
        packages.push(Package { form: Form::Arkivmelding, bytes });
    }
    Ok(packages)
}
