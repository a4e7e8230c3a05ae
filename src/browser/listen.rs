//! Events and frames, for as long as somebody holds the listener.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, EventTarget, MutationObserver, MutationObserverInit, Node, ShadowRoot, Window,
};

/// A page in the background has no frames; its work goes on all the same.
const WITHOUT_FRAMES_MS: i32 = 1_000;

/// Resolves in the next frame, before it is drawn.
pub(crate) async fn frame() {
    let Some(window) = super::window() else { return };
    let (mut frame, mut timer) = (None, None);
    let mut wait = |resolve: Function, _: Function| {
        frame = window.request_animation_frame(&resolve).ok();
        timer = later(&window, &resolve, WITHOUT_FRAMES_MS);
    };
    let _ = JsFuture::from(Promise::new(&mut wait)).await;
    if let Some(frame) = frame {
        let _ = window.cancel_animation_frame(frame);
    }
    if let Some(timer) = timer {
        window.clear_timeout_with_handle(timer);
    }
}

/// Resolves when the browser has drawn what is there now.
pub(crate) async fn painted() {
    frame().await;
    let mut wait = |resolve: Function, _: Function| {
        if let Some(window) = super::window() {
            later(&window, &resolve, 0);
        }
    };
    let _ = JsFuture::from(Promise::new(&mut wait)).await;
}

fn later(window: &Window, call: &Function, ms: i32) -> Option<i32> {
    window.set_timeout_with_callback_and_timeout_and_arguments_0(call, ms).ok()
}

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

/// Hears that things may have moved on the screen, until it is dropped.
pub(crate) struct Moves {
    _heard: Vec<Listener>,
}

impl Moves {
    /// Whichever box it is that scrolls around the element; once a frame at most. No scrolling leaves its shadow root, so
    /// it is heard in every one.
    pub(crate) fn around(element: &Element, run: impl FnMut() + 'static) -> Self {
        let frames = Rc::new(Frames::new(run));
        let hear = |target: &EventTarget, name: &'static str| {
            let frames = frames.clone();
            Listener::new(target, name, move |_| frames.ask())
        };
        let mut heard = Vec::new();
        let mut root = element.get_root_node();
        while let Some(shadow) = root.dyn_ref::<ShadowRoot>() {
            heard.push(hear(&root, "scroll"));
            root = shadow.host().get_root_node();
        }
        if let Some(window) = super::window() {
            heard.extend([hear(&window, "scroll"), hear(&window, "resize")]);
        }
        Self { _heard: heard }
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
