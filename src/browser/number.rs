//! Numbers as a language writes and counts them.

#[cfg(target_arch = "wasm32")]
use js_sys::{Array, Intl::PluralRules, Number, Object};

/// The plural category of CLDR.
#[cfg(target_arch = "wasm32")]
pub(crate) fn category(count: usize, language: &str) -> String {
    let rules = PluralRules::new(&Array::of1(&language.into()), &Object::new());
    rules.select(count as f64).into()
}

/// As the language writes it.
#[cfg(target_arch = "wasm32")]
pub(crate) fn text(count: usize, language: &str) -> String {
    Number::from(count as f64).to_locale_string(language).into()
}

/// Natively nothing is counted but in tests, and those are in languages where this is the rule.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn category(count: usize, _: &str) -> &'static str {
    if count == 1 { "one" } else { "other" }
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn text(count: usize, _: &str) -> String {
    count.to_string()
}
