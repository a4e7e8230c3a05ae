//! Where the reader is, as the page's address says it: links change the address, and the address moves the reader. So the
//! back button works, and an address can be shared.

use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use crate::browser::{self, dom};
use crate::html::{use_effect_with, use_mut_ref};
use crate::links::{Target, Visit};
use crate::options::Options;
use crate::pack::{LoadError, Pack};

/// What the address and the reader's own clicks come to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    visit: Visit,
    /// That the address names; `None` for the page's.
    language: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Move {
    /// The address names this in that language, or a link to it was followed.
    To(Target, String),
    /// The address has no fragment (any more).
    Home(Target),
    /// The fragment is the page's own, or another element's.
    Stay,
    /// The page speaks another language now.
    Spoken,
}

impl Reducible for Place {
    type Action = Move;

    fn reduce(self: Rc<Self>, action: Move) -> Rc<Self> {
        let visit = &self.visit;
        Rc::new(match action {
            Move::Stay => return self,
            Move::To(target, language) => Self { visit: visit.next(target), language: Some(language) },
            // The browser itself goes back to where the page was scrolled.
            Move::Home(target) => Self { visit: Visit { target, turn: 0 }, language: None },
            Move::Spoken => Self { visit: visit.clone(), language: None },
        })
    }
}

/// Where a policy's reader is.
pub(super) struct Address {
    pub(super) visit: Visit,
    /// That the address names; `None` for the page's.
    pub(super) language: Option<String>,
    /// What links' addresses start with; `None` where the page's own script routes by the fragment.
    pub(super) page: Option<AttrValue>,
    pub(super) go: Callback<(Target, String)>,
}

#[hook]
pub(super) fn use_address(options: &Options, pack: &Pack) -> Address {
    let home = home(options, pack);
    let read = {
        let (pack, hooks, home) = (pack.clone(), options.hooks.clone(), home.clone());
        move || {
            let fragment = dom::fragment();
            if matches!(fragment.as_str(), "" | "#") {
                return Move::Home(home.clone());
            }
            match Target::of_fragment(&fragment) {
                Some((id, target, language))
                    if id == pack.manifest.id
                        && pack.manifest.document(&target.document).is_some()
                        && hooks.owns(&target.document) =>
                {
                    Move::To(target, language)
                }
                _ => Move::Stay,
            }
        }
    };
    let first = use_mut_ref(dom::fragment);
    let place = use_reducer({
        let (read, home) = (read.clone(), home.clone());
        move || {
            let start = Rc::new(Place { visit: Visit { target: home, turn: 0 }, language: None });
            Rc::unwrap_or_clone(start.reduce(read()))
        }
    });
    let started = use_mut_ref(|| false);
    use_effect_with((home, pack.clone()), {
        let (place, started) = (place.dispatcher(), started.clone());
        move |(home, pack): &(Target, Pack)| {
            if pack.manifest.document(&home.document).is_none() {
                LoadError::Unknown.tell(&pack.hooks, &home.document);
            }
            // The element names another document now, or the address changed since it was read.
            if *started.borrow() {
                place.dispatch(Move::Home(home.clone()));
            } else if *first.borrow() != dom::fragment() {
                place.dispatch(read());
            }
            let listener = browser::window()
                .map(|window| EventListener::new(&window, "hashchange", move |_| place.dispatch(read())));
            move || drop(listener)
        }
    });
    use_effect_with(options.languages.clone(), {
        let place = place.dispatcher();
        move |_| {
            // Both effects run once when the view is mounted, this one last.
            if started.replace(true) {
                place.dispatch(Move::Spoken);
            }
        }
    });
    let go = {
        let place = place.dispatcher();
        Callback::from(move |(target, language)| place.dispatch(Move::To(target, language)))
    };
    Address {
        visit: place.visit.clone(),
        language: place.language.clone(),
        page: dom::address_of_fragments().map(AttrValue::from),
        go,
    }
}

/// The document that the element names, or the pack's first.
fn home(options: &Options, pack: &Pack) -> Target {
    let first = || pack.manifest.documents.first().map(|entry| entry.id.clone()).unwrap_or_default();
    let id = if options.document.is_empty() { first() } else { options.document.clone() };
    Target::document(&id)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_address_moves_the_reader_and_leaving_it_goes_home() {
        let at = |target: Target, turn, language: Option<&str>| Place {
            visit: Visit { target, turn },
            language: language.map(String::from),
        };
        let (home, dpa) = (Target::document("policy"), Target::document("dpa"));
        let start = at(home.clone(), 0, None);
        for (moves, expect) in [
            (vec![Move::To(dpa.clone(), "da".into())], at(dpa.clone(), 1, Some("da"))),
            (
                vec![Move::To(dpa.clone(), "da".into()), Move::To(home.clone(), "en".into())],
                at(home.clone(), 2, Some("en")),
            ),
            (
                vec![Move::To(dpa.clone(), "da".into()), Move::To(dpa.clone(), "da".into())],
                at(dpa.clone(), 2, Some("da")),
            ),
            (vec![Move::To(dpa.clone(), "da".into()), Move::Home(home.clone())], at(home, 0, None)),
            (vec![Move::To(dpa.clone(), "da".into()), Move::Stay], at(dpa.clone(), 1, Some("da"))),
            (vec![Move::To(dpa.clone(), "da".into()), Move::Spoken], at(dpa, 1, None)),
        ] {
            let reached =
                moves.iter().cloned().fold(Rc::new(start.clone()), |place, next| place.reduce(next));
            assert_eq!(*reached, expect, "{moves:?}");
        }
    }
}
