//! The report for scripts.

use samtycke_pack::author::{Checked, Coverage, Finding, Reading, Unread, rule};
use samtycke_record::json::Value;

/// What `--json` promises.
pub(super) const HELP: &str = "\
With --json, one object on one line; members are added in later versions, never renamed or removed:
  pack      the pack's id, empty when pack.toml can't be read
  findings  each: file, line and column (from 1; 0 when there is none), severity (error, warning, note), code, message,
            fix, source (the law; empty when it is the format's own rule)
  allowed   each: the same, and reason
  coverage  each: document, language, letter, what, and, where it is covered, file, line, clause, words
  reading   each: document, language, file, scale (LIX, Flesch), score, grade
  unread    each: document, language, file, which neither of the two is about: the checks don't know the language";

pub(super) fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

pub(super) fn number(count: usize) -> Value {
    // No pack has 2^53 of anything.
    Value::Integer(i64::try_from(count).unwrap_or(0))
}

pub(super) fn json(checked: &Checked) -> String {
    let pack = checked.manifest.as_ref().map_or("", |manifest| &manifest.id);
    let allowed = checked.allowed.iter().map(|allowed| {
        let mut members = finding(&allowed.finding);
        members.push(("reason", Value::from(allowed.reason.as_str())));
        object(members)
    });
    let whole = object(vec![
        ("pack", Value::from(pack)),
        ("findings", Value::Array(checked.findings.iter().map(|one| object(finding(one))).collect())),
        ("allowed", Value::Array(allowed.collect())),
        ("coverage", Value::Array(checked.coverage.iter().map(coverage).collect())),
        ("reading", Value::Array(checked.reading.iter().map(reading).collect())),
        ("unread", Value::Array(checked.unread.iter().map(unread).collect())),
    ]);
    whole.canonical() + "\n"
}

fn finding(finding: &Finding) -> Vec<(&'static str, Value)> {
    let source = rule(finding.code).and_then(|rule| rule.source).unwrap_or_default();
    vec![
        ("file", Value::from(finding.file.as_str())),
        ("line", number(finding.line)),
        ("column", number(finding.column)),
        ("severity", Value::from(finding.severity.as_str())),
        ("code", Value::from(finding.code)),
        ("message", Value::from(finding.message.as_str())),
        ("fix", Value::from(finding.fix.as_str())),
        ("source", Value::from(source)),
    ]
}

fn coverage(covered: &Coverage) -> Value {
    let mut members = vec![
        ("document", Value::from(covered.document.as_str())),
        ("language", Value::from(covered.language.as_str())),
        ("letter", Value::String(covered.letter.to_string())),
        ("what", Value::from(covered.what)),
    ];
    if let Some(place) = &covered.place {
        members.extend([
            ("file", Value::from(place.file.as_str())),
            ("line", number(place.line)),
            ("clause", Value::from(place.clause.as_str())),
            ("words", Value::from(place.words.as_str())),
        ]);
    }
    object(members)
}

fn unread(unread: &Unread) -> Value {
    object(vec![
        ("document", Value::from(unread.document.as_str())),
        ("language", Value::from(unread.language.as_str())),
        ("file", Value::from(unread.file.as_str())),
    ])
}

fn reading(reading: &Reading) -> Value {
    object(vec![
        ("document", Value::from(reading.document.as_str())),
        ("language", Value::from(reading.language.as_str())),
        ("file", Value::from(reading.file.as_str())),
        ("scale", Value::from(reading.scale.as_str())),
        ("score", Value::Integer(reading.score)),
        ("grade", Value::from(reading.grade)),
    ])
}
