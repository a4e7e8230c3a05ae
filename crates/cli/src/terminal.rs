//! What goes to a terminal.

use std::io::IsTerminal;

/// Is colour wanted? <https://no-color.org>
pub(crate) fn colour(out: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    out.is_terminal() && !refused
}

/// Text from a record or a document can hold anything: nothing of it may move the cursor or turn the line around.
pub(crate) fn plain(text: &str) -> String {
    let is_trick = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::new();
    for c in text.chars() {
        if is_trick(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}
