//! A document as accessible HTML: built from typed blocks, so no text of a pack can become markup.

mod blocks;
mod contents;
mod leaves;
mod letters;
mod search;
mod size;
mod terms;

use std::rc::Rc;

use samtycke_pack::Document;
use yew::prelude::*;

use crate::browser::{clock, dom};
use crate::links::{Links, Visit};
use crate::messages::Messages;
use contents::Contents;
use search::{SearchBar, SearchButton, Searching};
use size::{Size, TypeSize};
use terms::{TermTip, Terms};

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DocumentViewProps {
    pub(crate) document: Rc<Document>,
    /// Language of the interface.
    pub(crate) messages: &'static Messages,
    /// Whose anchor to scroll to once it is shown.
    #[prop_or_default]
    pub(crate) visit: Visit,
    /// Where its links lead.
    pub(crate) links: Links,
}

/// The text with its title, date and table of contents.
#[component]
pub(crate) fn DocumentView(props: &DocumentViewProps) -> Html {
    let document = &props.document;
    let words = props.messages;
    let root = use_node_ref();
    use_effect_with((document.id.clone(), props.visit.clone()), {
        let root = root.clone();
        move |(_, visit)| {
            if let (Some(anchor), Some(element)) = (&visit.target.anchor, root.cast::<web_sys::Element>()) {
                dom::go_to(&element, anchor);
            }
        }
    });
    let links = &props.links;
    let searching = use_state_eq(Searching::default);
    let size = use_state_eq(Size::default);
    let terms = use_memo((document.id.clone(), document.version.clone(), document.language.clone()), |_| {
        Terms::of(document)
    });
    let set_searching = {
        let searching = searching.setter();
        Callback::from(move |next| searching.set(next))
    };
    let set_size = {
        let size = size.setter();
        Callback::from(move |next| size.set(next))
    };
    let bar = (*searching == Searching::Open).then(|| {
        let (document, article, close) =
            (document.clone(), root.clone(), set_searching.reform(|()| Searching::Closed));
        html! { <SearchBar {document} {article} messages={words} {close} /> }
    });
    let mut text = blocks::Writer { links, words, terms: &terms, leaf: 0 };
    html! {
        <article part="document" class="document" lang={document.language.clone()} ref={root.clone()}>
            <header>
                <h2 id="document-title" tabindex="-1">{ &document.title }</h2>
                <p class="meta" lang={words.tag}>
                    { format!("{} {} · {} ", words.version, document.version, words.effective) }
                    <time datetime={document.effective.clone()}>
                        { clock::long_date(&document.effective, words.tag) }
                    </time>
                </p>
                <div class="actions">
                    <SearchButton searching={*searching} set={set_searching} messages={words} />
                    <TypeSize size={*size} set={set_size} messages={words} />
                </div>
            </header>
            // A place of its own also when it is empty: else opening it would draw the text anew.
            { bar.unwrap_or_default() }
            <div class="text-and-contents">
                <Contents document={document.clone()} messages={words} links={links.clone()} />
                <div class={classes!("text", size.class())}>
                    <div class="chunk">{ text.blocks(&document.blocks) }</div>
                </div>
            </div>
            <TermTip article={root} {terms} links={links.clone()} messages={words} />
        </article>
    }
}
