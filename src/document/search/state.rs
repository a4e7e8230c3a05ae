//! What is searched for, what was found, and which of it the reader is at.

use std::rc::Rc;

use yew::prelude::*;

use super::index::Hit;
use crate::messages::search::Search as Words;

/// How the reader came to the present hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Way {
    #[default]
    Straight,
    /// On from the last hit, so it begins again.
    FromTheTop,
    /// Back from the first hit.
    FromTheEnd,
}

/// What the search bar shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) query: String,
    pub(crate) hits: Rc<Vec<Hit>>,
    /// Index of the hit that the reader is at.
    pub(crate) here: Option<usize>,
    pub(crate) way: Way,
    /// Counts goings, so that going to the same hit again is another one.
    pub(crate) goings: u32,
}

/// What happens to it.
#[derive(Debug)]
pub(crate) enum Action {
    /// Another query, and what it finds.
    Write(String, Vec<Hit>),
    /// To the next hit; `from` is the first leaf on the screen, for where there is no hit before it.
    Next { from: u32 },
    /// To the hit before.
    Previous { from: u32 },
    /// To this hit of the list.
    GoTo(usize),
    /// The reader stopped writing.
    Rest { from: u32 },
}

impl State {
    /// The state after an action.
    pub(crate) fn after(&self, action: Action) -> Self {
        let count = self.hits.len();
        let onwards = |from| self.hits.partition_point(|hit| hit.leaf < from);
        let (here, way) = match action {
            Action::Write(query, hits) => {
                let kept = self.here.and_then(|here| self.hits.get(here)).and_then(|was| {
                    hits.iter().position(|hit| hit.leaf == was.leaf && hit.start == was.start)
                });
                return Self { query, hits: Rc::new(hits), here: kept, way: Way::Straight, ..*self };
            }
            Action::Rest { .. } if self.here.is_some() => return self.clone(),
            Action::GoTo(hit) => (hit, Way::Straight),
            Action::Rest { from } => (onwards(from) % count.max(1), Way::Straight),
            Action::Next { from } => match self.here.map_or_else(|| onwards(from), |here| here + 1) {
                end if end >= count => (0, Way::FromTheTop),
                next => (next, Way::Straight),
            },
            Action::Previous { from } => match self.here.unwrap_or_else(|| onwards(from)) {
                0 => (count.saturating_sub(1), Way::FromTheEnd),
                here => (here - 1, Way::Straight),
            },
        };
        if here >= count {
            return self.clone();
        }
        Self { here: Some(here), way, goings: self.goings.wrapping_add(1), ..self.clone() }
    }

    /// How much was found and where the reader is, in words; empty while there is nothing to say.
    pub(crate) fn count(&self, words: &Words) -> String {
        if self.query.trim().is_empty() {
            return String::new();
        }
        match (self.hits.len(), self.here) {
            (0, _) if self.query.trim().chars().count() < 2 => words.too_short.to_owned(),
            (0, _) => words.none.to_owned(),
            (all, None) => words.hits.say(all),
            (all, Some(here)) => {
                let place = words.place.replace("{here}", &(here + 1).to_string());
                let place = place.replace("{all}", &all.to_string());
                match self.way {
                    Way::Straight => place,
                    Way::FromTheTop => place + words.from_the_top,
                    Way::FromTheEnd => place + words.from_the_end,
                }
            }
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::messages::messages;

    fn hit(leaf: u32) -> Hit {
        Hit { leaf, start: 0, end: 2 }
    }

    fn written(leaves: &[u32]) -> State {
        let hits = leaves.iter().map(|leaf| hit(*leaf)).collect();
        State::default().after(Action::Write("ab".into(), hits))
    }

    #[test]
    fn the_first_hit_is_the_one_from_here_on() {
        for (from, on, back) in [
            (0, (0, Way::Straight), (2, Way::FromTheEnd)),
            (3, (1, Way::Straight), (0, Way::Straight)),
            (9, (2, Way::Straight), (1, Way::Straight)),
            (10, (0, Way::FromTheTop), (2, Way::Straight)),
        ] {
            let state = written(&[2, 5, 9]);
            let next = state.after(Action::Next { from });
            assert_eq!((next.here, next.way), (Some(on.0), on.1), "on from {from}");
            let previous = state.after(Action::Previous { from });
            assert_eq!((previous.here, previous.way), (Some(back.0), back.1), "back from {from}");
            assert_eq!(state.after(Action::Rest { from }).here, Some(on.0), "at rest from {from}");
        }
    }

    #[test]
    fn it_goes_round_in_both_directions_and_says_so() {
        let words = messages("en");
        let mut state = written(&[2, 5]).after(Action::Next { from: 0 });
        let mut said = vec![state.count(&words.search)];
        let on = Action::Next { from: 0 };
        let on_again = Action::Next { from: 0 };
        for action in [on, on_again, Action::Previous { from: 0 }, Action::GoTo(0)] {
            state = state.after(action);
            said.push(state.count(&words.search));
        }
        assert_eq!(
            said,
            ["1 of 2", "2 of 2", "1 of 2, from the beginning", "2 of 2, from the end", "1 of 2"]
        );
        assert_eq!(state.goings, 5);
    }

    #[test]
    fn writing_on_stays_at_the_hit_that_is_still_one() {
        let state = written(&[2, 5, 9]).after(Action::GoTo(1));
        let kept = state.after(Action::Write("abc".into(), vec![hit(5), hit(9)]));
        assert_eq!((kept.here, kept.goings), (Some(0), state.goings));
        assert_eq!(kept.after(Action::Rest { from: 0 }), kept);
        assert_eq!(state.after(Action::Write("abx".into(), vec![hit(9)])).here, None);
    }

    #[test]
    fn nothing_found_is_said_and_nowhere_to_go() {
        let words = &messages("en").search;
        for (query, expected) in
            [("", ""), ("  ", ""), ("a", words.too_short), ("ab", words.none), ("å ", words.too_short)]
        {
            let state = State::default().after(Action::Write(query.into(), Vec::new()));
            assert_eq!(state.count(words), expected, "{query:?}");
            for action in [
                Action::Next { from: 3 },
                Action::Previous { from: 3 },
                Action::Rest { from: 3 },
                Action::GoTo(0),
            ] {
                assert_eq!(state.after(action), state);
            }
        }
        assert_eq!(written(&[1]).count(words), "1 hit");
        assert_eq!(written(&[1, 2]).count(words), "2 hits");
    }
}
