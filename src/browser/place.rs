//! Where things are on the screen, and going to them.

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::dom::sibling;
use super::listen::frame;

/// For so many frames after a jump the text around may get its true height for the first time.
const SETTLES: u32 = 6;

/// Scrolls to an element of the same shadow root and puts the focus there; stays there while the text around it gets
/// its height. `arrived` is called at once and when nothing moves any more.
pub(crate) fn go_to(from: &Element, id: &str, arrived: impl Fn() + 'static) {
    let Some(target) = sibling(from, id) else { return };
    super::dom::go_to(from, id);
    arrived();
    let there = top(&target);
    spawn_local(async move {
        for _ in 0..SETTLES {
            frame().await;
            if (top(&target) - there).abs() > 1.0 {
                target.scroll_into_view();
            }
        }
        arrived();
    });
}

/// The upper edge of an element, from the window's.
pub(crate) fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Marks the entry of that index in a list of links, and keeps it in sight where the list scrolls on its own. The page
/// doesn't move.
pub(crate) fn mark_entry(list: &Element, index: Option<usize>) {
    const MARK: &str = "aria-current";
    if let Ok(Some(before)) = list.query_selector("[aria-current]") {
        let _ = before.remove_attribute(MARK);
    }
    let entries = list.get_elements_by_tag_name("a");
    let Some(entry) = index.and_then(|index| entries.item(index as u32)) else { return };
    let _ = entry.set_attribute(MARK, "location");
    if list.scroll_height() <= list.client_height() {
        return;
    }
    let (outer, inner) = (list.get_bounding_client_rect(), entry.get_bounding_client_rect());
    if inner.top() < outer.top() || inner.bottom() > outer.bottom() {
        let off = inner.top() - outer.top() - outer.height() / 3.0;
        list.set_scroll_top(list.scroll_top() + off as i32);
    }
}

/// Closes the disclosure around a link that was chosen, if it is one: see [`lay_beside`].
pub(crate) fn close_around(link: &Element) {
    if let Ok(Some(around)) = link.closest("details:not(:has(> summary[inert]))") {
        let _ = around.remove_attribute("open");
    }
}

/// Where the styles keep a list beside the text there is nothing to disclose: it is open, and its summary is a caption.
/// The styles alone know how much room that takes.
pub(crate) fn lay_beside(list: &Element) {
    let style = super::window().and_then(|window| window.get_computed_style(list).ok()?);
    let position = style.and_then(|style| style.get_property_value("position").ok()).unwrap_or_default();
    let (Ok(Some(details)), Ok(Some(summary))) =
        (list.query_selector("details"), list.query_selector("summary"))
    else {
        return;
    };
    let is_beside = position == "sticky";
    if is_beside != summary.has_attribute("inert") {
        let _ = summary.toggle_attribute_with_force("inert", is_beside);
        let _ = details.toggle_attribute_with_force("open", is_beside);
    }
}

/// Makes the link of the heading or clause that has the focus the only one of its kind that Tab stops at.
pub(crate) fn offer_link(root: &Element, focused: &Element) {
    const STOP: &str = "tabindex";
    let beside = focused.next_element_sibling().filter(|next| next.matches("a.anchor").unwrap_or(false));
    let own = || focused.query_selector(":scope > a.anchor").ok().flatten();
    let Some(link) = beside.or_else(own) else { return };
    if let Ok(Some(before)) = root.query_selector("a.anchor[tabindex='0']") {
        let _ = before.set_attribute(STOP, "-1");
    }
    let _ = link.set_attribute(STOP, "0");
}
