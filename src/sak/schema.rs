//! The JSON Schema of the case file.
//!
//! Comes in: the types of the case, and the library's ids with what they stand for.
//! Goes out: a schema (draft 2020-12) in Norwegian. Does not hold the rules across fields; those are `validate`'s.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::contact::{ADDRESS_PATTERN, Epostadresse};
use super::line::Slutt;
use super::sak::Sak;
use super::text::{MAX_LINE, MAX_TEXT};
use super::values::{
    CASE_NUMBER_PATTERN, Dato, Foedselsnummer, Fritekst, Linjetekst, POSTAL_CODE_PATTERN, Postnummer, SLUG_PATTERN,
    Saksnummer, Slug, Timer,
};

/// The schema with the library's services, senders and grounds for change filled in, each as id and description;
/// an empty list leaves any id open.
pub fn json_schema(tjenester: &[(&str, &str)], avsendere: &[(&str, &str)], grunnlag: &[(&str, &str)]) -> Value {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<Sak>().to_value();
    tidy(&mut schema);
    schema["title"] = json!("Saksfil for vedtaksbrev");
    // A decision has vedtaksdato, every other letter brevdato.
    if let Some(needed) = schema["required"].as_array_mut() {
        needed.retain(|name| name != "vedtaksdato");
    }
    schema["anyOf"] = json!([{"required": ["vedtaksdato"]}, {"required": ["brevdato"]}]);
    at_least_one(&mut schema, "parter");
    schema["$defs"]["Tjeneste"] = one_of("En tjeneste", tjenester);
    schema["$defs"]["Avsender"] = one_of("Et kontor", avsendere);
    schema["$defs"]["Endringsgrunnlag"] = one_of("En regel som gir lov til å endre et vedtak", grunnlag);
    point(&mut schema, "/properties/avsender", "Avsender");
    point(&mut schema, "/$defs/Tjenestelinje/properties/tjeneste", "Tjeneste");
    point(&mut schema, "/$defs/Soeknad/properties/tjenester/items", "Tjeneste");
    for service in ["Endringsvarsel", "Egenandel"] {
        point(&mut schema, &format!("/$defs/{service}/properties/tjeneste"), "Tjeneste");
    }
    for change in ["Endring", "Endringsvarsel"] {
        point(&mut schema, &format!("/$defs/{change}/properties/grunnlag"), "Endringsgrunnlag");
    }
    schema
}

/// Where a field of the case file belongs, as «ytterst i saksfila» or «inn under langtid»;
/// nothing for a word that is no field at all.
pub fn home_of(field: &str) -> Option<String> {
    let schema = SchemaGenerator::default().into_root_schema_for::<Sak>().to_value();
    if schema["properties"].get(field).is_some() {
        return Some("ytterst i saksfila, uten mellomrom foran".into());
    }
    let types = schema["$defs"].as_object()?;
    let held = |definition: &Value| definition["properties"].get(field).is_some();
    let (home, _) = types.iter().find(|(_, definition)| held(definition))?;
    Some(format!("inn under «{}»", holder(&schema, home)?))
}

/// The first field of the case file that holds a type.
fn holder(schema: &Value, of_type: &str) -> Option<String> {
    let wanted = format!("\"#/$defs/{of_type}\"");
    let types = schema["$defs"].as_object()?.values();
    let mut fields = std::iter::once(schema).chain(types).filter_map(|one| one["properties"].as_object()).flatten();
    fields.find(|(_, property)| property.to_string().contains(&wanted)).map(|(name, _)| name.clone())
}

/// Lists may be absent, words are a plain enumeration, and what the derive took from English docstrings goes.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            enumerate(fields);
            lists_may_be_absent(fields);
            fields.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

fn enumerate(fields: &mut Map<String, Value>) {
    let words = |choices: &Value| -> Option<Vec<Value>> {
        choices.as_array()?.iter().map(|choice| choice.get("const").cloned()).collect()
    };
    if let Some(words) = fields.get("oneOf").and_then(words) {
        fields.remove("oneOf");
        fields.insert("type".into(), json!("string"));
        fields.insert("enum".into(), Value::Array(words));
    }
}

fn lists_may_be_absent(fields: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = fields.get("properties").cloned() else { return };
    if let Some(Value::Array(required)) = fields.get_mut("required") {
        required.retain(|name| {
            let property = name.as_str().and_then(|name| properties.get(name));
            property.is_none_or(|property| property["type"] != "array")
        });
    }
}

fn at_least_one(schema: &mut Value, list: &str) {
    schema["properties"][list]["minItems"] = json!(1);
    if let Some(required) = schema["required"].as_array_mut() {
        required.push(json!(list));
    }
}

fn one_of(about: &str, ids: &[(&str, &str)]) -> Value {
    if ids.is_empty() {
        return json!({ "description": about, "type": "string", "pattern": SLUG_PATTERN });
    }
    let choices: Vec<Value> = ids.iter().map(|(id, about)| json!({ "const": id, "description": about })).collect();
    json!({ "description": about, "type": "string", "oneOf": choices })
}

fn point(schema: &mut Value, pointer: &str, definition: &str) {
    if let Some(Value::Object(place)) = schema.pointer_mut(pointer) {
        place.insert("$ref".into(), json!(format!("#/$defs/{definition}")));
    }
}

/// Gives a value type its place in the schema.
macro_rules! value_schema {
    ($name:ident, $schema:expr) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

const DATE_PATTERN: &str = "^((19|20)[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$";
const HOURS_PATTERN: &str = "^[0-9]{1,4}([.,][0-9]{1,6}|:[0-5][0-9])?$";

value_schema!(
    Dato,
    json_schema!({
        "description": "Dato, ÅÅÅÅ-MM-DD, fra 1900 til 2100", "type": "string", "format": "date", "pattern": DATE_PATTERN
    })
);
value_schema!(
    Slutt,
    json_schema!({
        "description": "Dato, ÅÅÅÅ-MM-DD, «naar-plass» eller «uten-sluttdato»",
        "anyOf": [{ "type": "string", "format": "date", "pattern": DATE_PATTERN }, { "enum": ["naar-plass", "uten-sluttdato"] }]
    })
);
value_schema!(
    Timer,
    json_schema!({
        "description": "Timer som desimaltall (2.5) eller timer og minutter (\"2:30\"), i hele minutter", "type": ["number", "string"],
        "minimum": 0, "exclusiveMaximum": 10000, "pattern": HOURS_PATTERN
    })
);
value_schema!(
    Linjetekst,
    json_schema!({
        "description": "Én linje tekst", "type": "string", "minLength": 1, "maxLength": MAX_LINE, "pattern": "^[^\\r\\n]*\\S[^\\r\\n]*$"
    })
);
value_schema!(
    Fritekst,
    json_schema!({
        "description": "Tekst med avsnitt, lister (- ) og **halvfet**", "type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": "\\S"
    })
);
value_schema!(
    Slug,
    json_schema!({ "description": "En id", "type": "string", "maxLength": 60, "pattern": SLUG_PATTERN })
);
value_schema!(
    Saksnummer,
    json_schema!({
        "description": "Saksnummer", "type": "string", "maxLength": 40, "pattern": CASE_NUMBER_PATTERN
    })
);
value_schema!(
    Postnummer,
    json_schema!({
        "description": "Postnummer: fire sifre, eller et utenlandsk når land er oppgitt", "type": "string",
        "minLength": 2, "maxLength": 12, "pattern": POSTAL_CODE_PATTERN
    })
);
value_schema!(
    Epostadresse,
    json_schema!({ "description": "E-postadresse", "type": "string", "maxLength": 254, "pattern": ADDRESS_PATTERN })
);
value_schema!(
    Foedselsnummer,
    json_schema!({
        "description": "Fødselsnummer eller d-nummer, elleve sifre", "type": "string", "pattern": "^[0-9]{11}$"
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Value {
        json_schema(&[("bpa", "BPA")], &[("bodoe", "Bodø kommune")], &[])
    }

    #[test]
    fn the_library_fills_in_the_ids() {
        let schema = schema();
        assert_eq!(schema["$defs"]["Tjeneste"]["oneOf"][0], json!({ "const": "bpa", "description": "BPA" }));
        assert_eq!(schema["properties"]["avsender"]["$ref"], "#/$defs/Avsender");
        assert_eq!(schema["$defs"]["Soeknad"]["properties"]["tjenester"]["items"]["$ref"], "#/$defs/Tjeneste");
        assert_eq!(schema["$defs"]["Endringsgrunnlag"]["pattern"], SLUG_PATTERN);
        assert_eq!(schema["$defs"]["Endringsvarsel"]["properties"]["tjeneste"]["$ref"], "#/$defs/Tjeneste");
        assert_eq!(schema["$defs"]["Endringsvarsel"]["properties"]["grunnlag"]["$ref"], "#/$defs/Endringsgrunnlag");
    }

    #[test]
    fn every_reference_leads_to_a_type() {
        let schema = schema();
        let text = schema.to_string();
        let named = text.split("#/$defs/").skip(1).filter_map(|rest| rest.split('"').next());
        let lost: Vec<&str> = named.filter(|name| schema["$defs"].get(*name).is_none()).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn every_type_refuses_unknown_fields_and_lists_may_be_absent() {
        let schema = schema();
        let types = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        for object in types.filter(|definition| definition["type"] == "object") {
            assert_eq!(object["additionalProperties"], false, "{object}");
        }
        let required = schema["required"].as_array().unwrap();
        assert!(required.contains(&json!("parter")) && !required.contains(&json!("vedlegg")));
    }

    #[test]
    fn every_description_is_norwegian() {
        fn descriptions(value: &Value, found: &mut Vec<String>) {
            if let Value::Object(fields) = value {
                found.extend(fields.get("description").and_then(Value::as_str).map(String::from));
                fields.values().for_each(|value| descriptions(value, found));
            }
        }
        let mut found = Vec::new();
        descriptions(&schema(), &mut found);
        assert!(found.len() > 100, "{}", found.len());
        for text in found {
            assert!(!text.split_whitespace().any(|word| matches!(word, "the" | "of" | "is" | "A" | "The")), "{text}");
        }
    }
}
