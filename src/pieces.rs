//! Code that comes when it is needed: which piece it is in, and whether that is here. What a view begins with the gate
//! loads before it mounts it (`gate/load.js`).

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::browser::listen;
use crate::html::{component, html, use_memo};
use crate::loading::{ErrorPanel, Loading, Meanwhile, Waiting, use_loading};
use crate::messages::Messages;
use crate::pack::LoadError;

/// A piece that a view asks for itself: `samtycke_<name>.wasm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// What changed between two versions.
    Redline,
    /// What is in the rows under a policy.
    Panels,
    /// Search in a document.
    Search,
    /// What the annex says, to be changed.
    Annex,
    /// Who has accepted before.
    Again,
    /// What was accepted, and the files to keep.
    Receipt,
    /// Confirming with a passkey.
    Confirm,
    /// Saying no.
    Decline,
}

impl Piece {
    fn name(self) -> &'static str {
        match self {
            Self::Redline => "redline",
            Self::Panels => "panels",
            Self::Search => "search",
            Self::Annex => "annex",
            Self::Again => "again",
            Self::Receipt => "receipt",
            Self::Confirm => "confirm",
            Self::Decline => "decline",
        }
    }
}

/// The gate's way to the pieces, a context of every view.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pieces(Option<Function>);

impl Pieces {
    /// By the gate's function, if it has one.
    pub(crate) fn of(function: Option<Function>) -> Self {
        Self(function)
    }

    /// Nothing when it is here, or else when it will be.
    fn coming(&self, piece: Piece) -> Option<Promise> {
        if !cfg!(samtycke_pieces) {
            return None;
        }
        let name = JsValue::from_str(piece.name());
        self.0.as_ref()?.call1(&JsValue::UNDEFINED, &name).ok()?.dyn_into().ok()
    }

    /// Does something about what a piece draws: now, or once that was fetched and drawn.
    pub(crate) fn when_here(&self, piece: Piece, then: impl FnOnce() + 'static) {
        let Some(coming) = self.coming(piece) else { return then() };
        spawn_local(async move {
            if JsFuture::from(coming).await.is_ok() {
                listen::painted().await;
                then();
            }
        });
    }

    /// It is likely to be asked for soon. The gate knows whether the person minds what is fetched on the chance.
    pub(crate) fn expect(&self, piece: Piece) {
        if let Some(function) = self.0.as_ref().filter(|_| cfg!(samtycke_pieces)) {
            let _ = function.call2(&JsValue::UNDEFINED, &JsValue::from_str(piece.name()), &JsValue::TRUE);
        }
    }

    /// Waits until it is here: what must work without a network later is loaded before it can be asked for.
    pub(crate) async fn load(&self, piece: Piece) -> Result<(), LoadError> {
        match self.coming(piece) {
            None => Ok(()),
            Some(coming) => JsFuture::from(coming).await.map(drop).map_err(|_| LoadError::Network),
        }
    }
}

/// What a function of that piece draws, as soon as it is here.
pub(crate) fn later(piece: Piece, messages: &'static Messages, view: impl Fn() -> Html + 'static) -> Html {
    html! { <Later {piece} {messages} view={Callback::from(move |()| view())} /> }
}

#[derive(Clone, PartialEq)]
struct LaterProps {
    piece: Piece,
    messages: &'static Messages,
    /// What its code draws: called when it is here.
    view: Callback<(), Html>,
}

/// What is drawn by a piece, which may have to be fetched first.
#[component]
fn Later(props: &LaterProps) -> Html {
    let LaterProps { piece, messages, view } = props;
    let pieces = use_context::<Pieces>().unwrap_or_default();
    let coming = use_memo((), |()| pieces.coming(*piece).is_some());
    let (loading, retry) = use_loading((), Meanwhile::Waiting, {
        let piece = *piece;
        move |()| {
            let pieces = pieces.clone();
            async move { pieces.load(piece).await }
        }
    });
    match loading {
        Loading::Waiting if *coming => html! { <Waiting messages={*messages} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={*messages} {error} {retry} /> },
        _ => view.emit(()),
    }
}
