//! The house rules that a machine can see. A rule that fails names the file and the line.

use std::fs;
use std::path::{Path, PathBuf};

struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    /// The lines before the file's own tests, numbered from 1.
    fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
    }

    /// The product lines that are code, without comment lines and without what follows `//`.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.product_lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/") || self.path.ends_with("faulty.rs")
    }
}

fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(SourceFile { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 40, "the sources were not found");
    files
}

fn product() -> Vec<SourceFile> {
    sources().into_iter().filter(|file| !file.is_test()).collect()
}

fn report(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_file_is_longer_than_300_lines() {
    let long = |file: SourceFile| {
        let lines = file.text.lines().count();
        (lines > 300).then(|| format!("{} has {lines} lines: find the second idea and name it", file.path))
    };
    report(&sources().into_iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn no_function_is_longer_than_70_lines() {
    let mut found = Vec::new();
    for file in sources() {
        let mut start: Option<(usize, usize)> = None;
        for (number, line) in file.text.lines().enumerate().map(|(index, line)| (index + 1, line)) {
            let indent = line.len() - line.trim_start().len();
            let opens = line.contains("fn ") && line.trim_end().ends_with('{') && !line.trim_start().starts_with("//");
            if opens && start.is_none() {
                start = Some((number, indent));
            }
            if let Some((first, at)) = start
                && indent == at
                && line.trim() == "}"
            {
                if number - first > 70 {
                    found.push(format!("{}:{first}: a function of {} lines", file.path, number - first));
                }
                start = None;
            }
        }
    }
    report(&found);
}

#[test]
fn every_module_says_what_it_is() {
    let silent = |file: SourceFile| (!file.text.starts_with("//!")).then_some(file.path);
    report(&sources().into_iter().filter_map(silent).collect::<Vec<_>>());
}

#[test]
fn code_never_states_law() {
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
    for file in product() {
        for (number, line) in file.code() {
            if line.split('"').skip(1).step_by(2).any(states_law) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    report(&found);
}

#[test]
fn the_product_does_not_panic_on_purpose() {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let mut found = Vec::new();
    for file in product() {
        for (number, line) in file.code() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    report(&found);
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["TODO", "FIXME", "XXX", "HACK"];
    let mut found = Vec::new();
    for file in sources() {
        for (index, line) in file.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
            }
        }
    }
    report(&found);
}

#[test]
fn each_outside_library_has_one_home() {
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
    for file in product() {
        for (number, line) in file.code() {
            for (library, home) in homes {
                let used =
                    line.contains(&format!("use {library}")) || (library.ends_with("::") && line.contains(library));
                if used && !home.iter().any(|place| file.path.starts_with(place)) {
                    found.push(format!("{}:{number}: {library} belongs in {}", file.path, home.join(", ")));
                }
            }
        }
    }
    report(&found);
}

#[test]
fn rooms_look_only_backwards() {
    let rooms = ["sak", "texts", "letter", "typeset", "deliver"];
    let mut found = Vec::new();
    for file in product() {
        let Some(own) = rooms.iter().position(|room| file.path.starts_with(&format!("src/{room}/"))) else { continue };
        for (number, line) in file.code() {
            for later in &rooms[own + 1..] {
                if line.contains(&format!("crate::{later}::")) {
                    found.push(format!("{}:{number}: {} knows {later}", file.path, rooms[own]));
                }
            }
            for upstairs in ["pipeline", "batch", "confirm", "report", "send", "cli", "check"] {
                if line.contains(&format!("crate::{upstairs}")) {
                    found.push(format!("{}:{number}: {} knows {upstairs}", file.path, rooms[own]));
                }
            }
        }
    }
    report(&found);
}

#[test]
fn the_ground_floor_imports_nothing_from_the_house() {
    let ground = [
        "src/problem.rs",
        "src/suggest.rs",
        "src/language.rs",
        "src/personal.rs",
        "src/clock.rs",
        "src/disk.rs",
        "src/yaml.rs",
    ];
    let rooms = ["sak", "texts", "letter", "typeset", "deliver", "pipeline", "cli"];
    let mut found = Vec::new();
    for file in product().into_iter().filter(|file| ground.contains(&file.path.as_str())) {
        for (number, line) in file.code() {
            if rooms.iter().any(|room| line.contains(&format!("crate::{room}"))) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    report(&found);
}

#[test]
fn only_disk_touches_files_and_only_the_clock_reads_time() {
    let mut found = Vec::new();
    for file in product() {
        for (number, line) in file.code() {
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
    report(&found);
}

#[test]
fn a_letter_and_its_receipt_never_see_the_clock() {
    let blind = ["src/sak/", "src/texts/", "src/letter/", "src/typeset/", "src/deliver/receipt", "src/pipeline.rs"];
    let sees = |file: &SourceFile| {
        blind.iter().any(|place| file.path.starts_with(place)) && file.code().any(|(_, line)| line.contains("clock::"))
    };
    report(&product().into_iter().filter(sees).map(|file| file.path).collect::<Vec<_>>());
}

#[test]
fn the_rules_can_fail() {
    let file =
        SourceFile { path: "src/x.rs".into(), text: "fn f() { g().unwrap() }\n#[cfg(test)]\nfn t() {}\n".into() };
    assert_eq!(file.code().count(), 1);
    assert!(file.code().any(|(_, line)| line.contains(".unwrap()")));
}
