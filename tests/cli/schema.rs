//! `skjema`: what it prints is a schema that every good case keeps to, and that bad ones break.

use crate::run::{Desk, cases, good_cases};
use serde_json::{Map, Value, json};
use vedtaksbrev::yaml::{self, Kind, Node};

/// The keywords that the schema uses; a new one must be checked here too.
const KEYWORDS: [&str; 22] = [
    "$schema",
    "$defs",
    "$ref",
    "title",
    "description",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "oneOf",
    "anyOf",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "exclusiveMaximum",
];

fn schema() -> Value {
    let run = Desk::new().run(&["skjema"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

fn to_json(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar(_) if node.is_null() => Value::Null,
        Kind::Scalar(scalar) => {
            let plain = (!scalar.quoted).then(|| serde_json::from_str(&scalar.text).ok()).flatten();
            plain.unwrap_or_else(|| Value::String(scalar.text.clone()))
        }
        Kind::Sequence(items) => items.iter().map(to_json).collect(),
        Kind::Mapping(entries) => entries.iter().map(|entry| (entry.key.clone(), to_json(&entry.value))).collect(),
    }
}

/// What in a value breaks the schema; patterns and formats are left to the editor.
fn broken(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(rules) = schema.as_object() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(pointer) = schema["$ref"].as_str() {
        found.extend(broken(root, root.pointer(&pointer[1..]).unwrap(), value, path));
    }
    if let Some(types) = rules.get("type") {
        let wanted: Vec<&str> = match types {
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        if !wanted.iter().any(|kind| is(kind, value)) {
            found.push(format!("{path}: not {wanted:?}"));
        }
    }
    if rules.get("const").is_some_and(|only| only != value) {
        found.push(format!("{path}: not the constant"));
    }
    if rules.get("enum").and_then(Value::as_array).is_some_and(|words| !words.contains(value)) {
        found.push(format!("{path}: not among the words"));
    }
    for choice in ["oneOf", "anyOf"] {
        let choices = rules.get(choice).and_then(Value::as_array);
        if choices.is_some_and(|all| !all.iter().any(|one| broken(root, one, value, path).is_empty())) {
            found.push(format!("{path}: none of the choices"));
        }
    }
    if let Some(items) = value.as_array() {
        let each = items.iter().enumerate();
        found.extend(each.flat_map(|(index, item)| broken(root, &schema["items"], item, &format!("{path}[{index}]"))));
    }
    if let (Some(fields), true) = (value.as_object(), rules.contains_key("properties")) {
        found.extend(broken_fields(root, schema, fields, path));
    }
    found
}

fn broken_fields(root: &Value, schema: &Value, fields: &Map<String, Value>, path: &str) -> Vec<String> {
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut found: Vec<String> =
        required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{path}: lacks {name}")).collect();
    for (name, value) in fields {
        match schema["properties"].get(name) {
            Some(rule) => found.extend(broken(root, rule, value, &format!("{path}.{name}"))),
            None => found.push(format!("{path}: unknown {name}")),
        }
    }
    found
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => panic!("unknown type {kind}"),
    }
}

fn keywords<'a>(schema: &'a Value, found: &mut Vec<&'a str>) {
    for (key, value) in schema.as_object().into_iter().flatten() {
        found.push(key);
        match key.as_str() {
            "properties" | "$defs" => value.as_object().unwrap().values().for_each(|one| keywords(one, found)),
            "oneOf" | "anyOf" => value.as_array().unwrap().iter().for_each(|one| keywords(one, found)),
            "items" => keywords(value, found),
            _ => {}
        }
    }
}

#[test]
fn every_good_case_keeps_to_the_schema() {
    let schema = schema();
    let mut used = Vec::new();
    keywords(&schema, &mut used);
    used.retain(|keyword| !KEYWORDS.contains(keyword));
    assert_eq!(used, Vec::<&str>::new());
    for (name, bytes) in good_cases() {
        let case = to_json(&yaml::parse(&bytes, &name).into_result().unwrap());
        assert_eq!(broken(&schema, &schema, &case, ""), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_schema_sees_what_an_editor_can_see() {
    let schema = schema();
    let all = cases("bad");
    for (name, told) in [
        ("feilskrevet-felt", ": unknown vedtaksdto"),
        ("ukjent-tjeneste", ".tjenester[0].tjeneste: none of the choices"),
        ("ukjent-avsender", ".avsender: none of the choices"),
        ("ukjent-utfall", ".tjenester[0].utfall: not among the words"),
        ("ja-og-nei", ".tjenester[0].langtid: none of the choices"),
        ("manglende-felt", ": lacks avsender"),
        ("tekst-i-stedet-for-liste", ".vedlegg: not [\"array\"]"),
    ] {
        let (_, bytes) = all.iter().find(|(file, _)| file.starts_with(&format!("{name}."))).unwrap();
        let case = to_json(&yaml::parse(bytes, name).into_result().unwrap());
        let found = broken(&schema, &schema, &case, "");
        assert!(found.iter().any(|problem| problem == told), "{name}: {found:?}");
    }
}

#[test]
fn the_schema_names_the_services_and_the_senders() {
    let schema = schema();
    let ids = |definition: &str| -> Vec<Value> {
        schema["$defs"][definition]["oneOf"].as_array().unwrap().iter().map(|one| one["const"].clone()).collect()
    };
    assert!(ids("Tjeneste").contains(&json!("langtidsopphold")) && ids("Avsender").contains(&json!("bodoe")));
}
