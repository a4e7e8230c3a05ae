//! A document as accessible HTML: built from typed blocks, so no text of a pack can become markup.

mod blocks;
mod contents;
mod leaves;
mod search;

use std::rc::Rc;

use samtycke_pack::Document;
use yew::prelude::*;

use crate::browser::{clock, dom};
use crate::links::{Links, Visit};
use crate::messages::Messages;
use contents::Contents;

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
    html! {
        <article part="document" class="document" lang={document.language.clone()} ref={root}>
            <header>
                <h2 id="document-title" tabindex="-1">{ &document.title }</h2>
                <p class="meta" lang={words.tag}>
                    { format!("{} {} · {} ", words.version, document.version, words.effective) }
                    <time datetime={document.effective.clone()}>
                        { clock::long_date(&document.effective, words.tag) }
                    </time>
                </p>
            </header>
            <div class="text-and-contents">
                <Contents document={document.clone()} messages={words} links={links.clone()} />
                <div class="text">{ blocks::blocks(&document.blocks, links, words) }</div>
            </div>
        </article>
    }
}
