//! Files that the person keeps, made in the page.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

const KEPT_MS: u32 = 60_000;

/// Saves a text as a file of that name.
pub(crate) fn save(name: &str, text: &str) {
    if try_save(name, text).is_err() {
        super::warn("the file could not be saved");
    }
}

fn try_save(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = super::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // Some browsers read it only after this task.
    gloo::timers::callback::Timeout::new(KEPT_MS, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
