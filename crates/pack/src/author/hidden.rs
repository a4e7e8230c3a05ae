//! Characters that nobody sees and that change what is seen: a text must read as it is written.

use samtycke_record::json::Value;

use super::check::Checker;

/// What to do about one.
pub(super) const FIX: &str = "take it out; it came along when the text was pasted";

/// The first such character: a control character, one that turns the direction of what follows, a byte order mark, or
/// a noncharacter, which no record could quote. Soft hyphens and joiners stay: words need them.
pub(super) fn hidden(text: &str) -> Option<char> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let is_noncharacter = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    text.chars()
        .find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || turns(*c) || is_noncharacter(*c))
}

/// What a finding says of one.
pub(super) fn message(c: char) -> String {
    format!("a character that nobody sees, U+{:04X}", u32::from(c))
}

/// Names every value of `pack.toml` that has one.
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
        Value::String(text) => {
            if let Some(c) = hidden(text) {
                checker.error(path, "hidden-character", message(c), FIX);
            }
        }
        Value::Bool(_) | Value::Integer(_) => {}
    }
}
