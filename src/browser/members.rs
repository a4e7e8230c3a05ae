//! Others' JSON, as browsers read it: with nulls and fractions, which records may not have.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

/// What an object has by a name.
pub(crate) enum Member {
    Missing,
    Text(String),
    /// A null, a number, an object: no text.
    Other,
}

/// A JSON object.
pub(crate) struct Members(JsValue);

impl Members {
    /// Reads one; `None` when it is none.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let value = JSON::parse(core::str::from_utf8(body).ok()?).ok()?;
        value.is_object().then_some(Self(value))
    }

    /// The object of that name.
    pub(crate) fn group(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &JsValue::from_str(name)).ok()?;
        value.is_object().then_some(Self(value))
    }

    /// What is there by that name.
    pub(crate) fn member(&self, name: &str) -> Member {
        match Reflect::get(&self.0, &JsValue::from_str(name)) {
            Ok(value) if value.is_undefined() => Member::Missing,
            Ok(value) => value.as_string().map_or(Member::Other, Member::Text),
            Err(_) => Member::Missing,
        }
    }

    /// The text of that name; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> String {
        match self.member(name) {
            Member::Text(text) => text,
            Member::Missing | Member::Other => String::new(),
        }
    }
}
