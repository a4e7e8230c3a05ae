//! What `samtycke records` finds, for people.

use std::fmt::Write as _;

use samtycke_receiver::{FoundPage, PendingPage};
use samtycke_record::json::Value;

use crate::terminal::plain;

pub(super) fn found(page: &FoundPage) -> String {
    let rows = page.records.iter().map(|record| {
        let who = match (&record.company, &record.registration, &record.email) {
            (Some(company), Some(number), _) => [company, " (", number, ")"].concat(),
            (_, _, Some(email)) => email.clone(),
            _ => record.purposes.clone().unwrap_or_default(),
        };
        [minute(&record.received_at), record.event.clone(), record.record_id.clone(), who]
    });
    table(
        ["received (UTC)", "event", "record", "who"],
        rows.collect(),
        page.next.as_deref(),
        "no records found",
    )
}

pub(super) fn pending(page: &PendingPage) -> String {
    let rows = page.companies.iter().map(|company| {
        let number = [&company.scheme, " ", &company.registration].concat();
        [
            company.version.clone(),
            minute(&company.received_at),
            number,
            [&company.company, " <", company.email.as_deref().unwrap_or_default(), ">"].concat(),
        ]
    });
    let nobody = "nobody: all who accepted that document accepted this version or a later one";
    table(["accepted", "received (UTC)", "registration", "who"], rows.collect(), page.next.as_deref(), nobody)
}

fn minute(time: &str) -> String {
    time.chars().take(16).collect::<String>().replace('T', " ")
}

/// Columns as wide as what they hold.
fn table<const N: usize>(head: [&str; N], rows: Vec<[String; N]>, next: Option<&str>, none: &str) -> String {
    if rows.is_empty() {
        return [none, "\n"].concat();
    }
    let mut lines = vec![head.map(String::from)];
    lines.extend(rows.into_iter().map(|row| row.map(|cell| plain(&cell))));
    let wide =
        |at: usize| lines.iter().filter_map(|line| line.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..N).map(|at| wide(at).unwrap_or_default()).collect();
    let mut out = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    if let Some(next) = next {
        let _ = writeln!(out, "there may be more: --after {next}");
    }
    out
}

/// Does no check fail? An erased record has none.
pub(super) fn holds(opened: &Value) -> bool {
    opened.member("holds") != Some(&Value::Bool(false))
}

pub(super) fn opened(opened: &Value) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{name:<12} {}", plain(value));
        }
    };
    line("digest", text(opened, &["digest"]));
    line("received", text(opened, &["received_at"]));
    if opened.member("erased").is_some() {
        line("erased", "its number, digest and receipt are what is left");
        return out;
    }
    line("event", text(opened, &["record", "event", "type"]));
    line("acted", text(opened, &["record", "event", "time"]));
    line("origin", text(opened, &["record", "context", "origin"]));
    line("role", text(opened, &["record", "role"]));
    for party in list(opened, &["record", "parties"]) {
        let number = [text(party, &["registry", "scheme"]), " ", text(party, &["registry", "id"])].concat();
        line(text(party, &["role"]), &[text(party, &["name"]), ", ", &number].concat());
    }
    let person = ["name", "email", "position"].map(|name| text(opened, &["record", "signatory", name]));
    if person.iter().any(|part| !part.is_empty()) {
        line("signatory", &person.join(", "));
    }
    for document in list(opened, &["record", "documents"]) {
        let what = ["act", "id", "version", "language", "sha256"].map(|name| text(document, &[name]));
        line("document", &what.join(" "));
    }
    for purpose in list(opened, &["record", "purposes"]) {
        line("purpose", &["id", "state", "recipient"].map(|name| text(purpose, &[name])).join(" "));
    }
    for check in list(opened, &["checks"]) {
        line(text(check, &["outcome"]), &["check", "why"].map(|name| text(check, &[name])).join(": "));
    }
    out
}

fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| value.member(name))
}

fn text<'a>(value: &'a Value, path: &[&str]) -> &'a str {
    at(value, path).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    match at(value, path) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}
