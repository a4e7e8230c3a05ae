//! What may stand in the braces of a view.

use std::rc::Rc;

use yew::virtual_dom::{AttrValue, VList, VNode, VText};
use yew::{Classes, Html};

use super::slots::{Slot, Slots};

/// What an element can have as a child.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a child in `html!`",
    label = "neither text nor a node",
    note = "children are `Html`, text, numbers, and options and vectors of these; an iterator goes in as `{{ for … }}`"
)]
pub(crate) trait Child {
    /// Puts it into the next hole.
    fn put(self, slots: &mut Slots);
}

/// What an attribute can be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be an attribute's value in `html!`",
    label = "no text",
    note = "attributes are `String`, `&'static str`, `AttrValue`, numbers, and options of these; `None` leaves it out"
)]
pub(crate) trait Attribute {
    /// Puts it into the next hole.
    fn put(self, slots: &mut Slots);
}

/// Anything that can be a child, as a node.
pub(crate) fn node(child: impl Child) -> Html {
    let mut slots = Slots::new();
    child.put(&mut slots);
    slots.html(".")
}

impl Child for VNode {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        slots.push(Slot::Node(self));
    }
}

impl Child for &VNode {
    fn put(self, slots: &mut Slots) {
        Child::put(self.clone(), slots);
    }
}

impl Child for &str {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        Child::put(AttrValue::Rc(Rc::from(self)), slots);
    }
}

impl Child for String {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        Child::put(&*self, slots);
    }
}

impl Child for &String {
    fn put(self, slots: &mut Slots) {
        Child::put(self.as_str(), slots);
    }
}

impl Child for AttrValue {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        slots.push(Slot::Node(VText::new(self).into()));
    }
}

impl Child for &AttrValue {
    fn put(self, slots: &mut Slots) {
        Child::put(self.clone(), slots);
    }
}

impl Child for usize {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        Child::put(self.to_string(), slots);
    }
}

impl<T: Child> Child for Option<T> {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        match self {
            Some(child) => child.put(slots),
            None => slots.push(Slot::Nothing),
        }
    }
}

impl Child for Vec<VNode> {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        slots.push(Slot::Nodes(self));
    }
}

impl Child for VList {
    fn put(self, slots: &mut Slots) {
        Child::put(VNode::from(self), slots);
    }
}

impl Attribute for AttrValue {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        slots.push(Slot::Value(self));
    }
}

impl Attribute for &AttrValue {
    fn put(self, slots: &mut Slots) {
        Attribute::put(self.clone(), slots);
    }
}

impl Attribute for &'static str {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        Attribute::put(AttrValue::Static(self), slots);
    }
}

impl Attribute for String {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        Attribute::put(AttrValue::Rc(Rc::from(self)), slots);
    }
}

impl Attribute for &String {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        Attribute::put(AttrValue::Rc(Rc::from(self.as_str())), slots);
    }
}

impl Attribute for usize {
    fn put(self, slots: &mut Slots) {
        Attribute::put(self.to_string(), slots);
    }
}

impl Attribute for Classes {
    fn put(self, slots: &mut Slots) {
        Attribute::put(self.to_string(), slots);
    }
}

impl<T: Attribute> Attribute for Option<T> {
    #[inline(never)]
    fn put(self, slots: &mut Slots) {
        match self {
            Some(value) => value.put(slots),
            None => slots.push(Slot::Nothing),
        }
    }
}
