//! The record's number, to be copied.

use yew::prelude::*;

use crate::browser::clipboard;
use crate::html::{component, html, use_state_eq};
use crate::messages::Messages;

#[derive(Clone, PartialEq)]
pub(super) struct NumberProps {
    pub(super) id: String,
    pub(super) words: &'static Messages,
}

/// What became of copying.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copying {
    NotAsked,
    Done,
    Refused,
}

#[component]
pub(super) fn Number(props: &NumberProps) -> Html {
    let NumberProps { id, words } = props;
    let copying = use_state_eq(|| Copying::NotAsked);
    let onclick = {
        let (copying, id) = (copying.clone(), id.clone());
        Callback::from(move |_: MouseEvent| {
            let (copying, id) = (copying.clone(), id.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copied = clipboard::copy(&id).await;
                copying.set(if copied.is_ok() { Copying::Done } else { Copying::Refused });
            });
        })
    };
    let own = &words.evidence;
    let told = match *copying {
        Copying::NotAsked => "",
        Copying::Done => own.copied,
        Copying::Refused => own.copy_refused,
    };
    html! {
        <>
            <code>{ id }</code>
            <span class="unprinted">
                <button type="button" class="quiet" {onclick}>{ own.copy }</button>
                <span role="status">{ told }</span>
            </span>
        </>
    }
}
