//! Text as the browser compares it: its tables of characters, not ours, which would weigh more than the views.

use js_sys::JsString;

/// Lower case and without diacritics: `Å` and `a` are the same to somebody who looks for something.
pub(crate) fn fold(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let folded = String::from(JsString::from(text).normalize("NFD").to_lower_case());
    folded.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect()
}
