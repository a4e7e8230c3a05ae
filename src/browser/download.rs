//! Files that the person keeps, made in the page.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

const KEPT_MS: u32 = 60_000;

/// For [`save`].
pub(crate) const TEXT: &str = "text/plain";
/// For [`save`].
pub(crate) const HTML: &str = "text/html";

/// Saves a text as a file of that name and media type.
pub(crate) fn save(name: &str, text: &str, media_type: &str) {
    if try_save(name, text, media_type).is_err() {
        super::warn("the file could not be saved");
    }
}

fn try_save(name: &str, text: &str, media_type: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
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
