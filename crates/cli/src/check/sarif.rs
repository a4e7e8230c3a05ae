//! The report for code review: a SARIF 2.1.0 log (OASIS).

use std::path::Path;

use samtycke_pack::author::{Checked, Finding, Rule, rules};
use samtycke_record::json::Value;

use super::machine::{number, object};

/// One run; `folder` is the pack's, relative to the checkout's root.
pub(super) fn log(checked: &Checked, folder: &Path) -> String {
    let found = checked.findings.iter().map(|finding| object(result(finding, folder)));
    let allowed = checked.allowed.iter().map(|allowed| {
        let mut members = result(&allowed.finding, folder);
        let suppression = object(vec![
            ("kind", Value::from("inSource")),
            ("justification", Value::from(allowed.reason.as_str())),
        ]);
        members.push(("suppressions", Value::Array(vec![suppression])));
        object(members)
    });
    let driver = object(vec![
        ("name", Value::from("samtycke")),
        ("semanticVersion", Value::from(env!("CARGO_PKG_VERSION"))),
        ("rules", Value::Array(rules().into_iter().map(rule).collect())),
    ]);
    let run = object(vec![
        ("tool", object(vec![("driver", driver)])),
        ("columnKind", Value::from("unicodeCodePoints")),
        ("results", Value::Array(found.chain(allowed).collect())),
    ]);
    let log = object(vec![
        ("$schema", Value::from("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", Value::from("2.1.0")),
        ("runs", Value::Array(vec![run])),
    ]);
    log.canonical() + "\n"
}

fn text(text: &str) -> Value {
    object(vec![("text", Value::from(text))])
}

fn rule(rule: &Rule) -> Value {
    let source = rule.source.map_or(String::new(), |source| format!(" Source: {source}."));
    let help = format!("{}{source} What to do: {} See docs/checks/{}.md.", rule.reason, rule.fix, rule.code);
    // No helpUri: SARIF wants an absolute one, and the pages lie beside the program's source.
    object(vec![
        ("id", Value::from(rule.code)),
        ("shortDescription", text(rule.title)),
        ("fullDescription", text(rule.reason)),
        ("help", text(&help)),
        ("defaultConfiguration", object(vec![("level", Value::from(rule.severity.as_str()))])),
    ])
}

/// SARIF's levels have our severities' names.
fn result(finding: &Finding, folder: &Path) -> Vec<(&'static str, Value)> {
    let uri = uri(&folder.join(&finding.file));
    let mut place = vec![("artifactLocation", object(vec![("uri", Value::String(uri))]))];
    if finding.line > 0 {
        let mut region = vec![("startLine", number(finding.line))];
        if finding.column > 0 {
            region.push(("startColumn", number(finding.column)));
        }
        place.push(("region", object(region)));
    }
    let location = object(vec![("physicalLocation", object(place))]);
    vec![
        ("ruleId", Value::from(finding.code)),
        ("level", Value::from(finding.severity.as_str())),
        ("message", text(&format!("{}. {}", finding.message, finding.fix))),
        ("locations", Value::Array(vec![location])),
    ]
}

/// The path as a relative URI, or an absolute one when the path is.
fn uri(path: &Path) -> String {
    let mut out = if path.is_absolute() { String::from("file://") } else { String::new() };
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
