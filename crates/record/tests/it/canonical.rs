//! Canonical JSON (RFC 8785), compared with an implementation that is not ours, over values that nobody thought of.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use samtycke_record::json::{self, Value};

const LARGEST: i64 = (1 << 53) - 1;

/// The same values on every run: what fails, fails because of a change.
fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(0x5a4d_7479_636b_6531),
        failure_persistence: None,
        ..ProptestConfig::with_cases(count)
    }
}

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

fn theirs(value: &serde_json::Value) -> String {
    serde_json_canonicalizer::to_string(value).unwrap()
}

/// Of characters whose order differs between UTF-8 and UTF-16, or that need escapes.
fn text() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        proptest::char::range('\0', '\u{20}'),
        proptest::char::range('\u{20}', '\u{7f}'),
        proptest::char::range('\u{7f}', '\u{250}'),
        proptest::char::range('\u{d7f0}', '\u{d7ff}'),
        proptest::char::range('\u{e000}', '\u{ffff}'),
        proptest::char::range('\u{10000}', '\u{10100}'),
        any::<char>(),
    ];
    vec(c, 0..6).prop_map(String::from_iter)
}

fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![
        prop::sample::select(vec![0, 1, -1, 10, -10, LARGEST, -LARGEST, LARGEST - 1, 1_000_000_000_000_000]),
        -LARGEST..=LARGEST,
        -1000..1000_i64,
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        integer().prop_map(Value::Integer),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 64, 7, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::Array),
            btree_map(text(), inner, 0..7).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The value as somebody might write it: white space anywhere, any escape, members in any order.
fn written(value: &Value, spelling: &mut impl Iterator<Item = u8>) -> String {
    let mut next = || spelling.next().unwrap_or_default();
    let space = ["", "", " ", "\n", "\t", "\r\n"][usize::from(next() % 6)];
    let body = match value {
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::String(text) => quoted(text, &mut next),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| written(item, spelling)).collect();
            format!("[{space}{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members
                .iter()
                .map(|(name, value)| {
                    let name = quoted(name, &mut || spelling.next().unwrap_or_default());
                    format!("{space}{name}{space}:{}", written(value, spelling))
                })
                .collect();
            if !members.is_empty() {
                let first = usize::from(spelling.next().unwrap_or_default()) % members.len();
                members.rotate_left(first);
            }
            format!("{{{}{space}}}", members.join(","))
        }
    };
    format!("{space}{body}{space}")
}

fn quoted(text: &str, next: &mut impl FnMut() -> u8) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        let needs_escape = matches!(c, '"' | '\\' | '\0'..='\u{1f}');
        match next() % 4 {
            0 | 1 if !needs_escape => out.push(c),
            _ => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&if next().is_multiple_of(2) {
                        format!("\\u{unit:04x}")
                    } else {
                        format!("\\u{unit:04X}")
                    });
                }
            }
        }
    }
    out.push('"');
    out
}

/// What we take of what another library takes: no null, no fraction or exponent, no integer of 2^53 or more.
fn is_ours(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => false,
        serde_json::Value::Bool(_) | serde_json::Value::String(_) => true,
        serde_json::Value::Number(number) => number.as_i64().is_some_and(|number| number.abs() <= LARGEST),
        serde_json::Value::Array(items) => items.iter().all(is_ours),
        serde_json::Value::Object(members) => members.values().all(is_ours),
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn canonical_json_is_the_same_as_another_implementations(value in value()) {
        let ours = value.canonical();
        prop_assert_eq!(&ours, &theirs(&foreign(&value)));
        let read = json::parse(&ours).unwrap();
        prop_assert_eq!(foreign(&read), foreign(&value));
        prop_assert_eq!(read.canonical(), ours);
    }

    #[test]
    fn however_it_is_written_its_canonical_form_is_one(value in value(), spelling in vec(any::<u8>(), 64)) {
        let text = written(&value, &mut spelling.iter().copied().cycle());
        let read = json::parse(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        prop_assert_eq!(read.canonical(), value.canonical());
        let another: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(theirs(&another), value.canonical());
    }

    /// One character of a JSON text changed, taken out or put in.
    #[test]
    fn what_we_take_another_library_takes_as_the_same(
        value in value(),
        spelling in vec(any::<u8>(), 64),
        place in any::<prop::sample::Index>(),
        with in prop_oneof![Just(String::new()), r#"[\[\]{}:,"\\eE.+0-9 nul\-]{1,3}"#],
        cut in 0..3_usize,
    ) {
        let mut signs: Vec<char> = written(&value, &mut spelling.iter().copied().cycle()).chars().collect();
        let at = place.index(signs.len());
        let end = (at + cut).min(signs.len());
        signs.splice(at..end, with.chars());
        let text = String::from_iter(signs);
        let another = serde_json::from_str::<serde_json::Value>(&text).ok();
        match (json::parse(&text), another) {
            (Ok(ours), another) => prop_assert_eq!(Some(foreign(&ours)), another, "{}", text),
            // It takes a name twice, the last of them, and reads `1e3` and `-0` as fractions.
            (Err(error), Some(another)) => prop_assert!(
                !is_ours(&another) || error.problem == "an object with a name twice",
                "{}: {}", error, text
            ),
            (Err(_), None) => {}
        }
    }
}
