//! How the municipality may reach a party electronically, as the contact register (KRR) and the case record say.
//!
//! Comes in: the `kontakt` part of a party. Goes out: `Kontakt`, with an address that can stand in an envelope as it is.
//! Does not decide whether anything may be sent; the library's channels and the sender's policy do.

use super::read::{FromNode, Reader};
use super::text::{Fritekst, Linjetekst};
use super::values::Dato;
use crate::personal::Personal;
use crate::yaml::Node;

case_type! {
    /// What the contact register says of a party (eForvaltningsforskriften § 29).
    pub struct Kontakt = "Hvordan parten kan nås digitalt, slik kontakt- og reservasjonsregisteret sier det" {
        pub epost: Option<Epostadresse> = "E-postadressen i registeret. Skrives aldri i brevet",
        pub bekreftet: Option<Dato> = "Dagen parten sist bekreftet kontaktopplysningene",
        pub reservert: Option<bool> = "true når parten har reservert seg mot digital post. Standard er false",
        pub oensker_epost: Option<EpostOenske> = "Bare når parten har bedt om å få selve brevet på e-post",
    }
}

case_type! {
    /// A party's request to have the letter itself by e-mail, and why the office may do it (eForvaltningsforskriften § 8).
    pub struct EpostOenske = "At parten har bedt om brevet på e-post, og vurderingen av det" {
        pub hvem: Linjetekst = "Hvem som ba om det",
        pub dato: Dato = "Dagen ønsket kom",
        pub hvordan: Linjetekst = "Hvordan ønsket kom, for eksempel «telefon» eller «e-post til postmottaket»",
        pub system_passer_ikke: Fritekst = "Hvorfor det ikke passer å gi brevet i et egnet system, som digital postkasse",
        pub forsvarlig: Fritekst = "Hvorfor det er forsvarlig å sende brevet kryptert på e-post",
    }
}

/// An e-mail address of plain letters, digits and signs, so that it is the same in the file and in the envelope.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epostadresse(Personal<String>);

impl Epostadresse {
    /// The address, when it is one that any mail server takes.
    pub fn parse(text: &str) -> Option<Self> {
        is_address(text).then(|| Self(Personal::new(text.to_owned())))
    }

    /// The address, for the envelope and nothing else.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }
}

/// The pattern of `Epostadresse`, for the JSON Schema as well.
pub(super) const ADDRESS_PATTERN: &str = "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$";

/// Tells whether a text is a dot-atom, `@` and a domain name of at least two parts (RFC 5321, 4.1.2 and 4.5.3.1).
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let signs = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let atom = |part: &str| !part.is_empty() && part.bytes().all(signs);
    text.len() <= 254 && local.len() <= 64 && local.split('.').all(atom) && is_domain(domain)
}

/// Tells whether a text is a domain name of at least two parts (RFC 1123, 2.1).
pub fn is_domain(text: &str) -> bool {
    let label = |part: &str| {
        let inside = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&part.len()) && inside && !part.starts_with('-') && !part.ends_with('-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label)
}

impl FromNode for Epostadresse {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let address = Self::parse(reader.scalar(node, &Self::expected())?.trim());
        if address.is_none() {
            let hint = "skriv adressen slik den står i registeret, uten navn, mellomrom eller æ, ø og å";
            reader.wrong(node, "SAK-009", "er ikke en gyldig e-postadresse", hint);
        }
        address
    }

    fn expected() -> String {
        "en e-postadresse".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_can_stand_in_an_envelope_is_one() {
        for right in ["ola@example.no", "o.n+test@post.example.no", "O'Neill@xn--frde-hra.example"] {
            assert!(Epostadresse::parse(right).is_some(), "{right}");
        }
        let wrong = [
            "",
            "ola",
            "ola@",
            "@example.no",
            "ola@no",
            "ola@@example.no",
            "ola@example..no",
            ".ola@example.no",
            "ola.@example.no",
            "ola n@example.no",
            "\"ola\"@example.no",
            "ola@[127.0.0.1]",
            "ola@-a.no",
            "ø@example.no",
            "ola@example.no\r\nBcc: kari@example.no",
            "Ola <ola@example.no>",
            "ola@example.no,kari@example.no",
            "ola@ex>ample.no",
            "ola@example.no\0",
        ];
        for wrong in wrong {
            assert!(Epostadresse::parse(wrong).is_none(), "{wrong:?}");
        }
        assert!(Epostadresse::parse(&format!("{}@example.no", "a".repeat(65))).is_none());
        assert_eq!(format!("{:?}", Epostadresse::parse("ola@example.no").unwrap()), "Epostadresse(‹personopplysning›)");
    }
}
