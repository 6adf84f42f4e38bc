//! The changes to try, one at a time, of what some case uses.

use crate::goldens::Golden;
use std::collections::{BTreeMap, BTreeSet};
use vedtaksbrev::sak::sak::Brevtype;
use vedtaksbrev::texts::library::Library;

/// One file changed, or gone.
pub struct Mutation {
    pub what: String,
    pub path: String,
    pub bytes: Option<Vec<u8>>,
    /// The case that most likely notices.
    pub first: Option<String>,
}

/// The day that stands for «in force now» where the file has several.
const TODAY: &str = "2026-11-24";

pub fn text(library: &Library, path: &str) -> String {
    String::from_utf8(library.bytes(path).unwrap_or_default().to_vec()).unwrap_or_default()
}

/// Whose texts and demands are changed: those of the law as it is, or those that wait for the new forvaltningslov.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Law {
    Now,
    New,
}

/// The name that a file or an entry which waits for the new forvaltningslov carries in place of a first day.
pub const NEW_LAW: &str = "forvaltningslov-2025";

impl Law {
    /// Whether a file is tried under this law.
    pub fn has(self, path: &str) -> bool {
        path.contains(NEW_LAW) == (self == Self::New)
    }
}

/// Every change.
pub fn changes(library: &Library, goldens: &[Golden], used: &BTreeSet<String>, law: Law) -> Vec<Mutation> {
    let mut all = files(library, used.iter().filter(|path| law.has(path)));
    all.extend(lists(library, used, law));
    if law == Law::Now {
        all.extend(amounts(library, goldens));
        all.extend(prices(library, goldens));
        all.extend(words(library));
        all.extend(holidays(library));
        all.extend(channels(library));
    }
    all
}

/// Whole files taken away, and what single lines of them say.
fn files<'p>(library: &Library, paths: impl Iterator<Item = &'p String>) -> Vec<Mutation> {
    let mut all = Vec::new();
    for path in paths {
        let whole = text(library, path);
        if path.ends_with(".md") {
            all.push(Mutation { what: "slettet".into(), path: path.clone(), bytes: None, first: None });
            if let Some(line) = whole.lines().find(|line| line.starts_with("oppfyller:")) {
                all.push(changed(path, "uten oppfyller", whole.replacen(&format!("{line}\n"), "", 1)));
            }
        }
        if path.ends_with("ordning.yaml") {
            let line = |key: &str| whole.lines().find(|line| line.trim_start().starts_with(key)).unwrap().to_owned();
            let weeks = line("frist_uker:");
            all.push(changed(path, "frist", whole.replacen(&weeks, &format!("{weeks}0"), 1)));
            let body = line("instans:");
            let other =
                if body.contains("klagenemnd") { "    instans: statsforvalter" } else { "    instans: klagenemnd" };
            all.push(changed(path, "instans", whole.replacen(&body, other, 1)));
        }
        if path.starts_with("legal-texts/lover/") {
            all.push(Mutation { what: "slettet".into(), path: path.clone(), bytes: None, first: None });
        }
        if path.ends_with("tjeneste.yaml") {
            all.push(changed(path, "navn", whole.replacen("{nb: ", "{nb: x", 1).replacen("nn: ", "nn: x", 1)));
        }
    }
    all
}

fn changed(path: &str, what: &str, text: String) -> Mutation {
    Mutation { what: what.to_owned(), path: path.to_owned(), bytes: Some(text.into_bytes()), first: None }
}

/// Where the citations of a file's `hjemmel` and `hjemler` lists stand, and what they are.
fn places(text: &str) -> Vec<(usize, &str)> {
    let keys = [
        "hjemmel: ",
        "hjemler: ",
        "avslag: ",
        "servicetjeneste: ",
        "helsetjeneste: ",
        "barn: ",
        "endring: ",
        "enkeltvedtak: ",
        "pbrl: ",
    ];
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let list = keys.iter().filter_map(|key| line.find(key).map(|found| found + key.len())).min();
        if let Some(start) = list.filter(|_| !line.trim_start().starts_with('#')) {
            let items = line[start..].split([']', '}', '#']).next().unwrap_or_default();
            let mut from = at + start;
            for item in items.split(',') {
                let word = item.trim().trim_start_matches('[');
                let citation = word.contains('/') && !word.starts_with("avsender/") && !word.contains([' ', ':']);
                all.extend(citation.then(|| (from + item.find(word).unwrap_or(0), word)));
                from += item.len() + 1;
            }
        }
        at += line.len();
    }
    all
}

/// The citations of a file.
pub fn citations(text: &str) -> BTreeSet<String> {
    places(text).into_iter().map(|(_, citation)| citation.to_owned()).collect()
}

/// The library with every citation of these files changed into one that does not exist, each into its own, so that one
/// check can be asked about each of them; with where each stood.
pub fn wrong_citations(library: &Library, paths: &BTreeSet<String>) -> (Library, Vec<(String, String)>) {
    let (mut files, mut wrong) = (BTreeMap::new(), Vec::new());
    for path in library.paths() {
        let bytes = library.bytes(path).unwrap_or_default().to_vec();
        let mut whole = if paths.contains(path) { text(library, path) } else { String::new() };
        for (at, citation) in places(&whole.clone()).into_iter().rev() {
            let (lov, _) = citation.split_once('/').unwrap_or_default();
            let fake = format!("{lov}/99-{}", wrong.len() + 1);
            whole.replace_range(at..at + citation.len(), &fake);
            wrong.push((format!("«{fake}»"), format!("{path}: hjemmel {citation}")));
        }
        files.insert(path.to_owned(), if whole.is_empty() { bytes } else { whole.into_bytes() });
    }
    (Library::from_files(files), wrong)
}

/// The amounts and limits that some case prints: one digit more, and gone for the years that a service runs on to.
fn amounts(library: &Library, goldens: &[Golden]) -> Vec<Mutation> {
    let mut all = BTreeMap::new();
    let rates = "legal-texts/satser/egenandel.yaml";
    let whole = text(library, rates);
    let limits: Vec<(String, String)> = library
        .paths_below("legal-texts/grenser")
        .filter(|path| path.ends_with(".yaml"))
        .map(|path| (path.to_owned(), text(library, path)))
        .collect();
    for golden in goldens {
        for gap in &golden.gaps {
            match gap.split_once('.') {
                Some(("sats", "to_g")) => {
                    for year in &golden.years.0 {
                        let path = "legal-texts/satser/grunnbeloep.yaml";
                        let g = format!("fra: {}-05-01, beloep: ", year - 1);
                        let amount = library.satser().to_g_oere(*year).map(|oere| (oere / 100).to_string());
                        let digits = |letter: &String| letter.replace(['\u{a0}', ' '], "");
                        if !amount
                            .is_some_and(|it| golden.answer.letters.iter().any(|letter| digits(letter).contains(&it)))
                        {
                            continue;
                        }
                        let found = after(&text(library, path), "grunnbeloep:\n", &g);
                        all.extend(found.map(|text| ((path.to_owned(), format!("{gap} {year}")), text)));
                    }
                }
                Some(("sats", id)) => {
                    for year in &golden.years.0 {
                        let found = after(&whole, &format!("  {id}:\n"), &format!("aar: {year}, beloep: "));
                        all.extend(found.map(|text| ((rates.to_owned(), format!("{gap} {year}")), text)));
                    }
                    for year in &golden.years.1 {
                        let found = without_year(&whole, id, *year);
                        all.extend(found.map(|text| ((rates.to_owned(), format!("{gap} {year} borte")), text)));
                    }
                }
                Some(("grense", id)) => {
                    for (path, whole) in &limits {
                        let found = after(whole, &format!("  {id}:\n"), "verdi: ");
                        all.extend(found.map(|text| ((path.clone(), gap.clone()), text)));
                    }
                }
                _ => {}
            }
        }
    }
    all.into_iter().map(|((path, what), text)| changed(&path, &what, text)).collect()
}

/// Where an entry with two spaces before its name stands.
fn block(text: &str, first: &str) -> Option<(usize, usize)> {
    let start = text.find(first)? + first.len();
    let ends = text[start..].match_indices("\n  ").map(|(at, _)| start + at);
    let end = ends.into_iter().find(|at| !text[at + 3..].starts_with([' ', '#', '-']));
    Some((start, end.unwrap_or(text.len())))
}

/// The text with a digit before the number that follows both marks.
fn after(text: &str, first: &str, second: &str) -> Option<String> {
    let (start, end) = block(text, first)?;
    let at = start + text[start..end].find(second)? + second.len();
    Some(format!("{}1{}", &text[..at], &text[at..]))
}

fn without_year(text: &str, id: &str, year: i16) -> Option<String> {
    let (start, end) = block(text, &format!("  {id}:\n"))?;
    let line = text[start..end].lines().find(|line| line.contains(&format!("aar: {year},")))?;
    let at = start + text[start..end].find(line)?;
    Some(format!("{}{}", &text[..at], &text[at + line.len() + 1..]))
}

/// The local prices that some letter prints, taken away.
fn prices(library: &Library, goldens: &[Golden]) -> Vec<Mutation> {
    let printed =
        |golden: &&Golden| golden.used.iter().any(|path| path.starts_with("legal-texts/egenandel/lokal-pris/"));
    let years = goldens.iter().filter(printed).flat_map(|golden| golden.years.0.union(&golden.years.1));
    let years: BTreeSet<i16> = years.copied().collect();
    let mut all = Vec::new();
    for sender in library.avsender_ids() {
        let Some(avsender) = library.avsender(&sender) else { continue };
        let Some(path) = &avsender.priser_path else { continue };
        let own = goldens.iter().filter(printed).filter(|golden| golden.used.contains(path));
        let letters: Vec<&String> = own.flat_map(|golden| &golden.answer.letters).collect();
        for (id, pris) in &avsender.priser {
            for year in &years {
                let Some(beloep) = pris.beloep_oere.get(year) else { continue };
                let shown = beloep.print(vedtaksbrev::language::Maalform::Nb, |oere| format!("{} kroner", oere / 100));
                let Some(tjeneste) = library.tjeneste(id) else { continue };
                let said = [(&tjeneste.navn.nb, "koster"), (&tjeneste.navn.nn, "kostar")];
                let says = |line: &str| {
                    let line = line.replace('\u{a0}', " ");
                    let priced = |costs: &str| line.contains(&format!("{costs} det {shown}"));
                    said.iter().any(|(name, costs)| line.to_lowercase().contains(&name.to_lowercase()) && priced(costs))
                };
                let stands = letters.iter().any(|letter| letter.lines().any(says));
                let whole = text(library, path);
                let gone = if whole.contains(&format!("  {id}:\n")) {
                    without_year(&whole, id, *year)
                } else {
                    let line = whole.lines().find(|line| line.trim_start().starts_with(&format!("{id}:")));
                    line.map(|line| whole.replacen(line, &line.replace(&format!("aar: {year},"), "aar: 1999,"), 1))
                };
                all.extend(gone.filter(|_| stands).map(|text| changed(path, &format!("pris {id} {year}"), text)));
            }
        }
    }
    all
}

/// The entries of a list of the jurist's, each with its lines: those that begin with `  - id:` or `  - {`.
fn entries(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("  - ") {
            let id = rest
                .split([',', '}'])
                .next()
                .unwrap_or_default()
                .trim_start_matches("{id: ")
                .trim_start_matches("id: ");
            all.push((id.to_owned(), format!("{line}\n")));
        } else if let Some(last) = all.last_mut().filter(|_| line.starts_with("    ")) {
            last.1.push_str(line);
            last.1.push('\n');
        }
    }
    all
}

/// A failure that is looked for in the case itself; the others are looked for by texts, words and complaint rules.
fn in_case(entry: &str) -> bool {
    let elsewhere = [
        "kontroll: klageordning",
        "kontroll: gammel-henvisning",
        "kontroll: utenfor",
        "kontroll: krav:",
        "kontroll: ord:",
    ];
    elsewhere.iter().all(|key| !entry.contains(key))
}

fn holds(entry: &str, law: Law) -> bool {
    entry.contains(&format!("fra: {NEW_LAW}")) == (law == Law::New)
}

/// Required elements that ask for what no letter has, and known failures taken away.
fn lists(library: &Library, used: &BTreeSet<String>, law: Law) -> Vec<Mutation> {
    let mut all = Vec::new();
    let files = Brevtype::WORDS.iter().map(|word| vedtaksbrev::texts::law_data::krav_path(word));
    for path in files.chain([vedtaksbrev::texts::law_data::feil_path()]).filter(|path| used.contains(path)) {
        let whole = text(library, &path);
        for (id, entry) in entries(&whole) {
            if path.ends_with("feil.yaml") && holds(&entry, law) && in_case(&entry) {
                all.push(changed(&path, &format!("{id} borte"), whole.replacen(&entry, "", 1)));
            }
            let silent = entry.contains("alvor: ingenting");
            if !path.ends_with("feil.yaml") && holds(&entry, law) && !silent {
                let lines = entry.lines().filter(|line| !line.trim_start().starts_with("krever:"));
                let mut asks: String = lines.map(|line| format!("{line}\n")).collect();
                asks.push_str("    krever: [[finnes.ikke]]\n");
                all.push(changed(&path, &format!("{id} krever noe som ikke finnes"), whole.replacen(&entry, &asks, 1)));
            }
        }
    }
    all
}

/// Words that are wrong from a day on, from a day that has not come.
fn words(library: &Library) -> Vec<Mutation> {
    let one = |word: &vedtaksbrev::texts::ord::Frase| {
        let whole = text(library, &word.path);
        let (_, entry) = entries(&whole).into_iter().find(|(id, _)| *id == word.id)?;
        let later = entry.replacen(&format!("fra: {}", word.fra), "fra: 2099-01-01", 1);
        let first = Some(format!("ord {}", word.id));
        Some(Mutation {
            first,
            ..changed(&word.path, &format!("ordet {}", word.id), whole.replacen(&entry, &later, 1))
        })
    };
    let stands = |word: &&vedtaksbrev::texts::ord::Frase| {
        word.wrong_on(TODAY.parse().unwrap()) && !super::NO_LETTER.contains(&word.path.as_str())
    };
    library.ord().iter().filter(stands).filter_map(one).collect()
}

/// Holidays and weekdays taken away, but for those that are always on a Sunday, which is a day off by itself.
fn holidays(library: &Library) -> Vec<Mutation> {
    let path = vedtaksbrev::texts::law_data::HOLIDAYS;
    let whole = text(library, path);
    let named = library.helligdager().map(|it| it.dager.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for (_, entry) in entries(&whole) {
        let name =
            named.iter().map(|it| &it.navn.nb).find(|name| entry.contains(&format!("nb: {name},"))).cloned().unwrap();
        let sunday = entry.contains("paaskedag: 0,") || entry.contains("paaskedag: 49,");
        let change = changed(path, &format!("{name} borte"), whole.replacen(&entry, "", 1));
        all.extend((!sunday).then(|| Mutation { first: Some(format!("helligdag {name}")), ..change }));
    }
    for (day, without) in [("loerdag", "[soendag]"), ("soendag", "[loerdag]")] {
        let change = changed(path, &format!("{day} borte"), whole.replacen("[loerdag, soendag]", without, 1));
        all.push(Mutation { first: Some(format!("ukedag {day}")), ..change });
    }
    all
}

/// What a channel allows and what a graded address forbids, the other way round.
fn channels(library: &Library) -> Vec<Mutation> {
    let path = "legal-texts/kanaler.yaml";
    let whole = text(library, path);
    let mut all = Vec::new();
    for (at, line) in whole.lines().enumerate() {
        let flip =
            line.strip_suffix(": true").map(|it| (it, "false")).or(line.strip_suffix(": false").map(|it| (it, "true")));
        // Whether a closed channel has a person on its way makes no difference.
        let closed =
            line.contains("automatisk: ") && whole.lines().nth(at - 1).is_some_and(|it| it.ends_with("tillatt: false"));
        if let Some((key, value)) = flip.filter(|(key, _)| key.starts_with("    ") && !closed) {
            let lines = whole.lines().enumerate();
            let new =
                lines.map(|(index, old)| if index == at { format!("{key}: {value}\n") } else { format!("{old}\n") });
            all.push(changed(path, &format!("linje {}", at + 1), new.collect()));
        }
    }
    all
}
