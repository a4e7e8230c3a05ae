//! What of a document is on the screen, and bringing a part of it there.

use wasm_bindgen::JsCast as _;
use web_sys::{DomRect, Element, HtmlElement, Node, NodeList, ShadowRoot};

/// A part of the window's height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Band {
    /// This much more on both sides.
    pub(crate) fn wider(self, by: f64) -> Self {
        Self { top: self.top - by, bottom: self.bottom + by }
    }

    /// Is this box wholly in it?
    pub(crate) fn holds(self, rect: &DomRect) -> bool {
        rect.top() >= self.top && rect.bottom() <= self.bottom
    }
}

/// What an element scrolls in.
pub(crate) struct Scroller(Option<Element>);

impl Scroller {
    /// The nearest one around it; the page when there is no other.
    pub(crate) fn of(element: &Element) -> Self {
        let mut around = parent(element);
        while let Some(one) = around {
            if one.scroll_height() > one.client_height() && scrolls(&one) {
                return Self(Some(one));
            }
            // A modal dialog lies above the page, whatever the page around its element scrolls.
            if one.matches("dialog:modal").unwrap_or(false) {
                break;
            }
            around = parent(&one);
        }
        Self(None)
    }

    /// The part of the window that it shows.
    pub(crate) fn band(&self) -> Band {
        let height = super::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(0.0);
        let Some(element) = &self.0 else { return Band { top: 0.0, bottom: height } };
        let rect = element.get_bounding_client_rect();
        Band { top: rect.top().max(0.0), bottom: rect.bottom().min(height) }
    }

    /// Scrolls down by so many pixels.
    pub(crate) fn by(&self, pixels: f64) {
        match (&self.0, super::window()) {
            (Some(element), _) => element.scroll_by_with_x_and_y(0.0, pixels),
            (None, Some(window)) => window.scroll_by_with_x_and_y(0.0, pixels),
            (None, None) => {}
        }
    }
}

/// Is the end of an element on the screen, so many pixels more or less?
pub(crate) fn shows_end(element: &Element, slack: f64) -> bool {
    let (rect, band) = (element.get_bounding_client_rect(), Scroller::of(element).band());
    rect.height() > 0.0 && rect.bottom() <= band.bottom + slack
}

fn parent(element: &Element) -> Option<Element> {
    let above = element.parent_node()?;
    match above.dyn_ref::<ShadowRoot>() {
        Some(shadow) => Some(shadow.host()),
        None => above.dyn_into().ok(),
    }
}

/// The root and the body scroll the page, whatever their style says.
fn scrolls(element: &Element) -> bool {
    let style = super::window().and_then(|window| window.get_computed_style(element).ok()?);
    let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok()).unwrap_or_default();
    matches!(overflow.as_str(), "auto" | "scroll") && !matches!(element.tag_name().as_str(), "HTML" | "BODY")
}

/// The leaves in a band and their numbers, in reading order: from chunks that are there, without a look at the others.
pub(crate) fn leaves(text: &Element, band: Band) -> Vec<(u32, Element)> {
    let mut found = Vec::new();
    let Ok(chunks) = text.query_selector_all(".chunk") else { return found };
    for chunk in all(&chunks, 0).chain((chunks.length() == 0).then(|| text.clone())) {
        let rect = chunk.get_bounding_client_rect();
        if rect.bottom() < band.top || rect.top() > band.bottom {
            continue;
        }
        let Ok(leaves) = chunk.query_selector_all("[data-leaf]") else { continue };
        let first = first_below(&leaves, band.top);
        found.extend(
            all(&leaves, first)
                .take_while(|leaf| seen(leaf).top <= band.bottom)
                .filter_map(|leaf| Some((leaf.get_attribute("data-leaf")?.parse().ok()?, leaf))),
        );
    }
    found
}

/// Where an element can be seen: rows that are scrolled out of their table are at its edge, above or below all else.
fn seen(element: &Element) -> Band {
    let rect = element.get_bounding_client_rect();
    let Ok(Some(table)) = element.closest(".table") else {
        return Band { top: rect.top(), bottom: rect.bottom() };
    };
    let frame = table.get_bounding_client_rect();
    let within = |edge: f64| edge.max(frame.top()).min(frame.bottom());
    Band { top: within(rect.top()), bottom: within(rect.bottom()) }
}

/// Scrolls an element that scrolls on its own, so that it shows this box of what is in it, upright in the middle.
pub(crate) fn show_in(frame: &Element, rect: &DomRect, air: f64) {
    let edges = frame.get_bounding_client_rect();
    // What sticks to its upper edge covers some of it: the middle third is free.
    let third = edges.height() / 3.0;
    let middle = Band { top: edges.top() + third, bottom: edges.bottom() - third };
    if frame.scroll_height() > frame.client_height() && !middle.holds(rect) {
        let off = (rect.top() + rect.bottom() - edges.top() - edges.bottom()) / 2.0;
        frame.set_scroll_top(frame.scroll_top() + off as i32);
    }
    if rect.left() < edges.left() || rect.right() > edges.right() {
        frame.set_scroll_left(frame.scroll_left() + (rect.left() - edges.left() - air) as i32);
    }
}

/// The last element of a kind that an element is in or after.
pub(crate) fn last_before(root: &Element, kind: &str, element: &Element) -> Option<HtmlElement> {
    let nodes = root.query_selector_all(kind).ok()?;
    let (mut low, mut high) = (0, nodes.length());
    while low < high {
        let middle = low.midpoint(high);
        let is_after = nodes.item(middle).is_some_and(|one| {
            one.is_same_node(Some(element))
                || one.compare_document_position(element) & Node::DOCUMENT_POSITION_FOLLOWING != 0
        });
        (low, high) = if is_after { (middle + 1, high) } else { (low, middle) };
    }
    nodes.item(low.checked_sub(1)?)?.dyn_into().ok()
}

/// The element of a leaf, if it is there.
pub(crate) fn leaf(text: &Element, number: u32) -> Option<Element> {
    let mut selector = String::from("[data-leaf=\"");
    selector.push_str(&number.to_string());
    selector.push_str("\"]");
    text.query_selector(&selector).ok()?
}

fn all(nodes: &NodeList, first: u32) -> impl Iterator<Item = Element> {
    (first..nodes.length()).filter_map(|index| element(nodes.item(index)))
}

fn element(node: Option<Node>) -> Option<Element> {
    node?.dyn_into().ok()
}

/// The first that ends below this height; they are seen one below the other.
fn first_below(nodes: &NodeList, top: f64) -> u32 {
    let (mut low, mut high) = (0, nodes.length());
    while low < high {
        let middle = low.midpoint(high);
        let above = element(nodes.item(middle)).is_some_and(|one| seen(&one).bottom < top);
        (low, high) = if above { (middle + 1, high) } else { (low, middle) };
    }
    low
}

/// Between a tip and its term, and between a tip and the window's edge.
const GAP: f64 = 8.0;

/// Puts what is `position: fixed` below an element, or above where there is no room, and inside the window.
pub(crate) fn put_beside(tip: &HtmlElement, element: &Element) {
    let Some(window) = super::window() else { return };
    let side = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64());
    let (Some(width), Some(height)) = (side(window.inner_width()), side(window.inner_height())) else {
        return;
    };
    let (rect, size) = (element.get_bounding_client_rect(), tip.get_bounding_client_rect());
    let below = rect.bottom() + GAP;
    let fits = below + size.height() + GAP <= height || rect.top() < height - rect.bottom();
    let top = if fits { below } else { rect.top() - GAP - size.height() };
    let left = rect.left().min(width - size.width() - GAP).max(GAP);
    for (name, value) in [("left", left), ("top", top)] {
        let mut value = (value.round() as i32).to_string();
        value.push_str("px");
        let _ = tip.style().set_property(name, &value);
    }
}
