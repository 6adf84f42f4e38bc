//! One message: headers, plain text first, and the attachment when there is one.
//!
//! Comes in: words and addresses that have been checked. Goes out: bytes for the server, and the envelope.
//! No value of a case stands in a header but the recipient's address.

use crate::language::Maalform;
use crate::problem::{Cause, Place, Problem};
use jiff::Timestamp;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// What the attachment is called, whatever the letter is about.
const ATTACHMENT: &str = "brev.pdf";

/// A message before it is put together.
#[derive(Clone, Copy)]
pub struct Draft<'a> {
    /// The name beside the sender's address: the municipality's.
    pub navn: &'a str,
    /// The sender's address.
    pub fra: &'a str,
    /// Where answers go.
    pub svar_til: Option<&'a str>,
    /// The recipient's address.
    pub til: &'a str,
    /// The subject.
    pub emne: &'a str,
    /// The body.
    pub tekst: &'a str,
    /// The body's language.
    pub maalform: Maalform,
    /// What stands before `@` in the `Message-ID`: a hash of the letter's identity.
    pub id: &'a str,
    /// The moment it is sent.
    pub naa: Timestamp,
    /// An encrypted PDF.
    pub vedlegg: Option<&'a [u8]>,
}

/// A message that is ready to be sent.
#[derive(Clone)]
pub struct Message {
    pub(super) envelope: Envelope,
    /// The message as the server gets it.
    pub bytes: Vec<u8>,
}

/// Puts a message together.
///
/// # Errors
/// UT-106 for an address or a word that cannot stand in a message: a line break in a header is never one.
pub fn message(draft: &Draft<'_>) -> Result<Message, Problem> {
    try_message(draft).ok_or_else(|| {
        Problem::error("UT-106", Place::default(), "E-posten kan ikke settes sammen")
            .caused_by(Cause::Content)
            .hint("se etter linjeskift og usynlige tegn i avsenderens navn, adresser og emnet")
    })
}

fn try_message(draft: &Draft<'_>) -> Option<Message> {
    let header_words = [draft.navn, draft.fra, draft.til, draft.emne, draft.id, draft.svar_til.unwrap_or_default()];
    if header_words.iter().any(|words| words.chars().any(char::is_control)) {
        return None;
    }
    let (from, to) = (address(draft.fra)?, address(draft.til)?);
    let domain = from.domain().to_owned();
    let raw =
        |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    let builder = lettre::Message::builder()
        .from(Mailbox::new(Some(draft.navn.to_owned()), from))
        .to(Mailbox::new(None, to))
        .subject(draft.emne)
        .date(draft.naa.into())
        .message_id(Some(format!("<{}@{domain}>", draft.id)))
        .raw_header(raw("Content-Language", draft.maalform.tag()))
        // Nobody's machine shall answer that she is away, and no list shall take it (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated"));
    let builder = match draft.svar_til {
        Some(reply) => builder.reply_to(Mailbox::new(None, address(reply)?)),
        None => builder,
    };
    let text = SinglePart::plain(draft.tekst.to_owned());
    let built = match draft.vedlegg {
        None => builder.singlepart(text),
        Some(pdf) => {
            let kind = ContentType::parse("application/pdf").ok()?;
            let file = Attachment::new(ATTACHMENT.to_owned()).body(pdf.to_vec(), kind);
            builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
        }
    };
    let built = built.ok()?;
    Some(Message { envelope: built.envelope().clone(), bytes: built.formatted() })
}

/// An address that has been checked when it was read, and is checked again by the library.
fn address(text: &str) -> Option<Address> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders};

    fn draft() -> Draft<'static> {
        Draft {
            navn: "Færder kommune",
            fra: "ikke-svar@eksempel.example",
            svar_til: Some("post@eksempel.example"),
            til: "ola@prove.example",
            emne: "Brev frå Færder kommune",
            tekst: "Hei\n\nDu har fått eit brev.\n",
            maalform: Maalform::Nn,
            id: "00ff",
            naa: "2026-11-23T10:00:00Z".parse().unwrap(),
            vedlegg: None,
        }
    }

    #[test]
    fn a_notice_is_plain_text_with_the_headers_it_needs_and_no_more() {
        let bytes = message(&draft()).unwrap().bytes;
        assert!(bytes.is_ascii());
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(parsed.subject(), Some("Brev frå Færder kommune"));
        assert_eq!(parsed.message_id(), Some("00ff@eksempel.example"));
        assert_eq!(parsed.from().unwrap().first().unwrap().name(), Some("Færder kommune"));
        assert_eq!(parsed.to().unwrap().first().unwrap().name(), None);
        assert_eq!(parsed.date().unwrap().to_rfc3339(), "2026-11-23T10:00:00Z");
        assert_eq!(parsed.body_text(0).unwrap().replace('\r', ""), "Hei\n\nDu har fått eit brev.\n");
        assert_eq!((parsed.parts.len(), parsed.attachment_count()), (1, 0));
        let names: Vec<&str> = parsed.headers().iter().map(|header| header.name.as_str()).collect();
        let known = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Content-Language",
            "Auto-Submitted",
            "Reply-To",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ];
        assert!(names.iter().all(|name| known.iter().any(|it| it.eq_ignore_ascii_case(name))), "{names:?}");
        assert_eq!(parsed.header("Content-Language").and_then(|it| it.as_text()), Some("nn"));
    }

    #[test]
    fn an_attachment_comes_after_the_text_and_says_nothing_by_its_name() {
        let bytes = message(&Draft { vedlegg: Some(b"%PDF-1.7"), ..draft() }).unwrap().bytes;
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert!(parsed.body_text(0).unwrap().starts_with("Hei"));
        let file = parsed.attachment(0).unwrap();
        assert_eq!((file.attachment_name(), file.contents()), (Some("brev.pdf"), b"%PDF-1.7".as_slice()));
    }

    #[test]
    fn hostile_words_are_refused_or_become_nothing_but_words() {
        for hostile in ["Ola\r\nBcc: a@b.example", "Ola\nBcc: a@b.example", "Ola\0", "a\u{85}b"] {
            assert!(message(&Draft { navn: hostile, ..draft() }).is_err(), "{hostile:?}");
            assert!(message(&Draft { emne: hostile, ..draft() }).is_err(), "{hostile:?}");
            assert!(message(&Draft { til: hostile, ..draft() }).is_err(), "{hostile:?}");
            assert!(message(&Draft { svar_til: Some(hostile), ..draft() }).is_err(), "{hostile:?}");
            assert!(message(&Draft { id: hostile, ..draft() }).is_err(), "{hostile:?}");
        }
        for odd in ["\"Ola\" <a@b.example>, Kari", "=?utf-8?q?a?=", "a,b;c:d", "ø\u{202e}å", &"å".repeat(400)] {
            let bytes = message(&Draft { navn: odd, emne: odd, ..draft() }).unwrap().bytes;
            let parsed = MessageParser::default().parse(&bytes).unwrap();
            let from: Vec<_> = parsed.from().unwrap().iter().filter_map(|it| it.address()).collect();
            assert_eq!(from, ["ikke-svar@eksempel.example"], "{odd}");
            assert!(parsed.bcc().is_none() && parsed.cc().is_none());
            assert_eq!(parsed.to().unwrap().iter().count(), 1);
        }
        let body = "Hei\r\n.\r\nMAIL FROM:<a@b.example>\r\n.";
        let bytes = message(&Draft { tekst: body, ..draft() }).unwrap().bytes;
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(parsed.body_text(0).unwrap().trim_end(), body);
    }

    #[test]
    fn the_message_id_is_the_same_each_time() {
        let id = |draft: &Draft<'_>| {
            let bytes = message(draft).unwrap().bytes;
            MessageParser::default().parse(&bytes).unwrap().message_id().map(str::to_owned)
        };
        let later = Draft { naa: "2027-01-01T10:00:00Z".parse().unwrap(), ..draft() };
        assert_eq!(id(&draft()), id(&later));
    }
}
