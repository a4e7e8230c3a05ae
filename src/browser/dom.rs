//! Small services for the views' own elements.

use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, InputEvent, ShadowRoot};

/// The element of that id in the same shadow root.
pub(crate) fn sibling(element: &Element, id: &str) -> Option<HtmlElement> {
    let root = element.get_root_node();
    let found = match root.dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.get_element_by_id(id),
        None => root.owner_document().and_then(|document| document.get_element_by_id(id)),
    };
    found?.dyn_into().ok()
}

/// Scrolls to an element of the same shadow root and puts the focus there, opening what it is in. Fragments of the page's
/// address don't reach into shadow roots.
pub(crate) fn go_to(from: &Element, id: &str) {
    if let Some(target) = sibling(from, id) {
        while let Ok(Some(closed)) = target.closest("details:not([open])") {
            if closed.set_attribute("open", "").is_err() {
                break;
            }
        }
        target.scroll_into_view();
        let _ = target.focus();
    }
}

/// Puts the focus on an element of the same shadow root; what is on the screen stays.
pub(crate) fn focus_on(from: &Element, id: &str) {
    if let Some(target) = sibling(from, id) {
        focus(&target);
    }
}

/// What has the focus in the same shadow root.
pub(crate) fn focused(element: &Element) -> Option<HtmlElement> {
    let root = element.get_root_node();
    root.dyn_ref::<ShadowRoot>()?.active_element()?.dyn_into().ok()
}

/// Does somebody write in the same shadow root? What moves the focus may come late, and leaves it to them.
pub(crate) fn is_written_in(element: &Element) -> bool {
    focused(element).is_some_and(|field| field.matches("input,textarea").unwrap_or_default())
}

/// Puts the focus there; what is on the screen stays.
pub(crate) fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The fragment of the page's address with its `#`; empty when there is none.
pub(crate) fn fragment() -> String {
    super::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Changes the fragment, as following a link to it does; `false` when the page refuses.
pub(crate) fn go_to_fragment(fragment: &str) -> bool {
    super::window().is_some_and(|window| window.location().set_hash(fragment).is_ok())
}

/// The page's address without its fragment, for links that change the fragment; `None` where the page's own script
/// routes by it.
pub(crate) fn address_of_fragments() -> Option<String> {
    let fragment = fragment();
    if fragment.starts_with("#/") || fragment.starts_with("#!") {
        return None;
    }
    let href = super::window()?.location().href().ok()?;
    Some(href.split('#').next().unwrap_or_default().to_owned())
}

/// Text as a part of an address.
pub(crate) fn encode(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}

/// A part of an address as text; `None` when it is none.
pub(crate) fn decode(text: &str) -> Option<String> {
    js_sys::decode_uri_component(text).ok().map(String::from)
}

/// What now stands in a field or a text area.
pub(crate) fn written(event: &InputEvent) -> String {
    let target = event.target().map(JsValue::from).unwrap_or_default();
    Reflect::get(&target, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Does the page's reader see this page now?
pub(crate) fn page_is_visible() -> bool {
    super::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

/// The page's origin, its URL without query and fragment, and the window's size.
pub(crate) fn page() -> Option<(String, String, String)> {
    let window = super::window()?;
    let location = window.location();
    let origin = location.origin().ok()?;
    let page = format!("{origin}{}", location.pathname().ok()?);
    let side = |value: Result<JsValue, _>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0) as u32;
    let viewport = format!("{}x{}", side(window.inner_width()), side(window.inner_height()));
    Some((origin, page, viewport))
}
