//! Help and wrong usage: in Norwegian, on the right stream, with the right exit code.

use crate::run::Desk;

const COMMANDS: [&[&str]; 27] = [
    &[],
    &["lag"],
    &["kontroller"],
    &["ny"],
    &["bunke"],
    &["status"],
    &["bekreft"],
    &["rapport"],
    &["klage"],
    &["send"],
    &["les-svar"],
    &["lov"],
    &["skjema"],
    &["fullfoering"],
    &["manual"],
    &["tekster"],
    &["tekster", "liste"],
    &["tekster", "vis"],
    &["tekster", "hvor-brukt"],
    &["tekster", "ny"],
    &["tekster", "sammenlign"],
    &["tekster", "virkning"],
    &["tekster", "klarspraak"],
    &["tekster", "forhaandsvis"],
    &["tekster", "publiser"],
    &["tekster", "hent-ut"],
    &["tekster", "godkjenn"],
];

#[test]
fn all_help_is_norwegian_on_standard_output() {
    let desk = Desk::new();
    for command in COMMANDS {
        for flag in ["--hjelp", "--help", "-h"] {
            let run = desk.run(&[command, &[flag]].concat());
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command:?} {flag}");
            assert!(run.stdout.contains("Bruk: vedtaksbrev"), "{}", run.stdout);
            assert!(run.stdout.contains("Eksempel: vedtaksbrev"), "{}", run.stdout);
            for english in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "error",
                "help",
                "Print",
                "default",
                "possible",
                "required",
            ] {
                assert!(!run.stdout.contains(english), "{command:?} {flag}: «{english}»\n{}", run.stdout);
            }
            assert!(!run.stdout.contains("\n\n\n"), "{command:?}\n{}", run.stdout);
        }
    }
    for command in ["lag", "bunke", "kontroller", "ny", "skjema", "tekster"] {
        assert!(desk.run(&["--hjelp"]).stdout.contains(&format!("\n  {command} ")));
    }
}

#[test]
fn every_command_that_is_listed_is_checked_here() {
    let desk = Desk::new();
    for group in [&[][..], &["tekster"]] {
        let help = desk.run(&[group, &["--hjelp"]].concat()).stdout;
        let listed = help.split("Kommandoer:\n").nth(1).unwrap().split("\n\n").next().unwrap();
        let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        for name in names.filter_map(|line| line.split_whitespace().next()) {
            assert!(COMMANDS.contains(&[group, &[name]].concat().as_slice()), "{group:?} {name}");
        }
    }
}

#[test]
fn an_unknown_option_is_refused_in_norwegian_by_every_command() {
    let desk = Desk::new();
    for command in COMMANDS.iter().filter(|command| !command.is_empty()) {
        let run = desk.run(&[command, &["--finnes-ikke"][..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
        assert!(run.stderr.starts_with("feil[BRUK-001]: Valget «--finnes-ikke» finnes ikke\n"), "{}", run.stderr);
        assert!(run.stderr.contains("hint: ") && !run.stderr.contains("error"), "{}", run.stderr);
    }
}

#[test]
fn the_version_is_one_line() {
    let desk = Desk::new();
    for flag in ["--versjon", "--version"] {
        let run = desk.run(&[flag]);
        assert_eq!((run.code, run.stdout), (0, format!("vedtaksbrev {}\n", env!("CARGO_PKG_VERSION"))));
    }
}

#[test]
fn wrong_usage_is_told_in_norwegian_and_gives_2() {
    let desk = Desk::new();
    for (arguments, said) in [
        (&[][..], "Si hva som skal gjøres"),
        (&["tekster"], "Si hva som skal gjøres"),
        (&["lagg", "sak.yaml"], "mente du «lag»?"),
        (&["lag"], "Det mangler noe på kommandolinja: SAK"),
        (&["lag", "sak.yaml", "--utt", "x"], "Valget «--utt» finnes ikke"),
        (&["lag", "sak.yaml", "--ut"], "Verdien til --ut MAPPE mangler"),
        (&["--meldinger", "xml", "lag", "sak.yaml"], "--meldinger kan ikke være det\n  hint: skriv tekst eller json"),
        (
            &["klage", "2026/1", "--mottatt", "2026-01-01", "--utfall", "medhold"],
            "skriv omgjort, delvis-omgjort, stadfestet, opphevet, avvist eller trukket",
        ),
        (&["rapport", "x", "--format", "xml"], "skriv tabell, json, csv eller pdf"),
        (&["rapport", "x", "--maalform", "bokmål"], "--maalform kan ikke være det\n  hint: skriv nb eller nn"),
        (&["bunke", "inn", "--ut", "ut", "--traader", "0"], "skriv et helt tall fra 1"),
        (&["ny", "bpa", "--utfall", "ja"], "skriv innvilget, delvis-innvilget, avslag"),
        (&["ny", "bpa", "--vedtaksdato", "3.12.2026"], "feil[BRUK-023]: --vedtaksdato skal være en dag"),
        (&["lov", "fvl", "27", "--dato", "31.12.2026"], "feil[BRUK-023]: --dato skal være en dag"),
        (&["skjema", "noe"], "se «vedtaksbrev skjema --hjelp»"),
        (&["tekster", "hent-ut"], "se «vedtaksbrev tekster hent-ut --hjelp»"),
        (&["tekster", "godkjenn", "--alle"], "--av NAVN"),
        (&["tekster", "godkjenn", "klage/slik", "--alle", "--av", "Kari"], "kan ikke brukes"),
        (&["lag", "sak.yaml", "--tekster", "ingen-mappe"], "feil[FIL-020]"),
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
        for english in ["error", "Usage", "tip:", "For more", "unexpected", "argument '", "<", "..."] {
            assert!(!run.stderr.contains(english), "{arguments:?}: {}", run.stderr);
        }
    }
    assert_eq!(desk.files(), Vec::<String>::new());
}
