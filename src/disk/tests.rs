//! Tests of the door to the disk: bounds, links, and what is left after every fault.

use super::*;
use crate::problem::exit_code;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_written_file_is_read_back_and_listed_in_order() {
    let folder = tempfile::tempdir().unwrap();
    RealDisk.create_dir(&folder.path().join("b/c")).unwrap();
    RealDisk.write(&folder.path().join("b/c/to.md"), b"2").unwrap();
    RealDisk.write(&folder.path().join("a.md"), b"1").unwrap();
    RealDisk.write(&folder.path().join("a.md"), b"11").unwrap();
    RealDisk.write(&folder.path().join(".skjult"), b"x").unwrap();
    let tree = RealDisk.read_tree(folder.path(), 3).unwrap();
    assert_eq!(tree, [("a.md".into(), b"11".to_vec()), ("b/c/to.md".into(), b"2".to_vec())]);
    assert_eq!(RealDisk.read_tree(folder.path(), 2).unwrap_err().code, "FIL-023");
}

#[test]
fn reading_refuses_what_is_missing_too_large_or_not_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let missing = RealDisk.read(&path, 10).unwrap_err();
    assert_eq!((missing.code, exit_code(std::slice::from_ref(&missing))), ("FIL-020", 2));
    RealDisk.write(&path, b"12345").unwrap();
    assert_eq!(RealDisk.read(&path, 5).unwrap(), b"12345");
    assert_eq!(RealDisk.read(&path, 4).unwrap_err().code, "FIL-023");
    assert_eq!(RealDisk.read(folder.path(), 4).unwrap_err().code, "FIL-022");
    assert_eq!(RealDisk.list(&path).unwrap_err().code, "FIL-022");
    assert_eq!(RealDisk.create_dir(&path).unwrap_err().code, "FIL-022");
    assert_eq!(RealDisk.write(&folder.path().join("ingen/a"), b"").unwrap_err().code, "FIL-020");
}

#[test]
fn every_fault_leaves_the_old_file_or_the_new_and_nothing_else() {
    for (kind, code) in [(io::ErrorKind::StorageFull, "FIL-027"), (io::ErrorKind::PermissionDenied, "FIL-026")] {
        for step in 1..=5 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("brev.pdf");
            RealDisk.write(&path, b"gammel").unwrap();
            let problem = FaultyDisk::failing_from(step, kind).write(&path, b"ny").unwrap_err();
            assert_eq!((problem.code, exit_code(std::slice::from_ref(&problem))), (code, 3));
            assert_eq!(names(folder.path()), ["brev.pdf"], "step {step}");
            let content = fs::read(&path).unwrap();
            assert_eq!(content, if step == 5 { b"ny".to_vec() } else { b"gammel".to_vec() }, "step {step}");
        }
    }
}

#[test]
fn the_faulty_disk_counts_files() {
    let folder = tempfile::tempdir().unwrap();
    let disk = FaultyDisk::failing_at_write(3, io::ErrorKind::StorageFull);
    let results = ["a", "b", "c", "d"].map(|name| disk.write(&folder.path().join(name), b"x").is_ok());
    assert_eq!(results, [true, true, false, false]);
    assert_eq!(names(folder.path()), ["a", "b"]);
    assert_eq!(disk.create_dir(&folder.path().join("e")).unwrap_err().code, "FIL-027");
    assert_eq!(disk.read_tree(folder.path(), 10).unwrap().len(), 2);
}

#[test]
fn an_unknown_fault_is_told_by_its_number_and_never_by_its_text() {
    let problem = write_problem(Path::new("x"), &io::Error::other("Kari Hemmelig"));
    assert_eq!((problem.code, problem.message.as_str()), ("FIL-029", "Disken svarte med en feil"));
    let problem = read_problem(Path::new("x"), &io::Error::from_raw_os_error(5));
    assert_eq!(problem.message, "Disken svarte med en feil (systemfeil 5)");
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_folder_is_read_one_that_leads_nowhere_is_told_when_it_is_and_one_that_leads_out_is_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::NamedTempFile::new().unwrap();
    RealDisk.create_dir(&folder.path().join(".data")).unwrap();
    RealDisk.write(&folder.path().join(".data/a.md"), b"1").unwrap();
    symlink(".data/a.md", folder.path().join("a.md")).unwrap();
    assert_eq!(RealDisk.list(folder.path()).unwrap(), [PathBuf::from("a.md")]);
    symlink("borte.md", folder.path().join("b.md")).unwrap();
    assert_eq!(RealDisk.list(folder.path()).unwrap(), [PathBuf::from("a.md"), PathBuf::from("b.md")]);
    assert_eq!(RealDisk.read(&folder.path().join("b.md"), 1).unwrap_err().code, "FIL-020");
    symlink(outside.path(), folder.path().join("ut.md")).unwrap();
    assert_eq!(RealDisk.list(folder.path()).unwrap_err().code, "FIL-025");
    fs::remove_file(folder.path().join("ut.md")).unwrap();
    symlink("..", folder.path().join("opp")).unwrap();
    assert_eq!(RealDisk.list(folder.path()).unwrap_err().code, "FIL-025");
}

#[cfg(unix)]
#[test]
fn a_written_file_has_the_users_ordinary_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("vanlig"), b"").unwrap();
    RealDisk.write(&folder.path().join("vår"), b"").unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("vanlig"), mode("vår"));
}

#[cfg(unix)]
#[test]
fn others_cannot_look_into_a_folder_for_letters_and_may_into_what_is_published() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (letters, published) = (folder.path().join("ut/2026"), folder.path().join("nett"));
    RealDisk.create_dir(&letters).unwrap();
    RealDisk.create_open_dir(&published).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let plain = folder.path().join("vanlig");
    fs::create_dir(&plain).unwrap();
    assert_eq!((mode(&letters) & 0o007, mode(&folder.path().join("ut")) & 0o007), (0, 0));
    assert_eq!(mode(&letters), mode(&plain) & 0o770);
    assert_eq!(mode(&published), mode(&plain));
}
