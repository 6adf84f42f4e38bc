//! An hourly amount that a caseworker has typed, against the one that the letter prints.
//!
//! Comes in: the texts of a line that has `stoenad`. Goes out: TEKST-167. Never repeats the amount.
//! Reads only «… kroner for hver time» and its like; what is paid for several hours together is not compared.

use super::select::Selection;
use crate::problem::Problem;
use crate::sak::sak::Sak;

/// Notes the texts of a line that name another amount for an hour than the line's own.
pub(super) fn check(selection: &mut Selection<'_>, sak: &Sak) {
    for (index, line) in sak.tjenester.iter().enumerate() {
        let Some(stoenad) = &line.stoenad else { continue };
        let line = format!("tjenester[{index}].");
        let texts = selection.tree.texts().filter(|(path, _)| path.starts_with(&line));
        let wrong = texts.filter(|(_, text)| hourly(text).into_iter().any(|kroner| kroner != stoenad.timesats));
        let paths: Vec<String> = wrong.map(|(path, _)| path).collect();
        for path in paths {
            let message = "Teksten har en annen timesats enn «timesats» under stoenad";
            let hint = "skriv den samme, eller ta den bort her. Brevet skriver timesatsen selv";
            let place = selection.tree.place(&path);
            selection.problems.push(Problem::warning("TEKST-167", place, message).hint(hint));
        }
    }
}

/// The amounts for one hour that a text names, in kroner.
fn hourly(text: &str) -> Vec<u32> {
    let words: Vec<String> = text.split(|c: char| c.is_whitespace() || c == '/').map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let money = |word: &str| matches!(word.trim_end_matches('.'), "kroner" | "kr");
    let hour = |word: &&str| matches!(word.trim_end_matches(['.', ',', ';', ':', '!', ')']), "time" | "timen");
    let ends = |word: &str| word.ends_with(['.', '!', '?', ':', ';']) && word != "kr.";
    let mut found = Vec::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| money(word)) {
        let sentence = words[at..].iter().position(|word| ends(word)).map_or(words.len(), |last| at + last + 1);
        if words[at + 1..sentence.min(at + 1 + LOOK_AHEAD)].iter().any(hour) {
            found.extend(number_before(&words[..at]));
        }
    }
    found
}

/// How many words may stand from «kroner» to «time»: «for hver hele time».
const LOOK_AHEAD: usize = 4;

/// The whole number that ends the words: «230», or «1 230» in two words.
fn number_before(words: &[&str]) -> Option<u32> {
    let digits = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let last = words.last().filter(|word| digits(word))?;
    let thousands = words.iter().rev().nth(1).filter(|word| digits(word) && last.len() == 3);
    format!("{}{last}", thousands.copied().unwrap_or_default()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hourly_amount_is_read_in_the_ways_it_is_written() {
        assert_eq!(hourly("Du får 230 kroner for hver time. Pengene kommer den 12."), [230]);
        assert_eq!(hourly("Du får 230 kroner i timen, og 1\u{a0}230 kr per time i helgene."), [230, 1230]);
        assert_eq!(hourly("230 kr/time"), [230]);
        assert_eq!(hourly("Du får 4 600 kroner i måneden for 20 timer."), Vec::<u32>::new());
        assert_eq!(hourly("Du betaler 230 kroner. For hver time får du kvittering."), Vec::<u32>::new());
        assert_eq!(hourly("Noen kroner for hver time"), Vec::<u32>::new());
    }
}
