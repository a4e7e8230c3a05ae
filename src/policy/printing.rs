//! The print button. What is printed is the whole text: who asks earlier gets it when it is there.

use samtycke_pack::Document;
use samtycke_pack::manifest::DocumentEntry;
use yew::prelude::*;

use crate::browser::clock;
use crate::browser::print::{self, Foot};
use crate::html::{UseStateHandle, html, use_state};
use crate::messages::Messages;

/// Somebody who asked for a document's print waits for the rest of its text.
#[derive(Clone, PartialEq)]
pub(super) struct Printing {
    asked: UseStateHandle<Option<Foot>>,
    root: NodeRef,
}

#[hook]
pub(super) fn use_printing(root: &NodeRef) -> Printing {
    Printing { asked: use_state(|| None), root: root.clone() }
}

impl Printing {
    pub(super) fn button(&self, foot: Foot, words: &'static Messages) -> Html {
        let waits = self.asked.as_ref() == Some(&foot);
        let onclick = {
            let this = self.clone();
            Callback::from(move |_: MouseEvent| match this.root.cast::<web_sys::Element>() {
                Some(article) if article.has_attribute("aria-busy") => this.asked.set(Some(foot.clone())),
                Some(article) => print::print(&article, foot.clone()),
                None => {}
            })
        };
        let text = if waits { words.reading.printing } else { words.reading.print };
        html! { <button type="button" class="quiet" aria-disabled={waits.then_some("true")} {onclick}>{ text }</button> }
    }

    /// The whole text of the document with that foot is there.
    pub(super) fn on_whole(&self, foot: Foot) -> Callback<()> {
        let this = self.clone();
        Callback::from(move |()| {
            let Some(asked) = &*this.asked else { return };
            if let (true, Some(article)) = (*asked == foot, this.root.cast::<web_sys::Element>()) {
                print::print(&article, foot.clone());
            }
            this.asked.set(None);
        })
    }
}

/// What identifies a document at each page's foot.
pub(super) fn foot(entry: &DocumentEntry, document: &Document, words: &'static Messages) -> Foot {
    let file = entry.text(Some(&document.version), &document.language);
    let digest = file.map(|file| file.sha256.to_string()).unwrap_or_default();
    let date = clock::long_date(&document.effective, words.tag);
    let title = document.title.clone();
    let line = format!("{title} · {} {} · {} {date}", words.version, document.version, words.effective);
    Foot { title, lines: vec![line, digest], page: words.reading.page }
}
