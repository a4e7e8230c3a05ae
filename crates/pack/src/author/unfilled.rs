//! What a draft leaves to be filled in: never published.

use samtycke_record::json::Value;

use super::check::Checker;
use super::codes::Rule;
use super::finding::Finding;
use super::locate::{Located, PACK_TOML};

/// What a text begins with that nobody has written yet: `FILL IN: the postal address`.
pub const FILL_IN: &str = "FILL IN";

/// Names every value that is still to be written.
pub(super) fn check(value: &Value, path: &str, checker: &mut Checker<'_>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check(item, &format!("{path}[{index}]"), checker);
            }
        }
        Value::Object(members) => {
            for (key, inner) in members {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                check(inner, &path, checker);
            }
        }
        Value::String(text) if text.starts_with(FILL_IN) => {
            let wanted = text.trim_start_matches(FILL_IN).trim_start_matches(':').trim();
            let fix = if wanted.is_empty() { String::from("write it") } else { format!("write {wanted}") };
            checker.error(path, "fill-in", format!("{path} is not filled in"), &fix);
        }
        Value::Integer(0) if path == "annex.breach_hours" => {
            let fix = "write the hours from discovery to notice, as the agreement promises them";
            checker.error(path, "fill-in", format!("{path} is not filled in"), fix);
        }
        Value::Bool(_) | Value::Integer(_) | Value::String(_) => {}
    }
}

/// A check that can't be made before that value is written.
pub(super) struct Wait {
    pub(super) rule: &'static Rule,
    pub(super) path: String,
}

/// Adds to what is found of a value which checks wait for it.
pub(super) fn say_what_waits(findings: &mut [Finding], waits: &[Wait], located: &Located) {
    for finding in findings.iter_mut().filter(|finding| finding.file == PACK_TOML) {
        let place = (finding.line, finding.column);
        let mut codes: Vec<_> = waits
            .iter()
            .filter(|wait| located.place(&wait.path) == place)
            .map(|wait| wait.rule.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        if !codes.is_empty() && matches!(finding.code, "fill-in" | "wrong-value") {
            finding.message += &format!("; until then nobody looks for {}", codes.join(" and "));
        }
    }
}
