//! A mail server for tests, which does what a script tells it at each command.
//!
//! Comes in: a script. Goes out: the messages that it took, and what was said to it before the line was encrypted.
//! It listens on the machine itself only, with a certificate authority that is made for each server.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub const PASSWORD: &str = "hemmelig-passord-8842";
pub const USER: &str = "vedtaksbrev";

/// What the server does at a command.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// What it should.
    Obey,
    /// Says this instead.
    Say(&'static str),
    /// Says this and closes the connection.
    SayAndDrop(&'static str),
    /// Closes the connection without a word.
    Drop,
    /// Takes the message, and closes the connection without saying so.
    TakeAndDrop,
    /// Waits first.
    Slow(Duration),
}

/// A command as the script sees it: its name (`CONNECT`, `EHLO`, `STARTTLS`, `AUTH`, `MAIL`, `RCPT`, `DATA`, `BODY`),
/// and how many times it has been given before.
pub struct Command<'a> {
    pub name: &'a str,
    pub before: usize,
}

type Script = Box<dyn Fn(&Command<'_>) -> Act + Send + Sync>;

/// How the server encrypts, and whose certificate it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    Starttls,
    Implicit,
    NotOffered,
    OtherAuthority,
    OtherName,
}

/// What the server has seen.
#[derive(Default)]
pub struct Seen {
    pub messages: Vec<Vec<u8>>,
    pub in_the_clear: Vec<String>,
    counts: BTreeMap<String, usize>,
}

pub struct Smtp {
    pub port: u16,
    pub seen: Arc<Mutex<Seen>>,
    pub ca_pem: String,
}

struct Inner {
    tls: Tls,
    config: Arc<ServerConfig>,
    script: Script,
    seen: Arc<Mutex<Seen>>,
}

impl Smtp {
    /// A server that does what it should.
    pub fn obedient() -> Self {
        Self::scripted(Tls::Starttls, |_| Act::Obey)
    }

    pub fn scripted(tls: Tls, script: impl Fn(&Command<'_>) -> Act + Send + Sync + 'static) -> Self {
        let (config, ca_pem) = certificates(tls);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let inner = Arc::new(Inner { tls, config, script: Box::new(script), seen: Arc::clone(&seen) });
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inner = Arc::clone(&inner);
                std::thread::spawn(move || inner.serve(stream));
            }
        });
        Self { port, seen, ca_pem }
    }

    pub fn write_ca(&self, path: &Path) {
        std::fs::write(path, &self.ca_pem).unwrap();
    }

    pub fn messages(&self) -> Vec<Vec<u8>> {
        self.seen.lock().unwrap().messages.clone()
    }

    pub fn count(&self, command: &str) -> usize {
        self.seen.lock().unwrap().counts.get(command).copied().unwrap_or(0)
    }
}

fn certificates(tls: Tls) -> (Arc<ServerConfig>, String) {
    let authority = || {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        (Issuer::new(params, key), pem)
    };
    let (ours, pem) = authority();
    let (other, _) = authority();
    let name = if tls == Tls::OtherName { "en-annen.example" } else { "localhost" };
    let key = KeyPair::generate().unwrap();
    let issuer = if tls == Tls::OtherAuthority { &other } else { &ours };
    let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, issuer).unwrap();
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], private).unwrap();
    (Arc::new(config), pem)
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

/// A connection: it goes on, or is over.
type Going = Option<()>;

impl Inner {
    fn serve(&self, stream: TcpStream) {
        let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
        let secure = self.tls == Tls::Implicit;
        if secure {
            let connection = ServerConnection::new(Arc::clone(&self.config)).unwrap();
            let mut wire: BufReader<Box<dyn Wire>> = BufReader::new(Box::new(StreamOwned::new(connection, stream)));
            let _ = self
                .act("CONNECT", &mut wire, "220 localhost ESMTP")
                .and_then(|()| self.talk(&mut wire, true).map(|_| ()));
            return;
        }
        let plain: Box<dyn Wire> = Box::new(stream.try_clone().unwrap());
        let mut wire = BufReader::new(plain);
        if self.act("CONNECT", &mut wire, "220 localhost ESMTP").is_none() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return;
        }
        if self.talk(&mut wire, false) == Some(true) {
            let connection = ServerConnection::new(Arc::clone(&self.config)).unwrap();
            let mut wire: BufReader<Box<dyn Wire>> =
                BufReader::new(Box::new(StreamOwned::new(connection, stream.try_clone().unwrap())));
            self.talk(&mut wire, true);
        }
        let _ = stream.shutdown(std::net::Shutdown::Both);
    }

    /// Does what the script says at a command; `answer` is what the server should say.
    fn act(&self, name: &str, wire: &mut BufReader<Box<dyn Wire>>, answer: &str) -> Going {
        let before = {
            let mut seen = self.seen.lock().unwrap();
            let count = seen.counts.entry(name.to_owned()).or_default();
            *count += 1;
            *count - 1
        };
        let mut say = |text: &str| {
            let sent = wire.get_mut().write_all(format!("{text}\r\n").as_bytes());
            sent.and_then(|()| wire.get_mut().flush()).ok()
        };
        match (self.script)(&Command { name, before }) {
            Act::Obey => say(answer),
            Act::Say(text) => say(text),
            Act::SayAndDrop(text) => say(text).and(None),
            Act::Drop | Act::TakeAndDrop => None,
            Act::Slow(time) => {
                std::thread::sleep(time);
                say(answer)
            }
        }
    }

    /// Talks until the connection is over; gives true when the line is to be encrypted now.
    fn talk(&self, wire: &mut BufReader<Box<dyn Wire>>, secure: bool) -> Option<bool> {
        loop {
            let mut line = String::new();
            if wire.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end().to_owned();
            if !secure {
                self.seen.lock().unwrap().in_the_clear.push(line.clone());
            }
            let name = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match name.as_str() {
                "EHLO" => {
                    let offered = if secure { "250-AUTH PLAIN LOGIN\r\n250 8BITMIME" } else { "250 STARTTLS" };
                    let offered =
                        if self.tls == Tls::NotOffered { "250-AUTH PLAIN LOGIN\r\n250 8BITMIME" } else { offered };
                    self.act(&name, wire, &format!("250-localhost\r\n{offered}"))?;
                }
                "STARTTLS" => {
                    let failed = matches!((self.script)(&Command { name: &name, before: 0 }), Act::Say(_));
                    self.act(&name, wire, "220 ready")?;
                    if !failed {
                        return Some(true);
                    }
                }
                "AUTH" => {
                    let token = line.rsplit(' ').next().unwrap_or_default();
                    let right = base64(format!("\0{USER}\0{PASSWORD}").as_bytes());
                    let answer = if token == right { "235 ok" } else { "535 5.7.8 feil passord" };
                    self.act(&name, wire, answer)?;
                }
                "DATA" => {
                    let taken = matches!((self.script)(&self.next("DATA")), Act::Obey | Act::Slow(_));
                    self.act(&name, wire, "354 go on")?;
                    if taken {
                        self.body(wire)?;
                    }
                }
                "QUIT" => return self.act(&name, wire, "221 bye").and(None),
                _ => self.act(&name, wire, "250 ok")?,
            }
        }
    }

    fn next<'a>(&self, name: &'a str) -> Command<'a> {
        Command { name, before: self.seen.lock().unwrap().counts.get(name).copied().unwrap_or(0) }
    }

    fn body(&self, wire: &mut BufReader<Box<dyn Wire>>) -> Going {
        let mut message = Vec::new();
        loop {
            let mut line = Vec::new();
            if wire.read_until(b'\n', &mut line).ok()? == 0 {
                return None;
            }
            if line == b".\r\n" {
                break;
            }
            message.extend(line.strip_prefix(b".").unwrap_or(&line));
        }
        let takes = matches!((self.script)(&self.next("BODY")), Act::Obey | Act::Slow(_) | Act::TakeAndDrop);
        if takes {
            self.seen.lock().unwrap().messages.push(message);
        }
        self.act("BODY", wire, "250 taken")
    }
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |chunk: &[u8], at: usize| {
        let bits =
            chunk.iter().enumerate().fold(0_u32, |bits, (place, byte)| bits | u32::from(*byte) << (16 - 8 * place));
        if at > chunk.len() { '=' } else { char::from(SIGNS[(bits >> (18 - 6 * at) & 63) as usize]) }
    };
    bytes.chunks(3).flat_map(|chunk| (0..4).map(move |at| sign(chunk, at))).collect()
}
