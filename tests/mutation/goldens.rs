//! What is compared: the letters, messages and open channels of every case, with one library.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vedtaksbrev::letter::review;
use vedtaksbrev::pipeline::{self, House, Prepared};
use vedtaksbrev::problem::Problem;
use vedtaksbrev::sak::line::Utfall;
use vedtaksbrev::texts::ord::Alvor;
use vedtaksbrev::texts::utsending::may_use;

/// A case and what it gives with the library as it is.
pub struct Golden {
    pub name: String,
    case: Vec<u8>,
    pub answer: Answer,
    /// Files behind its letters.
    pub used: BTreeSet<String>,
    pub brevtype: String,
    /// Names of the gaps in the texts that its letters show.
    pub gaps: BTreeSet<String>,
    /// The first year of each line, whose rates are printed, and the years that lines run on to.
    pub years: (BTreeSet<i16>, BTreeSet<i16>),
}

/// Everything that a caseworker and a recipient see.
#[derive(PartialEq, Eq, Default)]
pub struct Answer {
    pub letters: Vec<String>,
    pub told: Vec<String>,
    channels: Vec<String>,
}

impl Golden {
    pub fn of(house: &House, name: String, case: Vec<u8>) -> Self {
        let (prepared, answer, used) = answer(house, &case);
        let texts = prepared.iter().flat_map(|it| it.selected.texts.values()).filter(|text| used.contains(&text.path));
        let gaps = texts.flat_map(|text| text.gaps()).map(|gap| gap.navn.clone()).collect();
        let lines = || prepared.iter().flat_map(|it| &it.selected.lines);
        let mut first: BTreeSet<i16> = lines().filter_map(|line| line.aar.first().copied()).collect();
        let egenandel = prepared.iter().filter_map(|it| Some(it.sak.egenandel.as_ref()?.fra.date().year()));
        first.extend(egenandel);
        let later = lines().filter_map(|line| line.aar.get(1).copied()).collect();
        let brevtype = prepared.map_or_else(String::new, |it| it.sak.brevtype.word().to_owned());
        Self { name, case, answer, used, brevtype, gaps, years: (first, later) }
    }

    /// What the case gives in another house.
    pub fn again(&self, house: &House) -> Answer {
        answer(house, &self.case).1
    }
}

/// Messages without lines, which move when a file of the library gets another line.
fn said(problems: &[Problem]) -> impl Iterator<Item = String> {
    problems.iter().map(|it| format!("{} {} {:?}", it.code, it.message, it.place.field))
}

fn answer(house: &House, case: &[u8]) -> (Option<Prepared>, Answer, BTreeSet<String>) {
    let (prepared, problems) = pipeline::prepare(house, "sak.yaml", case);
    let mut answer = Answer { told: said(&problems).collect(), ..Answer::default() };
    let mut used = BTreeSet::new();
    let Some(prepared) = prepared else { return (None, answer, used) };
    let kanaler = house.library.kanaler();
    let names = kanaler.iter().flat_map(|it| it.kanaler.keys());
    for (name, mottaker) in names.flat_map(|name| prepared.sak.mottakere().into_iter().map(move |it| (name, it))) {
        let open = may_use(&house.library, &prepared.sak, &mottaker, name);
        answer.channels.push(format!("{name} {open:?}"));
    }
    match pipeline::compose(&prepared) {
        Ok(letters) => {
            for (_, composed) in &letters {
                answer.letters.push(review::markdown(&composed.letter));
                answer.told.extend(said(&composed.warnings));
                used.extend(composed.used.iter().cloned());
            }
        }
        Err(found) => answer.told.extend(said(&found)),
    }
    // The letter's own template leaves no mark of its own where pieces say everything.
    used.insert(prepared.selected.template.path.clone());
    (Some(prepared), answer, used)
}

fn folder(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(kind);
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn case_file(folder: &Path) -> Option<Vec<u8>> {
    ["sak.yaml", "sak.json"].iter().find_map(|name| fs::read(folder.join(name)).ok())
}

/// The good cases and the bad ones, by folder.
pub fn cases(kind: &str) -> Vec<(String, Vec<u8>)> {
    let named = |folder: &PathBuf| Some((folder.file_name()?.to_string_lossy().into_owned(), case_file(folder)?));
    folder(kind).iter().filter_map(named).collect()
}

fn good(name: &str) -> String {
    String::from_utf8(case_file(&folder("good").into_iter().find(|it| it.ends_with(name)).unwrap()).unwrap()).unwrap()
}

/// A case with a sentence of the caseworker's for every word that must not stand there, and about complaints.
pub fn typed(house: &House) -> Vec<(String, Vec<u8>)> {
    let refused = good("praktisk-bistand-avslag");
    let with = |sentence: &str| {
        refused.replacen("  situasjon: >-\n", &format!("  situasjon: >-\n    {sentence}\n"), 1).into_bytes()
    };
    let words = house.library.ord();
    let stands = words.iter().filter(|word| {
        word.fritekst != Alvor::Ingenting && (word.utfall.is_empty() || word.utfall.contains(&Utfall::Avslag))
    });
    let mut all: Vec<(String, Vec<u8>)> = stands
        .map(|word| (format!("ord {}", word.id), with(&format!("Her står {} i teksten.", word.finn[0]))))
        .collect();
    all.push(("klagefrist".into(), with("Du kan klage innen to uker.")));
    all.push(("klageinstans".into(), with("Klagenemnda avgjør klagen.")));
    all
}

/// A case whose last day to complain would be each holiday on its first weekday, and each day of a weekend.
pub fn at_holidays(house: &House) -> Vec<(String, Vec<u8>)> {
    let case = good("praktisk-bistand-mottatt");
    let line = case.lines().find(|line| line.starts_with("mottatt_av_parten:")).unwrap();
    let helligdager = house.library.helligdager().unwrap();
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut day = jiff::civil::date(2028, 1, 1);
    while day.year() < 2035 {
        let weekday = day.weekday().to_monday_zero_offset();
        let name = match (helligdager.helligdag(day), weekday) {
            (Some(holiday), ..5) => Some(format!("helligdag {}", holiday.navn.nb)),
            (None, 5..) => Some(format!("ukedag {}", ["loerdag", "soendag"][usize::from(weekday == 6)])),
            _ => None,
        };
        if let Some(name) = name.filter(|name| all.iter().all(|(known, _)| known != name)) {
            let start = day.checked_sub(jiff::Span::new().weeks(4)).unwrap();
            all.push((name, case.replace(line, &format!("mottatt_av_parten: {start}")).into_bytes()));
        }
        day = day.tomorrow().unwrap();
    }
    all
}
