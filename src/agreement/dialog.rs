//! Which dialog is open. Escape closes one at once, and the browser tells so later: by then the next may have been asked for.

use yew::prelude::*;

use crate::html::{UseStateHandle, UseStateSetter, use_state, use_state_eq};
use crate::links::{Target, Visit};

/// At most one is open.
#[derive(Clone)]
pub(super) struct Dialog {
    /// What was asked for last, and which one it is.
    last: UseStateHandle<Option<Opening>>,
    /// The last one that was closed.
    closed: UseStateHandle<usize>,
}

/// What is open.
#[derive(Clone)]
pub(super) struct Opening {
    /// Counts from 1: the key of what is drawn, so that what closes late is gone already.
    pub(super) number: usize,
    pub(super) visit: Visit,
}

#[hook]
pub(super) fn use_dialog() -> Dialog {
    Dialog { last: use_state(|| None), closed: use_state_eq(|| 0) }
}

impl Dialog {
    /// What is to be drawn.
    pub(super) fn now(&self) -> Option<Opening> {
        (*self.last).clone().filter(|opening| opening.number != *self.closed)
    }

    /// Opens one.
    pub(super) fn open(&self) -> Callback<Target> {
        let (last, number) = (self.last.setter(), self.number() + 1);
        Callback::from(move |target| set(&last, number, Visit { target, turn: 0 }))
    }

    /// Goes to another place in the one that is open.
    pub(super) fn go(&self) -> Callback<Target> {
        let (last, number) = (self.last.clone(), self.number());
        Callback::from(move |target| {
            let visit = last.as_ref().map(|opening| opening.visit.clone()).unwrap_or_default();
            set(&last.setter(), number, visit.next(target));
        })
    }

    /// The one that is drawn is closed; a later one stays.
    pub(super) fn close(&self) -> Callback<()> {
        let (closed, number) = (self.closed.setter(), self.number());
        Callback::from(move |()| closed.set(number))
    }

    fn number(&self) -> usize {
        self.last.as_ref().map_or(0, |opening| opening.number)
    }
}

fn set(last: &UseStateSetter<Option<Opening>>, number: usize, visit: Visit) {
    last.set(Some(Opening { number, visit }));
}
