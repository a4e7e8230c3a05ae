//! A view's string and its holes, to nodes.

use std::rc::Rc;
use std::str::Split;
use std::vec::IntoIter;

use web_sys::{Event, FocusEvent, InputEvent, KeyboardEvent, MouseEvent, PointerEvent};
use yew::html::IntoEventCallback;
use yew::virtual_dom::listeners::Listeners;
use yew::virtual_dom::{
    AttrValue, AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag, VText,
};
use yew::{Html, NodeRef};

/// Between the pieces of a view's string; see `crates/html/src/template.rs`.
const END: char = '\u{1f}';

/// What goes into one hole.
pub(super) enum Slot {
    Nothing,
    Node(VNode),
    Nodes(Vec<VNode>),
    Value(AttrValue),
    Flag(bool),
    Key(Key),
    Reference(NodeRef),
    On(Option<Rc<dyn Listener>>),
}

/// What goes into a view's holes, in their order. `html!` fills it.
pub(crate) struct Slots(Vec<Slot>);

/// A view without holes.
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
#[inline(never)]
pub(crate) fn still(template: &'static str) -> Html {
    Slots::new().html(template)
}

impl Slots {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    #[inline(never)]
    pub(super) fn push(&mut self, slot: Slot) {
        self.0.push(slot);
    }

    /// An attribute that is there or not, or `checked`.
    #[inline(never)]
    pub(crate) fn flag(&mut self, is_there: bool) {
        self.push(Slot::Flag(is_there));
    }

    #[inline(never)]
    pub(crate) fn key(&mut self, key: Key) {
        self.push(Slot::Key(key));
    }

    #[inline(never)]
    pub(crate) fn reference(&mut self, reference: NodeRef) {
        self.push(Slot::Reference(reference));
    }

    /// Where children begin whose number isn't known.
    pub(crate) fn mark(&self) -> usize {
        self.0.len()
    }

    /// All since then go into one hole.
    #[inline(never)]
    pub(crate) fn gather(&mut self, mark: usize) {
        let mut nodes = Vec::new();
        for slot in self.0.drain(mark..) {
            slot.into_nodes(&mut nodes);
        }
        self.push(Slot::Nodes(nodes));
    }

    /// The nodes.
    #[inline(never)]
    pub(crate) fn html(self, template: &'static str) -> Html {
        let mut reader = Reader { pieces: template.split(END), slots: self.0.into_iter() };
        let mut children = Vec::new();
        while let Some(piece) = reader.pieces.next() {
            children.extend(reader.child(piece));
        }
        whole(children)
    }
}

/// Listeners by the names that `html!` knows them by.
macro_rules! listeners {
    ($($on:ident: $event:ty),* $(,)?) => {
        impl Slots {
            $(
                #[doc = concat!("A listener as `", stringify!($on), "`.")]
                #[inline(never)]
                pub(crate) fn $on(&mut self, callback: impl IntoEventCallback<$event>) {
                    self.push(Slot::On(yew::html::$on::Wrapper::__macro_new(callback)));
                }
            )*
        }
    };
}

listeners! {
    onblur: FocusEvent,
    onchange: Event,
    onclick: MouseEvent,
    onclose: Event,
    onfocusin: FocusEvent,
    onpointerenter: PointerEvent,
    oninput: InputEvent,
    onkeydown: KeyboardEvent,
    ontoggle: Event,
}

impl Slot {
    fn into_nodes(self, nodes: &mut Vec<VNode>) {
        match self {
            Self::Node(node) => nodes.push(node),
            Self::Nodes(more) => nodes.extend(more),
            _ => {}
        }
    }
}

/// An element's children: the only one itself, else a list.
fn whole(mut children: Vec<Slot>) -> VNode {
    match (children.pop(), children.is_empty()) {
        (None, _) | (Some(Slot::Nothing), true) => VNode::default(),
        (Some(Slot::Node(only)), true) => only,
        (Some(last), _) => {
            children.push(last);
            list(children, None)
        }
    }
}

fn list(children: Vec<Slot>, key: Option<Key>) -> VNode {
    let mut nodes = Vec::new();
    for child in children {
        child.into_nodes(&mut nodes);
    }
    VList::with_children(nodes, key).into()
}

struct Reader {
    pieces: Split<'static, char>,
    slots: IntoIter<Slot>,
}

impl Reader {
    /// The child that a piece begins; `None` for what begins none.
    fn child(&mut self, piece: &'static str) -> Option<Slot> {
        let (sign, rest) = piece.split_at_checked(1)?;
        Some(match sign {
            "<" => Slot::Node(self.element(rest)),
            "(" => Slot::Node(self.fragment()),
            "'" => Slot::Node(VText::new(rest).into()),
            "." => self.slots.next()?,
            _ => return None,
        })
    }

    fn fragment(&mut self) -> VNode {
        let mut children = Vec::new();
        let mut key = None;
        while let Some(piece) = self.pieces.next() {
            match piece {
                ")" => break,
                "*" => {
                    if let Some(Slot::Key(own)) = self.slots.next() {
                        key = Some(own);
                    }
                }
                _ => children.extend(self.child(piece)),
            }
        }
        list(children, key)
    }

    fn element(&mut self, tag: &'static str) -> VNode {
        let is_field = matches!(tag, "input" | "textarea");
        let mut attributes = Attributes::default();
        let mut listeners = Vec::new();
        let mut children = Vec::new();
        let (mut reference, mut key, mut value, mut checked) = (NodeRef::default(), None, None, None);
        while let Some(piece) = self.pieces.next() {
            let name = piece.get(1..).unwrap_or_default();
            let given = match piece.as_bytes().first() {
                Some(b'/') => break,
                Some(b'=') => self.pieces.next().map(AttrValue::Static),
                Some(b'?') => match self.slots.next() {
                    Some(Slot::Value(given)) => Some(given),
                    Some(Slot::Flag(on)) if is_field && name == "checked" => {
                        checked = Some(on);
                        None
                    }
                    Some(Slot::Flag(true)) => Some(AttrValue::Static(name)),
                    _ => None,
                },
                Some(b'*') => {
                    match self.slots.next() {
                        Some(Slot::Key(own)) => key = Some(own),
                        Some(Slot::Reference(own)) => reference = own,
                        Some(Slot::On(listener)) => listeners.push(listener),
                        _ => {}
                    }
                    None
                }
                _ => {
                    children.extend(self.child(piece));
                    None
                }
            };
            if let Some(given) = given {
                if is_field && name == "value" {
                    value = Some(given);
                } else {
                    let given = AttributeOrProperty::Attribute(given);
                    attributes.get_mut_index_map().insert(AttrValue::Static(name), given);
                }
            }
        }
        let listeners = if listeners.is_empty() {
            Listeners::None
        } else {
            Listeners::Pending(listeners.into_boxed_slice())
        };
        match tag {
            "input" => VTag::__new_input(value, checked, reference, key, attributes, listeners),
            "textarea" => VTag::__new_textarea(value, None, reference, key, attributes, listeners),
            tag => VTag::__new_other(
                AttrValue::Static(tag),
                reference,
                key,
                attributes,
                listeners,
                whole(children),
            ),
        }
        .into()
    }
}
