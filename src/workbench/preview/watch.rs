//! Saves in the library and the case files.
//!
//! Comes in: folders and files. Goes out: one call for each burst of saves. Reads nothing.
//! What changed does not matter, only that something did.

use crate::problem::{Cause, Place, Problem};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long it must be quiet before a burst of saves is over.
const QUIET: Duration = Duration::from_millis(30);
/// How many times a burst may go on before it counts as over.
const LONGEST: usize = 20;

/// Calls `changed` after every burst of saves in the folders and of the files, as long as the watcher lives.
///
/// # Errors
/// FIL-042 when the system cannot tell of saves.
pub fn watch(
    folders: &[PathBuf],
    files: &[PathBuf],
    changed: impl Fn() + Send + 'static,
) -> Result<RecommendedWatcher, Problem> {
    let (told, bursts) = channel();
    // Events name whole paths, so what is watched must too.
    let whole = |path: &PathBuf| std::path::absolute(path).map_err(|_| no_watch(path));
    let folders = folders.iter().map(whole).collect::<Result<Vec<_>, _>>()?;
    let files = files.iter().map(whole).collect::<Result<Vec<_>, _>>()?;
    let (inside, named) = (folders.clone(), files.clone());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event, &inside, &named)) {
            // Nobody listens when the program ends.
            let _ = told.send(());
        }
    })
    .map_err(|_| no_watch(Path::new("")))?;
    for folder in &folders {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|_| no_watch(folder))?;
    }
    for file in &files {
        // Editors put a new file in the old one's place, so the folder is watched.
        watcher.watch(folder_of(file), RecursiveMode::NonRecursive).map_err(|_| no_watch(file))?;
    }
    std::thread::spawn(move || follow(&bursts, changed));
    Ok(watcher)
}

fn follow(bursts: &Receiver<()>, changed: impl Fn()) {
    while bursts.recv().is_ok() {
        let more = |_: &usize| bursts.recv_timeout(QUIET).is_ok();
        (0..LONGEST).take_while(more).count();
        changed();
    }
}

/// A change of a watched file; reading does not count, and neither do the hidden files of editors.
fn matters(event: &Event, folders: &[PathBuf], files: &[PathBuf]) -> bool {
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let known = |path: &PathBuf| {
        !hidden(path) && (folders.iter().any(|folder| path.starts_with(folder)) || files.contains(path))
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(known)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn no_watch(path: &Path) -> Problem {
    let place = Place::file(path.display().to_string());
    Problem::error("FIL-042", place, "Maskinen kan ikke si fra når filer blir lagret")
        .caused_by(Cause::Surroundings)
        .hint("lukk andre programmer som følger med på mange filer, og prøv igjen")
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind};

    #[test]
    fn saves_of_watched_files_count_and_nothing_else() {
        let (folders, files) = ([PathBuf::from("/t/legal-texts")], [PathBuf::from("/sak.yaml")]);
        let event = |kind, path: &str| Event { kind, paths: vec![path.into()], attrs: Default::default() };
        let create = EventKind::Create(CreateKind::File);
        let counts = |event| matters(&event, &folders, &files);
        assert!(counts(event(create, "/t/legal-texts/klage/2024-06-01.nb.md")));
        assert!(counts(event(create, "/sak.yaml")));
        assert!(!counts(event(create, "/annen.yaml")) && !counts(event(create, "/t/legal-texts/.x.swp")));
        assert!(!counts(event(EventKind::Access(AccessKind::Any), "/t/legal-texts/a.md")));
    }
}
