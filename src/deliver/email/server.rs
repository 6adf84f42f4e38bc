//! The connection to a mail server: encrypted, verified and logged in, or not at all.
//!
//! Comes in: how the sender's server is reached. Goes out: for each message what the server said, and at which point
//! silence began. Retries nothing and keeps no record. A server's own words are never repeated: only its code.

use super::message::Message;
use crate::problem::{Cause, Place, Problem};
use crate::texts::epost::Kryptering;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, CertificateStore, SmtpConnection, TlsParameters, TlsVersion};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How a server is reached.
#[derive(Debug)]
pub struct Server<'a> {
    /// Its name, which its certificate must have.
    pub navn: &'a str,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub kryptering: Kryptering,
    /// The certificate authority to trust instead of the machine's, PEM.
    pub ca: Option<Vec<u8>>,
    /// User and password.
    pub innlogging: Option<(&'a str, SecretString)>,
    /// What we call ourselves: the domain of the sender's address, never the caseworker's machine.
    pub hilsen: &'a str,
    /// How long to wait for an answer.
    pub taalmodighet: Duration,
}

/// Why a server takes no message at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not answer.
    Unreachable,
    /// It asks us to come back later.
    Busy(u16),
    /// It does not want us.
    Closed(u16),
    /// It does not offer encryption, or none that is modern enough.
    NoTls,
    /// Its certificate is not to be trusted, or is another's.
    Certificate,
    /// The file with the certificate authority is none.
    Authority,
    /// It does not take our user and password.
    Login(Option<u16>),
    /// It does not let us send from the sender's address.
    Sender(u16),
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The server has taken it.
    Accepted(u16),
    /// Not now: the server's code.
    Later(u16),
    /// Never: the server's code.
    Refused(u16),
    /// The connection was lost before the message was sent: it is not sent.
    Lost,
    /// The connection was lost after the message was sent: the server may have taken it.
    Uncertain,
}

/// An open connection.
pub struct Connection {
    smtp: SmtpConnection,
    usable: bool,
}

impl Server<'_> {
    /// Connects, encrypts, verifies and logs in.
    ///
    /// # Errors
    /// Why the server takes no message.
    pub fn connect(&self) -> Result<Connection, Fault> {
        let tls = self.tls()?;
        let hello = ClientId::Domain(self.hilsen.to_owned());
        let at_once = (self.kryptering == Kryptering::Tls).then_some(&tls);
        let address = (self.navn, self.port);
        let opened = SmtpConnection::connect(address, Some(self.taalmodighet), &hello, at_once, None);
        let mut smtp = opened.map_err(|error| fault(&error))?;
        if self.kryptering == Kryptering::Starttls {
            if !smtp.can_starttls() {
                smtp.abort();
                return Err(Fault::NoTls);
            }
            smtp.starttls(&tls, &hello).map_err(|error| match fault(&error) {
                Fault::Closed(_) | Fault::Busy(_) => Fault::NoTls,
                other => other,
            })?;
        }
        // Not a word more is said on a connection that is not encrypted.
        if !smtp.is_encrypted() {
            smtp.abort();
            return Err(Fault::NoTls);
        }
        if let Some((user, password)) = &self.innlogging {
            let credentials = Credentials::new((*user).to_owned(), password.expose_secret().to_owned());
            smtp.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).map_err(|error| login_fault(&error))?;
        }
        Ok(Connection { smtp, usable: true })
    }

    fn tls(&self) -> Result<TlsParameters, Fault> {
        // Whatever else is in the binary, this is the one; who comes second finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = TlsParameters::builder(self.navn.to_owned()).set_min_tls_version(TlsVersion::Tlsv12);
        let builder = match &self.ca {
            None => builder,
            Some(pem) => builder
                .certificate_store(CertificateStore::None)
                .add_root_certificate(Certificate::from_pem(pem).map_err(|_| Fault::Authority)?),
        };
        builder.build_rustls().map_err(|_| Fault::Authority)
    }
}

impl Connection {
    /// Announces a message; gives nothing when the server is ready for it, otherwise what became of it. Until it is
    /// handed over the server has nothing that it could send.
    ///
    /// # Errors
    /// `Fault::Sender` when the server does not let us send from the sender's address, whoever the recipient is.
    pub fn announce(&mut self, message: &Message) -> Result<Option<Answer>, Fault> {
        let from = Mail::new(message.envelope.from().cloned(), Vec::new());
        if let Err(error) = self.smtp.command(from) {
            return match code(&error) {
                Some(code) if code >= 500 => Err(Fault::Sender(code)),
                _ => Ok(Some(self.not_sent(&error))),
            };
        }
        for to in message.envelope.to() {
            if let Err(error) = self.smtp.command(Rcpt::new(to.clone(), Vec::new())) {
                return Ok(Some(self.not_sent(&error)));
            }
        }
        Ok(self.smtp.command(Data).err().map(|error| self.not_sent(&error)))
    }

    /// Hands over the message that was announced and tells what became of it.
    pub fn hand_over(&mut self, message: &Message) -> Answer {
        // The end of the data brings its own line break.
        let body = message.bytes.strip_suffix(b"\r\n").unwrap_or(&message.bytes);
        match self.smtp.message(body) {
            Ok(response) => Answer::Accepted(response.code().into()),
            Err(error) if code(&error).is_some() => self.not_sent(&error),
            Err(_) => {
                self.usable = false;
                Answer::Uncertain
            }
        }
    }

    /// Tells whether more messages can be sent on it.
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Says goodbye.
    pub fn close(mut self) {
        if self.usable {
            // The messages are sent; whether the server answers to a goodbye is all the same.
            let _ = self.smtp.quit();
        }
    }

    fn not_sent(&mut self, error: &Error) -> Answer {
        let Some(code) = code(error) else {
            self.usable = false;
            return Answer::Lost;
        };
        // 421 is a server that closes the connection (RFC 5321, 3.8).
        self.usable = code != 421 && self.smtp.command(Rset).is_ok();
        if code >= 500 { Answer::Refused(code) } else { Answer::Later(code) }
    }
}

fn code(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}

fn fault(error: &Error) -> Fault {
    match code(error) {
        Some(code) if code >= 500 => Fault::Closed(code),
        Some(code) => Fault::Busy(code),
        None => tls_fault(error).unwrap_or(Fault::Unreachable),
    }
}

fn login_fault(error: &Error) -> Fault {
    match code(error) {
        Some(code) if code < 500 => Fault::Busy(code),
        Some(code) => Fault::Login(Some(code)),
        None if error.is_client() => Fault::Login(None),
        None => Fault::Unreachable,
    }
}

/// The handshake is made when the first bytes are read, so its fault lies within one of the network.
fn tls_fault(error: &Error) -> Option<Fault> {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let wrapped = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let tls = wrapped.and_then(|it| it.downcast_ref()).or_else(|| inner.downcast_ref::<rustls::Error>());
        if let Some(tls) = tls {
            let certificate =
                matches!(tls, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented);
            return Some(if certificate { Fault::Certificate } else { Fault::NoTls });
        }
        source = inner.source();
    }
    error.is_tls().then_some(Fault::Certificate)
}

impl Fault {
    /// Tells whether the same server may answer better in a while.
    pub fn passes(self) -> bool {
        matches!(self, Self::Unreachable | Self::Busy(_))
    }

    /// The fault as a problem; `path` is the sender's file.
    pub fn problem(self, place: Place) -> Problem {
        let (number, message, cause, hint) = match self {
            Self::Unreachable => ("UT-123", "E-posttjeneren svarer ikke".into(), Cause::Surroundings, AGAIN),
            Self::Busy(code) => {
                ("UT-123", format!("E-posttjeneren ber oss vente (kode {code})"), Cause::Surroundings, AGAIN)
            }
            Self::Closed(code) => (
                "UT-123",
                format!("E-posttjeneren tar ikke imot oss (kode {code})"),
                Cause::Surroundings,
                "spør den som driver tjeneren",
            ),
            Self::NoTls => {
                ("UT-124", "E-posttjeneren tilbyr ikke sikker kryptering".into(), Cause::Surroundings, ENCRYPT)
            }
            Self::Certificate => {
                ("UT-125", "E-posttjenerens sertifikat er ikke til å stole på".into(), Cause::Surroundings, CERTIFICATE)
            }
            Self::Authority => {
                ("UT-125", "Fila i «ca_fil» er ikke et sertifikat".into(), Cause::Usage, "bruk en fil i PEM-form")
            }
            Self::Login(code) => {
                let code = code.map(|code| format!(" (kode {code})")).unwrap_or_default();
                (
                    "UT-126",
                    format!("E-posttjeneren godtar ikke bruker og passord{code}"),
                    Cause::Usage,
                    "sjekk «bruker» og passordet",
                )
            }
            Self::Sender(code) => (
                "UT-127",
                format!("E-posttjeneren lar oss ikke sende fra adressen (kode {code})"),
                Cause::Surroundings,
                "sjekk «fra», og at brukeren har lov til å sende fra den",
            ),
        };
        Problem::error(number, place, message).caused_by(cause).hint(hint)
    }
}

const AGAIN: &str = "prøv igjen senere. Ingenting er sendt to ganger";
const ENCRYPT: &str = "bruk en tjener med STARTTLS eller TLS, minst versjon 1.2. Det finnes ingen ukryptert vei";
const CERTIFICATE: &str =
    "sjekk at «server» er navnet i sertifikatet, og at «ca_fil» peker på kommunens egen utsteder om den har en";
