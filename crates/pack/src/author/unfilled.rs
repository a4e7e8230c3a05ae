//! What a draft leaves to be filled in: never published.

use samtycke_record::json::Value;

use super::check::Checker;

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
