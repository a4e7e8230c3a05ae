//! The text's size, kept by who outlives the document: a context, so that only who shows one needs to know.

use yew::context::ContextProviderProps;
use yew::prelude::*;
use yew::virtual_dom::VChild;

use super::size::Size;

/// The size, and how it is changed.
#[derive(Clone, PartialEq)]
pub(crate) struct Kept {
    pub(super) size: Size,
    pub(super) set: Callback<Size>,
}

#[hook]
pub(crate) fn use_kept() -> Kept {
    let size = use_state_eq(Size::default);
    let set = use_callback((), {
        let size = size.setter();
        move |next, ()| size.set(next)
    });
    Kept { size: *size, set }
}

/// Documents in there have that size.
pub(crate) fn keeping(context: Kept, children: Html) -> Html {
    VChild::<ContextProvider<Kept>>::new(ContextProviderProps { context, children }, None).into()
}
