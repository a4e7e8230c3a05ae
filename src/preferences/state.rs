//! Which services are allowed: a pure state. A category is allowed when all of its services are.

use std::rc::Rc;

use samtycke_pack::manifest::{Basis, CookieCategory, Cookies};
use yew::Reducible;

use crate::options::Allowed;

/// What is switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Services, and categories that have none.
    on: Vec<String>,
}

/// One act of the visitor.
pub(crate) enum Act {
    /// A category and its services, on or off.
    Category { members: Vec<String>, on: bool },
    /// A service, on or off.
    Service { id: String, on: bool },
}

/// How much of a category is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    None,
    Some,
    All,
}

impl Choice {
    /// What is allowed now; nothing is on that the visitor did not switch on.
    pub(crate) fn of(allowed: &Allowed) -> Self {
        let mut on = allowed.services.clone();
        on.extend(allowed.categories.iter().cloned());
        Self { on }
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.on.iter().any(|one| one == id)
    }

    pub(crate) fn extent(&self, members: &[String]) -> Extent {
        match members.iter().filter(|id| self.has(id)).count() {
            0 => Extent::None,
            count if count == members.len() => Extent::All,
            _ => Extent::Some,
        }
    }

    /// Allowed services and categories, as the gate stores them.
    pub(crate) fn allowed(&self, cookies: &Cookies) -> Allowed {
        let asked = cookies.categories.iter().filter(|category| asks(category));
        let services =
            cookies.services.iter().filter(|service| self.has(&service.id)).map(|service| service.id.clone());
        Allowed {
            services: services.collect(),
            categories: asked
                .filter(|category| self.extent(&members(cookies, category)) == Extent::All)
                .map(|category| category.id.clone())
                .collect(),
        }
    }
}

/// Does the category need an answer?
pub(crate) fn asks(category: &CookieCategory) -> bool {
    category.basis != Basis::StrictlyNecessary
}

/// What a category's switch switches: its services, or itself when it has none.
pub(crate) fn members(cookies: &Cookies, category: &CookieCategory) -> Vec<String> {
    let services = cookies.services.iter().filter(|service| service.category == category.id);
    let members: Vec<String> = services.map(|service| service.id.clone()).collect();
    if members.is_empty() { vec![category.id.clone()] } else { members }
}

/// Everything that can be allowed.
pub(crate) fn everything(cookies: &Cookies) -> Choice {
    let asked = cookies.categories.iter().filter(|category| asks(category));
    Choice { on: asked.flat_map(|category| members(cookies, category)).collect() }
}

impl Reducible for Choice {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let (ids, on) = match act {
            Act::Category { members, on } => (members, on),
            Act::Service { id, on } => (vec![id], on),
        };
        let mut next: Vec<String> = self.on.iter().filter(|id| !ids.contains(id)).cloned().collect();
        if on {
            next.extend(ids);
        }
        Rc::new(Self { on: next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(on: &str) -> Rc<Choice> {
        Rc::new(Choice { on: on.split_whitespace().map(String::from).collect() })
    }

    fn ids(text: &str) -> Vec<String> {
        text.split(' ').map(String::from).collect()
    }

    #[test]
    fn a_category_is_on_when_all_its_services_are() {
        for (on, expect) in
            [("", Extent::None), ("a", Extent::Some), ("b a", Extent::All), ("a b c", Extent::All)]
        {
            assert_eq!(choice(on).extent(&ids("a b")), expect, "{on}");
        }
    }

    #[test]
    fn switches_change_only_what_they_name() {
        let off = choice("a c").reduce(Act::Category { members: ids("a b"), on: false });
        assert_eq!(*off, *choice("c"));
        let on = choice("c").reduce(Act::Category { members: ids("a b"), on: true });
        assert_eq!(*on, *choice("c a b"));
        let one = choice("c").reduce(Act::Service { id: "c".into(), on: true });
        assert_eq!(*one, *choice("c"));
    }
}
