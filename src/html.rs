//! What views are made with: `html!` and `#[component]` in Yew's syntax, and what both become.
//!
//! A binary with Yew's own is half code that builds nodes and copies of the machinery for components. Here a view is a
//! string, which [`Slots::html`] reads, with holes; and for Yew there is one component, [`Part`], which holds any of ours.

mod hooks;
mod part;
mod slots;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod values;

pub(crate) use hooks::{
    Held, UseStateHandle, UseStateSetter, use_effect_with, use_memo, use_mut_ref, use_state, use_state_eq,
};
pub(crate) use part::{Component, Part, Whole, context, part};
pub(crate) use samtycke_html::{component, html};
pub(crate) use slots::Slots;
// Of the views that have no holes none is in the wasm today.
#[cfg_attr(target_arch = "wasm32", allow(unused_imports))]
pub(crate) use slots::still;
pub(crate) use values::{Attribute, Child, node};
pub(crate) use yew::Html;
