//! Where in a document the reader is.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::chunks::{self, Filled};
use super::sections::{around, count_above, within};
use super::text::Text;
use crate::browser::listen::Moves;
use crate::browser::screen::Scroller;
use crate::browser::{dom, place};
use crate::html::{UseStateHandle, use_effect_with, use_memo, use_mut_ref, use_state_eq};

/// How far below the upper edge of what is visible a heading counts as read, in pixels.
const LINE: f64 = 96.0;

/// The section that is being read, and the way to another place.
#[derive(Clone)]
pub(super) struct Place {
    current: UseStateHandle<Option<usize>>,
    pin: Rc<Cell<Option<Pin>>>,
    text: Text,
}

/// A place that the reader asked for stays the place until the text moves, also where the end of the document keeps it
/// from coming to the top.
#[derive(Clone, Copy)]
struct Pin {
    section: Option<usize>,
    top: f64,
}

impl Place {
    /// The index of the section.
    pub(super) fn current(&self) -> Option<usize> {
        *self.current
    }

    /// Goes to an anchor that is drawn.
    pub(super) fn go(&self, root: &Element, anchor: &str) {
        let block = chunks::block_of(&self.text.document.blocks, anchor);
        let section = block.and_then(|block| around(&self.text.sections, block));
        let (root, pin, current) = (root.clone(), self.pin.clone(), self.current.setter());
        place::go_to(&root.clone(), anchor, move || {
            pin.set(Some(Pin { section, top: place::top(&root) }));
            current.set(section);
        });
    }
}

/// Follows the reader.
#[hook]
pub(super) fn use_place(
    text: &Text,
    root: &NodeRef,
    filled: &Filled,
    on_section: &Callback<Option<String>>,
) -> Place {
    let current = use_state_eq(|| None::<usize>);
    let pin = use_memo((), |()| Cell::new(None::<Pin>));
    let newest = use_mut_ref(|| filled.clone());
    newest.replace(filled.clone());
    use_effect_with(text.clone(), {
        let (root, pin, current) = (root.clone(), pin.clone(), current.setter());
        move |text| {
            let root = root.cast::<Element>().filter(|_| !text.sections.is_empty());
            let text = text.clone();
            let follow = |root: Element| {
                let around = root.clone();
                Moves::around(&around, move || match pin.get() {
                    Some(pin) if (pin.top - place::top(&root)).abs() < 2.0 => current.set(pin.section),
                    _ => {
                        pin.set(None);
                        current.set(read_now(&text, &newest.borrow(), &root));
                    }
                })
            };
            let watch = root.map(follow);
            move || drop(watch)
        }
    });
    use_effect_with((text.clone(), *current), {
        let on_section = on_section.clone();
        move |(text, current)| {
            let section = current.and_then(|current| text.sections.get(current));
            on_section.emit(section.map(|section| section.anchor.clone()));
        }
    });
    Place { current, pin, text: text.clone() }
}

/// The chunk at the line, then the section in it. Chunks have a place also while the browser skips what is in them, and
/// the one at the line is not skipped: asking costs no layout.
fn read_now(text: &Text, filled: &Filled, root: &Element) -> Option<usize> {
    let line = Scroller::of(root).band().top + LINE;
    let boxes = root.get_elements_by_class_name("chunk");
    let above = |index: usize| boxes.item(index as u32).is_some_and(|one| place::top(&one) <= line);
    let chunk = count_above(0..text.chunks.len(), above).checked_sub(1)?;
    let sections = within(&text.sections, &text.chunks.get(chunk)?.blocks);
    let is_read = |index: usize| {
        let anchor = text.sections.get(index).map(|section| section.anchor.as_str());
        anchor
            .and_then(|anchor| dom::sibling(root, anchor))
            .is_some_and(|heading| place::top(&heading) <= line)
    };
    let read = if filled.has(chunk) { count_above(sections, is_read) } else { sections.start };
    read.checked_sub(1)
}
