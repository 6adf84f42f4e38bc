//! kill -9 at any moment, again and again, over one long batch.

use crate::faults::{journaled, program};
use crate::municipality::Dice;
use crate::office::{Office, letters};
use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

/// Every so many kills wait for letters, and hit the program while it names, syncs and commits them.
const AT_WORK: usize = 4;

/// Waits as long as it takes, at most `longest` milliseconds; every now and then until the run has released a letter.
fn wait(child: &mut Child, folder: &Path, dice: &mut Dice, (kills, longest): (usize, usize)) {
    let letters = || fs::read_dir(folder).map_or(0, |all| all.filter(|it| is_letter(it.as_ref().unwrap())).count());
    let before = letters();
    if kills % AT_WORK == 0 {
        while letters() == before && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(dice.below(60) as u64));
    } else {
        std::thread::sleep(Duration::from_millis(20 + dice.below(longest) as u64));
    }
}

fn is_letter(entry: &fs::DirEntry) -> bool {
    entry.path().extension().is_some_and(|ending| ending == "pdf")
}

/// Kills so many times at random moments, and completes the run each time. A batch that is complete before the kills
/// are used up is compared and begun anew, so that every kill hits a run.
fn killed(times: usize, decisions: u64, longest: usize) {
    let office = Office::new();
    let input = office.cases(decisions);
    let whole = office.settings(&input, "helt");
    assert_eq!(office.run(&whole).counts.feilet, 0);
    let (expected, rows) = (letters(&whole.folder), journaled(&whole.folder));
    assert!(!expected.is_empty());
    let (mut dice, mut kills, mut batches, start) = (Dice::new(times as u64), 0, 0, Instant::now());
    while kills < times {
        let (out, before) = (format!("ut{batches}"), kills);
        loop {
            let said = fs::File::create(office.path("sagt")).unwrap();
            let mut child = program(&office, &input, &out).stderr(said).spawn().unwrap();
            if kills < times {
                wait(&mut child, &office.path(&out), &mut dice, (kills, longest));
            }
            // Only a kill that finds the program at work counts.
            let hit = kills < times && child.try_wait().unwrap().is_none();
            if hit {
                child.kill().unwrap();
                kills += 1;
            }
            let done = child.wait().unwrap().success();
            for fil in journaled(&office.path(&out)) {
                assert!(office.path(&out).join(&fil).exists(), "a row without its letter after {kills} kills: {fil}");
            }
            if done {
                break;
            }
            let said = fs::read_to_string(office.path("sagt")).unwrap();
            assert!(hit, "the run failed without being killed, after {kills} kills: {said}");
        }
        let folder = office.path(&out);
        assert!(letters(&folder) == expected, "after {kills} kills");
        assert_eq!(journaled(&folder), rows);
        let names = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        assert_eq!(names.filter(|name| name.starts_with(".vedtaksbrev-")).count(), 0, "unfinished files are removed");
        println!("batch {batches}: {} kills, {} letters, {:?} in all", kills - before, rows.len(), start.elapsed());
        fs::remove_dir_all(folder).unwrap();
        batches += 1;
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_completed_to_the_same_letters() {
    killed(8, 120, 1_200);
}

#[test]
#[ignore = "several minutes; CI runs it with --ignored"]
fn a_run_that_is_killed_two_hundred_times_is_completed_to_the_same_letters() {
    killed(200, 1_500, 1_000);
}
