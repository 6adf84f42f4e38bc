//! A loss of power after every prefix of writes, syncs and renames.

use crate::faults::begun;
use crate::office::{Office, letters};
use std::fs;
use std::io;
use vedtaksbrev::deliver::journal::Journal;
use vedtaksbrev::deliver::receipt::sha256;
use vedtaksbrev::disk::{FaultyDisk, RealDisk};

/// What was not synced is gone: content always, names every other time. The journal is as last committed.
/// Two cases of the input make the same letter, so letters are withdrawn on the way too.
#[test]
fn a_power_loss_after_any_write_sync_or_rename_is_completed_to_the_same_letters() {
    let office = Office::in_memory();
    let input = office.cases(5);
    fs::copy(input.join("0001.json"), input.join("9999.json")).unwrap();
    let whole = office.settings(&input, "helt");
    assert_eq!(office.run(&whole).counts.feilet, 2);
    let expected = letters(&whole.folder);
    let mut finished = 0;
    for step in 1.. {
        let settings = begun(&office, &input, "ut");
        let disk = FaultyDisk::failing_from(step, io::ErrorKind::Other);
        let cut = office.try_run(&disk, &settings);
        finished = step;
        if cut.as_ref().is_ok_and(|outcome| outcome.finished) {
            break;
        }
        disk.lose_power(step % 2 == 0).unwrap();
        // Whatever the journal says is done, is whole and durable.
        for letter in Journal::open_existing(&RealDisk, &settings.folder).unwrap().made_letters().unwrap() {
            let bytes = fs::read(settings.folder.join(&letter.fil)).unwrap_or_default();
            assert_eq!(sha256(&bytes), letter.pdf_sha256, "step {step}: {}", letter.fil);
        }
        let outcome = office.run(&settings);
        assert!(outcome.finished, "step {step}: {:?}", outcome.problems);
        assert!(letters(&settings.folder) == expected, "step {step}");
        let (confirmed, problems) =
            vedtaksbrev::confirm::confirm(&RealDisk, std::slice::from_ref(&settings.folder), None, 1);
        assert_eq!((confirmed.like * 2, problems.len()), (expected.len(), 0), "step {step}: {problems:?}");
        fs::remove_dir_all(&settings.folder).unwrap();
    }
    assert!(finished > 2 * expected.len(), "every step of every letter was the last one once, {finished} in all");
}
