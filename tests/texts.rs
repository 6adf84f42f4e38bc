use vedtaksbrev::check::check_library;
use vedtaksbrev::texts::library::Library;
#[test]
fn show() {
    let t = std::time::Instant::now();
    let library = Library::embedded();
    println!("open {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let p = check_library(&library, &[]);
    println!("check {:?}", t.elapsed());
    for p in p {
        print!("{p}");
    }
}
