//! A document as accessible HTML: built from typed blocks, so no text of a pack can become markup.

mod blocks;
mod contents;

use std::rc::Rc;

use samtycke_pack::Document;
use yew::prelude::*;

use crate::browser::{clock, dom};
use crate::messages::Messages;
use contents::Contents;

/// A link inside the pack that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The document's id.
    pub(crate) document: String,
    /// The clause or heading, when the link has one.
    pub(crate) anchor: Option<String>,
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DocumentViewProps {
    pub(crate) document: Rc<Document>,
    /// Language of the interface.
    pub(crate) messages: &'static Messages,
    /// Where to scroll once it is shown.
    #[prop_or_default]
    pub(crate) anchor: Option<String>,
    /// A link to another document was followed.
    pub(crate) on_navigate: Callback<Target>,
}

/// The text with its title, date and table of contents.
#[component]
pub(crate) fn DocumentView(props: &DocumentViewProps) -> Html {
    let document = &props.document;
    let words = props.messages;
    let root = use_node_ref();
    use_effect_with((document.id.clone(), props.anchor.clone()), {
        let root = root.clone();
        move |(_, anchor)| {
            if let (Some(anchor), Some(element)) = (anchor, root.cast::<web_sys::Element>()) {
                dom::go_to(&element, anchor);
            }
        }
    });
    let follow = follow(root.clone(), document.id.clone(), props.on_navigate.clone());
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
                <Contents document={document.clone()} messages={words} follow={follow.clone()} />
                <div class="text">{ blocks::blocks(&document.blocks, &follow, words) }</div>
            </div>
        </article>
    }
}

/// Follows `#anchor` and `doc:` links; the text's own links to the web are ordinary.
fn follow(root: NodeRef, own: String, on_navigate: Callback<Target>) -> Callback<String> {
    Callback::from(move |link: String| {
        let (document, anchor) = match link.strip_prefix("doc:") {
            None => (own.as_str(), link.strip_prefix('#')),
            Some(target) => match target.split_once('#') {
                Some((document, anchor)) => (document, Some(anchor)),
                None => (target, None),
            },
        };
        if document == own {
            if let (Some(anchor), Some(element)) = (anchor, root.cast::<web_sys::Element>()) {
                dom::go_to(&element, anchor);
            }
        } else {
            on_navigate.emit(Target { document: document.into(), anchor: anchor.map(String::from) });
        }
    })
}
