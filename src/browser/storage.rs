//! `localStorage` and `sessionStorage`, which may be denied, full, or shared with other tabs at any moment.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The browser keeps nothing for this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Denied;

fn local() -> Option<Storage> {
    super::window()?.local_storage().ok()?
}

/// The value of a key.
pub(crate) fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Keeps a value.
pub(crate) fn write(key: &str, value: &str) -> Result<(), Denied> {
    local().ok_or(Denied)?.set_item(key, value).map_err(|_| Denied)
}

/// Forgets a key.
pub(crate) fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}

/// All keys that start so.
pub(crate) fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|index| storage.key(index).ok()?).filter(|key| key.starts_with(prefix)).collect()
}

/// What ends with the tab.
pub(crate) mod tab {
    use web_sys::Storage;

    fn session() -> Option<Storage> {
        crate::browser::window()?.session_storage().ok()?
    }

    /// The value of a key.
    pub(crate) fn read(key: &str) -> Option<String> {
        session()?.get_item(key).ok()?
    }

    /// Keeps a value, where the browser lets us.
    pub(crate) fn write(key: &str, value: &str) {
        if let Some(storage) = session() {
            let _ = storage.set_item(key, value);
        }
    }

    /// Forgets a key.
    pub(crate) fn remove(key: &str) {
        if let Some(storage) = session() {
            let _ = storage.remove_item(key);
        }
    }
}

/// Hears of each key that another page of the site writes or removes, until it is dropped.
pub(crate) fn heard(run: impl Fn(&str) + 'static) -> Option<EventListener> {
    let window = super::window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        let key = js_sys::Reflect::get(event, &JsValue::from_str("key"));
        if let Some(key) = key.ok().and_then(|key| key.as_string()) {
            run(&key);
        }
    }))
}
