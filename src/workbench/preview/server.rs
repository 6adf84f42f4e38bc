//! The page's server: this machine only, and only for those who have the address with its secret word.
//!
//! Comes in: requests on 127.0.0.1. Goes out: the page, letters as JSON, pictures and texts of the library.
//! Answers no other host name (a web site could let its name lead here), no other method than GET, and never opens a
//! file that a request names: texts are looked up among those of the library.

use super::state::Desk;
use crate::language::Maalform;
use crate::problem::{Cause, Place, Problem};
use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// A sheet of paper, so that the browser asks for no other.
const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1c4f5c" d="M3 1h7l3 3v11H3z"/></svg>"##;
/// The files of the page, by name.
const FILES: [(&str, &str, &str); 4] = [
    ("", "text/html; charset=utf-8", include_str!("page.html")),
    ("side.js", "text/javascript; charset=utf-8", include_str!("page.js")),
    ("ikon.svg", "image/svg+xml", ICON),
    ("side.css", "text/css; charset=utf-8", include_str!("page.css")),
];
/// What the page may load: only what is served here.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What a picture may load: what lies in it.
const PICTURE: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const JSON: &str = "application/json; charset=utf-8";
/// How long a question for news may wait.
const PATIENCE: Duration = Duration::from_secs(25);
/// How many requests are answered at once.
const CROWD: usize = 32;

/// The server.
pub struct Server {
    server: tiny_http::Server,
    port: u16,
    secret: String,
}

/// What a request gets.
struct Answer {
    code: u16,
    kind: &'static str,
    policy: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn ok(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { code: 200, kind, policy: POLICY, body: body.into() }
    }

    fn refused(code: u16) -> Self {
        Self { code, ..Self::ok("text/plain; charset=utf-8", "") }
    }
}

impl Server {
    /// Listens on 127.0.0.1; port 0 takes a free one.
    ///
    /// # Errors
    /// BRUK-030 when the port is taken or may not be used.
    pub fn open(port: u16) -> Result<Self, Problem> {
        let taken = || {
            Problem::error("BRUK-030", Place::default(), format!("Port {port} kan ikke brukes"))
                .caused_by(Cause::Surroundings)
                .hint("velg en annen med --port, eller utelat --port")
        };
        let server = tiny_http::Server::http(("127.0.0.1", port)).map_err(|_| taken())?;
        let port = server.server_addr().to_ip().ok_or_else(taken)?.port();
        let mut random = [0u8; 16];
        getrandom::fill(&mut random).map_err(|_| taken())?;
        let secret = random.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Ok(Self { server, port, secret })
    }

    /// The address to open in a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.secret)
    }

    /// Answers until the program ends.
    pub fn serve(&self, desk: &Arc<Desk>) {
        let crowd = Arc::new(AtomicUsize::new(0));
        for request in self.server.incoming_requests() {
            if let Err(code) = self.admit(&request) {
                respond(request, Answer::refused(code));
                continue;
            }
            if crowd.fetch_add(1, Ordering::SeqCst) >= CROWD {
                crowd.fetch_sub(1, Ordering::SeqCst);
                respond(request, Answer::refused(503));
                continue;
            }
            let path = request.url()[self.secret.len() + 2..].to_owned();
            let (desk, crowd) = (Arc::clone(desk), Arc::clone(&crowd));
            std::thread::spawn(move || {
                let answer = answer(&desk, &path).unwrap_or_else(|| Answer::refused(404));
                respond(request, answer);
                crowd.fetch_sub(1, Ordering::SeqCst);
            });
        }
    }

    /// Lets a request in, or says the code that refuses it.
    fn admit(&self, request: &Request) -> Result<(), u16> {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let mut named = request.headers().iter().filter(|header| header.field.equiv("Host"));
        let host = named.next().map(|header| header.value.as_str());
        if named.next().is_some() || !host.is_some_and(|host| hosts.iter().any(|known| known == host)) {
            return Err(421);
        }
        if *request.method() != Method::Get {
            return Err(405);
        }
        let inside = request.url().strip_prefix('/').and_then(|url| url.strip_prefix(self.secret.as_str()));
        if inside.is_some_and(|rest| rest.starts_with('/')) { Ok(()) } else { Err(404) }
    }
}

fn respond(request: Request, answer: Answer) {
    let length = answer.body.len();
    let headers = [
        ("Content-Type", answer.kind),
        ("Content-Security-Policy", answer.policy),
        ("X-Content-Type-Options", "nosniff"),
        // The address holds the secret word.
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];
    let headers = headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let body = Cursor::new(answer.body);
    let response = Response::new(StatusCode(answer.code), headers, body, Some(length), None);
    // A browser that went away needs no answer.
    let _ = request.respond(response.with_chunked_threshold(usize::MAX));
}

/// The answer to a path below the secret word; nothing when there is none.
fn answer(desk: &Desk, path: &str) -> Option<Answer> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if let Some((_, kind, body)) = FILES.iter().find(|(name, ..)| *name == path) {
        return Some(Answer::ok(kind, *body));
    }
    let steps: Vec<&str> = path.split('/').collect();
    let number = |text: &str| text.parse::<usize>().ok();
    match steps.as_slice() {
        ["saker"] => Some(Answer::ok(JSON, desk.cases().to_string())),
        ["vent"] => {
            let seen = parameter(query, "etter")?.parse().ok()?;
            Some(Answer::ok(JSON, format!("{{\"versjon\":{}}}", desk.wait(seen, PATIENCE))))
        }
        ["brev", case, tag] => {
            let letter = desk.letter(number(case)?, Maalform::from_tag(tag)?)?;
            Some(Answer::ok(JSON, letter.to_string()))
        }
        ["side", _version, case, tag, letter, page] => {
            let picture = desk.page(number(case)?, Maalform::from_tag(tag)?, number(letter)?, number(page)?)?;
            Some(Answer { policy: PICTURE, ..Answer::ok("image/svg+xml", picture.as_bytes()) })
        }
        ["kilde"] => Some(Answer::ok(JSON, desk.source(&parameter(query, "fil")?)?.to_string())),
        _ => None,
    }
}

/// A parameter of the address, decoded.
fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}
