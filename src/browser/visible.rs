//! For how long the page is visible.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Interval;
use web_sys::Element;

use super::dom;
use super::listen::Listener;

const TICK_MS: u32 = 500;

/// Counts the time on a visible page, until it is dropped: in ticks during which it was visible from beginning to end, so
/// rather too little than too much.
pub(crate) struct VisibleTime {
    _clock: Interval,
    _heard: Option<Listener>,
}

impl VisibleTime {
    /// `count` gets milliseconds; `changed` is called when the page is hidden or shown.
    pub(crate) fn of(element: &Element, count: impl Fn(u32) + 'static, changed: impl Fn() + 'static) -> Self {
        let interrupted = Rc::new(Cell::new(false));
        let clock = {
            let interrupted = interrupted.clone();
            Interval::new(TICK_MS, move || {
                if !interrupted.replace(false) && dom::page_is_visible() {
                    count(TICK_MS);
                }
            })
        };
        let heard = element.owner_document().map(|document| {
            Listener::new(&document, "visibilitychange", move |_| {
                interrupted.set(true);
                changed();
            })
        });
        Self { _clock: clock, _heard: heard }
    }
}
