//! What a category or a service is turned by: a switch, or a box to object with.

use samtycke_pack::manifest::Basis;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::Extent;
use crate::messages::Messages;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ControlProps {
    pub(super) messages: &'static Messages,
    pub(super) basis: Basis,
    /// Id of the element that names what it turns.
    pub(super) name: String,
    /// How much is in force.
    pub(super) extent: Extent,
    /// Is it to be in force?
    pub(super) onturn: Callback<bool>,
}

/// A checkbox with three states. Nothing of it is ticked but by the visitor: consent is ticked to give it, and what is
/// in force without consent is ticked to object.
#[component]
pub(super) fn Control(props: &ControlProps) -> Html {
    let ControlProps { messages: words, basis, name, extent, onturn } = props;
    let objects = *basis == Basis::LegitimateInterest;
    let ticked = if objects { extent.objected() } else { *extent };
    let input = use_node_ref();
    use_effect_with(ticked, {
        let input = input.clone();
        move |ticked| {
            // `indeterminate` is a property only; no attribute sets it. It is announced as mixed.
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.set_indeterminate(*ticked == Extent::Some);
            }
        }
    });
    let onchange = {
        let onturn = onturn.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                onturn.emit(input.checked() != objects);
            }
        })
    };
    let label = format!("object-{name}");
    let (part, labelled) =
        if objects { ("object", format!("{label} {name}")) } else { ("switch", name.clone()) };
    let tick = html! {
        <input type="checkbox" {part} class={part} ref={input} aria-labelledby={labelled}
            checked={ticked == Extent::All} {onchange} />
    };
    if objects {
        html! { <label class="objection">{ tick }<span id={label}>{ words.object }</span></label> }
    } else {
        tick
    }
}
