//! What the line formats have in common.

use core::fmt;

/// What a text or some bytes should be and aren't, for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormError(pub(crate) &'static str);

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl core::error::Error for FormError {}

/// A number in decimal without leading zeroes.
pub(crate) fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok())?
}
