//! Search in a document, as the reader writes: a button that opens it, and a bar that stays in sight.

mod bar;
mod fold;
mod index;
mod marking;
mod passages;
mod reading;
mod state;

use yew::prelude::*;

use crate::messages::Messages;
use crate::table::Searching;

pub(crate) use bar::SearchBar;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SearchButtonProps {
    pub(crate) searching: Searching,
    pub(crate) set: Callback<Searching>,
    pub(crate) messages: &'static Messages,
}

/// Opens the search and closes it.
#[component]
pub(crate) fn SearchButton(props: &SearchButtonProps) -> Html {
    let (expanded, next) = match props.searching {
        Searching::Closed => ("false", Searching::Open),
        Searching::Open => ("true", Searching::Closed),
    };
    let onclick = props.set.reform(move |_: MouseEvent| next);
    html! {
        <button type="button" class="quiet search-open" aria-expanded={expanded} lang={props.messages.tag} {onclick}>
            { props.messages.search.open }
        </button>
    }
}
