//! The form of records: every member in turn left out, of another type, or joined by one that is not known.

use samtycke_record::Record;
use samtycke_record::json::{FromJson, Value};

use crate::support;

/// Members that a record may leave out.
const OPTIONAL: &[&str] = &["annex"];

#[test]
fn a_record_has_every_member_in_its_form_and_no_other() {
    for (name, text, least) in [
        ("acceptance", include_str!("../support/acceptance.json"), 250),
        ("consent", include_str!("../support/consent.json"), 150),
    ] {
        let whole = support::json(text);
        assert!(Record::from_json(&whole).is_ok(), "{name}");
        let mut tried = 0;
        for_each_change(&whole, &mut Vec::new(), &mut |path, change, value| {
            tried += 1;
            let read = Record::from_json(value);
            let optional = change == "without" && OPTIONAL.contains(&path);
            assert_eq!(read.is_ok(), optional, "{name} {change} {path}: {read:?}");
        });
        assert!(tried >= least, "{name}: only {tried} changes");
    }
}

#[test]
fn a_schema_of_another_version_is_not_guessed_at() {
    for (schema, expect) in [
        ("\"https://samtycke.org/schema/acceptance/2\"", "schema is not a schema this version knows"),
        ("\"https://samtycke.org/schema/receipt/1\"", "schema is not a schema this version knows"),
        ("7", "schema is missing"),
    ] {
        let value = support::json(&format!("{{\"schema\":{schema}}}"));
        assert_eq!(Record::from_json(&value).unwrap_err().to_string(), expect);
    }
}

/// Calls `see` with the whole value, changed in one place, for every place and change.
fn for_each_change(whole: &Value, path: &mut Vec<Step>, see: &mut impl FnMut(&str, &str, &Value)) {
    let here = at(whole, path).clone();
    let shown = show(path);
    let mut put = |change: &str, place: &str, value: Value| {
        let mut copy = whole.clone();
        *at_mut(&mut copy, path) = value;
        see(place, change, &copy);
    };
    if !path.is_empty() {
        let other = if matches!(here, Value::Bool(_)) { Value::Integer(1) } else { Value::Bool(true) };
        put("with another type at", &shown, other);
    }
    match &here {
        Value::Object(members) => {
            let mut more = members.clone();
            more.push(("unknown".into(), Value::Bool(true)));
            put("with an unknown member in", &shown, Value::Object(more));
            for index in 0..members.len() {
                let mut fewer = members.clone();
                let (name, _) = fewer.remove(index);
                let place = if shown.is_empty() { name } else { format!("{shown}.{name}") };
                put("without", &place, Value::Object(fewer));
            }
            for (index, (name, _)) in members.iter().enumerate() {
                path.push(Step::Member(index, name.clone()));
                for_each_change(whole, path, see);
                path.pop();
            }
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                path.push(Step::Item(index));
                for_each_change(whole, path, see);
                path.pop();
            }
        }
        _ => {}
    }
}

#[derive(Clone)]
enum Step {
    Member(usize, String),
    Item(usize),
}

fn show(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Member(_, name) if out.is_empty() => out.push_str(name),
            Step::Member(_, name) => out.push_str(&format!(".{name}")),
            Step::Item(index) => out.push_str(&format!("[{index}]")),
        }
    }
    out
}

fn at<'v>(value: &'v Value, path: &[Step]) -> &'v Value {
    path.iter().fold(value, |value, step| match (value, step) {
        (Value::Object(members), Step::Member(index, _)) => &members[*index].1,
        (Value::Array(items), Step::Item(index)) => &items[*index],
        _ => unreachable!("paths come from the value itself"),
    })
}

fn at_mut<'v>(value: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match (value, step) {
        (Value::Object(members), Step::Member(index, _)) => &mut members[*index].1,
        (Value::Array(items), Step::Item(index)) => &mut items[*index],
        _ => unreachable!("paths come from the value itself"),
    })
}
