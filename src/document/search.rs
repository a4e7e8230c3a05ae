//! Search in a document, as the reader writes: a button that opens it, and a bar that stays in sight.

mod bar;
mod fold;
mod index;
mod marking;
mod passages;
mod reading;
mod state;

use samtycke_pieces::piece;
use yew::prelude::*;

use crate::html::{component, html};
use crate::messages::Messages;
use crate::pieces::{Piece, Pieces, later};
use crate::table::Searching;

use bar::SearchBar;
pub(crate) use bar::SearchBarProps;

/// The bar, when its code is here.
pub(crate) fn bar(props: SearchBarProps) -> Html {
    later(Piece::Search, props.messages, move || bar_of(props.clone()))
}

piece! {
    "search" "00000040"
    fn bar_of(props: SearchBarProps) -> Html {
        html! { <SearchBar ..props /> }
    }
}

#[derive(Clone, PartialEq)]
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
    // Who searches writes at once.
    let pieces = use_context::<Pieces>().unwrap_or_default();
    let expect = Callback::from(move |()| pieces.expect(Piece::Search));
    html! {
        <button type="button" class="quiet search-open" aria-expanded={expanded} lang={props.messages.tag} {onclick}
            onpointerenter={expect.reform(|_: PointerEvent| ())} onfocusin={expect.reform(|_: FocusEvent| ())}>
            { props.messages.search.open }
        </button>
    }
}
