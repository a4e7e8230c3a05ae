//! The table of contents: beside the text on wide screens, behind a button on phones.

use std::rc::Rc;

use samtycke_pack::Document;
use samtycke_pack::document::{Block, plain_text};
use yew::prelude::*;

use crate::links::Links;
use crate::messages::Messages;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ContentsProps {
    pub(super) document: Rc<Document>,
    pub(super) messages: &'static Messages,
    pub(super) links: Links,
}

#[component]
pub(super) fn Contents(props: &ContentsProps) -> Html {
    let entries = props.document.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level == 2 => Some(heading),
        _ => None,
    });
    let items: Vec<Html> = entries
        .map(|heading| {
            let target = props.links.target(&format!("#{}", heading.anchor));
            let (href, onclick) = (props.links.href(&target), props.links.onclick(&target));
            let number =
                heading.number.as_ref().map(|number| html! { <span class="number">{ number }</span> });
            html! { <li><a {href} {onclick}>{ number }{ plain_text(&heading.text) }</a></li> }
        })
        .collect();
    if items.len() < 3 {
        return Html::default();
    }
    html! {
        <nav part="contents" class="contents" aria-label={props.messages.contents} lang={props.document.language.clone()}>
            <details>
                <summary lang={props.messages.tag}>{ props.messages.contents }</summary>
                <ol>{ items }</ol>
            </details>
        </nav>
    }
}
