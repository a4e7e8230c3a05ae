//! Events and frames, for as long as somebody holds the listener.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, MutationObserver, MutationObserverInit, Node};

/// Hears an event before anything else does, until it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    name: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub(crate) fn new(target: &EventTarget, name: &'static str, run: impl FnMut(Event) + 'static) -> Self {
        let heard = Closure::new(run);
        let function = heard.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_bool(name, function, true);
        Self { target: target.clone(), name, heard }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.heard.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, function, true);
    }
}

/// Runs at most once in each frame, however often it is asked for.
pub(crate) struct Frames {
    run: Rc<Closure<dyn FnMut()>>,
    asked: Rc<Cell<Option<i32>>>,
}

impl Frames {
    pub(crate) fn new(mut run: impl FnMut() + 'static) -> Self {
        let asked = Rc::new(Cell::new(None));
        let done = asked.clone();
        let run = Closure::new(move || {
            done.set(None);
            run();
        });
        Self { run: Rc::new(run), asked }
    }

    /// In the next frame.
    pub(crate) fn ask(&self) {
        if self.asked.get().is_none() {
            let function = (*self.run).as_ref().unchecked_ref();
            let frame = super::window().and_then(|window| window.request_animation_frame(function).ok());
            self.asked.set(frame);
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let (Some(frame), Some(window)) = (self.asked.get(), super::window()) {
            let _ = window.cancel_animation_frame(frame);
        }
    }
}

/// Hears that elements come and go below a node, until it is dropped.
pub(crate) struct Watch {
    observer: Option<MutationObserver>,
    _heard: Closure<dyn FnMut()>,
}

impl Watch {
    pub(crate) fn new(node: &Node, run: impl FnMut() + 'static) -> Self {
        let heard = Closure::<dyn FnMut()>::new(run);
        let observer = MutationObserver::new(heard.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let what = MutationObserverInit::new();
            what.set_child_list(true);
            what.set_subtree(true);
            let _ = observer.observe_with_options(node, &what);
        }
        Self { observer, _heard: heard }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
