//! The sizes of boxes: is one too small for what it holds?

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
    let watch = {
        let of = frame.clone();
        sized(frame, move || {
            tell(of.scroll_width() > of.client_width() || of.scroll_height() > of.client_height());
        })?
    };
    if let Some(inner) = frame.first_element_child() {
        watch.observer.observe(&inner);
    }
    Some(watch)
}

/// Calls at first and when the size of a box changes, until it is dropped.
pub(crate) fn sized(element: &Element, call: impl FnMut() + 'static) -> Option<Watch> {
    let listener = Closure::<dyn FnMut()>::new(call);
    let observer = ResizeObserver::new(listener.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch { observer, _listener: listener })
}
