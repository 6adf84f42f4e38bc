//! The sender's e-mail: server, address and policy, as the municipality has decided and recorded them.
//!
//! Comes in: the `epost` block of `avsender.yaml`. Goes out: `Epost`. A sender without the block sends no e-mail.
//! Holds no password, only where it is kept, and decides nothing about a letter.

use super::data::{Bilingual, Fields, Source};
use crate::sak::contact::{is_address, is_domain};
use crate::yaml::Node;
use jiff::civil::Date;

/// How the connection to the server is encrypted; there is no third way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kryptering {
    /// The connection begins in the clear and must be encrypted before anything is said (RFC 3207).
    Starttls,
    /// The connection is encrypted from the first byte (RFC 8314).
    Tls,
}

/// Where the password is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassordFra {
    /// The environment variable of this name.
    Miljoe(String),
    /// The file at this path.
    Fil(String),
}

/// The recorded decision that letters may go as encrypted attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risikovurdering {
    /// The day it was made.
    pub dato: Date,
    /// Who made it.
    pub av: String,
    /// Where it is kept.
    pub referanse: String,
}

/// What goes to the office's own mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InternSlik {
    /// A neutral notice.
    Varsel,
    /// The letter as an encrypted file.
    Kryptert,
}

/// The office's own mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intern {
    /// The domains that are the municipality's own, in small letters.
    pub domener: Vec<String>,
    /// The mailbox.
    pub adresse: String,
    /// What it gets.
    pub slik: InternSlik,
}

/// How a sender sends e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epost {
    /// The municipality's address; the name beside it is the municipality's.
    pub fra: String,
    /// Where answers go.
    pub svar_til: Option<String>,
    /// Where the letter lies, as whole sentences for the notice.
    pub hvor: Bilingual,
    /// The server's name, which its certificate must have.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub kryptering: Kryptering,
    /// A file with the certificate authority to trust instead of the machine's.
    pub ca_fil: Option<String>,
    /// The user and where her password is kept.
    pub innlogging: Option<(String, PassordFra)>,
    /// How many messages a minute at most.
    pub per_minutt: u32,
    /// The decision that letters may be attached; without it none is.
    pub vedlegg: Option<Risikovurdering>,
    /// The office's own mailbox; without it none is used.
    pub intern: Option<Intern>,
}

const FIELDS: [&str; 12] = [
    "fra",
    "svar_til",
    "hvor",
    "server",
    "port",
    "kryptering",
    "ca_fil",
    "bruker",
    "passord_fra",
    "per_minutt",
    "vedlegg",
    "intern",
];

/// Reads the block.
pub(super) fn read_epost(source: &mut Source<'_>, node: &Node) -> Option<Epost> {
    let fields = source.fields(node, &FIELDS)?;
    let fra = source.need(fields, "fra", address);
    let svar_til = source.may(fields, "svar_til", address);
    let hvor = source.need(fields, "hvor", Source::bilingual);
    // A relay on the same machine has no name of its own.
    let server = source.need(fields, "server", |source, node| match source.text(node).as_deref() {
        Some("localhost") => Some("localhost".to_owned()),
        _ => domain(source, node),
    });
    let port = source.need(fields, "port", |source, node| {
        let port = source.number::<u16>(node).filter(|port| *port > 0);
        port.or_else(|| refuse(source, node, "Porten finnes ikke", "skriv 587 for starttls eller 465 for tls"))
    });
    let kryptering = source.need(fields, "kryptering", |source, node| {
        source.word(node, &["starttls", "tls"], |word| match word {
            "starttls" => Some(Kryptering::Starttls),
            "tls" => Some(Kryptering::Tls),
            _ => None,
        })
    });
    let per_minutt = source.need(fields, "per_minutt", |source, node| {
        let count = source.number::<u32>(node).filter(|count| (1..=6_000).contains(count));
        count.or_else(|| refuse(source, node, "Antallet kan ikke brukes", "skriv et tall fra 1 til 6000"))
    });
    Some(Epost {
        fra: fra?,
        svar_til,
        hvor: hvor?,
        server: server?,
        port: port?,
        kryptering: kryptering?,
        ca_fil: source.may(fields, "ca_fil", Source::text),
        innlogging: login(source, fields)?,
        per_minutt: per_minutt?,
        vedlegg: source.may(fields, "vedlegg", policy),
        intern: source.may(fields, "intern", intern),
    })
}

/// The user with her password's place: both or none.
fn login(source: &mut Source<'_>, fields: Fields<'_>) -> Option<Option<(String, PassordFra)>> {
    let user = source.may(fields, "bruker", line);
    let password = source.may(fields, "passord_fra", |source, node| {
        let fields = source.fields(node, &["miljoe", "fil"])?;
        let variable = source.may(fields, "miljoe", line);
        let file = source.may(fields, "fil", line);
        match (variable, file) {
            (Some(name), None) => Some(PassordFra::Miljoe(name)),
            (None, Some(path)) => Some(PassordFra::Fil(path)),
            _ => {
                let hint = "skriv enten miljoe: NAVN eller fil: STI. Selve passordet skal aldri stå her";
                refuse(source, node, "Det må stå ett sted å hente passordet", hint)
            }
        }
    });
    match (user, password) {
        (Some(user), Some(password)) => Some(Some((user, password))),
        (None, None) => Some(None),
        _ => {
            let line = fields.line_of("server");
            source.error("TEKST-022", line, "«bruker» og «passord_fra» må stå sammen").hint =
                Some("skriv begge, eller ingen av dem".into());
            None
        }
    }
}

fn policy(source: &mut Source<'_>, node: &Node) -> Option<Risikovurdering> {
    let fields = source.fields(node, &["risikovurdering"])?;
    source.need(fields, "risikovurdering", |source, node| {
        let fields = source.fields(node, &["dato", "av", "referanse"])?;
        let dato = source.need(fields, "dato", Source::date);
        let av = source.need(fields, "av", line);
        let referanse = source.need(fields, "referanse", line);
        Some(Risikovurdering { dato: dato?, av: av?, referanse: referanse? })
    })
}

fn intern(source: &mut Source<'_>, node: &Node) -> Option<Intern> {
    let fields = source.fields(node, &["domener", "adresse", "slik"])?;
    let small = |source: &mut Source<'_>, node: &Node| domain(source, node).map(|it| it.to_ascii_lowercase());
    let domener = source.need(fields, "domener", |source, node| source.items(node, small));
    let adresse = source.need(fields, "adresse", address);
    let slik = source.need(fields, "slik", |source, node| {
        source.word(node, &["varsel", "kryptert"], |word| match word {
            "varsel" => Some(InternSlik::Varsel),
            "kryptert" => Some(InternSlik::Kryptert),
            _ => None,
        })
    });
    let intern = Intern { domener: domener?, adresse: adresse?, slik: slik? };
    let own = intern.adresse.split_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
    if own.is_some_and(|own| intern.domener.contains(&own)) {
        return Some(intern);
    }
    let hint = "legg domenet til i «domener» når det er kommunens eget, ellers rett adressen";
    refuse(source, node, "Adressen ligger ikke i noen av domenene", hint)
}

fn address(source: &mut Source<'_>, node: &Node) -> Option<String> {
    let text = source.text(node)?;
    if is_address(&text) {
        return Some(text);
    }
    refuse(
        source,
        node,
        "Dette er ikke en e-postadresse",
        "skriv bare adressen, for eksempel ikke-svar@eksempel.example",
    )
}

fn domain(source: &mut Source<'_>, node: &Node) -> Option<String> {
    let text = source.text(node)?;
    if is_domain(&text) {
        return Some(text);
    }
    refuse(
        source,
        node,
        "Dette er ikke et domenenavn",
        "skriv for eksempel smtp.eksempel.example, slik det står i sertifikatet",
    )
}

/// A text on one line, without characters that cannot be seen.
fn line(source: &mut Source<'_>, node: &Node) -> Option<String> {
    let text = source.text(node)?;
    if !text.chars().any(char::is_control) {
        return Some(text);
    }
    refuse(source, node, "Verdien må stå på én linje", "ta bort linjeskift og tegn som ikke synes")
}

fn refuse<T>(source: &mut Source<'_>, node: &Node, message: &str, hint: &str) -> Option<T> {
    source.error("TEKST-023", node.line, message).hint = Some(hint.into());
    None
}
