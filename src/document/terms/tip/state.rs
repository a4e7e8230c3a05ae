//! When the tip of a term shows.

use std::rc::Rc;

use yew::prelude::*;

/// What the tip does. `T` is the term that it is for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Tip<T> {
    #[default]
    Hidden,
    /// The pointer has just come to the term.
    Coming(T),
    Shown(T, Held),
    /// The pointer has just left; it may be on its way to the tip.
    Going(T),
}

/// What keeps the tip there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Held {
    Pointer,
    Focus,
    Finger,
}

/// What happens to it.
#[derive(Debug)]
pub(super) enum Happening<T> {
    /// The pointer is over a term.
    Over(T),
    OverTip,
    /// It is over neither.
    Out,
    Focus(T),
    Blur,
    /// A finger on a term whose tip it hadn't called.
    Tap(T),
    /// The time to come or to go is over.
    Elapsed,
    /// Escape, a press elsewhere, or the definition is gone to.
    Away,
}

impl<T: Clone + PartialEq> Tip<T> {
    /// The term whose tip is to be seen.
    pub(super) fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(term, _) | Self::Going(term) => Some(term),
            Self::Hidden | Self::Coming(_) => None,
        }
    }

    /// The state after something happened.
    pub(super) fn after(&self, happening: Happening<T>) -> Self {
        match (self.clone(), happening) {
            (_, Happening::Focus(term)) => Self::Shown(term, Held::Focus),
            (_, Happening::Tap(term)) => Self::Shown(term, Held::Finger),
            (_, Happening::Away) => Self::Hidden,
            (Self::Shown(shown, held), Happening::Over(term)) if shown == term => Self::Shown(shown, held),
            (Self::Going(shown), Happening::Over(term)) if shown == term => Self::Shown(shown, Held::Pointer),
            (_, Happening::Over(term)) => Self::Coming(term),
            (Self::Going(term), Happening::OverTip) => Self::Shown(term, Held::Pointer),
            (Self::Coming(_), Happening::OverTip | Happening::Out) => Self::Hidden,
            (Self::Shown(term, Held::Pointer), Happening::Out) => Self::Going(term),
            (Self::Shown(_, Held::Focus), Happening::Blur) => Self::Hidden,
            (Self::Coming(term), Happening::Elapsed) => Self::Shown(term, Held::Pointer),
            (Self::Going(_), Happening::Elapsed) => Self::Hidden,
            (same, _) => same,
        }
    }
}

impl<T: Clone + PartialEq> Reducible for Tip<T> {
    type Action = Happening<T>;

    fn reduce(self: Rc<Self>, happening: Happening<T>) -> Rc<Self> {
        Rc::new(self.after(happening))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::Happening::*;
    use super::*;

    #[test]
    fn the_tip_shows_for_who_stays_and_stays_for_who_reads() {
        for (happenings, expected) in [
            (vec![Over(1)], Tip::Coming(1)),
            (vec![Over(1), Out], Tip::Hidden),
            (vec![Over(1), Out, Elapsed], Tip::Hidden),
            (vec![Over(1), Elapsed], Tip::Shown(1, Held::Pointer)),
            (vec![Over(1), Elapsed, Over(1)], Tip::Shown(1, Held::Pointer)),
            (vec![Over(1), Elapsed, Out], Tip::Going(1)),
            (vec![Over(1), Elapsed, Out, OverTip], Tip::Shown(1, Held::Pointer)),
            (vec![Over(1), Elapsed, Out, OverTip, Out, Elapsed], Tip::Hidden),
            (vec![Over(1), Elapsed, Out, Over(1), Elapsed], Tip::Shown(1, Held::Pointer)),
            (vec![Over(1), Elapsed, Over(2)], Tip::Coming(2)),
            (vec![Over(1), Elapsed, Away], Tip::Hidden),
            (vec![Over(1), Elapsed, Away, Out, Elapsed], Tip::Hidden),
            (vec![Focus(1)], Tip::Shown(1, Held::Focus)),
            (vec![Focus(1), Out, Elapsed], Tip::Shown(1, Held::Focus)),
            (vec![Focus(1), Blur], Tip::Hidden),
            (vec![Focus(1), Blur, Focus(2)], Tip::Shown(2, Held::Focus)),
            (vec![Focus(1), Away, Blur], Tip::Hidden),
            (vec![Over(1), Elapsed, Blur], Tip::Shown(1, Held::Pointer)),
            (vec![Focus(1), Tap(1)], Tip::Shown(1, Held::Finger)),
            (vec![Tap(1), Blur, Out, Elapsed], Tip::Shown(1, Held::Finger)),
            (vec![Tap(1), Away], Tip::Hidden),
        ] {
            let name = format!("{happenings:?}");
            let tip =
                happenings.into_iter().fold(Tip::Hidden, |tip: Tip<u8>, happening| tip.after(happening));
            assert_eq!(tip, expected, "{name}");
        }
    }
}
