//! JSON: what we take, another library takes as the same, and writes the same canonical bytes of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samtycke_record::json::{self, Value};

fn foreign(value: &Value) -> serde_json::Value {
    match value {
        Value::Bool(flag) => (*flag).into(),
        Value::Integer(number) => (*number).into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(foreign).collect(),
        Value::Object(members) => serde_json::Value::Object(
            members.iter().map(|(name, value)| (name.clone(), foreign(value))).collect(),
        ),
    }
}

/// What we take: no null, no fraction or exponent, no integer of 2^53 or more, at most 64 deep.
fn is_ours(value: &serde_json::Value, deep: usize) -> bool {
    deep <= 64
        && match value {
            serde_json::Value::Null => false,
            serde_json::Value::Bool(_) | serde_json::Value::String(_) => true,
            serde_json::Value::Number(number) => number.as_i64().is_some_and(|number| number.abs() < 1 << 53),
            serde_json::Value::Array(items) => items.iter().all(|item| is_ours(item, deep + 1)),
            serde_json::Value::Object(members) => members.values().all(|member| is_ours(member, deep + 1)),
        }
}

/// How many members there are, of objects all the way down.
fn members(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => items.iter().map(members).sum(),
        serde_json::Value::Object(map) => map.len() + map.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

/// How many members a JSON text has: the colons outside its strings.
fn written(text: &str) -> usize {
    let (mut count, mut in_string, mut bytes) = (0, false, text.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => in_string = !in_string,
            b':' => count += usize::from(!in_string),
            _ => {}
        }
    }
    count
}

fuzz_target!(|text: &str| {
    let theirs = serde_json::from_str::<serde_json::Value>(text).ok();
    match (json::parse(text), theirs) {
        (Ok(ours), theirs) => {
            assert_eq!(Some(foreign(&ours)), theirs);
            let canonical = ours.canonical();
            assert_eq!(serde_json_canonicalizer::to_string(&foreign(&ours)).ok().as_ref(), Some(&canonical));
            assert_eq!(json::parse(&canonical).map(|again| again.canonical()), Ok(canonical));
        }
        // It takes a name that stands twice, the last of them, and reads `-0` as a fraction.
        (Err(error), Some(theirs)) => {
            assert!(error.offset <= text.len());
            assert!(!is_ours(&theirs, 0) || members(&theirs) < written(text), "{error}");
        }
        (Err(error), None) => assert!(error.offset <= text.len()),
    }
});
