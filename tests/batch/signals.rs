//! The real program as a terminal and an operating system treat it: signals, two at once, and what it shows.

use crate::faults::{journaled, program};
use crate::office::{LIBRARY, Office, letters};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A run that reads cases from a pipe, with the first case already made and noted, and the pipe still open.
fn at_work(office: &Office, lines: &[String], loud: bool) -> Child {
    let mut command = program(office, Path::new("-"), "ut");
    if loud {
        command = without_silence(&command);
    }
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.as_mut().unwrap(), "{}", lines[0]).unwrap();
    let noted = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        office.path("ut/journal.sqlite").exists() && !journaled(&office.path("ut")).is_empty()
    });
    assert!(noted, "the first letter is made while the pipe is open");
    child
}

fn without_silence(command: &Command) -> Command {
    let mut loud = Command::new(command.get_program());
    loud.args(command.get_args().filter(|it| *it != "--stille")).stdout(Stdio::null());
    loud
}

fn lines(office: &Office, decisions: u64) -> Vec<String> {
    let input = office.cases(decisions);
    let mut names: Vec<_> = fs::read_dir(input).unwrap().map(|it| it.unwrap().path()).collect();
    names.sort();
    names.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// Completes the run with all lines on standard input.
fn complete(office: &Office, lines: &[String]) -> Output {
    let mut child = program(office, Path::new("-"), "ut").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn ctrl_c_and_the_systems_wish_to_end_leave_a_run_that_is_completed_on_request() {
    for name in ["-INT", "-TERM", "-HUP"] {
        let office = Office::new();
        let lines = lines(&office, 14);
        office.run(&office.settings(&office.path("inn"), "helt"));
        let mut child = at_work(&office, &lines, false);
        // The pipe stays open: the run ends because it was asked to, not because there is no more.
        let stdin = child.stdin.take();
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{name}: {said}");
        assert!(said.contains("UT-044") && said.contains("--fortsett"), "{name}: {said}");
        drop(stdin);
        let list = fs::read_to_string(office.path("ut/resultat.jsonl")).unwrap();
        assert_eq!(list.lines().count(), 1, "the list tells what was done: {list}");
        assert!(complete(&office, &lines).status.success(), "{name}");
        assert!(letters(&office.path("ut")) == letters(&office.path("helt")), "{name}");
    }
}

#[test]
fn of_two_programs_in_the_same_folder_the_second_is_refused_and_the_first_goes_on() {
    let office = Office::new();
    let lines = lines(&office, 14);
    let mut first = at_work(&office, &lines, false);
    let second = program(&office, &office.path("inn"), "ut").stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(second.status.code() == Some(3) && said.contains("FIL-028"), "{said}");
    let mut stdin = first.stdin.take().unwrap();
    stdin.write_all(lines[1..].join("\n").as_bytes()).unwrap();
    drop(stdin);
    assert!(first.wait().unwrap().success());
    office.run(&office.settings(&office.path("inn"), "helt"));
    assert!(letters(&office.path("ut")) == letters(&office.path("helt")));
}

/// What a run writes to its terminal, which `script` makes.
fn on_a_terminal(office: &Office, options: &str) -> String {
    let tekster = LIBRARY.path().display();
    let (inn, key) = (office.path("inn"), office.path("noekkel"));
    let command = format!(
        "{} --tekster {tekster} bunke {} --ut {} --traader 1 --noekkel {} {options} > /dev/null",
        env!("CARGO_BIN_EXE_vedtaksbrev"),
        inn.display(),
        office.path(&format!("ut{options}")).display(),
        key.display()
    );
    let output = Command::new("script").args(["-qec", &command, "/dev/null"]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_terminal_shows_progress_in_one_line_and_nothing_when_it_is_silenced() {
    let office = Office::new();
    let count = lines(&office, 40).len();
    let shown = on_a_terminal(&office, "");
    let renewed: Vec<&str> = shown.split('\r').filter(|line| line.contains(" i sekundet")).collect();
    assert!(!renewed.is_empty(), "{shown:?}");
    for line in renewed {
        assert!(line.contains(&format!(" av {count} saker, 0 feilet, ")) && line.contains("i sekundet"), "{line:?}");
        assert!(line.ends_with("\x1b[K"), "each renewal clears what was there: {line:?}");
    }
    assert!(shown.contains("\r\x1b[K"), "the line is gone when the run is over");
    assert_eq!(on_a_terminal(&office, "--stille"), "");
}

#[test]
fn without_a_terminal_progress_is_plain_lines_now_and_then() {
    let office = Office::new();
    let lines = lines(&office, 4);
    let mut child = at_work(&office, &lines, true);
    std::thread::sleep(Duration::from_millis(10_500));
    drop(child.stdin.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    let progress: Vec<&str> = said.lines().filter(|line| line.contains(" i sekundet")).collect();
    assert!((1..=3).contains(&progress.len()), "{said}");
    assert!(progress[0].starts_with("1 saker, 0 feilet, ") && !said.contains(['\r', '\x1b']), "{said:?}");
}
