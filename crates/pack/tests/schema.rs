//! `docs/pack.schema.json`, for completion in editors, says what `pack.toml` can hold: no less, no more.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::author::{self, Sources};
use samtycke_record::json::{self, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    json::parse(&fs::read_to_string(root().join("docs/pack.schema.json")).unwrap()).unwrap()
}

fn of_toml(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::Integer(*number),
        toml::Value::Boolean(flag) => Value::Bool(*flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.iter().map(of_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), of_toml(value))).collect())
        }
        toml::Value::Float(number) => panic!("{number}"),
    }
}

fn members(value: Option<&Value>) -> &[(String, Value)] {
    match value {
        Some(Value::Object(members)) => members,
        _ => &[],
    }
}

fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

fn resolved<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let name = schema.member("$ref").and_then(Value::as_str);
    let name = name.map(|name| name.strip_prefix("#/$defs/").unwrap());
    name.map_or(schema, |name| root.member("$defs").and_then(|defs| defs.member(name)).unwrap())
}

/// As much of JSON Schema as ours uses; patterns and bounds are the editor's.
fn valid(value: &Value, schema: &Value, root: &Value, path: &str) {
    let schema = resolved(schema, root);
    let allowed = items(schema.member("enum"));
    assert!(allowed.is_empty() || allowed.contains(value), "{path}: {value:?}");
    let kind = schema.member("type").and_then(Value::as_str);
    match value {
        Value::Object(_) => assert_eq!(kind, Some("object"), "{path}"),
        Value::Array(list) => {
            assert_eq!(kind, Some("array"), "{path}");
            list.iter()
                .for_each(|item| valid(item, schema.member("items").unwrap(), root, &format!("{path}[]")));
        }
        Value::Bool(_) => assert_eq!(kind, Some("boolean"), "{path}"),
        Value::Integer(_) => assert_eq!(kind, Some("integer"), "{path}"),
        Value::String(_) => assert!(kind == Some("string") || !allowed.is_empty(), "{path}"),
    }
    for required in items(schema.member("required")) {
        assert!(value.member(required.as_str().unwrap()).is_some(), "{path} lacks {required:?}");
    }
    for (key, inner) in members(Some(value)) {
        let property = schema.member("properties").and_then(|properties| properties.member(key));
        valid(
            inner,
            property.unwrap_or_else(|| panic!("{path}.{key} is not in the schema")),
            root,
            &format!("{path}.{key}"),
        );
    }
}

#[test]
fn the_sample_packs_are_as_the_schema_says() {
    let schema = schema();
    for entry in fs::read_dir(root().join("packs")).unwrap() {
        let path = entry.unwrap().path().join("pack.toml");
        let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        valid(&of_toml(&toml::Value::Table(table)), &schema, &schema, "");
    }
}

/// Something of every key that the schema has.
fn everything(schema: &Value, root: &Value) -> Value {
    let schema = resolved(schema, root);
    if let Some(first) = items(schema.member("enum")).first() {
        return first.clone();
    }
    match schema.member("type").and_then(Value::as_str).unwrap() {
        "object" => {
            let properties = members(schema.member("properties")).iter();
            Value::Object(properties.map(|(key, inner)| (key.clone(), everything(inner, root))).collect())
        }
        "array" => Value::Array(vec![everything(schema.member("items").unwrap(), root)]),
        "boolean" => Value::Bool(true),
        "integer" => Value::Integer(1),
        _ => Value::from(match schema.member("pattern").and_then(Value::as_str) {
            Some(pattern) if pattern.starts_with("^[A-Z]") => "SE",
            Some(pattern) if pattern.starts_with("^[0-9]") => "2026-09-01",
            _ => "x",
        }),
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(key, inner)| format!("{key} = {}", inline(inner))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::String(text) => format!("{text:?}"),
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
    }
}

#[test]
fn every_key_of_the_schema_is_read() {
    let schema = schema();
    let whole = everything(&schema, &schema);
    let pack: String =
        members(Some(&whole)).iter().map(|(key, value)| format!("{key} = {}\n", inline(value))).collect();
    let findings = author::check(&Sources { pack, ..Sources::default() }).findings;
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    // Values are checked after the shape: whoever objects to a number has read everything.
    assert!(codes.contains(&"registration-number"), "{findings:?}");
    assert!(!codes.contains(&"unknown-key") && !codes.contains(&"missing-key"), "{findings:?}");
}

#[test]
fn every_key_that_is_read_is_in_the_schema() {
    let schema = fs::read_to_string(root().join("docs/pack.schema.json")).unwrap();
    let source = fs::read_to_string(root().join("crates/pack/src/author/pack_toml.rs")).unwrap();
    let keys = source.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
    let keys: Vec<_> = keys.map(|(key, _)| key.trim_start_matches("r#")).collect();
    assert!(keys.len() > 60, "only {} keys were read", keys.len());
    for key in keys {
        assert!(schema.contains(&format!("\"{key}\": {{")), "the schema has no {key}");
    }
}
