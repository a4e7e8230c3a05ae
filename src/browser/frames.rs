//! Work between frames.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AddEventListenerOptions, Window};

/// A page in the background has no frames; its work goes on all the same.
const WITHOUT_FRAMES_MS: i32 = 1_000;

/// Resolves in the next frame, before it is drawn.
pub(crate) async fn frame() {
    let mut wait = |resolve: Function, _: Function| {
        if let Some(window) = super::window() {
            let _ = window.request_animation_frame(&resolve);
            later(&window, &resolve, WITHOUT_FRAMES_MS);
        }
    };
    let _ = JsFuture::from(Promise::new(&mut wait)).await;
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

fn later(window: &Window, call: &Function, ms: i32) {
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(call, ms);
}

/// Listens until it is dropped.
pub(crate) struct Listening {
    window: Window,
    listener: Closure<dyn FnMut()>,
    is_over: Rc<Cell<bool>>,
}

/// What may move things on the screen.
const MOVES: [&str; 2] = ["scroll", "resize"];

impl Drop for Listening {
    fn drop(&mut self) {
        self.is_over.set(true);
        for event in MOVES {
            let listener = self.listener.as_ref().unchecked_ref();
            let _ = self.window.remove_event_listener_with_callback_and_bool(event, listener, true);
        }
    }
}

/// Calls when anything scrolled, whichever box it is that scrolls; once a frame at most.
pub(crate) fn on_moves(call: impl Fn() + 'static) -> Option<Listening> {
    let window = super::window()?;
    let call = Rc::new(call);
    let is_over = Rc::new(Cell::new(false));
    let is_asked = Rc::new(Cell::new(false));
    let listener = {
        let is_over = is_over.clone();
        Closure::<dyn FnMut()>::new(move || {
            if is_asked.replace(true) {
                return;
            }
            let (call, is_over, is_asked) = (call.clone(), is_over.clone(), is_asked.clone());
            spawn_local(async move {
                frame().await;
                is_asked.set(false);
                if !is_over.get() {
                    call();
                }
            });
        })
    };
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(true);
    for event in MOVES {
        let to = listener.as_ref().unchecked_ref();
        window.add_event_listener_with_callback_and_add_event_listener_options(event, to, &options).ok()?;
    }
    Some(Listening { window, listener, is_over })
}
