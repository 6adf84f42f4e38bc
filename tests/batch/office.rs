//! An office with an approved library, invented cases and a folder of its own for each test.

use crate::{approved, municipality};
use municipality::FAERDER_2024;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use vedtaksbrev::batch::{self, Outcome, Settings, shard::Shard};
use vedtaksbrev::deliver::journal::key::OfficeKey;
use vedtaksbrev::deliver::receipt::sha256;
use vedtaksbrev::disk::{Disk, RealDisk};
use vedtaksbrev::pipeline::House;
use vedtaksbrev::problem::Problem;
use vedtaksbrev::texts::library::Library;

/// The approved library, written once for all tests.
pub static LIBRARY: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    approved::write(folder.path());
    folder
});

pub static HOUSE: LazyLock<House> =
    LazyLock::new(|| House::new(Library::open(&RealDisk, LIBRARY.path()).unwrap()).unwrap());

pub struct Office {
    pub folder: tempfile::TempDir,
}

impl Office {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// An office whose disk is the machine's memory, for tests that sync again and again.
    pub fn in_memory() -> Self {
        Self { folder: tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes so many decisions of a town as one case a file, and gives the folder.
    pub fn cases(&self, decisions: u64) -> PathBuf {
        let input = self.path("inn");
        fs::create_dir_all(&input).unwrap();
        for (number, case) in municipality::year(&FAERDER_2024.scaled(decisions), 1).iter().enumerate() {
            fs::write(input.join(format!("{number:04}.json")), case.to_string()).unwrap();
        }
        input
    }

    pub fn settings(&self, input: &Path, out: &str) -> Settings {
        Settings {
            input: input.to_owned(),
            folder: self.path(out),
            threads: 2,
            shard: Shard::WHOLE,
            resume: false,
            rehearsal: false,
            drafts: false,
            copies: true,
            packages: Vec::new(),
            silent: true,
        }
    }

    pub fn run(&self, settings: &Settings) -> Outcome {
        self.try_run(&RealDisk, settings).unwrap_or_else(|problem| panic!("{problem}"))
    }

    pub fn try_run(&self, disk: &dyn Disk, settings: &Settings) -> Result<Outcome, Problem> {
        batch::run(&HOUSE, disk, &OfficeKey::new([7; 32]), settings, &AtomicBool::new(false))
    }
}

/// The letters and receipts of a run, by name, with their hash.
pub fn letters(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let released = files.filter(|it| {
        let name = it.file_name().into_string().unwrap();
        name.ends_with(".pdf") || name.ends_with(".kvittering.json")
    });
    released.map(|it| (it.file_name().into_string().unwrap(), sha256(&fs::read(it.path()).unwrap()))).collect()
}

pub fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.problems.iter().map(|problem| problem.code).collect()
}
