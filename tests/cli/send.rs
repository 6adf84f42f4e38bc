//! `send` as the office meets it before anything is sent.

use crate::approved;
use crate::golden::golden;
use crate::run::{Desk, FIRST};

/// A desk with an approved library in `t`, and letters in `brev`: one who can be told by e-mail, one who has said no,
/// one without an address, and one in nynorsk.
fn desk() -> Desk {
    let desk = Desk::new();
    approved::write(&desk.path("t"));
    let today = jiff::Zoned::now().date();
    let contact = |more: &str| format!("    kontakt: {{{more}, bekreftet: {today}}}\n");
    let cases = [
        ("a.yaml", "00101", "nb", contact("epost: inger@post.example")),
        ("b.yaml", "00102", "nb", contact("epost: inger@post.example, reservert: true")),
        ("c.yaml", "00103", "nb", String::new()),
        ("d.yaml", "00104", "nn", contact("epost: inger@post.example")),
    ];
    for (file, number, maalform, kontakt) in &cases {
        let born = "    foedselsdato: 1942-03-14\n";
        let case = FIRST.replace("00100", number).replace("maalform: nb", &format!("maalform: {maalform}"));
        desk.write(file, case.replace(born, &format!("{born}{kontakt}")));
    }
    let files = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"];
    let run = desk.run(&[&["lag", "--tekster", "t", "--ut", "brev"], &files[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    desk
}

const CASES: [&str; 8] = ["--saker", "a.yaml", "--saker", "b.yaml", "--saker", "c.yaml", "--saker", "d.yaml"];

#[test]
fn a_rehearsal_shows_what_would_be_sent_and_why_the_rest_is_not() {
    let desk = desk();
    let with =
        |more: &[&str]| desk.run(&[&["send", "brev", "--tekster", "t", "--noekkel", "n"], &CASES[..], more].concat());
    golden("send-proevekjoering", &with(&["--proevekjoering"]));
    golden("send-proevekjoering-json", &with(&["--proevekjoering", "--meldinger", "json", "2026/00102"]));
    golden("send-paaminn", &with(&["--proevekjoering", "--paaminn"]));
    golden("send-vedlegg", &with(&["--proevekjoering", "--som", "vedlegg", "2026/00101"]));
    golden("send-uten-passord", &with(&["2026/00101"]));
    golden("send-ukjent-sak", &with(&["2020/1"]));
    golden("send-tom", &desk.run(&["send", "t", "--tekster", "t", "--noekkel", "n"]));
    golden("send-utkast", &desk.run(&["send", "brev", "--noekkel", "n"]));
}
