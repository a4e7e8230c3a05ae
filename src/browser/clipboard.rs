//! The clipboard, which a browser may refuse.

use wasm_bindgen_futures::JsFuture;

/// The browser doesn't let us copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// Puts a text there.
pub(crate) async fn copy(text: &str) -> Result<(), Refused> {
    let clipboard = super::window().ok_or(Refused)?.navigator().clipboard();
    // Undefined outside secure contexts, although the type says otherwise.
    if clipboard.is_undefined() {
        return Err(Refused);
    }
    JsFuture::from(clipboard.write_text(text)).await.map(drop).map_err(|_| Refused)
}
