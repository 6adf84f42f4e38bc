//! What a jurist or a municipality has not settled yet, file by file.
//!
//! Comes in: a file of the library. Goes out: its `usikkert` with lines, and a sender's `ubekreftet`.
//! Does not decide whether a letter may be sent.

use super::library::Library;
use crate::yaml::{self, Node};

/// What a file says is not settled, with the line, in the order of the file.
pub fn usikkert(library: &Library, path: &str) -> Vec<(u32, String)> {
    marked(library, path, "usikkert")
}

/// What a file says a municipality must confirm or fill in, with the line, in the order of the file.
pub fn ubekreftet(library: &Library, path: &str) -> Vec<(u32, String)> {
    marked(library, path, "ubekreftet")
}

fn marked(library: &Library, path: &str, key: &str) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    if path.ends_with(".yaml") {
        let root = library.bytes(path).and_then(|bytes| yaml::parse(bytes, path).root);
        root.iter().for_each(|root| collect(root, key, &mut found));
    } else if path.ends_with(".md") && key == "usikkert" {
        let front = super::text::front_matter_of(library, path);
        found.extend(front.and_then(|front| front.usikkert).map(|what| (1, what)));
    }
    found
}

fn collect(node: &Node, key: &str, found: &mut Vec<(u32, String)>) {
    for entry in node.entries() {
        if entry.key == key
            && let Some(text) = entry.value.text()
        {
            found.push((entry.key_line, text.to_owned()));
        }
        collect(&entry.value, key, found);
    }
    node.items().iter().for_each(|item| collect(item, key, found));
}
