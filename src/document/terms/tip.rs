//! The meaning of a term beside it, for whoever points at it, comes to it by keyboard or taps it.

mod state;

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use super::{Terms, anchor};
use crate::browser::listen::{Frames, Listener};
use crate::browser::screen;
use crate::html::{component, html, use_effect_with, use_mut_ref};
use crate::links::Links;
use crate::messages::Messages;
use state::{Happening, Held, Tip};

/// What `aria-describedby` names.
const ID: &str = "term_tip";
/// A pointer that only passes shows nothing.
const COMING_MS: u32 = 150;
/// Time to come from the term to its tip.
const GOING_MS: u32 = 250;
/// Letters of a meaning; the definition itself is a click away.
const LONG: usize = 320;

#[derive(Clone)]
pub(crate) struct TermTipProps {
    /// The element that the terms and this are in.
    pub(crate) article: NodeRef,
    pub(crate) terms: Rc<Terms>,
    pub(crate) links: Links,
    pub(crate) messages: &'static Messages,
}

impl PartialEq for TermTipProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.terms, &other.terms)
            && self.article == other.article
            && self.links == other.links
            && self.messages.tag == other.messages.tag
    }
}

/// One for a document; terms are `<a class="term" data-term="…">`.
#[component]
pub(crate) fn TermTip(props: &TermTipProps) -> Html {
    let tip = use_reducer(Tip::<Element>::default);
    let node = use_node_ref();
    let current = use_mut_ref(|| Rc::new(Tip::Hidden));
    current.replace(Rc::new((*tip).clone()));
    {
        let (article, dispatcher, current) = (props.article.clone(), tip.dispatcher(), current);
        use_effect_with((), move |()| {
            let say: Say = Rc::new(move |event| dispatcher.dispatch(event));
            let now = move || current.borrow().clone();
            let heard = article.cast::<Element>().map(|article| listen(&article, &say, now));
            move || drop(heard)
        });
    }
    {
        let dispatcher = tip.dispatcher();
        use_effect_with((*tip).clone(), move |tip| {
            let wait = match tip {
                Tip::Coming(_) => Some(COMING_MS),
                Tip::Going(_) => Some(GOING_MS),
                Tip::Hidden | Tip::Shown(..) => None,
            };
            let timer = wait.map(|ms| Timeout::new(ms, move || dispatcher.dispatch(Happening::Elapsed)));
            move || drop(timer)
        });
    }
    let shown = tip.shown().cloned();
    {
        let (node, dispatcher) = (node.clone(), tip.dispatcher());
        use_effect_with(shown.clone(), move |shown| {
            let shown = shown.clone().zip(node.cast::<HtmlElement>());
            let kept = shown
                .clone()
                .map(|(term, tip)| stand_by(&term, &tip, move |event| dispatcher.dispatch(event)));
            move || {
                drop(kept);
                if let Some((term, _)) = shown {
                    let _ = term.remove_attribute("aria-describedby");
                }
            }
        });
    }
    let number = shown.as_ref().and_then(number);
    let Some((number, meaning)) = number.and_then(|number| Some((number, props.terms.meaning(number)?)))
    else {
        return Html::default();
    };
    let (role, more) = match &*tip {
        Tip::Shown(_, Held::Finger) => {
            let mut to = String::from("#");
            to.push_str(&anchor(number));
            let target = props.links.target(&to);
            let (href, follow) = (props.links.href(&target), props.links.onclick(&target));
            let dispatcher = tip.dispatcher();
            let onclick = Callback::from(move |event: MouseEvent| {
                follow.emit(event);
                dispatcher.dispatch(Happening::Away);
            });
            let words = props.messages;
            let link = html! { <a {href} {onclick} lang={words.tag}>{ words.search.definition }</a> };
            ("group", Some(link))
        }
        _ => ("tooltip", None),
    };
    html! {
        <div class="tip" id={ID} {role} popover="manual" ref={node}>
            <p>{ beginning(meaning) }</p>
            { more }
        </div>
    }
}

fn number(term: &Element) -> Option<usize> {
    term.get_attribute("data-term")?.parse().ok()
}

/// As much of a meaning as fits, in whole words.
fn beginning(meaning: &str) -> String {
    let Some((end, _)) = meaning.char_indices().nth(LONG) else { return meaning.to_owned() };
    let cut = meaning.get(..end).unwrap_or_default();
    let mut cut = cut.rsplit_once(char::is_whitespace).map_or(cut, |(before, _)| before).to_owned();
    cut.push('…');
    cut
}

type Say = Rc<dyn Fn(Happening<Element>)>;
type Hear = Box<dyn Fn(Event, &Say)>;

/// What pointer and focus do in the view.
fn listen(article: &Element, say: &Say, now: impl Fn() -> Rc<Tip<Element>> + 'static) -> Vec<Listener> {
    let last = Rc::new(Cell::new(Held::Pointer));
    // Around the view: what a tap is for is decided before Yew, which listens on the view's root, hears of it.
    let root = article.get_root_node();
    let on = |name, hear: Hear| {
        let say = say.clone();
        Listener::new(&root, name, move |event| hear(event, &say))
    };
    let (pressed, clicked) = (last.clone(), last);
    vec![
        on(
            "pointerover",
            Box::new(|event, say| {
                if is_touch(&event) {
                    return;
                }
                match (under(&event, ".term"), under(&event, ".tip")) {
                    (Some(term), _) => say(Happening::Over(term)),
                    (None, Some(_)) => say(Happening::OverTip),
                    (None, None) => say(Happening::Out),
                }
            }),
        ),
        on(
            "pointerleave",
            Box::new(|event, say| {
                if !is_touch(&event) {
                    say(Happening::Out);
                }
            }),
        ),
        on(
            "pointerdown",
            Box::new(move |event, say| {
                pressed.set(if is_touch(&event) { Held::Finger } else { Held::Pointer });
                if under(&event, ".term, .tip").is_none() {
                    say(Happening::Away);
                }
            }),
        ),
        on(
            "focusin",
            Box::new(|event, say| {
                if let Some(term) = under(&event, ".term") {
                    say(Happening::Focus(term));
                }
            }),
        ),
        on("focusout", Box::new(|_, say| say(Happening::Blur))),
        on(
            "click",
            Box::new(move |event, say| {
                let Some(term) = under(&event, ".term") else { return };
                let is_first = *now() != Tip::Shown(term.clone(), Held::Finger);
                if clicked.replace(Held::Pointer) == Held::Finger && is_first {
                    event.prevent_default();
                    event.stop_propagation();
                    say(Happening::Tap(term));
                } else {
                    say(Happening::Away);
                }
            }),
        ),
    ]
}

fn is_touch(event: &Event) -> bool {
    event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch")
}

fn under(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Shows the tip beside the term, for as long as what comes back is kept.
fn stand_by(term: &Element, tip: &HtmlElement, say: impl Fn(Happening<Element>) + 'static) -> Vec<Listener> {
    let _ = term.set_attribute("aria-describedby", ID);
    let _ = tip.show_popover();
    screen::put_beside(tip, term);
    let Some(window) = crate::browser::window() else { return Vec::new() };
    let frames = Rc::new(Frames::new({
        let (term, tip) = (term.clone(), tip.clone());
        move || screen::put_beside(&tip, &term)
    }));
    let moved = |target: &EventTarget, name| {
        let frames = frames.clone();
        Listener::new(target, name, move |_| frames.ask())
    };
    // The key closes the tip, and not the dialog around it too.
    let escape = Listener::new(&window, "keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            event.stop_propagation();
            say(Happening::Away);
        }
    });
    vec![moved(&window, "scroll"), moved(&window, "resize"), moved(&term.get_root_node(), "scroll"), escape]
}
