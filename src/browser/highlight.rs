//! Marks on text that leave the text alone: the CSS Custom Highlight API.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Range};

/// What the style sheet calls the places that were found.
const HIT: &str = "samtycke-hit";
/// What it calls the place that the reader is at.
const HERE: &str = "samtycke-here";

#[wasm_bindgen]
extern "C" {
    /// The page's registry of highlights, `CSS.highlights`.
    type Registry;
    #[wasm_bindgen(method)]
    fn get(this: &Registry, name: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn set(this: &Registry, name: &str, highlight: &Highlight);

    /// Ranges that are painted alike.
    #[derive(Clone)]
    type Highlight;
    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;
    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: i32);
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &Range);
}

/// The marks of one view. All views of a page share two names, so each one only takes its own ranges away.
pub(crate) struct Marks {
    hit: Highlight,
    here: Highlight,
    hits: Vec<Range>,
    place: Option<Range>,
}

impl Marks {
    /// `None` where the browser can't.
    pub(crate) fn new() -> Option<Self> {
        let registry = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
        let registry = Reflect::get(&registry, &"highlights".into()).ok()?;
        if registry.is_falsy() {
            return None;
        }
        let registry: Registry = registry.unchecked_into();
        let (hit, here) = (named(&registry, HIT), named(&registry, HERE));
        here.set_priority(1);
        Some(Self { hit, here, hits: Vec::new(), place: None })
    }

    /// These and no others.
    pub(crate) fn show(&mut self, hits: Vec<Range>, place: Option<Range>) {
        self.hits.iter().for_each(|range| self.hit.delete(range));
        self.place.iter().for_each(|range| self.here.delete(range));
        hits.iter().for_each(|range| self.hit.add(range));
        place.iter().for_each(|range| self.here.add(range));
        (self.hits, self.place) = (hits, place);
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        self.show(Vec::new(), None);
    }
}

fn named(registry: &Registry, name: &str) -> Highlight {
    let found = registry.get(name);
    if !found.is_falsy() {
        return found.unchecked_into();
    }
    let highlight = Highlight::new();
    registry.set(name, &highlight);
    highlight
}

/// All that an element holds.
pub(crate) fn whole(element: &Element) -> Option<Range> {
    let range = element.owner_document()?.create_range().ok()?;
    range.select_node_contents(element).ok()?;
    Some(range)
}

/// A part of an element's text, in UTF-16 units.
pub(crate) fn part(element: &Element, start: u32, end: u32) -> Option<Range> {
    let range = element.owner_document()?.create_range().ok()?;
    let (start_node, start) = place(element, start, Side::After)?;
    let (end_node, end) = place(element, end, Side::Before)?;
    range.set_start(&start_node, start).ok()?;
    range.set_end(&end_node, end).ok()?;
    Some(range)
}

/// Where two texts meet, the place is in the one after or before.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

fn place(element: &Element, at: u32, side: Side) -> Option<(Node, u32)> {
    let mut left = at;
    place_in(element, &mut left, side)
}

fn place_in(parent: &Node, left: &mut u32, side: Side) -> Option<(Node, u32)> {
    let mut child = parent.first_child();
    while let Some(node) = child {
        if node.node_type() == Node::TEXT_NODE {
            let length = node.node_value().map_or(0, |text| text.encode_utf16().count()) as u32;
            if *left < length || *left == length && side == Side::Before {
                return Some((node, *left));
            }
            *left -= length;
        } else if let Some(found) = place_in(&node, left, side) {
            return Some(found);
        }
        child = node.next_sibling();
    }
    None
}
