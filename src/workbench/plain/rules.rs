//! What makes a sentence hard to read, sentence by sentence.
//!
//! Comes in: sentences and the jurist's lists. Goes out: findings with word, place and suggestion.
//! Knows no word of its own but «jf.» and the joints of a sentence: endings, verbs and terms are in the jurist's file.

use super::sentences::{Sentence, Word};
use super::signs::GAP;
use super::{Finding, Regel};
use crate::language::Maalform;
use crate::texts::klarspraak::{Klarspraak, Passiv};

/// Everything that the rules find in the sentences of one text.
pub(super) fn judge(sentences: &[Sentence], plain: &Klarspraak, maalform: Maalform, found: &mut Vec<Finding>) {
    for sentence in sentences {
        length(sentence, plain, found);
        passive(sentence, plain.passiv(maalform), found);
        heavy(sentence, plain, maalform, found);
        double_negation(sentence, plain.nektinger(maalform), found);
        references(sentence, found);
        abbreviations(sentence, plain, found);
    }
}

fn length(sentence: &Sentence, plain: &Klarspraak, found: &mut Vec<Finding>) {
    let most = plain.maal.lengste_setning;
    if sentence.len() > most {
        let message = format!("Setningen har {} ord. Grensen er {most}", sentence.len());
        found.push(Finding::at(&sentence[0], Regel::LongSentence, None, message, "del den i to, med én tanke i hver"));
    }
}

fn passive(sentence: &Sentence, passive: &Passiv, found: &mut Vec<Finding>) {
    let ends = |word: &str, endings: &[String]| {
        endings.iter().any(|ending| word.strip_suffix(ending.as_str()).is_some_and(|stem| stem.chars().count() > 1))
    };
    for (at, word) in sentence.iter().enumerate() {
        let small = word.small();
        let by_itself = ends(&small, &passive.endelser) && !passive.ikke.contains(&small);
        let by_verb =
            passive.hjelpeverb.contains(&small).then(|| participle(&sentence[at..], passive, &ends)).flatten();
        if let Some(phrase) = by_verb.or_else(|| by_itself.then(|| word.text.clone())) {
            let message = format!("«{phrase}» sier ikke hvem som gjør det");
            let hint = "skriv hvem som gjør det: «vi …», «du …» eller «kommunen …»";
            found.push(Finding::at(word, Regel::Passive, Some(phrase), message, hint));
        }
    }
}

/// The verb at the beginning and the participle after it, with at most one word between them.
fn participle(words: &[Word], passive: &Passiv, ends: &dyn Fn(&str, &[String]) -> bool) -> Option<String> {
    let at = if passive.imellom.contains(&words.get(1)?.small()) { 2 } else { 1 };
    let last = words.get(at)?;
    let small = last.small();
    let is_participle = ends(&small, &passive.partisipp) && !passive.ikke.contains(&small);
    let joined = || words[..=at].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    (is_participle && words[1..=at].iter().all(|word| !word.after_break)).then(joined)
}

fn heavy(sentence: &Sentence, plain: &Klarspraak, maalform: Maalform, found: &mut Vec<Finding>) {
    let endings = plain.tunge_endelser(maalform);
    let is_heavy = |word: &&Word| {
        let small = word.small();
        small.chars().count() > 7 && endings.iter().any(|ending| small.ends_with(ending.as_str()))
    };
    let heavy: Vec<&Word> = sentence.iter().filter(is_heavy).collect();
    if heavy.len() > plain.maal.tunge_ord {
        let words = heavy.iter().map(|word| format!("«{}»", word.text)).collect::<Vec<_>>().join(", ");
        let message = format!("Setningen har {} tunge substantiv: {words}", heavy.len());
        found.push(Finding::at(
            heavy[0],
            Regel::Heavy,
            None,
            message,
            "bruk verb: «vi vurderer», ikke «en vurdering av»",
        ));
    }
}

fn double_negation(sentence: &Sentence, negations: &[String], found: &mut Vec<Finding>) {
    let mut before: Option<&Word> = None;
    for word in sentence {
        if word.after_break || ["og", "eller", "men", "som", "når", "at"].contains(&word.small().as_str()) {
            before = None;
        }
        if negations.contains(&word.small()) {
            if let Some(first) = before {
                let phrase = format!("{} … {}", first.text, word.text);
                let message = format!("«{phrase}» nekter to ganger");
                found.push(Finding::at(
                    first,
                    Regel::DoubleNegation,
                    Some(phrase),
                    message,
                    "si det som er, ikke det som ikke er",
                ));
            }
            before = Some(word);
        }
    }
}

fn references(sentence: &Sentence, found: &mut Vec<Finding>) {
    let refers = |word: &&Word| ["jf", "jfr", "jamfør"].contains(&word.small().as_str());
    let mut words = sentence.iter().filter(refers);
    if let (Some(first), Some(_)) = (words.next(), words.next()) {
        let message = "Setningen viser videre flere ganger («jf. … jf. …»)";
        found.push(Finding::at(
            first,
            Regel::References,
            None,
            message,
            "nevn bare regelen det gjelder; resten står i regeltabellen",
        ));
    }
}

/// Words in capitals, and words with full stops inside, that nobody has explained.
fn abbreviations(sentence: &Sentence, plain: &Klarspraak, found: &mut Vec<Finding>) {
    for word in sentence.iter().filter(|word| !word.text.contains(GAP)) {
        let letters = word.text.chars().filter(|letter| letter.is_alphabetic());
        let capitals = letters.clone().filter(|letter| letter.is_uppercase()).count();
        let in_capitals = capitals > 1 && capitals == letters.clone().count() && word.text.chars().count() < 7;
        let dotted =
            word.text.contains('.') && letters.count() > 1 && !word.text.contains('@') && word.text.chars().count() < 8;
        let known = plain.forklart.iter().any(|known| known.trim_end_matches('.') == word.text);
        if (in_capitals || dotted) && !known {
            let message = format!("«{}» er en forkortelse som ikke er forklart", word.text);
            let hint = "skriv ordet helt ut, eller før det opp under «forklart»";
            found.push(Finding::at(word, Regel::Unexplained, Some(word.text.clone()), message, hint));
        }
    }
}

/// Terms that the same text does not explain; a line of a table has no room for it.
pub(super) fn terms(sentences: &[Sentence], plain: &Klarspraak, maalform: Maalform, found: &mut Vec<Finding>) {
    let lower = |sentence: &Sentence| sentence.iter().map(Word::small).collect::<Vec<_>>().join(" ");
    let whole = sentences.iter().map(lower).collect::<Vec<_>>().join(" ");
    for term in &plain.faguttrykk {
        if term.forklart_med.iter().any(|words| whole.contains(words.as_str())) {
            continue;
        }
        let uses = |word: &&Word| term.finn.iter().any(|beginning| word.small().starts_with(beginning.as_str()));
        if let Some(word) = sentences.iter().flatten().find(uses) {
            let message = format!("«{}» er et faguttrykk som teksten ikke forklarer", word.text);
            let hint = format!("skriv «{}»", term.bruk.get(maalform));
            found.push(Finding::at(word, Regel::Unexplained, Some(word.text.clone()), message, hint));
        }
    }
}
