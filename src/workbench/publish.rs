//! The whole library as one document that a municipality can publish: what stands in its letters, when and why.
//!
//! Comes in: the library and a day. Goes out: a `Sheet`, and the same as one accessible HTML page.
//! Says no law: the introduction, the links and everything else is read from the jurist's files. Writes nothing.

mod data;
mod html;
mod link;
mod prose;
mod templates;
mod texts;

pub use html::html;

use crate::language::Maalform;
use crate::letter::format;
use crate::texts::library::{Library, sha256_hex};
use crate::typeset::sheet::{Bit, Line, Part, Sheet};
use jiff::civil::Date;
use link::Links;
use std::collections::BTreeSet;

/// The title when the library has no introduction of its own.
const TITLE: &str = "Tekstene bak brevene";

/// What every chapter needs.
struct Press<'a> {
    library: &'a Library,
    links: Links<'a>,
    /// The ids of the texts.
    texts: BTreeSet<String>,
    day: Date,
}

/// The library as a document, as it stands on a day.
pub fn sheet(library: &Library, day: Date) -> Sheet {
    let settings = library.publisering();
    let links = Links::of(library, settings.as_deref(), day);
    let press = Press { library, links, texts: library.text_ids().into_iter().collect(), day };
    let opening = settings.as_deref().and_then(|settings| settings.innledning(day).cloned());
    let title = opening.as_ref().map_or(TITLE, |opening| opening.tittel.get(Maalform::Nb)).to_owned();
    let mut body = vec![Part::heading(1, &title)];
    if let Some(opening) = &opening {
        body.extend(opening.avsnitt.0.iter().map(Part::words));
        if !opening.hjemmel.is_empty() {
            body.push(labelled("Bygger på", press.links.citations(&opening.hjemmel)));
        }
        let parts = opening.avsnitt.1.iter().map(Part::words).collect();
        body.push(Part::Quote { lang: Maalform::Nn.tag(), parts });
    }
    body.push(Part::Contents { text: "Innhold".to_owned(), depth: 3 });
    body.extend(how_to_read(&press));
    let chapters = [
        texts::chapter(&press),
        templates::chapter(&press),
        data::services(&press),
        data::complaints(&press),
        data::rates(&press),
        data::limits(&press),
        data::demands(&press),
        data::laws(&press),
    ];
    chapters.into_iter().filter(|parts| says_something(parts)).for_each(|parts| body.extend(parts));
    let hash = sha256_hex(format!("{body:?}").as_bytes());
    Sheet {
        identity: format!("publisering/{day}/{hash}"),
        foot: format!("{title} · {}", format::date(day)),
        title,
        author: "vedtaksbrev".to_owned(),
        language: Maalform::Nb,
        dato: day,
        page: ("Side".to_owned(), "av".to_owned()),
        body,
    }
}

/// Tells whether a chapter has more than its heading and its introduction.
fn says_something(parts: &[Part]) -> bool {
    let headings = parts.iter().filter(|part| matches!(part, Part::Heading { .. })).count();
    headings > 1 || parts.iter().any(|part| matches!(part, Part::Table { rows, .. } if !rows.is_empty()))
}

fn how_to_read(press: &Press<'_>) -> Vec<Part> {
    let ids = press.texts.len();
    let files = press.texts.iter().map(|id| texts::files(press.library, id)).sum::<usize>();
    let lines = [
        format!("Samlingen har {ids} tekster i {files} filer, slik de var {}.", format::date(press.day)),
        "Hver tekst står med første dag den gjelder. Den gjelder til neste versjon begynner.".to_owned(),
        "Et brev bruker den versjonen som gjelder den dagen brevet har dato.".to_owned(),
        "Ord i hakeparentes blir fylt ut i hvert brev. Der står det hva som blir skrevet, eller et eksempel."
            .to_owned(),
        "«Utkast» betyr at kommunens jurist ikke har godkjent teksten ennå. Brev med slike tekster er merket UTKAST."
            .to_owned(),
        "Bokmål står først, og nynorsk etterpå. De sier det samme.".to_owned(),
    ];
    vec![
        Part::heading(2, "Slik leser du dette"),
        Part::List { ordered: false, items: lines.into_iter().map(|line| vec![Bit::plain(line)]).collect() },
    ]
}

/// A paragraph that begins with what it tells.
fn labelled(label: &str, mut bits: Line) -> Part {
    bits.insert(0, Bit::strong(format!("{label}: ")));
    Part::Paragraph { bits }
}

/// A heading that links lead to.
fn target(level: u8, text: impl Into<String>, id: &str) -> Part {
    Part::Heading { level, text: text.into(), id: id.to_owned() }
}

/// A name of a file or a field as words: `korttid_per_doegn` becomes «korttid per døgn».
fn spoken(name: &str) -> String {
    let word = |word: &str| match word {
        "noe" => word.to_owned(),
        _ => word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å"),
    };
    name.split(['_', '-']).map(word).collect::<Vec<_>>().join(" ")
}

/// A day as people say it; one that is not decided is that of a new law.
fn day_words(library: &Library, day: Date) -> String {
    let undecided = library.lovskifter().is_undecided(day);
    if undecided { "dagen en ny lov begynner å gjelde".to_owned() } else { format::date(day) }
}
