//! Plain language: how heavy every text is, what makes it so, and how it is spelled.
//!
//! Comes in: the library and, where the system has them, dictionaries. Goes out: problems with place and suggestion,
//! and what was measured. The limits, words and exceptions are the jurist's; nothing is rewritten.

mod languages;
mod letters;
mod rules;
mod sentences;
mod signs;
mod sources;
mod spelling;

pub use languages::languages;
pub use letters::letter;
pub use spelling::{MAX_BYTES, Speller, file_names};

use crate::language::Maalform;
use crate::problem::Problem;
use crate::texts::klarspraak::{Klarspraak, Ordliste, PLAIN, REGLER, WORDS};
use crate::texts::library::Library;
use crate::texts::ord::Alvor;
use sentences::{Sentence, Weight, Word, tenths};
use sources::{Prose, Whole};
use std::sync::Arc;

/// The dictionaries the system has, bokmål first.
pub type Spellers = [Option<Speller>; 2];

/// A rule of plain language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Regel {
    Lix,
    Average,
    LongSentence,
    Passive,
    Heavy,
    DoubleNegation,
    Unexplained,
    References,
    Spelling,
}

impl Regel {
    /// As the jurist's exceptions name it.
    fn name(self) -> &'static str {
        REGLER[self as usize]
    }

    fn code(self) -> &'static str {
        [
            "TEKST-070",
            "TEKST-071",
            "TEKST-072",
            "TEKST-073",
            "TEKST-074",
            "TEKST-075",
            "TEKST-076",
            "TEKST-077",
            "TEKST-078",
        ][self as usize]
    }
}

/// Something to mend, before the exceptions are asked.
struct Finding {
    regel: Regel,
    line: u32,
    column: u32,
    /// The word or phrase, when it is about one.
    word: Option<String>,
    message: String,
    hint: String,
}

impl Finding {
    fn at(
        word: &Word,
        regel: Regel,
        about: Option<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { regel, line: word.line, column: word.column, word: about, message: message.into(), hint: hint.into() }
    }
}

/// What to look at.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    /// The folders of texts, as `folder_of` gives them; all when empty.
    pub folders: &'a [String],
    /// One language, or both.
    pub maalform: Option<Maalform>,
}

/// What was found, and how heavy the texts are.
#[derive(Debug, Default)]
pub struct Plain {
    /// One problem for each finding, sorted by place.
    pub problems: Vec<Problem>,
    /// A line for each text, the heaviest first.
    pub weights: Vec<String>,
    /// How many texts were measured.
    pub texts: usize,
}

/// The measure, the lists and the dictionaries that one run uses.
struct Desk<'a> {
    library: &'a Library,
    plain: Arc<Klarspraak>,
    own: Arc<Ordliste>,
    laws: Vec<String>,
    spellers: &'a Spellers,
}

/// Measures the texts, templates and plain words of the register.
///
/// TEKST-070 a text's LIX, TEKST-071 words a sentence, TEKST-072 a long sentence, TEKST-073 a passive, TEKST-074 heavy
/// nouns, TEKST-075 a double negation, TEKST-076 an unexplained term or abbreviation, TEKST-077 chains of references,
/// TEKST-078 spelling, and TEKST-043 a word of `legal-texts/ord/`. A library without a measure has nothing to say.
pub fn plain(library: &Library, which: Which<'_>, spellers: &Spellers) -> Plain {
    let Some(desk) = Desk::open(library, spellers) else { return Plain::default() };
    let mut all = Plain::default();
    let mut weights = Vec::new();
    for prose in sources::all(library, which.folders) {
        if which.maalform.is_some_and(|asked| asked != prose.maalform) {
            continue;
        }
        let sentences = sentences::sentences(&prose.body, prose.first_line, &desk.plain, &desk.laws);
        let mut found = Vec::new();
        rules::judge(&sentences, &desk.plain, prose.maalform, &mut found);
        desk.spell(&sentences, prose.maalform, &mut found);
        if prose.whole == Whole::File {
            let weight = Weight::of(&sentences);
            desk.weigh(&prose, weight, &mut found);
            rules::terms(&sentences, &desk.plain, prose.maalform, &mut found);
            all.texts += 1;
            weights.push((weight, prose.path.clone()));
        }
        all.problems
            .extend(found.into_iter().filter(|it| !desk.excepted(it, &prose)).map(|it| desk.problem(it, &prose)));
        desk.words(&prose, &mut all.problems);
    }
    all.problems.sort();
    all.problems.dedup();
    weights.sort_by_key(|(weight, path)| (std::cmp::Reverse(weight.longest), path.clone()));
    all.weights = weights.iter().map(|(weight, path)| desk.line(*weight, path)).collect();
    all
}

impl<'a> Desk<'a> {
    fn open(library: &'a Library, spellers: &'a Spellers) -> Option<Self> {
        let laws = library.lov_ids().into_iter().filter_map(|id| library.lov(&id));
        let mut laws: Vec<String> =
            laws.flat_map(|law| [law.navn.nb.clone(), law.navn.nn.clone()]).map(|name| name.to_lowercase()).collect();
        laws.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Some(Self { library, plain: library.klarspraak()?, own: library.ordliste(), laws, spellers })
    }

    fn spell(&self, sentences: &[Sentence], maalform: Maalform, found: &mut Vec<Finding>) {
        let Some(speller) = &self.spellers[maalform as usize] else { return };
        for word in sentences.iter().flatten().filter(|word| !self.plain.forklart.contains(&word.text)) {
            let Some(unknown) = speller.unknown(word, &self.own, maalform) else { continue };
            let message = format!("«{unknown}» står ikke i ordboka for {}", maalform.name());
            let near = speller.suggest(&unknown).map(|near| format!("mente du «{near}»? Hvis ordet er riktig, "));
            let hint = format!("{}før det opp i {WORDS}", near.unwrap_or_else(|| "rett det, eller ".to_owned()));
            found.push(Finding::at(word, Regel::Spelling, Some(unknown), message, hint));
        }
    }

    /// A whole text against the limits; a short one has too few sentences for an average.
    fn weigh(&self, prose: &Prose, weight: Weight, found: &mut Vec<Finding>) {
        let maal = self.plain.maal;
        if weight.words < maal.kort_tekst {
            return;
        }
        let mut heavy = |regel: Regel, what: &str, is: usize, most: usize, hint: &str| {
            if is > 10 * most {
                let message = format!("{what} {}. Grensen er {most}", tenths(is));
                let (line, hint) = (prose.first_line, hint.to_owned());
                found.push(Finding { regel, line, column: 1, word: None, message, hint });
            }
        };
        let hint = "bruk kortere ord og setninger";
        heavy(Regel::Lix, "Teksten har lix", weight.lix_tenths(), maal.lix, hint);
        let hint = "del de lengste setningene";
        heavy(Regel::Average, "Antall ord per setning er", weight.average_tenths(), maal.ord_per_setning, hint);
    }

    fn excepted(&self, finding: &Finding, prose: &Prose) -> bool {
        let word = finding.word.as_ref().map(|word| word.to_lowercase());
        self.plain.unntak.iter().any(|it| {
            it.regel == finding.regel.name()
                && it.tekst.as_ref().is_none_or(|id| prose.id == *id)
                && it.ord.as_ref().is_none_or(|ord| word.as_ref().is_some_and(|word| word == ord))
        })
    }

    fn problem(&self, finding: Finding, prose: &Prose) -> Problem {
        let mut place = self.library.place_at(&prose.path, finding.line);
        place.column = prose.columns.then_some(finding.column);
        Problem::error(finding.regel.code(), place, finding.message).hint(finding.hint)
    }

    /// The words of the jurist's plain list, which `kontroller` warns of without a column.
    fn words(&self, prose: &Prose, problems: &mut Vec<Problem>) {
        let phrases = self.library.ord();
        let phrases = phrases.iter().filter(|word| word.path == PLAIN && word.tekster != Alvor::Ingenting);
        for phrase in phrases {
            for (line, text) in (prose.first_line..).zip(prose.body.lines()) {
                let Some(found) = phrase.found_in(&crate::texts::ord::ready(&sources::without_gaps(text))) else {
                    continue;
                };
                let message = format!("«{found}» er et ord leseren ikke trenger");
                let mut place = self.library.place_at(&prose.path, line);
                place.column = column_of(text, found).filter(|_| prose.columns);
                problems.push(Problem::error("TEKST-043", place, message).hint(phrase.hint(prose.maalform)));
            }
        }
    }

    fn line(&self, weight: Weight, path: &str) -> String {
        let short = weight.words < self.plain.maal.kort_tekst;
        let lix = if short { "  –".to_owned() } else { tenths(weight.lix_tenths()) };
        let average = tenths(weight.average_tenths());
        let path = self.library.place(path).file;
        format!("{:>4} ord  snitt {average:>4}  lengst {:>2}  lix {lix:>4}  {path}", weight.words, weight.longest)
    }
}

/// The column, from 1 in characters, where a phrase in small letters stands; nothing when spaces differ within it.
fn column_of(line: &str, phrase: &str) -> Option<u32> {
    let small = line.to_lowercase().replace('\u{a0}', " ");
    let before = &small[..small.find(phrase)?];
    u32::try_from(before.chars().count() + 1).ok()
}

#[cfg(test)]
mod tests;
