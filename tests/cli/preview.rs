//! `tekster forhaandsvis`: who is let in, what is given out, and that every save is followed.

use crate::golden::{golden, golden_text};
use crate::run::{Desk, FIRST};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};

const TEXT: &str = "tekster/legal-texts/klage/slik/2024-06-01.nb.md";

/// A preview that is running, and stops with the test.
struct Preview {
    desk: Desk,
    child: Child,
    said: String,
    port: u16,
    secret: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start() -> Self {
        let desk = Desk::with_first_case();
        assert_eq!(desk.run(&["tekster", "hent-ut", "tekster"]).code, 0);
        let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
        command.args(["--tekster", "tekster", "tekster", "forhaandsvis", "sak.yaml"]).current_dir(desk.path("."));
        let mut child = command.env_clear().stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = [lines.next().unwrap().unwrap(), lines.next().unwrap().unwrap()].join("\n");
        let address = said.lines().next().unwrap().strip_prefix("Forhåndsvisning: http://127.0.0.1:").unwrap();
        let (port, secret) = address.split_once('/').unwrap();
        let (port, secret) = (port.parse().unwrap(), secret.trim_end_matches('/').to_owned());
        Self { desk, child, said, port, secret }
    }

    /// The code, the headers and the body of the answer to a request as it stands.
    fn raw(&self, request: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), head.to_ascii_lowercase(), body.to_owned())
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String, String) {
        self.raw(&format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"))
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    fn get(&self, path: &str) -> (u16, String, String) {
        self.ask("GET", &format!("/{}/{path}", self.secret), &self.host())
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).2).unwrap()
    }

    /// Saves a file and gives the letter after the next save that is seen.
    fn save(&self, content: &str) -> Value {
        let seen = self.json("brev/0/nb")["versjon"].as_u64().unwrap();
        fs::write(self.desk.path(TEXT), content).unwrap();
        assert!(self.json(&format!("vent?etter={seen}"))["versjon"].as_u64().unwrap() > seen);
        self.json("brev/0/nb")
    }
}

#[test]
fn the_address_is_said_and_the_page_loads_nothing_from_elsewhere() {
    let preview = Preview::start();
    let said = preview.said.replace(&preview.secret, "HEMMELIG").replace(&preview.port.to_string(), "PORT");
    golden_text("forhaandsvis", &format!("{said}\n"));
    let (code, head, body) = preview.get("");
    assert_eq!(code, 200);
    for header in [
        "content-security-policy: default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ] {
        assert!(head.contains(header), "{header}\n{head}");
    }
    assert!(!body.contains("http:") && !body.contains("https:") && !body.contains("style=\""));
    let (code, head, picture) = preview.get("side/1/0/nb/0/0");
    assert_eq!((code, picture.as_str(), head.contains("image/svg")), (404, "", false), "before anyone looked");
    assert!(preview.json("brev/0/nb")["brev"][0]["sider"].as_u64().unwrap() > 0);
    let (code, head, picture) = preview.get("side/1/0/nb/0/0");
    assert!(code == 200 && head.contains("content-type: image/svg+xml") && picture.starts_with("<svg"));
    assert!(head.contains("content-security-policy: default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
}

#[test]
fn only_this_machine_with_the_secret_word_is_let_in() {
    let preview = Preview::start();
    let (port, good) = (preview.port, format!("/{}/saker", preview.secret));
    for host in ["evil.example", "127.0.0.1", "127.0.0.1.evil.example", "[::1]", "localhost", "0.0.0.0"] {
        let named = if host.contains("evil") || host == "0.0.0.0" { format!("{host}:{port}") } else { host.to_owned() };
        let (code, _, body) = preview.ask("GET", &good, &format!("Host: {named}\r\n"));
        assert_eq!((code, body.as_str()), (421, ""), "{named}");
    }
    let twice = format!("{}Host: evil.example\r\n", preview.host());
    for host in ["", "Host: \r\n", twice.as_str()] {
        let (code, _, body) = preview.ask("GET", &good, host);
        assert!(code >= 400 && body.is_empty(), "{host:?} {code}");
    }
    assert_eq!(preview.ask("GET", &good, &format!("Host: localhost:{port}\r\n")).0, 200);
    let zeros = format!("/{}/", "0".repeat(32));
    let longer = format!("/{}x/saker", preview.secret);
    let bare = format!("/{}", preview.secret);
    let double = format!("//{}/saker", preview.secret);
    for path in ["/", "/saker", "/side.js", &zeros, &longer, &bare, &double] {
        let (code, _, body) = preview.ask("GET", path, &preview.host());
        assert_eq!((code, body.as_str()), (404, ""), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"] {
        let length = format!("{}Content-Length: 0\r\n", preview.host());
        let (code, _, body) = preview.ask(method, &good, &length);
        assert_eq!((code, body.as_str()), (405, ""), "{method}");
    }
    // The machine's other address, when it has one, has nobody behind the port.
    let probe = UdpSocket::bind(("0.0.0.0", 0)).unwrap();
    if probe.connect(("192.0.2.1", 9)).is_ok() {
        let own = probe.local_addr().unwrap().ip();
        assert!(own.is_loopback() || TcpStream::connect((own, port)).is_err(), "{own}");
    }
}

#[test]
fn no_request_opens_a_file_that_is_not_a_text_of_the_library() {
    let preview = Preview::start();
    let (code, _, body) = preview.get("kilde?fil=legal-texts/klage/slik/2024-06-01.nb.md");
    assert!(code == 200 && body.contains("Skriv under."), "{body}");
    for file in [
        "../sak.yaml",
        "sak.yaml",
        "/etc/passwd",
        "legal-texts/../../sak.yaml",
        "legal-texts%2F..%2F..%2Fsak.yaml",
        "%2e%2e/sak.yaml",
        "legal-texts/klage/slik",
        "letter-templates/layout/fonts/VedtaksbrevSans-Regular.ttf",
        "%ff",
        "%",
        "",
    ] {
        let (code, _, body) = preview.get(&format!("kilde?fil={file}"));
        assert_eq!((code, body.as_str()), (404, ""), "{file}");
    }
    for path in
        ["../../etc/passwd", "..%2f..%2fsak.yaml", "brev/1/nb", "brev/0/en", "brev/-1/nb", "vent?etter=x", "vent"]
    {
        assert_eq!(preview.get(path).0, 404, "{path}");
    }
}

#[test]
fn every_save_is_followed_and_an_error_keeps_the_letter_that_was() {
    let preview = Preview::start();
    let original = fs::read_to_string(preview.desk.path(TEXT)).unwrap();
    let words = |letter: &Value| letter["brev"].to_string();
    let first = preview.json("brev/0/nb");
    assert!(words(&first).contains("Skriv under.") && first["gammelt"] == false);
    let changed = preview.save(&original.replace("Skriv under.", "Skriv under for hånd."));
    assert!(words(&changed).contains("Skriv under for hånd.") && changed["gammelt"] == false);
    assert!(!words(&preview.json("brev/0/nn")).contains("for hånd") && preview.json("brev/0/nn")["gammelt"] == false);
    let broken = preview.save(&original.replace("Skriv under.", "Skriv {{avsender.finnes_ikke}}."));
    assert!(words(&broken) == words(&changed) && broken["gammelt"] == true && broken["laget"] == changed["laget"]);
    let problem = &broken["problemer"][0];
    assert_eq!((&problem["alvor"], &problem["kilde"]), (&"feil".into(), &TEXT["tekster/".len()..].into()), "{problem}");
    let mended = preview.save(&original);
    assert!(words(&mended) == words(&first) && mended["gammelt"] == false);
    // A case that is broken is told of too, and mending it is followed.
    let seen = mended["versjon"].as_u64().unwrap();
    preview.desk.write("sak.yaml", FIRST.replace("brevtype: vedtak", "brevtype: vedtakk"));
    preview.json(&format!("vent?etter={seen}"));
    let letter = preview.json("brev/0/nb");
    assert!(letter["gammelt"] == true && words(&letter) == words(&first));
    assert_eq!(letter["problemer"][0]["fil"], "sak.yaml");
}

#[test]
fn each_paragraph_names_the_text_that_says_it_and_why() {
    let preview = Preview::start();
    let letter = preview.json("brev/0/nb");
    let blocks = letter["brev"][0]["blokker"].as_array().unwrap();
    assert!(blocks.iter().all(|block| !block["kilder"].as_array().unwrap().is_empty()));
    let list = blocks.iter().find(|block| block["linjer"].to_string().contains("Skriv under.")).unwrap();
    assert_eq!(list["kilder"][0]["fil"], &TEXT["tekster/".len()..]);
    assert_eq!((list["kilder"][0]["linje"].as_u64(), list["slag"].as_str()), (Some(8), Some("nummerert")));
    assert!(list["hjemler"].to_string().contains("pasient- og brukerrettighetsloven"));
}

#[test]
fn a_case_that_is_not_there_and_a_port_that_is_taken_are_said() {
    let desk = Desk::new();
    golden("forhaandsvis-borte", &desk.run(&["tekster", "forhaandsvis", "borte.yaml"]));
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = desk.run(&["tekster", "forhaandsvis", "--port", &port]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.starts_with(&format!("feil[BRUK-030]: Port {port} kan ikke brukes\n")), "{}", run.stderr);
    golden("forhaandsvis-port", &desk.run(&["tekster", "forhaandsvis", "--port", "70000"]));
}
