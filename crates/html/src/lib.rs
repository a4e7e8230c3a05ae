//! `html!` and `#[component]` for the widget's views, in Yew's syntax.
//!
//! Yew's own `html!` writes code that builds each node, and its `#[component]` a copy of the component machinery for each
//! view: half of a binary. Here what is the same at each drawing is one string, which one function reads, and all
//! components are one for Yew. That function and the traits stand in the widget's `src/html.rs`; what is written here
//! names them as `crate::html`.

mod component;
mod parse;
mod template;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Elements, components, `if`, `for`, blocks and fragments as in Yew; see `crate::html` for what may stand in braces.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let root = parse_macro_input!(input as parse::Root);
    template::root(&root).into()
}

/// A function from props to `Html` that may use hooks, as a component.
#[proc_macro_attribute]
pub fn component(_: TokenStream, item: TokenStream) -> TokenStream {
    let function = parse_macro_input!(item as syn::ItemFn);
    component::component(function).unwrap_or_else(|error| error.to_compile_error()).into()
}
