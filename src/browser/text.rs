//! Text as the browser compares it: its tables of characters, not ours, which would weigh more than the views.

use js_sys::JsString;

use crate::document::letters::{is_silent, plain};

/// Lower case and without diacritics or vowel signs: `Å` and `a` are the same to somebody who looks for something.
pub(crate) fn fold(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let folded = String::from(JsString::from(text).normalize("NFD").to_lower_case());
    let is_heard = |letter: &char| !('\u{300}'..='\u{36f}').contains(letter) && !is_silent(*letter);
    folded.chars().filter(is_heard).map(plain).collect()
}
