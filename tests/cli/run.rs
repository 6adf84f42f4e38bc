//! Runs the binary in a temporary folder, and looks at what it left there.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const FIRST: &str = include_str!("../cases/good/foerste-brev/sak.yaml");

/// What a run said, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A temporary folder to run in.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with the first letter's case as `sak.yaml`.
    pub fn with_first_case() -> Self {
        let desk = Self::new();
        desk.write("sak.yaml", FIRST);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vedtaksbrev"));
        let output = command.args(arguments).current_dir(self.0.path()).env_clear().output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Every file below the desk, hidden ones too, sorted, with `/` between the steps.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk(self.0.path(), self.0.path(), &mut found);
        found.sort();
        found
    }

    pub fn receipt(&self, name: &str) -> Value {
        serde_json::from_slice(&self.read(name)).unwrap()
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            found.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

/// The good cases of the suite, as name and bytes.
pub fn good_cases() -> Vec<(String, Vec<u8>)> {
    cases("good")
}

/// The cases of one kind, as a file name that keeps the ending, and bytes.
pub fn cases(kind: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(kind);
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    let one = |folder: PathBuf| {
        let file =
            ["sak.yaml", "sak.json"].map(|name| folder.join(name)).into_iter().find(|file| file.exists()).unwrap();
        let ending = file.extension().unwrap().to_string_lossy().into_owned();
        (format!("{}.{ending}", folder.file_name().unwrap().to_string_lossy()), fs::read(file).unwrap())
    };
    all.into_iter().map(one).collect()
}
