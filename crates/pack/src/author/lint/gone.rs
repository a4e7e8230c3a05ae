//! Authorities and laws that are gone: in what documents say, in what their links lead to, and in `pack.toml`.

use samtycke_record::json::Value;

use super::find::{any, whole};
use super::text::{LINK, LINK_END, Passage, Text, sentences};
use super::wording_words::{FORMER, GONE, Gone};
use super::{Found, Pack};

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in &pack.texts {
        for passage in &text.passages {
            for sentence in sentences(&passage.text) {
                for Gone { name, since, rule } in gone(&sentence.to_lowercase()) {
                    found.add(rule, &text.file, passage.line, format!("{name:?}: {since}"));
                }
            }
            links(text, passage, found);
        }
    }
    values(pack.values, "", found);
}

fn links(text: &Text<'_>, passage: &Passage, found: &mut Found<'_>) {
    // What tells history may lead there, too.
    if any(&passage.lower, FORMER) {
        return;
    }
    for target in passage.unlinked.split(LINK).skip(1) {
        let target = target.split(LINK_END).next().unwrap_or_default().to_lowercase();
        // An address that is shown as it is was found as words.
        if target.starts_with("doc:") || target.starts_with('#') || passage.lower.contains(&target) {
            continue;
        }
        for Gone { since, rule, .. } in gone(&target) {
            found.add(rule, &text.file, passage.line, format!("a link leads to {target:?}: {since}"));
        }
    }
}

/// Whatever stands in `pack.toml`: it is shown in documents, tables and panels.
fn values(value: &Value, path: &str, found: &mut Found<'_>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                values(item, &format!("{path}[{index}]"), found);
            }
        }
        Value::Object(members) => {
            for (key, inner) in members {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                values(inner, &path, found);
            }
        }
        Value::String(text) => {
            for sentence in sentences(text) {
                for Gone { name, since, rule } in gone(&sentence.to_lowercase()) {
                    found.at(rule, path, format!("{name:?}: {since}"));
                }
            }
        }
        Value::Bool(_) | Value::Integer(_) => {}
    }
}

/// What a sentence names that is gone, unless it tells history; the longest of names inside each other.
fn gone(lower: &str) -> Vec<&'static Gone> {
    let named: Vec<_> = GONE.iter().filter(|one| whole(lower, one.name).next().is_some()).collect();
    if named.is_empty() || any(lower, FORMER) {
        return Vec::new();
    }
    let is_inside =
        |one: &Gone| named.iter().any(|other| other.name != one.name && other.name.contains(one.name));
    named.iter().copied().filter(|one| !is_inside(one)).collect()
}
