//! What countries and languages are called.

use std::cmp::Ordering;

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type DisplayNames;

    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(catch, method)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;
}

/// The name in that language of the country with that ISO 3166-1 code; the code where the browser knows none.
pub(crate) fn country(code: &str, language: &str) -> String {
    name("region", code, language)
}

/// What a language calls itself; its tag where the browser doesn't know.
pub(crate) fn language(tag: &str) -> String {
    name("language", tag, tag)
}

/// Which of two names comes first in that language's alphabet.
pub(crate) fn compare(a: &str, b: &str, language: &str) -> Ordering {
    let locales = Array::of1(&language.into());
    JsString::from(a).locale_compare(b, &locales, &Object::new()).cmp(&0)
}

fn name(kind: &str, code: &str, language: &str) -> String {
    let options = Object::new();
    let _ = js_sys::Reflect::set(&options, &"type".into(), &kind.into());
    let names = DisplayNames::new(language, &options);
    names.and_then(|names| names.of(code)).ok().flatten().unwrap_or_else(|| code.to_owned())
}
