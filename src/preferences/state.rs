//! Which services are in force: a pure state. A category is in force when all of its services are.

use std::rc::Rc;

use samtycke_pack::manifest::{Basis, CookieCategory, Cookies};
use yew::Reducible;

use crate::options::Allowed;

/// What is in force by the switches as they stand, and by what was answered last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    now: Ids,
    answered: Ids,
    /// Was an answer given here that still stands as it was given?
    pub(super) saved: bool,
}

/// Services, and categories behind a colon: a category and a service may share an id. In any order.
#[derive(Clone, Debug)]
pub(super) struct Ids(Vec<String>);

impl PartialEq for Ids {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().all(|id| other.has(id)) && other.0.iter().all(|id| self.has(id))
    }
}

/// What happens to a choice.
pub(super) enum Act {
    /// The visitor puts services in force, or out of it.
    Turn { ids: Vec<String>, on: bool },
    /// The visitor gives an answer.
    Answer(Ids),
    /// Another answer holds now: given here, on the banner, or in another tab.
    Told(Ids),
}

/// How much of a category is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    None,
    Some,
    All,
}

impl Extent {
    /// How much is objected to, of what has that extent.
    pub(super) fn objected(self) -> Self {
        match self {
            Self::None => Self::All,
            Self::Some => Self::Some,
            Self::All => Self::None,
        }
    }
}

impl Ids {
    pub(super) const NONE: Self = Self(Vec::new());

    /// What is in force at the moment: what the visitor allowed, and what runs until they refuse or object.
    pub(super) fn of(allowed: &Allowed) -> Self {
        let mut ids = allowed.services.clone();
        ids.extend(allowed.categories.iter().map(|id| whole(id)));
        Self(ids)
    }

    /// Everything that can be in force.
    pub(super) fn all(cookies: &Cookies) -> Self {
        let asked = cookies.categories.iter().filter(|category| asks(category));
        Self(asked.flat_map(|category| members(cookies, category)).collect())
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.0.iter().any(|one| one == id)
    }

    pub(super) fn extent(&self, members: &[String]) -> Extent {
        match members.iter().filter(|id| self.has(id)).count() {
            0 => Extent::None,
            count if count == members.len() => Extent::All,
            _ => Extent::Some,
        }
    }

    /// Services and categories that need an answer and have a yes, as the gate stores them.
    pub(super) fn allowed(&self, cookies: &Cookies) -> Allowed {
        let services = cookies.asked().filter(|(service, _)| self.has(&service.id));
        let categories = cookies
            .categories
            .iter()
            .filter(|category| asks(category) && self.extent(&members(cookies, category)) == Extent::All);
        Allowed {
            services: services.map(|(service, _)| service.id.clone()).collect(),
            categories: categories.map(|category| category.id.clone()).collect(),
        }
    }
}

impl Choice {
    pub(super) fn new(answered: Ids) -> Self {
        Self { now: answered.clone(), answered, saved: false }
    }

    pub(super) fn now(&self) -> &Ids {
        &self.now
    }
}

/// Does the category need an answer?
pub(super) fn asks(category: &CookieCategory) -> bool {
    category.basis != Basis::StrictlyNecessary
}

/// What a category's control turns: its services, or itself when it has none.
pub(super) fn members(cookies: &Cookies, category: &CookieCategory) -> Vec<String> {
    let services = cookies.services.iter().filter(|service| service.category == category.id);
    let members: Vec<String> = services.map(|service| service.id.clone()).collect();
    if members.is_empty() { vec![whole(&category.id)] } else { members }
}

/// A category as a whole.
fn whole(category: &str) -> String {
    format!(":{category}")
}

impl Reducible for Choice {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        match act {
            Act::Turn { ids, on } => {
                next.now.0.retain(|id| !ids.contains(id));
                if on {
                    next.now.0.extend(ids);
                }
                next.saved = false;
            }
            Act::Answer(ids) => next = Self { now: ids.clone(), answered: ids, saved: true },
            // What the visitor has turned and not saved stays as they see it: an answer given in another tab must not
            // turn it back under their hand. What they then save is what they saw.
            Act::Told(ids) => {
                if next.now == next.answered {
                    next.now = ids.clone();
                }
                next.answered = ids;
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    fn ids(text: &str) -> Ids {
        Ids(list(text))
    }

    fn choice(text: &str) -> Rc<Choice> {
        Rc::new(Choice::new(ids(text)))
    }

    fn turn(text: &str, on: bool) -> Act {
        Act::Turn { ids: list(text), on }
    }

    #[test]
    fn a_category_is_in_force_when_all_its_services_are() {
        for (now, expect, objected) in [
            ("", Extent::None, Extent::All),
            ("a", Extent::Some, Extent::Some),
            ("b a", Extent::All, Extent::None),
            ("a b c", Extent::All, Extent::None),
        ] {
            let extent = ids(now).extent(&list("a b"));
            assert_eq!((extent, extent.objected()), (expect, objected), "{now}");
        }
    }

    #[test]
    fn a_service_is_not_in_force_because_a_category_of_its_name_is() {
        let told = Ids::of(&Allowed { services: list("player"), categories: list("video") });
        assert_eq!(told.extent(&list("video")), Extent::None);
        assert_eq!(told.extent(&list(":video")), Extent::All);
    }

    #[test]
    fn controls_change_only_what_they_name() {
        for (now, act, expect) in [
            ("a c", turn("a b", false), "c"),
            ("c", turn("a b", true), "a b c"),
            ("c", turn("c", true), "c"),
            ("", turn("a", false), ""),
        ] {
            assert_eq!(*choice(now).reduce(act).now(), ids(expect), "{now}");
        }
    }

    #[test]
    fn another_answer_is_shown_unless_something_was_turned_and_not_saved() {
        let told = || Act::Told(ids("c"));
        assert_eq!(*choice("a").reduce(told()).now(), ids("c"), "untouched");
        let turned = choice("a").reduce(turn("b", true));
        assert_eq!(*turned.clone().reduce(told()).now(), ids("a b"), "turned");
        let back = turned.clone().reduce(turn("b", false));
        assert_eq!(*back.reduce(told()).now(), ids("c"), "turned back");
        let answered = turned.reduce(Act::Answer(ids("a b")));
        assert_eq!(*answered.reduce(told()).now(), ids("c"), "saved");
    }

    #[test]
    fn an_answer_is_saved_until_something_is_turned() {
        let saved = choice("a").reduce(Act::Answer(ids("")));
        assert!(saved.saved);
        assert!(saved.clone().reduce(Act::Told(ids(""))).saved);
        assert!(!saved.reduce(turn("a", true)).saved);
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn reject_all_objects_too_and_accept_all_does_not() {
        for (pack, _) in crate::testing::sample_packs() {
            let cookies = pack.manifest.cookies.as_ref().unwrap();
            let everything = Ids::all(cookies).allowed(cookies);
            let nothing = ids("").allowed(cookies);
            assert!(nothing.services.is_empty() && nothing.categories.is_empty());
            for category in &cookies.categories {
                assert_eq!(everything.categories.contains(&category.id), asks(category), "{}", category.id);
            }
            for service in &cookies.services {
                let asked = cookies.asked().any(|(one, _)| one.id == service.id);
                assert_eq!(everything.services.contains(&service.id), asked, "{}", service.id);
            }
        }
    }
}
