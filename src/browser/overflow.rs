//! Is a box too small for what it holds?

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Tells it at first and when it changes, until it is dropped.
pub(crate) struct Watch {
    observer: ResizeObserver,
    _listener: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Watches a box and its first child. An observer is told after the layout, so asking costs none.
pub(crate) fn watch(frame: &Element, tell: impl Fn(bool) + 'static) -> Option<Watch> {
    let listener = {
        let frame = frame.clone();
        Closure::<dyn FnMut()>::new(move || {
            tell(
                frame.scroll_width() > frame.client_width() || frame.scroll_height() > frame.client_height(),
            );
        })
    };
    let observer = ResizeObserver::new(listener.as_ref().unchecked_ref()).ok()?;
    observer.observe(frame);
    if let Some(inner) = frame.first_element_child() {
        observer.observe(&inner);
    }
    Some(Watch { observer, _listener: listener })
}
