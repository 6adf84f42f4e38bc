//! The same letter gives the same bytes, whatever came before and however many threads there are.

use super::{LAYOUT, LETTERS, layout, pdf, sample};
use std::thread;
use vedtaksbrev::letter::letter::Letter;
use vedtaksbrev::typeset::{Layout, typeset};

fn letters() -> Vec<Letter> {
    LETTERS.iter().map(|name| sample::letter(name)).collect()
}

fn others(count: usize) -> Vec<Letter> {
    let numbered = |number: usize| {
        let mut letter = sample::letter(LETTERS[number % LETTERS.len()]);
        letter.head.address[0] = format!("Prøve Eksempelsen {number}");
        letter.identity = format!("2026/{number:05}/vedtak/2026-11-23/1/soeker");
        letter
    };
    (0..count).map(numbered).collect()
}

fn all(letters: &[Letter], layout: &Layout) -> Vec<Vec<u8>> {
    letters.iter().map(|letter| typeset(letter, layout).unwrap().bytes).collect()
}

#[test]
fn bytes_are_the_same_twice_after_others_and_in_reverse() {
    let letters = letters();
    let first = all(&letters, &LAYOUT);
    assert!(first == all(&letters, &LAYOUT), "the second time");
    others(20).iter().for_each(|letter| drop(pdf(letter)));
    assert!(first == all(&letters, &LAYOUT), "after other letters");
    let mut reversed = letters.clone();
    reversed.reverse();
    let mut bytes = all(&reversed, &LAYOUT);
    bytes.reverse();
    assert!(first == bytes, "in reverse");
    assert!(first == all(&letters, &layout()), "with a layout parsed again");
}

#[test]
fn bytes_are_the_same_from_one_thread_and_from_two() {
    let letters = letters();
    let alone = all(&letters, &LAYOUT);
    let both: Vec<Vec<Vec<u8>>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(|| all(&letters, &LAYOUT))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(both.iter().all(|bytes| *bytes == alone));
}

#[test]
fn bytes_do_not_depend_on_the_cache_age() {
    let mut letters = letters();
    letters.extend(others(6));
    let ages = [0, 5, 50].map(|age| all(&letters, &layout().with_cache_age(age)));
    assert!(ages[0] == ages[1] && ages[1] == ages[2]);
}

#[test]
fn bytes_do_not_depend_on_the_order_of_the_files() {
    let mut files = super::files();
    files.reverse();
    let reversed = Layout::from_files(files).unwrap();
    let letter = sample::letter("lange-navn.nb");
    assert!(pdf(&letter).bytes == typeset(&letter, &reversed).unwrap().bytes);
}

#[test]
fn a_letter_that_fails_leaves_no_trace_in_the_next() {
    let letter = sample::letter("en-side.nb");
    let before = pdf(&letter).bytes;
    let mut broken = letter.clone();
    broken.head.sender = "finnes-ikke".into();
    assert!(typeset(&broken, &LAYOUT).is_err());
    assert!(before == pdf(&letter).bytes);
}

#[test]
fn identity_alone_changes_the_identifier_and_nothing_on_the_page() {
    let letter = sample::letter("en-side.nb");
    let mut other = letter.clone();
    other.identity.push_str("-2");
    let (one, two) = (pdf(&letter).bytes, pdf(&other).bytes);
    assert!(one != two);
    let differing = one.iter().zip(&two).filter(|(a, b)| a != b).count();
    assert!(one.len() == two.len() && differing < 120, "{differing} bytes differ");
}
