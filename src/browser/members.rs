//! Others' JSON, as browsers read it: with nulls and fractions, which records may not have.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

/// A JSON object.
pub(crate) struct Members(JsValue);

impl Members {
    /// Reads one; `None` when it is none.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let value = JSON::parse(core::str::from_utf8(body).ok()?).ok()?;
        value.is_object().then_some(Self(value))
    }

    /// The text of that name; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> String {
        Reflect::get(&self.0, &JsValue::from_str(name))
            .ok()
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    }
}
