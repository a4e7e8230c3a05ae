//! The browser, as few functions as the widget needs: the only place that calls it, besides the views' own elements.

pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod crypto;
pub(crate) mod dom;
pub(crate) mod download;
pub(crate) mod fetch;
pub(crate) mod highlight;
pub(crate) mod listen;
pub(crate) mod members;
pub(crate) mod names;
pub(crate) mod number;
pub(crate) mod overflow;
pub(crate) mod passkey;
pub(crate) mod place;
pub(crate) mod print;
pub(crate) mod screen;
pub(crate) mod storage;
pub(crate) mod text;
pub(crate) mod visible;

/// The window; `None` outside a page.
pub(crate) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// A warning for the page's developers.
pub(crate) fn warn(message: &str) {
    web_sys::console::warn_1(&format!("Samtycke: {message}").into());
}
