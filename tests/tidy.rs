//! The house rules that a machine can see. A rule that fails names the file and the line.

#[path = "tidy/source.rs"]
mod source;

use source::{SourceFile, sources};

type Rule = fn(&[SourceFile]) -> Vec<String>;

/// Each rule, with a file that breaks it: its path and its text; none for one long function.
const RULES: [(&str, Rule, &str, &str); 11] = [
    ("length of files", no_file_is_longer_than_300_lines, "src/x.rs", ""),
    ("length of functions", no_function_is_longer_than_70_lines, "src/x.rs", ""),
    ("modules say what they are", every_module_says_what_it_is, "src/x.rs", "fn f() {}\n"),
    ("no law in code", code_never_states_law, "src/x.rs", "const A: &str = \"innen 4 uker\";\n"),
    ("no panic", the_product_does_not_panic_on_purpose, "src/x.rs", "fn f() { g().unwrap() }\n"),
    ("nothing for later", nothing_is_left_for_later, "src/x.rs", concat!("// TO", "DO: later\n")),
    ("homes of libraries", each_outside_library_has_one_home, "src/sak/x.rs", "use {\n    lettre::Message,\n};\n"),
    (
        "rooms",
        rooms_look_only_backwards,
        "src/sak/x.rs",
        "use crate::{\n    problem::Problem,\n    texts::{library::Library, ord},\n};\n",
    ),
    ("ground floor", the_ground_floor_imports_nothing_from_the_house, "src/disk.rs", "use crate::{sak, problem};\n"),
    ("disk and clock", only_disk_touches_files_and_only_the_clock_reads_time, "src/sak/x.rs", "use std::{io, fs};\n"),
    (
        "letters see no clock",
        a_letter_and_its_receipt_never_see_the_clock,
        "src/letter/x.rs",
        "use crate::{clock, problem};\n",
    ),
];

#[test]
fn the_house_keeps_its_rules() {
    let files = sources();
    let found: Vec<String> = RULES.iter().flat_map(|(_, rule, ..)| rule(&files)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_rule_can_fail_and_does_not_when_all_is_well() {
    let good = "//! A module.\n\nuse crate::{problem::Problem, personal};\n\nfn f(\n    a: u8,\n) -> u8 {\n    a\n}\n\n#[cfg(test)]\nmod tests { fn g() { h().unwrap() } }\n";
    for (name, rule, path, bad) in RULES {
        let file = |text: &str| [SourceFile { path: path.into(), text: text.into() }];
        let long = format!("//! A module.\n\nfn f(\n    a: u8,\n) -> u8 {{\n{}    a\n}}\n", "    g();\n".repeat(300));
        let bad = if bad.is_empty() { &long } else { bad };
        assert!(!rule(&file(bad)).is_empty(), "{name} passes a bad file");
        assert_eq!(rule(&file(good)), Vec::<String>::new(), "{name} stops a good file");
    }
}

fn no_file_is_longer_than_300_lines(files: &[SourceFile]) -> Vec<String> {
    let long = |file: &SourceFile| {
        let lines = file.text.lines().count();
        (lines > 300).then(|| format!("{} has {lines} lines: find the second idea and name it", file.path))
    };
    files.iter().filter_map(long).collect()
}

fn no_function_is_longer_than_70_lines(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        // A function begins with `fn`, also when its parameters stand on lines of their own, and ends with a brace
        // at the same indent.
        let mut start: Option<(usize, usize)> = None;
        for (number, line) in file.text.lines().enumerate().map(|(index, line)| (index + 1, line)) {
            let code = line.trim_start();
            let indent = line.len() - code.len();
            let begins = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "const fn ", "pub const fn "];
            if start.is_none() && begins.iter().any(|it| code.starts_with(it)) && !code.ends_with(['}', ';']) {
                start = Some((number, indent));
            }
            if let Some((first, at)) = start
                && indent == at
                && (code == "}" || code.ends_with(");"))
            {
                if code == "}" && number - first > 70 {
                    found.push(format!("{}:{first}: a function of {} lines", file.path, number - first));
                }
                start = None;
            }
        }
    }
    found
}

fn every_module_says_what_it_is(files: &[SourceFile]) -> Vec<String> {
    let silent = |file: &SourceFile| (!file.text.starts_with("//!")).then(|| file.path.clone());
    files.iter().filter_map(silent).collect()
}

fn code_never_states_law(files: &[SourceFile]) -> Vec<String> {
    // A section number, a number of weeks in words or digits, or an authority, within quotation marks.
    let states_law = |text: &str| {
        let section = text.match_indices('§').any(|(at, sign)| {
            text[at + sign.len()..]
                .trim_start_matches([' ', '\u{a0}', '§'])
                .starts_with(|next: char| next.is_ascii_digit())
        });
        let weeks = ["uke", "veke"].iter().any(|unit| {
            let counts = ["to", "tre", "fire", "seks"].iter().any(|count| text.contains(&format!("{count} {unit}")));
            counts
                || text
                    .match_indices(&format!(" {unit}"))
                    .any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()))
        });
        section || weeks || ["Statsforvalt", "Fylkesmann", "ombudet"].iter().any(|name| text.contains(name))
    };
    assert!(states_law("hol § 3-2") && states_law("innen 4 uker") && !states_law("2,5 timer i uka"));
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code() {
            if line.split('"').skip(1).step_by(2).any(states_law) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    found
}

fn the_product_does_not_panic_on_purpose(files: &[SourceFile]) -> Vec<String> {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    found
}

fn nothing_is_left_for_later(files: &[SourceFile]) -> Vec<String> {
    let words = ["TODO", "FIXME", "XXX", "HACK"];
    let mut found = Vec::new();
    for file in files {
        for (index, line) in file.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
            }
        }
    }
    found
}

fn each_outside_library_has_one_home(files: &[SourceFile]) -> Vec<String> {
    let homes: [(&str, &[&str]); 20] = [
        ("serde_yaml::", &["src/yaml.rs", "src/yaml/"]),
        ("handlebars::", &["src/texts/gaps", "src/letter/fill"]),
        ("pulldown_cmark::", &["src/letter/markdown/"]),
        ("typst", &["src/typeset/"]),
        ("lettre::", &["src/deliver/email"]),
        ("rustls::", &["src/deliver/email"]),
        ("secrecy::", &["src/deliver/email"]),
        ("lopdf::", &["src/deliver/print", "src/deliver/locked"]),
        ("rusqlite::", &["src/deliver/journal"]),
        ("quick_xml::", &["src/deliver/arkivmelding", "src/deliver/answers"]),
        ("schemars::", &["src/sak/", "src/language.rs"]),
        ("clap::", &["src/cli/"]),
        ("clap_complete::", &["src/cli/"]),
        ("clap_mangen::", &["src/cli/"]),
        ("similar::", &["src/workbench/"]),
        ("tiny_http::", &["src/workbench/preview"]),
        ("notify::", &["src/workbench/preview"]),
        ("spellbook::", &["src/workbench/plain"]),
        ("strsim::", &["src/suggest"]),
        ("open::", &["src/cli/"]),
    ];
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        let imports = file.imports();
        let imports = imports.iter().map(|(number, path)| (*number, format!("use {path}")));
        for (number, line) in file.code().map(|(number, line)| (number, line.to_owned())).chain(imports) {
            for (library, home) in homes {
                let used =
                    line.contains(&format!("use {library}")) || (library.ends_with("::") && line.contains(library));
                if used && !home.iter().any(|place| file.path.starts_with(place)) {
                    found.push(format!("{}:{number}: {library} belongs in {}", file.path, home.join(", ")));
                }
            }
        }
    }
    found
}

fn rooms_look_only_backwards(files: &[SourceFile]) -> Vec<String> {
    let rooms = ["sak", "texts", "letter", "typeset", "deliver"];
    let upstairs = ["pipeline", "batch", "confirm", "report", "send", "cli", "check", "workbench", "new_case"];
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        let Some(own) = rooms.iter().position(|room| file.path.starts_with(&format!("src/{room}/"))) else { continue };
        for (number, known) in file.known() {
            if rooms[own + 1..].iter().chain(&upstairs).any(|room| *room == known) {
                found.push(format!("{}:{number}: {} knows {known}", file.path, rooms[own]));
            }
        }
    }
    found
}

fn the_ground_floor_imports_nothing_from_the_house(files: &[SourceFile]) -> Vec<String> {
    let ground = ["src/problem.rs", "src/language.rs", "src/personal.rs", "src/clock.rs", "src/disk.rs", "src/yaml.rs"];
    let rooms = ["sak", "texts", "letter", "typeset", "deliver", "pipeline", "cli"];
    let mut found = Vec::new();
    for file in files.iter().filter(|file| ground.contains(&file.path.as_str())) {
        for (number, known) in file.known().into_iter().filter(|(_, known)| rooms.contains(&known.as_str())) {
            found.push(format!("{}:{number}: knows {known}", file.path));
        }
    }
    found
}

fn only_disk_touches_files_and_only_the_clock_reads_time(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        let imports = file.imports();
        for (number, line) in file.code().chain(imports.iter().map(|(number, path)| (*number, path.as_str()))) {
            let files = line.contains("std::fs") || line.contains("File::open") || line.contains("fs::read");
            let time = line.contains("SystemTime") || line.contains("Instant::now") || line.contains("Zoned::now");
            if files && !file.path.starts_with("src/disk") {
                found.push(format!("{}:{number}: files belong in disk.rs", file.path));
            }
            if time && file.path != "src/clock.rs" {
                found.push(format!("{}:{number}: time belongs in clock.rs", file.path));
            }
        }
    }
    found
}

fn a_letter_and_its_receipt_never_see_the_clock(files: &[SourceFile]) -> Vec<String> {
    let blind = ["src/sak/", "src/texts/", "src/letter/", "src/typeset/", "src/deliver/receipt", "src/pipeline.rs"];
    let sees = |file: &SourceFile| {
        blind.iter().any(|place| file.path.starts_with(place)) && file.known().iter().any(|(_, known)| known == "clock")
    };
    let product = files.iter().filter(|file| !file.is_test());
    product.filter(|file| sees(file)).map(|file| file.path.clone()).collect()
}
