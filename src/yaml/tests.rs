//! Tests of the YAML reader: the same tree from YAML and JSON, positions, and every refusal.

use super::*;
use crate::problem::Problem;

fn read(text: &str) -> Node {
    parse(text.as_bytes(), "a.yaml").into_result().unwrap()
}

fn refused(bytes: &[u8]) -> (&'static str, Option<u32>, Option<u32>) {
    let problems: Vec<Problem> = parse(bytes, "a.yaml").into_result().unwrap_err();
    let place = &problems[0].place;
    (problems[0].code, place.line, place.column)
}

fn values(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(_) if node.is_null() => "null".into(),
        Kind::Scalar(scalar) => format!("{:?}", scalar.text),
        Kind::Sequence(items) => format!("[{}]", items.iter().map(values).collect::<Vec<_>>().join(",")),
        Kind::Mapping(entries) => {
            let fields = entries.iter().map(|entry| format!("{}={}", entry.key, values(&entry.value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
    }
}

#[test]
fn yaml_and_json_give_the_same_tree() {
    let yaml = read("navn: Kari\nliste:\n  - 1\n  - sann: true\ntom:\n");
    let json = read("{\n\t\"navn\": \"Kari\",\r\n\t\"liste\": [1, {\"sann\": true}],\n\t\"tom\": null}\n");
    assert_eq!(values(&yaml), values(&json));
}

#[test]
fn long_compact_json_is_read() {
    let item = format!("{{\"hva\":\"{}\",\"n\":1}}", "æ\\u00f8\\n\\/\\ud83d\\ude00".repeat(300));
    let node = read(&format!("{{\"liste\":[{item},{item}],\"sist\":\"x\"}}"));
    let text = node.get("liste").unwrap().items()[1].get("hva").and_then(Node::text).unwrap();
    assert_eq!(text, "æø\n/😀".repeat(300));
    assert_eq!(node.get("sist").and_then(Node::text), Some("x"));
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let node = read("\u{feff}a: 1\r\nb: |\r\n  x\r\n  y\r\n");
    assert_eq!(node.get("b").and_then(Node::text), Some("x\ny\n"));
    assert_eq!((node.line, node.column), (1, 1));
}

#[test]
fn scalars_know_their_type() {
    let node = read("a: 12\nb: \"12\"\nc: 2026-02-28\nd: 2026-02-30\ne: ja\nf: ~\ng: 0150\nh: true\ni: -3\n");
    let get = |key| node.get(key).unwrap();
    assert_eq!(get("a").as_i64(), Some(12));
    assert_eq!(get("b").as_i64(), None);
    assert_eq!(get("c").as_date(), Some(jiff::civil::date(2026, 2, 28)));
    assert_eq!(get("d").as_date(), None);
    assert_eq!(get("e").as_bool(), None);
    assert_eq!(get("f").text(), None);
    assert_eq!((get("g").as_i64(), get("g").text()), (None, Some("0150")));
    assert_eq!(get("h").as_bool(), Some(true));
    assert_eq!(get("i").as_i64(), Some(-3));
}

#[test]
fn a_path_is_located_at_its_value_or_the_nearest_ancestor() {
    let node = read("tjenester:\n  - tjeneste: bpa\n    omfang:\n      timer_per_uke: 28\nslutt:\n");
    assert_eq!(node.locate("tjenester[0].omfang.timer_per_uke"), (4, 22));
    assert_eq!(node.locate("tjenester[0].omfang"), (3, 5));
    assert_eq!(node.locate("tjenester[0].omfang.doegn"), (3, 5));
    assert_eq!(node.locate("tjenester[0].periode.fra"), (2, 5));
    assert_eq!(node.locate("tjenester[7].periode"), (1, 1));
    assert_eq!(node.locate("slutt"), (5, 1));
    assert_eq!(node.locate("ukjent"), (1, 1));
}

#[test]
fn duplicate_keys_are_all_reported_and_the_first_one_counts() {
    let parsed = parse(b"a: 1\nb:\n  c: 2\n  c: 3\na: 4\n", "a.yaml");
    let lines: Vec<_> = parsed.problems.iter().map(|problem| (problem.code, problem.place.line)).collect();
    assert_eq!(lines, [("FIL-007", Some(4)), ("FIL-007", Some(5))]);
    assert_eq!(parsed.root.unwrap().get("a").and_then(Node::as_i64), Some(1));
}

#[test]
fn every_refusal_has_its_code_and_position() {
    assert_eq!(refused(&vec![b' '; MAX_BYTES + 1]), ("FIL-001", None, None));
    assert_eq!(refused(b"a: 1\nb: \xe6"), ("FIL-002", Some(2), None));
    assert_eq!(refused(b""), ("FIL-003", None, None));
    assert_eq!(refused(b"# bare en kommentar\n\n"), ("FIL-003", None, None));
    assert_eq!(refused(b"---\n").0, "FIL-003");
    assert_eq!(refused("a: 1\nb: Du skrev: æ\n".as_bytes()), ("FIL-004", Some(2), Some(12)));
    assert_eq!(refused(b"a: \"x\n").0, "FIL-004");
    assert_eq!(refused(b"a: [1, 2\n").0, "FIL-004");
    assert_eq!(refused(b"a:\n\tb: 1\n").0, "FIL-004");
    assert_eq!(refused(b"a: &x 1\nb: *x\n"), ("FIL-005", Some(1), Some(7)));
    assert_eq!(refused(b"a: 1\nb: *x\n").0, "FIL-005");
    assert_eq!(refused(b"a: !!str 1\n").0, "FIL-005");
    assert_eq!(refused(b"%YAML 1.2\n---\na: 1\n").0, "FIL-005");
    assert_eq!(refused(b"a: 1\n---\nb: 2\n"), ("FIL-006", Some(2), Some(1)));
    assert_eq!(refused(b"[a]: 1\n").0, "FIL-009");
    assert_eq!(refused("[".repeat(5000).as_bytes()).0, "FIL-008");
    assert_eq!(refused("- ".repeat(5000).as_bytes()).0, "FIL-008");
    assert_eq!(refused("-\n".repeat(200_000).as_bytes()).0, "FIL-008");
}

#[test]
fn the_slip_is_found_where_it_was_made_and_not_where_the_reader_lost_the_thread() {
    let at = |text: &str| refused(text.as_bytes());
    assert_eq!(at("a:\n  b: \"x\n  c: 1\nd: 2\n"), ("FIL-004", Some(2), Some(6)));
    assert_eq!(at("a:\n  b: {c: 1\n  d: 1\ne: 2\n"), ("FIL-004", Some(2), Some(6)));
    assert_eq!(at("a:\n  - b: 1\n  – c: 1\n"), ("FIL-004", Some(3), Some(3)));
    assert_eq!(at("a:\n  b: 1\n\u{a0}\u{a0}c: 2\n  d: 3\n"), ("FIL-004", Some(3), Some(1)));
    assert_eq!(at("a: 1\nb: &x\n  c: 1\n"), ("FIL-005", Some(2), Some(1)));
    for document in [&b"PK\x03\x04\xff"[..], b"%PDF-1.7\n\xff", b"\xff\xfea\0:\0"] {
        assert_eq!(refused(document), ("FIL-002", None, None));
    }
}

#[test]
fn no_message_and_no_debug_output_quotes_the_file() {
    for text in [
        "navn: Kari Hemmelig\nb: Kari: Hemmelig\n",
        "Kari: 1\nKari: 2\n",
        "a: *Kari\n",
        "a: !Kari x\n",
        "? [Kari]\n: 1\n",
    ] {
        let parsed = parse(text.as_bytes(), "a.yaml");
        assert!(!parsed.problems.is_empty(), "{text}");
        assert!(!format!("{parsed:?}").contains("Kari"), "{parsed:?}");
    }
}

#[test]
fn a_part_of_a_file_keeps_the_lines_of_the_file() {
    let node = parse_from_line(b"a: 1\nb: 2\n", "a.md", 2).into_result().unwrap();
    assert_eq!(node.get("b").unwrap().line, 3);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let _ = parse(&bytes, "a.yaml");
    }

    #[test]
    fn no_yaml_like_text_makes_the_reader_panic(text in "[a-c:\\-\\[\\]{}\"'|>#&*!%?, \n\t]{0,80}") {
        let _ = parse(text.as_bytes(), "a.yaml");
    }
}
