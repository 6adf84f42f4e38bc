//! Says in Norwegian what usually lies behind a file that cannot be read, and where to look.
//!
//! Comes in: the bytes, or the text and where the parser stopped. Goes out: code, message, hint and position.
//! The parser stops where it lost the thread; the slip is often a line or more above.
//! Never passes on the library's own words, nor anything that stands in the file.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::MAX_BYTES;

/// Code, message and hint.
pub(super) type Refusal = (&'static str, &'static str, &'static str);

/// The text of a file, or why it is none, with the first bad line (from 1) when that is known.
pub(super) fn checked_text(bytes: &[u8]) -> Result<&str, (Refusal, Option<u32>)> {
    if bytes.len() > MAX_BYTES {
        return Err((("FIL-001", "Fila er for stor", "en saksfil eller tekstfil kan være på høyst 2 MB"), None));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| not_text(bytes, error.valid_up_to()))?;
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Err((EMPTY, None));
    }
    if text.trim_start().starts_with('<') {
        let hint = "hent saken på nytt fra fagsystemet, som YAML eller JSON";
        return Err((("FIL-004", "Fila ser ut som en nettside eller XML", hint), Some(1)));
    }
    Ok(text)
}

const LOST: &str = "Fila kan ikke leses videre herfra";
const TABULATOR: &str = "Her står det en tabulator";
/// The refusal of a file without content.
pub(super) const EMPTY: Refusal = ("FIL-003", "Fila er tom", "sjekk at det er riktig fil, og at den er lagret");

fn not_text(bytes: &[u8], valid: usize) -> (Refusal, Option<u32>) {
    let documents: [&[u8]; 3] = [b"PK\x03\x04", b"%PDF", b"\xD0\xCF\x11\xE0"];
    if documents.iter().any(|start| bytes.starts_with(start)) {
        let hint = "saken skal være en ren tekstfil (.yaml eller .json), ikke Word, Excel eller PDF";
        return (("FIL-002", "Fila er ikke en tekstfil", hint), None);
    }
    let refusal = (
        "FIL-002",
        "Fila er ikke lagret som UTF-8",
        "velg «Lagre som» i programmet du skriver i, og tegnkodingen UTF-8",
    );
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let lines = bytes.iter().take(valid).filter(|byte| **byte == b'\n').count() + 1;
    (refusal, u32::try_from(lines).ok().filter(|_| !wide))
}

/// What lies behind a parser's stop: the refusal, and line and column from 1 within `text`.
pub(super) fn explain(text: &str, error: &ScanError) -> (Refusal, usize, usize) {
    let marker = error.marker();
    let (line, column) = (marker.line().max(1), marker.col() + 1);
    other_format(text)
        .or_else(|| pasted(text, line))
        .or_else(|| indent(text, error.kind(), line))
        .or_else(|| unclosed(text, error.kind(), line))
        .or_else(|| slip(text, error.kind(), line))
        .unwrap_or_else(|| (refusal(error.kind()), line, column))
}

/// A file that is something else than a case or a text: pasted from a chat or a spreadsheet.
fn other_format(text: &str) -> Option<(Refusal, usize, usize)> {
    let (number, first) = numbered(text).find(|(_, line)| !line.trim().is_empty())?;
    let first = first.trim_start();
    let refusal = match () {
        () if first.starts_with("```") => {
            ("FIL-004", "Fila begynner med en linje som ikke hører til saken", "slett linjene som begynner med ```")
        }
        () if first.contains(';') && !first.contains(':') && first.contains('"') => {
            ("FIL-004", "Fila ser ut som et regneark (CSV)", "saken skal være YAML eller JSON. Se «vedtaksbrev ny»")
        }
        () if has_cases_on_lines(text) => {
            ("FIL-004", "Fila har flere saker i JSON, én på hver linje", "bruk «vedtaksbrev bunke» for slike filer")
        }
        () => return None,
    };
    Some((refusal, number, 1))
}

/// Tells whether the first two lines with something on are a JSON object each.
fn has_cases_on_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_case = |line: Option<&str>| line.is_some_and(|line| line.starts_with('{') && line.ends_with('}'));
    is_case(lines.next()) && is_case(lines.next())
}

/// A line whose indent none of the lines above has, where the parser lost the thread on it.
fn indent(text: &str, kind: &ErrorKind, stop: usize) -> Option<(Refusal, usize, usize)> {
    let (number, line) = numbered(text).find(|(number, _)| *number == stop)?;
    let words = line.trim_start();
    let column = line.len() - words.len();
    if words.starts_with("--") && !words.starts_with("---") {
        let hint = "skriv én bindestrek og ett mellomrom: «- »";
        return Some((("FIL-004", "Linja begynner med to bindestreker", hint), number, column + 1));
    }
    let near = numbered(text).filter(|(at, _)| *at <= stop && *at + 2 > stop);
    let semicolon = |line: &str| {
        let name = line.trim_start().trim_start_matches("- ").split_once("; ").map(|(name, _)| name);
        name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    };
    if let Some((at, line)) = near.into_iter().find(|(_, line)| semicolon(line)) {
        let place = line.find(';').map_or(1, |found| line[..found].chars().count() + 1);
        let hint = "skriv felt, kolon og mellomrom, som maalform: nb";
        return Some((("FIL-004", "Det står semikolon der det skal være kolon", hint), at, place));
    }
    let above: Vec<&str> = text.lines().take(stop.saturating_sub(1)).filter(|line| !line.trim().is_empty()).collect();
    // A list item's fields stand where the first of them does, after «- ».
    let field = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let last = field(above.last()?);
    let is_field = words.split_once(':').is_some_and(|(name, _)| !name.contains(' '));
    let lost = refusal(kind).1 == LOST && is_field && column.abs_diff(last) == 1;
    let hint = "la feltet begynne rett under feltet over, med like mange mellomrom foran";
    lost.then_some((("FIL-004", "Feltet er rykket inn ett mellomrom for mye eller for lite", hint), number, column + 1))
}

/// A line at or just above the stop that begins with what word processors put in place of spaces and hyphens.
fn pasted(text: &str, stop: usize) -> Option<(Refusal, usize, usize)> {
    let near = numbered(text).filter(|(number, _)| *number <= stop && *number + 2 > stop);
    near.filter_map(|(number, line)| {
        let start = line.find(|letter: char| !letter.is_whitespace()).unwrap_or(line.len());
        let foreign = line[..start].chars().position(|letter| letter != ' ' && letter != '\t');
        if let Some(at) = foreign {
            let hint = "slett innrykket først på linja, og lag det på nytt med mellomromstasten";
            return Some((("FIL-004", "Linja er rykket inn med et mellomrom av feil slag", hint), number, at + 1));
        }
        let dash = line[start..].starts_with(['–', '—', '•', '−']);
        let hint = "skriv en vanlig bindestrek og ett mellomrom: «- »";
        dash.then_some((("FIL-004", "Linja begynner med et annet tegn enn bindestrek", hint), number, start + 1))
    })
    .next()
}

/// The line where a quotation mark or a bracket was opened that the parser never saw closed.
fn unclosed(text: &str, kind: &ErrorKind, stop: usize) -> Option<(Refusal, usize, usize)> {
    let above = || numbered(text).filter(|(number, _)| *number <= stop).collect::<Vec<_>>().into_iter().rev();
    let column = |line: &str, at: usize| line[..at].chars().count() + 1;
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => {
            let odd = |line: &str| line.matches('"').count() % 2 == 1;
            let (number, line) = above().find(|(_, line)| odd(line))?;
            let hint = "sett et anførselstegn der teksten slutter";
            Some((("FIL-004", "Anførselstegnet blir ikke lukket", hint), number, column(line, line.rfind('"')?)))
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::InvalidIndentation
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
            if !text.trim_start().starts_with(['{', '[']) =>
        {
            let (number, line) = above().find(|(_, line)| opens(line))?;
            Some(open_bracket(number, line))
        }
        _ => {
            let (number, line) = above().take(3).find(|(_, line)| opens(line))?;
            (!text.trim_start().starts_with(['{', '['])).then(|| open_bracket(number, line))
        }
    }
}

/// The part of a line before a comment.
fn before_comment(line: &str) -> &str {
    line.split_once(" #").map_or(line, |(before, _)| before)
}

fn opens(line: &str) -> bool {
    let line = before_comment(line);
    let value = line.trim_start().trim_start_matches("- ");
    let value = value.split_once(": ").map_or(value, |(_, value)| value);
    // Brackets inside a text are only letters.
    value.starts_with(['{', '[']) && line.matches(['{', '[']).count() > line.matches(['}', ']']).count()
}

fn open_bracket(number: usize, line: &str) -> (Refusal, usize, usize) {
    let at = before_comment(line).find(['{', '[']).unwrap_or_default();
    let refusal = if before_comment(line) == line {
        ("FIL-004", "Klammen blir ikke lukket", "sett } eller ] der den skal slutte")
    } else {
        (
            "FIL-004",
            "Klammen blir ikke lukket, fordi resten av linja forsvinner ved #",
            "sett teksten med # i anførselstegn",
        )
    };
    (refusal, number, line[..at].chars().count() + 1)
}

/// What people often write that the parser reads otherwise, on the line of the stop or the one above.
fn slip(text: &str, kind: &ErrorKind, stop: usize) -> Option<(Refusal, usize, usize)> {
    let told = refusal(kind);
    if told.0 != "FIL-004" || told.1 == TABULATOR {
        return None;
    }
    let near: Vec<(usize, &str)> = numbered(text).filter(|(number, _)| *number <= stop && *number + 2 > stop).collect();
    let start = |line: &str| line.len() - line.trim_start().len() + 1;
    let tight = |line: &str| {
        let rest = line.trim_start().strip_prefix('-');
        rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_alphabetic()))
    };
    if let Some((number, line)) = near.iter().find(|(_, line)| tight(line)) {
        let hint = "skriv bindestrek og ett mellomrom: «- »";
        return Some((("FIL-004", "Det mangler et mellomrom etter bindestreken", hint), *number, start(line)));
    }
    let (number, line) = *near.last()?;
    let words = line.trim_start();
    let value = words.split_once(": ").map(|(_, value)| value.trim_start());
    if value.is_some_and(is_block_mark) {
        let hint = "la feltet begynne rett under feltet over, med like mange mellomrom foran";
        return Some((("FIL-004", "Feltet er rykket inn for mye eller for lite", hint), number, start(line)));
    }
    if value.is_some_and(|value| value.starts_with(['@', '`', '%', '-', '[', '(', '|', '>', ','])) {
        let hint = "sett hele teksten i anførselstegn";
        let message = "Verdien begynner med et tegn som har en annen betydning her";
        return Some((("FIL-004", message, hint), number, start(line) + words.len() - value?.len()));
    }
    if matches!(kind, ErrorKind::UnknownQuotedScalarEscape | ErrorKind::UnclosedQuotedScalar) || words.contains('"') {
        return None;
    }
    if words.starts_with("- ") {
        let hint = "rykk linja like langt inn som punktet over";
        return Some((("FIL-004", "Bindestreken står ikke rett under den over", hint), number, start(line)));
    }
    if value.is_none() && !words.trim_end().ends_with(':') {
        let hint =
            "skriv felt, kolon og mellomrom, som maalform: nb. Hører linja til teksten over, rykk den lenger inn";
        return Some((("FIL-004", "Linja har ikke noe felt", hint), number, start(line)));
    }
    None
}

/// Tells whether a value only says that its text stands below: `>-`, `|` and the like.
fn is_block_mark(value: &str) -> bool {
    let value = before_comment(value).trim_end();
    value.starts_with(['|', '>']) && value[1..].chars().all(|letter| letter.is_ascii_digit() || "+-".contains(letter))
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

fn refusal(kind: &ErrorKind) -> Refusal {
    match kind {
        ErrorKind::RecursionLimitExceeded => ("FIL-008", "Fila er for stor eller for dyp", "del opp innholdet"),
        ErrorKind::DirectiveDisallowed | ErrorKind::UndeclaredTagHandle => (
            "FIL-005",
            "Linja begynner med et tegn som har en annen betydning her",
            "sett en tekst som begynner med % eller ! i anførselstegn",
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => ("FIL-004", TABULATOR, "slett den, og rykk inn med mellomromstasten"),
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected => (
            "FIL-004",
            "Linja kan ikke leses: innrykket er feil, eller teksten har et kolon i seg",
            "la feltet begynne rett under feltet over. Har teksten et kolon, sett hele teksten i anførselstegn",
        ),
        ErrorKind::UnknownQuotedScalarEscape => {
            ("FIL-004", "En omvendt skråstrek i anførselstegn har en annen betydning her", "skriv den to ganger: \\\\")
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "FIL-004",
            "Det står noe etter anførselstegnet som lukker teksten",
            "bruk «» inne i en tekst, og \" bare rundt hele teksten",
        ),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => (
            "FIL-004",
            "Her mangler det et komma eller en klamme",
            "sjekk kommaene mellom feltene, her og på slutten av linja over, og at { og [ blir lukket",
        ),
        _ => ("FIL-004", LOST, "sjekk innrykk, kolon og anførselstegn på denne linja og den over"),
    }
}
