//! The search bar.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use samtycke_pack::Document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::marking::Marking;
use super::passages::passages;
use super::reading::Reading;
use super::state::{Action, State};
use crate::browser::dom;
use crate::browser::listen::{Frames, Listener, Watch};
use crate::html::{component, html, use_effect_with, use_mut_ref, use_state, use_state_eq};
use crate::messages::Messages;
use crate::messages::search::Search as Words;

/// After so long without a letter the reader has stopped writing: the count is told, and the nearest hit shown.
const REST_MS: u32 = 400;

#[derive(Clone)]
pub(crate) struct SearchBarProps {
    pub(crate) document: Rc<Document>,
    /// The element that the leaves and this bar are in.
    pub(crate) article: NodeRef,
    pub(crate) messages: &'static Messages,
    /// The reader is done.
    pub(crate) close: Callback<()>,
    /// Asks for a leaf that isn't shown yet; it is gone to as soon as it is.
    pub(crate) reveal: Callback<u32>,
}

/// The same document, not one that says the same: comparing long texts takes longer than showing this.
impl PartialEq for SearchBarProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
            && self.article == other.article
            && self.messages.tag == other.messages.tag
            && self.close == other.close
            && self.reveal == other.reveal
    }
}

/// Field, count, and the ways on and back. It stands in the article, above the text, and stays in sight.
#[component]
pub(crate) fn SearchBar(props: &SearchBarProps) -> Html {
    let words = &props.messages.search;
    let state = use_reducer(State::default);
    let field = use_node_ref();
    let session = use_mut_ref(|| None::<Session>);
    let before = use_mut_ref(|| None::<HtmlElement>);
    {
        let (session, article, document) = (session.clone(), props.article.clone(), props.document.clone());
        let (dispatcher, field) = (state.dispatcher(), field.clone());
        use_effect_with(Rc::as_ptr(&props.document), move |_| {
            let opened = article.cast::<Element>().map(|article| Session::open(&article, document));
            let query = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            if let Some(opened) = opened.as_ref().filter(|_| !query.is_empty()) {
                let hits = opened.reading.borrow_mut().find(&query);
                dispatcher.dispatch(Action::Write(query, hits));
            }
            session.replace(opened);
            move || drop(session.take())
        });
    }
    {
        let (field, before) = (field.clone(), before.clone());
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlElement>() {
                before.replace(dom::focused(&field));
                dom::focus(&field);
            }
        });
    }
    {
        let session = session.clone();
        use_effect_with((state.hits.clone(), state.here), move |(hits, here)| {
            if let Some(session) = &*session.borrow() {
                session.marking.borrow_mut().show(hits, *here);
            }
        });
    }
    {
        let (session, reveal) = (session.clone(), props.reveal.clone());
        use_effect_with(state.goings, move |goings| {
            let hidden = match &*session.borrow() {
                Some(session) if *goings > 0 => session.marking.borrow_mut().go(),
                _ => None,
            };
            hidden.into_iter().for_each(|leaf| reveal.emit(leaf));
        });
    }
    let count = state.count(words);
    let told = use_state(String::new);
    {
        let told = told.setter();
        use_effect_with(count.clone(), move |count| {
            let count = count.clone();
            let timer = Timeout::new(REST_MS, move || told.set(count));
            move || drop(timer)
        });
    }
    {
        let (session, dispatcher) = (session.clone(), state.dispatcher());
        use_effect_with(state.query.clone(), move |_| {
            let timer = Timeout::new(REST_MS, move || {
                dispatcher.dispatch(Action::Rest { from: first_leaf(&session) });
            });
            move || drop(timer)
        });
    }

    let oninput = {
        let (session, dispatcher) = (session.clone(), state.dispatcher());
        Callback::from(move |event: InputEvent| {
            let query = event.target_unchecked_into::<HtmlInputElement>().value();
            let hits = match &*session.borrow() {
                Some(session) => session.reading.borrow_mut().find(&query),
                None => Vec::new(),
            };
            dispatcher.dispatch(Action::Write(query, hits));
        })
    };
    let go = {
        let (session, dispatcher) = (session.clone(), state.dispatcher());
        move |way: Direction| {
            let from = first_leaf(&session);
            dispatcher.dispatch(match way {
                Direction::Next => Action::Next { from },
                Direction::Previous => Action::Previous { from },
            });
        }
    };
    let close = {
        let (close, session) = (props.close.clone(), session);
        move || {
            // Who found something goes on reading there.
            let place = session.borrow().as_ref().and_then(|session| session.marking.borrow().place());
            place.or(before.take()).iter().for_each(dom::focus);
            close.emit(());
        }
    };
    let onkeydown = {
        let (go, close) = (go.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            let in_field = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
            match event.key().as_str() {
                _ if event.is_composing() => return,
                "Enter" if in_field && event.shift_key() => go(Direction::Previous),
                "Enter" if in_field => go(Direction::Next),
                "Escape" => close(),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let listing = use_state_eq(Listing::default);
    let list = (*listing == Listing::Open).then(|| {
        let (dispatcher, listing, field) = (state.dispatcher(), listing.setter(), field.clone());
        let choose = move |hit| {
            dispatcher.dispatch(Action::GoTo(hit));
            listing.set(Listing::Closed);
            field.cast::<HtmlElement>().iter().for_each(dom::focus);
        };
        list(&props.document, &state, words, &choose)
    });
    let all = (!state.hits.is_empty()).then(|| {
        let (expanded, next) = match *listing {
            Listing::Closed => ("false", Listing::Open),
            Listing::Open => ("true", Listing::Closed),
        };
        let listing = listing.setter();
        let onclick = Callback::from(move |_: MouseEvent| listing.set(next));
        html! { <button type="button" aria-expanded={expanded} {onclick}>{ words.list }</button> }
    });
    let disabled = state.hits.is_empty().then_some("true");
    let step = |way: Direction, text: &'static str, name: &'static str| {
        let go = go.clone();
        let onclick = Callback::from(move |_: MouseEvent| go(way));
        html! { <button type="button" aria-label={name} aria-disabled={disabled} {onclick}>{ text }</button> }
    };
    html! {
        <div class="search" role="search" aria-label={words.label} lang={props.messages.tag} {onkeydown}>
            <input type="search" aria-label={words.label} ref={field} value={state.query.clone()} {oninput}
                autocomplete="off" spellcheck="false" enterkeyhint="search" />
            <span class="count" aria-hidden="true">{ count }</span>
            <span class="unseen" role="status">{ &*told }</span>
            <div class="moves">
                { step(Direction::Previous, words.previous, words.previous_hit) }
                { step(Direction::Next, words.next, words.next_hit) }
                { all.unwrap_or_default() }
                <button type="button" aria-label={words.close} onclick={Callback::from(move |_: MouseEvent| close())}>
                    { props.messages.close }
                </button>
            </div>
            { list.unwrap_or_default() }
        </div>
    }
}

/// Is the list of hits shown?
#[derive(Clone, Copy, Default, PartialEq)]
enum Listing {
    #[default]
    Closed,
    Open,
}

/// The first hits, each with what stands around it.
fn list(
    document: &Document,
    state: &State,
    words: &Words,
    choose: &(impl Fn(usize) + Clone + 'static),
) -> Html {
    let found = passages(&document.blocks, &state.hits);
    let part = (found.len() < state.hits.len()).then(|| {
        html! { <p class="help">{ words.list_part.replace("{count}", &found.len().to_string()) }</p> }
    });
    let items = found.into_iter().enumerate().map(|(index, passage)| {
        let choose = choose.clone();
        let onclick = Callback::from(move |_: MouseEvent| choose(index));
        html! {
            <li><button type="button" {onclick}>
                <span class="number">{ passage.number }{ "\u{a0}" }</span>
                <span lang={document.language.clone()}>
                    { passage.before }<mark>{ passage.hit }</mark>{ passage.after }
                </span>
            </button></li>
        }
    });
    let items: Vec<Html> = items.collect();
    html! { <div class="all"><ol>{ items }</ol>{ part }</div> }
}

#[derive(Clone, Copy)]
enum Direction {
    Next,
    Previous,
}

fn first_leaf(session: &RefCell<Option<Session>>) -> u32 {
    session.borrow().as_ref().map_or(0, |session| session.marking.borrow().first_leaf())
}

/// What lives as long as the bar is open on a document.
struct Session {
    reading: Rc<RefCell<Reading>>,
    marking: Rc<RefCell<Marking>>,
    _scrolled: Vec<Listener>,
    _changed: Watch,
}

impl Session {
    fn open(article: &Element, document: Rc<Document>) -> Self {
        let marking = Rc::new(RefCell::new(Marking::new(article.clone())));
        let frames = Rc::new(Frames::new({
            let marking = marking.clone();
            move || marking.borrow_mut().look()
        }));
        let listen = |target: &web_sys::EventTarget, name| {
            let frames = frames.clone();
            Listener::new(target, name, move |_| frames.ask())
        };
        // What scrolls in a shadow root is not heard outside it.
        let mut scrolled = vec![listen(&article.get_root_node(), "scroll")];
        if let Some(window) = crate::browser::window() {
            scrolled.extend([listen(&window, "scroll"), listen(&window, "resize")]);
        }
        let changed = Watch::new(&text(article), {
            let marking = marking.clone();
            move || marking.borrow_mut().renew()
        });
        Self { reading: Reading::begin(document), marking, _scrolled: scrolled, _changed: changed }
    }
}

/// Where the leaves are: the bar's own words change, too.
fn text(article: &Element) -> Element {
    article.query_selector(".text").ok().flatten().unwrap_or_else(|| article.clone())
}
