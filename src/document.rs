//! A document as accessible HTML: built from typed blocks, so no text of a pack can become markup.

pub(crate) mod blocks;
mod chunks;
mod contents;
pub(crate) mod kept;
mod leaves;
pub(crate) mod letters;
mod place;
mod search;
mod sections;
mod size;
mod terms;
mod text;

use std::rc::Rc;

use samtycke_pack::Document;
use samtycke_pack::direction::direction;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::{clock, listen, place as screen};
use crate::html::{component, html, use_effect_with, use_memo, use_mut_ref, use_state_eq};
use crate::links::{Links, TITLE, Visit};
use crate::loading::Alive;
use crate::messages::Messages;
use crate::table::Searching;
use chunks::{Filled, Step};
use contents::Contents;
use place::use_place;
use search::{SearchBarProps, SearchButton};
use size::{Size, TypeSize};
use terms::TermTip;
use text::Text;

#[derive(Clone)]
pub(crate) struct DocumentViewProps {
    pub(crate) document: Rc<Document>,
    /// Language of the interface.
    pub(crate) messages: &'static Messages,
    /// Whose anchor to scroll to once it is shown.
    pub(crate) visit: Visit,
    /// Where its links lead.
    pub(crate) links: Links,
    /// The row of actions under its title.
    pub(crate) actions: Html,
    /// The article's element.
    pub(crate) root: NodeRef,
    /// The whole text is there: a long document comes in parts. Once for each document; until then the article is
    /// `aria-busy`.
    pub(crate) on_whole: Callback<()>,
    /// The anchor of the section that is being read, when it changes.
    pub(crate) on_section: Callback<Option<String>>,
}

impl PartialEq for DocumentViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
            && core::ptr::eq(self.messages, other.messages)
            && self.visit == other.visit
            && self.links == other.links
            && self.actions == other.actions
            && self.root == other.root
            && self.on_whole == other.on_whole
            && self.on_section == other.on_section
    }
}

/// The text with its title, date and table of contents.
#[component]
pub(crate) fn DocumentView(props: &DocumentViewProps) -> Html {
    let Document { id, version, language, .. } = &*props.document;
    // The reader's eyes are the same in the next one.
    let own = kept::use_kept();
    let kept::Kept { size, set: set_size } = use_context().unwrap_or(own);
    // Another document begins anew: its chunks, its place.
    let key = [id.as_str(), version, language].join("@");
    html! { <Article {key} view={props.clone()} {size} {set_size} /> }
}

#[derive(Clone, PartialEq)]
struct ArticleProps {
    view: DocumentViewProps,
    size: Size,
    set_size: Callback<Size>,
}

#[component]
fn Article(props: &ArticleProps) -> Html {
    let ArticleProps { view: props, size, set_size } = props;
    let document = &props.document;
    let words = props.messages;
    let root = props.root.clone();
    let text = use_text(props);
    let wanted = props.visit.anchor().and_then(|anchor| text.chunk_of(anchor));
    let filled = use_reducer({
        let all = text.chunks.len();
        move || Filled::first(all, wanted)
    });
    use_effect_with((*filled).clone(), {
        let dispatcher = filled.dispatcher();
        move |filled| {
            let alive = Alive::new();
            if !filled.is_done() {
                let watch = alive.clone();
                spawn_local(async move {
                    listen::painted().await;
                    if watch.is() {
                        dispatcher.dispatch(Step::Grow);
                    }
                });
            }
            move || alive.end()
        }
    });
    let is_whole = filled.is_whole();
    use_effect_with(is_whole, {
        let on_whole = props.on_whole.clone();
        move |is_whole| {
            if *is_whole {
                on_whole.emit(());
            }
        }
    });
    let place = use_place(&text, &root, &filled, &props.on_section);
    use_effect_with((props.visit.clone(), wanted.is_none_or(|chunk| filled.has(chunk))), {
        let (root, place, dispatcher) = (root.clone(), place.clone(), filled.dispatcher());
        move |(visit, is_there)| {
            if let (Some(chunk), false) = (wanted, is_there) {
                dispatcher.dispatch(Step::Reach(chunk));
            } else if let (Some(anchor), Some(root)) = (visit.anchor(), root.cast::<Element>()) {
                place.go(&root, anchor);
            }
        }
    });
    let onclick = {
        let links = text.links.clone();
        Callback::from(move |event: MouseEvent| {
            let link = event.target_dyn_into::<Element>().and_then(|from| from.closest("a[data-to]").ok()?);
            if let Some(link) = link {
                screen::close_around(&link);
                let target = links.target(&link.get_attribute("data-to").unwrap_or_default());
                links.onclick(&target).emit(event);
            }
        })
    };
    let onfocusin = {
        let root = root.clone();
        Callback::from(move |event: FocusEvent| {
            if let (Some(root), Some(at)) = (root.cast::<Element>(), event.target_dyn_into::<Element>()) {
                screen::offer_link(&root, &at);
            }
        })
    };
    let searching = use_state_eq(Searching::default);
    let set_searching = {
        let searching = searching.setter();
        Callback::from(move |next| searching.set(next))
    };
    // A place of its own also when it is empty: else opening it would draw the text anew.
    let bar = match *searching {
        Searching::Closed => Html::default(),
        Searching::Open => {
            let (document, article) = (document.clone(), root.clone());
            let close = set_searching.reform(|()| Searching::Closed);
            let (shown, dispatcher) = (text.clone(), filled.dispatcher());
            let reveal = Callback::from(move |leaf| {
                shown
                    .chunk_of_leaf(leaf)
                    .into_iter()
                    .for_each(|chunk| dispatcher.dispatch(Step::Reach(chunk)));
            });
            search::bar(SearchBarProps { document, article, messages: words, close, reveal })
        }
    };
    let date = use_memo((document.effective.clone(), words.tag), |(date, tag)| clock::long_date(date, tag));
    html! {
        <article
            part="document"
            class="document"
            lang={document.language.clone()}
            dir={direction(&document.language)}
            aria-busy={(!is_whole).then_some("true")}
            ref={root.clone()}
            {onclick}
            {onfocusin}
        >
            <header>
                <h2 id={TITLE} tabindex="-1">{ &document.title }</h2>
                <p class="meta" lang={words.tag}>
                    { format!("{} {} · {} ", words.version, document.version, words.effective) }
                    <time datetime={document.effective.clone()}>{ (*date).clone() }</time>
                </p>
                <div class="actions" role="group" aria-label={words.reading.tools} lang={words.tag}>
                    <SearchButton searching={*searching} set={set_searching} messages={words} />
                    <TypeSize size={*size} set={set_size} messages={words} />
                    { props.actions.clone() }
                </div>
            </header>
            { bar }
            <div class="text-and-contents">
                <Contents text={text.clone()} current={place.current()} groups={contents::groups(&text).min(filled.count())} />
                { searched(*searching, html! { <div class={["text ", size.class()].concat()}>{ text::chunks(&text, &filled) }</div> }) }
            </div>
            <TermTip article={root} terms={text.terms.clone()} links={text.links.clone()} messages={words} />
        </article>
    }
}

/// What stands in it knows whether the search is open: a context, so that nothing of a long text is drawn anew.
fn searched(context: Searching, children: Html) -> Html {
    crate::html::context(context, children)
}

/// The text, the same while document, words and links are: its links go where the newest props say.
#[hook]
fn use_text(props: &DocumentViewProps) -> Text {
    let newest = use_mut_ref(|| props.links.go.clone());
    newest.replace(props.links.go.clone());
    let go = use_callback((), move |target, ()| {
        let go = newest.borrow().clone();
        go.emit(target);
    });
    let held = use_mut_ref(|| None::<Text>);
    let links = Links { go, ..props.links.clone() };
    let here = &links.here;
    // While the document that the links mean is being fetched, the one before it stays as it is.
    let is_before = here.document != props.document.id
        || links.language != props.document.language
        || here.version.as_ref().is_some_and(|version| *version != props.document.version);
    let mut held = held.borrow_mut();
    match &*held {
        Some(text) if text.shows(&props.document) && (is_before || text.has(&links, props.messages)) => {
            text.clone()
        }
        _ => held.insert(Text::new(props.document.clone(), links, props.messages)).clone(),
    }
}
